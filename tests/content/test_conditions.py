"""Conditions: three values inside, two outside."""

import pytest

from assess.model.conditions import asked_facts, facts_of, holds, is_shown
from assess.model.instrument import ChoiceItem, Condition, Instrument, Option, Section

AGENTS = Condition(fact="uses_agents", is_one_of=("planned", "yes"))
CHINA = Condition(fact="serves_china", is_one_of=("yes",))
NO_CHINA = Condition(none_of=(CHINA,))


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (None, {}, True),
        (AGENTS, {"uses_agents": "planned"}, True),
        (AGENTS, {"uses_agents": "no"}, False),
        (AGENTS, {}, False),
        (NO_CHINA, {"serves_china": "no"}, True),
        (NO_CHINA, {"serves_china": "yes"}, False),
        (NO_CHINA, {}, False),
        (Condition(all_of=(AGENTS, CHINA)), {"uses_agents": "yes", "serves_china": "yes"}, True),
        (Condition(all_of=(AGENTS, CHINA)), {"uses_agents": "yes"}, False),
        (Condition(all_of=(AGENTS, NO_CHINA)), {"uses_agents": "no"}, False),
        (Condition(any_of=(AGENTS, CHINA)), {"serves_china": "yes"}, True),
        (Condition(any_of=(AGENTS, CHINA)), {"serves_china": "no"}, False),
        (Condition(none_of=(Condition(all_of=(AGENTS, CHINA)),)), {"uses_agents": "no"}, True),
        (Condition(none_of=(Condition(any_of=(AGENTS, CHINA)),)), {"uses_agents": "no"}, False),
        (Condition(), {"uses_agents": "yes"}, False),
    ],
)
def test_holds(condition, facts, expected):
    assert holds(condition, facts) is expected


def test_facts_of_reaches_every_depth():
    condition = Condition(all_of=(AGENTS, Condition(none_of=(CHINA,))))
    assert list(facts_of(condition)) == [
        ("uses_agents", "planned"),
        ("uses_agents", "yes"),
        ("serves_china", "yes"),
    ]


def _choice(name, shown_if=None):
    options = (Option(value="no", label="No"), Option(value="yes", label="Yes"))
    return ChoiceItem(
        kind="choice", id=name, section="s", text="?", options=options, shown_if=shown_if
    )


def test_answers_under_a_changed_parent_do_not_count():
    parent = _choice("uses_agents")
    child = _choice("agents_write", AGENTS)
    grandchild = _choice("agents_gate", Condition(fact="agents_write", is_one_of=("yes",)))
    first = Instrument(id="module", version="1.0.0", title="t", items=(grandchild, child))
    intake = Instrument(id="intake", version="1.0.0", title="t", items=(parent,))
    answers = {"agents_gate": "yes", "agents_write": "yes", "uses_agents": "yes", "other": "x"}
    assert set(asked_facts([first, intake], answers)) == {
        "uses_agents",
        "agents_write",
        "agents_gate",
    }
    changed = answers | {"uses_agents": "no"}
    assert asked_facts([first, intake], changed) == {"uses_agents": "no"}
    assert asked_facts([], answers) == {}


def test_an_item_is_shown_when_instrument_section_and_item_agree():
    item = _choice("q", CHINA)
    module = Instrument(
        id="m",
        version="1.0.0",
        title="t",
        items=(item,),
        shown_if=AGENTS,
        sections=(Section(id="s", title="S", shown_if=Condition(fact="f", is_one_of=("1",))),),
    )
    facts = {"uses_agents": "yes", "serves_china": "yes", "f": "1"}
    assert is_shown(module, item, facts)
    for fact in facts:
        assert not is_shown(module, item, {k: v for k, v in facts.items() if k != fact})
