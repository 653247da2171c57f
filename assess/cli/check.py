"""`assess check`: the lint of the questionnaires."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from assess.content.check import check as check_content
from assess.settings import resource_folder


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def check(path: Path | None, form: str) -> None:
    """Validate questionnaires and report every error at once as FILE:LINE: what is wrong.

    Without PATH the questionnaires of this installation are checked.  Exit code 1 on errors.

    \b
    Example:  assess check questionnaires/instruments/governance
    """
    found = check_content(path or resource_folder("questionnaires"), datetime.now(UTC).date())
    if form == "json":
        click.echo(json.dumps(found.document(), indent=2))
    else:
        click.echo(found.text(), nl=False)
    sys.exit(1 if found.errors else 0)
