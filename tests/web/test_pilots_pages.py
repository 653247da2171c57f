"""The register in the pages: recording, changing, removing, importing, and the track record."""

import io
from dataclasses import replace

import pytest
from office_cases import signed_in
from page_check import all_of, text_of, words

from assess.operations import pilots
from assess.operations.directory import operator_of
from assess.operations.pilot_importing import import_pilots
from assess.web.app import create_app
from assess.web.pilot_pages import EXAMPLE, LINES

HOME = "Tidewater & Sons"
COLUMNS = "title,team,stage,started_on,ended_on,in_production,target,target_met"
ROWS = f"""{COLUMNS},forecast_on,forecast_o1
Letters,Billing,production,2025-02-03,,yes,20 % fewer calls,no,2025-01-20,0.42
Routes,,stopped,2025-04-14,2025-09-30,,,,2025-04-01,0.7
Photos,Fleet,production,2025-06-01,,,,,,
Voice,Yard,idea,,,,,,,
"""


@pytest.fixture
def house(office, clock, library):
    """The office with the real evidence, so that there are outcomes to speak of."""
    content = replace(office.runtime.library, evidence=library.evidence)
    return replace(office, runtime=replace(office.runtime, library=content))


@pytest.fixture
def house_app(house, clock):
    return create_app(house.runtime, clock)


@pytest.fixture
def owner(house_app):
    return signed_in(house_app, "owner")


@pytest.fixture
def viewer(house_app):
    return signed_in(house_app, "viewer")


@pytest.fixture
def load(house, clock):
    """Import text as the operator."""

    def run(text):
        with house.runtime.sessions() as session:
            import_pilots(session, operator_of(session, HOME), "x.csv", text.encode(), clock())
            session.commit()

    return run


@pytest.fixture
def register(house):
    """What is recorded, by title."""

    def run():
        with house.runtime.reading() as session:
            found = pilots.list_pilots(session, operator_of(session, HOME))
        return {pilot.record.title: pilot for pilot in found}

    return run


def form(**changes):
    plain = {
        "title": "Letters",
        "team": "",
        "stage": "pilot",
        "started_on": "2026-06-01",
        "ended_on": "",
        "in_production": "unknown",
        "target": "",
        "target_met": "unknown",
        "forecast": "",
    }
    return {**plain, **changes}


def rows_of(page):
    return [" | ".join(text_of(cell) for cell in row) for row in all_of(page, "tr")]


# -- the list -----------------------------------------------------------------------------------


def test_an_empty_register_says_what_it_is_good_for(owner, viewer):
    page = owner.visit("/pilots")
    assert "published base rates of other companies" in words(page)
    assert [a.get("href") for a in all_of(page, "main//*[@class='button button-secondary']")]
    assert "An owner or a manager records pilots here" in words(viewer.visit("/pilots"))


def test_the_list_says_what_is_known_and_what_is_due(owner, load):
    load(ROWS)
    page = owner.visit("/pilots")
    assert "4 pilots; of 1 the outcome is due" in words(page)
    lines = {line.split()[0]: line for line in rows_of(page)}
    assert "Stopped 14 Apr 2025 to 30 Sep 2025 | no | none | O1 70 %" in lines["Routes"]
    assert lines["Letters"].endswith("yes | missed | O1 40 % 20 Jan 2025")
    assert "1 Jun 2025 | due | none | none" in lines["Photos"]
    assert "Idea no date yet" in lines["Voice"]
    (current,) = all_of(page, "a[@aria-current='page']")
    assert text_of(current) == "Pilots"


def test_a_viewer_reads_and_finds_no_way_to_write(viewer, load, register):
    load(ROWS)
    page = viewer.visit("/pilots")
    pilot = register()["Letters"]
    addresses = {link.get("href") for link in all_of(page, "a")}
    assert "/pilots/register.csv" in addresses
    assert not addresses & {"/pilots/new", "/pilots/import", f"/pilots/{pilot.id}"}
    viewer.visit(f"/pilots/{pilot.id}", status=403)


def test_many_pilots_come_in_pages(owner, load):
    load(
        "title,stage,started_on\n"
        + "".join(f"P{n:03},pilot,2026-06-01\n" for n in range(LINES + 1))
    )
    assert len(rows_of(owner.visit("/pilots"))) == LINES + 1
    second = owner.visit("/pilots?page=2")
    assert len(rows_of(second)) == 2
    assert len(rows_of(owner.visit("/pilots?page=99"))) == 2
    assert len(rows_of(owner.visit("/pilots?page=x"))) == LINES + 1


# -- recording ----------------------------------------------------------------------------------


def test_a_pilot_is_recorded_and_its_form_shows_it_again(owner, house, register):
    owner.visit("/pilots/new")
    owner.send("/pilots/new", form(team=house.teams["Fleet"], target=" 20 % "))
    assert owner.address == "/pilots"
    (pilot,) = register().values()
    assert (pilot.record.team, pilot.record.target) == (house.teams["Fleet"], "20 %")
    page = owner.visit(f"/pilots/{pilot.id}")
    assert all_of(page, "input[@name='title']")[0].get("value") == "Letters"
    assert all_of(page, "input[@name='started_on']")[0].get("value") == "2026-06-01"
    (stage,) = [i for i in all_of(page, "input[@name='stage']") if i.get("checked") is not None]
    assert stage.get("value") == "pilot"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"title": " "}, "title", "The title is missing: give the pilot a title."),
        ({"started_on": "yesterday"}, "started_on", "Give a date as year, month and day"),
        ({"stage": "done"}, "stage", "Choose one of the answers shown."),
        ({"team": "nobody"}, "team", "Choose from the list."),
        ({"forecast": "a/b"}, "forecast", "Choose from the list."),
        ({"target_met": "no"}, "target_met", "Target met is no, but no target is given"),
        ({"in_production": "no"}, "in_production", "cannot be known before 2027-06-01"),
    ],
    ids=str,
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    owner, register, changes, field, message
):
    owner.visit("/pilots/new")
    page = owner.send("/pilots/new", form(target="", **{"title": "Kept", **changes}), status=400)
    (summary,) = all_of(page, "div[@class='error-summary']")
    assert message in text_of(summary)
    (link,) = [a for a in all_of(summary, "a") if message in text_of(a)]
    assert link.get("href") == f"#f-{field}"
    typed = all_of(page, "input[@name='started_on']")[0].get("value")
    assert typed == changes.get("started_on", "2026-06-01")
    assert register() == {}


def test_markup_in_a_title_is_text(owner, register):
    owner.visit("/pilots/new")
    owner.send("/pilots/new", form(title="<b>x</b>"))
    assert "<b>x</b>" in words(owner.page)
    assert "<b>x</b>" in words(owner.visit(f"/pilots/{register()['<b>x</b>'].id}/removal"))


def test_a_change_is_saved_and_the_slower_of_two_is_told(owner, house_app, load, register):
    load(ROWS)
    address = f"/pilots/{register()['Photos'].id}"
    other = signed_in(house_app, "manager")
    other.visit(address)
    owner.visit(address)
    changed = form(title="Photos", stage="production", started_on="2025-06-01", revision="1")
    owner.send(address, {**changed, "in_production": "yes"})
    assert register()["Photos"].record.in_production == "yes"
    page = other.send(address, {**changed, "in_production": "no"}, status=400)
    assert "Somebody else has changed or removed this pilot" in words(page)
    assert register()["Photos"].revision == 2
    other.send(address, {**changed, "revision": "²"}, status=400)


def test_a_forecast_is_chosen_from_a_published_result_and_kept(owner, house, register):
    owner.visit("/pilots/new")
    team = house.teams["Billing"]
    choice = f"{house.published}/{team}"
    page = owner.send("/pilots/new", form(forecast=choice), status=400)
    assert "The forecast is one of Billing: choose one of the pilot's own team." in words(page)
    owner.send("/pilots/new", form(forecast=choice, team=team))
    pilot = register()["Letters"]
    assert pilot.record.forecast.chain == "e" * 64
    address = f"/pilots/{pilot.id}"
    owner.visit(address)
    owner.send(address, form(team=team, target="x", forecast="keep", revision="1"))
    assert register()["Letters"].record.forecast == pilot.record.forecast
    owner.visit(address)
    owner.send(address, form(team=team, revision="2"))
    assert register()["Letters"].record.forecast is None


def test_removing_asks_first(owner, load, register):
    load(ROWS)
    address = f"/pilots/{register()['Voice'].id}/removal"
    assert "keep what was known then" in words(owner.visit(address))
    assert "Voice" in register()
    owner.send(address)
    assert owner.address == "/pilots"
    assert "Voice" not in register()
    owner.visit(address, status=404)


# -- files --------------------------------------------------------------------------------------


def upload(person, text, status=200):
    person.visit("/pilots/import")
    return person.send("/pilots/import", {"file": (io.BytesIO(text.encode()), "p.csv")}, status)


def test_a_file_is_imported_and_its_remarks_are_shown(owner, register):
    page = upload(owner, EXAMPLE.replace("target_met", "cost"))
    assert "Imported: 3 added, 0 changed, 0 unchanged" in words(page)
    assert "Note: columns that are not known were left out: cost." in words(page)
    assert set(register()) == {"Letter drafts", "Route notes", "Damage photos"}


def test_the_example_on_the_page_can_be_imported(owner, register):
    upload(owner, EXAMPLE)
    assert len(register()) == 3


def test_every_fault_of_a_file_is_listed_and_nothing_is_imported(owner, register):
    page = upload(owner, ROWS + "X,,done,1.1.2025,,,,,,\n", status=400)
    assert "Row 6: column stage: “done” is none of idea" in words(page)
    assert "1 of 5 rows cannot be used; nothing was imported." in words(page)
    assert register() == {}


def test_a_form_without_a_file_says_so(owner):
    owner.visit("/pilots/import")
    assert "Choose a CSV file first." in words(owner.send("/pilots/import", status=400))


def test_the_register_can_be_taken_away_and_brought_back(viewer, owner, load):
    load(ROWS)
    sent = viewer.client.get("/pilots/register.csv")
    assert sent.mimetype == "text/csv"
    assert "filename=pilots.csv" in sent.headers["Content-Disposition"]
    page = upload(owner, sent.data.decode())
    assert "Imported: 0 added, 0 changed, 4 unchanged" in words(page)


# -- the track record ---------------------------------------------------------------------------


def test_under_fifty_outcomes_the_forecasts_are_compared_in_the_large(owner, load):
    load(ROWS)
    text = words(owner.visit("/pilots"))
    assert "of 2 pilots with a known outcome; of 2 more it is not known" in text
    assert "forecast on average 56 % for 2 pilots with a forecast" in text
    assert "happened minus forecast −6 points 80 % interval" in text
    assert "Uncalibrated. 2 outcomes are known of pilots that had a forecast" in text
    assert "Reliability" not in text


def test_from_fifty_outcomes_on_the_reliability_is_drawn_with_its_table(owner, load):
    lines = [
        f"P{n},stopped,2024-01-01,2024-06-01,2023-12-01,{0.4 if n % 2 else 0.8}" for n in range(50)
    ]
    load("\n".join(["title,stage,started_on,ended_on,forecast_on,forecast_o1", *lines]))
    page = owner.visit("/pilots")
    (table,) = [t for t in all_of(page, "table") if "Reliability" in text_of(t)]
    assert rows_of(table)[1:] == ["40 % | 100 % | 28 to 52 %", "80 % | 100 % | 68 to 92 %"]
    (curve,) = [mark for mark in page.iter() if mark.tag.endswith("polyline")]
    assert curve.get("points") == "40.0,0.0 80.0,0.0"
    assert "Over 50 pilots with a known outcome the mean forecast was 60 %" in words(page)
