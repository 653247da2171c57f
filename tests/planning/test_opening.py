import numpy as np
import pytest
from plan_cases import action

from assess.model.errors import PlanError
from assess.planning.actions import catalogue
from assess.planning.opening import situation
from assess.planning.situation import Limits, Position

#: two factors; practice p lowers the first, q and r the second
POSITION = Position(
    practices=("p", "q", "r"),
    levels=np.array([1.0, 2.0, 3.0]),
    known=np.array([True, False, True]),
    loadings=np.array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]),
)
PLENTY = Limits(budget_days=100.0, capacity_days=100.0)


def open_ids(actions, limits=PLENTY, applies=None):
    made = situation(catalogue(actions), POSITION, limits, applies)
    return [a.id for a in made.actions]


@pytest.mark.parametrize("days", [-1.0, float("nan"), float("inf")])
def test_amounts_that_cannot_be_are_refused(days):
    with pytest.raises(PlanError, match="budget must be 0 or more"):
        Limits(budget_days=days, capacity_days=1.0)
    with pytest.raises(PlanError, match="capacity must be 0 or more"):
        Limits(budget_days=1.0, capacity_days=days)


def test_added_and_dropped_at_once_is_refused():
    with pytest.raises(PlanError, match="both added and dropped: a"):
        Limits(budget_days=1, capacity_days=1, added=frozenset("a"), dropped=frozenset("a"))


def limits(budget=100.0, capacity=100.0, added=(), dropped=()):
    return Limits(
        budget_days=budget,
        capacity_days=capacity,
        added=frozenset(added),
        dropped=frozenset(dropped),
    )


CHAIN = [action("a", {"p": 3}, 5.0), action("b", {"q": 4}, 4.0, requires=["a"])]


@pytest.mark.parametrize(
    ("bounds", "message"),
    [
        (limits(added=["x"]), "no action x to add or drop"),
        (limits(dropped=["x"]), "no action x to add or drop"),
        (limits(added=["b"], dropped=["a"]), "needs one that is dropped: b"),
        (limits(budget=8.0, added=["b"]), "take 9 person-days; the budget is 8"),
        (limits(capacity=1.0, added=["b"]), "longer than 180 days: b"),
    ],
)
def test_what_ifs_that_contradict_are_refused(bounds, message):
    with pytest.raises(PlanError, match=message):
        situation(catalogue(CHAIN), POSITION, bounds)


def test_an_action_is_open_when_it_moves_something_or_is_required():
    none = action("none", {"p": 1})
    elsewhere = action("elsewhere", {"unasked": 4})
    base = action("base", {})
    moving = action("moving", {"p": 2}, requires=["base"])
    assert open_ids([none, elsewhere, base, moving]) == ["base", "moving"]
    assert open_ids([none, elsewhere, base]) == []


def test_what_is_done_or_does_not_apply_counts_as_fulfilled():
    done = action("done", {"r": 3})
    far = action("far", {"q": 4})
    after = action("after", {"p": 2}, requires=["done", "far"])
    assert open_ids([done, far, after], applies=frozenset({"done", "after"})) == ["after"]


def test_what_only_a_done_action_needed_is_not_needed_any_more():
    first = action("first", {})
    done = action("done", {"r": 3}, requires=["first"])
    after = action("after", {"p": 2}, requires=["done"])
    assert open_ids([first, done, after]) == ["after"]


def test_an_unknown_practice_is_not_done():
    assert open_ids([action("a", {"q": 2}), action("b", {"p": 2}, requires=["a"])]) == ["a", "b"]


def test_raises_do_not_add_up():
    one, two = action("one", {"p": 3}), action("two", {"p": 4, "q": 1})
    made = situation(catalogue([one, two]), POSITION, PLENTY)
    sets = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], dtype=bool)
    assert made.states(sets).tolist() == [[-0.5, 0.25], [0.5, 0.25], [1.0, 0.25], [1.0, 0.25]]


def test_allowed_respects_budget_owner_prerequisites_and_what_ifs():
    made = situation(catalogue(CHAIN), POSITION, limits(budget=8.0))
    sets = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], dtype=bool)
    assert made.allowed(sets).tolist() == [True, True, False, False]
    assert made.allowed(sets, budget=9.0).tolist() == [True, True, False, True]
    tight = situation(catalogue(CHAIN), POSITION, limits(capacity=1.0))
    assert tight.allowed(sets).tolist() == [True, True, False, False]
    added = situation(catalogue(CHAIN), POSITION, limits(added=["b"]))
    assert added.allowed(sets).tolist() == [False, False, False, True]
    dropped = situation(catalogue(CHAIN), POSITION, limits(dropped=["a"]))
    assert dropped.allowed(sets).tolist() == [True, False, False, False]


def test_a_chain_longer_than_the_plan_is_barred():
    chain = [action("a", {"p": 3}, 40.0, "x"), action("b", {"q": 4}, 30.0, "y", ["a"])]
    made = situation(catalogue(chain), POSITION, limits(capacity=10.0))
    assert made.barred.tolist() == [False, True]


def test_a_level_that_is_no_number_is_refused():
    broken = Position(("p",), np.array([np.nan]), np.array([True]), np.ones((1, 1)))
    with pytest.raises(PlanError, match="not a number"):
        situation(catalogue([]), broken, PLENTY)
