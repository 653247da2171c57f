"""The evidence base: ranges in order, levels that exist, plans that can be carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.subject import Remark, Subject


def ranges(subject: Subject) -> Iterator[Remark]:
    """Odds ratios, efforts and priors run from low to high."""
    evidence = subject.library.evidence
    for factor in evidence.factors:
        ratio = factor.odds_ratio
        if not 0 < ratio.low <= ratio.median <= ratio.high:
            message = (
                f"odds ratio {ratio.low} / {ratio.median} / {ratio.high} must be"
                " 0 < low <= median <= high"
            )
            yield subject.error(("factor", factor.id), ("odds_ratio",), message, "range")
    for action in evidence.actions:
        effort = action.effort
        if not 0 < effort.low <= effort.likely <= effort.high:
            message = (
                f"effort {effort.low} / {effort.likely} / {effort.high} person-days must be"
                " 0 < low <= likely <= high"
            )
            yield subject.error(("action", action.id), ("effort",), message, "range")
    for outcome in evidence.outcomes:
        key = ("outcome", outcome.id)
        if not 0 < outcome.low < outcome.median < outcome.high < 1:
            message = (
                f"quantiles {outcome.low} / {outcome.median} / {outcome.high} must be"
                " 0 < low < median < high < 1"
            )
            yield subject.error(key, ("median",), message, "range")
        if not 0 < outcome.stress < 1:
            message = f"stress must lie between 0 and 1, but is {outcome.stress}"
            yield subject.error(key, ("stress",), message, "range")


def base_rates(subject: Subject) -> Iterator[Remark]:
    """Shares run from 0 to 1; anchors of a prior state one; each has a source."""
    for rate in subject.library.evidence.base_rates:
        key = ("base rate", rate.id)
        if rate.share is not None and not 0 <= rate.share <= 1:
            yield subject.error(key, ("share",), f"share {rate.share} must be 0 to 1", "range")
        if rate.role == "anchor" and (rate.share is None or rate.outcome is None):
            message = "an anchor enters the prior, so it needs 'share' and 'outcome'"
            yield subject.error(key, ("role",), message, "anchor-rate")
        if not rate.sources:
            yield subject.error(key, ("sources",), "'sources' is empty; name one", "sources")


def benchmarks(subject: Subject) -> Iterator[Remark]:
    """A point has a share from 0 to 1, or a value on the line's own scale."""
    for benchmark in subject.library.evidence.benchmarks:
        for index, point in enumerate(benchmark.points):
            key, inner = ("benchmark", benchmark.id), ("points", index)
            if point.share is not None and not 0 <= point.share <= 1:
                message = f"share {point.share} must be 0 to 1 (12 % is 0.12)"
                yield subject.error(key, (*inner, "share"), message, "range")
            if (point.share is None) == (point.value is None):
                message = "a point needs either 'share' or 'value'"
                yield subject.error(key, inner, message, "range")


def years(subject: Subject) -> Iterator[Remark]:
    """Years of publication are years."""
    for source in subject.library.evidence.sources:
        if not 1900 <= source.year <= 2100:
            message = f"{source.year} is no year of publication"
            yield subject.error(("source", source.id), ("year",), message, "range")


def anchors(subject: Subject) -> Iterator[Remark]:
    """An outcome's prior rests on base rates that are anchors of that outcome."""
    rates = {rate.id: rate for rate in subject.library.evidence.base_rates}
    for outcome in subject.library.evidence.outcomes:
        key = ("outcome", outcome.id)
        if not outcome.base_rates:
            message = "'base_rates' is empty; name the anchors behind this prior"
            yield subject.error(key, ("base_rates",), message, "anchor-rate")
        for index, name in enumerate(outcome.base_rates):
            rate = rates.get(name)
            if rate is not None and (rate.role, rate.outcome) != ("anchor", outcome.id):
                message = f"'{name}' is no anchor of {outcome.id}: role {rate.role}, {rate.outcome}"
                yield subject.error(key, ("base_rates", index), message, "anchor-rate")


def levels(subject: Subject) -> Iterator[Remark]:
    """Actions raise to levels 1 to 4; gates shut at levels 0 to 3."""
    for action in subject.library.evidence.actions:
        key = ("action", action.id)
        if not action.raises:
            message = "'raises' is empty; name the practices this raises and to which level"
            yield subject.error(key, ("raises",), message, "level")
        for practice, level in action.raises.items():
            if not 1 <= level <= 4:
                message = f"level {level} of '{practice}' must be 1 to 4"
                yield subject.error(key, ("raises", practice), message, "level")
    for gate in subject.library.evidence.gates:
        if not 0 <= gate.at_or_below <= 3:
            message = f"'at_or_below' must be 0 to 3, but is {gate.at_or_below}"
            yield subject.error(("gate", gate.id), ("at_or_below",), message, "level")


def prerequisites(subject: Subject) -> Iterator[Remark]:
    """No action waits for itself, directly or in a circle."""
    waits = {action.id: action.requires for action in subject.library.evidence.actions}
    told: set[frozenset[str]] = set()
    for start in waits:
        circle = _circle(waits, start)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            message = f"'requires' goes round in a circle: {' → '.join((*circle, start))}; cut one"
            yield subject.error(("action", start), ("requires",), message, "cycle")


def _circle(waits: dict[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """A way from an action back to itself; empty when there is none."""
    pending: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while pending:
        way = pending.pop()
        for name in waits.get(way[-1], ()):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                pending.append((*way, name))
    return ()


def titles(subject: Subject) -> Iterator[Remark]:
    """Titles of actions are at most eight words."""
    for action in subject.library.evidence.actions:
        words = len(action.title.split())
        if words > 8:
            message = f"the title has {words} words; at most eight fit the plan"
            yield subject.error(("action", action.id), ("title",), message, "title")
