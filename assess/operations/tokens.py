"""Secrets that people hold, and the digests of them that we store.

A sitting token is the team link's token, a dot, and the respondent's own 128-bit secret.  From
that secret two keys are derived, one per confidential part.  The database holds only the keys,
so nobody without the secret can join the two parts of one person.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import uuid
from typing import TYPE_CHECKING

from assess.model.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from assess.model.instrument import Confidentiality

_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")


def new_id() -> str:
    """Return a random row id: 32 hexadecimal digits, no time and no order in it."""
    return uuid.uuid4().hex


def new_token() -> str:
    """Return a secret of 128 bits, safe in addresses."""
    return secrets.token_urlsafe(16)


def repeatable_token(seed: str, *purpose: str) -> str:
    """Return the token of 128 bits that a seed gives for a purpose: twice the same.

    A form carries the seed, so sending it twice shows the same links again.  It is stored nowhere.
    Raises ConflictError for a text that is no seed of ours.
    """
    if not _TOKEN.fullmatch(seed):
        raise ConflictError("This form is not complete. Open the page again and press the button.")
    mixed = hmac.new(seed.encode(), "\n".join(purpose).encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mixed[:16]).rstrip(b"=").decode()


def digest_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_sitting_token(link_token: str) -> str:
    """Return a fresh sitting token for somebody who came through this link."""
    return f"{link_token}.{new_token()}"


def split_sitting_token(sitting_token: str) -> tuple[str, str]:
    """Return (link token, respondent's secret).

    Raises NotFoundError when the text cannot be a sitting token.
    """
    link_token, _, secret = sitting_token.partition(".")
    if not (_TOKEN.fullmatch(link_token) and _TOKEN.fullmatch(secret)):
        raise NotFoundError("This link is not complete. Open it again from where you kept it.")
    return link_token, secret


def part_key(secret: str, part: Confidentiality, assessment_id: str) -> str:
    """Return the key of one part: HMAC-SHA-256 of part and assessment under the secret."""
    message = f"{part.value}:{assessment_id}".encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
