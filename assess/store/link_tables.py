"""The table of team links: one in force per team and audience, and those it has replaced."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - Mapped[] is read

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from assess.store.tables import Base, Moment

_IN_FORCE = text("NOT withdrawn")


class TeamLinkRow(Base):
    """The way in for one team and one audience.  The token itself is stored nowhere."""

    __tablename__ = "team_link"
    __table_args__ = (
        Index(
            "uq_team_link_in_force",
            "assessment_id",
            "team_id",
            "audience",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
    )
    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    audience: Mapped[str] = mapped_column(String(20))
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """replaced by a newer one: nobody new gets in, who has begun goes on"""
