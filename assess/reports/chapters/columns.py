"""Comparisons as chapters read them: which hold figures, which teams stand apart."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from assess.reports.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assess.model.result import Cell, Comparison, OrganisationResult

T = TypeVar("T")


def team_names(whole: OrganisationResult) -> dict[str, str]:
    """Return team id → name."""
    return {summary.team.id: summary.team.name for summary in whole.teams}


def known(comparison: Comparison) -> list[Cell]:
    """Return the cells that hold a figure."""
    return [cell for cell in comparison.cells if cell.estimate.value is not None]


def of_group(whole: OrganisationResult, *groups: str) -> list[Comparison]:
    """Return the comparisons of some groups that hold figures for two teams or more."""
    return [c for c in whole.comparisons if c.column.group in groups and len(known(c)) > 1]


def ends(comparison: Comparison, names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the teams of the leading group and of the last one, without those in both."""
    if len(comparison.groups) < 2:
        return [], []
    first, last = comparison.groups[0], comparison.groups[-1]
    ahead = sorted(names[team] for team in first if team not in last)
    behind = sorted(names[team] for team in last if team not in first)
    return ahead, behind


def stand_clear(comparison: Comparison, names: Mapping[str, str], most: int = 3) -> str:
    """Return "A and B stand clear of C", empty when nobody does."""
    ahead, behind = ends(comparison, names)
    if not ahead or not behind:
        return ""
    verb = "stands" if len(ahead) == 1 else "stand"
    return f"{listed(ahead, most)} {verb} clear of {listed(behind, most)}"


def even_parts(things: Sequence[T], most: int) -> list[Sequence[T]]:
    """Return things in runs of nearly equal length, none longer than `most`."""
    count = -(-len(things) // most)
    cuts = [round(len(things) * part / count) for part in range(count + 1)] if count else [0]
    return [things[start:end] for start, end in pairwise(cuts)]
