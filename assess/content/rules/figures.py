"""Figures that must not appear, and texts that are marked as not verified."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.reader import Address
    from assess.content.subject import Key, Remark, Subject

_AGAINST = r"\s*%?\s*(?:vs\.?|versus|against|compared (?:with|to)|instead of)\s*"
_PER_CENT = r"\s*(?:%|per ?cent)"
_ONE_SENTENCE = r"[^.]{0,60}"

DO_NOT_USE: dict[str, str] = {
    rf"\b19[.,]7{_PER_CENT}": "no study of 2,400 projects measured it",
    r"\b2[,. ]?400\s+(?:AI\s+)?projects": "the study interviewed 65 people",
    rf"\b68{_AGAINST}11{_PER_CENT}": "a blog's figure about sponsorship, without a study",
    rf"\b54{_AGAINST}12{_PER_CENT}": "a blog's figure about metrics, without a study",
    rf"\b78{_AGAINST}23{_PER_CENT}": "the study sampled successes only",
    rf"\b95{_PER_CENT} of (?:AI )?failures": "the study sampled successes only",
    r"\b4[,. ]?200 executives": "no such survey was found",
    r"\b1[,. ]?400 leaders": "the release names 353 respondents",
    rf"\b28{_AGAINST}6{_PER_CENT}": "the release names other figures",
    rf"\b88{_PER_CENT}{_ONE_SENTENCE}agent(?:ic)? pilots": "no primary source was found",
    rf"Gartner{_ONE_SENTENCE}2026{_ONE_SENTENCE}\b85{_PER_CENT}": "a misquoted 2018 forecast",
}
"""pattern → why the figure is not used anywhere"""
_BANNED = {re.compile(pattern, re.IGNORECASE): why for pattern, why in DO_NOT_USE.items()}
_UNVERIFIED = re.compile(r"\bUNVERIFIED\b|\[U\]")


def figures(subject: Subject) -> Iterator[Remark]:
    """Zombie figures and unverified claims, in every text there is."""
    for key, inner, text in texts(subject):
        for pattern, why in _BANNED.items():
            if found := pattern.search(text):
                message = f"'{found.group()}' is a figure that must not be used: {why}; delete it"
                yield subject.error(key, inner, message, "do-not-use")
        if found := _UNVERIFIED.search(text):
            message = f"'{found.group()}': state only what was verified, or leave it out"
            yield subject.error(key, inner, message, "unverified")


def texts(subject: Subject) -> Iterator[tuple[Key, Address, str]]:
    """Every text of the library with its place."""
    for instrument in subject.library.instruments:
        yield ("instrument", instrument.id), ("purpose",), instrument.purpose
    for key, value in _holders(subject):
        yield from _inside(key, (), value)
    for one in subject.library.translations:
        name = f"{one.instrument}.{one.language}"
        for text_key, text in one.texts.items():
            yield ("translation", name), ("texts", text_key), text


def _holders(subject: Subject) -> Iterator[tuple[Key, object]]:
    """Everything that has an id and texts."""
    evidence = subject.library.evidence
    for instrument in subject.library.instruments:
        yield from ((("item", item.id), item) for item in instrument.items)
        yield from ((("section", part.id), part) for part in instrument.sections)
        yield from ((("scale", part.id), part) for part in instrument.scales)
        yield from ((("defect type", part.id), part) for part in instrument.defects)
    yield from ((("source", entry.id), entry) for entry in evidence.sources)
    yield from ((("base rate", entry.id), entry) for entry in evidence.base_rates)
    yield from ((("outcome", entry.id), entry) for entry in evidence.outcomes)
    yield from ((("factor", entry.id), entry) for entry in evidence.factors)
    yield from ((("gate", entry.id), entry) for entry in evidence.gates)
    yield from ((("benchmark", entry.id), entry) for entry in evidence.benchmarks)
    yield from ((("action", entry.id), entry) for entry in evidence.actions)
    yield from ((("framework", entry.id), entry) for entry in evidence.frameworks)


def _inside(key: Key, inner: Address, value: object) -> Iterator[tuple[Key, Address, str]]:
    if isinstance(value, str):
        yield key, inner, value
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _inside(key, (*inner, index), part)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _inside(key, (*inner, part.name), getattr(value, part.name))
