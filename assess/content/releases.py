"""Released versions never change: `releases.yaml` keeps the digest of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.content.load import load_library
from assess.content.reader import read_document
from assess.model.errors import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assess.content.load import Library

FILE = "releases.yaml"
EVIDENCE = "evidence"
"""id under which the evidence base is released"""

Release = tuple[str, str, str]
"""id, version, digest"""

_HEAD = """\
# Released versions of instruments and of the evidence base, with the digest of each.
# `python -m assess.content release` appends here.  A released version never changes: raise the
# version instead.
releases:
"""


def read_releases(root: Path, shown: str = FILE) -> tuple[tuple[Release, int], ...]:
    """What was released, with the line; empty when there is no file.

    Raises ContentError when the file is broken.
    """
    path = root / FILE
    if not path.exists():
        return ()
    document = read_document(path, shown)
    entries = document.data.get("releases") if isinstance(document.data, dict) else None
    if entries is not None and not isinstance(entries, list):
        raise ContentError((Problem(shown, 1, "'releases' must be a list", "release"),))
    found: list[tuple[Release, int]] = []
    for index, entry in enumerate(entries or ()):
        line = document.line(("releases", index))
        if not isinstance(entry, dict) or set(entry) != {"id", "version", "digest"}:
            message = "a release has exactly the keys id, version and digest"
            raise ContentError((Problem(shown, line, message, "release"),))
        release = (str(entry["id"]), str(entry["version"]), str(entry["digest"]))
        found.append((release, line))
    return tuple(found)


def current(library: Library) -> Iterator[Release]:
    """What the library holds now, in the form of a release."""
    for instrument in library.instruments:
        yield instrument.id, instrument.version, library.digests[instrument.id]
    if library.evidence.version:
        yield EVIDENCE, library.evidence.version, library.evidence.digest


def release(root: Path) -> tuple[Release, ...]:
    """Append every version that is not released yet; return what was appended.

    Raises ContentError when the library is broken, or when a released version has changed.
    """
    library = load_library(root)
    released = {(name, version): digest for (name, version, digest), _ in read_releases(root)}
    fresh: list[Release] = []
    for name, version, digest in current(library):
        known = released.get((name, version))
        if known is None:
            fresh.append((name, version, digest))
        elif known != digest:
            raise ContentError((Problem(FILE, 1, changed(name, version), "release"),))
    if fresh:
        path = root / FILE
        text = path.read_text(encoding="utf-8") if path.exists() else _HEAD
        path.write_text(_appended(text, fresh), encoding="utf-8")
    return tuple(fresh)


def _appended(text: str, fresh: list[Release]) -> str:
    lines = [
        f'  - {{id: "{name}", version: "{version}", digest: "{digest}"}}'
        for name, version, digest in fresh
    ]
    body = text.rstrip("\n").removesuffix(" []")
    return "\n".join((body, *lines)) + "\n"


def changed(name: str, version: str) -> str:
    """The sentence about a released version that is no longer what it was."""
    return (
        f"'{name}' {version} is released but its content has changed; raise its version,"
        " so that assessments under way keep what they began with"
    )
