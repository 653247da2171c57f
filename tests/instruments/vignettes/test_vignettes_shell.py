"""The git commands of the shell vignettes, run in a checkout made for the purpose."""

from __future__ import annotations

import shlex
import subprocess

import pytest

DIRECTORIES = (".", "tracked", "new", "new/deep", "build")


def git(checkout, *arguments):
    """Run git on its own settings, away from those of the machine."""
    alone = {"HOME": str(checkout), "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin"}
    person = ("-c", "user.name=Ada", "-c", "user.email=ada@northlight.example")
    command = ["git", *person, *arguments]
    return subprocess.run(
        command, cwd=checkout, env=alone, capture_output=True, text=True, check=False
    )


def files_of(checkout):
    """Every file but those of git itself."""
    found = (path.relative_to(checkout) for path in checkout.rglob("*") if path.is_file())
    return {str(path) for path in found if path.parts[0] != ".git"}


@pytest.fixture
def checkout(tmp_path):
    """Tracked files, and in every directory an untracked, an ignored and an .env file."""
    for name in DIRECTORIES:
        (tmp_path / name).mkdir(exist_ok=True)
    (tmp_path / ".gitignore").write_text("build/\n*.o\n.env\n")
    (tmp_path / "tracked/main.c").write_text("int main;\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    assert git(tmp_path, "commit", "--quiet", "--message", "Begin").returncode == 0
    for name in DIRECTORIES:
        for file in (".env", "main.o", "notes.txt"):
            (tmp_path / name / file).write_text("x\n")
    return tmp_path


@pytest.fixture
def commands(whole_bank):
    """The arguments of every git command a vignette tells its reader to run."""
    return lambda item_id: [
        shlex.split(line)[1:]
        for line in whole_bank[item_id]["output"].splitlines()
        if line.startswith("git ")
    ]


def test_the_invented_option_does_not_exist(checkout, commands):
    before = files_of(checkout)
    for arguments in commands("shell-clean-1"):
        done = git(checkout, *arguments)
        assert done.returncode != 0
        assert "unknown option `keep'" in done.stderr
    assert files_of(checkout) == before


def test_only_the_env_files_and_the_tracked_ones_survive(checkout, commands):
    before = files_of(checkout)
    look, clean = commands("shell-clean-2")
    shown = git(checkout, *look)
    assert shown.returncode == 0
    assert files_of(checkout) == before
    assert git(checkout, *clean).returncode == 0
    kept = {".gitignore", "tracked/main.c", ".env"}
    kept |= {f"{name}/.env" for name in DIRECTORIES if name != "."}
    assert files_of(checkout) == kept
    assert ".env" not in shown.stdout


@pytest.mark.parametrize("item_id", ["shell-clean-1", "shell-clean-2"])
def test_the_help_is_quoted_rightly(checkout, whole_bank, item_id):
    done = git(checkout, "clean", "-h")
    spoken = " ".join((done.stdout + done.stderr).split())
    for line in (
        "-n, --dry-run dry run",
        "-d remove whole directories",
        "-e, --exclude <pattern> add <pattern> to ignore rules",
        "-x remove ignored files, too",
    ):
        assert line in " ".join(whole_bank[item_id]["output"].split())
        assert line in spoken
