"""Signing in and out, and who may open which page."""

from datetime import timedelta

import pytest
from office_cases import PASSWORD, signed_in
from page_check import PageClient, all_of, words
from web_cases import NOON

from assess.web.permissions import ENDPOINTS, ROLES, Rule
from assess.web.sign_in import safe_address

OF_ASSESSMENTS = ("assessments.", "papers.")


def test_signing_in_leads_to_the_assessments(office_app):
    assert "Autumn 2026" in words(signed_in(office_app).page)


@pytest.mark.parametrize(
    ("email", "password"),
    [("viewer@tidewater.example", "wrong"), ("nobody@tidewater.example", PASSWORD), ("", "")],
)
def test_every_failure_says_the_same(office_app, email, password):
    person = PageClient(office_app.test_client())
    person.visit("/sign-in")
    page = person.send("/sign-in", {"email": email, "password": password}, status=403)
    assert "This address and password do not go together" in words(page)
    assert all_of(page, "input[@name='password']")[0].get("value") == ""


def test_the_session_is_new_and_kept_from_scripts(office_app):
    client = office_app.test_client()
    before = PageClient(client)
    before.visit("/sign-in")
    old = client.get_cookie("assess").value
    response = client.post(
        "/sign-in",
        data={
            "csrf_token": before.token(),
            "email": "viewer@tidewater.example",
            "password": PASSWORD,
        },
    )
    assert response.status_code == 303
    assert client.get_cookie("assess").value != old
    assert "HttpOnly" in response.headers["Set-Cookie"]
    assert "SameSite=Lax" in response.headers["Set-Cookie"]


def test_signing_out_forgets_the_person(office_app, office):
    person = signed_in(office_app)
    person.send("/sign-out")
    person.visit(f"/assessments/{office.published}")
    assert person.address == "/sign-in"


def test_a_session_ends_after_half_a_day(office_app, office, clock):
    person = signed_in(office_app)
    clock.now = NOON + timedelta(hours=13)
    person.visit(f"/assessments/{office.published}")
    assert person.address == "/sign-in"


def test_one_comes_back_to_the_page_asked_for(office_app, office):
    person = PageClient(office_app.test_client())
    wanted = f"/assessments/{office.published}?sort=stance"
    person.visit(wanted)
    (kept,) = all_of(person.page, "input[@name='next']")
    assert kept.get("value") == wanted
    values = {"email": "viewer@tidewater.example", "password": PASSWORD, "next": wanted}
    person.send("/sign-in", values)
    assert person.address == f"/assessments/{office.published}"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_other_sites_are_no_way_on(office_app, address):
    assert safe_address(address) == ""
    assert signed_in(office_app, next=address).address == "/"


def test_every_endpoint_has_a_row(office_app):
    assert {rule.endpoint for rule in office_app.url_map.iter_rules()} == set(ENDPOINTS)


@pytest.mark.parametrize("endpoint", [e for e, rule in ENDPOINTS.items() if rule in ROLES])
def test_strangers_are_sent_to_the_sign_in(office_app, office, endpoint):
    """A page sends them on; a form without a token is refused before anything is looked at."""
    address, method = address_of(office_app, office, endpoint)
    response = office_app.test_client().open(address, method=method)
    assert response.status_code == (303 if method == "GET" else 400)
    if method == "GET":
        assert response.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("endpoint", [e for e, rule in ENDPOINTS.items() if rule in ROLES])
@pytest.mark.parametrize("role", ["owner", "manager", "viewer"])
def test_roles_may_do_what_the_table_says(office_app, office, endpoint, role):
    person = signed_in(office_app, role)
    address, method = address_of(office_app, office, endpoint)
    data = {"csrf_token": person.token()} if method == "POST" else None
    status = person.client.open(address, method=method, data=data).status_code
    assert (status == 403) == (role not in ROLES[ENDPOINTS[endpoint]])


@pytest.mark.parametrize("endpoint", [e for e in ENDPOINTS if e.startswith(OF_ASSESSMENTS)])
def test_another_organisation_is_not_there(office_app, office, endpoint):
    person = signed_in(office_app, "outsider")
    address, method = address_of(office_app, office, endpoint)
    data = {"csrf_token": person.token()} if method == "POST" else None
    assert person.client.open(address, method=method, data=data).status_code == 404


def test_an_endpoint_without_a_row_is_shut(office_app, monkeypatch):
    monkeypatch.delitem(ENDPOINTS, "home.home")
    PageClient(office_app.test_client()).visit("/", status=403)


def address_of(app, office, endpoint):
    """An address of an endpoint in Tidewater's assessment that suits it."""
    rule = next(app.url_map.iter_rules(endpoint))
    run = ENDPOINTS[endpoint] is Rule.RUN
    values = {
        "assessment_id": office.open if run else office.published,
        "team_id": office.teams["Billing"],
        "scope": "organisation",
        "kind": "report",
        "size": "a4",
    }
    wanted = {name: values.get(name, "0" * 32) for name in rule.arguments}
    with app.test_request_context():
        address = app.url_for(endpoint, **wanted)
    return address, "POST" if "POST" in rule.methods else "GET"
