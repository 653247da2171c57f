"""A test that cannot run is counted and named; where everything is required it is an error."""

import os
import subprocess
import sys

import pytest
from checkout import ROOT

PROBE = """
def test_asks_for_a_browser(chromium):
    assert chromium

def test_runs():
    assert True
"""


@pytest.fixture
def run_without_a_browser(tmp_path):
    """Run two tests on a machine without Chromium; return exit code and output."""
    (tmp_path / "test_probe.py").write_text(PROBE)

    def run(**more):
        kept = {k: v for k, v in os.environ.items() if k not in {"CI", "ASSESS_REQUIRE_ALL"}}
        environ = {**kept, "PATH": "/nowhere", "PYTHONPATH": str(ROOT / "tests"), **more}
        command = [sys.executable, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*command, "-q", "test_probe.py"],
            cwd=tmp_path,
            env={k: v for k, v in environ.items() if not k.startswith("PYTEST_")},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.mark.skipif(sys.platform == "darwin", reason="Chrome is found by its folder on macOS")
def test_what_could_not_run_is_counted_and_named(run_without_a_browser):
    code, said = run_without_a_browser()
    assert code == 0, said
    assert "could not run: 1" in said
    assert "no Chromium or Chrome on this machine" in said
    assert "test_probe.py::test_asks_for_a_browser" in said
    assert said.strip().splitlines()[-1].startswith("1 passed, 1 skipped")


@pytest.mark.skipif(sys.platform == "darwin", reason="Chrome is found by its folder on macOS")
@pytest.mark.parametrize("name", ["CI", "ASSESS_REQUIRE_ALL"])
def test_where_everything_is_required_it_is_an_error(run_without_a_browser, name):
    code, said = run_without_a_browser(**{name: "true"})
    assert code == 1
    assert "Everything is required here" in said
