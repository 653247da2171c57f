"""Scoring a file of answers without a database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assess.evaluate.ratings import RatedScale, rated_scales
from assess.evaluate.withhold import hidden_teams
from assess.model.errors import DataError, Problem
from assess.operations.answer_tables import read_answers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assess.model.instrument import Instrument
    from assess.model.result import Estimate


@dataclass(frozen=True, slots=True)
class FileScore:
    """The figures of one file, as the command prints them."""

    document: dict[str, Any]
    notes: tuple[str, ...]


def score_file(
    path: Path, instrument: Instrument, group: str, minimum: int, respondent: str = ""
) -> FileScore:
    """Score the rating scales of a CSV file; figures of small groups are None.

    Raises DataError naming row and column of what cannot be read, and when the instrument has no
    rating scale.
    """
    table = read_answers(path, instrument, group, respondent)
    people = [dict(zip(table.items, row, strict=True)) for row in table.values]
    scored = list(rated_scales(instrument, people, table.groups))
    if not scored:
        message = f"{instrument.id} has no rating scales; only those are scored from a file"
        raise DataError((Problem(path.name, 1, message, "scales"),))
    names = [str(g.group) for g in scored[0].score.groups]
    sizes = Counter(table.groups)
    hidden = _hidden(sizes, minimum)
    return FileScore(
        {
            "instrument": instrument.id,
            "n": len(people),
            "scales": {s.scale.id: _scale_document(s) for s in scored},
            "groups": {
                name: {
                    "n": sizes[name],
                    "withheld": name in hidden,
                    "scales": {
                        s.scale.id: _group_document(s, place, hidden=name in hidden) for s in scored
                    },
                }
                for place, name in enumerate(names)
            },
        },
        table.notes,
    )


def _hidden(sizes: Mapping[str, int], minimum: int) -> set[str]:
    return set(hidden_teams(sizes, minimum))


def _scale_document(scored: RatedScale) -> dict[str, Any]:
    """n: people who answered every item (alpha, omega); n_scored: at least half (mean, sd)."""
    score = scored.score
    rests = {i.id: rest for i, rest in zip(scored.items, score.item_rest, strict=True)}
    return {
        "n": score.complete,
        "n_scored": score.n,
        "mean": score.mean,
        "sd": score.sd,
        "alpha": score.alpha,
        "omega_total": score.omega_total,
        "item_rest": rests,
        "icc1": score.icc1,
        "icc2": score.icc2,
        "rwg_j_mean": score.rwg_j_mean,
        "ad_m_mean": score.ad_m_mean,
    }


def _group_document(scored: RatedScale, place: int, *, hidden: bool) -> dict[str, Any]:
    group = scored.score.groups[place]
    shown = not hidden
    return {
        "n": group.n,
        "mean": group.mean.value if shown else None,
        "estimate": group.shrunken.value if shown else None,
        "interval": _interval(group.shrunken) if shown else None,
        "rwg_j": group.rwg_j if shown else None,
        "ad_m": group.ad_m if shown else None,
    }


def _interval(estimate: Estimate) -> list[float | None] | None:
    return None if estimate.value is None else [estimate.low, estimate.high]
