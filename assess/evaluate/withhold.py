"""Which teams are shown, and which figures of the whole would give away those that are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assess.model.instrument import Audience, Instrument, PracticeItem
from assess.model.result import Estimate, TeamResult
from assess.scoring.withholding import Group, withheld

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assess.model.answers import TeamAnswers
    from assess.model.result import DomainResult

EVERYBODY = "total"
REMAINDER = "Withheld: what the teams that are not shown said could be worked out from this figure."


def hidden_teams(sizes: Mapping[str, int], minimum: int) -> dict[str, str]:
    """Return team id → reason for the teams to withhold.

    `sizes`: people who answered, by team.  The total of all teams is always published, so the
    teams withheld hold at least `minimum` people together, or another one is withheld with them.
    """
    total = Group(EVERYBODY, sum(sizes.values()))
    parts = [Group(team, size, EVERYBODY) for team, size in sizes.items()]
    return withheld([total, *parts], minimum)


def without_remainders(
    total: TeamResult,
    instruments: Sequence[Instrument],
    hidden: Sequence[TeamAnswers],
    minimum: int,
) -> TeamResult:
    """Take from everybody's result the domains that few engineers of the hidden teams answered.

    Role-holders know that their answers carry their role; engineers were promised a group.
    """
    few = _answered_by_few(instruments, hidden, minimum)
    domains = tuple(_emptied(d) if d.id in few else d for d in total.domains)
    return replace(total, domains=domains)


def _answered_by_few(
    instruments: Sequence[Instrument], hidden: Sequence[TeamAnswers], minimum: int
) -> Collection[str]:
    items: dict[str, set[str]] = {}
    for instrument in instruments:
        for item in instrument.items:
            if isinstance(item, PracticeItem):
                items.setdefault(item.scale, set()).add(item.id)
    counts = {
        scale: sum(
            response.audience is Audience.ENGINEER and not ids.isdisjoint(response.answers)
            for team in hidden
            for response in team.anonymous
        )
        for scale, ids in items.items()
    }
    return {scale for scale, count in counts.items() if 0 < count < minimum}


def _emptied(domain: DomainResult) -> DomainResult:
    missing = Estimate.missing(REMAINDER)
    return replace(
        domain,
        average=missing,
        staged=None,
        coverage=missing,
        gap=missing,
        gap_sentence="",
        practices=(),
    )
