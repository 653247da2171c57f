"""Engines: which databases, and what SQLite is told at every connection."""

import pytest
from sqlalchemy import text

from assess.model.errors import SetupError
from assess.store.engine import make_engine, make_sessions


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://localhost/x", "names mysql; sqlite and postgresql are supported"),
        ("no address", "sqlite:///FILE"),
        ("", "sqlite:///FILE"),
    ],
)
def test_another_database_is_refused_with_what_would_be_right(url, said):
    with pytest.raises(SetupError, match=said):
        make_engine(url)


def test_every_connection_writes_ahead_and_keeps_foreign_keys(sqlite_engine):
    for _ in range(2):
        with sqlite_engine.connect() as connection:
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            assert connection.scalar(text("PRAGMA synchronous")) == 2
        sqlite_engine.dispose()


def test_a_reader_does_not_wait_for_a_writer(engine):
    reading = make_sessions(engine, reading=True)
    with engine.begin() as writer, reading() as reader:
        writer.execute(text("DELETE FROM job"))
        assert reader.scalar(text("SELECT count(*) FROM job")) == 0


def test_the_folder_of_a_new_database_is_made(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'a' / 'b' / 'assess.db'}")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_postgresql_is_reached_by_psycopg_3_however_it_is_written():
    engine = make_engine("postgresql://somebody@localhost/assess")
    assert engine.dialect.driver == "psycopg"
    engine.dispose()
