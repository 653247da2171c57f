"""What the papers say, against the result they were made from."""

import pytest
from printed_cases import SMALL, page_texts

from assess.reports.numbers import about_span, five, share

KINDS = ("organisation", "team", "brief", "rating only")
MARK = "Demonstration data"


def plain(text):
    return " ".join(text.split())


@pytest.fixture(scope="session")
def texts(papers):
    """Name of a paper → its pages as text."""
    return {kind: page_texts(papers[kind]) for kind in KINDS}


@pytest.mark.parametrize("kind", ["organisation", "brief"])
def test_the_risk_is_the_results_rounded_to_five_points(texts, made, kind):
    risk = made[0].organisation.total.risk[0]
    whole = " ".join(texts[kind])
    assert plain(five(risk.median)) in whole
    assert plain(about_span(risk.low, risk.high)) in whole
    assert plain(about_span(risk.base_low, risk.base_high)) in whole


def test_a_team_reads_its_own_risk(texts, shown_team):
    risk = shown_team.team.risk[0]
    assert plain(about_span(risk.low, risk.high)) in " ".join(texts["team"])


def test_over_reliance_is_the_results(texts, made):
    accepted = made[0].organisation.total.fluency.over_reliance.value
    assert plain(share(accepted)) in " ".join(texts["organisation"])


def test_every_team_is_named(texts, made):
    whole = " ".join(texts["organisation"])
    for summary in made[0].organisation.teams:
        assert summary.team.name in whole
    assert SMALL in whole


def test_a_withheld_team_has_a_paper_without_figures(made):
    held = [one.team for one in made if one.team is not None and one.team.withheld]
    assert SMALL in {one.team.name for one in held}
    assert not [one for one in held if one.domains or one.risk or one.fluency or one.plan]


def test_a_teams_paper_names_no_other_team(texts, made, shown_team):
    own = shown_team.team.team.name
    others = {one.team.name for one in made[0].organisation.teams} - {own}
    whole = " ".join(texts["team"])
    assert own in whole
    assert not [name for name in others if name in whole]


@pytest.mark.parametrize("kind", ["organisation", "team", "brief"])
def test_made_up_data_are_marked_on_every_page(texts, kind):
    assert all(MARK in text for text in texts[kind])


def test_real_answers_carry_no_mark(texts):
    assert not [text for text in texts["rating only"] if MARK.lower() in text.lower()]


def test_rating_scales_alone_give_teams_but_no_plan(texts, rated):
    whole = " ".join(texts["rating only"])
    assert "no risk and no plan can be derived" in whole
    named = [one.team.name for one in rated[0].organisation.teams]
    assert len(named) == 49
    assert all(name in whole for name in named)
