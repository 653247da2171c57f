"""Careless answering: who shows at least two signs of it, and what the figures are without them.

Nobody is deleted.  A team learns how many; figures with and without are shown for everybody as one
group, and only when at least a minimum group would be left out: the difference of two published
figures is a figure about the people between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assess.model.instrument import Confidentiality, Instrument, RatingItem
from assess.scoring.careless import careless
from assess.scoring.rating import keyed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.answers import AnswerValue, Response, TeamAnswers


def careless_ids(instruments: Sequence[Instrument], teams: Sequence[TeamAnswers]) -> frozenset[str]:
    """Return the ids of responses with two or more signs, judged among all people at once."""
    found: set[str] = set()
    for instrument in instruments:
        items = [
            item
            for item in instrument.items
            if isinstance(item, RatingItem) and instrument.scale(item.scale).minimum is not None
        ]
        people = [
            response
            for team in teams
            for response in _part(instrument, team)
            if any(item.id in response.answers for item in items)
        ]
        if items and people:
            found |= _flagged(instrument, items, people)
    return frozenset(found)


def _part(instrument: Instrument, team: TeamAnswers) -> tuple[Response, ...]:
    if instrument.confidentiality is Confidentiality.PSEUDONYMOUS:
        return team.pseudonymous
    return team.anonymous


def _flagged(
    instrument: Instrument, items: Sequence[RatingItem], people: Sequence[Response]
) -> set[str]:
    given = np.array([[_number(p.answers.get(item.id)) for item in items] for p in people])
    scored = given.copy()
    for scale in {item.scale for item in items}:
        places = [place for place, item in enumerate(items) if item.scale == scale]
        bounds = instrument.scale(scale)
        scored[:, places] = keyed(
            given[:, places],
            [items[place].reverse for place in places],
            bounds.minimum or 0,
            bounds.maximum or 0,
        )
    signs = careless(
        given, scored, [item.scale for item in items], np.array([p.hasty for p in people])
    )
    return {p.id for p, flagged in zip(people, signs.careless.tolist(), strict=True) if flagged}


def _number(value: AnswerValue | None) -> float:
    return float(value) if isinstance(value, int) else float("nan")
