"""Reports everything wrong with a library, an instrument or a single file, all at once."""

from __future__ import annotations

from pathlib import Path

from assess.content.gather import FOLDERS, gather, gather_alone
from assess.content.report import CheckReport


def check(path: Path) -> CheckReport:
    """Check a library, or one directory or file of it.

    A part is checked with the whole library around it, and only its own problems are reported.
    """
    path = path.resolve()
    base = Path.cwd() if path.is_relative_to(Path.cwd()) else path.parent
    root = library_root(path)
    gathered = gather(root, base) if root is not None else gather_alone(path, base)
    return CheckReport(tuple(sorted(gathered.problems)), ())


def library_root(path: Path) -> Path | None:
    """The library that `path` is, or is a part of; None for a file on its own."""
    if path.is_dir() and any((path / folder).is_dir() for folder in FOLDERS):
        return path
    for parent in path.parents:
        inner = path.relative_to(parent).parts[0]
        if inner in FOLDERS and (parent / "instruments").is_dir():
            return parent
    return None
