"""What a rule looks at, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assess.model.instrument import ChoiceItem, JudgementItem, PracticeItem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from assess.content.load import Library
    from assess.content.places import Places
    from assess.content.reader import Address
    from assess.model.errors import Problem
    from assess.model.instrument import Instrument, Item

INTAKE = "intake"
"""the instrument whose choice items are facts"""

Key = tuple[str, str]
"""noun and id: ("item", "gov.stance.written")"""


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem, and whether it must be mended before the library may be used."""

    problem: Problem
    serious: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """A library under check: as much of it as could be read."""

    library: Library
    places: Places
    today: date | None = None
    """for dates that pass; None leaves them unchecked"""
    part: bool = False
    """only a part was asked for, so the rest may be absent"""
    known: dict[str, frozenset[str]] = field(default_factory=dict)
    """noun → ids, for links"""

    def error(self, key: Key, inner: Address, message: str, rule: str) -> Remark:
        """Something that must be mended."""
        return Remark(self.places.problem(key, inner, message, rule), serious=True)

    def warning(self, key: Key, inner: Address, message: str, rule: str) -> Remark:
        """Something to look at."""
        return Remark(self.places.problem(key, inner, message, rule), serious=False)

    def missing(self, noun: str, key: Key, inner: Address, message: str) -> Remark:
        """A dead link; only a warning when what it leads to is not all there."""
        unread = noun in self.places.incomplete
        absent = self.part and not self.known.get(noun)
        return Remark(
            self.places.problem(key, inner, message, "dead-link"), serious=not (unread or absent)
        )

    def placed_items(self) -> Iterator[tuple[Instrument, Item]]:
        """Every item with its instrument."""
        for instrument in self.library.instruments:
            for item in instrument.items:
                yield instrument, item

    def items(self) -> Iterator[Item]:
        """Every item."""
        return (item for _, item in self.placed_items())

    def practices(self) -> Iterator[PracticeItem]:
        """Every practice."""
        return (item for item in self.items() if isinstance(item, PracticeItem))

    def judgements(self) -> Iterator[JudgementItem]:
        """Every vignette."""
        return (item for item in self.items() if isinstance(item, JudgementItem))


def known_names(library: Library) -> dict[str, frozenset[str]]:
    """Everything a link can lead to: noun → ids."""
    evidence = library.evidence
    items = [item for instrument in library.instruments for item in instrument.items]
    names = {
        "source": frozenset(entry.id for entry in evidence.sources),
        "base rate": frozenset(entry.id for entry in evidence.base_rates),
        "factor": frozenset(entry.id for entry in evidence.factors),
        "benchmark": frozenset(entry.id for entry in evidence.benchmarks),
        "action": frozenset(entry.id for entry in evidence.actions),
        "framework": frozenset(entry.id for entry in evidence.frameworks),
        "instrument": frozenset(one.id for one in library.instruments),
        "scale": frozenset(scale.id for one in library.instruments for scale in one.scales),
        "practice": frozenset(item.id for item in items if isinstance(item, PracticeItem)),
    }
    names["fact"] = frozenset(
        item.id
        for instrument in library.instruments
        if instrument.id == INTAKE
        for item in instrument.items
        if isinstance(item, ChoiceItem)
    )
    names["requirement"] = frozenset(
        f"{framework.id}:{requirement.id}"
        for framework in evidence.frameworks
        for requirement in framework.requirements
    )
    return names
