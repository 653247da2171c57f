"""What is withheld: the rules by example, and an attacker with everything that is shown."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assess.model.errors import ScoringError
from assess.scoring import crossing
from assess.scoring.withholding import (
    DERIVABLE,
    NOBODY,
    Group,
    change_withheld,
    distribution_withheld,
    text_withheld,
    withheld,
)

FEW = "Fewer than 5 people in this group answered."


def tree(**sizes):
    """Groups by name and size; `unit_team` is part of `unit`, the rest of nothing."""
    return [Group(name, n, parent=name.rpartition("_")[0]) for name, n in sizes.items()]


def listed(**members):
    return [Group(name, len(who), members=frozenset(who)) for name, who in members.items()]


# --- an attacker -----------------------------------------------------------------------------


def rank(rows):
    """Rank of a matrix, in exact arithmetic."""
    rows = [[Fraction(entry) for entry in row] for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for i in range(found + 1, len(rows)):
            factor = rows[i][column] / rows[found][column]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[found], strict=True)]
        found += 1
    return found


def incidence(groups):
    """People as columns merged into cells; returns (group id → row, people in each cell)."""
    people = sorted(set().union(*(group.members for group in groups)))
    signatures = [tuple(person in group.members for group in groups) for person in people]
    cells = sorted(set(signatures))
    rows = {g.id: [int(cell[i]) for cell in cells] for i, g in enumerate(groups)}
    return rows, [signatures.count(cell) for cell in cells]


def attack(groups, hidden, minimum=5):
    """Everything a reader of the shown totals can work out but should not.

    Returns the withheld groups whose total follows from the shown ones, and the sets of fewer than
    `minimum` people on which some combination of shown totals depends alone.
    """
    rows, people = incidence(groups)
    shown = [row for name, row in rows.items() if name not in hidden]
    whole = rank(shown)
    recovered = [name for name in hidden if any(rows[name]) and rank([*shown, rows[name]]) == whole]
    exposed = []
    for size in range(1, min(minimum, len(people) + 1)):
        for cells in combinations(range(len(people)), size):
            if sum(people[cell] for cell in cells) < minimum:
                rest = [[x for i, x in enumerate(row) if i not in cells] for row in shown]
                if rank(rest) < whole:
                    exposed.append(cells)
    return recovered, exposed


def with_members(groups):
    """Give people to groups of a tree that has only sizes."""
    names = {group.id: {f"{group.id}{i}" for i in range(group.n)} for group in groups}
    for group in sorted(groups, key=lambda g: -g.id.count("_")):
        inside = [g.id for g in groups if g.parent == group.id]
        own = group.n - sum(len(names[one]) for one in inside)
        direct = {f"{group.id}{i}" for i in range(own)}
        names[group.id] = direct.union(*(names[one] for one in inside))
    return listed(**names)


@st.composite
def trees(draw):
    """A total, units in it, teams in units, each with people of its own or none."""
    groups = []

    def grow(name, depth):
        own = draw(st.integers(0, 8))
        children = draw(st.integers(0, 3)) if depth < 3 else 0
        n = own + sum(grow(f"{name}_{i}", depth + 1) for i in range(children))
        groups.append(Group(name, n, parent=name.rpartition("_")[0]))
        return n

    grow("all", 0)
    return groups


@st.composite
def tables(draw):
    """People with a team, a role and a site, and every total of one or two of them."""
    people = draw(st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 1), st.integers(0, 1)), min_size=5, max_size=40
    ))  # fmt: skip
    members = {"all": set()}
    for i, values in enumerate(people):
        for size in (0, 1, 2):
            for axes in combinations(range(3), size):
                name = "_".join(f"{axis}{values[axis]}" for axis in axes) or "all"
                members.setdefault(name, set()).add(str(i))
    kept = draw(st.sets(st.sampled_from(sorted(members)), min_size=1))
    return listed(**{name: members[name] for name in sorted(kept | {"all"})})


@given(trees())
@settings(max_examples=150, deadline=None)
def test_nobody_can_work_out_what_a_tree_withholds(groups):
    hidden = withheld(groups)
    known = with_members(groups)
    assume(known[-1].n > 0)
    recovered, exposed = attack(known, hidden)
    assert recovered == []
    assert exposed == []
    assert set(hidden) == set(withheld(known))


@given(tables())
@settings(max_examples=60, deadline=None)
def test_nobody_can_work_out_what_crossing_filters_withhold(groups):
    hidden = withheld(groups)
    recovered, exposed = attack(groups, hidden)
    assert recovered == []
    assert exposed == []


@given(st.lists(st.sets(st.integers(0, 20)), min_size=1, max_size=7, unique_by=frozenset))
@settings(max_examples=100, deadline=None)
def test_nobody_can_work_out_what_any_overlapping_groups_withhold(sets):
    assume(any(sets))
    groups = listed(**{f"g{i}": {str(person) for person in one} for i, one in enumerate(sets)})
    recovered, exposed = attack(groups, withheld(groups))
    assert recovered == []
    assert exposed == []


@given(tables())
@settings(max_examples=60, deadline=None)
def test_a_search_given_up_withholds_more_and_stays_safe(groups):
    searched = withheld(groups)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crossing, "MOST_CELLS", 0)
        hidden = withheld(groups)
    assert attack(groups, hidden) == ([], [])
    assert {name for name, reason in searched.items() if reason == FEW} <= set(hidden)


def test_the_attacker_finds_what_is_shown_carelessly():
    groups = listed(all="abcdefghij", one="abcdefgh", two="ij")
    recovered, exposed = attack(groups, ["two"])
    assert recovered == ["two"]
    assert exposed


# --- the rules, one by one -------------------------------------------------------------------


def test_small_groups_are_withheld_and_say_why():
    assert withheld(tree(a=4, b=5, c=0)) == {"a": FEW, "c": NOBODY}


def test_one_small_team_takes_the_smallest_other_with_it():
    groups = tree(all=30, all_a=3, all_b=12, all_c=15)
    assert withheld(groups) == {"all_a": FEW, "all_b": DERIVABLE}


def test_small_teams_that_reach_the_minimum_together_need_no_other():
    groups = tree(all=30, all_a=3, all_b=2, all_c=25)
    assert set(withheld(groups)) == {"all_a", "all_b"}


def test_without_a_total_nothing_can_be_subtracted():
    assert set(withheld(tree(a=3, b=12, c=15))) == {"a"}


def test_people_outside_every_team_are_a_remainder_too():
    assert withheld(tree(unit=12, unit_team=9)) == {"unit_team": DERIVABLE}
    assert withheld(tree(unit=14, unit_team=9)) == {}


def test_a_remainder_is_followed_through_a_hidden_unit():
    # hiding the unit alone would leave its teams, which give it away
    groups = tree(all=23, all_x=20, all_x_a=8, all_x_b=12)
    hidden = withheld(groups)
    assert "all_x" in hidden
    assert hidden.keys() & {"all_x_a", "all_x_b"}
    assert attack(with_members(groups), hidden) == ([], [])


def test_of_equal_teams_the_first_by_id_goes():
    assert set(withheld(tree(all=23, all_c=10, all_b=10, all_a=3))) == {"all_a", "all_b"}


def test_two_filters_that_differ_by_few_people():
    people = [f"p{i}" for i in range(20)]
    groups = listed(all=people, engineers=people[:17], remote=people[:15])
    hidden = withheld(groups)
    assert attack(groups, hidden) == ([], [])
    assert "all" not in hidden


def test_a_cross_table_hides_no_total_for_one_small_cell():
    people = {(t, r): [f"{t}{r}{i}" for i in range(n)] for (t, r), n in
              {("a", "x"): 3, ("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 7}.items()}  # fmt: skip
    groups = listed(**{f"{t}{r}": who for (t, r), who in people.items()}, **{
        side: [p for key, who in people.items() if side in key for p in who] for side in "abxy"
    })  # fmt: skip
    hidden = withheld(groups)
    assert set(hidden) == {"ax", "ay", "bx", "by"}
    assert hidden["ax"] == FEW
    assert hidden["by"] == DERIVABLE


def test_a_higher_minimum_is_kept_to():
    assert set(withheld(tree(all=40, all_a=9, all_b=31), minimum=10)) == {"all_a", "all_b"}


def test_the_order_of_groups_does_not_matter():
    groups = tree(all=30, all_a=3, all_b=12, all_c=15)
    assert withheld(groups) == withheld(groups[::-1])


def test_no_groups():
    assert withheld([]) == {}


def test_two_thousand_teams_are_decided():
    teams = [Group(f"t{i:04d}", 3 + i % 15, parent=f"u{i // 20:03d}") for i in range(2000)]
    units = {}
    for team in teams:
        units[team.parent] = units.get(team.parent, 0) + team.n
    groups = [Group("all", sum(units.values())), *teams]
    groups += [Group(name, n, parent="all") for name, n in units.items()]
    hidden = withheld(groups)
    assert {g.id for g in teams if g.n < 5} <= set(hidden)
    assert not {"all", *units} & set(hidden)


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ([Group("a", 5), Group("a", 6)], "share the id a"),
        ([Group("a", 5, parent="b")], "part of b, which is missing"),
        ([Group("a", 5, parent="b"), Group("b", 5, parent="a")], "circle"),
        ([Group("a", 5, parent="a")], "circle"),
        ([Group("a", 5), Group("b", 6, parent="a")], "more people than the group"),
        ([Group("a", -1)], "as many people"),
        ([Group("a", 2, members=frozenset("x"))], "as many people"),
        ([Group("a", 1, members=frozenset("x")), Group("b", 5)], "either every group"),
    ],
)
def test_groups_that_cannot_be_are_refused(groups, reason):
    with pytest.raises(ScoringError, match=reason):
        withheld(groups)


def test_the_minimum_cannot_be_lowered():
    with pytest.raises(ScoringError, match="raised above 5 only"):
        withheld([], minimum=4)


def test_a_change_of_few_people_is_withheld():
    assert change_withheld(0, 0) == ""
    assert change_withheld(1, 0) == change_withheld(0, 4) == change_withheld(9, 2) != ""
    assert change_withheld(5, 6) == ""
    with pytest.raises(ScoringError):
        change_withheld(-1, 0)


def test_distributions_need_ten_answers_that_differ():
    assert "10 answers" in distribution_withheld([3, 6, 0])
    assert "same answer" in distribution_withheld([0, 14, 0])
    assert distribution_withheld([1, 13, 0]) == ""
    assert distribution_withheld([]) != ""


def test_comments_need_ten_people():
    assert text_withheld(9) == "Comments are shown from 10 people on."
    assert text_withheld(10) == ""
