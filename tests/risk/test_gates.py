import math

import pytest

from assess.model.errors import ScoringError
from assess.model.evidence import Gate
from assess.risk.gates import gate_states

GATE = Gate(
    id="no-owner", title="No owner", practice="p", at_or_below=1, sentence="Nobody owns it."
)


@pytest.mark.parametrize(
    ("level", "state"), [(0, "shut"), (1.0, "shut"), (1.5, "open"), (4, "open"), (None, "unknown")]
)
def test_a_gate_shuts_at_or_below_its_level(level, state):
    (found,) = gate_states([GATE], {"p": level})
    assert found.state == state
    assert found.gate is GATE


def test_a_practice_nobody_was_asked_about_is_unknown():
    assert gate_states([GATE], {})[0].state == "unknown"


def test_a_level_that_is_no_number_is_refused():
    with pytest.raises(ScoringError, match="no-owner"):
        gate_states([GATE], {"p": math.nan})
