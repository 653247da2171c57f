"""CSV files of pilots: what is read, what every bad row is told, and the way back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.model.errors import DataError, ForbiddenError
from assess.model.pilots import Forecast, Known, Pilot, PilotRecord, Stage, StatedRisk
from assess.operations import campaigns, pilots
from assess.operations.campaigns import NewTeam
from assess.operations.pilot_importing import MOST_PILOTS, MOST_SHOWN, import_pilots
from assess.operations.pilot_tables import (
    COLUMNS,
    csv_bytes,
    export_rows,
    read_record,
    safe_cell,
)

HEADER = "title,stage,started_on"
CHAIN = "0a" * 32
FULL = (
    "Letters;Data;stopped;2025-03-01;2026-05-01;yes;20 % fewer calls;no;2025-02-01;"
    f"0,42;56 %;0.6;;{CHAIN}"
)
STATED = {"forecast_on": "2025-02-01"}
FULL_HEADER = ";".join(COLUMNS[1:])


@pytest.fixture
def ada(people):
    return people.ada


@pytest.fixture
def data(session, ada):
    """A team called Data."""
    (team,) = campaigns.add_teams(session, ada.organisation, [NewTeam("Data")])
    session.flush()
    return team


@pytest.fixture
def load(session, ada, now):
    """Import text or bytes."""

    def run(content, actor=ada):
        raw = content if isinstance(content, bytes) else content.encode()
        return import_pilots(session, actor, "pilots.csv", raw, now)

    return run


@pytest.fixture
def refusal(session, ada, load):
    """Return the lines of the refusal, having seen that nothing was imported."""

    def run(content):
        before = pilots.list_pilots(session, ada)
        with pytest.raises(DataError) as caught:
            load(content)
        assert pilots.list_pilots(session, ada) == before
        return str(caught.value).splitlines()

    return run


def rows(*lines, header=HEADER):
    return "\n".join([header, *lines]) + "\n"


# -- what is read -------------------------------------------------------------------------------


def test_three_columns_are_enough(session, ada, load):
    made = load(rows("Letters,pilot,2026-03-01", "Routes,idea,"))
    assert (made.added, made.changed, made.unchanged, made.notes) == (2, 0, 0, ())
    records = {pilot.record.title: pilot.record for pilot in pilots.list_pilots(session, ada)}
    assert records["Letters"] == PilotRecord(title="Letters", started_on=date(2026, 3, 1))
    assert records["Routes"] == PilotRecord(title="Routes", stage=Stage.IDEA)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_column_with_semicolons_and_decimal_commas(session, ada, data, load, mark):
    made = load(mark + rows(FULL, header=FULL_HEADER).encode())
    assert made.notes == ("columns are separated by semicolons",)
    (pilot,) = pilots.list_pilots(session, ada)
    assert pilot.record == PilotRecord(
        title="Letters",
        team=data.id,
        stage=Stage.STOPPED,
        started_on=date(2025, 3, 1),
        ended_on=date(2026, 5, 1),
        in_production=Known.YES,
        target="20 % fewer calls",
        target_met=Known.NO,
        forecast=Forecast(
            date(2025, 2, 1), (StatedRisk("O1", 0.42, 0.56), StatedRisk("O2", 0.6)), CHAIN
        ),
    )


def test_headers_may_have_capitals_and_blanks_and_more_columns(load):
    made = load("Title , Stage,Started on,Cost\nLetters,PILOT,2026-03-01,9\n")
    assert made.added == 1
    assert made.notes == ("columns that are not known were left out: cost",)


def test_a_team_is_found_by_name_in_any_case_or_by_slug(session, ada, load):
    first, second = campaigns.add_teams(session, ada.organisation, [NewTeam("Ops"), NewTeam("Ops")])
    session.flush()
    load(f"{HEADER},team\nA,pilot,2026-03-01,{second.slug}\nB,pilot,2026-03-01,{first.slug}\n")
    teams = {p.record.title: p.record.team for p in pilots.list_pilots(session, ada)}
    assert teams == {"A": second.id, "B": first.id}


def test_an_id_changes_what_the_file_has_and_nothing_else(session, ada, load, now):
    record = PilotRecord(title="Letters", started_on=date(2025, 3, 1), target="20 %")
    seen = pilots.add_pilot(session, ada, record, now)
    same = f"id,{HEADER}\n{seen.id},Letters,pilot,2025-03-01\n"
    assert load(same).unchanged == 1
    assert pilots.find_pilot(session, ada, seen.id) == seen
    changed = load(f"id,{HEADER},target_met\n{seen.id},Letters,production,2025-03-01,no\n")
    assert changed.changed == 1
    now_recorded = pilots.find_pilot(session, ada, seen.id).record
    assert now_recorded == replace(record, stage=Stage.PRODUCTION, target_met=Known.NO)


# -- what is refused ----------------------------------------------------------------------------


def test_a_viewer_imports_nothing(ada, load):
    with pytest.raises(ForbiddenError):
        load(rows("Letters,pilot,2026-03-01"), actor=replace(ada, role="viewer"))


def test_columns_that_are_missing_or_there_twice(refusal):
    found = refusal("title,title,stage\nA,B,pilot\n")
    assert "the header names these columns twice: title" in found[0]
    assert "columns are missing: started_on. The file has: title, title, stage" in found[1]
    assert "1 of 1 rows cannot be used; nothing was imported" in found[2]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"title": ""}, "column title: is missing"),
        ({"stage": "done"}, "column stage: “done” is none of idea, pilot, production, stopped"),
        ({"started_on": "1.3.2025"}, "column started_on: “1.3.2025” is no date like 2026-03-31"),
        ({"started_on": ""}, "column started_on: is missing: only an idea has no start"),
        ({"started_on": "2026-02-30"}, "column started_on: “2026-02-30” is no date"),
        ({"ended_on": "2026-01-01"}, "column ended_on: is given, but the stage is pilot"),
        ({"team": "Nobody"}, "column team: “Nobody” is no team of this organisation"),
        ({"in_production": "maybe"}, "column in_production: “maybe” is none of yes, no, unknown"),
        ({"target_met": "no"}, "column target_met: is no, but no target is given"),
        (
            {**STATED, "forecast_o1": "42"},
            "column forecast_o1: “42” is no probability above 0 and below 1",
        ),
        ({**STATED, "forecast_o1": "nan"}, "column forecast_o1: “nan” is no probability"),
        ({**STATED, "forecast_o1": "100 %"}, "column forecast_o1: “100 %” is no probability"),
        ({"forecast_o1": "0.4"}, "column forecast_on: is missing"),
        ({"forecast_on": "2025-02-01"}, "column forecast_o1: is missing"),
        (
            {"forecast_on": "2025-02-01", "forecast_o1": "0.4", "base_rate_o2": "0.4"},
            "column base_rate_o2: is given without forecast_o2",
        ),
        (
            {"forecast_on": "2026-04-01", "forecast_o1": "0.4"},
            "column forecast_on: is dated 2026-04-01, when the outcome was known",
        ),
        (
            {"forecast_on": "2025-02-01", "forecast_o1": "0.4", "forecast_chain": "abc"},
            "column forecast_chain: “abc” is no digest chain",
        ),
        ({"id": "abc"}, "column id: “abc” is no pilot of this register: clear it to add one"),
    ],
    ids=str,
)
def test_a_fault_is_named_with_row_and_column(refusal, cells, words):
    values = {"title": "Letters", "stage": "pilot", "started_on": "2025-03-01", **cells}
    line = ",".join(values.get(column, "") for column in COLUMNS)
    good = ",".join({"title": "Good", "stage": "idea"}.get(column, "") for column in COLUMNS)
    found = refusal(rows(good, line, header=",".join(COLUMNS)))
    assert found[0].startswith("pilots.csv:3: row 3: ")
    assert words in found[0]
    assert found[-1].endswith("1 of 2 rows cannot be used; nothing was imported")
    assert len(found) == 2


def test_a_name_of_two_teams_is_no_team(session, ada, refusal):
    campaigns.add_teams(session, ada.organisation, [NewTeam("Ops"), NewTeam("Ops")])
    session.flush()
    (line, _) = refusal(f"{HEADER},team\nA,pilot,2026-03-01,Ops\n")
    assert "“Ops” is the name of 2 teams: write ops or ops-2" in line


def test_one_pilot_twice_in_the_file_or_once_more_than_recorded(session, ada, refusal, now):
    line = "Letters,pilot,2025-03-01"
    assert "column title: is the pilot of row 2 again" in refusal(rows(line, line))[0]
    seen = pilots.add_pilot(
        session, ada, PilotRecord(title="letters", started_on=date(2025, 3, 1)), now
    )
    assert f"is in the register: to change it, set its id: {seen.id}" in refusal(rows(line))[0]
    both = [f"{seen.id},{title},pilot,2025-03-01" for title in "AB"]
    assert (
        "column id: is the pilot of row 2 again" in refusal(rows(*both, header=f"id,{HEADER}"))[0]
    )


def test_a_short_row_and_many_faults(refusal):
    found = refusal(rows("only one cell", *["x,done,2025-01-01"] * 40))
    assert "row 2: has 1 cells; the header has 3" in found[0]
    assert len(found) == MOST_SHOWN + 1
    assert "41 of 41 rows cannot be used" in found[-1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (HEADER.encode(), "a header and 0 rows"),
        (rows("Übung,pilot,2025-01-01").encode("latin-1"), "is not UTF-8"),
        (rows(*["a,idea,"] * (MOST_PILOTS + 1)).encode(), "at most 2,000 pilots"),
        (b"PK\x03\x04\x00\x00", "zero byte"),
    ],
)
def test_files_that_are_no_table_of_pilots(refusal, content, words):
    assert words in refusal(content)[0]


# -- the way back -------------------------------------------------------------------------------


def test_an_export_is_read_back_unchanged(session, ada, data, load):
    load(rows(FULL, header=FULL_HEADER))
    load(rows("'=1+1,idea,", "Plain,pilot,2025-01-01"))
    register = pilots.list_pilots(session, ada)
    written = csv_bytes(export_rows(register, pilots.list_teams(session, ada)))
    assert written.startswith(b"\xef\xbb\xbfid,title,team")
    made = load(written)
    assert (made.added, made.changed, made.unchanged) == (0, 0, 3)
    assert made.notes == ()


def test_the_outcomes_are_written_beside_the_record(session, ada, data, load):
    load(rows(FULL, header=FULL_HEADER))
    header, row = export_rows(pilots.list_pilots(session, ada), (data,))
    written = dict(zip(header, row, strict=True))
    assert (written["failed_o1"], written["failed_o2"]) == ("no", "yes")
    assert (written["team"], written["forecast_o1"]) == ("Data", "0.42")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "'=x", "''-1"])
def test_no_cell_begins_like_a_formula(text):
    assert safe_cell(text) == f"'{text}"


@given(st.text(max_size=200).map(str.strip).filter(bool))
def test_any_title_survives_the_way_out_and_in(title):
    record = PilotRecord(title=title, stage=Stage.IDEA)
    pilot = Pilot(id="p", revision=1, recorded_on=date(2026, 1, 1), record=record)
    header, row = export_rows([pilot], ())
    assert not row[1].startswith(("=", "+", "-", "@"))
    again, faults = read_record(
        dict(zip(header, row, strict=True)), PilotRecord(title=""), lambda name: name
    )
    assert faults == []
    assert again == record
