"""Answered faster than it can be read: a yes or no about a screen; the time itself is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assess.model.instrument import Item

FASTEST = {"rating": 2.0, "practice": 2.0, "judgement": 5.0}
"""seconds below which nobody has read an item of this kind.  Our choice: reading alone takes many
times as long (see the seconds of `assess.content.estimates`), so that quick readers pass; facts
and typed answers are not timed"""


def is_hasty(answered: Iterable[Item], seconds: float | None) -> bool:
    """Whether these items were answered faster than they can be read.

    `seconds` is the time since the screen was first shown, None where it is not known.
    """
    if seconds is None:
        return False
    return seconds < sum(FASTEST.get(item.kind, 0.0) for item in answered)
