"""The tables of the store.

Two pairs of tables hold answers, and they share no key: the pseudonymous pair (fluency) is
reached by one digest of the respondent's own secret, the anonymous pair (practices) by another.
Answer tables carry no time and no sequence; on SQLite they have no row id either, because the
order of insertion would be one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from assess.model.moments import as_utc

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

#: JSON on SQLite, JSONB on PostgreSQL
Document = JSON().with_variant(JSONB(), "postgresql")


class Moment(TypeDecorator[datetime]):
    """A point in time: always UTC, always aware, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: they are a bug of the caller."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return as_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive times their UTC back."""
        del dialect
        return None if value is None else as_utc(value)


class Base(DeclarativeBase):
    """Shared metadata with named constraints, so that migrations can address them."""

    metadata = MetaData(naming_convention=_NAMES)


class OrganisationRow(Base):
    """A company; several share an installation and never see each other."""

    __tablename__ = "organisation"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    demonstration: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment)


class TeamRow(Base):
    """A team; `unit` is the name of the unit it belongs to."""

    __tablename__ = "team"
    __table_args__ = (
        UniqueConstraint("organisation_id", "slug"),
        CheckConstraint("headcount >= 0", name="headcount"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(300))
    slug: Mapped[str] = mapped_column(String(80))
    unit: Mapped[str] = mapped_column(String(300), default="")
    headcount: Mapped[int] = mapped_column(default=0)


class AccountRow(Base):
    """A person who signs in."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("role IN ('owner', 'manager', 'viewer')", name="role"),
        UniqueConstraint("email"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(320))
    name: Mapped[str] = mapped_column(String(300))
    password_hash: Mapped[str] = mapped_column(String(300))
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment)


class AssessmentRow(Base):
    """One campaign of an organisation with pinned instruments."""

    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closed', 'published')", name="state"),
        CheckConstraint(
            "(state IN ('closed', 'published')) = (closed_at IS NOT NULL)", name="closed_at"
        ),
        CheckConstraint("minimum_group >= 5", name="minimum_group"),
        CheckConstraint("budget_days >= 0", name="budget_days"),
        UniqueConstraint("organisation_id", "slug"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(300))
    slug: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20))
    wave: Mapped[int] = mapped_column(default=1)
    minimum_group: Mapped[int] = mapped_column(default=5)
    budget_days: Mapped[float] = mapped_column(default=60.0)
    seed: Mapped[int]
    closes_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)


class InstrumentReleaseRow(Base):
    """A frozen copy of an instrument: what a running assessment asks, whatever the files say."""

    __tablename__ = "instrument_release"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    instrument_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(String(40))
    document: Mapped[dict[str, Any]] = mapped_column(Document)


class AssessmentInstrumentRow(Base):
    """An instrument pinned by an assessment, in the order it is put to people."""

    __tablename__ = "assessment_instrument"
    assessment_id: Mapped[str] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str] = mapped_column(ForeignKey("instrument_release.digest"), primary_key=True)
    position: Mapped[int]


class AssessmentTeamRow(Base):
    """A team that takes part in an assessment."""

    __tablename__ = "assessment_team"
    assessment_id: Mapped[str] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    team_id: Mapped[str] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )


class _Response:
    """Columns of a response: reached by a digest of the respondent's secret, without a time."""

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    audience: Mapped[str] = mapped_column(String(20))
    submitted: Mapped[bool] = mapped_column(default=False)
    hasty: Mapped[bool] = mapped_column(default=False)

    @declared_attr
    def assessment_id(cls) -> Mapped[str]:
        return mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))

    @declared_attr
    def team_id(cls) -> Mapped[str]:
        return mapped_column(ForeignKey("team.id", ondelete="CASCADE"))


class _Answer:
    """Columns of an answer; revision counts the times it was changed."""

    item_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    value: Mapped[Any] = mapped_column(Document)
    revision: Mapped[int] = mapped_column(default=1)


_NO_ROW_ID = {"sqlite_with_rowid": False}


class PseudonymousResponseRow(_Response, Base):
    """One person's fluency part."""

    __tablename__ = "pseudonymous_response"
    __table_args__ = (
        Index("ix_pseudonymous_response_team", "assessment_id", "team_id"),
        _NO_ROW_ID,
    )
    block: Mapped[list[str]] = mapped_column(Document)
    """ids of the vignettes this person was handed"""


class PseudonymousAnswerRow(_Answer, Base):
    """One answer of the fluency part."""

    __tablename__ = "pseudonymous_answer"
    __table_args__ = (_NO_ROW_ID,)
    response_key: Mapped[str] = mapped_column(
        ForeignKey("pseudonymous_response.key", ondelete="CASCADE"), primary_key=True
    )


class AnonymousResponseRow(_Response, Base):
    """One person's practice part."""

    __tablename__ = "anonymous_response"
    __table_args__ = (
        Index("ix_anonymous_response_team", "assessment_id", "team_id"),
        _NO_ROW_ID,
    )


class AnonymousAnswerRow(_Answer, Base):
    """One answer of the practice part."""

    __tablename__ = "anonymous_answer"
    __table_args__ = (_NO_ROW_ID,)
    response_key: Mapped[str] = mapped_column(
        ForeignKey("anonymous_response.key", ondelete="CASCADE"), primary_key=True
    )


class ResultRow(Base):
    """One immutable snapshot per (assessment, team or organisation)."""

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("assessment_id", "scope"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    scope: Mapped[str] = mapped_column(String(40))
    """'organisation' or the id of a team"""
    chain: Mapped[str] = mapped_column(String(64))
    """digest over everything the result was computed from"""
    document: Mapped[str] = mapped_column(Text)
    """canonical JSON of the Result"""
    made_at: Mapped[datetime] = mapped_column(Moment)


class JobRow(Base):
    """One piece of long work: its state is here, whatever queue carries it."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state"),
        CheckConstraint("(state IN ('done', 'failed')) = (ended_at IS NOT NULL)", name="ended_at"),
        Index("ix_job_state", "state"),
        Index("ix_job_subject", "organisation_id", "kind", "subject"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(200))
    """what it is about: an assessment's id, or assessment/scope/paper"""
    state: Mapped[str] = mapped_column(String(20))
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime] = mapped_column(Moment)
    heartbeat_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
