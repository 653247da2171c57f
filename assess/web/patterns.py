"""Every component on one page, with invented values."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Blueprint

from assess.model.result import Estimate
from assess.web.choices import SURENESS, VERDICTS, Choice
from assess.web.pages import FieldError, NavItem, Page, render
from assess.web.pattern_results import ResultPatterns, result_patterns
from assess.web.questions import FieldView, OptionView, QuestionView, VignetteView, Widget

blueprint = Blueprint("patterns", __name__)

CODE = '''\
def page(rows: list[str], number: int, size: int = 20) -> list[str]:
    """Return page `number`, counting from 1."""
    start = (number - 1) * size
    return rows[start : start + size]  # a slice past the end is simply empty, never an error
'''

PROSE = """Search returned:

NR-7, Abara 2025: "Queues were shorter on 9 of 12 days."

Answer: Queues were shorter on most of the days that were counted (Abara 2025, NR-7)."""

LEVELS = (
    Choice("0", "Nowhere. Each person decides alone."),
    Choice("1", "A colleague explains it when someone asks."),
    Choice("2", "A dated page names permitted and banned uses."),
    Choice("dont_know", "I don't know", apart=True),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A team on one scale."""

    name: str
    estimate: Estimate
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsPage(Page):
    """One of everything."""

    level: Estimate
    share: Estimate
    missing: Estimate
    rows: tuple[Row, ...]
    radios: FieldView
    wrong: FieldView
    pair: FieldView
    confidence: FieldView
    number: FieldView
    text: FieldView
    select: FieldView
    question: QuestionView
    code: VignetteView
    prose: VignetteView
    errors: tuple[FieldError, ...]
    results: ResultPatterns
    tokens: tuple[str, ...] = field(
        default=("paper", "surface", "sunk", "line", "soft", "ink", "accent", "good", "warn")
    )


@blueprint.get("/patterns")
def patterns() -> str:
    """Show the design system."""
    return render("patterns/patterns.html", _page())


def _page() -> PatternsPage:
    return PatternsPage(
        title="Patterns",
        nav=(NavItem("Patterns", "/patterns", current=True), NavItem("A second entry", "#tables")),
        level=Estimate(2.4, 2.1, 2.8, 14),
        share=Estimate(0.47, 0.36, 0.58, 14),
        missing=Estimate.missing("Withheld: fewer than 5 people answered.", 3),
        rows=_rows(),
        radios=_field("radios", "levels", "Where can a member read what is permitted?", LEVELS),
        wrong=_wrong(),
        pair=_field("pair", "verdict", "Is this output sound or flawed?", VERDICTS, chosen="sound"),
        confidence=_field("confidence", "sure", "How sure are you?", SURENESS, chosen="80"),
        number=FieldView(
            widget="number",
            id="f-days",
            name="days",
            legend="How many person-days can the team spend?",
            hint="In the next 180 days.",
            error="Give a whole number from 0 to 400.",
            value="about 60",
            unit="person-days",
        ),
        text=FieldView(
            widget="text", id="f-note", name="note", legend="What should be known?", longest=500
        ),
        select=_field("radios", "order", "Order teams by", LEVELS[:3], chosen="1"),
        question=_question(),
        code=_vignette("Python", CODE, is_code=True),
        prose=_vignette("Summary", PROSE, is_code=False),
        results=result_patterns(),
        errors=(FieldError("#f-days", "Give a whole number from 0 to 400."),),
    )


def _rows() -> tuple[Row, ...]:
    return (
        Row("Customs", Estimate(1.6, 1.2, 2.1, 6)),
        Row("Dispatch", Estimate(2.4, 2.1, 2.8, 14)),
        Row("Fleet", Estimate(3.1, 2.6, 3.5, 9)),
        Row("Payments", Estimate.missing("Withheld: fewer than 5 people answered.", 3)),
        Row("Warehouse", Estimate(0.9, 0.5, 1.4, 8), "a gate is shut"),
    )


def _field(
    widget: Widget, name: str, legend: str, choices: tuple[Choice, ...], chosen: str = ""
) -> FieldView:
    return FieldView(
        widget=widget,
        id=f"f-{name}",
        name=name,
        legend=legend,
        hint="Pick the description that comes closest." if name == "levels" else "",
        options=_options(name, choices, chosen),
    )


def _options(name: str, choices: tuple[Choice, ...], chosen: str) -> tuple[OptionView, ...]:
    return tuple(
        OptionView(
            f"f-{name}-{c.value}",
            c.value,
            c.label,
            c.help,
            checked=c.value == chosen,
            apart=c.apart,
        )
        for c in choices
    )


def _wrong() -> FieldView:
    return FieldView(
        widget="radios",
        id="f-wrong",
        name="wrong",
        legend="What would you do with it?",
        error="Say what you would do with it.",
        options=_options("wrong", LEVELS[:3], ""),
    )


def _question() -> QuestionView:
    choices = (*LEVELS[:3], Choice("not_applicable", "Does not apply to this team", apart=True))
    legend = "Where can a member of this team read what they may do with AI?"
    return QuestionView(
        id="q-written",
        name="written",
        fields=(_field("radios", "written", legend, choices, "2"),),
        notes=(("What would show it", "The page with date and owner."),),
    )


def _vignette(carrier: str, output: str, *, is_code: bool) -> VignetteView:
    return VignetteView(
        carrier=carrier,
        is_code=is_code,
        wrap=False,
        task="Write a function that returns one page of a list.",
        constraint="The last page may be shorter.",
        output=output,
    )
