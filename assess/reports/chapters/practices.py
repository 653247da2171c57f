"""Practices and their levels: governance, delivery and the modules that ran."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.blocks import Block, Chapter, Prose, TableBlock
from assess.reports.chapters.columns import of_group
from assess.reports.chapters.ladders import ladders
from assess.reports.figures.figure import Table
from assess.reports.figures.governance_levels import governance_levels
from assess.reports.words import listed, lower_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.model.result import (
        DomainResult,
        FrameworkCoverage,
        OrganisationResult,
        PracticeResult,
        TeamResult,
    )
    from assess.reports.chapters.desk import Desk

MOST_PRACTICES: Final = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One instrument of practices as a chapter."""

    id: str
    label: str
    lead: str


GOVERNANCE: Final = Part(
    "governance",
    "Governance",
    "A practice stands at the highest level that its raters see met, from 0 (not done) to 4 "
    "(done, checked and improved). The average shows how much is in place; the stage shows what "
    "the weakest practice allows, because a chain of controls breaks there.",
)
DELIVERY: Final = Part(
    "delivery",
    "Delivery",
    "These are the practices whose absence lies behind pilots that never came into use.",
)
MODULES: Final = (
    Part(
        "multi-agent",
        "Multi-agent systems",
        "Asked of teams that run or plan agents: how the agents are designed, held back and "
        "checked.",
    ),
    Part(
        "provenance",
        "Origin of computing and models",
        "Asked of teams that buy computing or train, adapt or host models: whether they can show "
        "where both come from. Not legal advice.",
    ),
    Part(
        "china",
        "Services offered in China",
        "Asked of teams that serve users in China. Not legal advice.",
    ),
    Part(
        "eu-ai-act",
        "EU AI Act",
        "Asked of teams that serve users in the EU. Not legal advice.",
    ),
)


def practice_chapter(desk: Desk, whole: OrganisationResult, part: Part) -> Chapter | None:
    """Return the chapter of one instrument, None when none of its practices was rated."""
    domains = rated(whole.total, part.id)
    if not domains:
        return None
    ids = {domain.id for domain in domains}
    comparisons = [
        c for c in of_group(whole, "governance", "delivery", "module") if c.column.id in ids
    ]
    totals = {d.id: d.average.value for d in domains if d.average.value is not None}
    blocks: list[Block] = [levels_picture(desk, domains, part)]
    if part in MODULES:
        blocks += weakest_table(domains, 4)
    else:
        blocks += ladders(desk, whole, comparisons, totals, part.id)
        blocks += weakest_table(domains)
        blocks += gap_prose(domains)
    if part is GOVERNANCE:
        blocks += _frameworks(whole.frameworks)
    title = title_of(domains)
    starts = part in (GOVERNANCE, MODULES[0])
    return Chapter(part.id, part.label, title, part.lead, tuple(blocks), starts_page=starts)


def rated(team: TeamResult, instrument: str) -> list[DomainResult]:
    """Return the domains of an instrument that somebody could rate."""
    return [
        domain
        for domain in team.domains
        if domain.instrument == instrument and domain.average.value is not None
    ]


def title_of(domains: Sequence[DomainResult]) -> str:
    """Return what the levels say: the span from the lowest to the highest domain."""
    ordered = sorted(domains, key=lambda d: (d.average.value or 0.0, d.title))
    low, high = ordered[0], ordered[-1]
    lowest, highest = (numbers.level(d.average.value or 0.0) for d in (low, high))
    if lowest == highest:
        return f"{low.title} stands at level {lowest} of 4"
    return (
        f"{low.title} stands lowest, at level {lowest}; {lower_first(high.title)} highest, "
        f"at {highest}"
    )


def levels_picture(desk: Desk, domains: Sequence[DomainResult], part: Part) -> Block:
    """Return the figure of average and stage."""
    return desk.picture(f"levels-{part.id}", governance_levels, domains, _levels_title(domains))


def weakest_table(domains: Sequence[DomainResult], most: int = MOST_PRACTICES) -> Iterator[Block]:
    """Yield the practices at the lowest levels with the next step up."""
    found = [p for d in domains for p in d.practices if p.level.value is not None]
    low = sorted(found, key=lambda p: (p.level.value or 0.0, p.id))[:most]
    low = [practice for practice in low if practice.next_level]
    if not low:
        return
    titles = {domain.id: domain.title for domain in domains}
    table = Table(
        caption="Lowest practices, and what the next level asks",
        head=("Practice", "Level", "Raters", "Next level"),
        rows=tuple(_practice_row(practice, titles) for practice in low),
        align="lrrl",
    )
    yield TableBlock(table, (34, 9, 9, 48))


def gap_prose(domains: Sequence[DomainResult]) -> Iterator[Prose]:
    """Yield where leads and engineers differ beyond chance."""
    clear = [
        d
        for d in domains
        if d.gap.low is not None and d.gap.high is not None and (d.gap.low > 0 or d.gap.high < 0)
    ]
    asked = [d for d in domains if d.gap.value is not None]
    if not asked:
        return
    heading = "Leads and engineers"
    if not clear:
        yield Prose(
            (f"In none of the {len(asked)} domains do leads and engineers differ beyond chance.",),
            heading=heading,
        )
        return
    yield Prose(
        tuple(f"{d.title}: {lower_first(d.gap_sentence)}" for d in clear[:4]), heading=heading
    )


def _practice_row(practice: PracticeResult, titles: dict[str, str]) -> tuple[str, str, str, str]:
    del titles  # the practice's own title says enough
    return (
        practice.title,
        numbers.level(practice.level.value or 0.0),
        str(practice.raters),
        practice.next_level,
    )


def _levels_title(domains: Sequence[DomainResult]) -> str:
    floor = [d for d in domains if d.staged is not None and d.staged <= 1]
    if not floor:
        return "No domain is held at the lowest stages by a single practice"
    names = listed([d.title for d in floor], 4)
    return f"A weak practice holds {names} at stage {max(d.staged or 0 for d in floor)} or below"


def _frameworks(coverages: Sequence[FrameworkCoverage]) -> Iterator[Block]:
    if not coverages:
        return
    table = Table(
        caption="Reach into public frameworks",
        head=("Framework", "Requirements", "Mapped to practices", "Reached"),
        rows=tuple(
            (c.title, str(c.requirements), str(c.mapped), str(c.reached)) for c in coverages
        ),
        align="lrrr",
    )
    yield TableBlock(
        table,
        (52, 16, 18, 14),
        note=(
            "Reached: the practices mapped to a requirement stand at level 2 or above on average. "
            "The lists hold ids and short titles of our own, partly checked in secondary texts. "
            "This is a reading aid: no legal advice, no statement of conformity."
        ),
    )
