"""Matrix sampling: which vignettes one person judges, so that a team judges the whole bank.

Every block is half flawed and half sound, holds every anchor, and never both members of a twin.
The rest is drawn one by one: from carriers that still have room in the block, the defect types,
then the vignettes, given out least often in the team so far; among those a carrier by its share
of what is left (Sainte-Laguë), and within it by a keyed hash.  So the
whole sequence of a team follows from (seed, wave), and a block from its ordinal in it: nothing
about who received what needs to be stored.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING, NamedTuple

from assess.model.instrument import JudgementItem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from assess.model.instrument import Instrument


TRIED = 10
"""seeds tried for the number of people that cover a bank"""


class _Card(NamedTuple):
    """What the draw needs to know of a vignette."""

    id: str
    flawed: bool
    defect: str
    twin: str
    carrier: str


@dataclass(frozen=True, slots=True)
class _Bank:
    cards: tuple[_Card, ...]
    anchors: tuple[_Card, ...]
    sitting: int
    most: dict[str, int]
    """carrier → how many a block should draw of it beside the anchors: half more than its share"""


def block_for(
    instrument: Instrument,
    seed: int | str,
    ordinal: int,
    *,
    wave: int = 1,
    seen: Collection[str] = (),
    given: Mapping[str, int] | None = None,
) -> tuple[str, ...]:
    """Ids of the vignettes for one person, in an order that mixes flawed and sound.

    `seed` is the assessment's, joined with the team's id where teams should not all begin with
    the same block.  `ordinal` counts the blocks already begun in the team in this wave (0 for
    the first person).  `seen` are the vignettes this person judged in earlier waves: anchors come
    again, anything else comes again only when nothing fresh is left, and its twin only after
    that.  `given`
    (vignette → times given out in this team and wave) replaces the replay of the earlier blocks;
    pass it in later waves, where earlier blocks depended on what those people had seen.
    """
    bank = _bank(instrument)
    key = f"{seed}:{wave}"
    if given is None:
        replayed: Counter[str] = Counter()
        for block in islice(blocks(instrument, seed, wave=wave), ordinal):
            replayed.update(block)
        given = replayed
    return _block(bank, f"{key}:{ordinal}", given, frozenset(seen))


def blocks(instrument: Instrument, seed: int | str, *, wave: int = 1) -> Iterator[tuple[str, ...]]:
    """The endless sequence of blocks of one team; `block_for` gives its entry at `ordinal`."""
    bank = _bank(instrument)
    given: Counter[str] = Counter()
    for ordinal in count():
        block = _block(bank, f"{seed}:{wave}:{ordinal}", given, frozenset())
        given.update(block)
        yield block


def people_to_cover(instrument: Instrument) -> int:
    """People after whom a team has met every defect type in a first wave; 0 when it never does.

    The largest number over `TRIED` seeds: it depends on the bank far more than on the seed.
    """
    bank = _bank(instrument)
    types = {card.id: card.defect for card in bank.cards if card.flawed}
    needed = 0
    for seed in range(TRIED):
        missing = set(types.values())
        for people, block in enumerate(islice(blocks(instrument, seed), len(types)), start=1):
            missing -= {types[item_id] for item_id in block if item_id in types}
            if not missing:
                needed = max(needed, people)
                break
        else:
            return 0
    return needed


def _bank(instrument: Instrument) -> _Bank:
    """The vignettes that can be drawn: the twin of an anchor never can."""
    items = [item for item in instrument.items if isinstance(item, JudgementItem)]
    kept = [item for item in items if item.anchor and instrument.sitting]
    taken = {item.twin for item in kept if item.twin}
    drawn = [item for item in items if item in kept or item.twin not in taken]
    sitting = min(instrument.sitting or len(items), len(drawn))
    loose, others = sitting - len(kept), max(1, len(drawn) - len(kept))
    most = {
        carrier.value: max(2, math.ceil(1.5 * loose * number / others))
        for carrier, number in Counter(item.carrier for item in drawn if item not in kept).items()
    }
    return _Bank(tuple(map(_card, drawn)), tuple(map(_card, kept)), sitting, most)


def _card(item: JudgementItem) -> _Card:
    return _Card(item.id, item.flawed, item.defect, item.twin, item.carrier.value)


def _block(
    bank: _Bank, key: str, given: Mapping[str, int], seen: frozenset[str]
) -> tuple[str, ...]:
    order = {card.id: _hash(key, card.id) for card in bank.cards}
    draw = _Draw(bank, list(bank.anchors), given, seen)
    half = bank.sitting // 2
    for flawed, wanted in ((True, half), (False, bank.sitting - half)):
        while sum(card.flawed is flawed for card in draw.chosen) < wanted:
            best = draw.best(flawed=flawed)
            if not best:
                break
            share = draw.share(best)
            _, _, pick = min((share[card.carrier], order[card.id], card) for card in best)
            draw.chosen.append(pick)
    # another hash than the one that chose, which is smaller where the choice was wider
    return tuple(sorted((card.id for card in draw.chosen), key=lambda name: _hash(name, key)))


@dataclass(frozen=True, slots=True)
class _Draw:
    """One block in the making."""

    bank: _Bank
    chosen: list[_Card]
    given: Mapping[str, int]
    seen: frozenset[str]

    def best(self, *, flawed: bool) -> list[_Card]:
        """The vignettes of a class that may come next and were given out least often."""
        chosen = {card.id for card in self.chosen}
        twins = {card.twin for card in self.chosen if card.twin}
        here = Counter(card.carrier for card in self.chosen[len(self.bank.anchors) :])
        met = {card.twin for card in self.bank.cards if card.twin and card.id in self.seen}
        types = self.types() if flawed else Counter()
        ranks = {
            card: (
                (card.id in self.seen) or 2 * (card.twin in met),
                here[card.carrier] >= self.bank.most.get(card.carrier, 0),
                types[card.defect],
                self.given.get(card.id, 0),
            )
            for card in self.bank.cards
            if card.flawed is flawed and card.id not in chosen and card.twin not in twins
        }
        least = min(ranks.values(), default=None)
        return [card for card, rank in ranks.items() if rank == least]

    def types(self) -> Counter[str]:
        """How often each defect type was given out, this block included; by anchors, once."""
        found = Counter({card.defect: 1 for card in self.bank.anchors if card.flawed})
        fixed = {card.id for card in self.bank.anchors}
        chosen = {card.id for card in self.chosen}
        for card in self.bank.cards:
            if card.flawed and card.id not in fixed:
                found[card.defect] += self.given.get(card.id, 0) + (card.id in chosen)
        return found

    def share(self, best: list[_Card]) -> dict[str, float]:
        """Carrier → how well it is served already, for what is left of it; least comes next."""
        left = Counter(carrier for carrier, _ in {(card.carrier, card.defect) for card in best})
        here = Counter(card.carrier for card in self.chosen)
        return {carrier: (2 * here[carrier] + 1) / left[carrier] for carrier in left}


def _hash(key: str, item_id: str) -> bytes:
    return hashlib.sha256(f"{key}:{item_id}".encode()).digest()
