"""Items whose answers have bounds: ratings, numbers, choices, texts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assess.model.instrument import ChoiceItem, JudgementItem, NumberItem, RatingItem, TextItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.subject import Remark, Subject
    from assess.model.instrument import Scale


def rating_bounds(subject: Subject) -> Iterator[Remark]:
    """Rating items need a scale with bounds, and one label per point or none."""
    for instrument, item in subject.placed_items():
        if not isinstance(item, RatingItem):
            continue
        scale = next((one for one in instrument.scales if one.id == item.scale), None)
        if scale is None:
            continue
        key = ("item", item.id)
        points = _points(scale)
        if points < 2:
            message = f"scale '{scale.id}' needs 'minimum' and a larger 'maximum' for its ratings"
            yield subject.error(("scale", scale.id), (), message, "bounds")
        elif item.labels and len(item.labels) != points:
            message = (
                f"{len(item.labels)} labels for {points} points"
                f" ({scale.minimum} to {scale.maximum}); write one per point or none"
            )
            yield subject.error(key, ("labels",), message, "bounds")
        if len(set(item.labels)) < len(item.labels):
            yield subject.error(key, ("labels",), "two labels are the same; reword one", "bounds")


def _points(scale: Scale) -> int:
    if scale.minimum is None or scale.maximum is None:
        return 0
    return scale.maximum - scale.minimum + 1


def number_and_text_bounds(subject: Subject) -> Iterator[Remark]:
    """Numbers need minimum < maximum, texts a length."""
    for item in subject.items():
        if isinstance(item, NumberItem) and item.minimum >= item.maximum:
            message = f"minimum {item.minimum} must be below maximum {item.maximum}"
            yield subject.error(("item", item.id), ("minimum",), message, "bounds")
        if isinstance(item, TextItem) and not 1 <= item.longest <= 10_000:
            message = f"'longest' must be 1 to 10000, but is {item.longest}"
            yield subject.error(("item", item.id), ("longest",), message, "bounds")


def options(subject: Subject) -> Iterator[Remark]:
    """Options: at least two, values and labels all different and not blank."""
    for item in subject.items():
        if isinstance(item, ChoiceItem):
            field, chosen = "options", item.options
        elif isinstance(item, JudgementItem):
            field, chosen = "reasons", item.reasons
        else:
            continue
        key = ("item", item.id)
        if len(chosen) < 2:
            yield subject.error(key, (field,), f"'{field}' needs at least two entries", "options")
        for part in ("value", "label"):
            counts = Counter(getattr(option, part).strip() for option in chosen)
            for text, count in counts.items():
                if count > 1 or not text:
                    message = f"'{field}' has the {part} '{text}' {count} times; make each its own"
                    yield subject.error(key, (field,), message, "options")
