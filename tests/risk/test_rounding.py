import math

import pytest

from assess.model.errors import ScoringError
from assess.risk.rounding import in_words, to_five_points


@pytest.mark.parametrize(
    ("probability", "points"),
    [(0.56, 55), (0.575, 60), (0.574, 55), (0.0, 5), (1.0, 95), (0.025, 5), (0.325, 35)],
)
def test_to_five_points(probability, points):
    assert to_five_points(probability) == points


@pytest.mark.parametrize(
    ("probability", "words"), [(0.01, "under 5 %"), (0.99, "over 95 %"), (0.41, "40 %")]
)
def test_no_certainty_in_words(probability, words):
    assert in_words(probability) == words


@pytest.mark.parametrize("value", [-0.01, 1.01, math.nan, math.inf])
def test_what_is_no_probability_is_refused(value):
    with pytest.raises(ScoringError, match="0 to 1"):
        to_five_points(value)
