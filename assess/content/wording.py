"""A validator's error in plain words: what is wrong and what would be right."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_QUOTED = re.compile(r"'([^']*)'")


def closest(word: str, known: Iterable[str]) -> str:
    """ ", did you mean 'x'?" when a known word is near, else the known words when they are few."""
    words = sorted(known)
    if near := get_close_matches(word, words, n=1, cutoff=0.6):
        return f", did you mean '{near[0]}'?"
    if 0 < len(words) <= 16:
        return "; known are " + ", ".join(words)
    return ""


def listed(words: Iterable[str]) -> str:
    """``a, b or c``."""
    items = list(words)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " or " + items[-1]


def in_words(error: Mapping[str, Any], spelling: str | None, keys: tuple[str, ...]) -> str:
    """One error as a sentence.

    `spelling` is what was written when the value is unquoted and no text; `keys` are the keys
    known at the place of the error.
    """
    loc = error["loc"]
    name = _name(loc)
    write = _WORDS.get(error["type"])
    if write is not None:
        return write(name, error, spelling, keys)
    return f"{name}: {error['msg'][0].lower()}{error['msg'][1:]}"


def _name(loc: tuple[str | int, ...]) -> str:
    if not loc:
        return "this entry"
    last = loc[-1]
    if isinstance(last, int) and len(loc) > 1:
        return f"entry {last + 1} of '{loc[-2]}'"
    return f"'{last}'" if isinstance(last, str) else f"entry {last + 1}"


def _written(value: object, spelling: str | None) -> str:
    if spelling is not None:
        return spelling or "nothing"
    if isinstance(value, str):
        return f"the text '{value if len(value) <= 40 else value[:37] + '…'}'"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else str(value)


def _missing(name: str, error: Mapping[str, Any], _spelling: str | None, _keys: object) -> str:
    loc = error["loc"]
    if isinstance(loc[-1], int):
        return f"{name} is missing: the list is too short"
    return f"the key {name} is missing"


def _unknown(name: str, _error: object, _spelling: str | None, keys: tuple[str, ...]) -> str:
    if " " in name:
        return f"unknown key {name}; in braces, quote a text that contains a comma"
    return f"unknown key {name}" + closest(name.strip("'"), keys)


def _string(name: str, error: Mapping[str, Any], spelling: str | None, _keys: object) -> str:
    value = error["input"]
    if value is None:
        return f"{name} is empty; write a text, or leave the key out where it may be left out"
    if isinstance(value, bool):
        word = spelling or str(value).lower()
        return f'{name} must be a text, but {word} is read as a boolean; write "{word}" in quotes'
    if isinstance(value, int | float):
        word = spelling or str(value)
        return f'{name} must be a text, but {word} is read as a number; write "{word}" in quotes'
    if isinstance(value, dict):
        return f"{name} must be a text, but is a mapping; quote a text that contains ': '"
    return f"{name} must be a text, but is {_written(value, spelling)}"


def _wanted(what: str) -> Callable[[str, Mapping[str, Any], str | None, object], str]:
    def write(name: str, error: Mapping[str, Any], spelling: str | None, _keys: object) -> str:
        return f"{name} must be {what}, but is {_written(error['input'], spelling)}"

    return write


def _choice(name: str, error: Mapping[str, Any], spelling: str | None, _keys: object) -> str:
    expected = _QUOTED.findall(error["ctx"]["expected"])
    value = error["input"]
    hint = closest(value, expected) if isinstance(value, str) else ""
    near = hint if "did you mean" in hint else ""
    return f"{name} must be {listed(expected)}, but is {_written(value, spelling)}{near}"


def _kind(_name: str, error: Mapping[str, Any], _spelling: str | None, _keys: object) -> str:
    tags = _QUOTED.findall(error["ctx"].get("expected_tags", ""))
    if tag := error["ctx"].get("tag"):
        return f"'kind' must be {listed(tags)}, but is '{tag}'{_near(str(tag), tags)}"
    return "the key 'kind' is missing: one of rating, practice, judgement, choice, number, text"


def _near(word: str, known: list[str]) -> str:
    hint = closest(word, known)
    return hint if "did you mean" in hint else ""


def _too_long(name: str, error: Mapping[str, Any], _spelling: str | None, _keys: object) -> str:
    context = error["ctx"]
    return f"{name} must have {context['max_length']} entries, but has {context['actual_length']}"


_WORDS: dict[str, Callable[[str, Mapping[str, Any], str | None, tuple[str, ...]], str]] = {
    "missing": _missing,
    "unexpected_keyword_argument": _unknown,
    "extra_forbidden": _unknown,
    "string_type": _string,
    "int_type": _wanted("a whole number (no quotes)"),
    "int_from_float": _wanted("a whole number"),
    "float_type": _wanted("a number (no quotes)"),
    "bool_type": _wanted("true or false (no quotes)"),
    "tuple_type": _wanted("a list: one '- …' per line, or [a, b]"),
    "list_type": _wanted("a list: one '- …' per line, or [a, b]"),
    "dict_type": _wanted("a mapping of keys and values"),
    "dataclass_type": _wanted("a mapping of keys and values"),
    "enum": _choice,
    "literal_error": _choice,
    "union_tag_invalid": _kind,
    "union_tag_not_found": _kind,
    "too_long": _too_long,
}
