"""Translations: of an instrument that exists, in its version, with known keys; gaps are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.content.translate import missing_texts, texts_of
from assess.content.wording import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.subject import Remark, Subject
    from assess.model.instrument import Instrument, Translation

NAMED = 5
"""missing keys named in one warning"""


def translations(subject: Subject) -> Iterator[Remark]:
    """Everything wrong with the translations."""
    by_id = {instrument.id: instrument for instrument in subject.library.instruments}
    for one in subject.library.translations:
        key = ("translation", f"{one.instrument}.{one.language}")
        instrument = by_id.get(one.instrument)
        if instrument is None:
            message = f"there is no instrument '{one.instrument}'{closest(one.instrument, by_id)}"
            yield subject.missing("instrument", key, ("instrument",), message)
            continue
        yield from _against(subject, instrument, one)


def _against(subject: Subject, instrument: Instrument, one: Translation) -> Iterator[Remark]:
    key = ("translation", f"{one.instrument}.{one.language}")
    if one.language == instrument.language:
        message = f"'{one.language}' is the instrument's own language; choose another"
        yield subject.error(key, ("language",), message, "translation")
    if one.version != instrument.version:
        message = (
            f"made for version {one.version}, but the instrument is {instrument.version};"
            " look through the changes, then raise this version"
        )
        yield subject.error(key, ("version",), message, "translation-version")
    known = texts_of(instrument)
    for text_key in one.texts:
        if text_key not in known and "item" not in subject.places.incomplete:
            message = f"'{instrument.id}' has no text '{text_key}'{closest(text_key, known)}"
            yield subject.error(key, ("texts", text_key), message, "translation-key")
    if missing := missing_texts(instrument, one):
        more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
        message = (
            f"{len(missing)} of {len(known)} texts fall back to {instrument.language}:"
            f" {', '.join(missing[:NAMED])}{more}"
        )
        yield subject.warning(key, ("texts",), message, "translation-missing")
