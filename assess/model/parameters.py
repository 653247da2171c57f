"""Everything a result depends on besides content and answers.  What-if changes one of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assess.model.result import MINIMUM_GROUP

if TYPE_CHECKING:
    from assess.model.pilots import KnownOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The knobs of one evaluation, all with a default that can be defended."""

    seed: int = 20260101
    draws: int = 20_000
    minimum_group: int = MINIMUM_GROUP
    budget_days: float = 60.0
    """person-days one team can spend on the plan"""
    capacity_days: float = 10.0
    """person-days one owner role can give in 30 days"""
    weights: dict[str, float] = field(default_factory=dict)
    """column id → weight in the composite; equal when empty"""
    levels: dict[str, int] = field(default_factory=dict)
    """what-if: practice id → level it is set to, for every team in the evaluation"""
    added: tuple[str, ...] = ()
    """what-if: actions forced into the plan"""
    dropped: tuple[str, ...] = ()
    """what-if: actions kept out of the plan"""
    priors: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    """outcome id → own (median, 5 %, 95 %) instead of the published prior"""
    outcomes: dict[str, tuple[KnownOutcome, ...]] = field(default_factory=dict)
    """outcome id → what became of the organisation's own pilots, as known on the closing day"""
