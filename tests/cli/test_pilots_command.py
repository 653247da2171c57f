"""`assess pilots`: in by CSV, out by table and CSV, nothing half-imported."""

import pytest

ROWS = """title;stage;started_on;ended_on;forecast_on;forecast_o1
Letters;stopped;2025-01-15;2025-06-01;2025-01-10;0,4
Routes;pilot;2025-02-01;;;
"""


@pytest.fixture
def pilots(run, tmp_path):
    """Run `assess pilots` in an installation that has one organisation."""
    folder = ("--dir", tmp_path / "data")
    made = run(
        *("account", *folder, "--organisation", "Example Ltd", "--email", "ada@example.test"),
        *("--name", "Ada", "--password", "correct horse battery"),
    )
    assert made.code == 0, made.err
    return lambda word, *more: run("pilots", word, *folder, *more)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "pilots.csv"
    path.write_text(ROWS)
    return path


def test_what_is_imported_is_listed_with_its_outcomes(pilots, file):
    ran = pilots("import", file, "--organisation", "Example Ltd")
    assert (ran.code, ran.out) == (0, "2 pilots added, 0 changed, 0 unchanged\n")
    assert ran.err == "note: columns are separated by semicolons\n"
    listed = pilots("list").out.splitlines()
    assert listed[0] == "Example Ltd: 2 pilots"
    assert listed[2].split() == ["Routes", "organisation", "pilot", "2025-02-01", "yes", "unknown"]
    assert listed[3].split()[4:] == ["yes", "unknown", "40%,", "–"]


def test_the_csv_can_be_imported_again(pilots, file):
    pilots("import", file, "--organisation", "Example Ltd")
    written = pilots("list", "--organisation", "Example Ltd", "--format", "csv").out
    file.write_text(written)
    again = pilots("import", file, "--organisation", "Example Ltd")
    assert again.out == "0 pilots added, 0 changed, 2 unchanged\n"


def test_a_fault_stops_the_whole_file(pilots, file):
    file.write_text(ROWS + "Desk;half;2025-01-01;;;\n")
    ran = pilots("import", file, "--organisation", "Example Ltd")
    assert ran.code == 1
    assert "row 4: column stage: “half” is none of idea, pilot, production, stopped" in ran.err
    assert "1 of 3 rows cannot be used; nothing was imported" in ran.err
    assert pilots("list").out == "Example Ltd: 0 pilots\n"


def test_an_organisation_that_is_not_there_is_not_made(pilots, file):
    ran = pilots("import", file, "--organisation", "Exemple")
    assert ran.code == 1
    assert "no organisation called “Exemple”. There is: Example Ltd." in ran.err
    missing = pilots("import", file.with_name("none.csv"), "--organisation", "Example Ltd")
    assert missing.code == 1
    assert "cannot be read" in missing.err


def test_a_csv_is_of_one_organisation(pilots):
    ran = pilots("list", "--format", "csv")
    assert ran.code == 2
    assert "--organisation" in ran.err
