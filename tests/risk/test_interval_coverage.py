"""A small slice of the recovery suite: 80 % intervals hold the truth in about 80 % of teams."""

import numpy as np

from assess.risk.effects import draw_effects
from assess.risk.probability import team_risk
from assess.risk.states import PracticeLevel, factor_states


def test_intervals_hold_the_true_probability(factors, effects, priors, lowers):
    teams = 500
    truth = draw_effects(factors, priors, teams, seed=99)
    rng = np.random.default_rng(1)
    hits = 0
    for team in range(teams):
        true = np.clip(rng.normal(rng.normal(2.0, 0.7), 1.0, len(lowers)), 0.0, 4.0)
        error = rng.choice([0.4, 0.6, 0.9], len(lowers))
        shared, own = rng.normal(), rng.normal(size=len(lowers))
        stated = np.clip(true + error * 0.5**0.5 * (shared + own), 0.0, 4.0)
        levels = {
            practice: PracticeLevel(float(stated[i]), float(error[i]))
            for i, practice in enumerate(sorted(lowers))
        }
        states = factor_states(effects.factors, lowers, levels)
        interval = team_risk(effects, states, "O1").probability
        sums = -(states.loadings @ (true / 2.0 - 1.0)) @ truth.summed[:, team]
        moved = np.clip(truth.discount(len(factors))[team] * sums, -2.0, 2.0)
        probability = 1.0 / (1.0 + np.exp(-(truth.base["O1"][team] + moved)))
        hits += interval.low <= probability <= interval.high
    assert 0.75 <= hits / teams <= 0.86
