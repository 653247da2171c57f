"""Gettext catalogues: one .po a language, read when the app starts; nothing is compiled to disk."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel.messages.catalog import Catalog

FOLDER = Path(__file__).parent / "locale"
FILE = "LC_MESSAGES/messages.po"
SOURCE = "en"
"""the language of the msgids"""


@cache
def translations() -> Mapping[str, Translations]:
    """Return language → its texts, for every language with a catalogue."""
    return MappingProxyType({code: _translations(read(code)) for code in _codes()})


def languages() -> tuple[str, ...]:
    """Return the languages that pages can speak, the source first."""
    return (SOURCE, *translations())


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it is written."""
    with (FOLDER / language / FILE).open("rb") as file:
        return read_po(file, locale=language)


def _codes() -> list[str]:
    return sorted(path.parent.parent.name for path in FOLDER.glob(f"*/{FILE}"))


def _translations(catalog: Catalog) -> Translations:
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)
