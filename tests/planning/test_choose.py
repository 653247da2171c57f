from functools import partial

import numpy as np
import pytest
from plan_cases import action, made_effects, made_team

from assess.model.errors import PlanError
from assess.planning import choose as choosing
from assess.planning.actions import catalogue
from assess.planning.choose import choose
from assess.planning.gains import expected, single_gains, slopes
from assess.planning.opening import situation
from assess.planning.program import near_best, program, relax, solve
from assess.planning.schedule import schedule
from assess.planning.situation import Limits, Position


def small_case(effects, seed):
    """At most ten actions with overlaps, chains, few owners and sometimes little capacity."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 11))
    made, position, risk = made_team(
        effects,
        seed=1_000 + seed,
        practices=int(rng.integers(5, 40)),
        actions=max(2, count),
        needed=int(rng.integers(0, 6)),
        owners=int(rng.integers(1, 4)),
    )
    ids = [a.id for a in made]
    picked = rng.permutation(ids)
    bounds = {
        "budget_days": float(rng.integers(0, 70)),
        "capacity_days": float(rng.integers(2, 12)),
        "dropped": frozenset(picked[:1].tolist() if seed % 4 == 0 else ()),
    }
    return made, position, risk, bounds


def every_set(open_):
    numbers = np.arange(2**open_.count)
    sets = (numbers[:, None] >> np.arange(open_.count) & 1).astype(bool)
    return sets[open_.allowed(sets)]


def exhaustive(open_, risk, gains):
    """The smallest expected risk over every set that is allowed and can be finished."""
    sets = every_set(open_)
    fits = [index for index, one in enumerate(sets) if schedule(open_, one, gains) is not None]
    return float(expected(risk, open_.states(sets[fits])).min())


@pytest.mark.parametrize("block", range(10))
def test_the_choice_equals_exhaustive_search(few_effects, block):
    for seed in range(30 * block, 30 * block + 30):
        made, position, risk, bounds = small_case(few_effects, seed)
        open_ = situation(catalogue(made), position, Limits(**bounds))
        rough = risk.thinned(800)
        gains = single_gains(open_, rough).value
        found = choose(open_, risk, rough, gains)
        assert open_.allowed(found.chosen[None, :])[0]
        assert found.risk == pytest.approx(exhaustive(open_, risk, gains), abs=1e-9)


@pytest.mark.parametrize("block", range(4))
def test_the_choice_equals_exhaustive_search_where_the_risk_is_far_from_linear(block):
    """Three strong factors: the clip of the sum and the curve of the logit both bite."""
    steep = made_effects(draws=1_000, seed=5, grades="AAA", least=4.0, most=30.0)
    for seed in range(400 + 20 * block, 420 + 20 * block):
        made, position, risk, bounds = small_case(steep, seed)
        open_ = situation(catalogue(made), position, Limits(**bounds))
        rough = risk.thinned(500)
        gains = single_gains(open_, rough).value
        found = choose(open_, risk, rough, gains)
        assert found.risk == pytest.approx(exhaustive(open_, risk, gains), abs=1e-9)


def test_added_actions_are_in_the_best_set_that_holds_them(few_effects):
    tried = 0
    for seed in range(300, 340):
        made, position, risk, bounds = small_case(few_effects, seed)
        bounds["added"] = frozenset({made[-1].id}) - bounds["dropped"]
        try:
            open_ = situation(catalogue(made), position, Limits(**bounds))
        except PlanError:
            continue
        rough = risk.thinned(800)
        gains = single_gains(open_, rough).value
        found = choose(open_, risk, rough, gains)
        assert found.chosen[open_.forced].all()
        assert found.risk == pytest.approx(exhaustive(open_, risk, gains), abs=1e-9)
        tried += 1
    assert tried > 20


def test_the_integer_program_takes_over_when_there_is_too_much_to_list(few_effects, monkeypatch):
    for seed in range(20):
        made, position, risk, bounds = small_case(few_effects, seed)
        open_ = situation(catalogue(made), position, Limits(**bounds))
        rough = risk.thinned(800)
        gains = single_gains(open_, rough).value
        listed = choose(open_, risk, rough, gains)
        with monkeypatch.context() as patch:
            patch.setattr(choosing, "near_best", partial(near_best, most=1))
            solved = choose(open_, risk, rough, gains)
        assert solved.risk == pytest.approx(listed.risk, rel=2e-4)


@pytest.mark.parametrize("seed", range(6))
def test_listing_and_branching_find_the_same_linear_optimum(effects, seed):
    made, position, risk = made_team(effects, seed)
    open_ = situation(catalogue(made), position, Limits(budget_days=60, capacity_days=10))
    values = open_.shifts @ slopes(risk.thinned(2_000), open_.start)
    problem = program(open_, values)
    relaxation = relax(problem)
    best = solve(problem, relaxation, 0.0)
    worth = float((best.astype(np.float32) @ open_.reach > 0.5) @ values)
    assert open_.allowed(best[None, :])[0]
    assert worth <= relaxation.value + 1e-12
    sets, complete = near_best(open_, relaxation, relaxation.value - worth * (1 - 1e-6), 10**6)
    assert complete
    listed = (sets.astype(np.float32) @ open_.reach > 0.5) @ values
    assert listed.max() == pytest.approx(worth, rel=1e-6)


def test_the_list_misses_no_set(few_effects):
    for seed in range(40):
        made, position, risk, bounds = small_case(few_effects, seed)
        open_ = situation(catalogue(made), position, Limits(**bounds))
        if open_.count == 0:
            continue
        values = open_.shifts @ slopes(risk, open_.start)
        relaxation = relax(program(open_, values))
        slack = 0.2 * relaxation.value
        sets, complete = near_best(open_, relaxation, slack, 10**6)
        every = every_set(open_)
        worth = (every.astype(np.float32) @ open_.reach > 0.5) @ values
        wanted = {one.tobytes() for one in every[worth >= relaxation.value - slack * (1 - 1e-6)]}
        assert complete
        assert wanted <= {one.tobytes() for one in sets}


def flat(value):
    """A risk that no state changes: every set is worth the same."""
    return lambda states: np.full((len(states), 50), value, dtype=np.float32)


POSITION = Position(("p", "q"), np.array([1.0, 1.0]), np.array([True, True]), np.eye(2))


def straight(states):
    """A risk that falls by 0.1 with each unit of state."""
    risk = 0.5 - 0.1 * np.asarray(states).sum(axis=1, keepdims=True)
    return np.repeat(risk.astype(np.float32), 50, axis=1)


def chosen_ids(actions, risk=straight, **bounds):
    limits = Limits(**({"budget_days": 10.0, "capacity_days": 10.0} | bounds))
    open_ = situation(catalogue(actions), POSITION, limits)
    found = choose(open_, risk, risk, single_gains(open_, risk).value)
    return [open_.actions[index].id for index in np.flatnonzero(found.chosen)]


def test_what_changes_nothing_is_not_chosen():
    assert chosen_ids([action("a", {"p": 3}), action("b", {"q": 3})], flat(0.4)) == []
    assert chosen_ids([action("a", {"p": 3}), action("b", {"p": 2})]) == ["a"]


def test_ties_go_to_fewer_days_then_to_the_first_id():
    assert chosen_ids([action("b", {"p": 3}), action("a", {"p": 3})]) == ["a"]
    assert chosen_ids([action("a", {"p": 3}, 4.0), action("b", {"p": 3}, 3.0)]) == ["b"]


def test_no_budget_no_capacity_and_no_action_choose_nothing():
    made = [action("a", {"p": 3})]
    assert chosen_ids(made, budget_days=0.0) == []
    assert chosen_ids(made, capacity_days=0.0) == []
    assert chosen_ids([]) == []


def test_two_that_share_a_prerequisite_beat_a_cheaper_single():
    base = action("base", {}, 4.0)
    one, two = (action(id_, {p: 4}, 3.0, "x", ["base"]) for id_, p in (("one", "p"), ("two", "q")))
    single = action("single", {"p": 3}, 3.0, "y")
    assert chosen_ids([base, one, two, single]) == ["base", "one", "two"]


def test_a_set_that_cannot_be_finished_is_passed_over():
    """Both fit budget and owners, but b's owner would wait for a until it is too late."""
    a = action("a", {"p": 2}, 40.0, "x")
    b = action("b", {"q": 4}, 18.0, "y", ["a"])
    c = action("c", {"p": 4}, 50.0, "y")
    assert chosen_ids([a, b, c], budget_days=200.0) == ["a", "b"]
