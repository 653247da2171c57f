"""How the organisation's people judge AI outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.reports import numbers
from assess.reports.blocks import (
    Beside,
    Block,
    Chapter,
    KeyFigure,
    KeyFigures,
    Prose,
    TableBlock,
)
from assess.reports.chapters.columns import known, of_group, team_names
from assess.reports.chapters.ladders import ladders
from assess.reports.figures import calibration
from assess.reports.figures.figure import Table
from assess.reports.figures.reliance_map import Place, reliance_map
from assess.reports.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.result import FluencyResult, OrganisationResult
    from assess.reports.chapters.desk import Desk

MOST_DEFECTS = 12


def fluency_chapter(desk: Desk, whole: OrganisationResult) -> Chapter | None:
    """Return the chapter, None when nobody judged anything."""
    fluency = whole.total.fluency
    if fluency is None:
        return None
    blocks: list[Block] = [key_figures(fluency)]
    blocks += _map(desk, whole, fluency)
    blocks += _ladders(desk, whole, fluency)
    blocks += confidence(desk, fluency)
    blocks += _blind_spots(whole)
    blocks += defects(fluency)
    return Chapter(
        id="fluency",
        label="AI fluency",
        title=_title(whole, fluency),
        lead=(
            f"{fluency.people} people judged {fluency.trials:,} outputs of AI tools, half of them "
            "flawed, and said how sure they were. What they did is measured here; what they think "
            "of their own skill is set beside it."
        ),
        blocks=tuple(blocks),
    )


def key_figures(fluency: FluencyResult) -> KeyFigures:
    """Return the four figures to know first."""
    shown = (
        ("Judged rightly", fluency.accuracy),
        ("Flawed output accepted", fluency.over_reliance),
        ("Sound output rejected", fluency.under_reliance),
        ("Flawed, flagged for the right reason", fluency.localisation),
    )
    return KeyFigures(
        tuple(
            KeyFigure(
                label,
                numbers.NOTHING if found.value is None else numbers.share(found.value),
                numbers.share_span(found) or found.reason,
            )
            for label, found in shown
        )
    )


def confidence(desk: Desk, fluency: FluencyResult) -> Iterator[Block]:
    """Yield the calibration curve beside its table."""
    if not fluency.calibration:
        return
    picture = desk.picture(
        "calibration", calibration.calibration_curve, fluency.calibration, _sure(fluency)
    )
    table = calibration.table(fluency.calibration)
    yield Beside(
        picture,
        TableBlock(
            table,
            (44, 32, 24),
            note=(
                "A well calibrated person who says 80 % is right in four cases of five. Marks "
                "grow with the number of answers."
            ),
        ),
    )


def defects(fluency: FluencyResult) -> Iterator[TableBlock]:
    """Yield how often each kind of flaw was caught, most often missed first."""
    seen = [defect for defect in fluency.defects if defect.caught.value is not None]
    if not seen:
        return
    ordered = sorted(seen, key=lambda d: (d.caught.value or 0.0, d.title))
    rows = tuple(
        (
            d.title,
            numbers.share(d.caught.value or 0.0),
            numbers.share_span(d.caught),
            str(d.caught.n),
        )
        for d in ordered[:MOST_DEFECTS]
    )
    more = len(ordered) - MOST_DEFECTS
    rest = f" {counted(more, 'more kind')} in the attached result." if more > 0 else ""
    table = Table(
        f"{ordered[0].title} is missed most often",
        ("Kind of flaw", "Caught", "80 % interval", "Outputs judged"),
        rows,
        "lrrr",
    )
    yield TableBlock(
        table,
        (46, 14, 22, 18),
        note=f"Few outputs stand behind each line: read the interval, not the order.{rest}",
    )


def _title(whole: OrganisationResult, fluency: FluencyResult) -> str:
    for wanted in ("over_reliance", "under_reliance", "overconfidence"):
        for finding in whole.findings:
            if finding.id == wanted:
                return finding.sentence.rstrip(".")
    if fluency.accuracy.value is None:
        return "Too few outputs were judged to say how well"
    return f"{numbers.share(fluency.accuracy.value)} of AI outputs were judged rightly"


def _map(desk: Desk, whole: OrganisationResult, fluency: FluencyResult) -> Iterator[Block]:
    columns = {c.column.id: c for c in whole.comparisons}
    over, under = columns.get("over_reliance"), columns.get("under_reliance")
    if over is None or under is None or len(known(over)) < 2:
        return
    names = team_names(whole)
    places = [
        Place(names[a.team], a.estimate, b.estimate)
        for a, b in zip(over.cells, under.cells, strict=True)
        if a.estimate.value is not None
    ]
    places.append(Place("All", fluency.over_reliance, fluency.under_reliance, total=True))
    yield desk.picture(
        "reliance",
        reliance_map,
        places,
        _map_title(whole),
        note=(
            "Nearer to the lower left corner is better judgement. Curves join places of equal "
            "sensitivity d′; on the dashed line a team errs as often one way as the other. Crosses "
            "are 80 % intervals."
        ),
    )


def _map_title(whole: OrganisationResult) -> str:
    for finding in whole.findings:
        if finding.id == "over_reliance" and finding.team:
            return f"{finding.team} trusts AI output it should check"
    fluency = whole.total.fluency
    if fluency is not None and fluency.bias.low is not None and fluency.bias.low > 0:
        return "Teams let flawed output pass more often than they reject sound output"
    if fluency is not None and fluency.bias.high is not None and fluency.bias.high < 0:
        return "Teams reject sound output more often than they let flawed output pass"
    return "Teams err in both directions alike"


def _sure(fluency: FluencyResult) -> str:
    gap = fluency.overconfidence
    if gap.value is None or gap.low is None or gap.high is None:
        return "Confidence against being right"
    points = numbers.gap_share(abs(gap.value))[1:]
    if gap.low > 0:
        return f"People are surer than they are right, by {points}"
    if gap.high < 0:
        return f"People are right more often than they dare to say, by {points}"
    return "People are about as sure as they are right"


def _ladders(desk: Desk, whole: OrganisationResult, fluency: FluencyResult) -> Iterator[Block]:
    own = {
        "sensitivity": fluency.sensitivity.value,
        "over_reliance": fluency.over_reliance.value,
        "under_reliance": fluency.under_reliance.value,
        "overconfidence": fluency.overconfidence.value,
        "bias": fluency.bias.value,
    }
    totals = {name: value for name, value in own.items() if value is not None}
    yield from ladders(desk, whole, of_group(whole, "fluency"), totals, "fluency")


def _blind_spots(whole: OrganisationResult) -> Iterator[Prose]:
    for finding in whole.findings:
        if finding.id == "blind_spot":
            yield Prose((f"{finding.sentence} {finding.detail}",), heading="Blind spot")
