"""How forecasts did, as finished words and coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.web.figures import figure, interval, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.result import Estimate
    from assess.operations.pilot_calibration import Reliability, TrackRecord
    from assess.web.figures import Unit

NONE_YET = "–"


@dataclass(frozen=True, slots=True)
class ReliabilityDrawing:
    """Coordinates in a square of 100 by 100, the origin top left, as SVG reads them."""

    band: str
    curve: str


@dataclass(frozen=True, slots=True)
class TrackRecordView:
    """One outcome."""

    id: str
    title: str
    definition: str
    figures: tuple[tuple[str, str, str], ...]
    """(value, label, note) each"""
    sentence: str
    rows: tuple[tuple[str, str, str], ...]
    """(forecast, observed, where a calibrated forecaster would lie) each; empty under 50"""
    drawing: ReliabilityDrawing | None


def track_record_view(record: TrackRecord) -> TrackRecordView:
    """Return the words of one outcome."""
    return TrackRecordView(
        id=record.outcome.id,
        title=record.outcome.title,
        definition=record.outcome.definition,
        figures=(_counts(record), *_in_the_large(record), *_scores(record)),
        sentence=record.sentence,
        rows=tuple(_row(point) for point in record.reliability),
        drawing=_drawing(record.reliability) if record.reliability else None,
    )


def _counts(record: TrackRecord) -> tuple[str, str, str]:
    note = f"of {_pilots(record.known)} with a known outcome"
    if record.unknown:
        note += f"; of {record.unknown} more it is not known"
    return str(record.failed) if record.known else NONE_YET, "met this definition", note


def _in_the_large(record: TrackRecord) -> list[tuple[str, str, str]]:
    happened, gap = record.happened, record.difference
    if record.forecast is None or happened is None or gap is None:
        return []
    return [
        (
            figure(record.forecast, "share"),
            "forecast on average",
            f"for {_pilots(record.compared)} with a forecast",
        ),
        (_value(happened, "share"), "happened among them", interval(happened, "share")),
        (_value(gap, "points"), "happened minus forecast", interval(gap, "points")),
    ]


def _scores(record: TrackRecord) -> list[tuple[str, str, str]]:
    if record.brier is None or record.brier_base is None or record.skill is None:
        return []
    base, skill = figure(record.brier_base, "index"), figure(record.skill, "index")
    note = f"{base} for always stating the published base rate; skill {skill}"
    return [(figure(record.brier, "index"), "Brier score, 0 is best", note)]


def _pilots(count: int) -> str:
    return "1 pilot" if count == 1 else f"{count} pilots"


def _value(estimate: Estimate, unit: Unit) -> str:
    return NONE_YET if estimate.value is None else figure(estimate.value, unit)


def _row(point: Reliability) -> tuple[str, str, str]:
    happened = point.happened
    return figure(point.forecast, "share"), _value(happened, "share"), span(happened, "share")


def _drawing(points: Sequence[Reliability]) -> ReliabilityDrawing:
    highs = [_place(p.forecast, p.happened.high) for p in points]
    lows = [_place(p.forecast, p.happened.low) for p in reversed(points)]
    return ReliabilityDrawing(
        band=" ".join([*highs, *lows]),
        curve=" ".join(_place(p.forecast, p.happened.value) for p in points),
    )


def _place(across: float, up: float | None) -> str:
    return f"{100 * across:.1f},{100 * (1 - (up or 0.0)):.1f}"
