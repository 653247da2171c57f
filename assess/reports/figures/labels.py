"""Places for direct labels: each beside its mark, none on top of another mark or label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEAR: Final = 5.0


@dataclass(frozen=True, slots=True)
class Label:
    """A label's box: left and right, top and bottom, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Label) -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, area: Label) -> bool:
        """Tell whether the box lies inside an area."""
        return (
            area.left <= self.left
            and self.right <= area.right
            and area.top <= self.top
            and self.bottom <= area.bottom
        )


def placed(
    marks: Sequence[tuple[float, float, float]], height: float, area: Label
) -> list[Label | None]:
    """Return a box per mark (x, y, width of its words), None where no free place was found.

    Marks come in order of importance: the first chooses first.
    """
    taken = [Label(x - 3.0, y - 3.0, x + 3.0, y + 3.0) for x, y, _width in marks]
    found: list[Label | None] = []
    for number, (x, y, width) in enumerate(marks):
        others = [box for place, box in enumerate(taken) if place != number]
        free = (
            box
            for box in _around(x, y, width, height)
            if box.within(area) and not any(box.covers(other) for other in others)
        )
        box = next(free, None)
        found.append(box)
        if box is not None:
            taken.append(box)
    return found


def _around(x: float, y: float, width: float, height: float) -> list[Label]:
    half, far = height / 2.0, _NEAR
    lefts_tops = [
        (x + far, y - half),
        (x - far - width, y - half),
        (x - width / 2.0, y - far - height),
        (x - width / 2.0, y + far),
        (x + far - 1.0, y - far - height + 2.0),
        (x + far - 1.0, y + far - 2.0),
        (x - far + 1.0 - width, y - far - height + 2.0),
        (x - far + 1.0 - width, y + far - 2.0),
    ]
    return [Label(left, top, left + width, top + height) for left, top in lefts_tops]
