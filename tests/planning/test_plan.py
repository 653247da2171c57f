import numpy as np
import pytest
from plan_cases import action, made_team
from scipy.stats import spearmanr

from assess.model.errors import PlanError
from assess.planning.actions import catalogue
from assess.planning.choose import choose
from assess.planning.gains import expected, single_gains, slopes_by_draw
from assess.planning.opening import situation
from assess.planning.plan import ROUGH_DRAWS, make_plan
from assess.planning.program import program, relax, solve
from assess.planning.situation import Limits, Position
from assess.planning.stability import DRAWS, stability

LIMITS = Limits(budget_days=60.0, capacity_days=10.0)


@pytest.fixture(scope="module")
def team(effects):
    made, position, risk = made_team(effects, 4)
    return catalogue(made), position, risk


@pytest.fixture(scope="module")
def plan(team):
    actions, position, risk = team
    return make_plan(actions, position, LIMITS, risk, risk.thinned(ROUGH_DRAWS))


def test_the_same_input_gives_the_same_plan(team, plan):
    actions, position, risk = team
    assert make_plan(actions, position, LIMITS, risk, risk.thinned(ROUGH_DRAWS)) == plan


def test_a_plan_stays_within_its_budget_and_lowers_the_risk(plan):
    assert 0.0 < plan.used_days <= 60.0
    assert plan.after.mean < plan.before.mean
    for spread in (plan.before, plan.after):
        assert spread.low < spread.median < spread.high
        assert spread.low < spread.mean < spread.high


def test_chosen_actions_have_a_window_after_their_prerequisites(plan):
    chosen = {one.action.id: one for one in plan.actions if one.chosen}
    everything = {one.action.id for one in plan.actions}
    for one in plan.actions:
        assert (one.window != 0) == one.chosen
        if one.chosen:
            assert one.end <= one.window
            for needed in set(one.action.requires) & everything:
                assert chosen[needed].end <= one.begin + 1e-9


def test_gains_are_recomputed_and_never_negative(team, plan):
    _, position, risk = team
    rough = risk.thinned(ROUGH_DRAWS)
    start = position.loadings @ ((position.levels - 2) / 2)
    for one in plan.actions:
        levels = position.levels.copy()
        for practice, target in one.action.raises.items():
            place = position.practices.index(practice)
            levels[place] = max(levels[place], target)
        after = position.loadings @ ((levels - 2) / 2)
        saved = expected(rough, np.vstack([start, after]))
        assert one.gain[0] == pytest.approx(saved[0] - saved[1], abs=1e-7)
        assert 0.0 <= one.gain[1] <= one.gain[2]
        assert all(now < target for _, now, target in one.raises)


def test_the_frontier_falls_and_passes_through_the_plan(plan):
    days = [point.days for point in plan.frontier]
    risks = [point.risk for point in plan.frontier]
    assert 8 <= len(days) <= 12
    assert days == sorted(set(days))
    assert days[0] == 0.0
    assert risks[0] == pytest.approx(plan.before.mean, abs=1e-7)
    assert risks == sorted(risks, reverse=True)
    at_budget = dict(zip(days, risks, strict=True))[60.0]
    assert at_budget == pytest.approx(plan.after.mean, abs=1e-7)


def test_the_frontier_is_close_to_the_best_plan_of_each_budget(team, plan):
    actions, position, risk = team
    for point in plan.frontier[1:6]:
        limits = Limits(budget_days=point.days, capacity_days=10.0)
        open_ = situation(actions, position, limits)
        rough = risk.thinned(ROUGH_DRAWS)
        best = choose(open_, risk, rough, single_gains(open_, rough).value).risk
        assert plan.before.mean - point.risk >= 0.96 * (plan.before.mean - best)


def test_stability_is_close_to_solving_every_draw(team):
    actions, position, risk = team
    open_ = situation(actions, position, LIMITS)
    rough = risk.thinned(ROUGH_DRAWS)
    choice = choose(open_, risk, rough, single_gains(open_, rough).value)
    quick = stability(open_, rough, choice)
    state = open_.states(choice.chosen[None, :])[0]
    exact = []
    for weights in (slopes_by_draw(rough, state, DRAWS) @ open_.shifts.T)[::5]:
        problem = program(open_, weights)
        exact.append(solve(problem, relax(problem), 0.0))
    solved = np.mean(exact, axis=0)
    assert ((quick >= 0.0) & (quick <= 1.0)).all()
    assert np.abs(quick - solved).mean() < 0.06
    assert spearmanr(quick, solved).statistic > 0.85
    assert quick[choice.chosen].mean() > 0.6 > quick[~choice.chosen].mean()


def test_a_dropped_action_leaves_and_an_added_one_enters_with_what_it_requires(team, plan):
    actions, position, risk = team
    out = next(one.action.id for one in plan.actions if one.chosen and not one.action.requires)
    into = next(o.action for o in plan.actions if not o.chosen and o.action.requires)
    limits = Limits(
        budget_days=80.0,
        capacity_days=10.0,
        added=frozenset({into.id}),
        dropped=frozenset({out}) - set(into.requires),
    )
    changed = make_plan(actions, position, limits, risk, risk.thinned(ROUGH_DRAWS))
    chosen = {one.action.id for one in changed.actions if one.chosen}
    known = {one.action.id for one in changed.actions}
    assert out not in chosen
    assert {into.id, *(set(into.requires) & known)} <= chosen


def test_a_team_without_anything_to_do_gets_an_empty_plan(effects):
    _, position, risk = made_team(effects, 1)
    empty = make_plan(catalogue([]), position, LIMITS, risk, risk.thinned(1_000))
    assert empty.actions == ()
    assert empty.used_days == 0.0
    assert empty.before == empty.after
    assert [point.days for point in empty.frontier] == [0.0]


def test_a_team_of_which_nothing_is_known_still_gets_a_plan(effects):
    _, position, risk = made_team(effects, 2)
    blank = Position(
        position.practices,
        np.full(len(position.practices), 2.0),
        np.zeros(len(position.practices), dtype=bool),
        position.loadings,
    )
    practice = position.practices[0]
    made = make_plan(
        catalogue([action("a", {practice: 2}), action("b", {practice: 3})]),
        blank,
        LIMITS,
        risk,
        risk.thinned(1_000),
    )
    assert [one.action.id for one in made.actions if one.chosen] == ["b"]


def test_no_budget_shows_the_gains_and_chooses_nothing(team):
    actions, position, risk = team
    limits = Limits(budget_days=0.0, capacity_days=10.0)
    plan = make_plan(actions, position, limits, risk, risk.thinned(1_000))
    assert not any(one.chosen for one in plan.actions)
    assert max(one.gain[0] for one in plan.actions) > 0.0
    assert all(one.stability == 0.0 for one in plan.actions)


def test_contradictions_reach_the_caller(team):
    actions, position, risk = team
    limits = Limits(budget_days=10.0, capacity_days=10.0, added=frozenset({"nowhere"}))
    with pytest.raises(PlanError, match="nowhere"):
        make_plan(actions, position, limits, risk, risk.thinned(1_000))
