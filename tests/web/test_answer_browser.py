"""A real browser at the questionnaire: keyboard alone, scripts on and off, axe on every page."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from web_cases import make_place
from werkzeug.serving import make_server

from assess.content.load import load_library
from assess.settings import resource_folder
from assess.web.app import create_app

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SAVE = "button.button-primary[name=go]"


@contextmanager
def serving(app):
    """Serve an app on a free port; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def address(app):
    with serving(app) as found:
        yield found


@pytest.fixture
def open_page(browser):
    """Open a page in a context of its own; a script error fails the test."""
    contexts, complaints = [], []

    def note(text):
        if "Security Policy" in text:
            complaints.append(text)

    def build(**options):
        context = browser.new_context(**{"viewport": PHONE, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda m: complaints.append(m.text) if "Security Policy" in m.text else 0
        )
        return page

    yield build
    for context in contexts:
        context.close()
    assert complaints == []


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def focused(page, attribute):
    return page.evaluate(f"document.activeElement.getAttribute('{attribute}') || ''")


def tab_to(page, wanted):
    """Press Tab until `wanted(page)` holds; fail when it never does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted(page):
            return
    pytest.fail(f"no tab stop reached on {page.url}")


def on_name(name):
    return lambda page: focused(page, "name") == name


def on_words(text):
    return lambda page: page.evaluate("document.activeElement.textContent.trim()") == text


def press_button(page, text):
    tab_to(page, on_words(text))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_person_answers_with_the_keyboard_alone(open_page, address, place):
    page = open_page()
    page.goto(f"{address}/join/{place.link}")
    press_button(page, "Start")
    press_button(page, "Start with the first section")
    for _ in range(2):
        for part in ("flagged", "confidence", "act", "reason"):
            tab_to(page, on_name(f"output.{part}"))
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        press_button(page, "Save and go on")
    tab_to(page, on_name("habit.check"))
    page.keyboard.press("Space")
    tab_to(page, on_name("habit.note"))
    page.keyboard.type("Nothing else.")
    press_button(page, "Save and go on")
    tab_to(page, on_name("uses_agents"))
    page.keyboard.press("Space")
    tab_to(page, on_name("people"))
    page.keyboard.type("9")
    tab_to(page, on_name("gov.written"))
    page.keyboard.press("Space")
    press_button(page, "Save and go on")
    assert "Every question has an answer." in page.inner_text("main")
    press_button(page, "Hand in your answers")
    assert page.inner_text("h1") == "Thank you"


def test_answers_are_saved_before_any_button_and_follow_ups_appear(open_page, address, place):
    page = open_page()
    page.goto(f"{address}/join/{place.link}")
    page.click("text=Start")
    page.goto(f"{page.url}/facts.facts")
    assert page.locator("[data-question]").count() == 3
    page.check("#f-uses_agents-yes")
    page.wait_for_selector("[id='q-agents_write']")
    page.check("[id='f-agents_write-no']")
    expect(page.locator("[data-save-state]")).to_have_text("Saved")
    page.goto(page.url)
    assert page.is_checked("[id='f-agents_write-no']")


def test_without_scripts_the_same_path_leads_through(open_page, address, place):
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}/join/{place.link}")
    page.click("text=Start")
    page.click("text=Start with the first section")
    for name in ("flagged-flawed", "confidence-70", "act-reject", "reason-a"):
        page.check(f"[id='f-output.{name}']")
    page.click(SAVE)
    assert page.inner_text("h1") == "Output 2 of 2"
    page.click("text=Back")
    assert page.is_checked("[id='f-output.confidence-70']")
    page.click("text=Clear this answer")
    assert not page.is_checked("[id='f-output.confidence-70']")
    page.check("[id='f-output.flagged-sound']")
    page.click(SAVE)
    assert "Say how sure you are." in page.inner_text(".error-summary")
    assert page.is_checked("[id='f-output.flagged-sound']")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_pages_are_accessible_and_fit(open_page, address, place, scheme, viewport):
    page = open_page(color_scheme=scheme, viewport=viewport)
    page.goto(f"{address}/join/{place.link}")
    found = {"join": violations(page)}
    page.click("text=Start")
    own = page.url
    for screen in ("", "/outputs-1", "/ai-fluency.habits", "/facts.facts", "/review", "/nothing"):
        page.goto(own + screen)
        found[screen] = violations(page)
        assert fits(page), screen
    page.goto(f"{own}/outputs-1")
    page.check("[id='f-output.flagged-sound']")
    page.click(SAVE)
    found["errors"] = violations(page)
    page.goto(f"{address}/patterns")
    found["patterns"] = violations(page)
    assert fits(page)
    assert {name: rules for name, rules in found.items() if rules} == {}


@pytest.fixture
def german(tmp_path, clock):
    """The real questionnaire: its address, and its link for engineers."""
    content = load_library(resource_folder("questionnaires"))
    place = make_place(tmp_path, content=content, demonstration=True)
    with serving(create_app(place.runtime, clock)) as found:
        yield found, place.link
    place.runtime.close()


def test_german_pages_are_accessible_and_fit(open_page, german, clock):
    address, link = german
    page = open_page(locale="de-DE")
    page.goto(f"{address}/join/{link}")
    found = {"join": violations(page)}
    page.click("text=Beginnen")
    own = page.url
    steps = ("", "/vignettes-1", "/ai-fluency.self-report", "/delivery.problem", "/review")
    for screen in (*steps, "/nothing"):
        page.goto(own + screen)
        assert page.get_attribute("html", "lang") == "de"
        found[screen] = violations(page)
        assert fits(page), screen
    page.goto(f"{own}/vignettes-1")
    for part in ("flagged", "confidence", "act", "reason"):
        page.locator(f"input[name='output.{part}']").first.check()
    expect(page.locator("[data-save-state]")).to_have_text("Gespeichert")
    page.click(SAVE)
    page.goto(f"{own}/review")
    page.click("text=Antworten abgeben")
    assert page.inner_text("h1") == "Vielen Dank"
    found["done"] = violations(page)
    clock.now += timedelta(days=11)
    page.goto(own)
    assert page.inner_text("h1") == "Was Sie beurteilt haben, erklärt"
    found["explained"] = violations(page)
    assert fits(page)
    assert {name: rules for name, rules in found.items() if rules} == {}


def test_a_language_is_chosen_without_scripts_by_keyboard(open_page, german):
    address, link = german
    page = open_page(java_script_enabled=False, locale="en-GB")
    page.goto(f"{address}/join/{link}")
    press_button(page, "Deutsch")
    assert page.get_attribute("html", "lang") == "de"
    page.click("text=Beginnen")
    assert page.inner_text("h1") == "Bevor Sie beginnen"
    page.click("text=English")
    assert page.inner_text("h1") == "Before you start"
