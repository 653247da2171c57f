"""What a respondent takes away: their own counts, and after closing the explanations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.answers import Judgement
from assess.model.instrument import JudgementItem
from assess.operations.answering import all_answers, is_submitted
from assess.operations.doors import Door, door_of
from assess.operations.visits import is_open, visit_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assess.content.load import Library


@dataclass(frozen=True, slots=True)
class Explained:
    """One vignette as it is explained after the assessment has closed."""

    title: str
    flagged: bool
    flawed: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class OwnSummary:
    """What the respondent takes away: counts, never an index."""

    door: Door
    closed: bool
    """whether answers can no longer be changed"""
    submitted: bool
    answered: int
    judged: int
    right: int | None
    """None until the assessment has closed"""
    mean_confidence: float | None
    """per cent"""
    act_counts: tuple[tuple[str, int], ...]
    explanations: tuple[Explained, ...]


def own_summary(
    session: Session,
    library: Library,
    sitting_token: str,
    now: datetime,
    preferred: Sequence[str] = (),
) -> OwnSummary:
    """Return the respondent's own counts; keys and explanations only after closing."""
    visit = visit_of(session, library, sitting_token, preferred)
    closed = not is_open(visit.assessment, visit.link, now)
    answers = all_answers(session, visit)
    judged = [
        (item, value)
        for instrument in visit.instruments
        for item in instrument.items
        if isinstance(item, JudgementItem) and isinstance(value := answers.get(item.id), Judgement)
    ]
    acts = Counter(value.act.value for _, value in judged)
    return OwnSummary(
        door=door_of(session, visit.link, visit.assessment, (), visit.speech),
        closed=closed,
        submitted=is_submitted(session, visit),
        answered=len(answers),
        judged=len(judged),
        right=sum(v.flagged == item.flawed for item, v in judged) if closed and judged else None,
        mean_confidence=sum(v.confidence for _, v in judged) / len(judged) if judged else None,
        act_counts=tuple(sorted(acts.items())),
        explanations=tuple(
            Explained(item.title, value.flagged, item.flawed, item.explanation)
            for item, value in judged
        )
        if closed
        else (),
    )
