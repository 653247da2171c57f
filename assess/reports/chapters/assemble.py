"""Papers put together: the report of an organisation or a team, and the two-page brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports.blocks import Chapter, Front, Page
from assess.reports.chapters.brief import brief_chapter
from assess.reports.chapters.compare import compare_chapter
from assess.reports.chapters.fluency import fluency_chapter
from assess.reports.chapters.method import digest_chapter, method_chapter, sources_chapter
from assess.reports.chapters.plan import plan_chapter
from assess.reports.chapters.practices import DELIVERY, GOVERNANCE, MODULES, practice_chapter
from assess.reports.chapters.quality import quality_chapter, scales_chapter
from assess.reports.chapters.risk import risk_chapter
from assess.reports.chapters.second_page import second_page
from assess.reports.chapters.team import team_brief, team_chapters
from assess.reports.words import counted, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.result import OrganisationResult, Result, TeamResult
    from assess.reports.chapters.desk import Desk

_EMPTY: Final = "This result holds neither an organisation nor a team."


def report_page(desk: Desk, result: Result, size: str) -> Page:
    """Return the full report of the result's organisation or team."""
    if result.organisation is not None:
        chapters = [c for c in _organisation(desk, result.organisation) if c is not None]
    else:
        chapters = list(team_chapters(desk, _team(result)))
    chapters.append(method_chapter(result))
    sources = sources_chapter(desk)
    chapters += [sources] if sources is not None else []
    chapters.append(digest_chapter(result))
    kind = "Report" if result.organisation is not None else "Team report"
    return Page(_front(result, kind, size), tuple(chapters), has_cover=True)


def brief_page(desk: Desk, result: Result, size: str) -> Page:
    """Return the two-page brief."""
    if result.organisation is not None:
        first = brief_chapter(desk, result.organisation)
    else:
        first = team_brief(_team(result))
    return Page(_front(result, "Brief", size), (first, second_page(desk, result)), has_cover=False)


def _organisation(desk: Desk, whole: OrganisationResult) -> Iterator[Chapter | None]:
    yield brief_chapter(desk, whole)
    yield compare_chapter(whole)
    yield scales_chapter(desk, whole)
    yield fluency_chapter(desk, whole)
    yield practice_chapter(desk, whole, GOVERNANCE)
    yield practice_chapter(desk, whole, DELIVERY)
    yield risk_chapter(desk, whole)
    yield plan_chapter(desk, whole.total.plan)
    for part in MODULES:
        yield practice_chapter(desk, whole, part)
    yield quality_chapter(desk, whole)


def _team(result: Result) -> TeamResult:
    if result.team is None:
        raise ValueError(_EMPTY)
    return result.team


def _front(result: Result, kind: str, size: str) -> Front:
    subject = result.organisation_name if result.team is None else result.team.team.name
    return Front(
        title=f"{result.title}: {subject}" if result.team is not None else result.title,
        organisation=result.organisation_name,
        subject=subject,
        kind=kind,
        date=day(result.made_on),
        made_on=result.made_on[:10],
        demonstration=result.demonstration,
        size=size,
        facts=tuple(_facts(result)),
    )


def _facts(result: Result) -> Iterator[tuple[str, str]]:
    yield "Assessment", f"{result.title}, wave {result.wave}"
    if result.organisation is not None:
        teams = result.organisation.teams
        withheld = sum(bool(summary.withheld) for summary in teams)
        words = counted(len(teams), "team")
        yield "Teams", f"{words}, {withheld} withheld" if withheld else words
        quality = result.organisation.total.quality
    else:
        quality = result.team.quality if result.team is not None else None
    if quality is not None:
        yield "Answers", counted(quality.responses, "person", "people")
    yield "Made on", day(result.made_on)
    yield "Digest", result.provenance.chain[:16]
