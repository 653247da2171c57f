"""Settings → engine, sessions and content: what every door needs, made once per process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from assess.content.load import Library, load_library
from assess.model.errors import SetupError
from assess.store import schema
from assess.store.engine import make_engine, make_sessions

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session, sessionmaker

    from assess.settings import Settings


@dataclass(frozen=True, slots=True)
class Runtime:
    """One process's settings, database and content."""

    settings: Settings
    engine: Engine
    sessions: sessionmaker[Session]
    """for writing: `with runtime.sessions() as session: …; session.commit()`"""
    reading: sessionmaker[Session]
    """for reading only; never waits for a writer"""
    library: Library

    def close(self) -> None:
        """Give the database connections back."""
        self.engine.dispose()


def start(settings: Settings, *, migrate: bool = False) -> Runtime:
    """Open the database and load the content.

    Raises ContentError when the questionnaires are broken, SetupError when the database cannot be
    reached, and when it is not at the newest revision and `migrate` is not set.
    """
    library = load_library(settings.questionnaires)
    engine = make_engine(settings.database_url)
    try:
        _bring_up(engine, migrate=migrate)
    except OperationalError as error:
        engine.dispose()
        reason = str(error.orig).strip().splitlines()[0]
        raise SetupError(f"The database cannot be used: {reason}. See DATABASE_URL.") from error
    return Runtime(
        settings, engine, make_sessions(engine), make_sessions(engine, reading=True), library
    )


def _bring_up(engine: Engine, *, migrate: bool) -> None:
    if migrate:
        schema.upgrade(engine)
    elif not schema.is_current(engine):
        engine.dispose()
        raise SetupError(
            "The database is not at this version's schema. Back it up, then run: assess migrate"
        )
