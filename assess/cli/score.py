"""`assess score`: score a file without a database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from assess.cli.answer_options import FILE, GROUP, INSTRUMENT, RESPONDENT
from assess.content.load import load_instrument
from assess.model.result import MINIMUM_GROUP
from assess.operations.file_scoring import FileScore, score_file

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@FILE
@INSTRUMENT
@GROUP
@RESPONDENT
@click.option("--minimum-group", default=MINIMUM_GROUP, show_default=True, type=click.IntRange(5))
@click.option("--format", "form", type=click.Choice(["json", "table"]), default="table")
def score(
    file: Path, instrument: Path, group: str, respondent: str, minimum_group: int, form: str
) -> None:
    """Score the rating scales of a CSV file, without a database.

    One row per person, one column per item.  Intervals are 80 %; groups under the minimum are
    withheld.

    \b
    Example:  assess score answers.csv --instrument lq2002.yaml --group team --format json
    """
    scored = score_file(file, load_instrument(instrument), group, minimum_group, respondent)
    for note in scored.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(json.dumps(scored.document, indent=2) if form == "json" else _table(scored))


def _table(scored: FileScore) -> str:
    document = scored.document
    scales = list(document["scales"])
    lines = [f"{document['instrument']}: {document['n']} people"]
    for scale, figures in document["scales"].items():
        shown = "  ".join(
            f"{key} {_number(figures[key])}"
            for key in ("mean", "sd", "alpha", "omega_total", "icc1", "icc2", "rwg_j_mean")
        )
        lines.append(f"{scale}: {shown}")
    lines.append("\n" + "group".ljust(20) + "n".rjust(6) + "".join(s.rjust(24) for s in scales))
    for name, group in document["groups"].items():
        cells = [
            "withheld" if group["withheld"] else _interval(group["scales"][scale])
            for scale in scales
        ]
        lines.append(
            name[:20].ljust(20) + str(group["n"]).rjust(6) + "".join(c.rjust(24) for c in cells)
        )
    return "\n".join(lines)


def _interval(figures: dict[str, object]) -> str:
    interval = figures["interval"]
    if not isinstance(interval, list):
        return "–"
    return f"{_number(figures['estimate'])} ({_number(interval[0])} to {_number(interval[1])})"


def _number(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else "–"
