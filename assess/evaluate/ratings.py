"""Rating scales of an instrument, over all people and in every team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.instrument import Instrument, RatingItem, Scale
from assess.model.result import ScaleResult
from assess.scoring.groups import group
from assess.scoring.rating import ScaleScore, keyed, score_scale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assess.model.answers import AnswerValue, TeamAnswers


@dataclass(frozen=True, slots=True)
class RatedScale:
    """One scale, its items in order, and its figures."""

    instrument: Instrument
    scale: Scale
    items: tuple[RatingItem, ...]
    score: ScaleScore


def rated_scales(
    instrument: Instrument,
    people: Sequence[Mapping[str, AnswerValue | None]],
    groups: Sequence[str],
    *,
    always: bool = True,
) -> Iterator[RatedScale]:
    """Score every rating scale of an instrument.

    `people`: item id → value, one mapping a person (a missing key or None is unanswered);
    `groups`: the team of each; `always`: alpha and omega even of few people.  Scales nobody was
    asked are left out.
    """
    if not people:
        return
    sorted_people = group(list(groups))
    for scale in instrument.scales:
        items = tuple(
            item
            for item in instrument.items
            if isinstance(item, RatingItem) and item.scale == scale.id
        )
        if not items or scale.minimum is None or scale.maximum is None:
            continue
        answers = np.array([[_number(person.get(i.id)) for i in items] for person in people])
        turned = keyed(answers, [i.reverse for i in items], scale.minimum, scale.maximum)
        score = score_scale(turned, sorted_people, scale.minimum, scale.maximum, always=always)
        yield RatedScale(instrument, scale, items, score)


def _number(value: AnswerValue | None) -> float:
    return float(value) if isinstance(value, int) else float("nan")


def team_scales(
    instruments: Sequence[Instrument], teams: Sequence[TeamAnswers]
) -> dict[str, tuple[ScaleResult, ...]]:
    """Return team id → its rating scales, each scored over all these teams together.

    Alpha and omega are None below 100 people, or 7 an item: too uncertain to judge by.
    """
    found: dict[str, list[ScaleResult]] = {team.id: [] for team in teams}
    for instrument in instruments:
        pairs = [
            (team.id, response.answers)
            for team in teams
            for response in (*team.pseudonymous, *team.anonymous)
            if any(isinstance(i, RatingItem) and i.id in response.answers for i in instrument.items)
        ]
        people, groups = [answers for _, answers in pairs], [team for team, _ in pairs]
        for rated in rated_scales(instrument, people, groups, always=False):
            for place, one in enumerate(rated.score.groups):
                found[str(one.group)].append(_scale_result(rated, place))
    return {team: tuple(scales) for team, scales in found.items()}


def _scale_result(rated: RatedScale, place: int) -> ScaleResult:
    one, score, scale = rated.score.groups[place], rated.score, rated.scale
    return ScaleResult(
        id=scale.id,
        title=scale.title,
        minimum=scale.minimum or 0,
        maximum=scale.maximum or 0,
        mean=one.mean,
        shrunken=one.shrunken if one.shrunken.value is not None else one.mean,
        rwg_j=one.rwg_j,
        ad_m=one.ad_m,
        alpha=score.alpha,
        omega_total=score.omega_total,
        icc1=score.icc1,
        icc2=score.icc2,
        short=scale.short,
    )
