"""Which values answer which item, and how a value is written as a document."""

from __future__ import annotations

from typing import Any

from assess.model.answers import Act, AnswerValue, Judgement, Special
from assess.model.instrument import (
    ChoiceItem,
    Instrument,
    Item,
    JudgementItem,
    NumberItem,
    PracticeItem,
    RatingItem,
    TextItem,
)

CONFIDENCES = (50, 60, 70, 80, 90, 100)
"""per cent; the steps offered on the page"""


def problem_with(item: Item, value: AnswerValue, instrument: Instrument) -> str:
    """Return what is wrong with a value as an answer to an item; empty when it is one."""
    match item:
        case RatingItem():
            scale = instrument.scale(item.scale)
            return _out_of_bounds(value, scale.minimum or 0, scale.maximum or 0)
        case PracticeItem():
            return _practice_problem(item, value)
        case JudgementItem():
            return _judgement_problem(item, value)
        case ChoiceItem():
            known = {option.value for option in item.options}
            return "" if value in known else f"choose one of: {', '.join(sorted(known))}"
        case NumberItem():
            return _out_of_bounds(value, item.minimum, item.maximum)
        case TextItem():
            return _text_problem(item, value)


def _out_of_bounds(value: AnswerValue, low: int, high: int) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return (
        "" if whole and low <= int(str(value)) <= high else f"give a whole number {low} to {high}"
    )


def _practice_problem(item: PracticeItem, value: AnswerValue) -> str:
    if value == Special.DONT_KNOW:
        return ""
    if value == Special.NOT_APPLICABLE:
        return "" if item.allow_not_applicable else "this practice applies to every team"
    return _out_of_bounds(value, 0, len(item.levels) - 1)


def _judgement_problem(item: JudgementItem, value: AnswerValue) -> str:
    if not isinstance(value, Judgement):
        return "answer all four questions about this output"
    if not 50 <= value.confidence <= 100:
        return "say how sure you are, 50 to 100 per cent"
    if value.reason not in {option.value for option in item.reasons}:
        return "choose one of the five answers to what is wrong"
    return ""


def _text_problem(item: TextItem, value: AnswerValue) -> str:
    if not isinstance(value, str):
        return "give a text"
    if len(value) > item.longest:
        return f"shorten the text to {item.longest} characters; it has {len(value)}"
    return ""


def to_document(value: AnswerValue) -> Any:  # noqa: ANN401 - a JSON value
    """Return the JSON form of a value."""
    if isinstance(value, Judgement):
        return {
            "flagged": value.flagged,
            "confidence": value.confidence,
            "act": value.act.value,
            "reason": value.reason,
        }
    return str(value) if isinstance(value, Special) else value


def from_document(document: Any) -> AnswerValue:  # noqa: ANN401 - a JSON value
    """Return the value of a JSON form written by `to_document`."""
    if isinstance(document, dict):
        return Judgement(
            flagged=bool(document["flagged"]),
            confidence=int(document["confidence"]),
            act=Act(document["act"]),
            reason=str(document["reason"]),
        )
    if isinstance(document, str) and document in set(Special):
        return Special(document)
    if isinstance(document, str | int):
        return document
    raise TypeError(f"not an answer: {document!r}")
