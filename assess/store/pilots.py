"""Queries on pilots: revisions are added and superseded, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from assess.model.moments import as_utc
from assess.model.pilots import Forecast, Known, Pilot, PilotRecord, Stage, StatedRisk
from assess.store.pilot_tables import PilotRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from assess.model.evidence import OutcomeId


def add_revision(session: Session, organisation: str, pilot: Pilot, recorded_at: datetime) -> None:
    """Insert a revision; its day of recording is that of `recorded_at`."""
    record, forecast = pilot.record, pilot.record.forecast
    first = None if forecast is None else forecast.risk("O1")
    second = None if forecast is None else forecast.risk("O2")
    session.add(
        PilotRow(
            id=pilot.id,
            revision=pilot.revision,
            organisation_id=organisation,
            team_id=record.team or None,
            title=record.title,
            stage=record.stage.value,
            started_on=record.started_on,
            ended_on=record.ended_on,
            in_production=record.in_production.value,
            target=record.target,
            target_met=record.target_met.value,
            forecast_on=None if forecast is None else forecast.stated_on,
            forecast_chain="" if forecast is None else forecast.chain,
            o1_forecast=None if first is None else first.probability,
            o1_base_rate=None if first is None else first.base_rate,
            o2_forecast=None if second is None else second.probability,
            o2_base_rate=None if second is None else second.base_rate,
            recorded_at=recorded_at,
        )
    )
    session.flush()


def supersede(
    session: Session, organisation: str, pilot_id: str, revision: int, now: datetime
) -> bool:
    """End the current revision if it is still this one; False when somebody else was first."""
    ended = session.execute(
        update(PilotRow)
        .where(
            PilotRow.id == pilot_id,
            PilotRow.organisation_id == organisation,
            PilotRow.revision == revision,
            PilotRow.superseded_at.is_(None),
        )
        .values(superseded_at=now)
        .returning(PilotRow.id)
    )
    return ended.first() is not None


def current_pilots(session: Session, organisation: str) -> list[Pilot]:
    """Return an organisation's pilots as they are recorded now, oldest start first."""
    return _pilots(session, _of(organisation).where(PilotRow.superseded_at.is_(None)))


def pilots_known_at(session: Session, organisation: str, moment: datetime) -> list[Pilot]:
    """Return an organisation's pilots as they were recorded at a moment, oldest start first."""
    still = or_(PilotRow.superseded_at.is_(None), PilotRow.superseded_at > moment)
    return _pilots(session, _of(organisation).where(PilotRow.recorded_at <= moment, still))


def pilot_by_id(session: Session, organisation: str, pilot_id: str) -> Pilot | None:
    """Return an organisation's own pilot as it is recorded now."""
    wanted = _of(organisation).where(PilotRow.id == pilot_id, PilotRow.superseded_at.is_(None))
    row = session.scalar(wanted)
    return None if row is None else _pilot(row)


def _of(organisation: str) -> Select[PilotRow]:
    return select(PilotRow).where(PilotRow.organisation_id == organisation)


def _pilots(session: Session, wanted: Select[PilotRow]) -> list[Pilot]:
    found = [_pilot(row) for row in session.scalars(wanted)]
    return sorted(found, key=lambda pilot: (str(pilot.record.started_on or ""), pilot.id))


def _pilot(row: PilotRow) -> Pilot:
    record = PilotRecord(
        title=row.title,
        team=row.team_id or "",
        stage=Stage(row.stage),
        started_on=row.started_on,
        ended_on=row.ended_on,
        in_production=Known(row.in_production),
        target=row.target,
        target_met=Known(row.target_met),
        forecast=_forecast(row),
    )
    recorded_on = as_utc(row.recorded_at).date()
    return Pilot(id=row.id, revision=row.revision, recorded_on=recorded_on, record=record)


def _forecast(row: PilotRow) -> Forecast | None:
    if row.forecast_on is None:
        return None
    stated: tuple[tuple[OutcomeId, float | None, float | None], ...] = (
        ("O1", row.o1_forecast, row.o1_base_rate),
        ("O2", row.o2_forecast, row.o2_base_rate),
    )
    risks = tuple(
        StatedRisk(outcome, probability, base_rate)
        for outcome, probability, base_rate in stated
        if probability is not None
    )
    return Forecast(row.forecast_on, risks, row.forecast_chain)
