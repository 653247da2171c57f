"""The import contracts of pyproject.toml hold."""

import subprocess
import sys
from pathlib import Path

from checkout import ROOT


def test_imports_go_down_and_never_sideways():
    command = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "0 broken" in checked.stdout
