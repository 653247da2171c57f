"""Forms made from items: what a screen posts, read back into answers; nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import IntegerField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import Length, NumberRange, Optional

from assess.model.answers import Act, Judgement, Special
from assess.model.instrument import (
    ChoiceItem,
    JudgementItem,
    NumberItem,
    PracticeItem,
    RatingItem,
    TextItem,
)
from assess.web.choices import FLAWED, SOUND, Choice, choices_of, judgement_choices
from assess.web.language import filled, gettext, marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.datastructures import MultiDict

    from assess.model.answers import AnswerValue
    from assess.model.errors import Problem
    from assess.model.instrument import Item, Scale
    from assess.operations.steps import Step

MISSING = {
    "flagged": marked("Say whether the output is sound or flawed."),
    "confidence": marked("Say how sure you are."),
    "act": marked("Say what you would do with it."),
    "reason": marked("Say what is wrong with it, or that nothing is."),
}
VIGNETTE = "output"


def stem_of(item: Item) -> str:
    """Return the stem of an item's field names.

    A vignette's id may give its key away, and a screen has one vignette, so it has a fixed name.
    """
    return VIGNETTE if isinstance(item, JudgementItem) else item.id


class StepForm:
    """The form of one screen, filled from stored answers or from what was posted."""

    def __init__(self, step: Step, form: BaseForm) -> None:
        self.step = step
        self.form = form
        self.errors: dict[str, str] = {}
        """field name → what is wrong"""

    @classmethod
    def stored(cls, step: Step, answers: Mapping[str, AnswerValue]) -> StepForm:
        """Fill the form with the answers given so far."""
        form = BaseForm(_fields(step))
        data: dict[str, Any] = {}
        for item in step.items:
            if item.id in answers:
                data |= _written(stem_of(item), answers[item.id])
        form.process(data=data)
        return cls(step, form)

    @classmethod
    def posted(cls, step: Step, values: MultiDict[str, str], *, clear: str = "") -> StepForm:
        """Read what was posted, without the question named `clear`, and check it."""
        form = BaseForm(_fields(step))
        kept = values.copy()
        for name in form:
            if clear and (name.name == clear or name.name.startswith(f"{clear}.")):
                kept.poplist(name.name)
        form.process(kept)
        made = cls(step, form)
        made._check()
        return made

    def answers(self) -> dict[str, AnswerValue]:
        """Return the answers of this screen; an unanswered item has none."""
        given = ((item.id, _read(item, self.form)) for item in self.step.items)
        return {item_id: value for item_id, value in given if value is not None}

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Take over what the operation found wrong, item by item."""
        stems = {item.id: stem_of(item) for item in self.step.items}
        for problem in problems:
            stem = stems.get(problem.file, "")
            name = stem if stem in self.form else f"{stem}.flagged"
            self.errors.setdefault(name, _sentence(problem.message))

    def typed(self, name: str) -> str:
        """Return what a field holds as text: what was typed, valid or not."""
        field = self.form[name]
        raw = field.raw_data[0] if field.raw_data else field.data
        return "" if raw is None else str(raw)

    def _check(self) -> None:
        self.form.validate()
        self.errors = {
            field.name: _sentence(str(field.errors[0])) for field in self.form if field.errors
        }
        for item in self.step.items:
            if isinstance(item, JudgementItem):
                self.errors |= self._unfinished()
            if isinstance(item, NumberItem) and item.id in self.errors:
                self.errors[item.id] = filled(
                    "Give a whole number from {low} to {high}.", low=item.minimum, high=item.maximum
                )

    def _unfinished(self) -> dict[str, str]:
        """A judgement is four answers or none."""
        parts = {part: self.form[f"{VIGNETTE}.{part}"].data for part in MISSING}
        if not any(parts.values()):
            return {}
        return {
            f"{VIGNETTE}.{part}": gettext(MISSING[part])
            for part, value in parts.items()
            if not value
        }


def _fields(step: Step) -> dict[str, Any]:
    return {name: field for item in step.items for name, field in _item_fields(item, step.scales)}


def _item_fields(item: Item, scales: Sequence[Scale]) -> list[tuple[str, Any]]:
    match item:
        case JudgementItem():
            parts = judgement_choices(item)
            return [(f"{VIGNETTE}.{part}", _radio(choices)) for part, choices in parts.items()]
        case RatingItem() | PracticeItem() | ChoiceItem():
            return [(item.id, _radio(choices_of(item, scales)))]
        case NumberItem():
            bounds = NumberRange(item.minimum, item.maximum)
            return [(item.id, IntegerField(validators=[Optional(), bounds]))]
        case TextItem():
            message = filled("Shorten the text to {longest} characters.", longest=item.longest)
            limit = Length(max=item.longest, message=message)
            return [(item.id, StringField(validators=[Optional(), limit], filters=[_one_newline]))]


def _radio(choices: Sequence[Choice]) -> Any:  # noqa: ANN401 - WTForms ships no types
    return RadioField(
        choices=[SelectChoice(choice.value, choice.label) for choice in choices],
        validators=[Optional()],
        invalid_choice_message=gettext("Choose one of the answers shown."),
    )


def _one_newline(text: str | None) -> str | None:
    """Browsers send two characters for a line's end; people count one."""
    return text.replace("\r\n", "\n").strip() if text else text


def _written(stem: str, value: AnswerValue) -> dict[str, Any]:
    if isinstance(value, Judgement):
        return {
            f"{stem}.flagged": FLAWED if value.flagged else SOUND,
            f"{stem}.confidence": str(value.confidence),
            f"{stem}.act": value.act.value,
            f"{stem}.reason": value.reason,
        }
    return {stem: value if isinstance(value, int) else str(value)}


def _read(item: Item, form: BaseForm) -> AnswerValue | None:
    match item:
        case JudgementItem():
            return _read_judgement({part: form[f"{VIGNETTE}.{part}"].data for part in MISSING})
        case NumberItem():
            number: int | None = form[item.id].data
            return number
        case _:
            text: str = form[item.id].data or ""
            return _read_text(item, text)


def _read_text(item: Item, text: str) -> AnswerValue | None:
    if not text:
        return None
    if isinstance(item, PracticeItem) and text in set(Special):
        return Special(text)
    return int(text) if isinstance(item, PracticeItem | RatingItem) else text


def _read_judgement(parts: Mapping[str, str | None]) -> Judgement | None:
    if not all(parts.values()):
        return None
    return Judgement(
        flagged=parts["flagged"] == FLAWED,
        confidence=int(parts["confidence"] or 0),
        act=Act(str(parts["act"])),
        reason=str(parts["reason"]),
    )


def _sentence(message: str) -> str:
    text = message[:1].upper() + message[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
