"""What every drawing function returns: the picture and the three texts that stand beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Figures as text.  The first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    """one letter per column: l(eft) or r(ight)"""

    def parts(self, most: int) -> tuple[Table, ...]:
        """Return the table in pieces of nearly equal length, none above `most` rows."""
        total = len(self.rows)
        count = max(1, -(-total // most))
        cuts = [round(total * part / count) for part in range(count + 1)]
        if count == 1:
            return (self,)
        return tuple(
            Table(
                f"{self.caption} ({number + 1} of {count})",
                self.head,
                self.rows[cuts[number] : cuts[number + 1]],
                self.align,
            )
            for number in range(count)
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as SVG text with its finding, a description for those who cannot see it, a table."""

    svg: str
    title: str
    alt: str
    table: Table
    width: float
    """points"""
    height: float
    """points"""
