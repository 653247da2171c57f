"""Slugs: names as they may stand in an address."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 300
_LONGEST_SLUG = 60


def slug_of(name: str, taken: set[str]) -> str:
    """Return a slug of the name that is not taken yet, and add it to the taken ones."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-") or "team"
    slug, number = base, 2
    while slug in taken:
        slug = f"{base}-{number}"
        number += 1
    taken.add(slug)
    return slug
