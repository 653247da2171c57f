"""What `evaluate` accepts: answers that fit their items, and parameters that name what exists."""

from __future__ import annotations

from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from assess.model.answer_rules import problem_with
from assess.model.errors import ScoringError
from assess.model.instrument import PracticeItem
from assess.scoring.composite import checked_weights
from assess.scoring.maturity import HIGHEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.model.answers import TeamAnswers
    from assess.model.instrument import Instrument
    from assess.model.parameters import Parameters

MOST_NAMED = 3


def check_answers(instruments: Sequence[Instrument], teams: Sequence[TeamAnswers]) -> None:
    """Raise ScoringError for two teams with one id, and for answers that fit no item.

    A figure that silently left an answer out would look as sound as any other.
    """
    doubled = [name for name, times in Counter(team.id for team in teams).items() if times > 1]
    if doubled:
        raise ScoringError(f"Two teams share the id {doubled[0]!r}.")
    wrong = list(islice(dict.fromkeys(_misfits(instruments, teams)), MOST_NAMED))
    if wrong:
        raise ScoringError(f"Some answers cannot be scored: {'; '.join(wrong)}.")


def _misfits(instruments: Sequence[Instrument], teams: Sequence[TeamAnswers]) -> Iterator[str]:
    items = {item.id: (item, one) for one in instruments for item in one.items}
    for team in teams:
        for response in chain(team.pseudonymous, team.anonymous):
            for item_id, value in response.answers.items():
                if item_id not in items:
                    yield f"no instrument has an item {item_id!r} (team {team.name})"
                elif problem := problem_with(items[item_id][0], value, items[item_id][1]):
                    yield f"{item_id} (team {team.name}): {problem}"


def check_parameters(instruments: Sequence[Instrument], parameters: Parameters) -> None:
    """Raise ScoringError for levels of practices that do not exist, and for unusable weights."""
    practices = {i.id for one in instruments for i in one.items if isinstance(i, PracticeItem)}
    for practice, level in parameters.levels.items():
        if practice not in practices:
            raise ScoringError(f"There is no practice {practice!r} to set to another level.")
        check_level(practice, level)
    if parameters.weights:
        checked_weights(list(parameters.weights.values()), len(parameters.weights))


def check_level(practice: str, level: int) -> None:
    """Raise ScoringError unless a level is a whole number from 0 to 4."""
    if level not in range(HIGHEST + 1):
        raise ScoringError(f"Practice {practice!r}: set a whole level from 0 to 4, not {level}.")
