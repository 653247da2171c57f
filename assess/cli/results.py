"""Results: publish an assessment, write its papers, verify a result."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from assess.cli.publishing import publish_now
from assess.cli.settings import folder_option, settings_for
from assess.operations import papers, verifying
from assess.operations.papers import Order
from assess.reports.paper import PaperKind, PaperSize
from assess.runtime import start


@click.command()
@folder_option
@click.argument("assessment")
def publish(folder: Path | None, assessment: str) -> None:
    """Compute and store the results of a closed assessment.

    \b
    Example:  assess publish 2f6c…   (the id in the assessment's address)
    """
    number = publish_now(start(settings_for(folder)), assessment, datetime.now(UTC))
    click.echo(f"{number} results published")


@click.command()
@folder_option
@click.argument("assessment")
@click.option("--team", default="organisation", help="id of a team  [default: the organisation]")
@click.option("--kind", type=click.Choice([k.value for k in PaperKind]), default="report")
@click.option("--size", type=click.Choice([s.value for s in PaperSize]), default="a4")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="where to put it")
def report(
    folder: Path | None, assessment: str, team: str, kind: str, size: str, out: Path | None
) -> None:
    """Write the PDF of a published assessment.

    \b
    Example:  assess report 2f6c… --size letter --out report.pdf
    """
    runtime = start(settings_for(folder))
    order = Order(assessment, team, PaperKind(kind), PaperSize(size))
    with runtime.reading() as session:
        path = papers.write(session, runtime.library, runtime.settings, order)
    if out is not None:
        out.write_bytes(path.read_bytes())
        path = out
    click.echo(str(path))


@click.command()
@folder_option
@click.argument("result", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def verify(folder: Path | None, result: Path) -> None:
    """Recompute a result (JSON, or a PDF that carries it) and say what differs.

    Exit code 1 when anything does.

    \b
    Example:  assess verify report.pdf
    """
    runtime = start(settings_for(folder))
    with runtime.reading() as session:
        differences = verifying.verify(session, runtime.library, result)
    for line in differences:
        click.echo(line)
    if not differences:
        click.echo("The result is what its answers give: nothing differs.")
    sys.exit(1 if differences else 0)
