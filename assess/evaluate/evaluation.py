"""evaluate(content, answers, parameters) → results of every team and of the organisation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assess.evaluate.accepted import check_answers, check_parameters
from assess.evaluate.careless_part import careless_ids
from assess.evaluate.fluency import Bank
from assess.evaluate.organisation import organisation_result, pooled
from assess.evaluate.provenance import provenance
from assess.evaluate.ratings import team_scales
from assess.evaluate.risks import risk_model
from assess.evaluate.standing import with_blind_spots
from assess.evaluate.team import TeamFigures, Workshop, people_in, team_figures, withheld_team
from assess.evaluate.withhold import EVERYBODY, hidden_teams, without_remainders
from assess.model.result import Result
from assess.planning.actions import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assess.model.answers import TeamAnswers
    from assess.model.evidence import Content
    from assess.model.parameters import Parameters
    from assess.model.result import OrganisationResult, TeamResult

SCHEMA = 1
ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentHeader:
    """What a result says of the assessment it belongs to."""

    id: str
    title: str
    wave: int
    made_on: str
    """ISO date"""
    demonstration: bool
    organisation: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All results of an assessment: the organisation's first, then each team's."""

    results: tuple[Result, ...]


def evaluate(
    content: Content,
    header: AssessmentHeader,
    teams: Sequence[TeamAnswers],
    parameters: Parameters,
    progress: Callable[[int, int], None],
    digests: Sequence[tuple[str, str, str]] = (),
) -> Evaluation:
    """Return the results of an assessment.

    `digests`: (id, version, digest) of the instruments.  The same arguments give the same results,
    digit for digit.  Withholding is decided here, so nothing downstream can leak what it never
    received.

    Raises ScoringError for answers that fit no item, two teams with one id, and parameters that
    cannot be; PlanError for a what-if on plans that contradicts itself.
    """
    check_answers(content.instruments, teams)
    ordered = sorted(teams, key=lambda team: (team.name, team.id))
    shop = workshop(content, parameters)
    shop = replace(shop, careless=careless_ids(content.instruments, ordered))
    hidden = hidden_teams(
        {team.id: people_in(shop, team) for team in ordered}, parameters.minimum_group
    )
    found = _team_results(shop, ordered, hidden, progress)
    total = _total(shop, pooled(header.organisation, ordered), ordered, hidden)
    whole = organisation_result(shop, header.organisation, found, total)
    progress(len(ordered) + 1, len(ordered) + 1)
    chain = (digests, (content.evidence.version, content.evidence.digest))
    results = [_result(header, whole, None, (*chain, ordered), parameters)]
    for team, result in zip(ordered, found, strict=True):
        results.append(_result(header, None, result.result, (*chain, [team]), parameters))
    return Evaluation(tuple(results))


def _total(
    shop: Workshop,
    everybody: TeamAnswers,
    teams: Sequence[TeamAnswers],
    hidden: Mapping[str, str],
) -> TeamResult:
    """Return everybody's result, without what would give away teams that are not shown."""
    if EVERYBODY in hidden:
        return withheld_team(everybody, hidden[EVERYBODY]).result
    scales = team_scales(shop.instruments, [everybody])[everybody.id]
    figures = team_figures(shop, everybody, scales)
    unseen = [team for team in teams if team.id in hidden]
    minimum = shop.parameters.minimum_group
    return without_remainders(figures.result, shop.instruments, unseen, minimum)


def workshop(content: Content, parameters: Parameters) -> Workshop:
    """Return what every team of an evaluation shares."""
    check_parameters(content.instruments, parameters)
    return Workshop(
        instruments=content.instruments,
        bank=Bank.of(content.instruments),
        model=risk_model(content.evidence, parameters),
        catalogue=catalogue(content.evidence.actions),
        parameters=parameters,
    )


def _team_results(
    shop: Workshop,
    teams: Sequence[TeamAnswers],
    hidden: Mapping[str, str],
    progress: Callable[[int, int], None],
) -> list[TeamFigures]:
    scales = team_scales(shop.instruments, teams)
    found = []
    for done, team in enumerate(teams):
        progress(done, len(teams) + 1)
        found.append(
            withheld_team(team, hidden[team.id])
            if team.id in hidden
            else team_figures(shop, team, scales[team.id])
        )
    standing = with_blind_spots([figures.result for figures in found])
    return [replace(f, result=result) for f, result in zip(found, standing, strict=True)]


def _result(
    header: AssessmentHeader,
    organisation: OrganisationResult | None,
    team: TeamResult | None,
    chain: tuple[Sequence[tuple[str, str, str]], tuple[str, str], Sequence[TeamAnswers]],
    parameters: Parameters,
) -> Result:
    return Result(
        schema=SCHEMA,
        assessment=header.id,
        title=header.title,
        wave=header.wave,
        made_on=header.made_on,
        demonstration=header.demonstration,
        scope=ORGANISATION if team is None else team.team.id,
        organisation_name=header.organisation,
        provenance=provenance(*chain, parameters),
        organisation=organisation,
        team=team,
    )
