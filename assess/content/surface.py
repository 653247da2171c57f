"""Can the key be guessed from the surface?  Length, wording and position against the key.

Each feature is judged by a threshold on it that is fitted on all vignettes but one and tried on
the one left out (its twin is left out with it, or the pair would betray itself).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assess.model.instrument import JudgementItem

_HEDGES = re.compile(
    r"\b(may|might|could|should|probably|likely|possibly|perhaps|typically|seems?|appears?|about"
    r"|roughly|approximately|note|however|assum\w+|always|never|clearly|simply|guarantees?)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"(^|\s)(#|//|--|/\*)")

FEATURES: dict[str, Callable[[JudgementItem], float]] = {
    "characters": lambda item: len(item.output.strip()),
    "lines": lambda item: len(item.output.strip().splitlines()),
    "words": lambda item: len(item.output.split()),
    "comments": lambda item: len(_COMMENT.findall(item.output)),
    "hedging": lambda item: len(_HEDGES.findall(item.output)),
    "digits": lambda item: sum(letter.isdigit() for letter in item.output),
    "task_characters": lambda item: len(item.task.strip()),
    "reason_characters": lambda item: sum(len(reason.label) for reason in item.reasons),
    "position_of_nothing": lambda item: next(
        (at for at, reason in enumerate(item.reasons) if reason.value == "nothing"), -1
    ),
    "severity": lambda item: item.severity,
}
"""name → figure of a vignette"""


def surface_accuracy(items: Sequence[JudgementItem]) -> dict[str, float]:
    """Share of keys guessed from each feature alone; .5 is chance in a balanced bank."""
    if len(items) < 4:
        return {}
    pairs = _pairs(items)
    return {
        name: round(_left_out([feature(item) for item in items], items, pairs), 3)
        for name, feature in FEATURES.items()
    }


def _pairs(items: Sequence[JudgementItem]) -> dict[str, str]:
    """Vignette → what is left out with it: its twin, or one of the other class without a twin.

    Leaving out one alone would tip the balance of the rest against it, and so hide a signal.
    """
    twins = {(item.twin, item.flawed): item.id for item in items if item.twin}
    single = {
        flawed: [item.id for item in items if not item.twin and item.flawed is flawed]
        for flawed in (True, False)
    }
    pairs = {item.id: twins.get((item.twin, not item.flawed), "") for item in items if item.twin}
    for flawed, mine in single.items():
        other = single[not flawed]
        for index, item_id in enumerate(mine):
            pairs[item_id] = other[index % len(other)] if other else ""
    return pairs


def _left_out(values: list[float], items: Sequence[JudgementItem], pairs: dict[str, str]) -> float:
    right = 0.0
    for value, item in zip(values, items, strict=True):
        others = [
            (known, other.flawed)
            for known, other in zip(values, items, strict=True)
            if other.id not in {item.id, pairs[item.id]}
        ]
        guess = _fitted(others)(value)
        right += 0.5 if guess is None else float(guess == item.flawed)
    return right / len(items)


def _fitted(known: list[tuple[float, bool]]) -> Callable[[float], bool | None]:
    """The best single threshold; None where it knows no better than a coin."""
    known = sorted(known)
    flawed_above = sum(flawed for _, flawed in known)
    sound_above = len(known) - flawed_above
    best, cut, above = abs(flawed_above - sound_above), float("-inf"), flawed_above > sound_above
    flawed_below = sound_below = 0
    for index, (value, flawed) in enumerate(known):
        flawed_below += flawed
        sound_below += not flawed
        if index + 1 < len(known) and known[index + 1][0] == value:
            continue
        lead = (flawed_above - flawed_below) - (sound_above - sound_below)
        score = abs(lead - (flawed_below - sound_below))
        if score > best:
            best, cut, above = score, value, lead > flawed_below - sound_below
    if best == 0:
        return lambda _: None
    return lambda value: (value > cut) is above


def reason_clues(items: Sequence[JudgementItem]) -> dict[str, float]:
    """Share of flawed vignettes whose right reason is the longest, or at one place in the list.

    Four reasons name a flaw, so chance is .25; the commonest place counts.
    """
    longest = 0
    places: Counter[int] = Counter()
    for item in items:
        named = [reason for reason in item.reasons if reason.value != "nothing"]
        values = [reason.value for reason in named]
        if item.flawed and item.key in values:
            right = values.index(item.key)
            lengths = [len(reason.label) for reason in named]
            longest += lengths[right] == max(lengths)
            places[right] += 1
    if not places:
        return {}
    return {
        "right_reason_is_longest": round(longest / places.total(), 3),
        "right_reason_in_one_place": round(max(places.values()) / places.total(), 3),
    }
