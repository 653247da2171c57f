"""The frozen instruments of an assessment, read once per process and digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assess.content.documents import instrument_from_document
from assess.model.errors import NotFoundError
from assess.store.assessments import pinned_digests, release_by_digest

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assess.model.instrument import Instrument


def pinned_instruments(session: Session, assessment_id: str) -> tuple[Instrument, ...]:
    """Return an assessment's instruments as they were when it was opened, in their order.

    Runs one query for the digests, and one per instrument this process has not read yet.
    """
    return tuple(_instrument(session, digest) for digest in pinned_digests(session, assessment_id))


def _instrument(session: Session, digest: str) -> Instrument:
    known = _READ.get(digest)
    if known is None:
        release = release_by_digest(session, digest)
        if release is None:
            raise NotFoundError(
                "The frozen instrument {digest} is gone from the database.", digest=digest[:12]
            )
        known = _parse(digest, release.document)
    return known


_READ: dict[str, Instrument] = {}


def _parse(digest: str, document: dict[str, Any]) -> Instrument:
    """Instruments are immutable and few, so they stay for the life of the process."""
    return _READ.setdefault(digest, instrument_from_document(document))
