"""What an unquoted scalar means: null, boolean, number or text.

Dates, times and numbers with leading zeros stay texts: no field holds a date object, and turning
``12:30`` into 750 has never helped an author.  As in YAML 1.1 a number with a fraction needs its
point and an exponent its sign, so that an id such as ``7e10`` stays a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"}
_FALSE = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_HUGE = re.compile(r"[-+]?[1-9][0-9]{18,}")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+][0-9]{1,3})?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(frozen=True, slots=True)
class Plain:
    """An unquoted scalar that means nothing usable."""

    problem: str


def read_plain(text: str) -> str | int | float | bool | Plain | None:
    """Value of an unquoted scalar."""
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NOT_FINITE.fullmatch(text) or _HUGE.fullmatch(text):
        return Plain(f'{text} is no usable number; write "{text}" in quotes or a finite number')
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
