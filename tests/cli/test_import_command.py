"""`assess import`: real people become 49 teams with results, or nothing happens at all."""

from pathlib import Path

import pytest

from assess.runtime import start
from assess.settings import Settings
from assess.store import results

TESTS = Path(__file__).parents[1]
INSTRUMENT = TESTS / "instruments" / "lq2002.yaml"


@pytest.fixture
def import_lq2002(run, tmp_path):
    """Import a file into an installation of the test's own."""

    def imported(file, *more):
        return run(
            *("import", file, "--instrument", INSTRUMENT, "--group", "team"),
            *("--organisation", "Companies", "--dir", tmp_path / "data", *more),
        )

    return imported


@pytest.fixture
def stored(tmp_path):
    """What the installation holds."""
    runtime = start(Settings.from_environ({}, data_dir=tmp_path / "data"), migrate=True)
    with runtime.reading() as session:
        yield session
    runtime.close()


def test_importing_publishes_results_for_every_team(import_lq2002, stored):
    ran = import_lq2002(TESTS / "data" / "lq2002.csv")
    assert ran.code == 0, ran.err
    assert "imported 2,042 people in 49 teams" in ran.out
    assessment = ran.out.split("/assessments/")[1].strip()
    assert len(results.result_scopes(stored, assessment)) == 50


def test_a_fault_is_told_and_nothing_is_stored(import_lq2002, stored, tmp_path):
    lines = (TESTS / "data" / "lq2002.csv").read_text().splitlines()
    spoilt = tmp_path / "spoilt.csv"
    spoilt.write_text("\n".join([*lines, lines[-1].replace(",", ",9", 1)]))
    ran = import_lq2002(spoilt)
    assert ran.code == 1
    assert "row 2044: column LEAD01: “9" in ran.err
    assert "1 of 2,043 rows cannot be used; nothing was imported" in ran.err
    assert results.result_scopes(stored, "") == []
    assert stored.connection().exec_driver_sql("SELECT count(*) FROM organisation").scalar() == 0
