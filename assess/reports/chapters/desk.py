"""What every chapter works with: the evidence, the numbered sources, the figures drawn so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.reports.blocks import Picture, SourceEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assess.model.evidence import Evidence, Source
    from assess.reports.figures.cache import Draw
    from assess.reports.figures.figure import Figure


class Desk:
    """Collects, while chapters are written, the figures they show and the sources they cite."""

    def __init__(self, evidence: Evidence, draw: Draw, *, is_report: bool = True) -> None:
        self.evidence = evidence
        self.is_report = is_report
        """whether there is room: a brief has two pages"""
        self._draw = draw
        self._figures: dict[str, str] = {}
        self._sources = {source.id: source for source in evidence.sources}
        self._numbers: dict[str, int] = {}

    @property
    def figures(self) -> Mapping[str, str]:
        """Figure name → SVG text."""
        return self._figures

    def picture(
        self, name: str, function: Callable[..., Figure], *arguments: object, note: str = ""
    ) -> Picture:
        """Draw a figure, keep it under a name, return its place on the page."""
        figure = self._draw(function, *arguments)
        self._figures[name] = figure.svg
        return Picture(name, figure.title, figure.alt, figure.width, figure.height, note)

    def cite(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of sources, giving new ones in order; unknown ids are left out."""
        known = [source for source in dict.fromkeys(source_ids) if source in self._sources]
        return tuple(
            sorted(self._numbers.setdefault(source, len(self._numbers) + 1) for source in known)
        )

    def cited(self) -> tuple[SourceEntry, ...]:
        """Return what was cited, by number."""
        return tuple(_entry(number, self._sources[id_]) for id_, number in self._numbers.items())


def _entry(number: int, source: Source) -> SourceEntry:
    reading = {
        "primary": "read in the original",
        "secondary": "read in a copy or summary",
        "not-found": "original not found",
    }[source.read]
    detail = f"Reliability {source.reliability}, {reading}"
    if source.locator:
        detail += f"; {source.locator}"
    return SourceEntry(number, f"{source.publisher}: {source.title} ({source.year})", f"{detail}.")
