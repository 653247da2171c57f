"""Dead links: every id that one file takes from another must exist."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from assess.content.wording import closest
from assess.model.instrument import ChoiceItem, JudgementItem, PracticeItem, RatingItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.reader import Address
    from assess.content.subject import Key, Remark, Subject
    from assess.model.instrument import Instrument, Item

_Link = tuple["Key", "Address", str, str]
"""from, where in it, noun it leads to, id"""

_HOME = {
    "source": "questionnaires/evidence/sources",
    "factor": "evidence/factors.yaml",
    "base rate": "evidence/base_rates.yaml",
    "benchmark": "evidence/benchmarks.yaml",
    "requirement": "frameworks",
    "practice": "the instruments",
    "action": "actions",
    "scale": "the instruments",
}


def dead_links(subject: Subject) -> Iterator[Remark]:
    """Ids that lead nowhere."""
    for key, inner, noun, name in chain(
        _from_items(subject), _from_evidence(subject), _from_actions(subject)
    ):
        known = subject.known.get(noun, frozenset())
        if name in known:
            continue
        home = _HOME[noun]
        message = f"there is no {noun} '{name}'{_near(name, known)}; define it in {home}"
        yield subject.missing(noun, key, inner, message)


def _near(name: str, known: frozenset[str]) -> str:
    hint = closest(name, known)
    return hint if "did you mean" in hint else ""


def _each(key: Key, field: str, noun: str, names: tuple[str, ...]) -> Iterator[_Link]:
    for index, name in enumerate(names):
        yield key, (field, index), noun, name


def _from_items(subject: Subject) -> Iterator[_Link]:
    for item in subject.items():
        key = ("item", item.id)
        if isinstance(item, PracticeItem):
            yield from _each(key, "lowers", "factor", item.lowers)
            yield from _each(key, "frameworks", "requirement", item.frameworks)
        elif isinstance(item, JudgementItem):
            yield from _each(key, "sources", "source", item.sources)
        elif isinstance(item, ChoiceItem) and item.benchmark:
            yield key, ("benchmark",), "benchmark", item.benchmark
    for instrument in subject.library.instruments:
        for defect in instrument.defects:
            yield from _each(("defect type", defect.id), "sources", "source", defect.sources)


def _from_evidence(subject: Subject) -> Iterator[_Link]:
    evidence = subject.library.evidence
    for rate in evidence.base_rates:
        yield from _each(("base rate", rate.id), "sources", "source", rate.sources)
    for outcome in evidence.outcomes:
        yield from _each(("outcome", outcome.id), "base_rates", "base rate", outcome.base_rates)
    for factor in evidence.factors:
        yield from _each(("factor", factor.id), "sources", "source", factor.sources)
    for gate in evidence.gates:
        yield ("gate", gate.id), ("practice",), "practice", gate.practice
    for benchmark in evidence.benchmarks:
        key = ("benchmark", benchmark.id)
        yield from _each(key, "sources", "source", benchmark.sources)
        if benchmark.domain:
            yield key, ("domain",), "scale", benchmark.domain


def _from_actions(subject: Subject) -> Iterator[_Link]:
    for action in subject.library.evidence.actions:
        key = ("action", action.id)
        for practice in action.raises:
            yield key, ("raises", practice), "practice", practice
        yield from _each(key, "requires", "action", action.requires)
        yield from _each(key, "frameworks", "requirement", action.frameworks)
        yield from _each(key, "sources", "source", action.sources)


def links_inside(subject: Subject) -> Iterator[Remark]:
    """Sections, scales and defect types an item names must be those of its own instrument."""
    for instrument, item in subject.placed_items():
        for field, noun, name, known in _inside(instrument, item):
            if name in known:
                continue
            said = f"no {noun} '{name}'{_near(name, known)}" if name else f"no {noun} named"
            message = (
                f"{said}; instrument '{instrument.id}' has {', '.join(sorted(known)) or 'none'}"
            )
            say = subject.warning if noun in subject.places.incomplete else subject.error
            yield say(("item", item.id), (field,), message, "dead-link")


def _inside(instrument: Instrument, item: Item) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    sections = frozenset(section.id for section in instrument.sections)
    # scales that are only imported have no screens, hence no sections
    if sections or item.section:
        yield "section", "section", item.section, sections
    if isinstance(item, RatingItem | PracticeItem):
        scales = frozenset(scale.id for scale in instrument.scales)
        yield "scale", "scale", item.scale, scales
    if isinstance(item, JudgementItem) and (item.flawed or item.defect):
        defects = frozenset(defect.id for defect in instrument.defects)
        yield "defect", "defect type", item.defect, defects
