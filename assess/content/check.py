"""Reports everything wrong with a library, an instrument or a single file, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assess.content import estimates
from assess.content.assignment import people_to_cover
from assess.content.counts import counts
from assess.content.gather import FOLDERS, Gathered, gather, gather_alone
from assess.content.load import tolerant_library
from assess.content.releases import FILE, changed, current, read_releases
from assess.content.report import CheckReport
from assess.content.rules import (
    answers,
    bank,
    conditions,
    evidence,
    figures,
    formats,
    frameworks,
    judgements,
    links,
    orphans,
    practices,
    translations,
)
from assess.content.subject import Remark, Subject, known_names
from assess.content.surface import reason_clues, surface_accuracy
from assess.model.errors import ContentError, Problem
from assess.model.instrument import Audience

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    Rule = Callable[[Subject], Iterator[Remark]]

EACH: tuple[Rule, ...] = (
    formats.ids,
    formats.versions_and_languages,
    formats.dates,
    formats.short_headings,
    formats.blank_texts,
    formats.audiences,
    links.dead_links,
    links.links_inside,
    orphans.orphans_inside,
    orphans.practices_without_factor,
    answers.rating_bounds,
    answers.number_and_text_bounds,
    answers.options,
    practices.anchors,
    practices.titles,
    practices.duties,
    judgements.lengths,
    judgements.keys,
    judgements.backing,
    judgements.twins,
    bank.balance,
    bank.sittings,
    bank.anchor_twins,
    bank.drawing,
    bank.coverage,
    bank.surface,
    bank.reasons,
    conditions.forms,
    conditions.facts,
    conditions.reachable,
    evidence.ranges,
    evidence.base_rates,
    evidence.benchmarks,
    evidence.years,
    evidence.anchors,
    evidence.levels,
    evidence.prerequisites,
    evidence.titles,
    frameworks.unique_requirements,
    figures.figures,
    translations.translations,
)
"""rules about each thing"""
WHOLE: tuple[Rule, ...] = (
    orphans.factors_without_practice,
    orphans.practices_without_action,
    orphans.sources_never_cited,
    orphans.benchmark_answers,
    frameworks.coverage,
    estimates.too_long,
)
"""rules about the library as a whole"""


def check(path: Path, today: date | None = None) -> CheckReport:
    """Check a library, or one directory or file of it; `today` is for dates that pass.

    A part is checked with the library around it, and only its own problems are reported.  What
    it refers to in files that are not there yet is a warning; in a whole library it is an error.
    """
    path = path.resolve()
    if not path.exists():
        missing = Problem(path.as_posix(), 1, "there is no such file or directory", "format")
        return CheckReport((missing,), ())
    root = library_root(path)
    base = root.parent if root is not None else path.parent
    gathered = gather(root, base) if root is not None else gather_alone(path, base)
    released = [] if root is None else _releases(gathered, root, base)
    subject = _subject(gathered, today, part=path != root)
    remarks = [remark for rule in EACH for remark in rule(subject)]
    remarks += [remark for rule in WHOLE if root is not None for remark in rule(subject)]
    errors = [*gathered.problems, *released]
    errors += [remark.problem for remark in remarks if remark.serious]
    warnings = [remark.problem for remark in remarks if not remark.serious]
    inside = path.relative_to(base).as_posix()
    return CheckReport(
        _under(errors, inside),
        _under(warnings, inside),
        counts(subject),
        _estimates(subject),
    )


def _subject(gathered: Gathered, today: date | None, *, part: bool) -> Subject:
    library = tolerant_library(gathered)
    return Subject(library, gathered.places, today, part=part, known=known_names(library))


def _under(problems: list[Problem], inside: str) -> tuple[Problem, ...]:
    """The problems of a file, or of the files below a directory, in the order of their lines."""
    return tuple(sorted({one for one in problems if f"{one.file}/".startswith(f"{inside}/")}))


def _releases(gathered: Gathered, root: Path, base: Path) -> list[Problem]:
    """Released versions that changed, and what is wrong with the list of releases itself."""
    shown = (root / FILE).relative_to(base).as_posix()
    try:
        released = read_releases(root, shown)
    except ContentError as error:
        return list(error.problems)
    if gathered.problems:
        return []
    now = {(name, version): digest for name, version, digest in current(tolerant_library(gathered))}
    return [
        Problem(shown, line, changed(name, version), "release")
        for (name, version, digest), line in released
        if now.get((name, version), digest) != digest
    ]


def _estimates(subject: Subject) -> dict[str, Any]:
    instruments = subject.library.instruments
    bank_items = list(subject.judgements())
    return {
        "minutes": {
            audience.value: dict(
                zip(("always", "everything"), estimates.minutes(instruments, audience), strict=True)
            )
            for audience in Audience
        },
        "reading_grade": {one.id: estimates.instrument_grade(one) for one in instruments},
        "output_characters": bank.length_balance(bank_items) if bank_items else {},
        "people_to_cover": {
            one.id: people_to_cover(one) for one in instruments if bank.vignettes_of(one)
        },
        "guessed_from_surface": surface_accuracy(bank_items) | reason_clues(bank_items),
    }


def library_root(path: Path) -> Path | None:
    """The library that `path` is, or is a part of; None for a file on its own."""
    if path.is_dir() and any((path / folder).is_dir() for folder in FOLDERS):
        return path
    for parent in path.parents:
        inner = path.relative_to(parent).parts[0]
        if inner in FOLDERS and (parent / "instruments").is_dir():
            return parent
    return None
