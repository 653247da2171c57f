"""Bad YAML: every case names the line and what would be right."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assess.content.reader import LARGEST_FILE, read_document, read_text
from assess.content.scalars import read_plain
from assess.model.errors import ContentError

LAUGHS = "\n".join(
    ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    + [
        f"{name}: &{name} [{', '.join(['*' + before] * 10)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
)
LADDER = "\n".join(["a0: &a0 [x]"] + [f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 60)])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: [1, 2\n", 3, "not closed"),
        ("a: 1\nb: one: two\n", 2, "needs quotes"),
        ("a:\n\t- x\n", 2, "spaces"),
        ("a: 1\nb: 'open\nc: 2\n", 4, "(begun on line 2)"),
        ("a: @x\n", 1, "quote a text"),
        ("a: *nowhere\n", 1, "no &nowhere"),
        ("a: 1\n---\nb: 2\n", 2, "one document per file"),
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("a: !!python/object/apply:os.system [id]\n", 1, "not allowed"),
        ("a: !secret x\n", 1, "not allowed"),
        ("a: 1\nb:\n  <<: {c: 1}\n", 3, "merge keys"),
        ("? [a, b]\n: 1\n", 1, "a key must be a text"),
        ("a: .nan\n", 1, "finite"),
        ("a: -.inf\n", 1, "finite"),
        ("a: " + "9" * 40 + "\n", 1, "no usable number"),
        ("a: x\nb: \x07\n", 2, "control character"),
        ("a: " + "[" * 60 + "]" * 60, 1, "levels of nesting"),
        ("[" * 50_000, 1, "levels of nesting"),
        ("{a: " * 50_000, 1, "levels of nesting"),
        (LADDER, 40, "levels of nesting"),
        (LAUGHS, 7, "too large"),
        ("a: &a [*a]\n", 1, "no &a before it"),
    ],
)
def test_unreadable_yaml_names_line_and_remedy(text, line, words):
    with pytest.raises(ContentError) as caught:
        read_text(text, "bad.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("bad.yaml", line)
    assert words in problem.message


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [
        (b"a: 1\nb: caf\xe9\n", 2, "0xe9 is not UTF-8"),
        ("a: 1".encode("utf-16"), 1, "UTF-16"),
        (b"#" * (LARGEST_FILE + 1), 1, "larger than"),
    ],
)
def test_unreadable_bytes_name_the_line(tmp_path, raw, line, words):
    path = tmp_path / "bad.yaml"
    path.write_bytes(raw)
    with pytest.raises(ContentError) as caught:
        read_document(path, "bad.yaml")
    (problem,) = caught.value.problems
    assert problem.line == line
    assert words in problem.message


def test_a_missing_file_and_a_directory_are_problems_too(tmp_path):
    for path in (tmp_path, tmp_path / "absent.yaml"):
        with pytest.raises(ContentError, match="cannot be read"):
            read_document(path)


def test_a_byte_order_mark_is_harmless(tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_document(path).data == {"a": 1}


def test_a_duplicate_key_is_a_problem_and_the_first_stays():
    document = read_text("a: 1\nb:\n  - c: 1\n    c: 2\n", "x.yaml")
    (problem,) = document.problems
    assert str(problem) == "x.yaml:4: the key 'c' is already on line 3; delete or rename one"
    assert document.data == {"a": 1, "b": [{"c": 1}]}


def test_a_key_that_is_no_text_asks_for_quotes():
    document = read_text("levels:\n  no: x\n  2: y\n", "x.yaml")
    assert [problem.line for problem in document.problems] == [2, 3]
    assert 'write "no" in quotes' in document.problems[0].message
    assert document.data == {"levels": {"no": "x", "2": "y"}}


def test_every_node_has_its_line():
    text = "a: 1\nlist:\n  - x: |\n      one\n      two\n    y: 2\n  - z\nend: 3\n"
    document = read_text(text, "x.yaml")
    assert document.line(("list", 0, "x")) == 3
    assert document.line(("list", 0, "y")) == 6
    assert document.line(("list", 1)) == 7
    assert document.line(("end",)) == 8
    assert document.line(("list", 0, "absent", 4)) == 3


def test_aliases_are_read():
    document = read_text("a: &labels [never, always]\nb: *labels\n", "x.yaml")
    assert document.data["b"] == ["never", "always"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("No", False),
        ("on", True),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0.25", 0.25),
        (".5", 0.5),
        ("1.5e+3", 1500.0),
        ("7e10", "7e10"),
        ("1.0e3", "1.0e3"),
        ("010", "010"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("2026-11-23", "2026-11-23"),
        ("1.0.0", "1.0.0"),
        ("y", "y"),
        ("none", "none"),
    ],
)
def test_unquoted_scalars(written, value):
    read = read_plain(written)
    assert read == value
    assert type(read) is type(value)


def test_quoted_scalars_stay_texts():
    document = read_text("a: 'No'\nb: \"12\"\nc: |\n  true\n", "x.yaml")
    assert json.dumps(document.data) == '{"a": "No", "b": "12", "c": "true\\n"}'


TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_whatever_was_written_is_read_back(data):
    text = yaml.safe_dump(data, allow_unicode=True)
    assert read_text(text, "x.yaml").data == data


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%@`,? \n\t0.~<"), max_size=60))
def test_no_text_makes_the_reader_fail_in_another_way(text):
    problems = ()
    try:
        problems = read_text(text, "x.yaml").problems
    except ContentError as error:
        problems = error.problems
    assert all(problem.line >= 1 and problem.message for problem in problems)
