"""Commands show an example, and every setting is in the reference."""

import re
import shlex

import click
import pytest
from checkout import ROOT

from assess.cli.main import COMMANDS, assess

SETTINGS = (ROOT / "assess" / "settings.py").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
VARIABLE = re.compile(r"\b(?:ASSESS_[A-Z_]+|DATABASE_URL|CI)\b")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_shows_an_example_that_it_understands(name):
    with click.Context(assess, info_name="assess") as context:
        command = assess.get_command(context, name)
    assert command.help
    example = re.search(r"Example:\s+(?:\w+=\S+ )?(assess .+)", command.help)
    assert example, f"assess {name} has no example"
    words = shlex.split(re.sub(r"\s{2,}\(.*\)$", "", example.group(1)))
    assert words[1] == name
    known = {word for parameter in command.params for word in parameter.opts}
    known |= {word for parameter in command.params for word in parameter.secondary_opts}
    assert {word for word in words[2:] if word.startswith("--")} <= known


def test_every_setting_is_in_the_reference_and_nothing_else():
    read = set(re.findall(r"source\.get\(\s*\"([A-Z_]+)\"", SETTINGS))
    assert len(read) >= 7
    documented = set(re.findall(r"^\| `([A-Z_]+)`", REFERENCE, re.MULTILINE))
    assert documented - {"ASSESS_REQUIRE_ALL"} == read


def test_no_other_file_makes_up_a_setting():
    documented = set(VARIABLE.findall(REFERENCE))
    for path in (*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"):
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"\bASSESS_[A-Z_]+\b", text)) <= documented, path
