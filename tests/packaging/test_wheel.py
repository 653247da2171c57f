"""The wheel holds all it needs: built here, installed elsewhere, run far from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command, cwd, **environ):
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=420,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel, built from the checkout."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", out, ROOT, cwd=out)
    return next(out.glob("assess-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A clean environment elsewhere with the wheel, and an empty home.

    The dependencies are those already installed here, file by file linked, so that nothing is
    downloaded; the checkout itself is left out, and the environment is asked to prove it.
    """
    place = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", place / "venv", cwd=place)
    python = place / "venv" / "bin" / "python"
    there = Path(
        run(
            python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place
        ).strip()
    )
    here = Path(sysconfig.get_path("purelib"))
    for entry in here.iterdir():
        own = entry.name.startswith(("assess-", "_editable_impl_assess", "__editable__"))
        if not (own or (there / entry.name).exists()):
            (there / entry.name).symlink_to(entry)
    run(
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--disable-pip-version-check",
        wheel,
        cwd=place,
    )
    (place / "home").mkdir()
    return place


@pytest.fixture
def assess(installed):
    """Run the installed command with an empty home, outside the checkout."""

    def run_command(*words):
        command = installed / "venv" / "bin" / "assess"
        return run(command, *words, cwd=installed, HOME=str(installed / "home"))

    return run_command


def test_everything_travels_with_the_wheel_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("questionnaires", "templates", "static"):
        wanted = {
            f"assess/bundled/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and not _ignored(path)
        }
        assert wanted
        assert wanted <= names
    assert "assess/store/migrations/env.py" in names
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "tools"))]
    assert not [name for name in names if "__pycache__" in name or name.endswith(".db")]


def _ignored(path):
    asked = subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False)
    return asked.returncode == 0


def test_the_environment_does_not_see_the_checkout(installed):
    python = installed / "venv" / "bin" / "python"
    ask = "import assess, json, sys; print(json.dumps([assess.__file__, sys.path]))"
    where, path = json.loads(run(python, "-c", ask, cwd=installed))
    assert Path(where).is_relative_to(installed)
    assert str(ROOT) not in path


def test_the_installed_questionnaires_are_sound(assess):
    assert "0 errors" in assess("check")


def test_the_demonstration_is_built_far_from_the_checkout(assess, installed):
    folder = installed / "demo"
    told = assess("demo", "--dir", folder, "--no-serve")
    report = folder / "report.pdf"
    assert str(report) in told
    assert report.read_bytes().startswith(b"%PDF-")
    assert "owner@northlight.example" in told
    assert str(ROOT).encode() not in report.read_bytes()
    again = assess("demo", "--dir", folder, "--no-serve")
    assert again == told
