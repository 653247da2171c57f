"""The option every command that touches an installation has."""

from __future__ import annotations

from pathlib import Path

import click

from assess.settings import Settings

folder_option = click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="where the SQLite database, figures and reports live  [default: ASSESS_DATA_DIR or var]",
)


def settings_for(folder: Path | None) -> Settings:
    """Return the settings of the environment, with the folder of an option if given."""
    return Settings.from_environ(data_dir=folder) if folder else Settings.from_environ()
