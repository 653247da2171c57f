"""The languages a questionnaire can be answered in, and its instruments in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.content.translate import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.content.load import Library
    from assess.model.instrument import Audience, Instrument, Translation


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The language of a sitting, and those it could be in."""

    language: str
    offered: tuple[str, ...]


def choose_language(
    instruments: Sequence[Instrument],
    audience: Audience,
    library: Library,
    preferred: Sequence[str],
) -> LanguageChoice:
    """Return the first preferred language that is on offer, or else the instruments' own.

    On offer is a language in which everything that this audience is always asked exists for the
    pinned versions.  A module that lacks it is asked in its own language, and says so.
    """
    asked = [
        instrument
        for instrument in instruments
        if instrument.shown_if is None
        and any(audience in item.audience for item in instrument.items)
    ]
    own = asked[0].language if asked else "en"
    common = set.intersection(*(_known(one, library) for one in asked)) if asked else set()
    offered = (own, *sorted(common - {own}))
    chosen = next((language for language in preferred if language in offered), own)
    return LanguageChoice(chosen, offered)


def in_language(instrument: Instrument, library: Library, language: str) -> Instrument:
    """Return a pinned instrument in a language, or as it is where no translation fits it.

    A translation fits the version it was made for and no other.
    """
    translation = library.translation(instrument.id, language)
    if translation is None or not _fits(translation, instrument):
        return instrument
    known = _TRANSLATED.get((id(instrument), id(translation)))
    if known is None:
        known = (instrument, translation, translate(instrument, translation))
        _TRANSLATED[(id(instrument), id(translation))] = known
    return known[2]


_TRANSLATED: dict[tuple[int, int], tuple[Instrument, Translation, Instrument]] = {}
"""kept for the life of the process, like the pinned instruments; holding both originals keeps
their identities from being given to other objects"""


def _known(instrument: Instrument, library: Library) -> set[str]:
    translated = {t.language for t in library.translations if _fits(t, instrument)}
    return {instrument.language, *translated}


def _fits(translation: Translation, instrument: Instrument) -> bool:
    return (translation.instrument, translation.version) == (instrument.id, instrument.version)
