"""Runs what a vignette shows.  The text always comes from the questionnaire, never from a copy."""

from __future__ import annotations
import __future__

import json
import shutil
import sqlite3
import subprocess
import sys
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

FOLDER = Path(__file__).parents[3] / "questionnaires/instruments/ai-fluency/vignettes"
STRIPS_TYPES = "process.stdout.write(String(process.features.typescript))"


def read(pattern: str) -> dict[str, dict]:
    """Item id → item, of every vignette in the files of this pattern, as plain data."""
    items = [
        item
        for path in sorted(FOLDER.glob(pattern))
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["items"]
    ]
    by_id = {item["id"]: item for item in items}
    assert len(by_id) == len(items) > 0
    return by_id


@pytest.fixture(scope="session")
def vignettes():
    """Item id → item, of every code vignette."""
    return read("code-*.yaml")


@pytest.fixture(scope="session")
def whole_bank():
    """Item id → item, of every vignette, code or prose."""
    return read("*.yaml")


@pytest.fixture(scope="session")
def output(vignettes):
    """Return what the AI delivered in the item with this id."""
    return lambda item_id: vignettes[item_id]["output"]


def execute(text: str, name: str, surroundings: dict[str, object]) -> SimpleNamespace:
    """Run Python text with these names around it; annotations are not evaluated."""
    # dataclasses look their module up by name
    module = type(sys)(f"vignette_{name.replace('-', '_')}")
    module.__dict__.update(surroundings)
    flags = __future__.annotations.compiler_flag
    code = compile(text, name, "exec", flags=flags, dont_inherit=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, module.__name__, module)
        exec(code, module.__dict__)  # noqa: S102 - the questionnaire is ours
    return SimpleNamespace(**module.__dict__)


@pytest.fixture
def load(output):
    """Run a Python vignette and return its names: load(id, json=json, …)."""
    return lambda item_id, **names: execute(output(item_id), item_id, names)


@pytest.fixture
def query(output):
    """Run a SQL vignette on a script's tables and return its rows: query(id, script)."""

    def run(item_id: str, script: str) -> list[tuple]:
        with sqlite3.connect(":memory:") as db:
            db.executescript(script)
            rows = db.execute(output(item_id)).fetchall()
        db.close()
        return rows

    return run


@pytest.fixture(scope="session")
def node():
    """The path of a Node.js that strips types: the one on the PATH, or Playwright's own."""
    candidates = [shutil.which("node")]
    if package := find_spec("playwright"):
        bundled = Path(package.origin).parent / "driver"
        candidates += [str(path) for path in bundled.glob("node*") if path.is_file()]
    for path in filter(None, candidates):
        answer = subprocess.run([path, "-e", STRIPS_TYPES], capture_output=True, check=False)
        if answer.stdout.decode() in {"strip", "transform"}:
            return path
    pytest.fail("TypeScript needs Node.js 22.18 or later, or the one that Playwright brings along")


@pytest.fixture
def typescript(output, node, tmp_path):
    """Run a TypeScript vignette, then a line of JavaScript, and return the value of `result`."""

    def run(item_id: str, then: str) -> object:
        program = tmp_path / f"{item_id}.mts"
        script = f"{output(item_id)}\n{then}\nconsole.log(JSON.stringify(result));\n"
        program.write_text(script, encoding="utf-8")
        done = subprocess.run(
            [node, str(program)], capture_output=True, text=True, check=False, timeout=20
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def failures(output):
    """Run the tests a vignette shows and return one text per failure: failures(id, **names)."""

    def run(item_id: str, *, text: str = "", **names: object) -> list[str]:
        shown = execute(text or output(item_id), item_id, {"pytest": pytest, **names})
        tests = {name: test for name, test in vars(shown).items() if name.startswith("test_")}
        assert tests, f"{item_id} shows no test"
        found = []
        for name, test in tests.items():
            for arguments in parametrised(test):
                found += attempt(name, test, arguments)
        return found

    return run


def attempt(name: str, test: object, arguments: dict[str, object]) -> list[str]:
    """Call one test once; return nothing when it passes."""
    with pytest.MonkeyPatch.context() as patch:
        if "monkeypatch" in test.__code__.co_varnames[: test.__code__.co_argcount]:
            arguments = {**arguments, "monkeypatch": patch}
        try:
            test(**arguments)
        except AssertionError as error:
            return [f"{name}({arguments}): {error}"]
    return []


def parametrised(test: object) -> list[dict[str, object]]:
    """The arguments of every run that the test's parametrize marks ask for."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    choices = [[(mark.args[0], value) for value in mark.args[1]] for mark in marks]
    return [dict(chosen) for chosen in product(*choices)]
