"""`assess check`: exit codes and formats; the rules themselves are tested with the content."""

import json
import shutil

import pytest

from assess.settings import resource_folder

QUESTIONNAIRES = resource_folder("questionnaires")


@pytest.fixture
def spoilt(tmp_path):
    """A copy of the questionnaires with one wrong value and one broken file."""
    copy = tmp_path / "spoilt"
    shutil.copytree(QUESTIONNAIRES, copy)
    intake = next((copy / "instruments" / "intake").glob("*.yaml"))
    text = intake.read_text()
    intake.write_text(text.replace("kind: choice", "kind: chioce", 1))
    (copy / "frameworks" / "broken.yaml").write_text("id: x\ntitle: [open\n")
    return copy


def test_what_ships_is_without_an_error(run):
    ran = run("check")
    assert ran.code == 0, ran.out
    assert "0 errors" in ran.out


def test_every_error_is_reported_at_once_with_file_and_line(run, spoilt):
    ran = run("check", spoilt)
    assert ran.code == 1
    lines = [line for line in ran.out.splitlines() if "chioce" in line or "broken.yaml" in line]
    files = {line.split(":")[0] for line in lines}
    assert len(files) == 2
    for line in lines:
        place, number, message = line.split(":", 2)
        assert place.endswith(".yaml")
        assert int(number) >= 1
        assert message.strip()


def test_the_json_form_says_the_same(run, spoilt):
    ran = run("check", spoilt, "--format", "json")
    assert ran.code == 1
    document = json.loads(ran.out)
    assert any("broken.yaml" in json.dumps(error) for error in document["errors"])


def test_a_path_that_is_not_there(run):
    ran = run("check", "nowhere")
    assert ran.code == 1
    assert "there is no such file or directory" in ran.out


def test_one_directory_alone(run):
    ran = run("check", QUESTIONNAIRES / "instruments" / "governance")
    assert ran.code == 0, ran.out
