"""The two parts of one person share nothing in the database, and no order or time tells them."""

import pytest
from sqlalchemy import DateTime, Integer, inspect, text
from store_cases import a_response

from assess.model.answers import Act, Judgement
from assess.model.instrument import Confidentiality
from assess.store import responses

PAIRS = {
    "pseudonymous": ("pseudonymous_response", "pseudonymous_answer"),
    "anonymous": ("anonymous_response", "anonymous_answer"),
}
TABLES = [table for pair in PAIRS.values() for table in pair]


@pytest.mark.parametrize("table", TABLES)
def test_no_column_holds_a_time_or_a_sequence(engine, table):
    columns = inspect(engine).get_columns(table)
    assert not [c["name"] for c in columns if isinstance(c["type"], DateTime)]
    numbers = {c["name"] for c in columns if isinstance(c["type"], Integer)}
    assert numbers <= {"revision"}
    assert not [c["name"] for c in columns if c.get("identity") or c.get("autoincrement") is True]


@pytest.mark.parametrize("table", TABLES)
def test_sqlite_keeps_no_row_id(sqlite_engine, table):
    with sqlite_engine.connect() as connection:
        sql = connection.scalar(
            text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
        )
    assert sql.rstrip().endswith("WITHOUT ROWID")


def test_no_foreign_key_leads_from_one_part_to_the_other(engine):
    inspector = inspect(engine)
    for part, tables in PAIRS.items():
        for table in tables:
            targets = {key["referred_table"] for key in inspector.get_foreign_keys(table)}
            assert targets <= {"assessment", "team", f"{part}_response"}


def test_only_assessment_team_and_audience_are_named_in_both_parts(engine):
    inspector = inspect(engine)
    for left, right in zip(*PAIRS.values(), strict=True):
        shared = {c["name"] for c in inspector.get_columns(left)} & {
            c["name"] for c in inspector.get_columns(right)
        }
        assert shared <= {
            *{"key", "audience", "submitted", "hasty", "assessment_id", "team_id"},
            *{"response_key", "item_id", "value", "revision"},
        }


def test_values_survive_the_store_as_they_were(session, acme):
    given = {
        "number": 3,
        "level": "dont_know",
        "text": "“ä” – 5 µ\n'; DROP TABLE job",
        "verdict": Judgement(flagged=True, confidence=80, act=Act.VERIFY, reason="short"),
    }
    part = Confidentiality.ANONYMOUS
    empty = a_response(acme.team, "k")
    responses.begin_response(session, part, empty, assessment=acme.assessment.id)
    responses.save_answers(session, part, "k", {}, given, [])
    session.commit()
    assert responses.answers_of(session, part, "k") == given
