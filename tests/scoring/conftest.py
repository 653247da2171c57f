"""Real answers and reference values that several of the scoring tests share."""

import csv
from pathlib import Path

import numpy as np
import pytest
import yaml

TESTS = Path(__file__).parent.parent


def columns(file, names):
    with (TESTS / "data" / file).open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return np.array([[float(row[name]) if row[name] else np.nan for name in names] for row in rows])


@pytest.fixture(scope="session")
def golden():
    return lambda name: yaml.safe_load((TESTS / "golden" / f"{name}.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def agreeableness():
    items = columns("bfi_agreeableness_neuroticism.csv", [f"A{i}" for i in range(1, 6)])
    items[:, 0] = 7 - items[:, 0]
    return items


@pytest.fixture(scope="session")
def neuroticism():
    return columns("bfi_agreeableness_neuroticism.csv", [f"N{i}" for i in range(1, 6)])


@pytest.fixture(scope="session")
def lead():
    return columns("lq2002.csv", [f"LEAD{i:02d}" for i in range(1, 12)])


@pytest.fixture(scope="session")
def companies():
    return columns("lq2002.csv", ["team"])[:, 0].astype(int)
