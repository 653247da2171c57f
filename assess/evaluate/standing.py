"""Figures that only exist among teams: the blind spot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assess.model.result import Estimate
from assess.scoring.blind_spot import blind_spots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.result import ScaleResult, TeamResult

NO_SELF_RATING = "The self-report was not asked."


def with_blind_spots(teams: Sequence[TeamResult]) -> list[TeamResult]:
    """Set each team's self-rating against its accuracy, among the teams that can be shown."""
    own = [_self_rating(team) for team in teams]
    performance = [
        Estimate.missing(team.withheld) if team.fluency is None else team.fluency.accuracy
        for team in teams
    ]
    gaps = blind_spots(own, performance)
    return [
        team
        if team.fluency is None
        else replace(team, fluency=replace(team.fluency, blind_spot=gap))
        for team, gap in zip(teams, gaps, strict=True)
    ]


def _self_rating(team: TeamResult) -> Estimate:
    """Mean of the self-report scales, each on its own 0-1 range."""
    parts = [s for s in team.scales if s.mean.value is not None]
    if team.fluency is None or not parts:
        return Estimate.missing(NO_SELF_RATING)
    return Estimate(
        sum(_share(s, s.mean.value) for s in parts) / len(parts),
        sum(_share(s, s.mean.low) for s in parts) / len(parts),
        sum(_share(s, s.mean.high) for s in parts) / len(parts),
        min(s.mean.n for s in parts),
    )


def _share(scale: ScaleResult, value: float | None) -> float:
    return ((value or scale.minimum) - scale.minimum) / (scale.maximum - scale.minimum)
