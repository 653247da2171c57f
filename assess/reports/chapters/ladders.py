"""Ladders of an organisation: measures side by side, teams that have figures as rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assess.reports.chapters.columns import even_parts, stand_clear, team_names
from assess.reports.figures.ladder import ladder
from assess.reports.words import listed, lower_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assess.model.result import Comparison, OrganisationResult
    from assess.reports.blocks import Picture
    from assess.reports.chapters.desk import Desk

MOST_PANELS: Final = 5
MOST_ROWS: Final = 60


def ladders(
    desk: Desk,
    whole: OrganisationResult,
    comparisons: Sequence[Comparison],
    totals: Mapping[str, float],
    name: str,
) -> Iterator[Picture]:
    """Yield ladders of at most five measures and sixty teams, each with its finding.

    `totals`: column id → the organisation's own figure; `name` begins the figures' names.
    """
    names = team_names(whole)
    for number, panels in enumerate(even_parts(comparisons, MOST_PANELS)):
        places = [
            place
            for place in range(len(panels[0].cells))
            if any(panel.cells[place].estimate.value is not None for panel in panels)
        ]
        title = ladder_title(panels, names)
        own = {c.column.id: totals[c.column.id] for c in panels if c.column.id in totals}
        for part, rows in enumerate(even_parts(places, MOST_ROWS)):
            yield desk.picture(
                f"ladder-{name}-{number}-{part}",
                ladder,
                [replace(c, cells=tuple(c.cells[place] for place in rows)) for c in panels],
                names,
                own,
                title if not part else f"{title} (continued)",
                note="Bars are 80 % intervals; the dashed line is the organisation as a whole.",
            )


def ladder_title(panels: Sequence[Comparison], names: Mapping[str, str]) -> str:
    """Return who stands clear of whom on the measure that separates teams best."""
    clear = [panel for panel in panels if stand_clear(panel, names)]
    if not clear:
        titles = [lower_first(panel.column.short) for panel in panels]
        return f"No team can be told apart on {listed(titles, 5)}"
    best = max(clear, key=lambda panel: len(panel.groups))
    return f"On {lower_first(best.column.short)}, {stand_clear(best, names)}"
