"""Frozen copies: an instrument as plain data and back, and digests that survive reformatting."""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from assess.content.gather import gather_document
from assess.content.reader import Document
from assess.model.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assess.model.instrument import Instrument


def plain(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Plain data of a dataclass: lists, mappings, texts and numbers.

    Keys that hold their default are left out, so that a later version of the format, with more
    keys, gives an old document the same digest.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {
            part.name: plain(getattr(value, part.name))
            for part in fields(value)
            if getattr(value, part.name) != _default(part)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return value


def _default(part: Any) -> object:  # noqa: ANN401 - Field is generic in its default
    return part.default if part.default_factory is MISSING else part.default_factory()


def instrument_document(instrument: Instrument) -> dict[str, Any]:
    """The instrument as JSON-ready data; what a running assessment pins."""
    document: dict[str, Any] = plain(instrument)
    return document


def instrument_from_document(document: Mapping[str, Any]) -> Instrument:
    """The instrument of a pinned copy.  Raises ContentError when the copy is not usable."""
    gathered = gather_document(Document("pinned copy", dict(document)))
    if gathered.problems:
        raise ContentError(tuple(gathered.problems))
    return gathered.instruments[0]


def digest(value: object) -> str:
    """SHA-256 over canonical JSON (sorted keys, no spaces, UTF-8) of plain data, hexadecimal."""
    text = json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
