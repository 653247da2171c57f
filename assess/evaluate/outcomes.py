"""What the organisation's own pilots teach: the base rate, the overlap, and how forecasts did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.risk.calibration import Calibration, calibration
from assess.risk.learning import Learned, learn
from assess.risk.prior import logit, outcome_prior

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.evidence import Outcome
    from assess.model.parameters import Parameters
    from assess.model.pilots import KnownOutcome


@dataclass(frozen=True, slots=True)
class OwnOutcomes:
    """The model's prior after the outcomes, and the sentence on calibration."""

    learned: Learned
    sentence: str


def own_outcomes(outcome: Outcome, parameters: Parameters) -> OwnOutcomes:
    """Learn from the known outcomes in the parameters: the base rate first, then the overlap.

    Raises ScoringError for a forecast that is not strictly between 0 and 1.
    """
    known = parameters.outcomes.get(outcome.id, ())
    prior = outcome_prior(outcome, parameters.priors.get(outcome.id))
    learned = learn(prior, [one.failed for one in known], [_added(one, outcome) for one in known])
    sentence = calibration_of(outcome, known, parameters.seed).sentence
    if known:
        pilots = "one pilot" if len(known) == 1 else f"{len(known)} pilots"
        sentence += f" What became of {pilots} of this organisation is in the base rate."
    return OwnOutcomes(learned, sentence)


def calibration_of(outcome: Outcome, known: Sequence[KnownOutcome], seed: int) -> Calibration:
    """Compare the forecasts among known outcomes with what happened, against the published rate."""
    forecast = [one for one in known if one.forecast is not None]
    return calibration(
        [one.forecast for one in forecast if one.forecast is not None],
        [one.failed for one in forecast],
        outcome.median,
        seed,
    )


def _added(known: KnownOutcome, outcome: Outcome) -> float:
    """Return what the team's answers added to the log odds when the forecast was made.

    Without the base rate of that day, the published one stands in.
    """
    if known.forecast is None:
        return 0.0
    return logit(known.forecast) - logit(known.base_rate or outcome.median)
