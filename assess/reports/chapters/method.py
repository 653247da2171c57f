"""Method, limits, sources and digests: what a reader needs to check the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.model.result import MINIMUM_GROUP
from assess.reports.blocks import Block, Chapter, Point, Points, SourceList, TableBlock
from assess.reports.figures.figure import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.result import Result, TeamResult
    from assess.reports.chapters.desk import Desk

_INTERVALS = Point(
    "Intervals",
    "Every interval is meant to hold the true value four times in five (80 %). Where two intervals "
    "overlap, the order of two teams may be chance.",
)
_WITHHOLDING = Point(
    "Withholding",
    f"Groups under {MINIMUM_GROUP} people are withheld before any page is made, and so are groups "
    "that could be derived from the others. Answers about judgement are kept under a code that "
    "only the respondent holds; all others are anonymous.",
)
_FLUENCY = Point(
    "Judgement of AI outputs",
    "Each person judges outputs that are sound or hold one planted flaw. Sensitivity d′ and bias c "
    "follow signal detection theory with a log-linear correction; the team's figure pools its "
    "members and its interval resamples people, not answers.",
)
_PRACTICES = Point(
    "Levels of practices",
    "A practice's level is the median of its raters on anchored levels from 0 to 4. A domain's "
    "average is the mean of its practices; its stage is the level that all of them reach.",
)
_SCALES = Point(
    "Rating scales",
    "Team means are drawn towards the mean of all teams by empirical Bayes, in proportion to their "
    "uncertainty. Comparisons rest on joint draws from these estimates.",
)
_RISK = Point(
    "Risk",
    "A prior from published base rates is moved on the log-odds scale by the state of each risk "
    "factor, with odds ratios drawn from elicited ranges. The interval holds the doubt about the "
    "base rate, the weights and the answers. No odds ratio was measured on pilots; they rank "
    "factors better than they fix a probability.",
)
_PLAN = Point(
    "Plan",
    "Actions raise practices to the levels they state. The set that lowers the risk most under the "
    "budget is found by integer programming, with prerequisites and the capacity of each role as "
    "constraints, and is recomputed through the same risk model.",
)
_LIMITS = (
    Point(
        "What this is not",
        "It is not an audit and not a statement of conformity: people said what they do, and most "
        "of it was not verified. It does not rate individuals and must not be used to do so.",
    ),
    Point(
        "What was asked of people",
        "Practices are self-reported; vignettes are short and lack the context of daily work. Both "
        "favour teams that know the questions.",
    ),
    Point(
        "What the risk cannot say",
        "The published base rates come from surveys of firms, not from counted pilots, and none "
        "fixes twelve months. An organisation with its own record should use that instead.",
    ),
)


def method_chapter(result: Result) -> Chapter:
    """Return how the figures came about, only for what was measured, and what they cannot say."""
    total = result.organisation.total if result.organisation is not None else result.team
    points = tuple(_methods(total)) if total is not None else (_INTERVALS, _WITHHOLDING)
    limits = _LIMITS if total is not None and total.risk else _LIMITS[:1]
    blocks: list[Block] = [Points("Method", points), Points("Limits", limits)]
    return Chapter(
        "method",
        "Method and limits",
        "How the figures came about, and what they cannot say",
        "",
        tuple(blocks),
    )


def sources_chapter(desk: Desk) -> Chapter | None:
    """Return the cited sources; call it when every other chapter is written."""
    entries = desk.cited()
    if not entries:
        return None
    return Chapter(
        "sources",
        "Sources",
        "What was cited",
        "Reliability: A reviewed or audited, B large survey with a stated method, C vendor or "
        "small sample, D hearsay or no method. Only sources cited in this paper are listed.",
        (SourceList(entries),),
        starts_page=False,
    )


def digest_chapter(result: Result) -> Chapter:
    """Return what the result was computed from, so that it can be computed again."""
    made = result.provenance
    rows = [(f"Instrument {name} {version}", digest) for name, version, digest in made.instruments]
    rows += [
        (f"Evidence {made.evidence[0]}", made.evidence[1]),
        ("Answers", made.answers),
        ("Parameters", made.parameters),
        ("Whole chain", made.chain),
    ]
    table = Table("SHA-256 digests", ("Part", "Digest"), tuple(rows), "ll")
    return Chapter(
        "digests",
        "Digests",
        "How to check this paper",
        "The result is attached to this file as result.json. The command assess verify recomputes "
        f"it from the stored answers with Assess {made.code}, seed {made.seed}, and names every "
        "difference.",
        (TableBlock(table, (34, 66)),),
        starts_page=False,
    )


def _methods(total: TeamResult) -> Iterator[Point]:
    yield _INTERVALS
    yield _WITHHOLDING
    if total.fluency is not None:
        yield _FLUENCY
    if total.domains:
        yield _PRACTICES
    if total.scales:
        yield _SCALES
    if total.risk:
        yield _RISK
    if total.plan is not None:
        yield _PLAN
