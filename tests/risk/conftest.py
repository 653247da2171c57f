"""A small evidence base: the grades of the published table, one odds ratio for all."""

from __future__ import annotations

import pytest
from risk_cases import GRADES, PRIORS, risk_factor

from assess.risk.effects import draw_effects
from assess.risk.prior import fit_prior
from assess.risk.states import PracticeLevel, factor_states


@pytest.fixture(scope="session")
def factors():
    return [risk_factor(index, grade) for index, grade in enumerate(GRADES)]


@pytest.fixture(scope="session")
def priors():
    return {outcome: fit_prior(*values) for outcome, values in PRIORS.items()}


@pytest.fixture(scope="session")
def effects(factors, priors):
    return draw_effects(factors, priors, 20_000, seed=7)


@pytest.fixture(scope="session")
def lowers(factors):
    """Two practices a factor, and one practice that lowers two factors."""
    table = {f"practice-{2 * i + j:02}": (f.id,) for i, f in enumerate(factors) for j in (0, 1)}
    return table | {"practice-shared": (factors[0].id, factors[-1].id)}


@pytest.fixture(scope="session")
def team(effects, lowers):
    """Build states with every practice at one level, or at the levels given."""

    def build(levels, error=0.0, applying=None):
        if not isinstance(levels, dict):
            levels = dict.fromkeys(lowers, levels)
        known = {id_: PracticeLevel(level, error) for id_, level in levels.items()}
        return factor_states(effects.factors, lowers, known, applying)

    return build
