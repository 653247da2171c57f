"""The options that say how to read a file of answers."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
INSTRUMENT = click.option(
    "--instrument",
    required=True,
    type=click.Path(path_type=Path),
    help="the instrument's YAML file or directory",
)
GROUP = click.option("--group", required=True, help="the column that names the team")
RESPONDENT = click.option(
    "--respondent", default="", help="a column that names the person; two rows of one are an error"
)
