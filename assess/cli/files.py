"""`assess import`: a file of answers becomes a closed assessment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from assess.cli.answer_options import FILE, GROUP, INSTRUMENT, RESPONDENT
from assess.cli.publishing import publish_now
from assess.cli.settings import folder_option, settings_for
from assess.cli.show import progress_bar
from assess.content.load import load_instrument
from assess.operations.importing import Import, import_file
from assess.runtime import start

if TYPE_CHECKING:
    from pathlib import Path


@click.command("import")
@folder_option
@FILE
@INSTRUMENT
@GROUP
@RESPONDENT
@click.option("--organisation", required=True, help="name; made if it is new")
@click.option("--title", default="", help="of the assessment  [default: the instrument's title]")
@click.option("--publish/--no-publish", default=True, help="compute the results right away")
def import_answers(
    folder: Path | None,
    file: Path,
    instrument: Path,
    group: str,
    respondent: str,
    organisation: str,
    title: str,
    *,
    publish: bool,
) -> None:
    """Import a CSV file of answers as a closed assessment; each group becomes a team.

    Every row is checked first: with a single fault nothing is imported.

    \b
    Example:  assess import answers.csv --instrument lq2002.yaml --group team --organisation "Acme"
    """
    runtime = start(settings_for(folder), migrate=True)
    wish = Import(file, load_instrument(instrument), group, respondent, organisation, title)
    now = datetime.now(UTC)
    with progress_bar("importing answers") as progress:
        made = import_file(runtime, wish, now, progress)
    if publish:
        publish_now(runtime, made.assessment, now)
    for note in made.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(f"imported {made.people:,} people in {made.teams} teams")
    click.echo(f"assessment: {runtime.settings.base_url}/assessments/{made.assessment}")
