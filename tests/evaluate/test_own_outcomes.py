"""What an organisation's own pilots do to its risk figures."""

from dataclasses import replace

import pytest

from assess.evaluate.outcomes import calibration_of, own_outcomes
from assess.evaluate.provenance import provenance
from assess.evaluate.risks import TeamPractices, risk_model, risk_results, states_of
from assess.model.parameters import Parameters
from assess.model.pilots import KnownOutcome
from assess.risk.states import PracticeLevel

FEW = Parameters(draws=2_000)


def known(failed, passed, forecast=None, base_rate=None):
    return (
        *(KnownOutcome(failed=True, forecast=forecast, base_rate=base_rate) for _ in range(failed)),
        *(
            KnownOutcome(failed=False, forecast=forecast, base_rate=base_rate)
            for _ in range(passed)
        ),
    )


@pytest.fixture
def evidence(library):
    return library.evidence


@pytest.fixture
def first(evidence):
    return next(outcome for outcome in evidence.outcomes if outcome.id == "O1")


def results(evidence, parameters):
    model = risk_model(evidence, parameters)
    practice = TeamPractices({}, {"p": (evidence.factors[0].id,)}, {"p": PracticeLevel(0.0, 0.3)})
    found = risk_results(model, practice, states_of(model, practice))
    return {result.outcome: result for result in found}


def test_without_outcomes_the_published_rate_stands(evidence, first):
    result = results(evidence, FEW)["O1"]
    assert result.base_median == pytest.approx(first.median, abs=1e-6)
    assert result.calibration.startswith("Uncalibrated. No outcome is known")


def test_outcomes_move_the_base_rate_of_their_own_outcome_only(evidence):
    before = results(evidence, FEW)
    after = results(evidence, replace(FEW, outcomes={"O1": known(2, 12)}))
    assert after["O1"].base_median < before["O1"].base_median - 0.05
    assert after["O1"].median < before["O1"].median - 0.05
    assert after["O2"] == before["O2"]
    width = before["O1"].base_high - before["O1"].base_low
    assert after["O1"].base_high - after["O1"].base_low < width


def test_the_overlap_is_learned_from_twenty_forecasts_on(first):
    right = (*known(15, 1, 0.8, 0.56), *known(1, 15, 0.3, 0.56))
    assert own_outcomes(first, replace(FEW, outcomes={"O1": right})).learned.overlap_scale > 1.1
    wrong = (*known(15, 1, 0.3, 0.56), *known(1, 15, 0.8, 0.56))
    assert own_outcomes(first, replace(FEW, outcomes={"O1": wrong})).learned.overlap_scale < 0.9
    assert own_outcomes(first, replace(FEW, outcomes={"O1": right[:19]})).learned.overlap_scale == 1


def test_the_overlap_reaches_the_drivers_and_the_risk(evidence):
    right = (*known(15, 1, 0.8, 0.56), *known(1, 15, 0.3, 0.56))
    blind = tuple(KnownOutcome(one.failed) for one in right)
    taught = results(evidence, replace(FEW, outcomes={"O1": right}))["O1"]
    untaught = results(evidence, replace(FEW, outcomes={"O1": blind}))["O1"]
    assert taught.drivers[0].points.value > untaught.drivers[0].points.value
    assert taught.median > untaught.median


def test_a_forecast_without_its_base_rate_is_set_against_the_published_one(first):
    stated = replace(FEW, outcomes={"O1": known(3, 2, 0.7, first.median)})
    unstated = replace(FEW, outcomes={"O1": known(3, 2, 0.7)})
    assert own_outcomes(first, stated).learned == own_outcomes(first, unstated).learned


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        (known(1, 0), "No outcome is known of pilots that had a forecast; 50 are needed"),
        (known(1, 0), "What became of one pilot of this organisation is in the base rate."),
        (known(2, 3, 0.5), "Uncalibrated. 5 outcomes are known of pilots that had a forecast"),
        (known(2, 3, 0.5), "What became of 5 pilots of this organisation"),
        (known(30, 20, 0.6), "Over 50 pilots with a known outcome the mean forecast was 60 %"),
    ],
)
def test_the_sentence_says_what_the_forecasts_are_worth(first, outcomes, words):
    assert words in own_outcomes(first, replace(FEW, outcomes={"O1": outcomes})).sentence


def test_only_pilots_with_a_forecast_are_compared(first):
    found = calibration_of(first, (*known(4, 0), *known(1, 1, 0.4)), 0)
    assert found.outcomes == 2
    assert found.forecast == pytest.approx(0.4)


def test_the_digest_chain_covers_the_outcomes():
    chain = (), ("1", "d"), ()
    plain = provenance(*chain, FEW)
    taught = provenance(*chain, replace(FEW, outcomes={"O1": known(1, 0, 0.4, 0.5)}))
    other = provenance(*chain, replace(FEW, outcomes={"O1": known(1, 0, 0.41, 0.5)}))
    assert len({plain.parameters, taught.parameters, other.parameters}) == 3
    assert len({plain.chain, taught.chain, other.chain}) == 3
