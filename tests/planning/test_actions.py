import pytest
from plan_cases import action

from assess.model.errors import PlanError
from assess.model.evidence import Effort
from assess.planning.actions import catalogue


def test_an_unknown_prerequisite_is_refused():
    with pytest.raises(PlanError, match="'b', which does not exist"):
        catalogue([action("a", {}, requires=["b"])])


def test_a_cycle_is_refused_and_named():
    ring = [action("a", {}, requires=["b"]), action("b", {}, requires=["c"])]
    with pytest.raises(PlanError, match="a → b → c → a"):
        catalogue([*ring, action("c", {}, requires=["a"])])
    with pytest.raises(PlanError, match="a → a"):
        catalogue([action("a", {}, requires=["a"])])


def test_two_actions_with_one_id_are_refused():
    with pytest.raises(PlanError, match="More than one action has the id a"):
        catalogue([action("a", {}), action("a", {})])


@pytest.mark.parametrize(
    "days", [(-1.0, 2.0, 3.0), (3.0, 2.0, 4.0), (1.0, 2.0, float("nan")), (1.0, 2.0, float("inf"))]
)
def test_an_effort_that_cannot_be_is_refused(days):
    low, likely, high = days
    made = action("a", {})
    object.__setattr__(made, "effort", Effort(low=low, likely=likely, high=high))
    with pytest.raises(PlanError, match="0 <= low <= likely <= high"):
        catalogue([made])


def test_a_level_that_no_practice_has_is_refused():
    with pytest.raises(PlanError, match="levels are 0 to 4"):
        catalogue([action("a", {"p": 5})])


def test_actions_are_sorted_by_id():
    assert [a.id for a in catalogue([action("b", {}), action("a", {})]).actions] == ["a", "b"]
