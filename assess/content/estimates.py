"""How long a questionnaire takes, and how hard it is to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assess.content.translate import optional_texts, texts_of
from assess.model.instrument import Audience, JudgementItem, PracticeItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assess.content.subject import Remark, Subject
    from assess.model.instrument import Instrument, Item

SECONDS = {"judgement": 55, "rating": 8, "practice": 16, "choice": 10, "number": 10, "text": 45}
"""seconds an item of each kind takes; a practice of `INCLUDED_WORDS`"""
INCLUDED_WORDS = 60
"""words of question and anchors that are read within a practice's seconds"""
WORDS_PER_SECOND = 4.0
"""silent reading of prose, about 240 words a minute; for the words beyond those"""
LONGEST = {Audience.ENGINEER: 18, Audience.LEAD: 25}
"""minutes the always-on part may take"""

_SENTENCE = re.compile(r"[.!?]+(?=\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")


def seconds_for(item: Item) -> float:
    """Seconds one item takes."""
    seconds = float(SECONDS[item.kind])
    if isinstance(item, PracticeItem):
        words = sum(len(text.split()) for text in (item.text, item.help, *item.levels))
        seconds += max(0, words - INCLUDED_WORDS) / WORDS_PER_SECOND
    return seconds


def minutes(instruments: Iterable[Instrument], audience: Audience) -> tuple[float, float]:
    """Minutes of one audience: the always-on part, and everything with all modules and branches."""
    always = everything = 0.0
    for instrument in instruments:
        sections = {part.id for part in instrument.sections if part.shown_if is not None}
        shown = [item for item in instrument.items if audience in item.audience]
        vignettes = [item for item in shown if isinstance(item, JudgementItem)]
        sat = min(len(vignettes), instrument.sitting or len(vignettes)) * SECONDS["judgement"]
        others = [item for item in shown if not isinstance(item, JudgementItem)]
        everything += sat + sum(map(seconds_for, others))
        if instrument.shown_if is None:
            always += sat + sum(
                seconds_for(item)
                for item in others
                if item.shown_if is None and item.section not in sections
            )
    return round(always / 60, 1), round(everything / 60, 1)


def too_long(subject: Subject) -> Iterator[Remark]:
    """The always-on part must fit the minutes that were promised."""
    for audience, limit in LONGEST.items():
        always, _ = minutes(subject.library.instruments, audience)
        if always > limit:
            first = subject.library.instruments[0]
            message = (
                f"the always-on part takes the audience '{audience}' {always} minutes; at most"
                f" {limit}: drop or shorten items, or narrow their audience"
            )
            yield subject.error(("instrument", first.id), (), message, "too-long")


def reading_grade(text: str) -> float | None:
    """Flesch-Kincaid grade of English prose; None below 100 words, where it means nothing.

    0.39 words/sentences + 11.8 syllables/words - 15.59 (Kincaid et al. 1975).
    """
    words = _WORD.findall(text)
    if len(words) < 100:
        return None
    sentences = sum(1 for part in _SENTENCE.split(text) if _WORD.search(part))
    syllables = sum(_syllables(word) for word in words)
    return round(0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59, 1)


def _syllables(word: str) -> int:
    lower = word.lower()
    count = len(_VOWELS.findall(lower))
    silent = lower.endswith("e") and not lower.endswith(("le", "ee")) and count > 1
    return max(1, count - silent)


def instrument_grade(instrument: Instrument) -> float | None:
    """Reading grade of everything an instrument says in prose."""
    code = optional_texts(instrument)
    prose = [text for key, text in texts_of(instrument).items() if key not in code]
    return reading_grade("\n".join(prose))
