"""A real browser at the results: keyboard, views replaced in place, scripts off, axe, phone."""

import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from office_cases import PASSWORD
from playwright.sync_api import expect
from werkzeug.serving import make_server

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def address(office_app):
    server = make_server("127.0.0.1", 0, office_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def sign_in(browser, address):
    """Sign in with the keyboard; whatever a script complains about fails the test."""
    contexts, complaints = [], []

    def build(role="viewer", **options):
        context = browser.new_context(**{"viewport": DESK, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.goto(f"{address}/sign-in")
        page.focus("#f-email")
        page.keyboard.type(f"{role}@tidewater.example")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")
        return page

    yield build
    for context in contexts:
        context.close()
    assert complaints == []


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


def teams(page):
    return page.locator(".heat-table tbody th").all_inner_texts()


def addresses(office):
    published = f"/assessments/{office.published}"
    return [
        "/",
        published,
        f"{published}?group=all",
        f"{published}?group=governance&measure=stance&ranks=1",
        f"{published}/teams/{office.teams['Billing']}",
        f"{published}/teams/{office.teams['Yard']}",
        f"/assessments/{office.open}",
        f"/assessments/{office.open}/close",
        f"{published}/papers/organisation/brief-a4.pdf",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_phones_need_no_scrolling_sideways(sign_in, address, office, scheme):
    page = sign_in("owner", viewport=PHONE, color_scheme=scheme)
    for path in addresses(office):
        page.goto(address + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_axe_finds_nothing_on_the_wide_screen(sign_in, address, office):
    page = sign_in("owner")
    for path in addresses(office):
        page.goto(address + path)
        assert violations(page) == [], path


def test_a_column_sorts_in_place_by_keyboard_and_back_undoes_it(sign_in, address, office):
    page = sign_in()
    page.goto(f"{address}/assessments/{office.published}")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Rules", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=stance&direction=down**")
    expect(page.locator(".heat-table tbody th").first).to_have_text("Fleet")
    assert page.evaluate("window.same")
    assert page.evaluate("document.activeElement.textContent.trim()").startswith("Rules")
    expect(page.get_by_role("status")).to_have_text("Sorted by Rules and limits, descending.")
    page.go_back()
    expect(page.locator(".heat-table tbody th").first).to_have_text("Billing")


def test_a_measure_is_drawn_in_place_and_its_address_reproduces_it(sign_in, address, office):
    page = sign_in()
    page.goto(f"{address}/assessments/{office.published}?unit=Operations")
    page.evaluate("window.same = true")
    page.select_option("#f-measure", "stance")
    page.wait_for_url("**measure=stance**")
    expect(page.locator("#measure h2")).to_contain_text("Rules and limits")
    assert page.evaluate("window.same")
    again = sign_in()
    again.goto(page.url)
    assert teams(again) == teams(page) == ["Fleet", "Yard"]
    expect(again.locator("#measure h2")).to_have_text(page.locator("#measure h2").inner_text())


def test_everything_works_without_scripts(browser, sign_in, address, office):
    signed = sign_in()
    context = browser.new_context(
        java_script_enabled=False, storage_state=signed.context.storage_state()
    )
    page = context.new_page()
    page.goto(f"{address}/assessments/{office.published}")
    page.get_by_role("link", name="Rules", exact=True).click()
    assert teams(page) == ["Fleet", "Billing", "Yard"]
    page.select_option("#f-measure", "stance")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#measure h2")).to_contain_text("Rules and limits")
    assert "sort=stance" in page.url
    page.get_by_role("link", name="2.7").first.click()
    assert page.url.endswith(f"/teams/{office.teams['Fleet']}#domain-stance")
    context.close()


def test_the_page_of_a_paper_looks_by_itself(sign_in, address, office):
    page = sign_in()
    page.goto(f"{address}/assessments/{office.published}/papers/organisation/report-a4.pdf")
    with page.expect_response(lambda r: "watch=1" in r.url) as looked:
        expect(page.locator("#work")).to_contain_text("Waiting for a worker")
    assert looked.value.ok


def test_twice_the_text_size_still_fits(sign_in, address, office):
    page = sign_in("owner", viewport={"width": 640, "height": 450})
    for path in addresses(office):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
