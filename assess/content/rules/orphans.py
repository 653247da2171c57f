"""Orphans: what nothing uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.model.instrument import JudgementItem, PracticeItem, RatingItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.subject import Remark, Subject
    from assess.model.instrument import Instrument


def orphans_inside(subject: Subject) -> Iterator[Remark]:
    """Sections, scales and defect types of an instrument without an item."""
    if "item" in subject.places.incomplete:
        return
    for instrument in subject.library.instruments:
        for noun, name in _unused(instrument):
            message = f"no item uses the {noun} '{name}'; write one or delete the {noun}"
            yield subject.error((noun, name), (), message, "orphan")


def _unused(instrument: Instrument) -> Iterator[tuple[str, str]]:
    items = instrument.items
    sections = {item.section for item in items}
    scales = {item.scale for item in items if isinstance(item, RatingItem | PracticeItem)}
    defects = {item.defect for item in items if isinstance(item, JudgementItem) and item.flawed}
    yield from (("section", part.id) for part in instrument.sections if part.id not in sections)
    # vignettes name no scale; one without bounds holds their score
    vignettes = any(isinstance(item, JudgementItem) for item in items)
    for part in instrument.scales:
        if part.id not in scales and not (vignettes and part.minimum is None):
            yield "scale", part.id
    yield from (("defect type", part.id) for part in instrument.defects if part.id not in defects)


def factors_without_practice(subject: Subject) -> Iterator[Remark]:
    """Every risk factor needs a practice that lowers it, or nobody can ever answer it."""
    if not subject.known["practice"] or "practice" in subject.places.incomplete:
        return
    lowered = {factor for practice in subject.practices() for factor in practice.lowers}
    for factor in subject.library.evidence.factors:
        if factor.id not in lowered:
            message = f"no practice lowers '{factor.id}'; name it under 'lowers' of a practice"
            yield subject.error(("factor", factor.id), (), message, "orphan")


def practices_without_factor(subject: Subject) -> Iterator[Remark]:
    """A practice lowers a risk factor, unless it is a duty (basis) or belongs to a module."""
    for instrument, practice in subject.placed_items():
        if not isinstance(practice, PracticeItem) or instrument.shown_if is not None:
            continue
        if practice.lowers or practice.basis:
            continue
        message = "this practice lowers no risk factor; name at least one under 'lowers'"
        yield subject.error(("item", practice.id), ("lowers",), message, "orphan")


def practices_without_action(subject: Subject) -> Iterator[Remark]:
    """A practice nothing raises gets no recommendation."""
    actions = subject.library.evidence.actions
    if not actions or "action" in subject.places.incomplete:
        return
    raised = {practice for action in actions for practice in action.raises}
    for practice in subject.practices():
        if practice.id not in raised:
            message = "no action raises this practice; a weak answer leads to no recommendation"
            yield subject.warning(("item", practice.id), (), message, "orphan")


def sources_never_cited(subject: Subject) -> Iterator[Remark]:
    """A source no entry cites; it may still be cited by the method pages."""
    evidence = subject.library.evidence
    cited = {
        name
        for names in (
            *(item.sources for item in subject.judgements()),
            *(rate.sources for rate in evidence.base_rates),
            *(factor.sources for factor in evidence.factors),
            *(benchmark.sources for benchmark in evidence.benchmarks),
            *(action.sources for action in evidence.actions),
            *(defect.sources for one in subject.library.instruments for defect in one.defects),
        )
        for name in names
    }
    for source in evidence.sources:
        if source.id not in cited and not subject.places.incomplete:
            message = f"nothing cites the source '{source.id}'; cite it or delete it"
            yield subject.warning(("source", source.id), (), message, "orphan")


def benchmark_answers(subject: Subject) -> Iterator[Remark]:
    """An answer of a benchmark point must be an option of the item it stands beside."""
    options = {
        item.benchmark: {option.value for option in item.options}
        for item in subject.items()
        if item.kind == "choice" and item.benchmark
    }
    for benchmark in subject.library.evidence.benchmarks:
        known = options.get(benchmark.id)
        for index, point in enumerate(benchmark.points):
            if known is not None and point.answer and point.answer not in known:
                message = f"'{point.answer}' is no option of the item; known are {sorted(known)}"
                key = ("benchmark", benchmark.id)
                yield subject.error(key, ("points", index, "answer"), message, "dead-link")
