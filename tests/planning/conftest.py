"""Draws shared by the tests of planning; making them takes longer than using them."""

from __future__ import annotations

import pytest
from plan_cases import made_effects


@pytest.fixture(scope="session")
def effects():
    return made_effects(draws=20_000)


@pytest.fixture(scope="session")
def few_effects():
    return made_effects(draws=4_000, seed=11)
