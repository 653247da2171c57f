"""The register in a real browser: a phone, scripts off, axe on every page."""

import threading
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from office_cases import PASSWORD
from werkzeug.serving import make_server

from assess.operations.directory import operator_of
from assess.operations.pilot_importing import import_pilots
from assess.web.app import create_app
from assess.web.pilot_pages import EXAMPLE

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def address(office, clock, library):
    """The office with the real evidence and three pilots, served."""
    content = replace(office.runtime.library, evidence=library.evidence)
    with office.runtime.sessions() as session:
        actor = operator_of(session, "Tidewater & Sons")
        import_pilots(session, actor, "x.csv", EXAMPLE.encode(), clock())
        session.commit()
    app = create_app(replace(office.runtime, library=content), clock)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def enter(browser, address):
    """Sign in as the owner in a context of its own; a script or policy error fails the test."""
    contexts, complaints = [], []

    def build(**options):
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if "Policy" in m.text else None)
        page.goto("/sign-in")
        page.fill("#f-email", "owner@tidewater.example")
        page.fill("#f-password", PASSWORD)
        page.click("main button")
        return page

    yield build
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
@pytest.mark.parametrize("place", ["/pilots", "/pilots/new", "/pilots/import"])
def test_pages_fit_and_axe_finds_nothing(enter, size, place):
    page = enter(viewport=size)
    page.goto(place)
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert sideways <= 0
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_without_scripts_a_pilot_is_recorded_changed_and_removed(enter, tmp_path):
    page = enter(viewport=PHONE, java_script_enabled=False)
    page.click("text=Pilots")
    page.click("text=Record a pilot")
    page.fill("#f-title", "Voice booking")
    page.click("main button.button-primary")
    assert "The start is missing" in page.inner_text(".error-summary")
    assert page.input_value("#f-title") == "Voice booking"
    page.fill("#f-started_on", "2026-06-01")
    page.click("main button.button-primary")
    page.click("text=Voice booking")
    page.check("#f-stage-stopped")
    page.fill("#f-ended_on", "2026-09-01")
    page.click("main button.button-primary")
    assert "1 Jun 2026 to 1 Sep 2026" in page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ")
    page.click("text=Voice booking")
    page.click("text=Remove this pilot")
    page.click("main button.button-danger")
    assert "3 pilots" in page.inner_text("caption")
    file = tmp_path / "more.csv"
    file.write_text("title;stage;started_on\nDesk;idea;\n")
    page.click("text=Import a CSV file")
    page.set_input_files("#f-file", file)
    page.click("main button.button-primary")
    assert "1 added" in page.inner_text("[role=status]")
