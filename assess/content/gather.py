"""Reads every file of a library, keeps what is valid and collects what is not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from assess.content.places import Places
from assess.content.reader import Document, read_document
from assess.content.schema import validate
from assess.model.errors import ContentError, Problem
from assess.model.evidence import (
    Action,
    BaseRate,
    Benchmark,
    Framework,
    Gate,
    Outcome,
    RiskFactor,
    Source,
)
from assess.model.instrument import Instrument, Item, Translation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assess.content.reader import Address

FOLDERS = ("instruments", "evidence", "actions", "frameworks", "translations")
COLLECTIONS: dict[str, tuple[str, type[Any]]] = {
    "sources": ("source", Source),
    "base_rates": ("base rate", BaseRate),
    "outcomes": ("outcome", Outcome),
    "factors": ("factor", RiskFactor),
    "gates": ("gate", Gate),
    "benchmarks": ("benchmark", Benchmark),
    "actions": ("action", Action),
}
"""key of the file → noun in messages, type of its entries"""


@dataclass(slots=True)
class Gathered:
    """What a library holds, as far as it can be read."""

    instruments: list[Instrument] = field(default_factory=list)
    collections: dict[str, list[Any]] = field(
        default_factory=lambda: {key: [] for key in COLLECTIONS}
    )
    frameworks: list[Framework] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    version: str = ""
    places: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)

    def note(self, problems: Iterable[Problem | None]) -> None:
        """Keep the problems that are some."""
        self.problems.extend(problem for problem in problems if problem is not None)


def gather(root: Path, base: Path | None = None) -> Gathered:
    """Read the library under `root`; file names in messages are relative to `base`."""
    gathered = Gathered()
    files = _Files(gathered, base or root)
    for path in sorted((root / "instruments").glob("*")):
        if path.is_dir():
            _read_directory(files, path)
        elif path.suffix in {".yaml", ".yml"}:
            _read_single(files, path)
    for folder in ("evidence", "actions", "frameworks", "translations"):
        for path in _yaml_files(root / folder):
            read_loose(files, path)
    return gathered


def gather_alone(path: Path, base: Path) -> Gathered:
    """Read one file, or one instrument's directory, that belongs to no library."""
    gathered = Gathered()
    files = _Files(gathered, base)
    if path.is_dir() and (path / "instrument.yaml").exists():
        _read_directory(files, path)
    elif path.is_dir():
        for inner in _yaml_files(path):
            read_loose(files, inner)
    else:
        read_loose(files, path)
    return gathered


def gather_document(document: Document) -> Gathered:
    """Read one instrument that is already plain data."""
    gathered = Gathered()
    _read_head(gathered, document, [])
    return gathered


@dataclass(slots=True)
class _Files:
    gathered: Gathered
    base: Path

    def read(self, path: Path) -> Document | None:
        """The document when it is a mapping; problems are noted."""
        shown = path.relative_to(self.base) if path.is_relative_to(self.base) else path
        try:
            document = read_document(path, shown.as_posix())
        except ContentError as error:
            self.gathered.note(error.problems)
            return None
        self.gathered.note(document.problems)
        if not isinstance(document.data, dict):
            message = "the file must be a mapping of keys and values"
            self.gathered.note([document.problem((), message, "format")])
            return None
        return document


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"})


def read_loose(files: _Files, path: Path) -> None:
    """Read a file whose keys tell what it is."""
    if (document := files.read(path)) is None:
        files.gathered.places.incomplete.update(_nouns_of(path))
        return
    data = document.data
    if "requirements" in data:
        _read_one(files.gathered, document, Framework, "framework")
    elif "texts" in data:
        _read_one(files.gathered, document, Translation, "translation")
    elif "scales" in data or "sections" in data or "title" in data:
        _read_head(files.gathered, document, [])
    else:
        _read_collections(files.gathered, document)


def _nouns_of(path: Path) -> set[str]:
    """What an unreadable file may have held, by the folder it is in."""
    if path.parent.name == "frameworks":
        return {"framework", "requirement"}
    if path.parent.name == "translations":
        return {"translation"}
    if path.parent.name == "sources":
        return {"source"}
    return {noun for noun, _ in COLLECTIONS.values()}


def _read_one(gathered: Gathered, document: Document, kind: type[Any], noun: str) -> None:
    value, problems = validate(kind, document, ())
    gathered.note(problems)
    if value is None:
        gathered.places.incomplete.update({noun, "requirement"} if kind is Framework else {noun})
    elif isinstance(value, Framework):
        gathered.note([gathered.places.add("framework", value.id, document, ())])
        gathered.frameworks.append(value)
    else:
        name = f"{value.instrument}.{value.language}"
        gathered.note([gathered.places.add("translation", name, document, ())])
        gathered.translations.append(value)


def _read_collections(gathered: Gathered, document: Document) -> None:
    for key, entries in document.data.items():
        if key == "version":
            _read_version(gathered, document)
        elif key == "items":
            gathered.note(_read_items(gathered, document)[1])
        elif key not in COLLECTIONS:
            known = ", ".join(COLLECTIONS)
            message = f"unknown key '{key}'; a file of evidence holds one of {known}"
            gathered.note([document.problem((key,), message, "format")])
        elif not isinstance(entries, list):
            message = f"'{key}' must be a list: one '- id: …' per entry"
            gathered.note([document.problem((key,), message, "format")])
        else:
            _read_entries(gathered, document, key)


def _read_version(gathered: Gathered, document: Document) -> None:
    version = document.data["version"]
    if isinstance(version, str):
        gathered.version = version
        return
    message = f"'version' must be a text such as 1.0.0, but is {version}; quote it"
    gathered.note([document.problem(("version",), message, "quote")])


def _read_entries(gathered: Gathered, document: Document, key: str) -> None:
    noun, kind = COLLECTIONS[key]
    for index in range(len(document.data[key])):
        value, problems = validate(kind, document, (key, index))
        gathered.note(problems)
        if value is None:
            gathered.places.incomplete.add(noun)
            continue
        gathered.note([gathered.places.add(noun, value.id, document, (key, index))])
        gathered.collections[key].append(value)


def _read_directory(files: _Files, folder: Path) -> None:
    head = folder / "instrument.yaml"
    if not head.exists():
        message = "the directory of an instrument needs an instrument.yaml"
        files.gathered.note([Problem(folder.name, 1, message, "format")])
        return
    others = [path for path in _yaml_files(folder) if path != head]
    documents = [document for path in others if (document := files.read(path)) is not None]
    if (document := files.read(head)) is None or len(documents) < len(others):
        files.gathered.places.incomplete.update({"instrument", "item", "practice", "scale", "fact"})
    if document is not None:
        _read_head(files.gathered, document, documents)


def _read_single(files: _Files, path: Path) -> None:
    if (document := files.read(path)) is not None:
        _read_head(files.gathered, document, [])
    else:
        files.gathered.places.incomplete.update({"instrument", "item", "practice", "scale", "fact"})


def _read_head(gathered: Gathered, document: Document, others: list[Document]) -> None:
    """One instrument: the head without its items, then the items of every file."""
    head, problems = validate(Instrument, document, (), {**document.data, "items": []})
    gathered.note(problems)
    items: list[Any] = []
    for holder in (document, *others):
        found, wrong = _read_items(gathered, holder, alone=holder is not document)
        items.extend(found)
        gathered.note(wrong)
    if head is None:
        gathered.places.incomplete.update({"instrument", "scale", "section", "defect type"})
        return
    gathered.instruments.append(replace(head, items=tuple(items)))
    gathered.note([gathered.places.add("instrument", head.id, document, ())])
    for noun, key in (("section", "sections"), ("scale", "scales"), ("defect type", "defects")):
        for index, part in enumerate(getattr(head, key)):
            gathered.note([gathered.places.add(noun, part.id, document, (key, index))])


def _read_items(
    gathered: Gathered, document: Document, *, alone: bool = False
) -> tuple[list[Any], list[Problem]]:
    """Items of one file; `alone` for a file beside instrument.yaml, which holds nothing else."""
    entries = document.data.get("items", [])
    found: list[Any] = []
    problems = [
        document.problem((key,), f"unknown key '{key}'; this file holds only 'items'", "format")
        for key in document.data
        if alone and key != "items"
    ]
    if not isinstance(entries, list):
        problems.append(
            document.problem(("items",), "'items' must be a list: one '- kind: …' each", "format")
        )
        return found, problems
    for index in range(len(entries)):
        address: Address = ("items", index)
        item, wrong = validate(Item, document, address)
        problems.extend(wrong)
        if item is None:
            gathered.places.incomplete.update({"item", "practice", "fact"})
            continue
        if (taken := gathered.places.add("item", item.id, document, address)) is not None:
            problems.append(taken)
        found.append(item)
    return found, problems
