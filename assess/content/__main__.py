"""``python -m assess.content PATH`` checks questionnaires, one problem a line.

``python -m assess.content schemas PATH`` writes the JSON Schemas of a library anew, and
``python -m assess.content release PATH`` lists its new versions as released.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from assess.content.check import check
from assess.content.json_schema import write_schemas
from assess.content.releases import release
from assess.model.errors import ContentError


def main(arguments: list[str]) -> int:
    """Run one of the three; 1 when there are errors."""
    words = [word for word in arguments if not word.startswith("--")]
    task = words.pop(0) if words and words[0] in {"schemas", "release"} else "check"
    path = Path(words[0] if words else "questionnaires")
    if task == "check":
        return _check(path, as_json="--json" in arguments)
    try:
        if task == "schemas":
            done = [file.as_posix() for file in write_schemas(path / "schemas")]
        else:
            done = [" ".join(entry) for entry in release(path)]
    except ContentError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in done)
    return 0


def _check(path: Path, *, as_json: bool) -> int:
    report = check(path, datetime.now(UTC).date())
    if as_json:
        sys.stdout.write(json.dumps(report.document(), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(report.text())
    return 1 if report.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
