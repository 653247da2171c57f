"""A team's judgement of AI outputs: figures by hand, minimums, and honest intervals."""

import math
import warnings
from dataclasses import fields, replace

import numpy as np
import pytest

from assess.model.answers import Act, Judgement
from assess.model.errors import ScoringError
from assess.model.instrument import Carrier, JudgementItem, Option
from assess.model.result import Estimate
from assess.scoring.detection import detection
from assess.scoring.intervals import wilson
from assess.scoring.judgement import team_judgement
from assess.scoring.person_judgement import Norm, person_judgements
from assess.scoring.resampling import resampling
from assess.scoring.trials import ACTS, Trials, Utilities, trials

FIGURES = ("accuracy", "over_reliance", "under_reliance", "sensitivity", "bias", "overconfidence",
           "brier", "localisation", "utility")  # fmt: skip


def simulate(rng, people, items, sensitivity=1.2, spread=0.6):
    """Trials of people who differ, with actions and confidence that follow from what they see."""
    d = rng.normal(sensitivity, spread, (people, 1))
    c = rng.normal(0.2, 0.4, (people, 1))
    flawed = np.tile(np.arange(items) % 2 == 0, (people, 1))
    seen = np.where(flawed, d / 2, -d / 2) - c + rng.standard_normal((people, items))
    flagged = seen > 0
    sure = np.round(0.5 + 0.5 * np.tanh(0.8 * np.abs(seen)), 1)
    cautious, trusting = rng.choice([1, 2, 3], seen.shape), rng.choice([0, 0, 2], seen.shape)
    return Trials(
        person=np.repeat(np.arange(people), items),
        flawed=flawed.ravel(),
        flagged=flagged.ravel(),
        confidence=sure.ravel(),
        act=np.where(flagged, cautious, trusting).ravel(),
        reason_right=rng.random(people * items) < 0.6,
        severity=rng.integers(1, 5, people * items),
        defect=tuple(np.where(flawed, "injection", "").ravel().tolist()),
    )


def alike(people, items, **changes):
    """Everybody judges every output the same way."""
    count = people * items
    flawed = np.tile(np.arange(items) % 2 == 0, people)
    whole = {
        "person": np.repeat(np.arange(people), items), "flawed": flawed, "flagged": flawed.copy(),
        "confidence": np.full(count, 0.8), "act": np.where(flawed, 3, 0),
        "reason_right": np.ones(count, bool), "severity": np.full(count, 2),
    }  # fmt: skip
    return Trials(**(whole | changes))


def test_figures_by_hand():
    given = simulate(np.random.default_rng(1), 10, 24)
    found = team_judgement(given, np.random.default_rng(2))
    flawed, flagged, act = given.flawed, given.flagged, given.act
    assert (found.people, found.trials) == (10, 240)
    assert found.accuracy.value == (flawed == flagged).mean()
    assert found.over_reliance.value == (act[flawed] == ACTS.index(Act.ACCEPT)).mean()
    assert found.under_reliance.value == (act[~flawed] == ACTS.index(Act.REJECT)).mean()
    assert found.localisation.value == (flagged & given.reason_right)[flawed].mean()
    assert found.overconfidence.value == pytest.approx(
        given.confidence.mean() - (flawed == flagged).mean()
    )
    d = detection(flagged[flawed].sum(), flawed.sum(), flagged[~flawed].sum(), (~flawed).sum())
    assert found.sensitivity.value == pytest.approx(float(d.sensitivity))
    assert found.bias.value == pytest.approx(float(d.bias))
    parts = found.murphy
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(
        found.brier.value
    )
    assert 0.5 < found.auroc2.value < 1
    assert sum(point.n for point in found.calibration) == 240
    assert found.defects[0][0] == "injection"
    assert found.defects[0][1].value == flagged[flawed].mean()


def test_the_utility_table():
    acts = np.repeat(np.arange(4), 2)
    given = Trials(
        person=np.zeros(16, int),
        flawed=np.repeat([True, False], 8),
        flagged=np.zeros(16, bool),
        confidence=np.full(16, 0.5),
        act=np.tile(acts, 2),
        reason_right=np.tile([True, False], 8),
        severity=np.full(16, 3),
    )
    worth = Utilities().of(given).tolist()
    assert worth[:8] == [-3, -3, 1, -3, 0.7, 0.7, 1, 1]
    assert worth[8:] == [1, 1, 0.3, 0.3, 0, 0, -1, -1]


def test_verifying_everything_does_not_pay():
    rng = np.random.default_rng(1)
    lazy = alike(6, 12, act=np.full(72, ACTS.index(Act.VERIFY)))
    assert team_judgement(lazy, rng).utility.value == pytest.approx(0.35)
    assert team_judgement(alike(6, 12), rng).utility.value == 1.0


def test_shares_carry_wilson_intervals_of_the_trials_they_are_worth():
    given = simulate(np.random.default_rng(4), 12, 12)
    found = team_judgement(given, np.random.default_rng(1)).accuracy
    plain = wilson(found.value * 144, 144)
    assert found.high - found.low > 0.8 * (plain[1] - plain[0])
    assert 0 <= found.low < found.value < found.high <= 1


def test_people_who_all_judge_alike_are_no_proof_of_certainty():
    found = team_judgement(alike(5, 12), np.random.default_rng(1))
    assert (found.accuracy.value, found.over_reliance.value) == (1.0, 0.0)
    assert found.accuracy.low < 0.97
    assert found.over_reliance.high > 0.03
    assert found.sensitivity.low < found.sensitivity.value - 0.1
    assert found.auroc2.value is None


@pytest.mark.parametrize("people", [8, 15])
def test_intervals_hold_the_truth_four_times_in_five(people):
    rng = np.random.default_rng(people)
    truth = team_judgement(simulate(rng, 20_000, 12), rng, draws=2)
    held = dict.fromkeys(FIGURES, 0)
    for _ in range(700):
        found = team_judgement(simulate(rng, people, 12), rng, draws=150)
        for name in FIGURES:
            estimate = getattr(found, name)
            held[name] += estimate.low <= getattr(truth, name).value <= estimate.high
    shares = {name: count / 700 for name, count in held.items()}
    # 700 teams know a coverage to within .015; the limits are 77 and 83 % of the figure itself
    assert min(shares.values()) >= 0.755, shares
    assert max(shares.values()) <= 0.86, shares
    assert 0.77 <= np.mean(list(shares.values())) <= 0.83, shares


def test_the_same_seed_gives_the_same_figures():
    given = simulate(np.random.default_rng(1), 12, 12)
    assert team_judgement(given, np.random.default_rng(7)) == team_judgement(
        given, np.random.default_rng(7)
    )


@pytest.mark.parametrize(
    ("people", "items", "reason"),
    [(4, 30, "Fewer than 5 people"), (5, 11, "55 outputs were judged")],
)
def test_too_few_people_or_trials_have_no_figures(people, items, reason):
    found = team_judgement(alike(people, items), np.random.default_rng(1))
    assert {getattr(found, name).value for name in (*FIGURES, "auroc2")} == {None}
    assert reason in found.accuracy.reason
    assert (found.murphy, found.calibration, found.defects) == (None, (), ())


def test_nobody_judged_anything():
    none = np.array([], dtype=int)
    empty = Trials(person=none, flawed=none == 1, flagged=none == 1, confidence=none * 1.0,
                   act=none, reason_right=none == 1, severity=none)  # fmt: skip
    assert team_judgement(empty, np.random.default_rng(1)).accuracy.value is None
    assert person_judgements(empty) == ()


def test_only_flawed_outputs_leave_sensitivity_open():
    given = alike(6, 12, flawed=np.ones(72, bool))
    found = team_judgement(given, np.random.default_rng(1))
    assert found.sensitivity.value is found.under_reliance.value is None
    assert "sound" in found.sensitivity.reason
    assert found.accuracy.value == 0.5


def test_confidence_figures_need_two_hundred_trials():
    found = team_judgement(simulate(np.random.default_rng(1), 12, 16), np.random.default_rng(1))
    assert found.murphy is None
    assert "200" in found.auroc2.reason


def test_a_defect_seen_by_few_is_not_shown():
    defect = ("rare", *[""] * 71)
    found = team_judgement(alike(6, 12, defect=defect), np.random.default_rng(1))
    assert found.defects[0][1] == Estimate.missing("Fewer than 5 people judged this one.", 1)


def test_no_figure_is_nan_and_nothing_warns():
    rng = np.random.default_rng(3)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(30):
            found = team_judgement(simulate(rng, 5, 40, sensitivity=rng.uniform(0, 6)), rng)
            for name in (*FIGURES, "auroc2"):
                estimate = getattr(found, name)
                parts = (estimate.value, estimate.low, estimate.high)
                assert not any(part is not None and math.isnan(part) for part in parts)


def test_many_people_are_resampled_in_blocks_with_the_same_error():
    rng = np.random.default_rng(5)
    sums = np.column_stack((np.full(1000, 12.0), rng.binomial(12, 0.7, 1000)))
    drawn = resampling(1000, 2000, rng)
    totals = drawn.totals(sums)
    assert drawn.blocks == 200
    assert (totals[:, 1] / totals[:, 0]).std() == pytest.approx(
        sums[:, 1].std() / 12 / math.sqrt(1000), rel=0.15
    )
    with pytest.raises(ScoringError):
        resampling(1, 100, rng)


def vignette(*, flawed):
    reasons = tuple(Option(value=v, label=v) for v in ("nothing", "a", "b", "c", "d"))
    return JudgementItem(
        kind="judgement", id="v", section="s", carrier=Carrier.SQL, domain="d", title="t", task="t",
        constraint="c", output="o", flawed=flawed, reasons=reasons, explanation="e", severity=3,
        key="b" if flawed else "nothing", defect="wrong-join",
    )  # fmt: skip


def test_trials_from_items_and_answers():
    items = [vignette(flawed=True), vignette(flawed=False), vignette(flawed=True)]
    answers = [
        Judgement(flagged=True, confidence=90, act=Act.REJECT, reason="b"),
        Judgement(flagged=False, confidence=60, act=Act.ACCEPT, reason="nothing"),
        Judgement(flagged=True, confidence=100, act=Act.CHANGE, reason="a"),
    ]
    given = trials(["p2", "p1", "p2"], items, answers)
    assert given.person.tolist() == [1, 0, 1]
    assert given.confidence.tolist() == [0.9, 0.6, 1.0]
    assert given.reason_right.tolist() == [True, True, False]
    assert given.probability.tolist() == pytest.approx([0.9, 0.4, 1.0])
    assert Utilities().of(given).tolist() == [1.0, 1.0, -3.0]
    with pytest.raises(ScoringError):
        trials(["p1"], items, answers)


@pytest.mark.parametrize(
    "changes",
    [
        {"confidence": np.full(72, 80.0)},
        {"confidence": np.full(72, np.nan)},
        {"severity": np.zeros(72, int)},
        {"act": np.full(72, 4)},
        {"flagged": np.ones(72)},
        {"flawed": np.ones(3, bool)},
        {"person": np.full(72, 1)},
        {"defect": ("x",)},
        {"confidence": np.full(3, 0.8)},
    ],
)
def test_trials_that_cannot_be_are_refused(changes):
    with pytest.raises(ScoringError):
        alike(6, 12, **changes)


def test_a_person_gets_counts_and_no_index_below_24_outputs():
    person = person_judgements(alike(5, 12))[0]
    assert (person.trials, person.correct, person.hits, person.located) == (12, 12, 6, 6)
    assert (person.sound, person.false_alarms, person.rejected_sound) == (6, 0, 0)
    assert person.sensitivity.value is None
    assert "24" in person.sensitivity.reason


def test_a_persons_index_is_drawn_towards_the_norm():
    person = person_judgements(alike(1, 24))[0]
    plain = float(detection(12, 12, 0, 12).sensitivity)
    assert 1.2 < person.sensitivity.value < plain
    assert person.sensitivity.low < person.sensitivity.value < person.sensitivity.high
    wide = person_judgements(alike(1, 24), Norm(sensitivity_sd=50.0))[0]
    assert wide.sensitivity.value == pytest.approx(plain, abs=0.01)
    with pytest.raises(ScoringError):
        person_judgements(alike(1, 24), Norm(bias_sd=0.0))


def test_a_persons_interval_holds_the_truth_when_the_norm_does():
    rng = np.random.default_rng(6)
    d, c = rng.normal(1.2, 0.6, 3000), rng.normal(0.2, 0.4, 3000)
    flawed = np.tile(np.arange(32) % 2 == 0, (3000, 1))
    seen = np.where(flawed, d[:, None] / 2, -d[:, None] / 2) - c[:, None]
    flagged = seen + rng.standard_normal((3000, 32)) > 0
    base = alike(3000, 32)
    given = replace(base, flawed=flawed.ravel(), flagged=flagged.ravel())
    people = person_judgements(given)
    held = [
        p.sensitivity.low <= truth <= p.sensitivity.high for p, truth in zip(people, d, strict=True)
    ]
    assert 0.77 <= np.mean(held) <= 0.84


def test_every_field_of_the_result_is_covered_by_the_missing_case():
    found = team_judgement(alike(2, 12), np.random.default_rng(1))
    assert {f.name for f in fields(found) if isinstance(getattr(found, f.name), Estimate)} == {
        *FIGURES, "auroc2",
    }  # fmt: skip
