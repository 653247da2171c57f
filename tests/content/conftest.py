"""A small library without a fault, to be spoilt in one place at a time."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

NAMES = {
    "version": "evidence/version.yaml",
    "gov": "instruments/governance/01-stance.yaml",
    "head": "instruments/governance/instrument.yaml",
    "pages": "instruments/fluency/pages.yaml",
    "fluency": "instruments/fluency/instrument.yaml",
    "intake": "instruments/intake.yaml",
    "agents": "instruments/agents.yaml",
    "sources": "evidence/sources/all.yaml",
    "factors": "evidence/factors.yaml",
    "rates": "evidence/base_rates.yaml",
    "outcomes": "evidence/outcomes.yaml",
    "gates": "evidence/gates.yaml",
    "lines": "evidence/benchmarks.yaml",
    "actions": "actions/all.yaml",
    "nist": "frameworks/nist-ai-rmf.yaml",
    "german": "translations/intake.de.yaml",
}
"""short name → file"""


@dataclass
class Folder:
    """A library on disk."""

    root: Path

    def path(self, name):
        """The file with a short name."""
        return self.root / NAMES[name]

    def shown(self, name):
        """The file as messages name it."""
        return f"questionnaires/{NAMES[name]}"

    def spoil(self, name, old, new):
        """Replace a text that is there."""
        text = self.path(name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {NAMES[name]}"
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def line(self, name, text):
        """Number of the first line that holds a text."""
        lines = self.path(name).read_text(encoding="utf-8").splitlines()
        return next(at for at, line in enumerate(lines, start=1) if text in line)


@pytest.fixture
def folder(tmp_path):
    """A copy of tests/content/library, free to spoil."""
    root = tmp_path / "questionnaires"
    shutil.copytree(Path(__file__).parent / "library", root)
    return Folder(root)
