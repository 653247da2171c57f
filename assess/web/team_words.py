"""A team's figures as sentences: each says only what its interval carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.web.figures import figure

if TYPE_CHECKING:
    from assess.model.result import Estimate, FluencyResult, PlanResult, RiskResult

TELLING = ((0.5, "hardly tells"), (1.0, "sometimes tells"), (2.0, "usually tells"))
"""upper ends of d′; about 60, 69 and 84 % right without a lean"""


def fluency_title(name: str, fluency: FluencyResult) -> str:
    """Say in one sentence how a team judges AI output."""
    value = fluency.sensitivity.value
    if value is None:
        return f"What can be said of how {name} judges AI output"
    telling = next((words for end, words in TELLING if value < end), "reliably tells")
    return f"{name} {telling} sound output from flawed, {lean_words(fluency.bias)}"


def lean_words(bias: Estimate) -> str:
    """Say which way a team errs, when the interval leaves no doubt about it."""
    if bias.low is not None and bias.low > 0:
        return "and errs towards accepting"
    if bias.high is not None and bias.high < 0:
        return "and errs towards rejecting"
    return "and errs neither way beyond chance"


def confidence_words(overconfidence: Estimate) -> str:
    """Say whether stated confidence and success agree."""
    low, high = overconfidence.low, overconfidence.high
    if overconfidence.value is None or low is None or high is None:
        return "Confidence against success"
    if low > 0:
        return f"Surer than right, by {_points(overconfidence.value)}"
    if high < 0:
        return f"More often right than sure, by {_points(-overconfidence.value)}"
    return "As sure as it is right, within the interval"


def risk_title(risk: RiskResult) -> str:
    """Set a risk beside its base rate."""
    median, base = figure(risk.median, "risk"), figure(risk.base_median, "risk")
    if risk.low > risk.base_median:
        return f"{median}, above the base rate of {base}"
    if risk.high < risk.base_median:
        return f"{median}, below the base rate of {base}"
    return f"{median}, not to be told apart from the base rate of {base}"


def plan_title(plan: PlanResult) -> str:
    """Say what the plan takes and what it is expected to change."""
    chosen = sum(action.chosen for action in plan.actions)
    if not chosen:
        return "No action fits the budget"
    days = f"{plan.used_days:.0f} of {plan.budget_days:.0f} person-days"
    actions = "one action" if chosen == 1 else f"{chosen} actions"
    return f"{actions.capitalize()} for {days}"


def _points(value: float) -> str:
    whole = f"{100 * value:.0f}"
    return f"{whole} point" if whole == "1" else f"{whole} points"
