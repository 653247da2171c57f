"""The pieces a chapter is made of.  Each has one template under ``templates/report/blocks``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from assess.reports.figures.figure import Table


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs with the sources they rest on."""

    template: ClassVar[str] = "prose"
    paragraphs: tuple[str, ...]
    cites: tuple[int, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with its finding above and a note below."""

    template: ClassVar[str] = "picture"
    name: str
    title: str
    alt: str
    width: float
    height: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table short enough to stand on one page.  `widths`: per cent, one per column."""

    template: ClassVar[str] = "table"
    table: Table
    widths: tuple[int, ...] = ()
    note: str = ""
    cites: tuple[tuple[int, ...], ...] = ()
    """sources of each row, in an own last column; empty when there is none"""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One figure on its colour; step -1 has none."""

    text: str
    step: int = -1
    small: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One team's cells."""

    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """Teams against measures.  The figure is printed in every cell, colour only repeats it."""

    template: ClassVar[str] = "heat"
    caption: str
    head: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two pieces side by side."""

    template: ClassVar[str] = "beside"
    left: Picture
    right: TableBlock


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure in large type with what it is and how sure it is."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of figures."""

    template: ClassVar[str] = "key-figures"
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence with what stands behind it."""

    title: str
    detail: str
    mark: str = ""
    """what stands in the margin: a number or a date"""


@dataclass(frozen=True, slots=True)
class Points:
    """A short list of sentences; never broken across pages in the middle of one."""

    template: ClassVar[str] = "points"
    heading: str
    points: tuple[Point, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActionCard:
    """One recommendation as a person would start it."""

    number: str
    title: str
    effort: str
    gain: str
    owner: str
    why: str
    first_step: str
    done_when: str
    triggers: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Actions:
    """Recommendations due in one window."""

    template: ClassVar[str] = "actions"
    heading: str
    note: str
    cards: tuple[ActionCard, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One cited source."""

    number: int
    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class SourceList:
    """The sources that were cited, in the order of their numbers."""

    template: ClassVar[str] = "sources"
    entries: tuple[SourceEntry, ...]


Block = Prose | Picture | TableBlock | Heat | Beside | KeyFigures | Points | Actions | SourceList


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a paper.  `label` names it in the contents, `title` says what it finds."""

    id: str
    label: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    starts_page: bool = True


@dataclass(frozen=True, slots=True)
class Front:
    """What every page of a paper shares, and its cover."""

    title: str
    """of the file and the cover"""
    organisation: str
    subject: str
    """the organisation, or the team"""
    kind: str
    """what this paper is, in two or three words"""
    date: str
    made_on: str
    demonstration: bool
    size: str
    """CSS page size"""
    facts: tuple[tuple[str, str], ...]
    """what the cover states: (name, value)"""


@dataclass(frozen=True, slots=True)
class Page:
    """A paper: all its template gets to see."""

    front: Front
    chapters: tuple[Chapter, ...]
    has_cover: bool
