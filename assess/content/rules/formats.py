"""Forms of ids, versions, dates and short headings."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.reader import Address
    from assess.content.subject import Key, Remark, Subject

_ID = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")

SHORT = {"scale": 14, "factor": 24}
"""characters that fit, by noun"""


def is_date(text: str) -> bool:
    """True for an ISO date (YYYY-MM-DD)."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def ids(subject: Subject) -> Iterator[Remark]:
    """Ids are letters, digits, dots, hyphens and underscores."""
    for noun, name in subject.places.known:
        if not _ID.fullmatch(name):
            message = f"'{name}' is no id; use letters, digits, '.', '-' and '_' only"
            yield subject.error((noun, name), ("id",), message, "id")


def versions_and_languages(subject: Subject) -> Iterator[Remark]:
    """Versions are three numbers; languages are codes such as en, de, pt-BR."""
    for instrument in subject.library.instruments:
        key = ("instrument", instrument.id)
        if not _VERSION.fullmatch(instrument.version):
            message = f"version '{instrument.version}' must be three numbers, such as 1.0.0"
            yield subject.error(key, ("version",), message, "version")
        if not _LANGUAGE.fullmatch(instrument.language):
            message = f"language '{instrument.language}' must be a code such as en, de, pt-BR"
            yield subject.error(key, ("language",), message, "language")
    for one in subject.library.translations:
        if not _LANGUAGE.fullmatch(one.language):
            message = f"language '{one.language}' must be a code such as en, de, pt-BR"
            key = ("translation", f"{one.instrument}.{one.language}")
            yield subject.error(key, ("language",), message, "language")


def dates(subject: Subject) -> Iterator[Remark]:
    """Dates are ISO dates, and a date a thing was checked on is not in the future."""
    for key, inner, text in _dates(subject):
        if not is_date(text):
            message = f"'{text}' must be a date written YYYY-MM-DD"
            yield subject.error(key, inner, message, "date")
        elif subject.today is not None and text > subject.today.isoformat():
            message = f"checked on {text}, which is still to come; write the day it was checked"
            yield subject.error(key, inner, message, "date")


def _dates(subject: Subject) -> Iterator[tuple[Key, Address, str]]:
    evidence = subject.library.evidence
    for instrument in subject.library.instruments:
        if instrument.checked:
            yield ("instrument", instrument.id), ("checked",), instrument.checked
    for source in evidence.sources:
        if source.checked:
            yield ("source", source.id), ("checked",), source.checked
    for framework in evidence.frameworks:
        yield ("framework", framework.id), ("checked",), framework.checked


def short_headings(subject: Subject) -> Iterator[Remark]:
    """Headings for narrow columns fit them."""
    for instrument in subject.library.instruments:
        for scale in instrument.scales:
            yield from _short(subject, ("scale", scale.id), scale.title, scale.short)
    for factor in subject.library.evidence.factors:
        yield from _short(subject, ("factor", factor.id), factor.title, factor.short)


def _short(subject: Subject, key: Key, title: str, short: str) -> Iterator[Remark]:
    limit = SHORT[key[0]]
    if len(short) > limit:
        message = f"'{short}' has {len(short)} characters; at most {limit} fit"
        yield subject.error(key, ("short",), message, "short")
    elif not short and len(title) > limit:
        message = f"the title has {len(title)} characters; add 'short' (at most {limit})"
        yield subject.warning(key, (), message, "short")


def blank_texts(subject: Subject) -> Iterator[Remark]:
    """A required text must say something."""
    for item in subject.items():
        for field in ("text", "title", "evidence", "task", "constraint", "output", "explanation"):
            if getattr(item, field, "x").strip() == "":
                message = f"'{field}' is blank; write the text"
                yield subject.error(("item", item.id), (field,), message, "blank")


def audiences(subject: Subject) -> Iterator[Remark]:
    """An item without an audience is put to nobody."""
    for item in subject.items():
        if not item.audience:
            message = "the audience is empty, so nobody is asked; name at least one"
            yield subject.error(("item", item.id), ("audience",), message, "unreachable")
