"""``python -m assess.content PATH``: check questionnaires, one problem a line."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from assess.content.check import check


def main(arguments: list[str]) -> int:
    """Print problems and counts of one path; 1 when there are errors."""
    as_json = "--json" in arguments
    paths = [word for word in arguments if not word.startswith("--")] or ["questionnaires"]
    report = check(Path(paths[0]), datetime.now(UTC).date())
    if as_json:
        sys.stdout.write(json.dumps(report.document(), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(report.text())
    return 1 if report.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
