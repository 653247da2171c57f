"""Which languages a questionnaire can be answered in, and what is asked in which."""

from dataclasses import replace

import pytest

from assess.content.load import Library
from assess.model.instrument import (
    Audience,
    Condition,
    Instrument,
    RatingItem,
    Scale,
    Translation,
)
from assess.operations import answering, doors
from assess.operations.languages import choose_language, in_language

ENGINEER = Audience.ENGINEER


def instrument(name, *, audience=(ENGINEER,), **changes):
    item = RatingItem(kind="rating", id=f"{name}.a", scale=name, text="Ask?", audience=audience)
    scale = Scale(id=name, title=name, minimum=1, maximum=5)
    return Instrument(
        id=name, version="1.0.0", title=name.title(), scales=(scale,), items=(item,), **changes
    )


def german(name, version="1.0.0", language="de"):
    texts = {f"{name}.a.text": f"{language}: Frage?"}
    return Translation(instrument=name, version=version, language=language, texts=texts)


def library_with(*translations):
    return Library((), None, translations, {})


FIRST, SECOND = instrument("first"), instrument("second")
MODULE = instrument("module", shown_if=Condition(fact="x", is_one_of=("yes",)))


def offered(instruments, *translations, audience=ENGINEER):
    return choose_language(instruments, audience, library_with(*translations), ()).offered


def test_a_language_is_on_offer_when_all_that_is_always_asked_has_it():
    both = (FIRST, SECOND)
    assert offered(both, german("first"), german("second")) == ("en", "de")
    assert offered(both, german("first")) == ("en",)
    assert offered(both, german("first"), german("second", "1.1.0")) == ("en",)


def test_a_module_or_what_others_are_asked_keeps_no_language_away():
    for_leads = instrument("leads", audience=(Audience.LEAD,))
    asked = (FIRST, MODULE, for_leads)
    assert offered(asked, german("first")) == ("en", "de")
    assert offered(asked, german("first"), audience=Audience.LEAD) == ("en",)


def test_instruments_may_be_written_in_another_language():
    own = replace(FIRST, language="fr")
    assert offered((own,), german("first"), german("first", language="en")) == ("fr", "de", "en")
    assert offered((own, SECOND)) == ("fr",)
    assert offered(()) == ("en",)


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        ((), "en"),
        (("de",), "de"),
        (("fr", "de", "en"), "de"),
        (("en", "de"), "en"),
        (("fr",), "en"),
    ],
)
def test_the_first_preferred_language_on_offer_is_spoken(preferred, language):
    found = choose_language((FIRST,), ENGINEER, library_with(german("first")), preferred)
    assert found.language == language


def test_a_translation_is_for_the_version_it_was_made_for():
    fitting = in_language(FIRST, library_with(german("first")), "de")
    assert (fitting.language, fitting.items[0].text) == ("de", "de: Frage?")
    older = library_with(german("first", "0.9.0"))
    assert in_language(FIRST, older, "de") is FIRST
    assert in_language(FIRST, library_with(), "de") is FIRST


def test_two_libraries_do_not_share_what_was_translated():
    one, other = library_with(german("first")), library_with(german("first"))
    other.translations[0].texts["first.a.text"] = "Anders?"
    assert in_language(FIRST, one, "de").items[0].text == "de: Frage?"
    assert in_language(FIRST, other, "de").items[0].text == "Anders?"
    assert in_language(FIRST, one, "de") is in_language(FIRST, one, "de")


def test_a_sitting_is_asked_in_german_and_answered_as_ever(session, library, sitting_token, now):
    english = answering.load_sitting(session, library, sitting_token, now)
    sitting = answering.load_sitting(session, library, sitting_token, now, ("de",))
    assert (sitting.door.language, sitting.door.languages) == ("de", ("en", "de"))
    assert {step.language for step in sitting.steps} == {"de"}
    assert [s.id for s in sitting.steps] == [s.id for s in english.steps]
    assert [i.id for s in sitting.steps for i in s.items] == [
        i.id for s in english.steps for i in s.items
    ]
    assert not {s.title for s in sitting.steps} & {s.title for s in english.steps}
    assert sitting.door.minutes == english.door.minutes


def test_the_door_says_what_is_on_offer(session, library, campaign, now):
    door = doors.open_door(session, library, campaign.link(), now, ("de",))
    assert (door.language, door.languages) == ("de", ("en", "de"))
    untranslated = replace(library, translations=())
    door = doors.open_door(session, untranslated, campaign.link(), now, ("de",))
    assert (door.language, door.languages) == ("en", ("en",))
