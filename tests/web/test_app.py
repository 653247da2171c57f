"""The app around the pages: headers, errors, static files, templates that see only `page`."""

import re

import pytest
from jinja2 import meta, nodes
from page_check import PageClient, words
from web_cases import make_place

from assess.model.errors import (
    AssessError,
    ConflictError,
    DataError,
    ForbiddenError,
    GoneError,
    NotFoundError,
    Problem,
    ScoringError,
)
from assess.settings import resource_folder
from assess.web import app as app_module
from assess.web.errors import error_response, status_of

TEMPLATES = resource_folder("templates")
GIVEN = {"page", "asset", "csrf_token", "url_for", "caller", "self", "loop", "_", "ngettext"}
ROOMS = ("answer", "components", "errors", "layouts", "patterns", "pilots")


def test_the_policy_lets_nothing_inline_and_nothing_foreign_run(app):
    policy = app.test_client().get("/patterns").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "http" not in policy


def test_production_asks_for_https(tmp_path):
    place = make_place(tmp_path, production=True)
    client = app_module.create_app(place.runtime).test_client()
    landing = client.get(f"/join/{place.link}", base_url="https://assess.test")
    assert "Secure" in landing.headers["Set-Cookie"]
    assert "max-age" in landing.headers["Strict-Transport-Security"]
    place.runtime.close()


def test_the_pattern_page_shows_every_component(app):
    page = (TEMPLATES / "patterns/patterns.html").read_text(encoding="utf-8")
    shown = set(re.findall(r'from "components/([a-z-]+)\.html"', page))
    assert shown == {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    PageClient(app.test_client()).visit("/patterns")


def test_every_component_has_a_sheet_of_its_name(app):
    macros = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    sheets = {p.stem for p in (resource_folder("static") / "css/components").glob("*.css")}
    assert macros == sheets


def macros_known(tree):
    """Names a template imports or defines; its blocks see them although they look undeclared."""
    imported = {name for node in tree.find_all(nodes.FromImport) for name in node.names}
    return imported | {node.name for node in tree.find_all(nodes.Macro)}


@pytest.mark.parametrize(
    "path",
    [p for room in ROOMS for p in sorted((TEMPLATES / room).glob("*.html"))],
    ids=lambda p: f"{p.parent.name}/{p.name}",
)
def test_templates_see_nothing_but_page(app, path):
    tree = app.jinja_env.parse(path.read_text(encoding="utf-8"))
    assert meta.find_undeclared_variables(tree) - macros_known(tree) <= GIVEN
    assert not set(app_module.UNSEEN) & set(app.jinja_env.globals)


def test_one_sheet_holds_all_and_is_kept_for_good(app):
    client = app.test_client()
    address = re.search(r'href="([^"]+site\.css[^"]+)"', client.get("/patterns").text).group(1)
    sheet = client.get(address)
    assert sheet.mimetype == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]
    order = [sheet.text.index(part) for part in ("--paper", ".radios-option", "@page")]
    assert order == sorted(order)
    for font in re.findall(r'url\("\.\./(fonts/[^"]+)"\)', sheet.text):
        with client.get(f"/static/{font}") as answer:
            assert answer.status_code == 200
    assert not re.search(r"url\(\W?(https?:)?//", sheet.text)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFoundError("x"), 404),
        (GoneError("x"), 410),
        (ForbiddenError("x"), 403),
        (ConflictError("x"), 409),
        (DataError((Problem("f", 1, "m"),)), 400),
        (ScoringError("x"), 400),
        (AssessError("x"), 400),
    ],
)
def test_each_explained_error_has_its_status(error, status):
    assert status_of(error) == status


def test_what_nobody_foresaw_is_a_friendly_500(app, monkeypatch):
    def broken() -> str:
        raise RuntimeError("secret detail")

    monkeypatch.setitem(app.view_functions, "patterns.patterns", broken)
    page = PageClient(app.test_client()).visit("/patterns", status=500)
    assert "Nothing you had saved before is lost" in words(page)
    assert "secret detail" not in words(page)


def test_a_wrong_method_is_a_friendly_405(app):
    client = app.test_client()
    PageClient(client)._look(client.delete("/patterns"), 405)


def test_a_post_without_a_token_begins_nothing(app, place):
    response = app.test_client().post(f"/join/{place.link}")
    assert response.status_code == 400
    assert "cookies" in response.text


def test_an_error_text_is_shown_as_text(app):
    with app.test_request_context("/"):
        body, status = error_response(404, "<script>alert(1)</script>")
    assert status == 404
    assert "<script>alert" not in body
