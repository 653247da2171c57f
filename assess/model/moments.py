"""Times as values: aware, UTC.  The clock itself is an argument everywhere but at the doors."""

from __future__ import annotations

from datetime import UTC, datetime


def as_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC; a naive time is taken to be UTC already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def iso_date(moment: datetime) -> str:
    """Return the UTC date as YYYY-MM-DD."""
    return as_utc(moment).date().isoformat()
