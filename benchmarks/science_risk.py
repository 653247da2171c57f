"""Time of risk and plan of one team, as multiples of drawing 20,000 x 28 standard normals.

Both sides are timed in turn in the same run, and the fastest of each is compared, so that another
load on the machine hits both.  The team and its actions are made up from a seed, with the sizes of
the shipped content: 28 factors, 110 practices, 45 actions of which a dozen require another.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.evidence import Action, Effort, OddsRatio, RiskFactor
from assess.planning.actions import Catalogue, catalogue
from assess.planning.plan import ROUGH_DRAWS, Plan, make_plan
from assess.planning.situation import Limits, Position
from assess.risk.contributions import contributions
from assess.risk.effects import EffectDraws, draw_effects
from assess.risk.path import risk_path
from assess.risk.prior import fit_prior
from assess.risk.probability import team_risk
from assess.risk.states import FactorStates, PracticeLevel, factor_states, with_levels

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWS = 20_000
GRADES = "BBBBBBCCCBBCBCCBBCCCCDCBCBBD"
EFFORTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20)
OUTCOMES = {"O1": (0.56, 0.38, 0.72), "O2": (0.64, 0.45, 0.80)}
LIMITS = Limits(budget_days=60.0, capacity_days=10.0)


@dataclass(frozen=True, slots=True)
class Case:
    """One made-up team."""

    factors: tuple[RiskFactor, ...]
    effects: EffectDraws
    lowers: dict[str, tuple[str, ...]]
    levels: dict[str, PracticeLevel]
    actions: Catalogue


def made_case(seed: int = 5) -> Case:
    """Make a team, its practices and its actions from a seed."""
    rng = np.random.default_rng(seed)
    factors = tuple(
        RiskFactor(
            id=f"factor-{index:02}",
            title=f"Factor {index}",
            definition="made up",
            evidence="made up",
            grade=grade,
            odds_ratio=OddsRatio(median=ratio, low=ratio**0.3, high=ratio**1.8),
            basis="assumed",
            sources=(),
        )
        for index, (grade, ratio) in enumerate(
            zip(GRADES, rng.uniform(1.2, 2.5, len(GRADES)).tolist(), strict=True)
        )
    )
    ids = [factor.id for factor in factors]
    practices = [f"practice-{index:03}" for index in range(110)]
    lowers = {p: tuple(rng.choice(ids, rng.integers(1, 3), replace=False)) for p in practices}
    levels = {
        p: PracticeLevel(float(rng.integers(0, 9)) / 2 if rng.random() > 0.1 else None, 0.6)
        for p in practices
    }
    priors = {outcome: fit_prior(*values) for outcome, values in OUTCOMES.items()}
    effects = draw_effects(factors, priors, DRAWS, seed)
    return Case(factors, effects, lowers, levels, catalogue(_made_actions(rng, practices)))


def _made_actions(rng: np.random.Generator, practices: list[str]) -> list[Action]:
    needing = set(rng.choice(np.arange(1, 45), 12, replace=False).tolist())
    made = []
    for index in range(45):
        days = float(rng.choice(EFFORTS))
        raised = rng.choice(practices, rng.integers(1, 4), replace=False)
        made.append(
            Action(
                id=f"action-{index:02}",
                title=f"Action {index}",
                why="made up",
                first_step="made up",
                effort=Effort(low=days / 2, likely=days, high=days * 2),
                owner=f"owner-{rng.integers(9)}",
                done_when="made up",
                raises={str(practice): int(rng.integers(2, 5)) for practice in raised},
                requires=(f"action-{rng.integers(index):02}",) if index in needing else (),
            )
        )
    return made


def planned(case: Case, states: FactorStates) -> Plan:
    """Plan for one team on the risk of the first outcome."""
    position = Position(states.practices, states.levels, states.known, states.loadings)
    path = risk_path(case.effects, states, "O1")
    return make_plan(case.actions, position, LIMITS, path, path.thinned(ROUGH_DRAWS))


def full(case: Case) -> Plan:
    """States, both risks with the contribution of every factor, and the plan."""
    states = factor_states(case.effects.factors, case.lowers, case.levels)
    for outcome in OUTCOMES:
        team_risk(case.effects, states, outcome)
        contributions(case.effects, states, outcome)
    return planned(case, states)


def what_if(case: Case) -> Plan:
    """One practice moved: states, both risks and the plan again."""
    changed = with_levels(case.levels, {"practice-007": 3.0})
    states = factor_states(case.effects.factors, case.lowers, changed)
    for outcome in OUTCOMES:
        team_risk(case.effects, states, outcome)
    return planned(case, states)


def draws() -> None:
    """Draw the floor: fresh normals of the size of the model."""
    np.random.default_rng(1).standard_normal((DRAWS, len(GRADES)))


def ratios(rounds: int = 15) -> dict[str, float]:
    """Time each path as a multiple of the floor; the fastest of `rounds` on either side."""
    case = made_case()
    priors = case.effects.priors
    sides: dict[str, Callable[[], object]] = {
        "floor": draws,
        "risk_and_plan_vs_draws": lambda: full(case),
        "risk_and_plan_what_if_vs_draws": lambda: what_if(case),
        "effects_once_vs_draws": lambda: draw_effects(case.factors, priors, DRAWS, 5),
    }
    fastest = dict.fromkeys(sides, float("inf"))
    for _ in range(rounds):
        for name, run in sides.items():
            begin = time.perf_counter()
            run()
            fastest[name] = min(fastest[name], time.perf_counter() - begin)
    floor = fastest.pop("floor")
    return {name: round(seconds / floor, 2) for name, seconds in fastest.items()}


if __name__ == "__main__":
    print(json.dumps({"ratios": ratios()}, indent=2))
