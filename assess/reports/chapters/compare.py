"""Teams compared: each in a sentence, every figure on its colour, who is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.blocks import Block, Chapter, Prose, TableBlock
from assess.reports.chapters.columns import known
from assess.reports.chapters.heats import heats
from assess.reports.figures.figure import Table
from assess.reports.words import counted, listed, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.result import OrganisationResult, TeamSummary

_MOST_TEAMS: Final = 20


def compare_chapter(whole: OrganisationResult) -> Chapter | None:
    """Return the chapter, None when no two teams can be compared."""
    if not any(len(known(comparison)) > 1 for comparison in whole.comparisons):
        return None
    blocks: list[Block] = list(teams_tables(whole)) if whole.total.risk else []
    blocks += withheld_prose(whole)
    blocks += heats(whole)
    return Chapter(
        id="compare",
        label="Teams compared",
        title=_title(whole),
        lead=(
            "Teams stand in alphabetical order. Every figure is an estimate; two teams are called "
            "apart only where their joint draws say so, never because one number is larger."
        ),
        blocks=tuple(blocks),
    )


def teams_tables(whole: OrganisationResult) -> Iterator[TableBlock]:
    """Yield every team in one line: its risk, what stands out, what to do first."""
    shown = [summary for summary in whole.teams if not summary.withheld]
    table = Table(
        "Where each team stands",
        ("Team", "Risk", "80 % interval", "What stands out", "First action"),
        tuple(_team_row(summary) for summary in shown),
        "lrrll",
    )
    for part in table.parts(_MOST_TEAMS):
        yield TableBlock(part, (18, 11, 13, 33, 25))


def withheld_prose(whole: OrganisationResult) -> Iterator[Prose]:
    """Yield the teams whose figures are not shown, with the reason."""
    by_reason: dict[str, list[str]] = {}
    for summary in whole.teams:
        if summary.withheld:
            by_reason.setdefault(summary.withheld, []).append(summary.team.name)
    for reason, names in by_reason.items():
        words = (
            f"{listed(names, 20)}: {sentence(reason)} Their answers count in the organisation's "
            "own figures."
        )
        yield Prose((words,), heading=f"{counted(len(names), 'team')} withheld")


def _title(whole: OrganisationResult) -> str:
    compared = [c for c in whole.comparisons if len(known(c)) > 1]
    apart = [c for c in compared if len(c.groups) > 1]
    teams = sum(not summary.withheld for summary in whole.teams)
    if not apart:
        return f"The {teams} teams cannot be told apart on any measure"
    if len(apart) == len(compared):
        return f"The {teams} teams differ on every measure, though few stand alone"
    return f"The {teams} teams can be told apart on {len(apart)} of {len(compared)} measures"


def _team_row(summary: TeamSummary) -> tuple[str, ...]:
    band = summary.risk[0] if summary.risk else None
    return (
        summary.team.name,
        numbers.NOTHING if band is None else numbers.about(band.median),
        numbers.NOTHING if band is None else numbers.about_span(band.low, band.high),
        summary.sentence,
        summary.first_actions[0] if summary.first_actions else numbers.NOTHING,
    )
