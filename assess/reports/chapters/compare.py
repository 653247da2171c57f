"""Teams compared: every figure on its colour, who can be told apart, who is withheld."""

from __future__ import annotations

from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING, Final, TypeVar

from assess.reports import numbers
from assess.reports.blocks import Block, Chapter, Heat, HeatCell, HeatRow, Prose, TableBlock
from assess.reports.figures.figure import Table
from assess.reports.figures.ladder import ladder
from assess.reports.words import counted, listed, sentence, verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assess.model.result import Cell, Comparison, OrganisationResult
    from assess.reports.chapters.desk import Desk

T = TypeVar("T")
MOST_ROWS: Final = 26
"""teams in one heat table: more would not stay on one page"""
MOST_COLUMNS: Final = 10
_MOST_NAMED: Final = 6
_STEPS: Final = 7
_GROUPS: Final = (
    ("AI fluency and risk", ("fluency", "risk")),
    ("Governance", ("governance",)),
    ("Delivery", ("delivery",)),
    ("Modules", ("module",)),
    ("Rating scales", ("scale",)),
)


def team_names(whole: OrganisationResult) -> dict[str, str]:
    """Return team id → name."""
    return {summary.team.id: summary.team.name for summary in whole.teams}


def known(comparison: Comparison) -> list[Cell]:
    """Return the cells that hold a figure."""
    return [cell for cell in comparison.cells if cell.estimate.value is not None]


def of_group(whole: OrganisationResult, *groups: str) -> list[Comparison]:
    """Return the comparisons of some groups that hold figures for two teams or more."""
    return [c for c in whole.comparisons if c.column.group in groups and len(known(c)) > 1]


def compare_chapter(whole: OrganisationResult) -> Chapter | None:
    """Return the chapter, None when no two teams can be compared."""
    if not any(len(known(comparison)) > 1 for comparison in whole.comparisons):
        return None
    names = team_names(whole)
    blocks: list[Block] = list(_heats(whole, names))
    blocks += _apart(whole, names)
    blocks += withheld_prose(whole)
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


def ladders(
    desk: Desk,
    whole: OrganisationResult,
    comparisons: Sequence[Comparison],
    totals: Mapping[str, float],
    name: str,
) -> Iterator[Block]:
    """Yield ladders of at most five measures, rows only for teams with a figure in them."""
    names = team_names(whole)
    for number, part in enumerate(even_parts(comparisons, 5 if len(whole.teams) <= 60 else 4)):
        titles = [comparison.column.short for comparison in part]
        yield desk.picture(
            f"ladder-{name}-{number}",
            ladder,
            [_with_figures(comparison, part) for comparison in part],
            names,
            {c.column.id: totals[c.column.id] for c in part if c.column.id in totals},
            f"{listed(titles, 6)}: {_told_apart(part)}",
            note="Bars are 80 % intervals; the dashed line is the organisation as a whole.",
        )


def withheld_prose(whole: OrganisationResult) -> Iterator[Prose]:
    """Yield the teams whose figures are not shown, with the reason."""
    by_reason: dict[str, list[str]] = {}
    for summary in whole.teams:
        if summary.withheld:
            by_reason.setdefault(summary.withheld, []).append(summary.team.name)
    for reason, names in by_reason.items():
        yield Prose(
            (
                (
                    f"{listed(names, 12)}: {sentence(reason)} Their answers count in the "
                    "organisation's own figures."
                ),
            ),
            heading=f"{counted(len(names), 'team')} withheld",
        )


def _title(whole: OrganisationResult) -> str:
    compared = [c for c in whole.comparisons if len(known(c)) > 1]
    apart = [c for c in compared if len(c.groups) > 1]
    teams = sum(not summary.withheld for summary in whole.teams)
    if not apart:
        return f"The {teams} teams cannot be told apart on any measure"
    if len(apart) == len(compared):
        return f"The {teams} teams differ on every measure, though few stand alone"
    return f"The {teams} teams can be told apart on {len(apart)} of {len(compared)} measures"


def _heats(whole: OrganisationResult, names: Mapping[str, str]) -> Iterator[Heat]:
    for title, groups in _GROUPS:
        comparisons = [c for c in whole.comparisons if c.column.group in groups and known(c)]
        for columns in even_parts(comparisons, MOST_COLUMNS):
            rows = [
                HeatRow(names[cell.team], tuple(_heat_cell(c, place) for c in columns))
                for place, cell in enumerate(columns[0].cells)
                if any(c.cells[place].estimate.value is not None for c in columns)
            ]
            parts = even_parts(rows, MOST_ROWS)
            for number, part in enumerate(parts):
                count = f" ({number + 1} of {len(parts)})" if len(parts) > 1 else ""
                yield Heat(
                    caption=f"{title}{count}",
                    head=tuple(c.column.short for c in columns),
                    rows=tuple(part),
                    note=_heat_note(columns),
                )


def _heat_note(columns: Sequence[Comparison]) -> str:
    low = [c.column.short for c in columns if c.column.better == "low"]
    words = "Darker is better. Small figures: 80 % interval of the rank."
    if low:
        words += f" Lower is better for {listed([name.lower() for name in low], 6)}."
    return words


def _heat_cell(comparison: Comparison, place: int) -> HeatCell:
    column, cell = comparison.column, comparison.cells[place]
    value = cell.estimate.value
    if value is None:
        return HeatCell(numbers.NOTHING)
    position = (value - column.low) / (column.high - column.low)
    position = min(1.0, max(0.0, 1.0 - position if column.better == "low" else position))
    ranks = ""
    if cell.rank_low is not None and cell.rank_high is not None:
        ranks = f"{cell.rank_low}–{cell.rank_high}"
        ranks = str(cell.rank_low) if cell.rank_low == cell.rank_high else ranks
    return HeatCell(
        numbers.on_column(column, value), min(_STEPS - 1, floor(position * _STEPS)), ranks
    )


def _apart(whole: OrganisationResult, names: Mapping[str, str]) -> Iterator[TableBlock]:
    """Yield, per measure, the leading group, those behind all of it, and those between."""
    rows = [
        (comparison.column.title, *_three(comparison, names))
        for comparison in whole.comparisons
        if len(known(comparison)) > 1
    ]
    table = Table(
        caption="Who can be told apart",
        head=("Measure", "Ahead", "Between", "Behind"),
        rows=tuple(rows),
        align="llll",
    )
    for part in table.parts(16):
        yield TableBlock(
            part,
            (25, 27, 27, 21),
            note=(
                "Teams under one heading cannot all be told apart from each other; those between "
                "overlap with both ends."
            ),
        )


def _three(comparison: Comparison, names: Mapping[str, str]) -> tuple[str, str, str]:
    groups = comparison.groups
    if len(groups) < 2:
        return f"all {len(known(comparison))} teams: cannot be told apart", "", ""
    first, last = set(groups[0]), set(groups[-1])
    between = [c.team for c in known(comparison) if c.team not in first | last]
    both = first & last
    return (
        _named(groups[0], names, both),
        _named([*both, *between], names),
        _named(groups[-1], names, both),
    )


def _named(ids: Iterable[str], names: Mapping[str, str], but: Iterable[str] = ()) -> str:
    left_out = set(but)
    shown = sorted(names[team] for team in ids if team not in left_out)
    return listed(shown, _MOST_NAMED)


def _told_apart(part: Sequence[Comparison]) -> str:
    apart = [comparison for comparison in part if len(comparison.groups) > 1]
    if not apart:
        return "no team can be told apart"
    if len(apart) == len(part):
        return "some teams stand apart on each" if len(part) > 1 else "some teams stand apart"
    return (
        f"some teams stand apart on {len(apart)} of {len(part)}, "
        f"{verb(len(part) - len(apart), 'one separates', 'the others separate')} nobody"
    )


def _with_figures(comparison: Comparison, part: Sequence[Comparison]) -> Comparison:
    keep = [
        place
        for place in range(len(comparison.cells))
        if any(other.cells[place].estimate.value is not None for other in part)
    ]
    return type(comparison)(
        column=comparison.column,
        cells=tuple(comparison.cells[place] for place in keep),
        groups=comparison.groups,
    )


def even_parts(things: Sequence[T], most: int) -> list[Sequence[T]]:
    """Return things in runs of nearly equal length, none longer than `most`."""
    count = -(-len(things) // most)
    cuts = [round(len(things) * part / count) for part in range(count + 1)] if count else [0]
    return [things[start:end] for start, end in pairwise(cuts)]
