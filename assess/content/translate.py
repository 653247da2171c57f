"""An instrument in another language; what is not translated stays English, visibly."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from assess.model.instrument import Carrier, JudgementItem, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from assess.model.instrument import Instrument, Item, Translation

ITEM_TEXTS = (
    "title",
    "text",
    "help",
    "levels",
    "labels",
    "evidence",
    "basis",
    "unit",
    "task",
    "constraint",
    "output",
    "options",
    "reasons",
    "explanation",
    "settles",
)
_PART_TEXTS = ("title", "intro", "description", "short", "evidence")
_PARTS = (("section", "sections"), ("scale", "scales"), ("defect", "defects"))
_IN_WORDS = frozenset({Carrier.SUMMARY, Carrier.ARCHITECTURE, Carrier.DATA})
"""carriers whose output is prose, so that it is translated too"""


def texts_of(instrument: Instrument) -> dict[str, str]:
    """Every text of an instrument under its translation key, blank ones left out.

    Keys: ``title``, ``purpose``, ``section.ID.title``, ``scale.ID.short``, ``ITEM.text``,
    ``ITEM.levels.0``, ``ITEM.labels.0``, ``ITEM.options.VALUE``, ``ITEM.reasons.VALUE`` and
    ``ITEM.options.VALUE.help``.
    """
    found: dict[str, str] = {}

    def keep(key: str, text: str) -> str:
        found[key] = text
        return text

    _rewritten(instrument, keep)
    return {key: text for key, text in found.items() if text.strip()}


def optional_texts(instrument: Instrument) -> frozenset[str]:
    """Keys that may be missing without a warning: code, and quoted passages of sources."""
    return frozenset(
        key
        for item in instrument.items
        if isinstance(item, JudgementItem)
        for key in (f"{item.id}.settles", *_code_key(item))
    )


def _code_key(item: JudgementItem) -> Iterator[str]:
    if item.carrier not in _IN_WORDS:
        yield f"{item.id}.output"


def missing_texts(instrument: Instrument, translation: Translation) -> tuple[str, ...]:
    """Keys that fall back to the instrument's own language, in the instrument's order."""
    optional = optional_texts(instrument)
    return tuple(
        key
        for key in texts_of(instrument)
        if key not in optional and not translation.texts.get(key, "").strip()
    )


def translate(instrument: Instrument, translation: Translation) -> Instrument:
    """The instrument with its texts replaced; ids, values and keys stay, and so does the version.

    Texts without a translation stay in the instrument's own language; `missing_texts` names
    them, so that a page can mark them.
    """
    texts: Mapping[str, str] = translation.texts

    def swap(key: str, text: str) -> str:
        found = texts.get(key, "")
        return found if found.strip() else text

    return replace(_rewritten(instrument, swap), language=translation.language)


def _rewritten(instrument: Instrument, swap: Callable[[str, str], str]) -> Instrument:
    changes: dict[str, Any] = {
        "title": swap("title", instrument.title),
        "purpose": swap("purpose", instrument.purpose),
        "items": tuple(_item(item, swap) for item in instrument.items),
    }
    for noun, field in _PARTS:
        changes[field] = tuple(
            _texts(part, f"{noun}.{part.id}", _PART_TEXTS, swap)
            for part in getattr(instrument, field)
        )
    return replace(instrument, **changes)


def _item(item: Item, swap: Callable[[str, str], str]) -> Item:
    rewritten: Item = _texts(item, item.id, ITEM_TEXTS, swap)
    return rewritten


def _texts(
    part: Any,  # noqa: ANN401 - any dataclass of an instrument
    prefix: str,
    names: tuple[str, ...],
    swap: Callable[[str, str], str],
) -> Any:  # noqa: ANN401
    assert is_dataclass(part)  # noqa: S101 - narrows for `fields`
    present = {field.name for field in fields(part)}
    changes = {
        name: _value(getattr(part, name), f"{prefix}.{name}", swap)
        for name in names
        if name in present
    }
    return replace(part, **changes)  # type: ignore[type-var]


def _value(value: object, key: str, swap: Callable[[str, str], str]) -> object:
    if isinstance(value, str):
        return swap(key, value)
    if isinstance(value, tuple):
        return tuple(_entry(entry, key, index, swap) for index, entry in enumerate(value))
    return value


def _entry(entry: object, key: str, index: int, swap: Callable[[str, str], str]) -> object:
    if isinstance(entry, Option):
        own = f"{key}.{entry.value}"
        return replace(entry, label=swap(own, entry.label), help=swap(f"{own}.help", entry.help))
    return swap(f"{key}.{index}", str(entry))
