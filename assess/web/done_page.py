"""The last page: what the respondent takes away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from assess.web import language
from assess.web.answer_pages import AnswerPage
from assess.web.language import filled, gettext, marked

if TYPE_CHECKING:
    from assess.operations.own_summary import Explained, OwnSummary

GAP = "\N{NO-BREAK SPACE}"

ACT_WORDS = {
    "accept": marked("accept as it is"),
    "change": marked("accept with changes"),
    "verify": marked("verify first"),
    "reject": marked("reject"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """How often one thing would be done, as a bar on the number of judgements."""

    words: str
    count: int
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage(AnswerPage):
    """Counts of one's own, never an index; explanations after closing."""

    closed: bool
    answered: int
    judged: int
    figures: tuple[tuple[str, str, str], ...]
    acts: tuple[ActLine, ...]
    explanations: tuple[Explained, ...]
    own_link: str
    review: str


def done_page(own: OwnSummary, token: str) -> DonePage:
    """Make the page that thanks and gives something back."""
    return DonePage(
        door=own.door,
        demonstration=own.door.demonstration,
        languages=language.links(own.door.languages),
        title=gettext("What you judged, explained") if own.explanations else gettext("Thank you"),
        closed=own.closed,
        answered=own.answered,
        judged=own.judged,
        figures=_figures(own),
        acts=_acts(own),
        explanations=own.explanations,
        own_link=url_for("answer.overview", token=token, _external=True),
        review=url_for("answer.review", token=token),
        scripts=("js/answer.js",),
    )


def _figures(own: OwnSummary) -> tuple[tuple[str, str, str], ...]:
    figures = [(str(own.answered), gettext("answers given"), "")]
    if own.judged:
        figures.append((str(own.judged), gettext("AI outputs judged"), ""))
    if own.right is not None:
        share = f"{100 * own.right / own.judged:.0f}{GAP}%"
        part = filled("{share} of {judged}", share=share, judged=own.judged)
        figures.append((str(own.right), gettext("told rightly as sound or flawed"), part))
    if own.mean_confidence is not None:
        mean = f"{own.mean_confidence:.0f}{GAP}%"
        guess = filled("{share} is a guess", share=f"50{GAP}%")
        figures.append((mean, gettext("how sure you were, on average"), guess))
    return tuple(figures)


def _acts(own: OwnSummary) -> tuple[ActLine, ...]:
    counts = dict(own.act_counts)
    lines = ((gettext(words), counts.get(act, 0)) for act, words in ACT_WORDS.items())
    return tuple(
        ActLine(words=words, count=count, width=f"{100 * count / own.judged:.1f}%")
        for words, count in lines
        if own.judged
    )
