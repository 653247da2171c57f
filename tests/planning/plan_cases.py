"""Made-up teams and actions for planning, with the real risk path behind them."""

from __future__ import annotations

import numpy as np

from assess.model.evidence import Action, Effort, OddsRatio, RiskFactor
from assess.planning.situation import Position
from assess.risk.effects import draw_effects
from assess.risk.path import risk_path
from assess.risk.prior import fit_prior
from assess.risk.states import PracticeLevel, factor_states

GRADES = "B" * 15 + "C" * 11 + "D" * 2


def action(id_, raises, days=3.0, owner="lead", requires=()):
    return Action(
        id=id_,
        title=f"Do {id_}",
        why="made for a test",
        first_step="made for a test",
        effort=Effort(low=days / 2, likely=days, high=days * 2),
        owner=owner,
        done_when="made for a test",
        raises=raises,
        requires=tuple(requires),
    )


def made_effects(draws=20_000, seed=3, grades=GRADES, least=1.2, most=2.5):
    rng = np.random.default_rng(seed)
    factors = []
    for index, grade in enumerate(grades):
        median = float(rng.uniform(least, most))
        ratio = OddsRatio(median=median, low=median**0.3, high=median**1.8)
        factors.append(
            RiskFactor(
                id=f"factor-{index:02}",
                title=f"Factor {index}",
                definition="made for a test",
                evidence="made for a test",
                grade=grade,
                odds_ratio=ratio,
                basis="assumed",
                sources=(),
            )
        )
    return draw_effects(factors, {"O1": fit_prior(0.56, 0.38, 0.72)}, draws, seed)


def made_team(effects, seed, practices=90, actions=45, needed=12, owners=9):
    """A team with some unknown practices, and actions that overlap and require each other."""
    rng = np.random.default_rng(seed)
    ids = [f"practice-{i:03}" for i in range(practices)]
    lowers = {
        id_: tuple(rng.choice(effects.factors, rng.integers(1, 3), replace=False)) for id_ in ids
    }
    levels = {
        id_: PracticeLevel(float(rng.integers(0, 9)) / 2 if rng.random() > 0.1 else None, 0.6)
        for id_ in ids
    }
    states = factor_states(effects.factors, lowers, levels)
    made = []
    chain = set(rng.choice(np.arange(1, actions), min(needed, actions - 1), replace=False).tolist())
    for index in range(actions):
        raised = rng.choice(ids, rng.integers(1, 4), replace=False)
        made.append(
            action(
                f"action-{index:02}",
                {str(id_): int(rng.integers(2, 5)) for id_ in raised},
                float(rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20])),
                f"owner-{rng.integers(owners)}",
                (f"action-{rng.integers(index):02}",) if index in chain else (),
            )
        )
    position = Position(states.practices, states.levels, states.known, states.loadings)
    return made, position, risk_path(effects, states, "O1")
