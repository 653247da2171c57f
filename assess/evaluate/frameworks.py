"""How far the practices of an assessment reach into public frameworks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.model.instrument import Instrument, PracticeItem
from assess.model.result import FrameworkCoverage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assess.model.evidence import Framework

REACHED = 2.0
"""mean level of its practices from which a requirement counts as reached"""


def framework_coverage(
    frameworks: Sequence[Framework],
    instruments: Sequence[Instrument],
    levels: Mapping[str, float | None],
) -> tuple[FrameworkCoverage, ...]:
    """Return, per framework, how many requirements are mapped and how many are reached.

    `levels`: practice id → level of the whole organisation, None when nobody could say.  Only
    practices of these instruments count; a framework none of them maps to is left out.
    """
    practices = {
        item.id: item for ins in instruments for item in ins.items if isinstance(item, PracticeItem)
    }
    return tuple(_coverages(frameworks, practices, levels))


def _coverages(
    frameworks: Sequence[Framework],
    practices: Mapping[str, PracticeItem],
    levels: Mapping[str, float | None],
) -> Iterator[FrameworkCoverage]:
    mapped: dict[str, list[str]] = {}
    for item in practices.values():
        for reference in item.frameworks:
            mapped.setdefault(reference, []).append(item.id)
    for framework in frameworks:
        references = [f"{framework.id}:{r.id}" for r in framework.requirements]
        with_practice = [reference for reference in references if reference in mapped]
        if with_practice:
            yield FrameworkCoverage(
                id=framework.id,
                title=framework.title,
                requirements=len(references),
                mapped=len(with_practice),
                reached=sum(_is_reached(mapped[r], levels) for r in with_practice),
                note=framework.note,
            )


def _is_reached(practices: Sequence[str], levels: Mapping[str, float | None]) -> bool:
    known = [level for p in practices if (level := levels.get(p)) is not None]
    return bool(known) and sum(known) / len(known) >= REACHED
