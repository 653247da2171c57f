"""The judgements of the risk model in one place: to be read, shown and argued with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assess.model.answers import EvidenceGrade

if TYPE_CHECKING:
    from assess.model.evidence import Grade

KAPPA: Final[dict[Grade, float]] = {"A": 0.8, "B": 0.6, "C": 0.4, "D": 0.2}
"""shrinkage of a published log odds ratio by evidence grade"""

MAY_CROSS_ZERO: Final[frozenset[Grade]] = frozenset({"D"})
"""grades whose effect may turn out to have the other sign"""

OVERLAP: Final = (0.3, 0.6)
"""range of r, the correlation between two factors' states, drawn uniformly"""

CLIP: Final = 2.0
"""the answers of a team move its log odds by at most this much"""

QUANTILES: Final = (0.10, 0.50, 0.90)
"""what is reported: the median and the ends of the 80 % interval"""

Z90: Final = 1.2815515655446004
"""standard normal quantile at 0.90: half the width of an 80 % interval"""

Z95: Final = 1.6448536269514722
"""standard normal quantile at 0.95"""

TYPICAL_LEVEL: Final = 2.0
"""level whose state is 0; an unknown practice stands here, with a large error"""

HIGHEST_LEVEL: Final = 4.0

MEASUREMENT_ERROR: Final[dict[EvidenceGrade, float]] = {
    EvidenceGrade.OBSERVED: 0.15,
    EvidenceGrade.VERIFIED: 0.20,
    EvidenceGrade.ATTACHED: 0.40,
    EvidenceGrade.CLAIMED: 0.60,
}
"""standard error of a level, in levels; 'claimed' is for several raters"""

SINGLE_CLAIM_ERROR: Final = 0.90
"""standard error of a level that one person claims, in levels"""

UNKNOWN_ERROR: Final = 1.15
"""standard error of a practice nobody could rate, in levels: spread evenly over 0 to 4"""

SHARED_ERROR: Final = 0.5
"""correlation between the errors of two states: who rates leniently rates everything leniently"""

OUTCOMES_NEEDED: Final = 50
"""outcomes from which a reliability curve is drawn and 'uncalibrated' is dropped"""

OVERLAP_OUTCOMES: Final = 20
"""outcomes from which the overlap discount is learned too; the base rate learns from the first"""
