"""The main job on real parts: people answer in a browser, a manager gets a dashboard and a PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from served import served

from assess.model.instrument import Audience
from assess.operations import campaigns, sign_in
from assess.operations.demonstration.build import answer_as
from assess.operations.demonstration.cast import TEAMS
from assess.operations.demonstration.people import Person
from assess.runtime import start
from assess.settings import Settings
from assess.store.assessments import Assessment

pytestmark = pytest.mark.browser

PASSWORD = "a manager of this place"
STOPS = 400
"""tab stops one screen may have"""


@dataclass(frozen=True)
class Campaign:
    assessment: str
    title: str
    engineer: str
    """link token of the first team"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("installation")


@pytest.fixture(scope="module")
def campaign(folder):
    """Two teams, everybody but one engineer of the first has answered already."""
    runtime = start(Settings.from_environ({"ASSESS_DATA_DIR": str(folder)}), migrate=True)
    now = datetime.now(UTC)
    with runtime.sessions() as session:
        home = campaigns.add_organisation(session, "Acme Freight", now)
        sign_in.add_account(
            session,
            sign_in.NewAccount(home.id, "ben@acme.example", "Ben", "manager"),
            PASSWORD,
            now,
        )
        teams = campaigns.add_teams(
            session, home, [campaigns.NewTeam("Harbour", 8), campaigns.NewTeam("Rail", 7)]
        )
        plan = Assessment(
            id="",
            organisation=home.id,
            title="Readiness check",
            slug="",
            state="draft",
            seed=7,
            opened_at=now,
            closes_at=now + timedelta(days=7),
        )
        instruments = campaigns.in_order(runtime.library.instruments)
        made = campaigns.draft_assessment(session, plan, instruments, [team.id for team in teams])
        campaigns.open_assessment(session, made.id)
        links = [invite(session, made, team) for team in teams]
        for team_links, cast in zip(links, TEAMS, strict=False):
            for audience, count in ((Audience.LEAD, 1), (Audience.ENGINEER, 6)):
                for number in range(count):
                    random = Random(f"{cast.name}{audience}{number}")
                    person = Person.drawn(cast, audience, random)
                    answer_as(session, runtime.library, team_links[audience], person, random, now)
        session.commit()
    runtime.close()
    return Campaign(made.id, made.title, links[0][Audience.ENGINEER])


def invite(session, assessment, team):
    return {
        audience: campaigns.invite_team(session, assessment, team.id, audience).token
        for audience in (Audience.LEAD, Audience.ENGINEER)
    }


@pytest.fixture(scope="module")
def address(folder, campaign):
    with served(folder) as running:
        yield running


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    yield opened
    context.close()


def tab_stop(page):
    """Press Tab; return what has the focus as (kind, group, whether the group has an answer)."""
    page.keyboard.press("Tab")
    return page.evaluate(
        """() => {
          const at = document.activeElement;
          const group = at.name || "";
          const ticked = group && document.querySelector(`[name="${group}"]:checked`) !== null;
          return [at.type || at.tagName, group, ticked, at.textContent.trim(), at.id];
        }"""
    )


def answer_screen_by_keyboard(page, random):
    """Answer every radio question of a screen, then press the button that goes on."""
    for _ in range(STOPS):
        kind, _group, ticked, text, _id = tab_stop(page)
        if kind == "radio" and not ticked:
            page.keyboard.press("Space")
            for _ in range(random.randrange(2)):
                page.keyboard.press("ArrowDown")
        elif kind == "submit" and text == "Save and go on":
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"no way on was reached by keyboard at {page.url}")


def press(page, words):
    for _ in range(STOPS):
        if tab_stop(page)[3] == words:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"“{words}” was not reached by keyboard at {page.url}")


def test_a_person_answers_the_whole_questionnaire_by_keyboard(page, address, campaign):
    page.goto(f"{address}/join/{campaign.engineer}")
    press(page, "Start")
    press(page, "Start with the first section")
    random, screens = Random(3), 0
    while not page.url.endswith("/review"):
        answer_screen_by_keyboard(page, random)
        screens += 1
        assert screens < 60
    assert screens >= 12 + 2, "twelve outputs and more"
    expect(page.locator("main")).to_contain_text("Every question has an answer.")
    press(page, "Hand in your answers")
    expect(page.locator("h1")).to_have_text("Thank you")


def test_a_manager_closes_publishes_compares_and_downloads(page, address, campaign):
    page.goto(f"{address}/assessments/{campaign.assessment}")
    page.fill("input[name=email]", "ben@acme.example")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(campaign.title)
    page.click("text=Close the assessment")
    page.click("main button[type=submit]")
    page.click("text=Publish the results")
    expect(page.locator("main")).to_contain_text("side by side", timeout=60_000)
    expect(page.locator("main")).to_contain_text("Harbour")
    page.click("table a:has-text('Harbour') >> nth=0")
    expect(page.locator("h1")).to_have_text("Harbour")
    page.go_back()
    page.click("a[href*='/papers/organisation/report-a4.pdf']")
    ready = page.locator("#work a")
    expect(ready).to_be_visible(timeout=90_000)
    with page.expect_download(timeout=20_000) as download:
        ready.click()
    pdf = PdfReader(io.BytesIO(download.value.path().read_bytes()))
    text = "\n".join(sheet.extract_text() for sheet in pdf.pages)
    assert 10 <= len(pdf.pages) <= 40
    assert "Acme Freight" in text
    assert "Harbour" in text
    assert "Demonstration" not in text
