"""Answering in German: every text of the pages is there, and no English one is left on a page."""

import re
from datetime import timedelta

import pytest
from message_list import messages
from page_check import PageClient, all_of, text_of, words
from web_cases import make_place

from assess.content.load import load_library
from assess.model.instrument import Audience
from assess.operations import campaigns
from assess.settings import resource_folder
from assess.store.assessments import assessment_by_id
from assess.web import catalogues
from assess.web.app import create_app

SAME_IN_BOTH = {"Tests"}
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-saved", "data-saving", "data-unsaved")
SPOKEN += ("data-offline", "data-more", "data-copied", "data-dark", "data-light")


def forms(text):
    """A text as the forms it takes: one, or singular and plural."""
    return (text,) if isinstance(text, str) else text


def gaps(text):
    return sorted(set(re.findall(r"%\(\w+\)s|\{\w+\}|%%", text)))


# -- the catalogue ------------------------------------------------------------------------------


def entries():
    return {message.id: message for message in catalogues.read("de") if message.id}


def test_every_text_of_the_answering_pages_is_translated_and_nothing_else():
    assert set(entries()) == set(messages())
    for text, message in entries().items():
        assert all(form.strip() for form in forms(message.string)), text
        assert not message.fuzzy, text


def test_translations_keep_the_gaps_and_the_percent_signs():
    for text, message in entries().items():
        for form, translated in zip(forms(text), forms(message.string), strict=True):
            assert gaps(translated) == gaps(form), text


def test_a_translation_is_not_the_english_text_again():
    same = {text for text, message in entries().items() if message.string == text}
    assert same == SAME_IN_BOTH


# -- the pages ----------------------------------------------------------------------------------


def english():
    """Patterns of the English texts: short ones as a whole text node, long ones anywhere."""
    short, long = [], []
    for text in messages():
        for form in forms(text):
            if form in SAME_IN_BOTH:
                continue
            escaped = re.escape(form.replace("%%", "%"))
            pattern = re.sub(r"%\\\(\w+\\\)s|\\\{\w+\\\}", ".+?", escaped)
            (long if len(form.split()) > 2 else short).append(pattern)
    return re.compile("|".join(short)), re.compile("|".join(long))


SHORT, LONG = english()


def spoken(page):
    """Everything a page says, one text node or attribute at a time, without the AI's outputs."""
    for element in page.iter():
        if element.get("translate") == "no" or not isinstance(element.tag, str):
            continue
        yield from (element.get(name) for name in SPOKEN if element.get(name))
        yield from (element.text, *(child.tail for child in element))


def english_on(page):
    texts = [" ".join(text.split()) for text in spoken(page) if text and text.strip()]
    return [text for text in texts if SHORT.fullmatch(text) or LONG.search(text)]


def german(page):
    """Assert that a page is German, and return it."""
    root = page if page.tag.endswith("html") else all_of(page, "html")[0]
    assert root.get("lang") == "de"
    assert english_on(page) == []
    return page


def filled_in(page):
    """An answer to everything on a screen, as its form would send it."""
    options = {}
    for field in all_of(page, "input"):
        if field.get("type") == "radio":
            options.setdefault(field.get("name"), []).append(field.get("value"))
        elif field.get("type") == "hidden" or field.get("inputmode"):
            options[field.get("name")] = [field.get("value") or "5"]
    for field in all_of(page, "textarea"):
        options[field.get("name")] = ["Nichts weiter."]
    return {name: (values * 2)[1] for name, values in options.items()}


@pytest.fixture(scope="module")
def content():
    return load_library(resource_folder("questionnaires"))


@pytest.fixture
def real_place(tmp_path, content):
    made = make_place(tmp_path, content=content, demonstration=True)
    yield made
    made.runtime.close()


@pytest.fixture
def german_app(real_place, clock):
    return create_app(real_place.runtime, clock)


@pytest.fixture
def ute(german_app):
    """Ute's browser asks for German."""
    client = german_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de-DE,de;q=0.9,en;q=0.5"
    return PageClient(client)


def link_for(place, audience):
    if audience is Audience.ENGINEER:
        return place.link
    with place.runtime.sessions() as session:
        opened = assessment_by_id(session, place.assessment)
        link = campaigns.invite_team(session, opened, place.team, audience).token
        session.commit()
    return link


def walk(client, own):
    """Answer screen by screen, as the buttons lead; return the titles seen."""
    titles = []
    (start,) = [a for a in all_of(client.page, "a") if text_of(a).startswith("Mit dem ersten")]
    page = client.visit(start.get("href"))
    while client.address != f"{own}/review":
        titles.append(text_of(all_of(german(page), "h1")[0]))
        assert len(titles) < 80
        page = client.send(client.address, filled_in(page))
    return titles


@pytest.mark.parametrize("audience", list(Audience))
def test_a_person_answers_everything_in_german(ute, real_place, clock, audience):
    link = link_for(real_place, audience)
    german(ute.visit(f"/join/{link}"))
    german(ute.send(f"/join/{link}"))
    own = ute.address
    titles = walk(ute, own)
    assert ("Ergebnis 12 von 12" in titles) == (audience is Audience.ENGINEER)
    assert "Jede Frage ist beantwortet." in words(german(ute.page))
    german(ute.visit(own))
    german(ute.visit(f"/join/{link}"))
    assert "Vielen Dank" in words(german(ute.send(f"{own}/submit")))
    german(ute.visit(f"{own}/review"))
    clock.now += timedelta(days=11)
    assert "endete am 3. Dez. 2026" in words(german(ute.visit(f"/join/{link}", status=410)))
    german(ute.visit(f"{own}/review", status=410))
    german(ute.visit(own))


def test_what_goes_wrong_is_said_in_german(ute, real_place):
    german(ute.visit("/join/wrong", status=404))
    german(ute.visit("/r/wrong", status=404))
    german(ute.visit("/r/a/b/c", status=404))
    ute.visit(f"/join/{real_place.link}")
    german(ute.send(f"/join/{real_place.link}"))
    own = ute.address
    ute.visit(f"{own}/review")
    german(ute.send(f"{own}/submit"))
    assert "Es wurde nichts abgegeben" in words(ute.page)
    german(ute.visit(f"{own}/vignettes-99", status=404))
    german(ute.visit(f"{own}/vignettes-1"))
    page = german(ute.send(f"{own}/vignettes-1", {"output.flagged": "sound"}, status=400))
    assert "Sagen Sie, wie sicher Sie sind." in words(page)
    german(ute.send(f"{own}/vignettes-1", {"output.flagged": "maybe"}, status=400))
    page = german(ute.send(f"{own}/vignettes-1", {"csrf_token": "old"}, status=400))
    assert "Ihre Antworten sind noch da" in words(page)
    german(ute._look(ute.client.post(f"/join/{real_place.link}"), 400))
    autosaved = ute.client.post(
        f"{own}/vignettes-1",
        data={"csrf_token": ute.token(), "output.flagged": "sound"},
        headers={"Accept": "application/json"},
    )
    assert autosaved.json["message"] == "Sagen Sie, wie sicher Sie sind."


def test_the_check_for_english_finds_english(real_place, german_app):
    """Else it would prove nothing."""
    ben = PageClient(german_app.test_client())
    assert len(english_on(ben.visit(f"/join/{real_place.link}"))) > 10
    ben.send(f"/join/{real_place.link}")
    assert len(english_on(ben.visit(f"{ben.address}/vignettes-1"))) > 10


def test_program_text_stays_english_and_says_so(ute, real_place):
    ute.visit(f"/join/{real_place.link}")
    ute.send(f"/join/{real_place.link}")
    own = ute.address
    codes = [
        code.get("lang")
        for number in range(1, 13)
        for code in all_of(ute.visit(f"{own}/vignettes-{number}"), "code[@translate='no']")
    ]
    assert codes
    assert set(codes) == {"en"}
