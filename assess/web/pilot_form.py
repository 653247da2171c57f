"""The form of one pilot: what was typed becomes a record, and nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from wtforms import RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.form import BaseForm

from assess.model.pilots import Known, PilotRecord, Stage
from assess.web.figures import GAP, figure
from assess.web.pages import FieldError
from assess.web.questions import FieldView, OptionView, Widget
from assess.web.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

    from werkzeug.datastructures import MultiDict

    from assess.model.errors import Problem
    from assess.model.pilots import Forecast
    from assess.operations.pilot_forecasts import FormChoices

    _Word = TypeVar("_Word", bound=StrEnum)

KEEP = "keep"
"""value of the forecast's select that leaves the recorded one as it is"""

STAGES = (
    (Stage.IDEA, "Idea", "Not started. It may have a planned start."),
    (Stage.PILOT, "Pilot", "Being tried."),
    (Stage.PRODUCTION, "In production", "In everyday use."),
    (Stage.STOPPED, "Stopped", "Ended, from the pilot or from production."),
)
ANSWERS = ((Known.YES, "Yes"), (Known.NO, "No"), (Known.UNKNOWN, "Not known yet"))

LEGENDS = {
    "title": "What is the pilot called?",
    "team": "Whose pilot is it?",
    "stage": "How far has it come?",
    "started_on": "When did it start?",
    "ended_on": "When was it stopped?",
    "in_production": "Was it in production use 12 months after it started?",
    "target": "Which target was agreed beforehand?",
    "target_met": "Was this target met?",
    "forecast": "What was forecast for it?",
}
HINTS = {
    "started_on": "For an idea, the planned start, or nothing.",
    "ended_on": "Only if it was stopped.",
    "in_production": (
        "From the twelfth month on. What was stopped before counts as no; so does what is still "
        "recorded as a pilot by then."
    ),
    "target": "In words, with the measure: 20 % fewer calls by March. Leave it empty if none was.",
    "forecast": "A published result of the same team, from before the outcome was known.",
}
SUBJECTS = {
    "title": "The title",
    "team": "The team",
    "stage": "The stage",
    "started_on": "The start",
    "ended_on": "The end",
    "in_production": "In production use",
    "target": "The target",
    "target_met": "Target met",
    "forecast": "The forecast",
}
"""what the fragments of the rules are said of"""


class PilotForm:
    """The fields of one pilot, filled from a record or from what was posted."""

    def __init__(self, choices: FormChoices, form: BaseForm) -> None:
        self.choices = choices
        self.form = form
        self.errors: dict[str, str] = {}
        """field name → what is wrong"""

    @classmethod
    def stored(cls, choices: FormChoices, record: PilotRecord) -> PilotForm:
        """Fill the form from a record."""
        form = BaseForm(_fields(choices))
        data = {name: getattr(record, name) for name in LEGENDS}
        data |= {name: str(data[name] or "") for name in ("started_on", "ended_on")}
        data |= {name: data[name].value for name in ("stage", "in_production", "target_met")}
        data["forecast"] = "" if record.forecast is None else KEEP
        form.process(data=data)
        return cls(choices, form)

    @classmethod
    def posted(cls, choices: FormChoices, values: MultiDict[str, str]) -> PilotForm:
        """Read what was posted and check what the fields can check by themselves."""
        form = BaseForm(_fields(choices))
        form.process(values)
        made = cls(choices, form)
        form.validate()
        made.errors = {field.name: str(field.errors[0]) for field in form if field.errors}
        return made

    def record(self) -> PilotRecord:
        """Return what the fields say, with the forecast if it is kept; note dates that are none."""
        values = {name: self.text(name) for name in LEGENDS}
        return PilotRecord(
            title=values["title"],
            team=values["team"],
            stage=_word(values["stage"], Stage.PILOT),
            started_on=self._date("started_on"),
            ended_on=self._date("ended_on"),
            in_production=_word(values["in_production"], Known.UNKNOWN),
            target=values["target"],
            target_met=_word(values["target_met"], Known.UNKNOWN),
            forecast=self.choices.kept if values["forecast"] == KEEP else None,
        )

    @property
    def chosen(self) -> str:
        """The published forecast that was chosen; empty for none and for the kept one."""
        chosen = self.text("forecast")
        return "" if chosen == KEEP else chosen

    def text(self, name: str) -> str:
        """Return what a field holds, without blanks around it."""
        return str(self.form[name].data or "").strip()

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Take over what an operation found wrong, field by field."""
        for problem in problems:
            sentence = f"{SUBJECTS[problem.file]} {problem.message}."
            self.errors.setdefault(problem.file, sentence)

    def summary(self) -> tuple[FieldError, ...]:
        """Return the errors in the order of the fields."""
        return tuple(FieldError(f"#f-{n}", self.errors[n]) for n in LEGENDS if n in self.errors)

    def view(self) -> Mapping[str, FieldView]:
        """Return what the macros draw."""
        return {name: self._view(name) for name in LEGENDS}

    def _date(self, name: str) -> date | None:
        typed = self.text(name)
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            self.errors.setdefault(name, "Give a date as year, month and day: 2026-03-31.")
            return None

    def _view(self, name: str) -> FieldView:
        field = self.form[name]
        radios = isinstance(field, RadioField)
        widget: Widget = "radios" if radios or isinstance(field, SelectField) else "text"
        helps = {stage.value: words for stage, _, words in STAGES} if name == "stage" else {}
        return FieldView(
            widget=widget,
            id=f"f-{name}",
            name=name,
            legend=LEGENDS[name],
            hint=HINTS.get(name, ""),
            error=self.errors.get(name, ""),
            value="" if widget == "radios" else str(field.data or ""),
            options=tuple(
                OptionView(
                    f"f-{name}-{choice.value}",
                    choice.value,
                    choice.label,
                    helps.get(choice.value, ""),
                    checked=choice.value == field.data,
                )
                for choice in (field.choices if widget == "radios" else ())
            ),
        )


def stated(medians: Iterable[tuple[str, float]]) -> str:
    """Write forecasts as people should read them: to 5 points, "O1 45 %, O2 60 %"."""
    return ", ".join(f"{outcome}{GAP}{figure(median, 'risk')}" for outcome, median in medians)


def stated_forecast(forecast: Forecast) -> str:
    """Write a recorded forecast."""
    return stated((risk.outcome, risk.probability) for risk in forecast.risks)


def _fields(choices: FormChoices) -> dict[str, Any]:
    return {
        "title": StringField(),
        "team": _select([("", "The whole organisation"), *choices.teams]),
        "stage": _radios((stage.value, label) for stage, label, _ in STAGES),
        "started_on": StringField(),
        "ended_on": StringField(),
        "in_production": _radios((known.value, label) for known, label in ANSWERS),
        "target": StringField(),
        "target_met": _radios((known.value, label) for known, label in ANSWERS),
        "forecast": _select(_forecasts(choices)),
    }


def _forecasts(choices: FormChoices) -> list[tuple[str, str]]:
    options = [("", "No forecast")]
    if choices.kept is not None:
        when = day(choices.kept.stated_on.isoformat())
        options.append((KEEP, f"As recorded: {stated_forecast(choices.kept)}, stated {when}"))
    for choice in choices.forecasts:
        when = day(choice.stated_on.isoformat())
        words = f"{choice.name}: {stated(choice.medians)} ({choice.assessment}, {when})"
        options.append((choice.id, words))
    return options


def _radios(options: Iterable[tuple[str, str]]) -> Any:  # noqa: ANN401 - WTForms ships no types
    return RadioField(
        choices=[SelectChoice(value, label) for value, label in options],
        invalid_choice_message="Choose one of the answers shown.",
    )


def _select(options: Iterable[tuple[str, str]]) -> Any:  # noqa: ANN401 - WTForms ships no types
    return SelectField(
        choices=[SelectChoice(value, label) for value, label in options],
        invalid_choice_message="Choose from the list.",
    )


def _word(text: str, otherwise: _Word) -> _Word:
    """Return the word of a radio; the field itself has refused any other text."""
    kind = type(otherwise)
    return kind(text) if text in set(kind) else otherwise
