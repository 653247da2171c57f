"""`assess score` on two public data sets, against the values published with R."""

import json
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
LQ2002 = TESTS / "data" / "lq2002.csv"
BFI = TESTS / "data" / "bfi_agreeableness_neuroticism.csv"


@pytest.fixture
def score(run):
    """Score a file and return the printed document."""

    def scored(file, instrument, group):
        ran = run(
            *("score", file, "--instrument", TESTS / "instruments" / instrument),
            *("--group", group, "--format", "json"),
        )
        assert ran.code == 0, ran.err
        return json.loads(ran.out)

    return scored


def test_leadership_of_real_teams_as_r_gives_it(score):
    document = score(LQ2002, "lq2002.yaml", "team")
    assert (document["instrument"], document["n"]) == ("lq2002", 2042)
    lead = document["scales"]["LEAD"]
    assert lead["rwg_j_mean"] == pytest.approx(0.8677849, abs=5e-8)
    assert lead["icc1"] == pytest.approx(0.08795622, abs=5e-9)
    assert lead["icc2"] == pytest.approx(0.80075437, abs=5e-9)
    assert lead["ad_m_mean"] == pytest.approx(0.89019647, abs=5e-9)
    assert len(document["groups"]) == 49
    assert sum(group["n"] for group in document["groups"].values()) == 2042


def test_personality_items_as_r_gives_them(score):
    scales = score(BFI, "bfi.yaml", "gender")["scales"]
    agreeableness, neuroticism = scales["Agreeableness"], scales["Neuroticism"]
    assert agreeableness["n"] == 2709
    assert agreeableness["alpha"] == pytest.approx(0.70375589, abs=5e-9)
    assert agreeableness["omega_total"] == pytest.approx(0.724022, abs=5e-7)
    assert neuroticism["n"] == 2694
    assert neuroticism["alpha"] == pytest.approx(0.81330314, abs=5e-9)
    assert neuroticism["omega_total"] == pytest.approx(0.814967, abs=5e-7)


def test_every_promised_key_is_there(score):
    document = score(LQ2002, "lq2002.yaml", "team")
    assert document.keys() == {"instrument", "n", "scales", "groups"}
    overall = {"n", "n_scored", "mean", "sd", "alpha", "omega_total", "item_rest"}
    for scale in document["scales"].values():
        assert scale.keys() == overall | {"icc1", "icc2", "rwg_j_mean", "ad_m_mean"}
    for group in document["groups"].values():
        assert group.keys() == {"n", "withheld", "scales"}
        for scale in group["scales"].values():
            assert scale.keys() == {"n", "mean", "estimate", "interval", "rwg_j", "ad_m"}
            low, high = scale["interval"]
            assert low < scale["estimate"] < high


def small_teams(tmp_path, sizes):
    lines = LQ2002.read_text().splitlines()
    rows = iter(lines[1:])
    path = tmp_path / "small.csv"
    body = [
        f"{team},{next(rows).split(',', 1)[1]}" for team, size in sizes.items() for _ in range(size)
    ]
    path.write_text("\n".join([lines[0], *body]))
    return path


def test_small_groups_are_withheld_and_so_is_what_would_give_them_away(score, tmp_path):
    sizes = {"big": 20, "middle": 9, "other": 7, "small": 4}
    document = score(small_teams(tmp_path, sizes), "lq2002.yaml", "team")
    groups = document["groups"]
    assert {name: group["n"] for name, group in groups.items()} == sizes
    assert groups["small"]["withheld"]
    assert not groups["big"]["withheld"]
    hidden = [name for name, group in groups.items() if group["withheld"]]
    assert len(hidden) > 1  # one alone could be had by subtraction from the total
    for name in hidden:
        for figures in groups[name]["scales"].values():
            shown = {key for key, value in figures.items() if value is not None}
            assert shown <= {"n"}


def test_the_table_for_people(run):
    instrument = TESTS / "instruments" / "lq2002.yaml"
    ran = run("score", LQ2002, "--instrument", instrument, "--group", "team")
    assert ran.code == 0
    assert "lq2002: 2042 people" in ran.out
    assert len(ran.out.splitlines()) == 1 + 3 + 2 + 49


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.csv"], "the file cannot be read"),
        ([LQ2002, "--group", "company"], "columns are missing: company"),
        ([LQ2002, "--minimum-group", "4"], "4 is not in the range"),
    ],
)
def test_what_cannot_be_scored_is_one_message_and_no_traceback(run, words, said):
    base = ["--instrument", TESTS / "instruments" / "lq2002.yaml"]
    group = [] if "--group" in words else ["--group", "team"]
    ran = run("score", *words, *base, *group)
    assert ran.code in {1, 2}
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_broken_instrument_is_named_with_its_line(run, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: x\nversion: 1.0.0\ntitle: X\nitems: [{kind: rating, id: a}]\n")
    ran = run("score", LQ2002, "--instrument", broken, "--group", "team")
    assert ran.code == 1
    assert "broken.yaml:4:" in ran.err
