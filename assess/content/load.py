"""Loads instruments and whole libraries, or says everything that is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from assess.content.documents import digest
from assess.content.gather import Gathered, gather, gather_alone
from assess.content.rules import answers, conditions, formats, links
from assess.content.subject import Subject
from assess.model.errors import ContentError, NotFoundError, Problem
from assess.model.evidence import Content, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from assess.model.instrument import Instrument, Translation


_ESSENTIAL = (
    formats.ids,
    links.links_inside,
    answers.rating_bounds,
    answers.number_and_text_bounds,
    answers.options,
    conditions.forms,
)


@dataclass(frozen=True, slots=True)
class Library:
    """All content of one directory, checked for format, with digests."""

    instruments: tuple[Instrument, ...]
    evidence: Evidence
    translations: tuple[Translation, ...]
    digests: Mapping[str, str]
    """instrument id → digest"""

    def instrument(self, instrument_id: str) -> Instrument:
        """The instrument with this id; NotFoundError names those there are."""
        for instrument in self.instruments:
            if instrument.id == instrument_id:
                return instrument
        known = ", ".join(instrument.id for instrument in self.instruments) or "none"
        raise NotFoundError(f"There is no instrument '{instrument_id}'. There are: {known}.")

    def translation(self, instrument_id: str, language: str) -> Translation | None:
        """The translation of an instrument into a language, if there is one."""
        for translation in self.translations:
            if (translation.instrument, translation.language) == (instrument_id, language):
                return translation
        return None

    def content(self, instruments: Iterable[Instrument] | None = None) -> Content:
        """What `evaluate` reads: these instruments (all of them by default) and the evidence.

        Pass the pinned copies of a running assessment, which may be older than the library's.
        """
        chosen = self.instruments if instruments is None else tuple(instruments)
        return Content(instruments=chosen, evidence=self.evidence)


def load_library(root: Path) -> Library:
    """Load a directory of questionnaires.

    Raises ContentError with every problem of format when there is any; dead links and the rest
    of the lint are left to `check`.
    """
    if not root.is_dir():
        message = "there is no such directory; give the directory that holds instruments/"
        raise ContentError((Problem(root.as_posix(), 1, message, "format"),))
    return library_of(gather(root))


def load_instrument(path: Path) -> Instrument:
    """Load one instrument from its directory or its single file.

    Raises ContentError with every problem of format, and with what would keep the instrument
    from being asked or scored: unknown scales and sections, missing bounds, malformed conditions.
    """
    if not path.exists():
        message = "there is no such file or directory"
        raise ContentError((Problem(path.as_posix(), 1, message, "format"),))
    gathered = gather_alone(path, path.parent)
    _refuse(gathered)
    if len(gathered.instruments) != 1:
        message = "this is no instrument: it needs the keys id, version, title and items"
        raise ContentError((Problem(path.as_posix(), 1, message, "format"),))
    subject = Subject(tolerant_library(gathered), gathered.places)
    remarks = [remark for rule in _ESSENTIAL for remark in rule(subject)]
    if wrong := [remark.problem for remark in remarks if remark.serious]:
        raise ContentError(tuple(sorted(wrong)))
    return gathered.instruments[0]


def library_of(gathered: Gathered) -> Library:
    """The library of what was gathered; ContentError when any of it is wrong."""
    _refuse(gathered)
    return tolerant_library(gathered)


def tolerant_library(gathered: Gathered) -> Library:
    """The library of all that is valid, whatever else is wrong."""
    instruments = tuple(gathered.instruments)
    return Library(
        instruments,
        evidence_of(gathered),
        tuple(gathered.translations),
        MappingProxyType({instrument.id: digest(instrument) for instrument in instruments}),
    )


def evidence_of(gathered: Gathered) -> Evidence:
    """The evidence base with its digest, which does not depend on files or their order."""
    kept = {key: tuple(entries) for key, entries in gathered.collections.items()}
    frameworks = tuple(gathered.frameworks)
    evidence = Evidence(version=gathered.version, digest="", frameworks=frameworks, **kept)
    ordered = {
        key: sorted(entries, key=lambda entry: entry.id)
        for key, entries in (*kept.items(), ("frameworks", frameworks))
    }
    return replace(evidence, digest=digest({"version": gathered.version, **ordered}))


def _refuse(gathered: Gathered) -> None:
    if gathered.problems:
        raise ContentError(tuple(sorted(gathered.problems)))
