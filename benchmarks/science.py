"""Speed of the arithmetic as ratios: both sides are measured in the same run, taking turns."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from assess.content.load import load_library
from assess.evaluate.evaluation import workshop
from assess.evaluate.ratings import team_scales
from assess.evaluate.team import team_figures
from assess.evaluate.what_if import Change, prepare, what_if
from assess.model.parameters import Parameters
from assess.operations.campaigns import in_order
from assess.scoring.group_means import group_means_with_intervals
from assess.settings import resource_folder
from benchmarks import science_risk
from benchmarks.made_organisation import made_team

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE = 12
ROUNDS = 15


def ratios(rounds: int = ROUNDS) -> dict[str, float]:
    """Return name → median time of the work over median time of its floor."""
    return {**_scoring(rounds), **_team(rounds), **science_risk.ratios(rounds)}


def _scoring(rounds: int) -> dict[str, float]:
    """Means and intervals of a million answers in 20,000 teams, against summing them by team."""
    people, items, teams = 100_000, 10, 20_000
    answers = np.random.default_rng(1).integers(1, 6, (people, items)).astype(np.float64)
    starts = np.arange(teams) * (people // teams)
    flat, edges = answers.ravel(), starts * items
    work, floor = _times(
        lambda: group_means_with_intervals(answers, starts),
        lambda: np.add.reduceat(flat, edges),
        rounds,
    )
    return {"score_million_vs_floor": work / floor}


def _team(rounds: int) -> dict[str, float]:
    """One twelve-person team whole, and one change to it, against drawing 20,000 x 28 normals."""
    library = load_library(resource_folder("questionnaires"))
    instruments = in_order(library.instruments)
    shop = workshop(library.content(instruments), Parameters())
    team = made_team(instruments, np.random.default_rng(2), people=PEOPLE)
    shown = team_figures(shop, team, team_scales(instruments, [team])[team.id]).result
    prepared = prepare(shop, team, shown)
    practice = next(iter(prepared.figures.practices.levels))

    def whole() -> None:
        team_figures(shop, team, team_scales(instruments, [team])[team.id])

    def changed() -> None:
        what_if(prepared, Change(levels={practice: 3}))

    def draws() -> None:
        np.random.default_rng(1).standard_normal((20_000, 28))

    result, floor = _times(whole, draws, rounds)
    change, floor_again = _times(changed, draws, rounds)
    return {
        "team_result_vs_draws": result / floor,
        "what_if_vs_draws": change / floor_again,
    }


def _times(
    work: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the median seconds of both, measured in turns."""
    work(), floor()  # warm
    pairs = [(_seconds(work), _seconds(floor)) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
