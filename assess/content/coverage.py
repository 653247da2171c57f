"""Which practices answer which line of a framework: the table of the app and of the docs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.instrument import PracticeItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.load import Library
    from assess.model.evidence import Framework


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One requirement and what maps to it."""

    requirement: str
    title: str
    practices: tuple[tuple[str, str], ...]
    """(id, title) of each practice"""
    out_of_scope: str
    """why none maps to it; empty when some do"""


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """One framework, line by line."""

    framework: Framework
    lines: tuple[CoverageLine, ...]

    @property
    def mapped(self) -> int:
        """How many lines at least one practice maps to."""
        return sum(bool(line.practices) for line in self.lines)


def coverage(library: Library) -> tuple[CoverageTable, ...]:
    """Return the coverage of every framework, in order of id."""
    practices: dict[str, list[tuple[str, str]]] = {}
    for instrument in library.instruments:
        for item in instrument.items:
            if isinstance(item, PracticeItem):
                for reference in item.frameworks:
                    practices.setdefault(reference, []).append((item.id, item.title))
    frameworks = sorted(library.evidence.frameworks, key=lambda framework: framework.id)
    return tuple(_table(framework, practices) for framework in frameworks)


def _table(framework: Framework, practices: dict[str, list[tuple[str, str]]]) -> CoverageTable:
    lines = tuple(
        CoverageLine(
            line.id,
            line.title,
            tuple(sorted(practices.get(f"{framework.id}:{line.id}", []))),
            line.out_of_scope,
        )
        for line in framework.requirements
    )
    return CoverageTable(framework, lines)


def coverage_page(library: Library) -> str:
    """Return the coverage as Markdown, the same for the same content."""
    return "\n".join(_markdown(library)) + "\n"


def _markdown(library: Library) -> Iterator[str]:
    yield "# Framework coverage"
    yield ""
    yield "Written by `assess coverage` from the questionnaires; do not edit."
    yield "Ids and short titles only. Nothing here is legal advice."
    for table in coverage(library):
        framework = table.framework
        yield f"\n## {framework.title}\n"
        yield (
            f"Version {framework.version}, list checked {framework.checked} "
            f"({framework.reliability} source). {table.mapped} of {len(table.lines)} lines mapped."
        )
        if framework.note:
            yield f"\n{framework.note}"
        yield "\n| id | line | practices |"
        yield "|---|---|---|"
        for line in table.lines:
            cell = "; ".join(f"{title} (`{practice}`)" for practice, title in line.practices)
            said = cell or f"out of scope: {line.out_of_scope}"
            yield f"| {line.requirement} | {line.title} | {said} |"
