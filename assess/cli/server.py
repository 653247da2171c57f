"""Running the server and its database: serve, worker, migrate, account."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from assess.cli.settings import folder_option, settings_for
from assess.jobs.worker import run_worker
from assess.operations import sign_in
from assess.operations.directory import organisation_named
from assess.runtime import start
from assess.settings import Settings, hand_on

if TYPE_CHECKING:
    from pathlib import Path


THREADS = 4
"""requests one web process works on at once; more only wait for each other"""


@click.command()
@folder_option
def migrate(folder: Path | None) -> None:
    """Bring the database to this version's schema.

    \b
    Example:  DATABASE_URL=postgresql+psycopg://localhost/assess assess migrate
    """
    start(settings_for(folder), migrate=True).close()
    click.echo("The database is at the newest schema.")


@click.command()
@folder_option
@click.option("--organisation", required=True, help="name of the organisation; made if it is new")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option(
    "--role", type=click.Choice(["owner", "manager", "viewer"]), default="owner", show_default=True
)
@click.password_option(help="at least 12 characters; asked for when not given")
def account(
    folder: Path | None, organisation: str, email: str, name: str, role: str, password: str
) -> None:
    """Add an account that can sign in.

    \b
    Example:  assess account --organisation "Example Ltd" --email ada@example.com --name Ada
    """
    runtime = start(settings_for(folder), migrate=True)
    now = datetime.now(UTC)
    with runtime.sessions() as session:
        home = organisation_named(session, organisation, now)
        person = sign_in.NewAccount(home.id, email, name, role)
        sign_in.add_account(session, person, password, now)
        session.commit()
    click.echo(f"{email} can sign in as {role} of {organisation}.")


@click.command()
@folder_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=0, help="web processes  [default: ASSESS_WORKERS or 2]")
@click.option("--jobs", default=1, show_default=True, help="job processes beside them; 0 for none")
@click.option("--reload", is_flag=True, help="start again when a file changes")
def serve(
    folder: Path | None, host: str, port: int, workers: int, jobs: int, *, reload: bool
) -> None:
    """Serve the pages, with a worker for reports beside them.

    \b
    Example:  assess serve --dir var/demo --port 8080
    """
    settings = settings_for(folder)
    serve_forever(settings, host=host, port=port, workers=workers, jobs=jobs, reload=reload)


def serve_forever(
    settings: Settings,
    *,
    host: str,
    port: int,
    workers: int = 0,
    jobs: int = 1,
    reload: bool = False,
) -> None:
    """Run granian, and a worker beside it, until told to stop."""
    start(settings, migrate=not settings.production).close()  # fail here, not in a child
    hand_on(settings)
    beside = _start_worker(jobs) if jobs else None
    try:
        Granian(
            "assess.web.serving:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers or settings.workers,
            blocking_threads=THREADS,
            factory=True,
            reload=reload,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
        ).serve()
    finally:
        if beside is not None:
            beside.send_signal(signal.SIGINT)
            beside.wait(timeout=30)


def _start_worker(processes: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "assess", "worker", "--processes", str(processes)]
    return subprocess.Popen(command)  # noqa: S603 - our own command


@click.command()
@folder_option
@click.option("--processes", default=1, show_default=True, help="jobs worked on at once")
def worker(folder: Path | None, processes: int) -> None:
    """Work on jobs (publishing, reports) until told to stop.

    \b
    Example:  assess worker --processes 2
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)
    run_worker(settings_for(folder), processes)
