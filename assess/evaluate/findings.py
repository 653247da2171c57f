"""Sentences worth a CTO's time, each with the figures it rests on, heaviest first."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from assess.evaluate.fluency_findings import blind_spots, confidence, reliance
from assess.evaluate.words import levels, listed, percent
from assess.model.result import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.model.result import Comparison, DomainResult, TeamResult

CLEAR_GAP = 0.5
"""levels by which leaders must differ from engineers before it is a finding"""


ENOUGH_ASKED = 0.2
"""a domain asked of far fewer people than the others is not called the weakest"""


def findings_of(
    total: TeamResult, teams: Sequence[TeamResult], comparisons: Sequence[Comparison]
) -> tuple[Finding, ...]:
    """Return the findings of an organisation: the heaviest of each kind, then the rest by weight.

    A finding is stated only where an interval carries it: a team is named when it stands clear
    of the organisation's own figure, by more than one interval in ten does by chance.
    """
    shown = [team for team in teams if not team.withheld]
    found = chain(
        _gates(shown),
        reliance(total, shown),
        confidence(total),
        _weak_domain(total),
        _hidden_holes(total),
        _gaps(total),
        blind_spots(shown),
        _risk(total, shown),
        () if total.fluency or total.domains else _scales(comparisons),
    )
    return _varied(sorted(found, key=lambda finding: (-finding.weight, finding.id)))


_KINDS = {"over_reliance": "fluency", "under_reliance": "fluency", "overconfidence": "fluency"}
_KINDS |= {"blind_spot": "fluency", "domain": "practice", "gap": "practice", "staged": "practice"}


def _varied(ranked: Sequence[Finding]) -> tuple[Finding, ...]:
    """Put the heaviest finding of each kind first: three gates in a row say one thing."""
    first: dict[str, Finding] = {}
    for finding in ranked:
        prefix = finding.id.split(".")[0]
        first.setdefault(_KINDS.get(prefix, prefix), finding)
    leading = list(first.values())
    return (*leading, *(finding for finding in ranked if finding not in leading))


def headline(team: TeamResult, total: TeamResult) -> str:
    """Return one sentence on a team: its heaviest flaw, or that none stands out."""
    if team.withheld:
        return team.withheld
    found = list(
        chain(_gates([team]), reliance(total, [team]), confidence(team), _weak_domain(team))
    )
    if not found:
        return "" if not team.domains and not team.fluency else "No single weakness stands out."
    heaviest = max(found, key=lambda finding: finding.weight).sentence
    return heaviest.replace(f": {team.team.name}.", ".")  # the page is the team's own


def _gates(teams: Sequence[TeamResult]) -> Iterator[Finding]:
    shut: dict[str, tuple[str, str, list[str]]] = {}
    for team in teams:
        for gate in team.risk[0].gates if team.risk else ():
            shut.setdefault(gate.gate, (gate.title, gate.sentence, []))[2].append(team.team.name)
    for gate_id, (title, sentence, names) in shut.items():
        yield Finding(
            id=f"gate.{gate_id}",
            sentence=f"{title}: {listed(names)}.",
            detail=sentence,
            team=names[0] if len(names) == 1 else "",
            weight=2.0 + len(names) / max(1, len(teams)),
        )


def _weak_domain(group: TeamResult) -> Iterator[Finding]:
    widest = max((domain.average.n for domain in group.domains), default=0)
    known = [
        domain
        for domain in group.domains
        if domain.average.value is not None and domain.average.n >= widest * ENOUGH_ASKED
    ]
    if len(known) < 2:
        return
    weakest = min(known, key=lambda domain: (domain.average.value or 0.0, domain.id))
    value = weakest.average.value or 0.0
    if value < 2.0:
        worst = sorted(
            (p for p in weakest.practices if p.level.value is not None),
            key=lambda practice: (practice.level.value or 0.0, practice.id),
        )[:2]
        yield Finding(
            id=f"domain.{weakest.id}",
            sentence=f"{weakest.title} is the weakest domain, at {levels(value)}.",
            detail=f"Lowest in it: {listed([p.title.lower() for p in worst])}.",
            weight=1.0 + (2.0 - value) / 2,
        )


def _hidden_holes(group: TeamResult) -> Iterator[Finding]:
    """A domain whose average looks fine while one practice holds its stage at the floor."""
    holes = [
        domain
        for domain in group.domains
        if domain.staged is not None
        and domain.average.value is not None
        and domain.average.value - domain.staged >= 1.5
    ]
    if not holes:
        return
    widest = max(holes, key=lambda d: ((d.average.value or 0.0) - (d.staged or 0), d.id))
    yield Finding(
        id="staged",
        sentence=(
            f"{widest.title} averages {levels(widest.average.value)}, yet its weakest practice "
            f"holds it at stage {widest.staged}."
        ),
        detail=f"The same holds for {len(holes)} of {len(group.domains)} domains.",
        weight=0.7,
    )


def _gaps(group: TeamResult) -> Iterator[Finding]:
    wide = [d for d in group.domains if _is_clear(d)]
    if not wide:
        return
    widest = max(wide, key=lambda domain: (abs(domain.gap.value or 0.0), domain.id))
    value = widest.gap.value or 0.0
    who = "Leads rate" if value > 0 else "Engineers rate"
    yield Finding(
        id=f"gap.{widest.id}",
        sentence=f"{who} {widest.title.lower()} higher by {levels(abs(value), of=False)}.",
        detail=(
            f"Difference {levels(value, of=False)} ({levels(widest.gap.low, of=False)} to "
            f"{levels(widest.gap.high, of=False)}); beyond chance in "
            f"{len(wide)} of {len(group.domains)} domains."
        ),
        weight=0.9 + abs(value) / 2,
    )


def _is_clear(domain: DomainResult) -> bool:
    """Whether a gap is wide, and clear of 0 by twice its interval: many domains are looked at."""
    gap = domain.gap
    if gap.value is None or gap.low is None or gap.high is None:
        return False
    half = (gap.high - gap.low) / 2
    return abs(gap.value) >= CLEAR_GAP and abs(gap.value) > 2 * half


def _risk(total: TeamResult, teams: Sequence[TeamResult]) -> Iterator[Finding]:
    bands = [(t.risk[0].median, t.team.name) for t in teams if t.risk]
    if not bands or not total.risk:
        return
    whole = total.risk[0]
    low, high = min(bands), max(bands)
    yield Finding(
        id="risk",
        sentence=(
            f"About {percent(_five(whole.median))} of pilots like these are not in use after "
            "twelve months (80 % interval "
            f"{percent(_five(whole.low))} to {percent(_five(whole.high))})."
        ),
        detail=(
            f"Teams run from about {percent(_five(low[0]))} ({low[1]}) to about "
            f"{percent(_five(high[0]))} ({high[1]}); the base rate is about "
            f"{percent(_five(whole.base_median))}."
        ),
        weight=0.95,
    )


def _five(share: float) -> float:
    """Round a probability to 5 points: no questionnaire knows it better."""
    return round(share * 20) / 20


def _scales(comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    for comparison in comparisons:
        if comparison.column.group != "scale":
            continue
        known = [c for c in comparison.cells if c.estimate.value is not None]
        if len(known) < 2:
            continue
        groups = len(comparison.groups)
        apart = "cannot be told apart" if groups < 2 else f"fall into {groups} groups"
        yield Finding(
            id=f"scale.{comparison.column.id}",
            sentence=f"On {comparison.column.title.lower()}, the {len(known)} teams {apart}.",
            detail=(
                f"Estimates run from {min(c.estimate.value or 0.0 for c in known):.2f} to "
                f"{max(c.estimate.value or 0.0 for c in known):.2f} on a scale from "
                f"{comparison.column.low:g} to {comparison.column.high:g}."
            ),
            weight=0.5,
        )
