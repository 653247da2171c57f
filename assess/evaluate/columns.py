"""The measures by which teams are compared, and each team's estimate on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assess.model.result import Column, Estimate, TeamResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.instrument import Instrument

WITHHELD = "Withheld: the group is too small to be shown."
NOT_ASKED = "Not asked of this team."
RISK = "risk"

_FLUENCY = (
    Column("sensitivity", "Tells sound from flawed output (d′)", "Judgement", "fluency", 0, 3,
           "high", "index"),
    Column("over_reliance", "Accepts flawed output", "Over-reliance", "fluency", 0, 1,
           "low", "share"),
    Column("under_reliance", "Rejects sound output", "Under-reliance", "fluency", 0, 1,
           "low", "share"),
    Column("overconfidence", "Surer than right", "Overconfidence", "fluency", -0.3, 0.3,
           "low", "share"),
)  # fmt: skip

_GROUPS: dict[str, Literal["governance", "delivery", "module"]] = {
    "governance": "governance",
    "delivery": "delivery",
}


def columns_of(instruments: Sequence[Instrument], teams: Sequence[TeamResult]) -> list[Column]:
    """Return the columns for which at least one team has a figure, in reading order."""
    columns = [c for c in _FLUENCY if any(team.fluency for team in teams)]
    seen: dict[str, Column] = {}
    for team in teams:
        for domain in team.domains:
            group = _GROUPS.get(domain.instrument, "module")
            short = domain.short or domain.title
            seen.setdefault(
                domain.id, Column(domain.id, domain.title, short, group, 0, 4, "high", "level")
            )
        for scale in team.scales:
            seen.setdefault(
                scale.id,
                Column(
                    scale.id,
                    scale.title,
                    scale.short or scale.title,
                    "scale",
                    scale.minimum,
                    scale.maximum,
                    "high",
                    "points",
                ),
            )
    columns += _in_order(instruments, seen)
    if any(team.risk for team in teams):
        columns.append(
            Column(RISK, "Risk that a pilot is not in use after 12 months", "Pilot risk", "risk",
                   0, 1, "low", "share")
        )  # fmt: skip
    return columns


def _in_order(instruments: Sequence[Instrument], seen: dict[str, Column]) -> list[Column]:
    order = [scale.id for instrument in instruments for scale in instrument.scales]
    place = {scale_id: number for number, scale_id in enumerate(order)}
    return sorted(seen.values(), key=lambda column: place.get(column.id, len(place)))


def estimate_on(team: TeamResult, column: Column) -> Estimate:
    """Return a team's figure on a column."""
    if team.withheld:
        return Estimate.missing(WITHHELD)
    if column.group == "fluency":
        return _fluency_estimate(team, column.id)
    if column.group == RISK:
        return _risk_estimate(team)
    for domain in team.domains:
        if domain.id == column.id:
            return domain.average
    for scale in team.scales:
        if scale.id == column.id:
            return scale.shrunken
    return Estimate.missing(NOT_ASKED)


def _fluency_estimate(team: TeamResult, measure: str) -> Estimate:
    if team.fluency is None:
        return Estimate.missing(NOT_ASKED)
    figures = {
        "sensitivity": team.fluency.sensitivity,
        "over_reliance": team.fluency.over_reliance,
        "under_reliance": team.fluency.under_reliance,
        "overconfidence": team.fluency.overconfidence,
    }
    return figures[measure]


def _risk_estimate(team: TeamResult) -> Estimate:
    if not team.risk:
        return Estimate.missing(NOT_ASKED)
    first = team.risk[0]
    return Estimate(first.median, first.low, first.high)
