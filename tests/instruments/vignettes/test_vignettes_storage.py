"""Python vignettes about databases and files."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from operator import attrgetter

import pytest

FILES = """
CREATE TABLE files (id INTEGER PRIMARY KEY, owner_id INT, name TEXT, bytes INT, created_at TEXT);
INSERT INTO files VALUES (1, 7, 'b', 30, '2026-01-03'), (2, 7, 'a', 30, '2026-01-01'),
                         (3, 7, 'c', 90, '2026-01-02'), (4, 8, 'secret', 1, '2026-01-09');
"""
PROBE = "CASE WHEN (SELECT name FROM files WHERE owner_id = 8) < '{}' THEN id ELSE -id END"


class Contended:
    """A connection before whose every statement another worker takes what it can."""

    def __init__(self, db, rival, times):
        self.db, self.rival, self.times = db, rival, times

    def execute(self, statement, values):
        if statement.strip().startswith("UPDATE") and self.times:
            self.times -= 1
            self.rival()
        return self.db.execute(statement, values)


@pytest.fixture
def shelf(tmp_path):
    """Two autocommit connections to a store with 5 units of one article."""
    with closing(sqlite3.connect(tmp_path / "stock.db", isolation_level=None)) as first:
        first.execute("CREATE TABLE stock (sku TEXT PRIMARY KEY, on_hand INT)")
        first.execute("INSERT INTO stock VALUES ('A-1', 5)")
        with closing(sqlite3.connect(tmp_path / "stock.db", isolation_level=None)) as second:
            yield first, second


def on_hand(db):
    return db.execute("SELECT on_hand FROM stock").fetchone()[0]


@pytest.mark.parametrize(
    ("item_id", "answer", "left"), [("py-reserve-1", True, -3), ("py-reserve-2", False, 1)]
)
def test_two_workers_reserve_at_once(load, shelf, item_id, answer, left):
    first, second = shelf
    reserve = load(item_id, sqlite3=sqlite3).reserve
    rival = lambda: reserve(second, "A-1", 4)  # noqa: E731 - one line, used once
    assert reserve(Contended(first, rival, 1), "A-1", 4) is answer
    assert on_hand(first) == left


@pytest.mark.parametrize("item_id", ["py-reserve-1", "py-reserve-2"])
def test_one_worker_alone_is_served_rightly(load, shelf, item_id):
    first, second = shelf
    reserve = load(item_id, sqlite3=sqlite3).reserve
    assert reserve(first, "A-1", 3) is True
    assert reserve(first, "A-1", 3) is False
    assert reserve(first, "unknown", 1) is False
    assert reserve(first, "' OR 1=1 --", 1) is False
    with pytest.raises(ValueError, match="at least 1"):
        reserve(first, "A-1", -1)
    assert on_hand(second) == 2


@pytest.fixture
def archive():
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(FILES)
        yield db


def test_the_order_of_rows_answers_questions_about_others(load, archive):
    list_files = load("py-files-2", sqlite3=sqlite3).list_files
    first_row = {guess: list_files(archive, 7, PROBE.format(guess))[0][0] for guess in "pst"}
    assert first_row == {"p": 3, "s": 3, "t": 1}


def test_only_the_three_orders_have_an_effect(load, archive):
    list_files = load("py-files-1", sqlite3=sqlite3).list_files
    by_name = [(2, "a", 30), (1, "b", 30), (3, "c", 90)]
    for unknown in ("", "bytes", "id; DROP TABLE files", PROBE.format("p"), PROBE.format("t")):
        assert list_files(archive, 7, unknown) == by_name


@pytest.mark.parametrize("item_id", ["py-files-1", "py-files-2"])
def test_the_offered_orders_work(load, archive, item_id):
    list_files = load(item_id, sqlite3=sqlite3).list_files
    orders = {
        sort: [row[0] for row in list_files(archive, 7, sort)] for sort in load(item_id).SORTS
    }
    assert orders == {"name": [2, 1, 3], "newest": [1, 3, 2], "largest": [3, 1, 2]}


def test_the_dunning_list_asks_once_per_customer(load):
    @dataclass
    class Debtor:
        name: str
        cents: int

    statements = []
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)")
        db.execute("CREATE TABLE invoices (customer_id INT, cents INT, paid_on TEXT)")
        db.executemany("INSERT INTO customers VALUES (?, ?)", [(i, f"c{i}") for i in range(4000)])
        # customers 0 and 1 owe the same, customer 2 has paid, the others have no invoice
        owed = [(0, 500, None), (1, 200, None), (1, 300, None), (2, 900, "2026-01-01")]
        db.executemany("INSERT INTO invoices VALUES (?, ?, ?)", owed)
        db.execute("CREATE INDEX by_customer ON invoices (customer_id)")
        db.set_trace_callback(statements.append)
        debtors = load("py-dunning", Debtor=Debtor, attrgetter=attrgetter).dunning_list(db)
    assert [(debtor.name, debtor.cents) for debtor in debtors] == [("c0", 500), ("c1", 500)]
    assert len(statements) == 4001
    assert len(statements) * 0.020 > 60


@pytest.fixture
def remove_scratch(load):
    shown = load("py-scratch", suppress=suppress, log=logging.getLogger("cleaning"))
    return shown.remove_scratch


def test_scratch_files_are_removed_once(remove_scratch, tmp_path):
    for name in ("job-1-a.tmp", "job-1-b.tmp", "job-12-a.tmp", "job-1-a.log"):
        (tmp_path / name).touch()
    assert remove_scratch(tmp_path, 1) == 2
    assert remove_scratch(tmp_path, 1) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["job-1-a.log", "job-12-a.tmp"]
    assert remove_scratch(tmp_path / "missing", 1) == 0


def test_a_file_that_vanishes_is_passed_over(remove_scratch, tmp_path):
    class Folder:
        def glob(self, pattern):
            yield tmp_path / "job-1-gone.tmp"
            yield tmp_path / "job-1-here.tmp"

    (tmp_path / "job-1-here.tmp").touch()
    assert remove_scratch(Folder(), 1) == 1


def test_a_file_that_cannot_be_deleted_becomes_known(remove_scratch, tmp_path):
    (tmp_path / "job-1-folder.tmp").mkdir()
    with pytest.raises(OSError, match=r"job-1-folder\.tmp"):
        remove_scratch(tmp_path, 1)
