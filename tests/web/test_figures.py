"""How numbers, intervals, dates and code are written on pages."""

import pytest

from assess.model.result import Estimate
from assess.web.figures import figure, interval, place, span, step
from assess.web.wording import code_spans, day

GAP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.474, "share", f"47{GAP}%"),
        (1.0, "share", f"100{GAP}%"),
        (2.45, "level", "2.5"),
        (-0.031, "points", f"−3{GAP}points"),
        (0.12, "points", f"+12{GAP}points"),
        (-0.001, "points", f"0{GAP}points"),
        (-0.004, "index", "0.00"),
        (-1.238, "index", "−1.24"),
        (12.0, "count", "12"),
    ],
)
def test_a_figure_carries_its_unit(value, unit, text):
    assert figure(value, unit) == text


def test_an_interval_names_itself_and_its_unit_once():
    estimate = Estimate(0.5, 0.41, 0.58, 14)
    assert span(estimate, "share") == f"41 to 58{GAP}%"
    assert interval(estimate, "share") == f"80{GAP}% interval 41 to 58{GAP}%"


def test_no_interval_is_no_text():
    assert interval(Estimate(0.5), "share") == ""
    assert span(Estimate.missing("too few"), "level") == ""


@pytest.mark.parametrize(
    ("value", "where"), [(0, "0.00%"), (1, "25.00%"), (9, "100.00%"), (-3, "0.00%")]
)
def test_a_place_stays_on_its_scale(value, where):
    assert place(value, 0, 4) == where


def test_steps_split_the_scale_evenly_and_turn_round():
    points = [(index + 0.5) * 4 / 7 for index in range(7)]
    assert [step(point, 0, 4) for point in points] == [0, 1, 2, 3, 4, 5, 6]
    assert [step(point, 0, 4, "low") for point in points] == [6, 5, 4, 3, 2, 1, 0]
    assert (step(4, 0, 4), step(0, 0, 4, "low")) == (6, 6)


def test_ticks_become_code_and_nothing_else_becomes_markup():
    assert code_spans("use `a<b` & `c") == "use <code>a&lt;b</code> &amp; `c"


def test_a_day_reads_as_one():
    assert day("2026-12-03").replace(GAP, " ") == "3 Dec 2026"
    assert day("") == ""
