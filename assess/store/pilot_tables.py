"""The table of pilots.

A row is one revision of a record and is never changed but to say when the next one took its place:
a result keeps to what was known on its closing day, whatever is recorded later.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from assess.store.tables import Base, Moment

_CURRENT = text("superseded_at IS NULL")


def _share(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IS NULL OR ({column} > 0 AND {column} < 1)", name=column)


class PilotRow(Base):
    """One revision of the record of one pilot; the current one is not superseded."""

    __tablename__ = "pilot"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("stage IN ('idea', 'pilot', 'production', 'stopped')", name="stage"),
        CheckConstraint("stage = 'idea' OR started_on IS NOT NULL", name="started_on"),
        CheckConstraint("(stage = 'stopped') = (ended_on IS NOT NULL)", name="ended_on"),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="order_of_days"),
        CheckConstraint(
            "in_production = 'unknown' OR (in_production = 'no' AND stage <> 'idea')"
            " OR (in_production = 'yes' AND stage IN ('production', 'stopped'))",
            name="in_production",
        ),
        CheckConstraint(
            "target_met = 'unknown' OR (target_met IN ('yes', 'no') AND target <> '')",
            name="target_met",
        ),
        CheckConstraint(
            "(forecast_on IS NULL) = (o1_forecast IS NULL AND o2_forecast IS NULL)",
            name="forecast_on",
        ),
        CheckConstraint("forecast_chain = '' OR forecast_on IS NOT NULL", name="forecast_chain"),
        CheckConstraint(
            "(o1_base_rate IS NULL OR o1_forecast IS NOT NULL)"
            " AND (o2_base_rate IS NULL OR o2_forecast IS NOT NULL)",
            name="base_rate",
        ),
        *(_share(name) for name in ("o1_forecast", "o1_base_rate", "o2_forecast", "o2_base_rate")),
        CheckConstraint("superseded_at IS NULL OR superseded_at >= recorded_at", name="superseded"),
        Index(
            "uq_pilot_current", "id", unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT
        ),
        Index("ix_pilot_organisation", "organisation_id", "recorded_at"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    team_id: Mapped[str | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"))
    """None for a pilot of the whole organisation"""
    title: Mapped[str] = mapped_column(String(200))
    stage: Mapped[str] = mapped_column(String(20))
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    in_production: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(String(300))
    target_met: Mapped[str] = mapped_column(String(10))
    forecast_on: Mapped[date | None]
    forecast_chain: Mapped[str] = mapped_column(String(64))
    o1_forecast: Mapped[float | None]
    o1_base_rate: Mapped[float | None]
    o2_forecast: Mapped[float | None]
    o2_base_rate: Mapped[float | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    superseded_at: Mapped[datetime | None] = mapped_column(Moment)
    """when the next revision was recorded or the pilot was removed"""
