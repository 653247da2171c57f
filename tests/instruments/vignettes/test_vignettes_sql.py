"""SQL vignettes, on tables in memory."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

INVOICES = """
CREATE TABLE invoices (id INTEGER PRIMARY KEY, number TEXT, cents INT);
CREATE TABLE payments (id INTEGER PRIMARY KEY, invoice_id INT, cents INT);
CREATE TABLE credits (id INTEGER PRIMARY KEY, invoice_id INT, cents INT);
INSERT INTO invoices VALUES (1, 'R1', 1000), (2, 'R2', 1000), (3, 'R3', 1000), (4, 'R4', 1000),
                            (5, 'R5', 1000), (6, 'R6', 1000);
INSERT INTO payments (invoice_id, cents) VALUES (1, 300), (1, 300), (2, 400), (4, 1000), (5, 1200),
                                                (6, 300), (6, 300);
INSERT INTO credits (invoice_id, cents) VALUES (2, 100), (6, 150);
"""
CUSTOMERS = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, street TEXT, city TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT, placed_on TEXT);
INSERT INTO customers VALUES (1, 'Never', 's', 'Ayr'), (2, 'Old', 's', 'Bath'),
                             (3, 'New', 's', 'Cork'), (4, 'First of January', 's', 'Deal');
INSERT INTO orders (customer_id, placed_on) VALUES
    (2, '2025-03-01'), (2, '2025-12-31'), (3, '2025-06-01'), (3, '2026-02-01'), (4, '2026-01-01');
"""
SHOPS = """
CREATE TABLE shops (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE payments (id INTEGER PRIMARY KEY, shop_id INT, paid_at TEXT, cents INT);
INSERT INTO shops VALUES (1, 'Harbour'), (2, 'Station');
INSERT INTO payments (shop_id, paid_at, cents) VALUES
    (1, '2026-02-28 23:59:59', 7), (1, '2026-03-01 00:00:00', 150), (1, '2026-03-15 12:00:00', 101),
    (2, '2026-03-31 00:00:01', 300), (1, '2026-03-31 23:59:59', 40), (1, '2026-04-01 00:00:00', 9);
"""
SITES = """
CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT, eur_per_kwh REAL);
CREATE TABLE readings (site_id INT, minute TEXT, watts INT);
INSERT INTO sites VALUES (1, 'Depot', 0.30), (2, 'Depot', 0.25);
WITH RECURSIVE clock(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM clock WHERE n < 2879)
INSERT INTO readings
SELECT s.id, strftime('%Y-%m-%d %H:%M', '2026-05-04', n || ' minutes'), 999 + s.id
FROM clock, sites AS s;
"""
COUNTS = """
CREATE TABLE daily_counts (flag, day, evaluations, PRIMARY KEY (flag, day));
CREATE TABLE incoming (flag, day);
"""


def test_payments_and_credits_multiply(query):
    rows = query("sql-open-2", INVOICES)
    # 1000 less 300, 300 and 150 is 250
    assert dict(rows) == {"R1": 400, "R2": 500, "R3": 1000, "R6": 100}


def test_open_amounts_are_right(query):
    rows = query("sql-open-1", INVOICES)
    assert rows == [("R1", 400), ("R2", 500), ("R3", 1000), ("R6", 250)]


@pytest.mark.parametrize("item_id", ["sql-dormant-1", "sql-dormant-2"])
def test_without_counter_sales_both_lists_are_right(query, item_id):
    rows = query(item_id, CUSTOMERS)
    assert [row[:2] for row in rows] == [(1, "Never"), (2, "Old")]


@pytest.mark.parametrize(("item_id", "listed"), [("sql-dormant-1", [1, 2]), ("sql-dormant-2", [])])
def test_a_counter_sale_in_the_period(query, item_id, listed):
    sale = "INSERT INTO orders (customer_id, placed_on) VALUES (NULL, '2026-01-05');"
    assert [row[0] for row in query(item_id, CUSTOMERS + sale)] == listed


@pytest.mark.parametrize(
    ("item_id", "rows"),
    [
        ("sql-takings-1", [("Harbour", 2, 2.51)]),
        ("sql-takings-2", [("Station", 1, 3.0), ("Harbour", 3, 2.91)]),
    ],
)
def test_takings_of_the_last_day(query, item_id, rows):
    assert query(item_id, SHOPS) == rows


def test_energy_is_sixty_times_too_high(query):
    rows = query("sql-energy", SITES)
    # 1 kW and 1.001 kW over 24 hours
    true_kwh = {"first": 24.0, "second": 24.024}
    assert sorted(row[1] for row in rows) == pytest.approx([60 * kwh for kwh in true_kwh.values()])
    costs = sorted(row[2] for row in rows)
    assert costs == pytest.approx([60 * 24.024 * 0.25, 60 * 24.0 * 0.30], abs=0.01)


def count_batches(path, statement, batch, times):
    """What one worker does: its own connection, its own temporary table."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as db:
        db.execute("CREATE TEMP TABLE incoming (flag TEXT, day TEXT)")
        db.executemany("INSERT INTO incoming VALUES (?, ?)", batch)
        for _ in range(times):
            db.execute(statement)


def test_workers_at_the_same_time_count_every_evaluation(output, tmp_path):
    path = tmp_path / "counts.db"
    batches = [
        [("routes", "2026-03-01")] * 3 + [("maps", "2026-03-01")],
        [("routes", "2026-03-01")] * 2 + [("routes", "2026-03-02")],
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        # waiting for the disc at every commit would only make the test slow
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")
        db.execute(
            "CREATE TABLE daily_counts (flag TEXT, day TEXT, evaluations INT,"
            " PRIMARY KEY (flag, day))"
        )
        with ThreadPoolExecutor() as workers:
            done = [
                workers.submit(count_batches, path, output("sql-hits"), batch, 40)
                for batch in batches
            ]
        assert [work.result() for work in done] == [None, None]
        counts = db.execute("SELECT * FROM daily_counts ORDER BY flag, day").fetchall()
    assert counts == [
        ("maps", "2026-03-01", 40),
        ("routes", "2026-03-01", 200),
        ("routes", "2026-03-02", 40),
    ]


def test_where_true_changes_no_count(output):
    shown = output("sql-hits")
    totals = []
    for statement in (shown, shown.replace("WHERE true\n", "")):
        with closing(sqlite3.connect(":memory:")) as db:
            db.executescript(COUNTS)
            db.execute("INSERT INTO incoming VALUES ('maps', 1), ('maps', 1), ('routes', 1)")
            db.execute(statement)
            db.execute(statement)
            totals.append(db.execute("SELECT * FROM daily_counts ORDER BY flag").fetchall())
    assert totals == [[("maps", 1, 4), ("routes", 1, 2)]] * 2


def test_after_a_select_without_where_the_on_is_taken_for_a_join(output):
    bare = output("sql-hits").replace("WHERE true\n", "").replace("GROUP BY flag, day\n", "")
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(COUNTS)
        with pytest.raises(sqlite3.OperationalError, match=r"near .DO."):
            db.execute(bare)
