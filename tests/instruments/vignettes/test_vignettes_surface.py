"""Whether the form of a vignette gives its class away: it must not."""

from __future__ import annotations

import re

import numpy as np
import pytest

CHANCE_PLUS_FIVE = 0.55
HEDGES = re.compile(r"\b(may|might|could|should|only|all|never|always|any|every|nobody)\b", re.I)
COMMENT = re.compile(r"^\s*[+ ]?\s*(#|//|--(?! a/)|/\*\*|\*)", re.M)


def shown(item):
    return "\n".join([item["task"], item["constraint"], item["output"]])


FEATURES = {
    "lines": lambda item: len(item["output"].splitlines()),
    "characters": lambda item: len(item["output"]),
    "longest line": lambda item: max(map(len, item["output"].splitlines())),
    "words of the task": lambda item: len(item["task"].split()),
    "words of the constraint": lambda item: len(item["constraint"].split()),
    "comments": lambda item: len(COMMENT.findall(item["output"])),
    "comment density": lambda item: len(COMMENT.findall(item["output"])) / len(item["output"]),
    "docstrings": lambda item: item["output"].count('"""') // 2,
    "exceptions": lambda item: len(re.findall(r"\b(except|suppress|raise)\b", item["output"])),
    "branches": lambda item: len(re.findall(r"\b(if|for|while|WHERE)\b", item["output"])),
    "assertions": lambda item: item["output"].count("assert "),
    "digits": lambda item: len(re.findall(r"\d", item["output"])),
    "signs": lambda item: len(re.findall(r"[^\w\s]", item["output"])),
    "hedges": lambda item: len(HEDGES.findall(shown(item))),
    "length of the reasons": lambda item: sum(len(reason["label"]) for reason in item["reasons"]),
    "longest reason": lambda item: max(len(reason["label"]) for reason in item["reasons"]),
    "place of nothing": lambda item: [r["value"] for r in item["reasons"]].index("nothing"),
    "name ends in 1": lambda item: item["id"].endswith("-1"),
    "name ends in 2": lambda item: item["id"].endswith("-2"),
}


@pytest.fixture(scope="module")
def bank(vignettes):
    """Features (items × features, standardised), classes (1 flawed), family of each item."""
    items = list(vignettes.values())
    table = np.array([[float(of(item)) for of in FEATURES.values()] for item in items])
    table = (table - table.mean(axis=0)) / table.std(axis=0)
    families = np.array([item.get("twin", item["id"]) for item in items])
    return table, np.array([float(item["flawed"]) for item in items]), families


def logistic(table, classes, penalty=1.0):
    """Weights of a ridge logistic regression with an intercept, by Newton's method."""
    design = np.column_stack([np.ones(len(table)), table])
    ridge = np.diag([0.0] + [penalty] * table.shape[1])
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (share - classes) + ridge @ weights
        curve = design.T @ (design * (share * (1 - share))[:, None]) + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def predict(weights, table):
    return weights[0] + table @ weights[1:] > 0


def accuracy(table, classes, families):
    """Share judged rightly when a vignette and its twin are left out together."""
    right = 0
    for family in np.unique(families):
        out = families == family
        weights = logistic(table[~out], classes[~out])
        right += np.sum(predict(weights, table[out]) == classes[out].astype(bool))
    return right / len(classes)


def test_all_features_together_do_not_tell_the_class(bank):
    assert accuracy(*bank) <= CHANCE_PLUS_FIVE


@pytest.mark.parametrize("name", FEATURES)
def test_no_feature_alone_tells_the_class(bank, name):
    table, classes, families = bank
    column = table[:, [list(FEATURES).index(name)]]
    assert accuracy(column, classes, families) <= CHANCE_PLUS_FIVE


def test_words_do_not_tell_the_class(vignettes, bank):
    _, classes, families = bank
    words = [set(re.findall(r"\w+|[^\w\s]", item["output"])) for item in vignettes.values()]
    common = sorted({w for found in words for w in found if sum(w in f for f in words) >= 5})
    table = np.array([[float(word in found) for word in common] for found in words])
    assert accuracy(table, classes, families) <= CHANCE_PLUS_FIVE


def test_the_measure_would_notice_a_give_away(bank):
    table, classes, families = bank
    noisy = classes + np.random.default_rng(5).normal(0, 0.5, len(classes))
    assert accuracy(np.column_stack([table, noisy]), classes, families) > 0.65
