"""The digest chain of a result: what it was computed from, so that it can be computed again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from assess import __version__
from assess.model.answer_rules import to_document
from assess.model.result import Provenance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.answers import Response, TeamAnswers
    from assess.model.parameters import Parameters


def provenance(
    instruments: Sequence[tuple[str, str, str]],
    evidence: tuple[str, str],
    teams: Sequence[TeamAnswers],
    parameters: Parameters,
) -> Provenance:
    """Return the chain for answers of these teams.

    `instruments`: (id, version, digest) each; `evidence`: (version, digest).
    """
    answers = _digest([_team(team) for team in sorted(teams, key=lambda team: team.id)])
    knobs = _digest(asdict(parameters))
    return Provenance(
        code=__version__,
        instruments=tuple(instruments),
        evidence=evidence,
        answers=answers,
        parameters=knobs,
        seed=parameters.seed,
        chain=_digest([__version__, list(instruments), list(evidence), answers, knobs]),
    )


def _team(team: TeamAnswers) -> dict[str, object]:
    return {
        "team": team.id,
        "headcount": team.headcount,
        "pseudonymous": _responses(team.pseudonymous),
        "anonymous": _responses(team.anonymous),
    }


def _responses(responses: Sequence[Response]) -> list[object]:
    """Return responses in an order that says nothing of when they came."""
    return [
        {
            "audience": response.audience.value,
            "answers": {item: to_document(value) for item, value in response.answers.items()},
            "grades": {item: grade.value for item, grade in response.grades.items()},
            "hasty": response.hasty,
        }
        for response in sorted(responses, key=lambda response: response.id)
    ]


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
