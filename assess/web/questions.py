"""What the question macros draw: finished values, made from an item and what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Widget = Literal["radios", "pair", "confidence", "number", "text"]


@dataclass(frozen=True, slots=True)
class OptionView:
    """One radio."""

    id: str
    value: str
    label: str
    help: str = ""
    checked: bool = False
    apart: bool = False
    """set off from the others: "don't know", "not applicable" """


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field with everything its macro shows."""

    widget: Widget
    id: str
    name: str
    legend: str
    hint: str = ""
    error: str = ""
    options: tuple[OptionView, ...] = ()
    value: str = ""
    unit: str = ""
    longest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VignetteView:
    """An AI's output as it is shown."""

    carrier: str
    is_code: bool
    wrap: bool
    task: str
    constraint: str
    output: str
    language: str = ""
    """of the output, where it is not the page's"""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One item on a screen: one field, or the four of a judgement."""

    id: str
    name: str
    """stem of its field names; says nothing about the key of a vignette"""
    fields: tuple[FieldView, ...]
    notes: tuple[tuple[str, str], ...] = ()
    """(what it is, text)"""
    topic: str = ""
    """what it belongs to, on a screen of several topics"""
    topic_intro: str = ""
    """said once, above the first question of the topic"""
    clearable: bool = True
    vignette: VignetteView | None = None

    @property
    def error(self) -> str:
        """The first error of its fields."""
        return next((field.error for field in self.fields if field.error), "")
