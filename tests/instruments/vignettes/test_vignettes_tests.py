"""Vignettes that show tests: each is run against right and wrong implementations."""

from __future__ import annotations

import decimal
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from types import SimpleNamespace

import pytest

CENT = Decimal("0.01")


def split_by_largest_remainder(cents, weights):
    shares = [cents * weight // sum(weights) for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(cents * weights[i] % sum(weights)))
    for i in by_remainder[: cents - sum(shares)]:
        shares[i] += 1
    return shares


def split_rounding_down(cents, weights):
    return [cents * weight // sum(weights) for weight in weights]


def split_rounding_up(cents, weights):
    return [-(-cents * weight // sum(weights)) for weight in weights]


def split_into_floats(cents, weights):
    return [cents * weight / sum(weights) for weight in weights]


@pytest.mark.parametrize("item_id", ["test-split-1", "test-split-2"])
def test_a_right_split_passes_and_floats_do_not(failures, item_id):
    assert failures(item_id, split=split_by_largest_remainder) == []
    assert failures(item_id, split=split_into_floats)


@pytest.mark.parametrize("wrong", [split_rounding_down, split_rounding_up])
def test_only_the_sum_shows_a_lost_or_added_cent(failures, wrong):
    assert failures("test-split-1", split=wrong) == []
    assert failures("test-split-2", split=wrong)


def test_one_cent_too_much_in_one_combination_is_enough(failures, load):
    shown = load("test-split-2", pytest=pytest)
    for amount in shown.AMOUNTS:
        for weights in shown.WEIGHTS:

            def off_by_one(cents, given, here=(amount, weights)):
                shares = split_by_largest_remainder(cents, given)
                return [shares[0] + ((cents, given) == here), *shares[1:]]

            assert len(failures("test-split-2", split=off_by_one)) == 1


@pytest.mark.parametrize("item_id", ["test-split-1", "test-split-2"])
def test_the_proportion_is_left_to_other_tests(failures, vignettes, item_id):
    def all_to_the_first(cents, weights):
        return [cents] + [0] * (len(weights) - 1)

    assert failures(item_id, split=all_to_the_first) == []
    assert "Other tests cover the proportion" in vignettes[item_id]["constraint"]


def billing(*, rounds=True, multiplies=True, rounding=ROUND_HALF_UP, doubled=False):
    """The module under test, right or with one fault.  The network is out of reach."""

    def latest(base, quote):
        raise OSError("the network was used")

    def convert(amount, currency):
        rate = module.rates.latest("EUR", currency)
        product = amount * rate if multiplies else amount
        return product.quantize(CENT, rounding=rounding) if rounds else product

    def total_in(currency, items):
        return module.convert(sum(items) * (2 if doubled else 1), currency)

    module = SimpleNamespace(
        rates=SimpleNamespace(latest=latest), convert=convert, total_in=total_in
    )
    return module


@pytest.mark.parametrize("item_id", ["test-convert-1", "test-convert-2"])
def test_a_right_conversion_passes_and_a_wrong_sum_does_not(failures, item_id):
    module = billing()
    latest, convert = module.rates.latest, module.convert
    assert failures(item_id, billing=module, Decimal=Decimal) == []
    assert (module.rates.latest, module.convert) == (latest, convert)
    assert failures(item_id, billing=billing(doubled=True), Decimal=Decimal)


@pytest.mark.parametrize(
    "fault", [{"rounds": False}, {"multiplies": False}, {"rounding": ROUND_DOWN}]
)
def test_only_the_real_conversion_shows_a_wrong_one(failures, fault):
    assert failures("test-convert-1", billing=billing(**fault), Decimal=Decimal)
    assert failures("test-convert-2", billing=billing(**fault), Decimal=Decimal) == []


def file_of(diff, name, side):
    """The text of one file of a diff before ("-") or after ("+") the change."""
    lines = diff.split(f"--- a/{name}\n+++ b/{name}\n@@\n")[1].split("--- a/")[0].splitlines()
    return "\n".join(line[1:] for line in lines if line[0] in {" ", side})


@pytest.fixture
def vat_failures(output, failures):
    """Failures of one side's tests on one side's code: vat_failures(id, code, tests)."""

    def run(item_id, code, tests):
        text = f"{file_of(output(item_id), 'vat.py', code)}\n"
        text += file_of(output(item_id), "test_vat.py", tests)
        return failures(item_id, text=text, Decimal=Decimal, decimal=decimal, CENT=CENT)

    return run


@pytest.mark.parametrize("item_id", ["test-vat-1", "test-vat-2"])
def test_the_suite_was_red_and_is_green(vat_failures, item_id):
    assert vat_failures(item_id, code="-", tests="-")
    assert vat_failures(item_id, code="+", tests="+") == []


def test_the_repair_left_the_demand_in_place(vat_failures):
    assert vat_failures("test-vat-1", code="+", tests="-") == []
    assert vat_failures("test-vat-1", code="-", tests="+")


def test_the_change_moved_the_demand(vat_failures):
    assert vat_failures("test-vat-2", code="+", tests="-")
    assert vat_failures("test-vat-2", code="-", tests="+") == []


def test_the_rounding_modes_differ_on_one_of_the_cases():
    rounded = {
        mode: [Decimal(tax).quantize(CENT, rounding=mode) for tax in ("0.175", "0.125")]
        for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    }
    assert rounded[ROUND_HALF_UP] == [Decimal("0.18"), Decimal("0.13")]
    assert rounded[ROUND_HALF_EVEN] == [Decimal("0.18"), Decimal("0.12")]
