"""Agreement and data quality: what to know about the answers before trusting the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.reports import numbers
from assess.reports.blocks import Block, Chapter, Prose, TableBlock
from assess.reports.chapters.columns import of_group
from assess.reports.chapters.ladders import ladders
from assess.reports.figures.figure import Table
from assess.reports.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.model.result import (
        DomainResult,
        OrganisationResult,
        QualityResult,
        ScaleResult,
        TeamResult,
    )
    from assess.reports.chapters.desk import Desk


def quality_chapter(desk: Desk, whole: OrganisationResult) -> Chapter:
    """Return the chapter of the organisation."""
    total = whole.total
    blocks: list[Block] = [*answers_prose(total.quality), _response_table(whole)]
    if total.domains:  # a rating-only paper shows its ladders in a chapter of their own
        scales = {s.id: s.mean.value for s in total.scales if s.mean.value is not None}
        blocks += ladders(desk, whole, of_group(whole, "scale"), scales, "scales")
    blocks += reliability(total.scales)
    blocks += coverage(total.domains)
    return Chapter(
        "quality",
        "Agreement and data quality",
        _title(whole),
        "How many answered, how far they agree, and how reliably the scales measure.",
        tuple(blocks),
        starts_page=False,
    )


def scales_chapter(desk: Desk, whole: OrganisationResult) -> Chapter | None:
    """Return the ladders of rating scales where they are all there is."""
    comparisons = of_group(whole, "scale")
    if whole.total.domains or not comparisons:
        return None
    totals = {s.id: s.mean.value for s in whole.total.scales if s.mean.value is not None}
    apart = sum(len(comparison.groups) > 1 for comparison in comparisons)
    return Chapter(
        "scales",
        "Rating scales",
        f"Teams can be told apart on {apart} of {counted(len(comparisons), 'scale')}",
        "Estimates are drawn towards the mean of all teams in proportion to how little is known of "
        "each, so a small team with extreme answers does not lead the list by chance.",
        tuple(ladders(desk, whole, comparisons, totals, "scales")),
    )


def answers_prose(quality: QualityResult | None) -> Iterator[Prose]:
    """Yield how many answered and what to keep in mind."""
    if quality is None:
        return
    words = f"{counted(quality.responses, 'person', 'people')} answered"
    if quality.invited:
        words += f" of {quality.invited:,} on the teams' head-counts"
    words += f"; {quality.complete:,} finished"
    careless = (
        f"{counted(quality.careless, 'person', 'people')} answered in a way that two independent "
        "signs call careless."
        if quality.careless
        else "Nobody answered in a way that two independent signs would call careless."
    )
    yield Prose((f"{words}. {careless}", *quality.notes))


def reliability(scales: Sequence[ScaleResult]) -> Iterator[TableBlock]:
    """Yield reliability and agreement of the rating scales."""
    if not scales:
        return
    rows = tuple(
        (
            s.title,
            numbers.NOTHING if s.mean.value is None else numbers.index(s.mean.value),
            f"{s.mean.n:,}",
            *(
                numbers.coefficient(value)
                for value in (s.alpha, s.omega_total, s.icc1, s.icc2, s.rwg_j, s.ad_m)
            ),
        )
        for s in scales
    )
    weak = [s.title for s in scales if s.alpha is not None and s.alpha < 0.7]
    note = (
        "α and ω: consistency of the items, above .70 is usual for comparing groups. ICC(1): share "
        "of the spread that lies between teams; ICC(2): reliability of a team's mean. r_wg(j): "
        "agreement inside teams, 1 is full; AD: mean distance from the team's mean, in points."
    )
    if weak:
        note += f" Below .70: {', '.join(weak)}; read these only as an impression."
    table = Table(
        "Rating scales: reliability and agreement",
        ("Scale", "Mean", "n", "α", "ω", "ICC(1)", "ICC(2)", "r_wg(j)", "AD"),
        rows,
        "lrrrrrrrr",
    )
    for part in table.parts(18):
        yield TableBlock(part, (28, 9, 9, 9, 9, 9, 9, 9, 9), note=note)


def coverage(domains: Sequence[DomainResult]) -> Iterator[TableBlock]:
    """Yield the domains where people most often could not say."""
    known = [d for d in domains if d.coverage.value is not None]
    if not known:
        return
    low = sorted(known, key=lambda d: (d.coverage.value or 0.0, d.title))[:6]
    rows = tuple(
        (d.title, numbers.share(1.0 - (d.coverage.value or 0.0)), f"{d.coverage.n:,}") for d in low
    )
    yield TableBlock(
        Table(
            'Where people most often said "don\'t know"',
            ("Domain", "Don't know", "Practice answers"),
            rows,
            "lrr",
        ),
        (60, 20, 20),
    )


def team_agreement(team: TeamResult) -> Iterator[TableBlock]:
    """Yield agreement inside one team on the rating scales."""
    scales = [scale for scale in team.scales if scale.mean.value is not None]
    if not scales:
        return
    rows = tuple(
        (
            s.title,
            numbers.index(s.mean.value or 0.0),
            f"{s.minimum} to {s.maximum}",
            numbers.coefficient(s.rwg_j),
            numbers.coefficient(s.ad_m),
        )
        for s in scales
    )
    yield TableBlock(
        Table(
            "How you rate yourselves", ("Scale", "Mean", "Range", "r_wg(j)", "AD"), rows, "lrrrr"
        ),
        (44, 14, 14, 14, 14),
        note=(
            "r_wg(j): agreement inside the team, 1 is full. AD: mean distance from the team's "
            "mean, in points of the scale."
        ),
    )


def _title(whole: OrganisationResult) -> str:
    quality = whole.total.quality
    if quality is None or not quality.invited:
        return "What stands behind the figures"
    return f"{quality.responses:,} of {quality.invited:,} people answered"


def _response_table(whole: OrganisationResult) -> Prose:
    shown = [s for s in whole.teams if not s.withheld]
    fewest = min(shown, key=lambda s: (s.responses, s.team.name), default=None)
    most = max(shown, key=lambda s: (s.responses, s.team.name), default=None)
    if fewest is None or most is None:
        return Prose(("Every team is withheld: too few people answered in each.",))
    return Prose(
        (
            (
                f"Groups shown run from {counted(fewest.responses, 'person', 'people')} "
                f"({fewest.team.name}) to {most.responses:,} ({most.team.name}). A group below "
                "the minimum is withheld everywhere."
            ),
        )
    )
