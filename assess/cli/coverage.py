"""`assess coverage`: which practice answers which line of a framework."""

from __future__ import annotations

from pathlib import Path

import click

from assess.content.coverage import coverage_page
from assess.content.load import load_library
from assess.settings import resource_folder


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, file_okay=False))
def coverage(path: Path | None) -> None:
    """Print the framework coverage of the questionnaires as Markdown.

    \b
    Example:  assess coverage questionnaires > docs/reference/framework-coverage.md
    """
    library = load_library(path or resource_folder("questionnaires"))
    click.echo(coverage_page(library), nl=False)
