"""From practice levels to factor states: -1 weak, 0 typical or unknown, +1 strong, with errors."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, isfinite
from typing import TYPE_CHECKING

import numpy as np

from assess.model.answers import EvidenceGrade
from assess.model.errors import ScoringError
from assess.risk.constants import (
    HIGHEST_LEVEL,
    MEASUREMENT_ERROR,
    SHARED_ERROR,
    SINGLE_CLAIM_ERROR,
    TYPICAL_LEVEL,
    UNKNOWN_ERROR,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PracticeLevel:
    """What is known of one practice in one team."""

    level: float | None
    """0 to 4; None when nobody could say"""
    error: float = 0.0
    """standard error in levels; ignored when the level is unknown"""


UNKNOWN = PracticeLevel(None)


@dataclass(frozen=True, slots=True, eq=False)
class FactorStates:
    """The states of all K factors in one team, and how P practices make them."""

    factors: tuple[str, ...]
    applies: NDArray[np.bool_]
    """(K,) False for factors left out for this team; their state and error are 0"""
    values: NDArray[np.float64]
    """(K,) states, -1 to 1"""
    errors: NDArray[np.float64]
    """(K,) standard errors of the states"""
    answered: NDArray[np.bool_]
    """(K,) True when at least one practice of the factor is known"""
    practices: tuple[str, ...]
    levels: NDArray[np.float64]
    """(P,) levels; an unknown practice stands at 2"""
    known: NDArray[np.bool_]
    """(P,)"""
    loadings: NDArray[np.float64]
    """(K, P) share of each practice in each state: values = loadings @ (levels - 2) / 2"""


def measurement_error(grade: EvidenceGrade, raters: int, standard_error: float = 0.0) -> float:
    """Standard error of a practice level, in levels.

    Grows from observed over verified and attached to claims by several raters and by one, and with
    the standard error that the raters' own spread gives.  Raises `ScoringError` for a standard
    error that is negative or not a number, and without a rater.
    """
    if not (isfinite(standard_error) and standard_error >= 0.0):
        raise ScoringError(f"A standard error must be 0 or more, not {standard_error}.")
    if raters < 1 and grade is not EvidenceGrade.OBSERVED:
        raise ScoringError("A level that nobody rated is unknown: pass None as its level.")
    single = grade is EvidenceGrade.CLAIMED and raters == 1
    base = SINGLE_CLAIM_ERROR if single else MEASUREMENT_ERROR[grade]
    return hypot(base, standard_error)


def factor_states(
    factors: Sequence[str],
    lowers: Mapping[str, Sequence[str]],
    levels: Mapping[str, PracticeLevel],
    applying: frozenset[str] | None = None,
) -> FactorStates:
    """Build the factor states of one team.

    `factors`: ids in the order of the draws.  `lowers`: practice id → ids of the factors it lowers,
    for the practices that apply to this team; ids of other factors are ignored.  `levels`: practice
    id → what is known; a practice that is missing there is unknown.  `applying`: ids of the factors
    that apply, all when None.

    A state is the mean of (level - 2) / 2 over the practices that lower the factor; a factor that
    no practice lowers is unknown.  Raises `ScoringError` when no factor applies and for a level
    outside 0 to 4 or not a number.
    """
    applies = np.array([applying is None or factor in applying for factor in factors], dtype=bool)
    if not applies.any():
        raise ScoringError("No risk factor applies to this team, so it has no risk to estimate.")
    practices = tuple(sorted(lowers))
    given = [_checked(practice, levels.get(practice, UNKNOWN)) for practice in practices]
    values = np.array([TYPICAL_LEVEL if g.level is None else g.level for g in given], dtype=float)
    errors = np.array([UNKNOWN_ERROR if g.level is None else g.error for g in given], dtype=float)
    known = np.array([g.level is not None for g in given], dtype=bool)
    loadings = _loadings(factors, applies, [lowers[practice] for practice in practices])
    return FactorStates(
        factors=tuple(factors),
        applies=applies,
        values=loadings @ ((values - TYPICAL_LEVEL) / 2.0),
        errors=_state_errors(loadings, errors / 2.0, applies),
        answered=loadings @ known > 0.0,
        practices=practices,
        levels=values,
        known=known,
        loadings=loadings,
    )


def _checked(practice: str, given: PracticeLevel) -> PracticeLevel:
    if given.level is not None:
        if not 0.0 <= given.level <= HIGHEST_LEVEL:  # also catches NaN
            raise ScoringError(f"Practice {practice!r}: levels run from 0 to 4, not {given.level}.")
        if not (isfinite(given.error) and given.error >= 0.0):
            raise ScoringError(f"Practice {practice!r}: errors are 0 or more, not {given.error}.")
    return given


def _loadings(
    factors: Sequence[str], applies: NDArray[np.bool_], lowered: Sequence[Sequence[str]]
) -> NDArray[np.float64]:
    row = {factor: index for index, factor in enumerate(factors) if applies[index]}
    member = np.zeros((len(factors), len(lowered)))
    for column, ids in enumerate(lowered):
        member[[row[id_] for id_ in ids if id_ in row], column] = 1.0
    counts: NDArray[np.float64] = np.maximum(member.sum(axis=1, keepdims=True), 1.0)
    return member / counts


def _state_errors(
    loadings: NDArray[np.float64], errors: NDArray[np.float64], applies: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Standard error of a weighted mean whose parts' errors are correlated by `SHARED_ERROR`."""
    own = np.square(loadings) @ np.square(errors)
    shared = np.square(loadings @ errors)
    combined = np.sqrt((1.0 - SHARED_ERROR) * own + SHARED_ERROR * shared)
    unknown = np.full_like(combined, UNKNOWN_ERROR / 2.0)
    combined = np.where(loadings.any(axis=1), combined, unknown)
    return np.where(applies, combined, 0.0)


def with_levels(
    levels: Mapping[str, PracticeLevel], changed: Mapping[str, float]
) -> dict[str, PracticeLevel]:
    """Set practices to other levels for a what-if; how well they are known stays as it is.

    Keeping the error makes a change of level comparable draw by draw: raising a practice then never
    raises the risk.  A practice that was unknown keeps the error of an unknown one.
    """
    result = dict(levels)
    for practice, level in changed.items():
        before = result.get(practice, UNKNOWN)
        error = UNKNOWN_ERROR if before.level is None else before.error
        result[practice] = PracticeLevel(level, error)
    return result
