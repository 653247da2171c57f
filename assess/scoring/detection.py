"""Signal detection: telling flawed outputs from sound ones, apart from the readiness to object.

The signal is a flaw, a hit is a flaw that was flagged.  Log-linear correction (Hautus 1995) for
everyone, not only for perfect scores: H = (hits + .5)/(S + 1), F = (false alarms + .5)/(N + 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assess.model.errors import ScoringError
from assess.scoring.intervals import normal_quantile

if TYPE_CHECKING:
    import numpy.typing as npt

    from assess.scoring.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Detection:
    """Sensitivity d' and bias c (above 0: reluctant to flag), with their standard errors.

    The errors hold for independent trials (Gourevitch & Galanter 1967).
    """

    sensitivity: Floats
    bias: Floats
    sensitivity_error: Floats
    bias_error: Floats


def detection(
    hits: npt.ArrayLike, flawed: npt.ArrayLike, false_alarms: npt.ArrayLike, sound: npt.ArrayLike
) -> Detection:
    """Return d' = z(H) - z(F) and c = -(z(H) + z(F))/2 for arrays of counts of any one shape.

    Macmillan & Creelman 2005.  Without any flawed or any sound output the rate is taken as one
    half, so the figure says little and its standard error says so.  Raises ScoringError unless
    0 <= hits <= flawed and 0 <= false alarms <= sound.
    """
    counts = [np.asarray(part, dtype=np.float64) for part in (hits, flawed, false_alarms, sound)]
    if not all((part >= 0).all() and (part <= whole).all() for part, whole in _pairs(counts)):
        raise ScoringError("hits and false alarms must lie between 0 and the outputs judged")
    zs, errors = zip(*(_corrected(part, whole) for part, whole in _pairs(counts)), strict=True)
    both = np.sqrt(errors[0] + errors[1])
    return Detection(zs[0] - zs[1], -0.5 * (zs[0] + zs[1]), both, 0.5 * both)


def _pairs(counts: list[Floats]) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    return (counts[0], counts[1]), (counts[2], counts[3])


def _corrected(part: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """Return z of the corrected rate and its squared standard error."""
    rate = (part + 0.5) / (whole + 1)
    z = normal_quantile(rate)
    density = np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)
    return z, rate * (1 - rate) / ((whole + 1) * density**2)
