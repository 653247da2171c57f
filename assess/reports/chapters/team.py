"""A team's own paper: its strengths, its flaws, its next steps.  No other team is named in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.reports import numbers
from assess.reports.blocks import Block, Chapter, KeyFigure, KeyFigures, Point, Points, Prose
from assess.reports.chapters import fluency as fluency_parts
from assess.reports.chapters.brief import action_points, change_points
from assess.reports.chapters.plan import (
    chosen_actions,
    frontier_picture,
    overview,
    plan_title,
    windows,
)
from assess.reports.chapters.practices import (
    DELIVERY,
    GOVERNANCE,
    MODULES,
    Part,
    gap_prose,
    levels_picture,
    rated,
    title_of,
    weakest_table,
)
from assess.reports.chapters.quality import answers_prose, team_agreement
from assess.reports.chapters.risk import base_of, outcomes, risk_lead, risk_title, tornado_picture
from assess.reports.figures.base_rate_strip import Strip, base_rate_strip
from assess.reports.words import counted, lower_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.result import FluencyResult, PracticeResult, TeamResult
    from assess.reports.chapters.desk import Desk

_MOST: Final = 3
_HIGH: Final = 3.0
"""level from which a practice counts as a strength"""


def team_chapters(desk: Desk, team: TeamResult) -> Iterator[Chapter]:
    """Yield the chapters of a team's report before method, sources and digests."""
    yield team_brief(team)
    if team.withheld:
        return
    yield from _fluency(desk, team)
    for part in (GOVERNANCE, DELIVERY):
        chapter = _practices(desk, team, part)
        if chapter is not None:
            yield chapter
    yield from _modules(desk, team)
    yield from _risk(desk, team)
    yield from _plan(desk, team)
    yield from _answers(team)


def team_brief(team: TeamResult) -> Chapter:
    """Return the first page: what is strong, what is weak, what to do first."""
    if team.withheld:
        return Chapter("brief", "In brief", f"{team.team.name}: withheld", team.withheld, ())
    blocks: list[Block] = [*_figures(team), *_strong(team), *_weak(team)]
    blocks += action_points(team.plan, "What to do first")
    blocks += change_points(team)
    return Chapter("brief", "In brief", _title(team), _lead(team), tuple(blocks))


def _title(team: TeamResult) -> str:
    if team.risk and team.risk[0].gates:
        return team.risk[0].gates[0].title
    if team.fluency is not None and team.fluency.over_reliance.value is not None:
        return (
            f"{numbers.share(team.fluency.over_reliance.value)} of flawed AI output got past you; "
            f"you turned away {numbers.share(team.fluency.under_reliance.value or 0)} of sound"
        )
    return f"{team.team.name}: what you answered"


def _lead(team: TeamResult) -> str:
    words = "This paper is for the team it is about. It shows what your answers say, not how you "
    words += "compare with others."
    if team.quality is not None:
        people = counted(team.quality.responses, "person", "people")
        words += f" {people} answered"
        words += f" of {team.quality.invited}." if team.quality.invited else "."
    return words


def _figures(team: TeamResult) -> Iterator[KeyFigures]:
    figures = []
    if team.risk:
        risk = team.risk[0]
        figures.append(
            KeyFigure(
                "Risk: " + lower_first(risk.title),
                numbers.about(risk.median),
                f"{numbers.about_span(risk.low, risk.high)}; base rate "
                f"{numbers.about(risk.base_median)}",
            )
        )
    if team.fluency is not None and team.fluency.accuracy.value is not None:
        accuracy = team.fluency.accuracy
        figures.append(
            KeyFigure(
                "AI outputs judged rightly",
                numbers.share(accuracy.value or 0.0),
                f"{numbers.share_span(accuracy)}, {team.fluency.trials} outputs",
            )
        )
    practices = _practice_list(team)
    if practices:
        high = sum((p.level.value or 0.0) >= _HIGH for p in practices)
        figures.append(
            KeyFigure(
                "Practices at level 3 or above",
                f"{high} of {len(practices)}",
                "done as a rule, with a trace of it",
            )
        )
    if figures:
        yield KeyFigures(tuple(figures))


def _practice_list(team: TeamResult) -> list[PracticeResult]:
    return [p for d in team.domains for p in d.practices if p.level.value is not None]


def _strong(team: TeamResult) -> Iterator[Points]:
    ordered = sorted(_practice_list(team), key=lambda p: (-(p.level.value or 0.0), p.id))
    shown = [p for p in ordered if (p.level.value or 0.0) >= _HIGH][:_MOST]
    if shown:
        yield Points(
            "What you can build on",
            tuple(Point(p.title, _rated_by(p), numbers.level(p.level.value or 0.0)) for p in shown),
        )


def _weak(team: TeamResult) -> Iterator[Points]:
    gates = team.risk[0].gates if team.risk else ()
    points = [Point(gate.title, gate.sentence, "gate") for gate in gates]
    ordered = sorted(_practice_list(team), key=lambda p: (p.level.value or 0.0, p.id))
    for practice in ordered[: max(0, _MOST - len(points))]:
        next_step = f"Next level: {practice.next_level}" if practice.next_level else ""
        points.append(Point(practice.title, next_step, numbers.level(practice.level.value or 0.0)))
    if points:
        yield Points("What holds you back", tuple(points))


def _rated_by(practice: PracticeResult) -> str:
    return f"Rated by {counted(practice.raters, 'person', 'people')}; evidence: {practice.grade}."


def _fluency(desk: Desk, team: TeamResult) -> Iterator[Chapter]:
    fluency = team.fluency
    if fluency is None:
        return
    blocks: list[Block] = [
        fluency_parts.key_figures(fluency),
        *fluency_parts.confidence(desk, fluency),
        *_blind_spot(fluency),
        *fluency_parts.defects(fluency),
    ]
    yield Chapter(
        "fluency",
        "Judging AI output",
        _fluency_title(fluency),
        f"{counted(fluency.people, 'person', 'people')} of your team judged {fluency.trials} "
        "outputs of AI tools, half of them flawed, and said how sure they were.",
        tuple(blocks),
    )


def _fluency_title(fluency: FluencyResult) -> str:
    bias = fluency.bias
    if bias.low is not None and bias.low > 0:
        return "You let flawed output pass more readily than you turn away sound output"
    if bias.high is not None and bias.high < 0:
        return "You turn away sound output more readily than you let flawed output pass"
    return "You err in both directions alike"


def _blind_spot(fluency: FluencyResult) -> Iterator[Prose]:
    gap = fluency.blind_spot
    if gap.value is None or gap.low is None or gap.high is None:
        return
    span = f"{numbers.index(gap.value)} ({numbers.index(gap.low)} to {numbers.index(gap.high)})"
    if gap.low > 0:
        words = "You rate your AI skill higher than your judgements show"
    elif gap.high < 0:
        words = "You judge better than you say of yourselves"
    else:
        words = "Your own view of your AI skill agrees with your judgements, within its interval"
    yield Prose(
        (f"{words}: {span} standard deviations between the two.",), heading="Self-image and skill"
    )


def _practices(desk: Desk, team: TeamResult, part: Part) -> Chapter | None:
    domains = rated(team, part.id)
    if not domains:
        return None
    blocks: list[Block] = [levels_picture(desk, domains, part)]
    blocks += weakest_table(domains, 6)
    blocks += gap_prose(domains)
    return Chapter(
        part.id,
        part.label,
        title_of(domains),
        part.lead if part is GOVERNANCE else "",
        tuple(blocks),
        starts_page=part is GOVERNANCE,
    )


def _modules(desk: Desk, team: TeamResult) -> Iterator[Chapter]:
    for part in MODULES:
        domains = rated(team, part.id)
        if domains:
            yield Chapter(
                part.id,
                part.label,
                title_of(domains),
                part.lead,
                (levels_picture(desk, domains, part), *weakest_table(domains, 4)),
                starts_page=False,
            )


def _risk(desk: Desk, team: TeamResult) -> Iterator[Chapter]:
    if not team.risk:
        return
    first = team.risk[0]
    strip = Strip("Your team", first.low, first.median, first.high, strong=True)
    blocks: list[Block] = [
        outcomes(team.risk),
        desk.picture(
            "risk-team", base_rate_strip, [strip], base_of(first), "Your risk before the base rate"
        ),
        tornado_picture(desk, first),
    ]
    if first.gates:
        blocks.append(
            Points("Gates that are shut", tuple(Point(g.title, g.sentence) for g in first.gates))
        )
    yield Chapter("risk", "Risk", risk_title(first), risk_lead(first), tuple(blocks))


def _plan(desk: Desk, team: TeamResult) -> Iterator[Chapter]:
    plan = team.plan
    if plan is None or not plan.actions:
        return
    chosen = chosen_actions(plan)
    blocks: list[Block] = [overview(chosen)] if chosen else []
    blocks.append(frontier_picture(desk, plan))
    blocks += windows(desk, chosen)
    yield Chapter(
        "plan",
        "Plan",
        plan_title(plan),
        "What lowers your risk most within the budget. Change the order where you know better, and "
        "keep what must come first.",
        tuple(blocks),
    )


def _answers(team: TeamResult) -> Iterator[Chapter]:
    blocks: list[Block] = [*answers_prose(team.quality), *team_agreement(team)]
    if blocks:
        yield Chapter(
            "quality",
            "Your answers",
            "What stands behind the figures",
            "",
            tuple(blocks),
        )
