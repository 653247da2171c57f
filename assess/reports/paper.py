"""Papers of a result: the report of an organisation or a team, and the two-page brief."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from assess.reports.chapters.assemble import brief_page, report_page
from assess.reports.chapters.desk import Desk
from assess.reports.environment import environment
from assess.reports.figures.cache import figure_cache
from assess.reports.pdf import Sheet, write_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from assess.model.evidence import Evidence
    from assess.model.result import Result

TEMPLATE: Final = "report/paper.html"


class PaperKind(StrEnum):
    """What is wanted: everything, or two pages."""

    REPORT = "report"
    BRIEF = "brief"


class PaperSize(StrEnum):
    """The sheet of paper, by its CSS name."""

    A4 = "a4"
    LETTER = "letter"


def render(  # noqa: PLR0913 - the folders are the caller's
    result: Result,
    evidence: Evidence,
    snapshot: bytes,
    *,
    kind: PaperKind,
    size: PaperSize,
    templates: Path,
    static: Path,
    figures: Path | None = None,
) -> bytes:
    """Return the PDF of a result, with `snapshot` (the result's JSON) attached.

    The same arguments give the same bytes.  `figures`: folder in which drawn figures are kept.
    """
    sheet = sheet_of(
        result, evidence, snapshot, kind=kind, size=size, templates=templates, figures=figures
    )
    return write_pdf(sheet, static)


def sheet_of(
    result: Result,
    evidence: Evidence,
    snapshot: bytes,
    *,
    kind: PaperKind,
    size: PaperSize,
    templates: Path,
    figures: Path | None = None,
) -> Sheet:
    """Return everything that goes onto paper, before it is set."""
    desk = Desk(evidence, figure_cache(figures), is_report=kind is PaperKind.REPORT)
    build = report_page if kind is PaperKind.REPORT else brief_page
    page = build(desk, result, size.value)
    html = environment(templates).get_template(TEMPLATE).render(page=page)
    return Sheet(html, desk.figures, snapshot, result.made_on[:10])
