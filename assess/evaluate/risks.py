"""Pilot-failure risk of one team: practice levels through the risk model, drivers and gates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.evaluate.outcomes import OwnOutcomes, own_outcomes
from assess.model.conditions import holds
from assess.model.result import Driver, Estimate, GateResult, RiskResult
from assess.risk.contributions import Contribution, contributions, tornado
from assess.risk.effects import EffectDraws, draw_effects
from assess.risk.gates import gate_states
from assess.risk.path import risk_path
from assess.risk.probability import team_risk
from assess.risk.states import FactorStates, PracticeLevel, factor_states

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assess.model.evidence import Evidence, Outcome, RiskFactor
    from assess.model.parameters import Parameters
    from assess.risk.path import RiskPath

PLANNED_OUTCOME = "O1"
"""the outcome a plan works against"""

NOTHING_KNOWN = "Nobody could say anything about the practices behind this factor."


@dataclass(frozen=True, slots=True, eq=False)
class RiskModel:
    """The draws of the model with what they were made from; the same for every team."""

    effects: EffectDraws
    outcomes: tuple[Outcome, ...]
    factors: dict[str, RiskFactor]
    evidence: Evidence
    own: Mapping[str, OwnOutcomes]
    """outcome id → what the organisation's own pilots taught"""

    def scale(self, outcome: str) -> float:
        """Return the factor on the overlap discount λ of one outcome."""
        return self.own[outcome].learned.overlap_scale


@dataclass(frozen=True, slots=True, eq=False)
class TeamPractices:
    """What one team's practice answers mean to the risk model."""

    facts: Mapping[str, str]
    lowers: Mapping[str, tuple[str, ...]]
    """practice id → factors it lowers, for practices that were asked of this team"""
    levels: Mapping[str, PracticeLevel]


def risk_model(evidence: Evidence, parameters: Parameters) -> RiskModel:
    """Draw the model once for all teams of an evaluation, after learning from known outcomes."""
    own: dict[str, OwnOutcomes] = {
        outcome.id: own_outcomes(outcome, parameters) for outcome in evidence.outcomes
    }
    priors = {outcome: taught.learned.prior for outcome, taught in own.items()}
    effects = draw_effects(evidence.factors, priors, parameters.draws, parameters.seed)
    factors = {factor.id: factor for factor in evidence.factors}
    return RiskModel(effects, evidence.outcomes, factors, evidence, own)


def states_of(model: RiskModel, practices: TeamPractices) -> FactorStates:
    """Return the factor states of a team; factors that do not apply to it are left out."""
    applying = frozenset(
        factor.id
        for factor in model.factors.values()
        if factor.applies_if is None or holds(factor.applies_if, practices.facts)
    )
    return factor_states(model.effects.factors, practices.lowers, practices.levels, applying)


def planned_path(model: RiskModel, states: FactorStates) -> RiskPath:
    """Return the path from states to the risk that a plan works against."""
    return risk_path(model.effects, states, PLANNED_OUTCOME, model.scale(PLANNED_OUTCOME))


def risk_results(
    model: RiskModel, practices: TeamPractices, states: FactorStates
) -> tuple[RiskResult, ...]:
    """Return the risk for every outcome, with drivers and the gates that are shut."""
    gates = _shut_gates(model, practices)
    return tuple(_result(model, states, outcome, gates) for outcome in model.outcomes)


def _result(
    model: RiskModel, states: FactorStates, outcome: Outcome, gates: tuple[GateResult, ...]
) -> RiskResult:
    scale = model.scale(outcome.id)
    risk = team_risk(model.effects, states, outcome.id, scale)
    drivers = tornado(contributions(model.effects, states, outcome.id, scale))
    return RiskResult(
        outcome=outcome.id,
        title=outcome.title,
        definition=outcome.definition,
        low=risk.probability.low,
        median=risk.probability.median,
        high=risk.probability.high,
        base_low=risk.base.low,
        base_median=risk.base.median,
        base_high=risk.base.high,
        equal_weights=risk.equal_weights,
        factors_answered=risk.answered,
        factors_asked=risk.asked,
        drivers=tuple(_driver(model.factors[c.factor], c) for c in drivers),
        gates=gates,
        calibration=model.own[outcome.id].sentence,
    )


def _driver(factor: RiskFactor, found: Contribution) -> Driver:
    state = (
        Estimate(found.state, found.state_low, found.state_high)
        if found.answered
        else Estimate.missing(NOTHING_KNOWN)
    )
    points = found.points
    return Driver(
        factor=factor.id,
        title=factor.title,
        grade=factor.grade,
        basis=factor.basis,
        state=state,
        points=Estimate(points.median, points.low, points.high),
        answered=found.answered,
        short=factor.short,
    )


def _shut_gates(model: RiskModel, practices: TeamPractices) -> tuple[GateResult, ...]:
    applying = [
        gate
        for gate in model.evidence.gates
        if gate.applies_if is None or holds(gate.applies_if, practices.facts)
    ]
    levels = {practice: known.level for practice, known in practices.levels.items()}
    return tuple(
        GateResult(found.gate.id, found.gate.title, found.gate.sentence)
        for found in gate_states(applying, levels)
        if found.state == "shut"
    )
