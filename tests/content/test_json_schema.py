"""The JSON Schemas on disk are those of the model."""

from pathlib import Path

import pytest

from assess.content.json_schema import schemas, text_of, write_schemas

FOLDER = Path(__file__).parents[2] / "questionnaires" / "schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_up_to_date(name):
    assert (FOLDER / name).read_text(encoding="utf-8") == text_of(schemas()[name])


def test_no_schema_is_left_over():
    assert {path.name for path in FOLDER.glob("*.json")} == set(schemas())


def test_writing_writes_all_of_them(tmp_path):
    written = write_schemas(tmp_path / "schemas")
    assert {path.name for path in written} == set(schemas())


def test_an_editor_learns_kinds_keys_and_meanings():
    schema = schemas()["items.json"]
    kinds = schema["properties"]["items"]["items"]["discriminator"]["mapping"]
    assert set(kinds) == {"rating", "practice", "judgement", "choice", "number", "text"}
    practice = schema["$defs"]["PracticeItem"]
    assert practice["additionalProperties"] is False
    assert practice["properties"]["levels"]["minItems"] == 5
    assert practice["properties"]["lowers"]["description"].startswith("ids of the risk factors")
    assert "lowers" in practice["required"]
    assert "items" not in schemas()["instrument.json"]["required"]
