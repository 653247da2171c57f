"""Findings about how teams judge AI outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.evaluate.words import listed, percent, points
from assess.model.result import Finding

WIDENED = 1.5

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assess.model.result import Estimate, TeamResult


def reliance(total: TeamResult, teams: Sequence[TeamResult]) -> Iterator[Finding]:
    """Yield what sets teams apart in accepting flawed and rejecting sound output."""
    if total.fluency is None:
        return
    yield from _beyond(
        "over_reliance",
        total.fluency.over_reliance.value,
        [(t.team.name, t.fluency.over_reliance) for t in teams if t.fluency],
        ("accepts", "accept", "flawed AI output more readily than the rest"),
        "Of the flawed outputs put before the organisation, {total} were accepted; in {name} it "
        "was {value} ({low} to {high}).",
    )
    yield from _beyond(
        "under_reliance",
        total.fluency.under_reliance.value,
        [(t.team.name, t.fluency.under_reliance) for t in teams if t.fluency],
        ("rejects", "reject", "sound AI output more than the rest"),
        "Of the sound outputs, {total} were rejected across the organisation; in {name} it was "
        "{value} ({low} to {high}).",
    )


def _stands_out(figure: Estimate, whole: float) -> bool:
    """Whether a figure is above the organisation's even by an interval half as wide again.

    With a dozen teams, one in ten stands above its 80 % interval by chance alone.
    """
    if figure.value is None or figure.low is None:
        return False
    return figure.value - WIDENED * (figure.value - figure.low) > whole


def _beyond(
    finding_id: str,
    whole: float | None,
    figures: Iterable[tuple[str, Estimate]],
    wording: tuple[str, str, str],
    detail: str,
) -> Iterator[Finding]:
    """Yield one finding about the teams that stand out above the organisation.

    `wording`: the verb for one team, for several, and the rest of the sentence.
    """
    if whole is None:
        return
    above = sorted(
        ((name, figure) for name, figure in figures if _stands_out(figure, whole)),
        key=lambda pair: -(pair[1].value or 0.0),
    )
    if not above:
        return
    name, worst = above[0]
    one, several, rest = wording
    verb = one if len(above) == 1 else several
    yield Finding(
        id=finding_id,
        sentence=f"{listed([name for name, _ in above])} {verb} {rest}.",
        detail=detail.format(
            total=percent(whole),
            name=name,
            value=percent(worst.value),
            low=percent(worst.low),
            high=percent(worst.high),
        ),
        team=name if len(above) == 1 else "",
        weight=1.5 + 2 * ((worst.value or 0.0) - whole),
    )


def confidence(group: TeamResult) -> Iterator[Finding]:
    """Yield whether people are surer than they are right."""
    fluency = group.fluency
    if fluency is None or fluency.overconfidence.low is None or fluency.accuracy.value is None:
        return
    gap = fluency.overconfidence
    if gap.low is not None and gap.low > 0.02 and gap.value is not None:
        yield Finding(
            id="overconfidence",
            sentence=f"Engineers are surer than they are right, by {points(gap.value)}.",
            detail=(
                f"Stated confidence stands {points(gap.value)} above the share they got right, "
                f"{percent(fluency.accuracy.value)} ({points(gap.low)} to {points(gap.high)})."
            ),
            weight=0.8 + 4 * gap.value,
        )


def blind_spots(teams: Sequence[TeamResult]) -> Iterator[Finding]:
    """Yield the team whose self-rating stands furthest above its performance."""
    blind = [
        (team.team.name, team.fluency.blind_spot)
        for team in teams
        if team.fluency and team.fluency.blind_spot.low is not None
    ]
    over = [(name, gap) for name, gap in blind if gap.low is not None and gap.low > 0.0]
    if over:
        name, gap = max(over, key=lambda pair: (pair[1].value or 0.0, pair[0]))
        yield Finding(
            id="blind_spot",
            sentence=f"{name} rates its own AI skill well above what it shows.",
            detail=(
                f"Self-rating stands {gap.value or 0.0:.1f} standard deviations above performance "
                "among the teams assessed."
            ),
            team=name,
            weight=1.2,
        )
