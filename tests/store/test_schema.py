"""Migrations: up, down, equal to the tables in code, and what each does to data."""

import json

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect, text
from sqlalchemy.exc import IntegrityError

from assess.store import schema
from assess.store.tables import Base

ORGANISATION = {"id": "o1", "name": "Acme", "slug": "acme"}


def tables_of(engine):
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def add_organisation(engine):
    statement = text(
        "INSERT INTO organisation (id, name, slug, demonstration, created_at)"
        " VALUES (:id, :name, :slug, false, '2026-11-23 09:00:00+00:00')"
    )
    with engine.begin() as connection:
        connection.execute(statement, ORGANISATION)


def count(engine, table):
    with engine.connect() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - our names


def test_up_gives_every_table_and_twice_is_once(blank_engine):
    schema.upgrade(blank_engine)
    schema.upgrade(blank_engine)
    assert tables_of(blank_engine) == set(Base.metadata.tables)
    assert schema.is_current(blank_engine)


def test_down_leaves_nothing_and_up_again_works(blank_engine):
    schema.upgrade(blank_engine)
    schema.downgrade(blank_engine)
    assert tables_of(blank_engine) == set()
    schema.upgrade(blank_engine)
    assert schema.differences(blank_engine) == []


def test_a_blank_or_older_database_is_not_current(blank_engine):
    assert not schema.is_current(blank_engine)
    schema.upgrade(blank_engine, "0001")
    assert not schema.is_current(blank_engine)


def test_models_equal_migrations(blank_engine):
    schema.upgrade(blank_engine)
    assert schema.differences(blank_engine) == []


def test_check_constraints_of_models_and_migrations_are_the_same(blank_engine):
    """Alembic does not compare them, so the test does."""
    schema.upgrade(blank_engine)
    inspector = inspect(blank_engine)
    for name, table in Base.metadata.tables.items():
        wanted = {c.name for c in table.constraints if isinstance(c, CheckConstraint)}
        found = {c["name"] for c in inspector.get_check_constraints(name)}
        assert found == wanted, name


def test_names_of_constraints_and_indexes_are_the_same(blank_engine):
    schema.upgrade(blank_engine)
    inspector = inspect(blank_engine)
    for name, table in Base.metadata.tables.items():
        assert inspector.get_pk_constraint(name)["name"] == table.primary_key.name
        keys = {key["name"] for key in inspector.get_foreign_keys(name)}
        assert keys == {key.name for key in table.foreign_key_constraints}, name
        indexes = {
            i["name"] for i in inspector.get_indexes(name) if not i.get("duplicates_constraint")
        }
        assert indexes == {index.name for index in table.indexes}, name


def test_a_failing_migration_leaves_the_schema_as_it_was(blank_engine):
    schema.upgrade(blank_engine, "0001")
    with blank_engine.begin() as connection:
        connection.execute(text("CREATE TABLE job (id integer)"))
    with pytest.raises(Exception, match="job"):
        schema.upgrade(blank_engine)
    with blank_engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"


# -- each migration with data -------------------------------------------------------------------


def test_every_migration_has_a_data_test():
    script = ScriptDirectory(str(schema._MIGRATIONS))
    for revision in script.walk_revisions():
        assert f"test_{revision.revision}_" in "".join(globals()), revision.revision


def test_0001_keeps_documents_and_anonymous_values_as_they_were(blank_engine):
    schema.upgrade(blank_engine, "0001")
    add_organisation(blank_engine)
    document = {"id": "x", "text": "5 µ – “quoted”", "levels": [0, 1]}
    with blank_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO instrument_release (digest, instrument_id, version, document)"
                " VALUES ('d', 'x', '1.0.0', :document)"
            ),
            {"document": json.dumps(document)},
        )
    schema.upgrade(blank_engine)
    with blank_engine.connect() as connection:
        stored = connection.scalar(text("SELECT document FROM instrument_release"))
    assert (json.loads(stored) if isinstance(stored, str) else stored) == document
    assert count(blank_engine, "organisation") == 1


def test_0002_keeps_what_was_there_and_jobs_go_with_it(blank_engine):
    schema.upgrade(blank_engine, "0001")
    add_organisation(blank_engine)
    schema.upgrade(blank_engine, "0002")
    with blank_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO job (id, organisation_id, kind, subject, state, done, total, message,"
                " attempts, queued_at)"
                " VALUES ('j1', 'o1', 'publish', 'a1', 'queued', 0, 0, '', 0,"
                " '2026-11-23 09:00:00+00:00')"
            )
        )
    assert count(blank_engine, "job") == 1
    schema.downgrade(blank_engine, "0001")
    assert count(blank_engine, "organisation") == 1
    assert "job" not in tables_of(blank_engine)


def test_0003_keeps_what_was_there_and_pilots_go_with_it(blank_engine):
    schema.upgrade(blank_engine, "0002")
    add_organisation(blank_engine)
    schema.upgrade(blank_engine, "0003")
    with blank_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO pilot (id, revision, organisation_id, title, stage, started_on,"
                " in_production, target, target_met, forecast_chain, recorded_at)"
                " VALUES ('p1', 1, 'o1', 'Letters', 'pilot', '2025-03-01', 'unknown', '',"
                " 'unknown', '', '2026-11-23 09:00:00+00:00')"
            )
        )
    assert count(blank_engine, "pilot") == 1
    schema.downgrade(blank_engine, "0002")
    assert count(blank_engine, "organisation") == 1
    assert "pilot" not in tables_of(blank_engine)


def add_links(engine, columns, rows):
    values = ", ".join(f"('{digest}', 'a1', 't1', 'lead'{more})" for digest, more in rows)
    with engine.begin() as connection:
        connection.execute(
            text(
                f"INSERT INTO team_link (token_digest, assessment_id, team_id, audience{columns})"  # noqa: S608
                f" VALUES {values}"
            )
        )


def test_0004_keeps_links_in_force_and_going_back_drops_the_others(blank_engine):
    schema.upgrade(blank_engine, "0003")
    add_organisation(blank_engine)
    with blank_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO assessment (id, organisation_id, title, slug, state, wave,"
                " minimum_group, budget_days, seed)"
                " VALUES ('a1', 'o1', 'First', 'first', 'open', 1, 5, 60, 1)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO team (id, organisation_id, name, slug, unit, headcount)"
                " VALUES ('t1', 'o1', 'Data', 'data', '', 8)"
            )
        )
    add_links(blank_engine, "", [("old", "")])
    schema.upgrade(blank_engine, "0004")
    add_links(blank_engine, ", withdrawn", [("w1", ", true"), ("w2", ", true")])
    with pytest.raises(IntegrityError):
        add_links(blank_engine, "", [("second", "")])
    schema.downgrade(blank_engine, "0003")
    with blank_engine.connect() as connection:
        assert connection.scalar(text("SELECT token_digest FROM team_link")) == "old"
    with pytest.raises(IntegrityError):
        add_links(blank_engine, "", [("second", "")])
