"""The bank of vignettes as a whole: balance, coverage, anchors, no key on the surface."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from assess.content.assignment import people_to_cover
from assess.content.surface import reason_clues, surface_accuracy
from assess.model.instrument import JudgementItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.subject import Remark, Subject
    from assess.model.instrument import Instrument

LARGEST_IMBALANCE = 0.1
"""share of the bank by which flawed and sound may differ"""
GUESSABLE = 0.55
"""share of keys guessed from the surface above which the bank is suspect"""
GUESSABLE_REASON = 0.45
"""share of flawed vignettes in which one clue may point at the right reason of four"""
LARGEST_COVERING_TEAM = 8
"""people who should meet every defect type between them"""
ENOUGH = 40
"""vignettes from which that share means something"""


def vignettes_of(instrument: Instrument) -> list[JudgementItem]:
    """The judgement items of an instrument."""
    return [item for item in instrument.items if isinstance(item, JudgementItem)]


def balance(subject: Subject) -> Iterator[Remark]:
    """As many flawed as sound vignettes, in all and roughly within each carrier."""
    if "item" in subject.places.incomplete:
        return
    for instrument in subject.library.instruments:
        items = vignettes_of(instrument)
        flawed = sum(item.flawed for item in items)
        sound = len(items) - flawed
        key = ("instrument", instrument.id)
        if items and abs(flawed - sound) > max(1, LARGEST_IMBALANCE * len(items)):
            message = f"the bank has {flawed} flawed and {sound} sound vignettes; even them out"
            yield subject.error(key, (), message, "balance")
        for carrier, count in Counter(item.carrier for item in items).items():
            wrong = sum(item.flawed for item in items if item.carrier is carrier)
            if count >= 4 and not 0.3 <= wrong / count <= 0.7:
                message = f"carrier {carrier}: {wrong} of {count} flawed, so it betrays the key"
                yield subject.warning(key, (), message, "balance")


def sittings(subject: Subject) -> Iterator[Remark]:
    """The bank carries its sittings: size, halves, anchors."""
    for instrument in subject.library.instruments:
        items = vignettes_of(instrument)
        if not items or not instrument.sitting or "item" in subject.places.incomplete:
            continue
        anchors = [item for item in items if item.anchor]
        key = ("instrument", instrument.id)
        if instrument.sitting % 2 or instrument.sitting > len(items):
            message = (
                f"a sitting of {instrument.sitting} from {len(items)} vignettes cannot be half"
                " flawed; use an even number no larger than the bank"
            )
            yield subject.error(key, ("sitting",), message, "sitting")
        flawed = sum(item.flawed for item in anchors)
        if len(anchors) != instrument.anchors or 2 * flawed != len(anchors):
            message = (
                f"{len(anchors)} vignettes are anchors, {flawed} of them flawed; mark exactly"
                f" {instrument.anchors}, half of them flawed"
            )
            yield subject.error(key, ("anchors",), message, "anchors")


def anchor_twins(subject: Subject) -> Iterator[Remark]:
    """Anchors are shown to everyone, so the twin of an anchor is shown to no one."""
    for instrument in subject.library.instruments:
        items = vignettes_of(instrument)
        taken = {item.twin: item.id for item in items if item.anchor and item.twin}
        for item in items:
            other = taken.get(item.twin, item.id)
            if other != item.id:
                message = f"its twin '{other}' is an anchor, so this is shown to no one; move that"
                yield subject.error(("item", item.id), ("twin",), message, "anchors")


def drawing(subject: Subject) -> Iterator[Remark]:
    """Vignettes are drawn in blocks: the same audience for all, no condition on any."""
    for instrument in subject.library.instruments:
        items = vignettes_of(instrument)
        for item in items:
            key = ("item", item.id)
            if item.shown_if is not None:
                message = "vignettes are drawn in balanced blocks; delete 'shown_if'"
                yield subject.error(key, ("shown_if",), message, "drawing")
            if set(item.audience) != set(items[0].audience):
                message = f"all vignettes need one audience; '{items[0].id}' has another"
                yield subject.error(key, ("audience",), message, "drawing")


def coverage(subject: Subject) -> Iterator[Remark]:
    """A team of eight meets every defect type."""
    for instrument in subject.library.instruments:
        if not vignettes_of(instrument) or "item" in subject.places.incomplete:
            continue
        needed = people_to_cover(instrument)
        if not 0 < needed <= LARGEST_COVERING_TEAM:
            said = f"{needed} people" if needed else "more people than there are vignettes"
            message = (
                f"it takes {said} to meet every defect type; at most {LARGEST_COVERING_TEAM}:"
                " raise 'sitting', or spread the types over the vignettes"
            )
            yield subject.warning(("instrument", instrument.id), ("sitting",), message, "coverage")


def surface(subject: Subject) -> Iterator[Remark]:
    """No surface feature may give the key away."""
    for instrument in subject.library.instruments:
        items = vignettes_of(instrument)
        if len(items) < ENOUGH:
            continue
        for feature, share in surface_accuracy(items).items():
            if share > GUESSABLE:
                message = (
                    f"'{feature}' alone guesses {share:.0%} of the keys; rework vignettes until"
                    f" it is at most {GUESSABLE:.0%}"
                )
                yield subject.warning(("instrument", instrument.id), (), message, "surface")


def reasons(subject: Subject) -> Iterator[Remark]:
    """The right reason is neither the longest nor always in one place."""
    for instrument in subject.library.instruments:
        items = vignettes_of(instrument)
        if len(items) < ENOUGH:
            continue
        for clue, share in reason_clues(items).items():
            if share > GUESSABLE_REASON:
                message = (
                    f"'{clue}' in {share:.0%} of the flawed vignettes; chance is 25 %, and at most"
                    f" {GUESSABLE_REASON:.0%} will do: reword or reorder reasons"
                )
                yield subject.warning(("instrument", instrument.id), (), message, "surface")


def length_balance(items: list[JudgementItem]) -> dict[str, dict[str, float]]:
    """Median characters of outputs, flawed and sound, in all and per carrier."""
    groups: dict[str, list[JudgementItem]] = {"all": items}
    for item in items:
        groups.setdefault(item.carrier.value, []).append(item)
    return {
        name: {
            kind: float(median(lengths)) if lengths else 0.0
            for kind, lengths in (
                ("flawed", [len(item.output) for item in members if item.flawed]),
                ("sound", [len(item.output) for item in members if not item.flawed]),
            )
        }
        for name, members in groups.items()
    }
