"""Every environment variable, read once.  The word `os.environ` appears in this file only."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.model.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = Path(__file__).resolve().parent
_DEFAULT_SECRET_FILE = "secret-key"  # noqa: S105 - the name of a file


def resource_folder(name: str) -> Path:
    """Return `questionnaires`, `templates` or `static`: a wheel's own, else the checkout's."""
    bundled = _PACKAGE / "bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one process runs."""

    data_dir: Path
    """where the SQLite database, the secret, the figures and the reports live"""
    database_url: str
    secret_key: str
    base_url: str = "http://127.0.0.1:8000"
    """how the outside reaches us: links in mails and reports"""
    questionnaires: Path
    templates: Path
    static: Path
    production: bool = False
    workers: int = 2

    @classmethod
    def from_environ(
        cls, environ: Mapping[str, str] | None = None, *, data_dir: Path | None = None
    ) -> Settings:
        """Read the environment; `data_dir` wins over it.

        Raises SetupError when production is asked for without a secret of its own, and for a
        value that cannot be.
        """
        source = os.environ if environ is None else environ
        data_dir = (data_dir or Path(source.get("ASSESS_DATA_DIR") or "var")).absolute()
        production = _environment(source) == "production"
        return cls(
            data_dir=data_dir,
            database_url=_database_url(source, data_dir),
            secret_key=_secret_key(source, data_dir, production=production),
            base_url=source.get("ASSESS_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            questionnaires=Path(
                source.get("ASSESS_QUESTIONNAIRES") or resource_folder("questionnaires")
            ),
            templates=resource_folder("templates"),
            static=resource_folder("static"),
            production=production,
            workers=_workers(source),
        )


def hand_on(settings: Settings) -> None:
    """Put what child processes must agree on into the environment they inherit."""
    os.environ["ASSESS_DATA_DIR"] = str(settings.data_dir)
    os.environ["DATABASE_URL"] = settings.database_url
    os.environ["ASSESS_SECRET_KEY"] = settings.secret_key
    os.environ["ASSESS_BASE_URL"] = settings.base_url
    # one core a process: threads of the arithmetic library wait for each other's cores
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _environment(source: Mapping[str, str]) -> str:
    name = source.get("ASSESS_ENV") or "development"
    if name not in ("development", "production"):
        raise SetupError(f"ASSESS_ENV is “{name}”; it is either development or production")
    return name


def _workers(source: Mapping[str, str]) -> int:
    text = source.get("ASSESS_WORKERS") or "2"
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise SetupError(f"ASSESS_WORKERS is “{text}”; give the number of web processes, 1 or more")
    return int(text)


def _database_url(source: Mapping[str, str], data_dir: Path) -> str:
    return source.get("DATABASE_URL") or f"sqlite:///{data_dir / 'assess.db'}"


def _secret_key(source: Mapping[str, str], data_dir: Path, *, production: bool) -> str:
    """The key that signs sessions: from the environment, else a file made once for development."""
    given = source.get("ASSESS_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise SetupError(
                "ASSESS_SECRET_KEY is shorter than 32 characters. Make one with: "
                "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        return given
    if production:
        raise SetupError(
            "ASSESS_ENV is production and ASSESS_SECRET_KEY is not set. Make one with: "
            "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return _stored_secret(data_dir / _DEFAULT_SECRET_FILE)


def _stored_secret(path: Path) -> str:
    """Return the secret in a file; it is made whole or not at all, so two processes agree."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as draft:
            draft.write(secrets.token_urlsafe(48) + "\n")
            draft.flush()
            with suppress(FileExistsError):
                path.hardlink_to(draft.name)
    return path.read_text(encoding="utf-8").strip()
