"""Speed of scores, risk, plan and what-if, as multiples of what NumPy needs for a floor.

Both sides run right after each other in the same process.  A ratio is the median over the rounds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from assess.content.load import load_library
from assess.evaluate import evaluate
from assess.evaluate.evaluation import workshop
from assess.evaluate.ratings import team_scales
from assess.evaluate.team import team_figures
from assess.evaluate.what_if import Change, prepare, what_if
from assess.model.parameters import Parameters
from assess.scoring.group_means import group_means_with_intervals
from assess.settings import resource_folder
from benchmarks import science_risk
from benchmarks.machine import machine, versions
from benchmarks.made_organisation import HEADER, TeamTruth, made_team, true_levels
from benchmarks.timing import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assess.evaluate.team import Workshop
    from assess.model.answers import TeamAnswers

DRAWS, FACTORS = 20_000, 28
ANSWERS, TEAMS, ITEMS = 1_000_000, 20_000, 5
ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Bound:
    """One ratio: the most it may be, and what it is."""

    most: float | None
    what: str


BOUNDS = {
    "score_million_vs_floor": Bound(
        3.0,
        "means and intervals of 1,000,000 answers (200,000 people x 5 items) in 20,000 teams; "
        "floor: np.add.reduceat on the same sorted array",
    ),
    "score_million_people_vs_floor": Bound(
        None, "the same for 1,000,000 people with one answer each; floor: reduceat of one column"
    ),
    "team_result_vs_draws": Bound(
        6.0,
        "whole result of one 12-person team: scores, both risks on 20,000 draws, drivers, plan "
        "with frontier and stability; floor: drawing 20,000 x 28 standard normals",
    ),
    "what_if_vs_draws": Bound(
        4.0, "one practice moved: its domain, both risks, drivers, the plan again; same floor"
    ),
    "model_once_vs_draws": Bound(
        None, "drawing the risk model, once per evaluation for all teams; same floor"
    ),
    "evaluation_vs_draws": Bound(
        None, "evaluate() of that one team: model, team, total and comparison; same floor"
    ),
}


def run(arguments: Sequence[str]) -> dict[str, Any]:
    """Measure; `arguments`: the number of rounds, 25 when missing."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    found = in_turn(_pairs(), rounds)
    return {
        "ratios": {name: round(ratio.median, 2) for name, ratio in found.items()}
        | science_risk.ratios(),
        "quartiles": {n: [round(r.low, 2), round(r.high, 2)] for n, r in found.items()},
        "bounds": {name: bound.most for name, bound in BOUNDS.items() if bound.most is not None},
        "milliseconds": {
            name: [round(ratio.milliseconds, 2), round(ratio.floor_milliseconds, 2)]
            for name, ratio in found.items()
        },
        "versions": versions("numpy", "scipy"),
        "machine": machine(),
    }


def failed(document: dict[str, Any]) -> bool:
    """Whether a ratio is above its bound."""
    return any(document["ratios"][name] > most for name, most in document["bounds"].items())


def to_json(document: dict[str, Any]) -> str:
    """Return the document as JSON."""
    return json.dumps(document, indent=2)


def to_text(document: dict[str, Any]) -> str:
    """Return the document as a table for people."""
    lines = [f"{'ratio':32} {'':>6} {'quartiles':>13} {'bound':>6} {'ms':>8} {'floor':>8}"]
    for name, ratio in document["ratios"].items():
        line = f"{name:32} {ratio:6.2f}"
        if name in BOUNDS:
            low, high = document["quartiles"][name]
            most = document["bounds"].get(name, "")
            one, floor = document["milliseconds"][name]
            line += f" {low:5.2f} – {high:5.2f} {most:>6} {one:8.2f} {floor:8.2f}"
        lines.append(line)
    lines += ["", *(f"{name}: {bound.what}" for name, bound in BOUNDS.items())]
    lines += ["", f"versions: {document['versions']}", f"machine: {document['machine']}"]
    return "\n".join(lines)


def _pairs() -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    content, parameters = load_library(resource_folder("questionnaires")).content(), Parameters()
    rng = np.random.default_rng(20260101)
    team = made_team(
        content.instruments, rng, truth=TeamTruth(levels=true_levels(content.instruments, rng))
    )
    shop = workshop(content, parameters)
    prepared = prepare(shop, team, _whole(shop, team))
    change = Change(levels={"gov.stance.written": 4})
    answers = rng.integers(1, 6, ANSWERS).astype(np.float64)
    items, people = answers.reshape(-1, ITEMS), np.arange(0, ANSWERS, ANSWERS // TEAMS)
    starts = people // ITEMS
    runs: dict[str, Callable[[], object]] = {
        "team_result_vs_draws": lambda: _whole(shop, team),
        "what_if_vs_draws": lambda: what_if(prepared, change),
        "model_once_vs_draws": lambda: workshop(content, parameters),
        "evaluation_vs_draws": lambda: evaluate(content, HEADER, [team], parameters, _silent),
    }
    return {
        "score_million_vs_floor": (
            lambda: group_means_with_intervals(items, starts, 1 / (12 * ITEMS)),
            lambda: np.add.reduceat(items, starts, axis=0),
        ),
        "score_million_people_vs_floor": (
            lambda: group_means_with_intervals(answers, people, 1 / 12),
            lambda: np.add.reduceat(answers, people),
        ),
        **{name: (run, _draws) for name, run in runs.items()},
    }


def _draws() -> None:
    np.random.default_rng(1).standard_normal((DRAWS, FACTORS))


def _whole(shop: Workshop, team: TeamAnswers) -> Any:  # noqa: ANN401 - timed, not read
    return team_figures(shop, team, team_scales(shop.instruments, [team])[team.id]).result


def _silent(_done: int, _total: int) -> None:
    """Report no progress."""
