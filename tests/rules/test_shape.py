"""Size and place: small files, short functions, imports at the top, one door to the environment."""

import ast

import pytest
from checkout import name_of, python_files

MOST_FILE_LINES = 300
MOST_FUNCTION_LINES = 40
CODE = ("assess", "benchmarks")

LONGER_FILES = {
    "assess/model/instrument.py": "the format of an instrument; read from top to bottom",
    "assess/model/result.py": "the format of a result; read from top to bottom",
}
"""file → why it may be longer; nothing else may"""

LONGER_FUNCTIONS = {
    "assess/store/migrations/versions/0001_first_tables.py": "a migration is a list of statements",
}


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_files_are_short():
    long = {
        name_of(path): lines
        for path in python_files(*CODE, "tests")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_FILE_LINES
        and name_of(path) not in LONGER_FILES
    }
    assert not long


def test_functions_are_short():
    long = {
        f"{name_of(path)}:{node.lineno} {node.name}": length
        for path in python_files(*CODE)
        if name_of(path) not in LONGER_FUNCTIONS
        for node in functions(path)
        if (length := node.end_lineno - node.lineno + 1) > MOST_FUNCTION_LINES
    }
    assert not long


@pytest.mark.parametrize("name", sorted({*LONGER_FILES, *LONGER_FUNCTIONS}))
def test_every_exception_is_still_needed(name):
    path = next(path for path in python_files(*CODE, "tests") if name_of(path) == name)
    lines = len(path.read_text(encoding="utf-8").splitlines())
    longest = max((f.end_lineno - f.lineno + 1 for f in functions(path)), default=0)
    assert lines > MOST_FILE_LINES or longest > MOST_FUNCTION_LINES


def test_nothing_is_imported_inside_a_function():
    local = [
        f"{name_of(path)}:{inner.lineno}"
        for path in python_files(*CODE, "tests")
        for node in functions(path)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not local


def test_the_environment_is_read_in_settings_only():
    readers = [
        name_of(path)
        for path in python_files("assess")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv", "environb"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    ]
    assert set(readers) == {"assess/settings.py"}


def test_file_names_say_a_subject():
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "base"}
    assert not [name_of(p) for p in python_files(*CODE) if p.stem in vague]


def test_test_files_have_names_of_their_own():
    """Tests live in folders without `__init__`, so two files of one name would hide each other."""
    names = [path.stem for path in python_files("tests") if path.stem != "conftest"]
    assert len(names) == len(set(names))
