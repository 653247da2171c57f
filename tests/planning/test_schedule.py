import numpy as np
from plan_cases import action
from test_opening import POSITION, limits

from assess.planning.actions import catalogue
from assess.planning.opening import situation
from assess.planning.schedule import schedule


def laid_out(actions, gains, capacity=10.0):
    made = situation(catalogue(actions), POSITION, limits(capacity=capacity))
    slots = schedule(made, np.ones(made.count, dtype=bool), np.array(gains))
    if slots is None:
        return None
    return [(made.actions[s.action].id, s.begin, s.end, s.window) for s in slots]


def test_an_owner_works_on_one_action_at_a_time_best_gain_per_day_first():
    made = [action("a", {"p": 2}, 10.0), action("b", {"p": 3}, 5.0), action("c", {"p": 4}, 20.0)]
    assert laid_out(made, [1.0, 2.0, 1.0]) == [
        ("b", 0.0, 15.0, 30),
        ("a", 15.0, 45.0, 90),
        ("c", 45.0, 105.0, 180),
    ]


def test_owners_work_side_by_side():
    made = [action("a", {"p": 2}, 10.0, "x"), action("b", {"p": 3}, 10.0, "y")]
    assert [slot[1:3] for slot in laid_out(made, [1.0, 1.0])] == [(0.0, 30.0), (0.0, 30.0)]


def test_a_prerequisite_comes_first_and_inherits_the_urgency():
    base = action("base", {"p": 2}, 5.0)
    other = action("other", {"q": 3}, 5.0)
    top = action("top", {"p": 4}, 5.0, "y", ["base"])
    assert [slot[:3] for slot in laid_out([base, other, top], [0.0, 1.0, 9.0])] == [
        ("base", 0.0, 15.0),
        ("other", 15.0, 30.0),
        ("top", 15.0, 30.0),
    ]


def test_ties_go_to_the_first_id():
    made = [action("b", {"p": 2}, 5.0), action("a", {"p": 3}, 5.0)]
    assert [slot[0] for slot in laid_out(made, [1.0, 1.0])] == ["a", "b"]


def test_what_cannot_be_finished_in_180_days_has_no_schedule():
    made = [action("a", {"p": 2}, 30.0), action("b", {"p": 3}, 31.0)]
    assert laid_out(made, [1.0, 1.0]) is None
    assert laid_out([action("a", {"p": 2}, 1.0)], [1.0], capacity=0.0) is None


def test_nothing_chosen_is_an_empty_schedule():
    made = situation(catalogue([action("a", {"p": 2})]), POSITION, limits())
    assert schedule(made, np.zeros(1, dtype=bool), np.ones(1)) == ()
