"""Names as people type them, and slugs: names as they may stand in an address."""

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


def clean_name(text: str) -> str:
    """Return a name with its letters composed and single blanks between its words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_fault(name: str, *, required: bool = True, longest: int = LONGEST_NAME) -> str:
    """Return what is wrong with a name, to be read after "the name"; empty when it can be used.

    Any script and any symbol will do; control characters will not.
    """
    if not name:
        return "is missing" if required else ""
    if len(name) > longest:
        return f"has {len(name):,} characters; at most {longest} can be kept"
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        return "holds a character that cannot be printed"
    return ""
