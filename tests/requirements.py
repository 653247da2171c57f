"""What tests need of the machine.  What is missing is said, and counted at the end of the run."""

import os
import shutil
from pathlib import Path

import pytest

MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def all_required() -> bool:
    """Whether a test that cannot run is an error: in CI, and where somebody asked for it."""
    return any(
        os.environ.get(name, "").lower() in {"1", "true", "yes"}
        for name in ("CI", "ASSESS_REQUIRE_ALL")
    )


def missing(what: str) -> None:
    """End the test because the machine lacks something: an error or a counted omission."""
    if all_required():
        pytest.fail(f"{what}. Everything is required here (CI or ASSESS_REQUIRE_ALL is set).")
    pytest.skip(what)


def chromium_path() -> str:
    """Return the path of a Chromium or Chrome; empty when there is none."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    return str(MAC_CHROME) if MAC_CHROME.exists() else ""
