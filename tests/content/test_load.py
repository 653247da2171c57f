"""Loading, digests, frozen copies."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assess.content.documents import digest, instrument_document, instrument_from_document
from assess.content.load import load_instrument, load_library
from assess.model.errors import ContentError, NotFoundError
from assess.model.instrument import Audience, JudgementItem

SHIPPED = Path(__file__).parents[2] / "questionnaires"


def test_a_broken_library_names_every_problem(folder):
    folder.spoil("factors", "grade: B", "grade: X")
    folder.spoil("gov", "kind: rating", "kind: ratin")
    with pytest.raises(ContentError) as caught:
        load_library(folder.root)
    assert len(caught.value.problems) == 2
    assert "did you mean 'rating'" in str(caught.value)


@pytest.mark.parametrize("name", ["absent", "absent.yaml"])
def test_what_is_not_there_cannot_be_loaded(tmp_path, name):
    for load in (load_library, load_instrument):
        with pytest.raises(ContentError, match="no such"):
            load(tmp_path / name)


def test_a_file_that_is_no_instrument_is_refused(folder):
    with pytest.raises(ContentError, match="this is no instrument"):
        load_instrument(folder.path("factors"))


def test_a_directory_without_a_head_is_refused(folder):
    folder.path("head").unlink()
    with pytest.raises(ContentError, match=r"needs an instrument\.yaml"):
        load_library(folder.root)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (", maximum: 5", "", "a larger 'maximum'"),
        ("scale: A", "scale: B", "no scale 'B'"),
        ("id: A1", "id: A 1", "letters, digits"),
        ("text: Agree?", "text: Agree?, shown_if: {}", "has none"),
        ("text: Agree?", "text: Agree?, labels: [no one, all]", "2 labels for 5 points"),
    ],
)
def test_an_instrument_that_cannot_be_asked_or_scored_is_refused(tmp_path, old, new, words):
    text = (
        "{id: lone, version: 1.0.0, title: Lone,"
        " scales: [{id: A, title: A, minimum: 1, maximum: 5}],"
        " items: [{kind: rating, id: A1, scale: A, text: Agree?}]}"
    )
    path = tmp_path / "lone.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_instrument(path).items[0].scale == "A"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_instrument(path)
    assert words in str(caught.value)


def test_items_of_a_directory_are_merged_in_path_order(folder):
    instrument = load_library(folder.root).instrument("governance")
    assert [item.id for item in instrument.items] == [
        "gov.stance.written",
        "gov.views.trust",
        "gov.views.people",
        "gov.views.else",
    ]
    assert instrument.item("gov.stance.written").audience == (Audience.LEAD, Audience.ENGINEER)


def test_look_ups(folder):
    library = load_library(folder.root)
    assert library.translation("intake", "de").texts["title"] == "Das Team"
    assert library.translation("intake", "fr") is None
    assert library.evidence.version == "1.0.0"
    assert [one.id for one in library.content().instruments] == [
        "agents",
        "fluency",
        "governance",
        "intake",
    ]
    with pytest.raises(NotFoundError, match="There are: agents, fluency, governance, intake"):
        library.instrument("governence")


def test_a_digest_survives_reformatting_and_no_change_of_content(folder):
    before = load_library(folder.root)
    folder.spoil("gov", "audience: [lead, engineer]", "audience:\n      - lead\n      - 'engineer'")
    folder.spoil("gov", "items:", "# a comment\n\nitems:")
    folder.path("sources").rename(folder.path("sources").with_name("zz.yaml"))
    after = load_library(folder.root)
    assert after.digests == before.digests
    assert after.evidence.digest == before.evidence.digest
    folder.spoil("gov", "with an owner and a date", "with an owner and two dates")
    folder.spoil("factors", "median: 1.5", "median: 1.6")
    changed = load_library(folder.root)
    differing = {name for name in before.digests if changed.digests[name] != before.digests[name]}
    assert differing == {"governance"}
    assert changed.evidence.digest != before.evidence.digest


def test_a_digest_is_the_same_in_another_process(folder):
    code = (
        "import sys, pathlib; from assess.content.load import load_library;"
        "print(load_library(pathlib.Path(sys.argv[1])).evidence.digest)"
    )
    command = [sys.executable, "-c", code, str(folder.root)]
    other = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert other == load_library(folder.root).evidence.digest


@pytest.mark.parametrize("name", ["intake", "governance", "fluency", "agents"])
def test_a_frozen_copy_comes_back_whole(folder, name):
    instrument = load_library(folder.root).instrument(name)
    stored = json.dumps(instrument_document(instrument))
    again = instrument_from_document(json.loads(stored))
    assert again == instrument
    assert digest(again) == load_library(folder.root).digests[name]


def test_a_spoilt_copy_is_refused(folder):
    document = instrument_document(load_library(folder.root).instrument("fluency"))
    document["items"][0]["severity"] = "high"
    with pytest.raises(ContentError, match="'severity' must be a whole number"):
        instrument_from_document(document)


def test_defaults_are_left_out_of_a_copy(folder):
    instrument = load_library(folder.root).instrument("fluency")
    item = instrument.items[0]
    assert isinstance(item, JudgementItem)
    assert "anchor" not in instrument_document(instrument)["items"][0]
    marked = replace(instrument, items=(replace(item, anchor=True), *instrument.items[1:]))
    assert instrument_document(marked)["items"][0]["anchor"] is True
    assert digest(marked) != digest(instrument)


def test_every_shipped_instrument_comes_back_whole():
    library = load_library(SHIPPED)
    assert {"ai-fluency", "governance", "delivery", "intake"} <= {
        instrument.id for instrument in library.instruments
    }
    for instrument in library.instruments:
        stored = json.dumps(instrument_document(instrument))
        assert instrument_from_document(json.loads(stored)) == instrument
