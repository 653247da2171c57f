"""`make bench ARGS="science --format json"`: ratios, with versions and machine."""

from __future__ import annotations

import argparse
import json
import os
import platform
from typing import Any

import numpy as np
import scipy

from assess import __version__
from benchmarks import science

SUITES = {"science": science.ratios}


def main() -> None:
    """Run one suite and print it."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=")
    parser.add_argument("suite", nargs="?", default="science", choices=sorted(SUITES))
    parser.add_argument("--format", choices=["json", "table"], default="table")
    given = parser.parse_args()
    found: dict[str, Any] = {
        "ratios": {name: round(value, 3) for name, value in SUITES[given.suite]().items()},
        "versions": {
            "assess": __version__,
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
        },
        "machine": {"processor": platform.machine(), "cores": os.cpu_count()},
    }
    if given.format == "json":
        print(json.dumps(found, indent=2))
        return
    width = max(map(len, found["ratios"]))
    for name, value in found["ratios"].items():
        print(f"{name.ljust(width)}  {value:7.2f}")
    print(f"{found['versions']}  {found['machine']}")


if __name__ == "__main__":
    main()
