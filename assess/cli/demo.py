"""`assess demo`: the demonstration organisation, its report, and the server."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.cli.server import serve_forever
from assess.cli.settings import settings_for
from assess.cli.show import progress_bar
from assess.operations import papers, publishing
from assess.operations.demonstration import build
from assess.operations.papers import Order
from assess.reports.paper import PaperKind, PaperSize
from assess.runtime import Runtime, start

if TYPE_CHECKING:
    from assess.operations.demonstration.build import Demonstration

_NOTES = "demonstration.txt"


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
)
@click.option("--serve/--no-serve", default=True, help="serve the pages afterwards")
@click.option("--port", default=8000, show_default=True)
def demo(folder: Path, port: int, *, serve: bool) -> None:
    """Build a made-up organisation of twelve teams, write its report, and serve it.

    The answers are simulated, go through the same code as real ones, and are marked as
    demonstration data everywhere.  Running it again keeps what is there.

    \b
    Example:  assess demo --dir /var/lib/assess-demo --no-serve
    """
    settings = settings_for(folder)
    runtime = start(settings, migrate=True)
    notes = settings.data_dir / _NOTES
    if not notes.exists():
        _build(runtime, notes)
    click.echo(notes.read_text(encoding="utf-8"))
    runtime.close()
    if serve:
        click.echo(f"Serving http://127.0.0.1:{port} until you press Ctrl+C")
        serve_forever(settings, host="127.0.0.1", port=port)


def _build(runtime: Runtime, notes: Path) -> None:
    now = datetime.now(UTC)
    with runtime.sessions() as session:
        if build.existing(session) is not None:
            raise click.ClickException(
                f"{notes.parent} holds a half-built demonstration. Remove it and try again."
            )
        with progress_bar("simulating answers") as progress:
            made = build.build(session, runtime.library, now, _new_password, progress)
        with progress_bar("scoring teams") as progress:
            evaluation = publishing.recompute(session, runtime.library, made.assessment, progress)
        publishing.publish(session, made.assessment, evaluation, now)
        session.commit()
    order = Order(made.assessment, "organisation", PaperKind.REPORT, PaperSize.A4)
    with progress_bar("writing the report") as progress, runtime.reading() as session:
        path = papers.write(session, runtime.library, runtime.settings, order)
        progress(1, 1)
    report = notes.parent / "report.pdf"
    report.write_bytes(path.read_bytes())
    notes.touch(mode=0o600)
    notes.write_text(_told(runtime, made, report), encoding="utf-8")


def _told(runtime: Runtime, made: Demonstration, report: Path) -> str:
    base = runtime.settings.base_url
    lines = [
        f"Demonstration organisation: {made.organisation.name} (made up; all answers simulated)",
        f"  Report     {report}",
        f"  Dashboard  {base}/assessments/{made.assessment}",
        "  Sign in as",
        *(f"    {login.role:8} {login.email}   {login.password}" for login in made.logins),
        "  Answer a questionnaire yourself, without an account",
        *(f"    as {way.audience.value:9} {base}/join/{way.token}" for way in made.invitations),
        "",
    ]
    return "\n".join(lines)


def _new_password() -> str:
    return secrets.token_urlsafe(9)
