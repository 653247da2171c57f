"""JSON Schema of every kind of file, for editors: completion, hover texts, first checks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assess.content.gather import COLLECTIONS
from assess.content.schema import adapter
from assess.model.evidence import Framework
from assess.model.instrument import Instrument, Item, Translation

if TYPE_CHECKING:
    from pathlib import Path

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """File name → JSON Schema (draft 2020-12) of one kind of YAML file."""
    found = {
        "instrument.json": _instrument(),
        "items.json": _listed("items", Item, "Items of an instrument"),
        "framework.json": _whole(Framework, "Framework"),
        "translation.json": _whole(Translation, "Translation"),
        "releases.json": _listed("releases", dict[str, str], "Released versions"),
        "version.json": _version(),
    }
    for key, (noun, kind) in COLLECTIONS.items():
        found[f"{key}.json"] = _listed(key, kind, f"Evidence: every {noun}")
    return found


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema into a folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(text_of(schema), encoding="utf-8")
        written.append(path)
    return tuple(written)


def text_of(schema: dict[str, Any]) -> str:
    """The text of a schema file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _of(kind: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Schema of one type and the definitions it refers to."""
    schema = adapter(kind).json_schema()
    return schema, schema.pop("$defs", {})


def _listed(key: str, kind: object, title: str) -> dict[str, Any]:
    entry, definitions = _of(kind)
    return {
        "$schema": _DIALECT,
        "title": title,
        "type": "object",
        "properties": {key: {"type": "array", "items": entry}},
        "required": [key],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _whole(kind: object, title: str) -> dict[str, Any]:
    schema, definitions = _of(kind)
    return {"$schema": _DIALECT, **schema, "title": title, "$defs": definitions}


def _instrument() -> dict[str, Any]:
    """An instrument; its items may stand in other files of its directory."""
    schema = _whole(Instrument, "Instrument")
    item, definitions = _of(Item)
    schema["properties"]["items"] = {"type": "array", "items": item}
    schema["required"] = [key for key in schema["required"] if key != "items"]
    schema["$defs"] |= definitions
    return schema


def _version() -> dict[str, Any]:
    return {
        "$schema": _DIALECT,
        "title": "Version of the evidence base",
        "type": "object",
        "properties": {"version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"}},
        "required": ["version"],
        "additionalProperties": False,
    }
