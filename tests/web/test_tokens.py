"""The colours keep what they promise: contrast, even steps, both themes whole."""

import itertools
import re

import pytest

from assess.settings import resource_folder

CSS = (resource_folder("static") / "css/tokens.css").read_text(encoding="utf-8")
PLACES = {
    "light": r":root \{",
    "dark": r':root:not\(\[data-theme="light"\]\) \{',
    "chosen": r':root\[data-theme="dark"\] \{',
}
TEXT = ("ink", "soft", "accent", "danger", "good", "warn")
GROUNDS = ("paper", "surface", "sunk")
STEPS = range(7)


def tokens(name):
    block = re.search(PLACES[name] + r"(.*?)\}", CSS, re.DOTALL).group(1)
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_text_reaches_four_and_a_half(theme, ground, text):
    colours = tokens(theme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["seq", "div"])
@pytest.mark.parametrize("step", STEPS)
def test_figures_on_a_scale_reach_four_and_a_half(theme, kind, step):
    colours = tokens(theme)
    assert contrast(colours[f"{kind}-{step}"], colours[f"{kind}-{step}-ink"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sequential_scale_keeps_its_order_in_greyscale(theme):
    colours = tokens(theme)
    light = [luminance(colours[f"seq-{step}"]) for step in STEPS]
    assert light == sorted(light, reverse=theme == "light")
    # CIE lightness, 0 to 100: no two neighbours closer than half the mean distance
    scale = [116 * y ** (1 / 3) - 16 for y in light]
    gaps = [abs(b - a) for a, b in itertools.pairwise(scale)]
    assert min(gaps) > 0.5 * sum(gaps) / len(gaps)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["mark-1", "mark-2", "mark-3", "mark-4", "control"])
def test_marks_and_controls_reach_three(theme, mark):
    colours = tokens(theme)
    assert contrast(colours[mark], colours["paper"]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_words_on_a_button_can_be_read(theme):
    colours = tokens(theme)
    assert contrast(colours["accent"], colours["accent-ink"]) >= 4.5


def test_dark_by_device_and_dark_by_choice_are_the_same():
    assert tokens("dark") == tokens("chosen")
    assert set(tokens("dark")) == set(tokens("light"))
