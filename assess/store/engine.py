"""Engine and sessions: SQLite in WAL mode with foreign keys on, or PostgreSQL by psycopg 3."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from assess.model.errors import SetupError

READING = "assess_reading"

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry


def make_engine(url: str) -> Engine:
    """Return an engine for `sqlite:///file` or `postgresql+psycopg://…`.

    Raises SetupError for any other database and for an address that cannot be read.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SetupError(
            "DATABASE_URL is not a database address. Use sqlite:///FILE or "
            "postgresql+psycopg://USER:PASSWORD@HOST/NAME"
        ) from error
    name = parsed.get_backend_name()
    if name == "sqlite":
        return _sqlite_engine(url, parsed.database)
    if name == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    raise SetupError(f"DATABASE_URL names {name}; sqlite and postgresql are supported")


def make_sessions(engine: Engine, *, reading: bool = False) -> sessionmaker[Session]:
    """Return the maker of sessions; objects stay readable after a commit.

    Sessions for reading never wait for a writer on SQLite, and must not write.
    """
    bind = engine.execution_options(**{READING: True}) if reading else engine
    return sessionmaker(bind, expire_on_commit=False)


def _sqlite_engine(url: str, file: str | None) -> Engine:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 15.0})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    """Set what SQLite forgets per connection, and take over BEGIN from the driver."""
    del record
    raw: Any = connection
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # an acknowledged answer survives a power cut
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=15000")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at the start: a reader that upgrades late would fail, not wait."""
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
