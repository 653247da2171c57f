"""The code vignettes as a whole: every one is proved, and their form is within bounds."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

PROOFS = ("services", "storage", "numbers", "sql", "typescript", "tests")
COVERED = {
    "hallucinated-api", "stale-api", "off-by-one", "passes-tests-wrong", "injection",
    "cross-site-scripting", "missing-authorisation", "race-condition", "swallowed-exception",
    "excessive-io", "wrong-join", "weak-test", "tautological-mock", "tampered-test",
    "non-determinism", "hard-coded-secret", "leakage", "wrong-number",
}  # fmt: skip


def texts(path):
    """Every text constant of a Python file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def test_every_vignette_has_a_proof(vignettes):
    folder = Path(__file__).parent
    proved = set().union(*(texts(folder / f"test_vignettes_{name}.py") for name in PROOFS))
    assert set(vignettes) <= proved


def test_half_are_flawed_and_every_type_is_covered(vignettes):
    flawed = [item for item in vignettes.values() if item["flawed"]]
    assert 2 * len(flawed) == len(vignettes) >= 36
    assert {item["defect"] for item in flawed} == COVERED


def test_anchors_are_code_and_prose_half_flawed_and_without_twins(whole_bank):
    anchors = [item for item in whole_bank.values() if item.get("anchor")]
    code = {"python", "sql", "typescript", "tests"}
    kinds = {(item["carrier"] in code, item["flawed"]) for item in anchors}
    assert len(anchors) == len(kinds) == 4
    assert len({item["carrier"] for item in anchors}) == 4, "an anchor takes its carrier's room"
    assert not any("twin" in item for item in anchors)


def test_twins_differ_in_their_output_alone(vignettes):
    pairs = {}
    for item in vignettes.values():
        pairs.setdefault(item.get("twin"), []).append(item)
    pairs.pop(None)
    assert len(pairs) >= 10
    for pair in pairs.values():
        first, second = pair
        assert first["flawed"] is not second["flawed"]
        for key in ("title", "task", "constraint", "reasons", "severity", "defect", "domain"):
            assert first[key] == second[key], key
        lengths = sorted(len(item["output"].splitlines()) for item in pair)
        assert lengths[1] - lengths[0] <= 2


def test_outputs_fit_on_a_screen(vignettes):
    for item in vignettes.values():
        lines = item["output"].splitlines()
        assert len(lines) <= 25, item["id"]
        assert max(map(len, lines)) <= 88, item["id"]
        assert len(item["task"].splitlines()) <= 2, item["id"]


def test_reasons_are_five_with_one_nothing(vignettes):
    for item in vignettes.values():
        values = [reason["value"] for reason in item["reasons"]]
        assert sorted(values) == ["a", "b", "c", "d", "nothing"], item["id"]
        assert item["key"] in values
        assert (item["key"] == "nothing") is not item["flawed"]


def test_no_place_and_no_letter_is_right_more_often(vignettes):
    places = {True: Counter(), False: Counter()}
    letters = Counter(item["key"] for item in vignettes.values() if item["flawed"])
    for item in vignettes.values():
        values = [reason["value"] for reason in item["reasons"]]
        places[item["flawed"]][values.index(item["key"])] += 1
    for counts in (*places.values(), letters):
        assert max(counts.values()) - min(counts.values()) <= 2


def test_the_length_of_a_reason_does_not_tell_the_right_one(whole_bank):
    ranks = Counter()
    flawed = [item for item in whole_bank.values() if item["flawed"]]
    for item in flawed:
        named = {r["value"]: len(r["label"]) for r in item["reasons"] if r["value"] != "nothing"}
        right = named.pop(item["key"])
        # counting a tie as longest, or as shortest, is the strict way for both ends
        ranks["longest"] += right >= max(named.values())
        ranks["shortest"] += right <= min(named.values())
    assert ranks["longest"] <= len(flawed) / 4
    assert ranks["shortest"] <= len(flawed) * 0.3
