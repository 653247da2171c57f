"""Plan: what to do in 30, 90 and 180 days, what it buys, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.blocks import ActionCard, Actions, Block, Chapter, TableBlock
from assess.reports.figures.figure import Table
from assess.reports.figures.frontier import effort_risk_frontier
from assess.reports.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assess.model.result import PlannedAction, PlanResult
    from assess.reports.chapters.desk import Desk

WINDOWS: Final = (30, 90, 180)
_MOST_LEFT_OUT: Final = 12
_MOST_TRIGGERS: Final = 2


def plan_chapter(desk: Desk, plan: PlanResult | None) -> Chapter | None:
    """Return the chapter, None when there is no plan."""
    if plan is None or not plan.actions:
        return None
    chosen = chosen_actions(plan)
    blocks: list[Block] = [overview(chosen)] if chosen else []
    blocks.append(frontier_picture(desk, plan))
    blocks += windows(desk, chosen)
    blocks += left_out(plan)
    return Chapter("plan", "Plan", plan_title(plan), _lead(plan, chosen), tuple(blocks))


def chosen_actions(plan: PlanResult) -> list[PlannedAction]:
    """Return the actions of the plan in the order of their windows."""
    return sorted((a for a in plan.actions if a.chosen), key=lambda a: a.window)


def plan_title(plan: PlanResult) -> str:
    """Return what the plan buys, in whole per cent: a change needs more than five-point steps."""
    if plan.risk_after.value is None:
        return f"{numbers.days(plan.used_days)} person-days of work are proposed"
    return (
        f"{numbers.days(plan.used_days)} person-days move the risk from "
        f"{numbers.share(plan.risk_before)} to {numbers.share(plan.risk_after.value)}"
    )


def frontier_picture(desk: Desk, plan: PlanResult) -> Block:
    """Return the figure of effort against risk."""
    return desk.picture(
        "frontier",
        effort_risk_frontier,
        plan,
        _frontier_title(plan),
        note=(
            "Each step is the best set of actions for that many person-days; the bar is the 80 % "
            "interval of the plan. Changes are given in whole points because before and after are "
            "computed from the same draws; the risk itself is known to five points at best."
        ),
    )


def effort(action: PlannedAction) -> str:
    """Write an effort with its range."""
    return (
        f"{numbers.days(action.likely_days)} days "
        f"({numbers.days(action.low_days)} to {numbers.days(action.high_days)})"
    )


def gain(action: PlannedAction) -> str:
    """Write what an action buys on its own, in points."""
    if action.gain.value is None:
        return numbers.NOTHING
    return numbers.risk_points(-action.gain.value)


def windows(desk: Desk, chosen: Sequence[PlannedAction]) -> Iterator[Actions]:
    """Yield the cards of each window that holds actions."""
    order = {action.action: number for number, action in enumerate(chosen, 1)}
    for window in WINDOWS:
        inside = [action for action in chosen if action.window == window]
        if inside:
            yield Actions(
                f"Within {window} days",
                "",
                tuple(card(desk, action, str(order[action.action])) for action in inside),
            )


def card(desk: Desk, action: PlannedAction, number: str) -> ActionCard:
    """Return one action as a card."""
    known = {one.id: one for one in desk.evidence.actions}
    cites = desk.cite(known[action.action].sources) if action.action in known else ()
    more = len(action.triggers) - _MOST_TRIGGERS
    triggers = "; ".join(action.triggers[:_MOST_TRIGGERS])
    if more > 0:
        triggers += f"; and {counted(more, 'more answer')}"
    return ActionCard(
        number=number,
        title=action.title,
        effort=effort(action),
        gain=gain(action),
        owner=action.owner,
        why=action.why,
        first_step=action.first_step,
        done_when=action.done_when,
        triggers=triggers,
        cites=cites,
    )


def overview(chosen: Sequence[PlannedAction]) -> TableBlock:
    """Return the plan on one table."""
    rows = tuple(
        (
            f"{number}. {action.title}",
            f"{action.window} days",
            action.owner,
            effort(action),
            gain(action),
            numbers.share(action.stability),
        )
        for number, action in enumerate(chosen, 1)
    )
    return TableBlock(
        Table(
            "The plan at a glance",
            ("Action", "Within", "Owner", "Person-days", "Risk, points", "Stays in plan"),
            rows,
            "lllrrr",
        ),
        (35, 10, 17, 16, 10, 12),
        note=(
            "Risk: change by the action on its own; actions overlap, so the column does not add "
            "up. Stays in plan: share of draws in which the action would still be chosen."
        ),
    )


def left_out(plan: PlanResult) -> Iterator[TableBlock]:
    """Yield the best of the actions that did not fit the budget."""
    rest = [action for action in plan.actions if not action.chosen]
    if not rest:
        return
    rows = tuple((a.title, a.owner, effort(a), gain(a)) for a in rest[:_MOST_LEFT_OUT])
    more = len(rest) - len(rows)
    yield TableBlock(
        Table(
            "Left out under this budget, best first",
            ("Action", "Owner", "Person-days", "Risk, points"),
            rows,
            "llrr",
        ),
        (48, 22, 18, 12),
        note=f"And {counted(more, 'more action')}, in the attached result." if more > 0 else "",
    )


def _lead(plan: PlanResult, chosen: Sequence[PlannedAction]) -> str:
    owners = sorted({action.owner for action in chosen})
    return (
        f"{counted(len(chosen), 'action')} of {len(plan.actions)} were chosen to lower the risk "
        f"most within {numbers.days(plan.budget_days)} person-days, in an order that respects what "
        f"must come first and what one role can carry. Owners: {listed(owners, 8)}."
    )


def _frontier_title(plan: PlanResult) -> str:
    last = plan.frontier[-1] if plan.frontier else None
    if last is None or last.days <= plan.budget_days:
        return "The budget covers every action that lowers the risk"
    return (
        f"Beyond the budget the curve flattens: all {numbers.days(last.days)} person-days would "
        f"reach {numbers.share(last.risk)}"
    )
