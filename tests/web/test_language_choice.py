"""A person chooses a language; what is not translated says so."""

from dataclasses import replace

import pytest
from page_check import PageClient, all_of, text_of, words
from web_cases import FACTS, FLUENCY, library, make_place

from assess.model.instrument import (
    Audience,
    Condition,
    Confidentiality,
    Instrument,
    PracticeItem,
    Scale,
    Section,
    Translation,
)
from assess.web.app import create_app

GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9"}
AGENTS = Instrument(
    id="multi-agent",
    version="2.0.0",
    title="Agent systems",
    confidentiality=Confidentiality.ANONYMOUS,
    sections=(
        Section(id="agents", title="Limits", intro="What stops an agent?"),
        Section(id="traces", title="Traces", intro="What is left of a run?"),
    ),
    scales=(Scale(id="limits", title="Limits"),),
    items=tuple(
        PracticeItem(
            kind="practice",
            id=f"mas.{section}.{name}",
            title=name,
            section=section,
            scale="limits",
            text=f"What about the {name}?",
            levels=("None", "Some", "Most", "All", "Audited"),
            evidence="A log.",
            lowers=("no_limits",),
            audience=(Audience.ENGINEER,),
        )
        for section, name in (("agents", "budget"), ("agents", "stop"), ("traces", "log"))
    ),
    shown_if=Condition(fact="uses_agents", is_one_of=("yes",)),
)


def translated(instrument, version="1.0.0", **texts):
    texts = {f"section.{section.id}.title": f"({section.id})" for section in instrument.sections}
    return Translation(instrument=instrument.id, version=version, language="de", texts=texts)


CONTENT = replace(
    library(FLUENCY, FACTS, AGENTS),
    translations=(translated(FLUENCY), translated(FACTS), translated(AGENTS, "1.9.0")),
)


@pytest.fixture
def place(tmp_path):
    """Two instruments are in German; a module has moved on from its translation."""
    made = make_place(tmp_path, content=CONTENT)
    yield made
    made.runtime.close()


@pytest.fixture
def ute(app):
    client = app.test_client()
    client.environ_base.update(GERMAN)
    return PageClient(client)


def language(page):
    root = page if page.tag.endswith("html") else all_of(page, "html")[0]
    return root.get("lang")


def choices(page):
    """Language links: name → (address, whether it is the present one)."""
    return {
        text_of(link): (link.get("href"), link.get("aria-current") == "true")
        for link in all_of(page, "a[@hreflang]")
    }


def test_the_browser_says_which_language_comes_first(ben, ute, place):
    assert language(ben.visit(f"/join/{place.link}")) == "en"
    page = ute.visit(f"/join/{place.link}")
    assert language(page) == "de"
    assert choices(page) == {"English": ("?language=en", False), "Deutsch": ("?language=de", True)}


def test_a_choice_is_kept_on_every_page_and_can_be_taken_back(ben, own):
    page = ben.visit(f"{own}?language=de")
    assert ben.address == own
    assert language(page) == "de"
    for screen in ("/outputs-1", "/facts.facts", "/review"):
        assert language(ben.visit(own + screen)) == "de"
    assert choices(ben.visit(f"{own}/outputs-1")) == {}
    assert language(ben.visit(f"{own}?language=en")) == "en"
    assert language(ben.visit(f"{own}/outputs-1")) == "en"


def test_the_choice_outdoes_the_browser(ute, place):
    assert language(ute.visit(f"/join/{place.link}?language=en")) == "en"
    assert language(ute.visit(f"/join/{place.link}")) == "en"


@pytest.mark.parametrize("wanted", ["xx", "../../etc", "de%0d%0aSet-Cookie:x", "", "EN"])
def test_a_language_there_is_not_changes_nothing(ben, place, wanted):
    assert language(ben.visit(f"/join/{place.link}?language={wanted}")) == "en"
    assert ben.client.get_cookie("language") is None


def test_the_cookie_says_nothing_but_the_language(ben, place, app):
    answer = ben.client.get(f"/join/{place.link}?language=de")
    assert (answer.status_code, answer.location) == (303, f"/join/{place.link}")
    cookie = ben.client.get_cookie("language")
    assert (cookie.value, cookie.http_only, cookie.same_site) == ("de", True, "Lax")
    forged = app.test_client()
    forged.set_cookie("language", "<script>")
    assert language(PageClient(forged).visit(f"/join/{place.link}")) == "en"


def test_only_the_questionnaire_speaks_it(ute, place):
    assert language(ute.visit(f"/join/{place.link}?language=de")) == "de"
    assert language(ute.visit("/patterns")) == "en"
    assert language(ute.visit("/nothing-here", status=404)) == "en"


def test_without_a_fitting_translation_nothing_is_offered(tmp_path, clock):
    content = replace(CONTENT, translations=(translated(FLUENCY), translated(FACTS, "0.9.0")))
    made = make_place(tmp_path, content=content)
    client = create_app(made.runtime, clock).test_client()
    client.environ_base.update(GERMAN)
    page = PageClient(client).visit(f"/join/{made.link}")
    assert (language(page), choices(page)) == ("en", {})
    made.runtime.close()


def begun(client, place):
    """Begin, and say that the team uses agents, so that the module is asked."""
    client.visit(f"/join/{place.link}")
    client.send(f"/join/{place.link}")
    own = client.address
    client.visit(f"{own}/facts.facts")
    client.send(f"{own}/facts.facts", {"uses_agents": "yes"})
    return own


def test_a_module_that_is_not_translated_says_so_and_is_english_throughout(ute, place):
    own = begun(ute, place)
    (title,) = [a for a in all_of(ute.visit(own), "a") if text_of(a) == "Agent systems"]
    assert title.get("lang") == "en"
    page = ute.visit(f"{own}/multi-agent.agents")
    (notice,) = all_of(page, "div[@lang='de']")
    assert "noch nicht übersetzt. Er steht auf Englisch." in text_of(notice)
    assert language(page) == "en"
    assert "Save and go on" in words(page)
    assert "Speichern" not in words(page)
    page = ute.send(f"{own}/multi-agent.agents", {"mas.agents.stop": "nine"}, status=400)
    assert "Choose one of the answers shown." in words(page)
    page = ute.visit(f"{own}/review")
    assert language(page) == "de"
    lists = all_of(page, "ul[@class='section-list-missing']")
    assert [one.get("lang") for one in lists].count("en") == 1


def test_a_question_on_a_screen_of_several_topics_names_its_own(ben, place):
    own = begun(ben, place)
    page = ben.visit(f"{own}/multi-agent.agents")
    topics = {
        section.get("id"): [text_of(p) for p in all_of(section, "p") if "topic" in p.get("class")]
        for section in all_of(page, "section")
    }
    assert topics == {
        "q-mas.agents.budget": ["Limits", "What stops an agent?"],
        "q-mas.agents.stop": ["Limits"],
        "q-mas.traces.log": ["Traces", "What is left of a run?"],
    }
    assert text_of(all_of(page, "h1")[0]) == "Agent systems"
