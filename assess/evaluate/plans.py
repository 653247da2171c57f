"""The plan of one team: actions chosen under its budget, against its risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.evaluate.risks import RiskModel, TeamPractices, planned_path
from assess.model.conditions import holds
from assess.model.errors import PlanError
from assess.model.result import Estimate, FrontierPoint, PlannedAction, PlanResult
from assess.planning.plan import OpenAction, Plan, make_plan
from assess.planning.situation import Limits, Position

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assess.model.evidence import Evidence
    from assess.model.parameters import Parameters
    from assess.planning.actions import Catalogue
    from assess.risk.states import FactorStates

ROUGH_DRAWS = 2_000
"""draws by which a plan's candidates are ranked; every figure shown uses all draws"""


def plan_result(
    model: RiskModel,
    catalogue: Catalogue,
    practices: TeamPractices,
    states: FactorStates,
    titles: Mapping[str, str],
    parameters: Parameters,
) -> PlanResult:
    """Return the plan of one team.  `titles`: practice id → title, for the triggers.

    Raises PlanError for a what-if that forces an action in and keeps it out.
    """
    position = Position(states.practices, states.levels, states.known, states.loadings)
    limits = Limits(
        budget_days=parameters.budget_days,
        capacity_days=parameters.capacity_days,
        added=frozenset(parameters.added),
        dropped=frozenset(parameters.dropped),
    )
    applies = frozenset(
        action.id
        for action in catalogue.actions
        if action.applies_if is None or holds(action.applies_if, practices.facts)
    )
    _require_known(parameters, model.evidence)
    path = planned_path(model, states)
    made = make_plan(catalogue, position, limits, path, path.thinned(ROUGH_DRAWS), applies)
    known = dict(zip(states.practices, states.known.tolist(), strict=True))
    return _result(made, titles, known)


def _require_known(parameters: Parameters, evidence: Evidence) -> None:
    known = {action.id for action in evidence.actions}
    unknown = sorted({*parameters.added, *parameters.dropped} - known)
    if unknown:
        raise PlanError(f"There is no action {', '.join(unknown)}.")


def _result(made: Plan, titles: Mapping[str, str], known: Mapping[str, bool]) -> PlanResult:
    after = made.after
    return PlanResult(
        budget_days=made.budget_days,
        used_days=made.used_days,
        risk_before=made.before.mean,
        risk_after=Estimate(after.mean, after.low, after.high),
        actions=tuple(
            _action(one, titles, known) for one in made.actions if one.raises or one.chosen
        ),
        frontier=tuple(FrontierPoint(point.days, point.risk) for point in made.frontier),
    )


def _action(one: OpenAction, titles: Mapping[str, str], known: Mapping[str, bool]) -> PlannedAction:
    action = one.action
    value, low, high = one.gain
    return PlannedAction(
        action=action.id,
        title=action.title,
        why=action.why,
        first_step=action.first_step,
        owner=action.owner,
        done_when=action.done_when,
        low_days=action.effort.low,
        likely_days=action.effort.likely,
        high_days=action.effort.high,
        chosen=one.chosen,
        window=one.window,
        gain=Estimate(value, low, high),
        stability=one.stability,
        triggers=tuple(
            _trigger(titles.get(practice, practice), level, known=known.get(practice, False))
            for practice, level, _target in one.raises
        ),
        requires=action.requires,
        frameworks=action.frameworks,
    )


def _trigger(title: str, level: float, *, known: bool) -> str:
    if not known:
        return f"{title}: nobody could say"
    return f"{title}: level {level:.1f} of 4".replace(".0 of", " of")
