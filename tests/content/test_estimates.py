"""Minutes, reading grades and what the surface gives away."""

import random
from dataclasses import replace

import pytest

from assess.content.estimates import instrument_grade, minutes, reading_grade, seconds_for
from assess.content.load import load_library
from assess.content.surface import reason_clues, surface_accuracy
from assess.model.instrument import Audience


def test_seconds_of_each_kind(folder):
    library = load_library(folder.root)
    seconds = {item.kind: seconds_for(item) for one in library.instruments for item in one.items}
    assert seconds["judgement"] == 55
    assert seconds["rating"] == 8
    assert seconds["choice"] == 10
    assert seconds["practice"] >= 16


def test_a_long_practice_takes_its_reading(folder):
    item = load_library(folder.root).instrument("governance").items[0]
    words = sum(len(text.split()) for text in (item.text, *item.levels))
    longer = replace(item, help=" ".join(["word"] * (60 - words + 40)))
    assert seconds_for(longer) == 16 + 40 / 4


def test_minutes_count_one_sitting_and_leave_modules_out(folder):
    instruments = load_library(folder.root).instruments
    practice = seconds_for(load_library(folder.root).instrument("governance").items[0])
    always, everything = minutes(instruments, Audience.ENGINEER)
    assert always == round((2 * 55 + practice + 8 + 45) / 60, 1)
    assert everything == always
    always, everything = minutes(instruments, Audience.LEAD)
    gate = seconds_for(load_library(folder.root).instrument("agents").items[0])
    assert always == round((practice + 10 + 45 + 10) / 60, 1)
    assert everything == round((practice + 10 + 45 + 2 * 10 + gate) / 60, 1)


def test_reading_grade_is_the_published_formula():
    text = "The cat sat on the mat. " * 20
    # 120 words, 20 sentences, 120 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert reading_grade(text) == pytest.approx(-1.4, abs=0.05)
    hard = "Organisational accountability necessitates comprehensive documentation. " * 25
    assert reading_grade(hard) > 20
    assert reading_grade("Too short to say.") is None


def test_an_instrument_of_few_words_has_no_grade(folder):
    assert instrument_grade(load_library(folder.root).instrument("intake")) is None


def _bank(folder, output, seed=7):
    item = load_library(folder.root).instrument("fluency").items[0]
    draw = random.Random(seed)
    return [
        replace(
            item,
            id=f"v{number}",
            flawed=number % 2 == 0,
            twin="",
            output=output(number % 2 == 0, draw),
        )
        for number in range(60)
    ]


def test_a_bank_that_betrays_its_key_by_length_is_found_out(folder):
    items = _bank(folder, lambda flawed, draw: "x" * draw.randint(100, 200 + 150 * flawed))
    accuracy = surface_accuracy(items)
    assert accuracy["characters"] > 0.6
    assert accuracy["severity"] == 0.5


def test_a_bank_without_a_pattern_is_near_chance(folder):
    shares = [
        surface_accuracy(_bank(folder, lambda _, draw: "x" * draw.randint(100, 300), seed))[
            "characters"
        ]
        for seed in range(20)
    ]
    assert sum(shares) / len(shares) == pytest.approx(0.5, abs=0.06)


def test_clues_to_the_right_reason(folder):
    items = load_library(folder.root).instrument("fluency").items
    assert reason_clues(items) == {"right_reason_is_longest": 1.0, "right_reason_in_one_place": 1.0}
    other = replace(items[0], id="other", key="type")
    assert reason_clues([*items, other]) == {
        "right_reason_is_longest": 0.5,
        "right_reason_in_one_place": 0.5,
    }
    assert reason_clues([items[1]]) == {}
