"""Gates: flaws that good marks elsewhere cannot make up for.  They cap a verdict in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Literal

from assess.model.errors import ScoringError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assess.model.evidence import Gate


@dataclass(frozen=True, slots=True)
class GateState:
    """How one gate stands for one team."""

    gate: Gate
    state: Literal["shut", "open", "unknown"]


def gate_states(gates: Sequence[Gate], levels: Mapping[str, float | None]) -> tuple[GateState, ...]:
    """Say of each gate that applies whether it is shut, open or unknown, in the order given.

    `levels`: practice id → level 0 to 4; None or missing when nobody could say, which shuts no
    gate but is listed.  Raises `ScoringError` for a level that is not a number.
    """
    return tuple(GateState(gate, _state(gate, levels.get(gate.practice))) for gate in gates)


def _state(gate: Gate, level: float | None) -> Literal["shut", "open", "unknown"]:
    if level is None:
        return "unknown"
    if isnan(level):
        raise ScoringError(f"Gate {gate.id!r}: the level of {gate.practice!r} is not a number.")
    return "shut" if level <= gate.at_or_below else "open"
