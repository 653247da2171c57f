"""YAML → plain data, with the line of every node, and nothing that could harm the reader.

The reader works on the parser's events, so depth and expanded size are bounded before anything
is built.  Only mappings, lists, texts, numbers, booleans and nulls exist: no tags, no merge keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from assess.content.scalars import Plain, read_plain
from assess.model.errors import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = 2_000_000
"""bytes"""
LARGEST_EXPANSION = 8_000_000
"""characters and nodes after aliases are expanded"""
DEEPEST = 40
"""nested lists and mappings"""

Address = tuple[str | int, ...]

_Event = Any  # the parser ships no useful types for its events
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_HINTS = {
    "mapping values are not allowed in this context": "a text that contains ': ' needs quotes",
    "found character that cannot start any token": (
        "indent with spaces, never tabs, and quote a text that begins with @, ` or %"
    ),
    "found a tab character where an indentation space is expected": "indent with spaces",
    "found unexpected end of stream": "a quotation mark is not closed",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "did not find expected key": (
        "check the indentation and quotes: a text that begins with a quote must end with it"
    ),
    "did not find expected '-' indicator": "a list goes on with '- '; check the indentation",
    "did not find expected ',' or ']'": "a list in brackets is not closed",
    "did not find expected ',' or '}'": "a mapping in braces is not closed",
    "did not find expected node content": "a list in brackets is not closed",
    "did not find expected alphabetic or numeric character": (
        "a text that begins with * or & needs quotes"
    ),
}


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: its data, the line of every node and the spelling of unquoted scalars."""

    file: str
    data: Any
    lines: dict[Address, int] = field(default_factory=dict)
    spellings: dict[Address, str] = field(default_factory=dict)
    """address → what was written, for unquoted scalars that are no text (No, 1.0, ~)"""
    problems: tuple[Problem, ...] = ()

    def line(self, address: Address) -> int:
        """Line of the node at this address, or of its nearest ancestor that was written."""
        for length in range(len(address), -1, -1):
            if (line := self.lines.get(address[:length])) is not None:
                return line
        return 1

    def problem(self, address: Address, message: str, rule: str) -> Problem:
        """A problem at the line of this address."""
        return Problem(self.file, self.line(address), message, rule)


class _RefusedError(Exception):
    """Reading stops here."""

    def __init__(self, line: int, message: str, rule: str = "yaml") -> None:
        self.line = line
        self.message = message
        self.rule = rule
        super().__init__(message)


def read_document(path: Path, shown: str = "") -> Document:
    """Read one YAML file.

    `shown` is the name used in messages.  Raises ContentError when the file cannot be read at
    all; problems that leave the rest readable (duplicate keys) are in the document.
    """
    file = shown or path.as_posix()
    try:
        return read_text(_decode(_bytes(path)), file)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise ContentError((Problem(file, 1, message, "yaml"),)) from error
    except _RefusedError as refused:
        problem = Problem(file, refused.line, refused.message, refused.rule)
        raise ContentError((problem,)) from refused


def read_text(text: str, file: str) -> Document:
    """Read YAML from a string; errors as in `read_document`."""
    try:
        return _Composer(text, file).document()
    except _RefusedError as refused:
        problem = Problem(file, refused.line, refused.message, refused.rule)
        raise ContentError((problem,)) from refused


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_FILE:
        raise _RefusedError(1, f"the file is larger than {LARGEST_FILE:,} bytes; split it")
    return path.read_bytes()


def _decode(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _RefusedError(1, "the file is UTF-16; save it as UTF-8", "encoding")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = raw[error.start]
        message = f"byte 0x{byte:02x} is not UTF-8; save the file with encoding UTF-8"
        raise _RefusedError(line, message, "encoding") from error


@dataclass(frozen=True, slots=True)
class _Anchored:
    """What an alias stands for, with its expanded size and its depth."""

    value: object
    weight: int
    depth: int


class _Composer:
    """Builds data and line numbers from parser events."""

    def __init__(self, text: str, file: str) -> None:
        if (found := _UNPRINTABLE.search(text)) is not None:
            line = text.count("\n", 0, found.start()) + 1
            message = f"control character {ord(found.group()):#04x}; delete it"
            raise _RefusedError(line, message, "encoding")
        self.file = file
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self.lines: dict[Address, int] = {}
        self.spellings: dict[Address, str] = {}
        self.problems: list[Problem] = []
        self.anchors: dict[str, _Anchored] = {}
        self.size = 0
        self.deepest = 0

    def document(self) -> Document:
        self.expect(yaml.StreamStartEvent)
        if isinstance(self.next(), yaml.StreamEndEvent):
            raise _RefusedError(1, "the file is empty; write a mapping of keys and values")
        data = self.node(self.next(), ())
        self.expect(yaml.DocumentEndEvent)
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            message = "a second document begins here; keep one document per file"
            raise _RefusedError(after.start_mark.line + 1, message)
        return Document(self.file, data, self.lines, self.spellings, tuple(self.problems))

    def next(self) -> _Event:
        try:
            return next(self.events)
        except yaml.MarkedYAMLError as error:
            raise _RefusedError(*_explain(error)) from error
        except yaml.YAMLError as error:
            raise _RefusedError(1, f"this is not YAML: {error}") from error

    def expect(self, kind: type[Any]) -> None:
        event = self.next()
        if not isinstance(event, kind):
            raise _RefusedError(1, "this is not one YAML document")

    def node(self, event: _Event, address: Address) -> object:
        line = event.start_mark.line + 1
        self.lines.setdefault(address, line)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(str(event.anchor), line, len(address))
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(line, f"the tag {event.tag} is not allowed; quote the text")
        self.sink(len(address), line)
        before, outer, self.deepest = self.size, self.deepest, len(address)
        value = self.value(event, address, line)
        if event.anchor is not None:
            depth = self.deepest - len(address)
            self.anchors[event.anchor] = _Anchored(value, self.size - before, depth)
        self.deepest = max(outer, self.deepest)
        return value

    def value(self, event: _Event, address: Address, line: int) -> object:
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(address)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(address)
        self.grow(len(event.value) + 1, line)
        if not event.implicit[0]:
            return event.value
        value = read_plain(event.value)
        if isinstance(value, Plain):
            raise _RefusedError(line, value.problem)
        if not isinstance(value, str):
            self.spellings[address] = event.value
        return value

    def sequence(self, address: Address) -> list[object]:
        found: list[object] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            found.append(self.node(event, (*address, len(found))))
        return found

    def mapping(self, address: Address) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            key = self.key(event, line)
            inner = (*address, key)
            if key in found:
                first = self.lines[inner]
                message = f"the key '{key}' is already on line {first}; delete or rename one"
                self.problems.append(Problem(self.file, line, message, "duplicate-key"))
                inner = (*inner, "(again)")
            self.lines[inner] = line
            value = self.node(self.next(), inner)
            found.setdefault(key, value)
        return found

    def key(self, event: _Event, line: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _RefusedError(line, "a key must be a text; quote it")
        self.grow(len(event.value) + 1, line)
        key: str = event.value
        if event.implicit[0] and key == "<<":
            raise _RefusedError(line, "merge keys (<<) are not supported; write the keys out")
        if event.implicit[0] and not isinstance(read_plain(key), str):
            message = f'the key {key} is read as a number or boolean; write "{key}" in quotes'
            self.problems.append(Problem(self.file, line, message, "quote"))
        return key

    def alias(self, name: str, line: int, level: int) -> object:
        if name not in self.anchors:
            raise _RefusedError(
                line, f"*{name} has no &{name} before it; quote a text that begins with *"
            )
        anchored = self.anchors[name]
        self.grow(anchored.weight + 1, line)
        self.sink(level + anchored.depth, line)
        return anchored.value

    def sink(self, level: int, line: int) -> None:
        self.deepest = max(self.deepest, level)
        if level > DEEPEST:
            raise _RefusedError(line, f"more than {DEEPEST} levels of nesting; flatten this")

    def grow(self, amount: int, line: int) -> None:
        self.size += amount
        if self.size > LARGEST_EXPANSION:
            raise _RefusedError(line, "aliases make this file too large; write the values out")


def _explain(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    mark = error.problem_mark or error.context_mark
    line = 1 if mark is None else mark.line + 1
    problem = error.problem or "this is not YAML"
    hint = next((hint for known, hint in _HINTS.items() if known in problem), "")
    begun = error.context_mark
    since = "" if begun is None or begun.line + 1 == line else f" (begun on line {begun.line + 1})"
    return line, f"{problem}{since}" + (f"; {hint}" if hint else "")
