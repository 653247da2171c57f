"""Translations: every text has a key, gaps fall back and are named."""

from assess.content.load import load_library
from assess.content.translate import missing_texts, texts_of, translate
from assess.model.instrument import Translation


def _german(instrument, **texts):
    return Translation(
        instrument=instrument.id,
        version=instrument.version,
        language="de",
        texts={key.replace("__", "."): text for key, text in texts.items()},
    )


def test_every_text_of_a_practice_a_rating_and_a_vignette_has_a_key(folder):
    library = load_library(folder.root)
    governance = texts_of(library.instrument("governance"))
    assert governance["gov.stance.written.levels.2"].startswith("One page says it")
    assert governance["gov.views.trust.labels.0"] == "Not at all"
    assert governance["section.views.title"] == "Views"
    assert governance["scale.trust.title"] == "Trust"
    fluency = texts_of(library.instrument("fluency"))
    assert fluency["pages-cut.reasons.short"] == "The last page is lost"
    assert fluency["defect.off-by-one.evidence"] == "Counted."
    assert texts_of(library.instrument("intake"))["uses_agents.options.no"] == "No"


def test_a_translation_replaces_texts_and_nothing_else(folder):
    library = load_library(folder.root)
    intake = library.instrument("intake")
    german = translate(intake, library.translation("intake", "de"))
    assert german.language == "de"
    assert german.title == "Das Team"
    assert german.items[0].options[1].label == "Ja"
    assert [option.value for option in german.items[0].options] == ["no", "yes"]
    assert german.items[1].shown_if == intake.items[1].shown_if
    assert missing_texts(intake, library.translation("intake", "de")) == ()


def test_what_is_not_translated_stays_english_and_is_named(folder):
    governance = load_library(folder.root).instrument("governance")
    translation = _german(governance, title="Steuerung", gov__views__else__text="  ")
    german = translate(governance, translation)
    assert german.title == "Steuerung"
    assert german.item("gov.views.else").text == "What else should we know?"
    missing = missing_texts(governance, translation)
    assert "gov.views.else.text" in missing
    assert "title" not in missing
    assert len(missing) == len(texts_of(governance)) - 1


def test_code_needs_no_translation(folder):
    fluency = load_library(folder.root).instrument("fluency")
    assert "pages-cut.output" in texts_of(fluency)
    assert "pages-cut.output" not in missing_texts(fluency, _german(fluency))
