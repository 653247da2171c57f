"""The pages of results: home, follow-up, comparison, team."""

import pytest
from office_cases import answer, signed_in
from page_check import all_of, text_of, words
from result_cases import HELD

from assess.store.tables import AssessmentRow


@pytest.fixture
def viewer(office_app):
    return signed_in(office_app)


@pytest.fixture
def manager(office_app):
    return signed_in(office_app, "manager")


def heat_names(page):
    (table,) = (t for t in all_of(page, "table") if "heat-table" in (t.get("class") or ""))
    rows = [r for r in all_of(table, "th") if r.get("scope") == "row"]
    return [text_of(row) for row in rows]


def rows(page):
    """The words of every cell, row by row."""
    return [[text_of(cell).replace("\xa0", " ") for cell in row] for row in all_of(page, "tr")]


def plain(page):
    return words(page).replace("\xa0", " ")


def test_a_stranger_reads_what_this_is(office_app):
    response = office_app.test_client().get("/")
    assert "Know where your teams stand with AI" in response.text
    assert "noindex" not in response.text


def test_home_lists_assessments_with_their_next_step(viewer):
    said = plain(viewer.visit("/"))
    assert "Autumn 2026 published" in said
    assert "Compare the teams" in said
    assert "See who has answered" in said
    assert "A manager opens it." in said


def test_an_organisation_without_assessments_is_told_what_to_do(office, office_app):
    with office.runtime.sessions() as session:
        for assessment in (office.published, office.open, office.draft):
            session.delete(session.get(AssessmentRow, assessment))
        session.commit()
    assert "No assessment yet" in plain(signed_in(office_app).page)


def test_the_comparison_shows_every_team_and_why_one_is_withheld(viewer, office):
    page = viewer.visit(f"/assessments/{office.published}")
    assert heat_names(page) == ["Billing", "Fleet", "Yard"]
    assert HELD in plain(page)
    assert "2 teams side by side; 1 is withheld" in plain(page)
    findings = [a for a in all_of(page, "article") if a.get("class") == "finding"]
    assert len(findings) == 3


def test_cells_lead_to_the_section_of_the_team(viewer, office):
    page = viewer.visit(f"/assessments/{office.published}")
    team = f"/assessments/{office.published}/teams/{office.teams['Billing']}"
    links = {a.get("href"): text_of(a).replace("\xa0", " ") for a in all_of(page, "a")}
    assert links[f"{team}#domain-stance"] == "1.5"
    assert links[f"{team}#fluency"].startswith("Billing") or "34 %" in plain(page)
    there = {e.get("id") for e in viewer.visit(team).iter()}
    assert {"domain-stance", "domain-problem", "fluency", "risk", "plan"} <= there


def test_a_withheld_teams_page_holds_no_figure(viewer, office):
    said = plain(viewer.visit(f"/assessments/{office.published}/teams/{office.teams['Yard']}"))
    assert HELD in said
    assert "%" not in said.replace("80 %", "")


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["Billing", "Fleet", "Yard"]),
        ("sort=team&direction=down", ["Yard", "Fleet", "Billing"]),
        ("sort=stance&direction=down", ["Fleet", "Billing", "Yard"]),
        ("sort=stance&direction=up", ["Billing", "Fleet", "Yard"]),
        ("sort=over_reliance&direction=down", ["Billing", "Fleet", "Yard"]),
        ("unit=Operations", ["Fleet", "Yard"]),
        ("sort=nonsense&unit=nowhere&group=none&measure=x", ["Billing", "Fleet", "Yard"]),
    ],
)
def test_the_address_makes_the_view(viewer, office, query, order):
    assert heat_names(viewer.visit(f"/assessments/{office.published}?{query}")) == order


def test_columns_are_chosen_by_group(viewer, office):
    def heads(query):
        page = viewer.visit(f"/assessments/{office.published}?{query}")
        return [
            text_of(th) for th in all_of(page, "th") if (th.get("class") or "") == "heat-table-head"
        ]

    assert heads("") == ["Over-reliance", "Rules", "Pilot risk"]
    assert heads("group=module") == ["Agents"]
    assert heads("group=all") == ["Over-reliance", "Rules", "Agents", "Pilot risk"]


def test_ranks_are_intervals_and_only_on_request(viewer, office):
    base = f"/assessments/{office.published}?measure=stance"
    assert "1 to 2 of 2" not in plain(viewer.visit(base))
    assert "1 to 2 of 2" in plain(viewer.visit(f"{base}&ranks=1"))


def test_the_ladder_says_who_can_be_told_apart(viewer, office):
    page = viewer.visit(f"/assessments/{office.published}?measure=stance")
    assert "Rules and limits: Fleet stands ahead of Billing" in plain(page)
    (groups,) = (o for o in all_of(page, "ol") if o.get("class") == "apart-groups")
    assert [text_of(li) for li in all_of(groups, "li")] == ["Fleet", "Billing"]


def test_risks_stand_beside_the_base_rate_to_five_points(viewer, office):
    said = plain(viewer.visit(f"/assessments/{office.published}"))
    assert "Billing stands above the base rate" in said
    assert "Base rate 55 % 40 to 70 %" in said
    assert "Billing 70 % 60 to 80 %" in said


def test_rating_results_show_forty_nine_teams_in_natural_order(office_app, office):
    outsider = signed_in(office_app, "outsider")
    page = outsider.visit(f"/assessments/{office.elsewhere}")
    assert heat_names(page) == [str(n) for n in range(2, 51)]
    assert "Leadership climate" in plain(page)
    team = outsider.visit(f"/assessments/{office.elsewhere}/teams/{office.teams['10']}")
    assert "Scales from 1 to 5" in plain(team)


def test_a_teams_page_says_its_figures_in_words(viewer, office):
    page = viewer.visit(f"/assessments/{office.published}/teams/{office.teams['Billing']}")
    said = plain(page)
    assert "Billing usually tells sound output from flawed, and errs towards accepting" in said
    assert "Surer than right, by 12 points" in said
    assert "Next: A page with an owner." in said
    assert "2 of 11" in said
    assert "+4.1 points" in said
    assert "One action for 22 of 60 person-days" in said
    assert "One person stopped half-way." in said
    missed = [text_of(th) for th in all_of(page, "th") if "n = 18" in text_of(th)]
    assert [name.split(" n =")[0] for name in missed] == ["Injection", "Off by one"]


def test_a_team_of_another_assessment_is_not_there(viewer, office):
    viewer.visit(f"/assessments/{office.published}/teams/{office.teams['10']}", status=404)


def test_results_before_publishing_are_a_conflict(viewer, office):
    viewer.visit(f"/assessments/{office.open}/teams/{office.teams['Billing']}", status=409)


def test_counts_below_the_minimum_are_not_shown(viewer, office):
    answer(office, "Billing", 6)
    answer(office, "Fleet", 3)
    page = viewer.visit(f"/assessments/{office.open}")
    assert ["Billing Commerce", "6", "6", "9", "67 %", ""] in rows(page)
    assert ["Fleet Operations", "fewer than 5", "fewer than 5", "8", "", ""] in rows(page)
    said = plain(page)
    assert "6 of 9 people, 67 %; 2 teams have fewer than 5" in said


def test_a_manager_opens_and_closes(manager, office):
    assert "Nobody can answer yet" in plain(manager.visit(f"/assessments/{office.draft}"))
    manager.send(f"/assessments/{office.draft}/open")
    assert "Answers are coming in" in plain(manager.page)
    question = plain(manager.visit(f"/assessments/{office.draft}/close"))
    assert "It cannot be undone" in question
    manager.send(f"/assessments/{office.draft}/close")
    assert "Answering has ended" in plain(manager.page)
    manager.visit(f"/assessments/{office.draft}")
    manager.send(f"/assessments/{office.draft}/close", status=409)


def test_a_viewer_sees_no_buttons(viewer, office):
    page = viewer.visit(f"/assessments/{office.open}")
    assert [text_of(a) for a in all_of(page, "a") if "button" in (a.get("class") or "")] == []
