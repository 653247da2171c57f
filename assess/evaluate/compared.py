"""All teams on one column: rank intervals, who is ahead of whom, who cannot be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from assess.evaluate.columns import RISK, estimate_on
from assess.evaluate.risks import PLANNED_OUTCOME
from assess.model.result import Cell, Comparison
from assess.risk.joint import joint_risk_draws
from assess.scoring.comparison import MOST_PAIRS, TeamComparison, compare, compare_drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.evaluate.team import TeamFigures, Workshop
    from assess.model.result import Column


def compare_teams(shop: Workshop, column: Column, figures: Sequence[TeamFigures]) -> Comparison:
    """Return one comparison.  Risks are drawn together, other figures independently."""
    found = _risks(shop, figures) if column.group == RISK else _others(shop, column, figures)
    ids = [one.result.team.id for one in figures]
    return Comparison(
        column=column,
        cells=tuple(
            Cell(one.result.team.id, estimate_on(one.result, column), at.rank_low, at.rank_high)
            for one, at in zip(figures, found.standings, strict=True)
        ),
        ahead=found.ahead,
        groups=tuple(tuple(ids[place] for place in run) for run in found.groups),
    )


def _others(shop: Workshop, column: Column, figures: Sequence[TeamFigures]) -> TeamComparison:
    estimates = [estimate_on(one.result, column) for one in figures]
    # a seed of its own for every column, so that adding one column changes no other
    rng = np.random.default_rng([shop.parameters.seed, crc32(column.id.encode())])
    return compare(
        estimates,
        rng,
        lower_is_better=column.better == "low",
        pairs=len(figures) <= MOST_PAIRS,
    )


def _risks(shop: Workshop, figures: Sequence[TeamFigures]) -> TeamComparison:
    places = [place for place, one in enumerate(figures) if one.states is not None]
    states = [one.states for one in figures if one.states is not None]
    drawn = joint_risk_draws(
        shop.model.effects,
        states,
        PLANNED_OUTCOME,
        overlap_scale=shop.model.scale(PLANNED_OUTCOME),
    )
    return compare_drawn(-drawn, places, len(figures), pairs=len(figures) <= MOST_PAIRS)
