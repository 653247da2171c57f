"""make bench ARGS="NAME [--format json]": measures something and prints a table or JSON."""

from __future__ import annotations

import argparse
import importlib
import sys

NAMES = {
    "science": "speed of scores, risk, plan and what-if, as multiples of what NumPy needs",
}


def main(arguments: list[str]) -> int:
    """Run one benchmark; without a name, say which there are."""
    parser = argparse.ArgumentParser(
        prog="make bench",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:10} {what}" for name, what in NAMES.items()),
    )
    parser.add_argument("name", choices=NAMES, nargs="?", default="science")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    given, rest = parser.parse_known_args(arguments)
    module = importlib.import_module(f"benchmarks.{given.name}")
    document = module.run(rest)
    print(module.to_json(document) if given.format == "json" else module.to_text(document))
    return int(module.failed(document))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
