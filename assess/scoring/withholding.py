"""The one place that decides what is withheld.  Pages, API, exports and reports obey it.

A group is withheld when fewer than `minimum` people answered, and when showing it would let someone
work out a figure of fewer: by subtracting groups from their parent (the remainder rule), filters
from each other, or any other sums and differences of everything that is shown.  What stays visible
has this property: no combination of the shown totals depends on fewer than `minimum` people.

All groups shown for one part of an assessment must be passed together, the total included.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.errors import ScoringError
from assess.model.result import MINIMUM_GROUP
from assess.scoring.crossing import Cells, safe_crossing
from assess.scoring.nesting import nested_parents, safe_nested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MINIMUM_DISTRIBUTION = 10
"""people below whom only a mean is shown, not how answers are distributed"""

MINIMUM_TEXT = 10
"""people below whom free text is not shown"""

NOBODY = "Nobody in this group answered."
DERIVABLE = "Withheld: figures of a group too small to show could be worked out from this one."
ENTANGLED = "Withheld: this group overlaps others in too many ways to rule out that answers show."


@dataclass(frozen=True, slots=True)
class Group:
    """A group whose figures may be shown: the total, a unit, a team, one value of a filter."""

    id: str
    n: int
    """people who answered"""
    parent: str = ""
    """id of the group it is part of; used when no group lists its members"""
    members: frozenset[str] | None = None
    """opaque ids of the people; needed as soon as two groups overlap and neither is in the other"""


def withheld(groups: Sequence[Group], minimum: int = MINIMUM_GROUP) -> dict[str, str]:
    """Return the groups to withhold, id → reason as a sentence; all others may be shown.

    Either every group lists its members or none does; then `parent` says who is part of whom, and
    the children of one parent are disjoint.  Where one of several groups must go, the smallest
    does, and of equal ones the first by id.  Put first what matters most: when groups cross in too
    many ways to be searched, those that cross an earlier one are withheld.

    Raises ScoringError for ids that repeat, parents that do not exist or go round in a circle,
    children that outnumber their parent, and a minimum below 5.
    """
    _refuse(groups, minimum)
    ranked = sorted(groups, key=lambda group: (group.n, group.id))
    sizes = [group.n for group in ranked]
    parents = _parents(ranked)
    if parents is None:
        cells = Cells.of([group.members or frozenset() for group in ranked])
        shown = safe_crossing(cells, sizes, minimum)
        if shown is None:
            return _without_overlaps(groups, minimum)
    else:
        shown = safe_nested(parents, sizes, minimum)
    return {
        group.id: _reason(group.n, minimum)
        for group, visible in zip(ranked, shown, strict=True)
        if not visible
    }


def change_withheld(left: int, joined: int, minimum: int = MINIMUM_GROUP) -> str:
    """Return why the change of one group between two waves is withheld, or an empty string.

    When fewer than `minimum` people left or joined, the difference of the waves would be about
    them.  Where people cannot be followed, pass by how many the group shrank or grew.
    """
    if min(left, joined) < 0:
        raise ScoringError("nobody leaves or joins a negative number of times")
    if 0 < left < minimum or 0 < joined < minimum:
        return f"Fewer than {minimum} people left or joined this group, so its change is withheld."
    return ""


def distribution_withheld(counts: Iterable[int], minimum: int = MINIMUM_DISTRIBUTION) -> str:
    """Return why the distribution of answers is withheld, or an empty string.

    `counts` are the people behind each possible answer.  Withheld for small groups, and when all
    answered alike, since it would then tell what each of them said.
    """
    present = [count for count in counts if count > 0]
    if sum(present) < minimum:
        return f"Distributions are shown from {minimum} answers on."
    if len(present) == 1:
        return "Everybody gave the same answer, so showing it would reveal each person's."
    return ""


def text_withheld(n: int, minimum: int = MINIMUM_TEXT) -> str:
    """Return why free text of a group of `n` people is withheld, or an empty string."""
    return f"Comments are shown from {minimum} people on." if n < minimum else ""


def _refuse(groups: Sequence[Group], minimum: int) -> None:
    if minimum < MINIMUM_GROUP:
        raise ScoringError(f"the smallest group shown may be raised above {MINIMUM_GROUP} only")
    repeated = [name for name, times in Counter(group.id for group in groups).items() if times > 1]
    if repeated:
        raise ScoringError(f"two groups share the id {repeated[0]}")
    listed = [group for group in groups if group.members is not None]
    if listed and len(listed) != len(groups):
        raise ScoringError("either every group lists its members or none does")
    for group in groups:
        if group.n < 0 or (group.members is not None and group.n != len(group.members)):
            raise ScoringError(f"group {group.id} must have as many people as members")


def _parents(ranked: Sequence[Group]) -> list[int] | None:
    """Return the place of each group's parent, -1 for none; None when groups cross."""
    if any(group.members is not None for group in ranked):
        return nested_parents([group.members or frozenset() for group in ranked])
    places = {group.id: place for place, group in enumerate(ranked)}
    unknown = [group for group in ranked if group.parent and group.parent not in places]
    if unknown:
        raise ScoringError(
            f"group {unknown[0].id} is part of {unknown[0].parent}, which is missing"
        )
    return [places[group.parent] if group.parent else -1 for group in ranked]


def _without_overlaps(groups: Sequence[Group], minimum: int) -> dict[str, str]:
    """Withhold what crosses an earlier group that is large enough, and decide among the rest."""
    kept: list[Group] = []
    crossing: dict[str, str] = {}
    for group in groups:
        if group.n < minimum:
            crossing[group.id] = _reason(group.n, minimum)
        elif any(_cross(group, other) for other in kept):
            crossing[group.id] = ENTANGLED
        else:
            kept.append(group)
    hidden = crossing | withheld(kept, minimum)
    sums = _sums_of_shown([group for group in groups if group.id not in hidden])
    known = {group.id for group in groups if group.n >= minimum and sums(group)}
    return {name: reason for name, reason in hidden.items() if name not in known}


def _sums_of_shown(shown: Sequence[Group]) -> Callable[[Group], bool]:
    """Return a test whether a group is a sum of remainders of nested groups that are shown.

    Hiding such a group hides nothing.
    """
    innermost: dict[str, str] = {}
    for group in sorted(shown, key=lambda group: group.n, reverse=True):
        innermost.update(dict.fromkeys(group.members or (), group.id))
    remainder = Counter(innermost.values())

    def is_sum(group: Group) -> bool:
        touched = Counter(innermost.get(person, "") for person in group.members or ())
        return all(name and remainder[name] == people for name, people in touched.items())

    return is_sum


def _cross(one: Group, other: Group) -> bool:
    first, second = one.members or frozenset(), other.members or frozenset()
    return not (first <= second or second <= first or first.isdisjoint(second))


def _reason(n: int, minimum: int) -> str:
    if n == 0:
        return NOBODY
    if n < minimum:
        return f"Fewer than {minimum} people in this group answered."
    return DERIVABLE
