"""Matrix sampling: balance over 10,000 simulated assignments, on a made-up and the real bank."""

import random
from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from assess.content.assignment import block_for, blocks, people_to_cover
from assess.content.load import load_instrument
from assess.model.instrument import Carrier, Instrument, JudgementItem, Option

SHIPPED = Path(__file__).parents[2] / "questionnaires" / "instruments" / "ai-fluency"
TEAM = 8
PEOPLE = 10_000


def _item(number, *, flawed, defect, twin="", anchor=False):
    carriers = list(Carrier)
    return JudgementItem(
        kind="judgement",
        id=f"v{number}-{'f' if flawed else 's'}",
        section="s",
        carrier=carriers[number % len(carriers)],
        domain="d",
        title="t",
        task="t",
        constraint="c",
        output="o",
        flawed=flawed,
        reasons=(Option(value="nothing", label="Nothing"),),
        key="nothing",
        explanation="e",
        severity=2,
        defect=defect,
        twin=twin,
        anchor=anchor,
    )


def made_up_bank():
    """60 vignettes: 26 defect types, 20 twins, 4 anchors among the rest."""
    items = []
    for number in range(30):
        twin = f"twin{number}" if number < 20 else ""
        anchor = number in {28, 29}
        defect = f"d{number % 26}"
        items.append(_item(number, flawed=True, defect=defect, twin=twin, anchor=anchor))
        items.append(_item(number, flawed=False, defect=defect, twin=twin, anchor=anchor))
    return Instrument(
        id="bank", version="1.0.0", title="t", items=tuple(items), sitting=12, anchors=4
    )


@pytest.fixture(scope="module", params=["made up", "shipped"])
def bank(request):
    return made_up_bank() if request.param == "made up" else load_instrument(SHIPPED)


@pytest.fixture(scope="module")
def teams(bank):
    """Blocks of 10,000 people in teams of eight."""
    return [list(islice(blocks(bank, seed), TEAM)) for seed in range(PEOPLE // TEAM)]


@pytest.fixture(scope="module")
def by_id(bank):
    return {item.id: item for item in bank.items if isinstance(item, JudgementItem)}


def test_every_block_is_half_flawed_without_twins_and_with_every_anchor(bank, teams, by_id):
    anchors = {item.id for item in by_id.values() if item.anchor}
    assert len(anchors) == bank.anchors
    for block in (block for team in teams for block in team):
        items = [by_id[item_id] for item_id in block]
        twins = [item.twin for item in items if item.twin]
        assert len(set(block)) == 12
        assert sum(item.flawed for item in items) == 6
        assert len(set(twins)) == len(twins)
        assert anchors <= set(block)


def test_carriers_are_mixed_in_every_block(teams, by_id):
    kinds = [
        Counter(by_id[item_id].carrier for item_id in block) for team in teams for block in team
    ]
    assert min(len(kind) for kind in kinds) >= 4
    assert max(max(kind.values()) for kind in kinds) <= 6
    assert sum(len(kind) for kind in kinds) / len(kinds) >= 7


def test_every_team_of_eight_covers_every_defect_type(bank, teams, by_id):
    every = {item.defect for item in by_id.values() if item.flawed}
    needed = people_to_cover(bank)
    assert 6 <= needed <= TEAM
    for team in teams:
        met = {
            by_id[item_id].defect for block in team for item_id in block if by_id[item_id].flawed
        }
        assert met == every


def test_vignettes_are_used_evenly(teams, by_id):
    for team in teams:
        given = Counter(item_id for block in team for item_id in block)
        drawn = [given[item.id] for item in by_id.values() if not item.anchor]
        assert max(drawn) <= 3
    total = Counter(item_id for team in teams for block in team for item_id in block)
    drawn = [total[item.id] / len(teams) for item in by_id.values() if not item.anchor]
    fair = TEAM * 8 / len(drawn)
    assert max(drawn) < 2 * fair
    assert min(drawn) > fair / 2


def test_position_says_nothing_about_the_key(teams, by_id):
    flawed = Counter(
        at
        for team in teams
        for block in team
        for at, item in enumerate(block)
        if by_id[item].flawed
    )
    assert all(0.47 < flawed[at] / PEOPLE < 0.53 for at in range(12))


def test_a_block_follows_from_seed_and_ordinal_alone(bank, teams):
    for seed in (0, 5, 900):
        for ordinal in (0, 3, TEAM - 1):
            assert block_for(bank, seed, ordinal) == teams[seed][ordinal]
    assert teams[0] != teams[1]
    assert block_for(bank, "7:team-a", 0) != block_for(bank, "7:team-b", 0)


def test_the_next_wave_is_fresh_but_for_four_anchors(bank, by_id):
    every = {item.defect for item in by_id.values() if item.flawed}
    covered = 0
    for seed in range(100):
        people = list(islice(blocks(bank, seed), TEAM))
        random.Random(seed).shuffle(people)
        given = Counter()
        for ordinal, before in enumerate(people):
            block = block_for(bank, seed, ordinal, wave=2, seen=before, given=given)
            given.update(block)
            again = set(block) & set(before)
            twins = {by_id[item_id].twin for item_id in before if by_id[item_id].twin}
            assert again == {item_id for item_id in block if by_id[item_id].anchor}
            assert len(again) == 4
            assert not twins & {by_id[item_id].twin for item_id in set(block) - again}
            assert sum(by_id[item_id].flawed for item_id in block) == 6
        covered += every == {by_id[item_id].defect for item_id in given if by_id[item_id].flawed}
    # what people have seen narrows the choice, so eight people cover nearly always, not always
    assert covered >= 97


def test_a_spent_bank_repeats_rather_than_shows_a_twin(bank, by_id):
    seen = set()
    for wave in range(1, 8):
        block = block_for(bank, 3, 0, wave=wave, seen=seen)
        assert len(block) == 12
        assert sum(by_id[item_id].flawed for item_id in block) == 6
        fresh = set(block) - seen
        twins = {by_id[item_id].twin for item_id in seen if by_id[item_id].twin}
        assert not twins & {by_id[item_id].twin for item_id in fresh}
        seen |= set(block)


def test_without_a_sitting_everyone_sees_all_but_twins():
    bank = replace(made_up_bank(), sitting=0, anchors=0)
    block = block_for(bank, 1, 0)
    twins = [item.twin for item in bank.items if item.id in block and item.twin]
    assert len(twins) == len(set(twins))
    assert len(block) == 40


def test_an_instrument_without_vignettes_has_empty_blocks():
    empty = Instrument(id="e", version="1.0.0", title="t", items=())
    assert block_for(empty, 1, 4) == ()
    assert people_to_cover(empty) == 0


def test_a_bank_whose_anchors_fill_the_sitting_never_covers_its_types():
    bank = replace(made_up_bank(), sitting=4)
    assert people_to_cover(bank) == 0
