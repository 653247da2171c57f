"""Where each named thing is written, so that a rule can point at a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assess.model.errors import Problem

if TYPE_CHECKING:
    from assess.content.reader import Address, Document


@dataclass(slots=True)
class Places:
    """Noun and id → document and address.  Filled while loading, read by the rules."""

    known: dict[tuple[str, str], tuple[Document, Address]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    """nouns of which some could not be read"""

    def add(self, noun: str, name: str, document: Document, address: Address) -> Problem | None:
        """Note a place; a problem when the name is taken."""
        if (first := self.known.get((noun, name))) is not None:
            where = f"{first[0].file}:{first[0].line(first[1])}"
            message = f"the {noun} id '{name}' is already used in {where}; rename one"
            return document.problem((*address, "id"), message, "duplicate-id")
        self.known[noun, name] = (document, address)
        return None

    def problem(self, key: tuple[str, str], inner: Address, message: str, rule: str) -> Problem:
        """A problem inside the thing with this (noun, id)."""
        if (place := self.known.get(key)) is None:
            return Problem(key[1], 1, message, rule)
        document, address = place
        return document.problem((*address, *inner), message, rule)
