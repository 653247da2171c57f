"""`assess pilots`: the register of pilots at the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from assess.cli.answer_options import FILE
from assess.cli.settings import folder_option, settings_for
from assess.model.pilots import Known, outcome_of
from assess.operations.csv_files import content_of
from assess.operations.directory import operator_of, operators
from assess.operations.pilot_importing import import_pilots
from assess.operations.pilot_tables import csv_bytes, export_rows
from assess.operations.pilots import OUTCOMES, list_pilots, list_teams
from assess.runtime import start

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assess.model.pilots import Pilot

_WIDTHS = (36, 22, 12, 12, 10, 10)
_HEADER = ("pilot", "team", "stage", "started", "failed O1", "failed O2", "forecast O1, O2")


@click.group()
def pilots() -> None:
    """Keep the register of pilots: what became of them, and what was forecast.

    Outcomes recorded before an assessment closes move the base rate of its results.

    \b
    Example:  assess pilots list
    """


@pilots.command("import")
@folder_option
@FILE
@click.option("--organisation", required=True, help="name of an organisation that is there")
def import_file(folder: Path | None, file: Path, organisation: str) -> None:
    """Add the pilots of a CSV file, and change those whose id it gives.

    Needs the columns title, stage (idea, pilot, production, stopped) and started_on; knows id,
    team, ended_on, in_production, target, target_met, forecast_on, forecast_o1, base_rate_o1,
    forecast_o2, base_rate_o2 and forecast_chain.  Every row is checked first: with a single fault
    nothing is imported.

    \b
    Example:  assess pilots import pilots.csv --organisation "Example Ltd"
    """
    runtime = start(settings_for(folder), migrate=True)
    with runtime.sessions() as session:
        actor = operator_of(session, organisation)
        made = import_pilots(session, actor, file.name, content_of(file), datetime.now(UTC))
        session.commit()
    for note in made.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(f"{made.added} pilots added, {made.changed} changed, {made.unchanged} unchanged")


@pilots.command("list")
@folder_option
@click.option("--organisation", default="", help="name  [default: every organisation]")
@click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table")
def list_register(folder: Path | None, organisation: str, form: str) -> None:
    """List the pilots that are recorded, with the outcomes their records give.

    The CSV of one organisation can be edited and imported again.

    \b
    Example:  assess pilots list --organisation "Example Ltd" --format csv
    """
    if form == "csv" and not organisation:
        raise click.UsageError("A CSV file is of one organisation: name it with --organisation.")
    runtime = start(settings_for(folder), migrate=True)
    with runtime.reading() as session:
        for actor in [operator_of(session, organisation)] if organisation else operators(session):
            register, teams = list_pilots(session, actor), list_teams(session, actor)
            if form == "csv":
                click.echo(csv_bytes(export_rows(register, teams)), nl=False)
            else:
                click.echo(f"{actor.organisation.name}: {len(register)} pilots")
                click.echo(_table(register, {team.id: team.name for team in teams}), nl=False)


def _table(register: Sequence[Pilot], team_names: dict[str, str]) -> str:
    rows = [_HEADER, *(_row(pilot, team_names) for pilot in register)] if register else []
    return "".join(f"  {_line(row)}\n" for row in rows)


def _line(row: Sequence[str]) -> str:
    cells = [cell[:width].ljust(width) for cell, width in zip(row, _WIDTHS, strict=False)]
    return " ".join([*cells, row[-1]]).rstrip()


def _row(pilot: Pilot, team_names: dict[str, str]) -> tuple[str, ...]:
    record = pilot.record
    return (
        record.title,
        team_names.get(record.team, "organisation"),
        record.stage.value,
        str(record.started_on or ""),
        *(_known(outcome_of(pilot, outcome)) for outcome in OUTCOMES),
        _stated(pilot),
    )


def _known(failed: bool | None) -> str:  # noqa: FBT001 - three values: known to have failed or not
    if failed is None:
        return Known.UNKNOWN.value
    return Known.YES.value if failed else Known.NO.value


def _stated(pilot: Pilot) -> str:
    forecast = pilot.record.forecast
    if forecast is None:
        return ""
    risks = [forecast.risk(outcome) for outcome in OUTCOMES]
    return ", ".join("–" if risk is None else f"{risk.probability:.0%}" for risk in risks)
