"""The second page of the brief: teams at a glance or a team's plan, and how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.reports.blocks import Block, Chapter, Point, Points, TableBlock
from assess.reports.chapters.compare import teams_tables, withheld_prose
from assess.reports.chapters.plan import chosen_actions, overview
from assess.reports.chapters.practices import DELIVERY, GOVERNANCE, levels_picture, rated
from assess.reports.figures.figure import Table
from assess.reports.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.result import OrganisationResult, Result, TeamResult
    from assess.reports.chapters.desk import Desk

_SHORT = Points(
    "How to read this",
    (
        Point(
            "Estimates, not marks",
            "Every interval is an 80 % interval: it is meant to hold the true value four times in "
            "five. Where intervals overlap, the order of two teams may be chance.",
        ),
        Point(
            "A base rate and what moves it",
            "The risk starts from published surveys and is moved by practices. No odds ratio was "
            "measured on pilots, so it ranks causes better than it fixes a probability.",
        ),
    ),
)
_SHORT_SCALES = Points(_SHORT.heading, _SHORT.points[:1])


def second_page(desk: Desk, result: Result) -> Chapter:
    """Return the page that follows the brief."""
    if result.organisation is not None:
        return _organisation(result.organisation)
    if result.team is None or result.team.withheld:
        return Chapter("next", "How to read this", "How to read this", "", (_SHORT_SCALES,))
    return _team(desk, result.team)


def _organisation(whole: OrganisationResult) -> Chapter:
    has_risk = bool(whole.total.risk)
    blocks: list[Block] = [next(teams_tables(whole)) if has_risk else _scales_table(whole)]
    blocks += withheld_prose(whole)
    blocks.append(_SHORT if has_risk else _SHORT_SCALES)
    shown = sum(not summary.withheld for summary in whole.teams)
    return Chapter(
        "teams",
        "Teams at a glance",
        f"{counted(shown, 'team')}, in alphabetical order",
        "The full report holds all intervals, the groups that cannot be told apart, the sources.",
        tuple(blocks),
    )


def _scales_table(whole: OrganisationResult) -> TableBlock:
    rows = []
    for comparison in whole.comparisons:
        known = [c for c in comparison.cells if c.estimate.value is not None]
        if not known:
            continue
        names = {summary.team.id: summary.team.name for summary in whole.teams}
        leading = sorted(names[team] for team in comparison.groups[0]) if comparison.groups else []
        last = sorted(names[team] for team in comparison.groups[-1]) if comparison.groups else []
        apart = len(comparison.groups) > 1
        rows.append(
            (
                comparison.column.title,
                str(len(known)),
                listed(leading, 6) if apart else "cannot be told apart",
                listed(last, 6) if apart else "",
            )
        )
    return TableBlock(
        Table("Scales", ("Scale", "Teams", "Leading group", "Last group"), tuple(rows), "lrll"),
        (26, 10, 32, 32),
    )


def _team(desk: Desk, team: TeamResult) -> Chapter:
    blocks: list[Block] = list(_levels(desk, team))
    if team.plan is not None and chosen_actions(team.plan):
        blocks.append(overview(chosen_actions(team.plan)))
    blocks.append(_SHORT if team.risk else _SHORT_SCALES)
    return Chapter(
        "next", "Levels and plan", f"{team.team.name}: levels and plan", "", tuple(blocks)
    )


def _levels(desk: Desk, team: TeamResult) -> Iterator[Block]:
    for part in (GOVERNANCE, DELIVERY):
        domains = rated(team, part.id)
        if domains:
            yield levels_picture(desk, domains, part)
