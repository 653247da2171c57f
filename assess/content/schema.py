"""Validators and JSON Schemas, both derived from the model's dataclasses."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import Field, TypeAdapter, ValidationError

from assess.content.wording import in_words
from assess.model.instrument import (
    ChoiceItem,
    Item,
    JudgementItem,
    NumberItem,
    PracticeItem,
    RatingItem,
    TextItem,
)

if TYPE_CHECKING:
    from assess.content.reader import Address, Document
    from assess.model.errors import Problem

ITEM_KINDS: dict[str, type[Any]] = {
    "rating": RatingItem,
    "practice": PracticeItem,
    "judgement": JudgementItem,
    "choice": ChoiceItem,
    "number": NumberItem,
    "text": TextItem,
}


@cache
def adapter(kind: object) -> TypeAdapter[Any]:
    """Validator of one type; items are told apart by their key 'kind'."""
    if kind is Item:
        return TypeAdapter(Annotated[Item, Field(discriminator="kind")])
    plain: Any = kind
    return TypeAdapter(plain)


def validate(
    kind: object, document: Document, address: Address, data: object = None
) -> tuple[Any, tuple[Problem, ...]]:
    """Read the node at `address` of `document` as `kind` (a dataclass, or `Item`).

    `data` replaces the node where the caller has taken parts of it out.  Returns the value and
    no problems, or None and every problem found.
    """
    node = node_at(document.data, address) if data is None else data
    try:
        # by way of JSON: lists become tuples and texts become enum members, and nothing else does
        return adapter(kind).validate_json(json.dumps(node), strict=True), ()
    except ValidationError as invalid:
        cls = ITEM_KINDS.get(str(node.get("kind"))) if isinstance(node, dict) else None
        found = []
        for error in invalid.errors(include_url=False):
            loc: Address = error["loc"]
            inner = loc[1:] if kind is Item and loc and loc[0] in ITEM_KINDS else loc
            place = (*address, *inner)
            keys = keys_at(cls if kind is Item else kind, inner[:-1])
            named = {**error, "loc": inner}
            words = in_words(named, document.spellings.get(place), keys)
            found.append(document.problem(place, words, "format"))
        return None, tuple(found)


def node_at(data: object, address: Address) -> object:
    """The part of parsed data at an address."""
    here: Any = data
    for step in address:
        here = here[step]
    return here


def keys_at(kind: object, address: Address) -> tuple[str, ...]:
    """Keys of the dataclass at an address below `kind`; empty where there is none."""
    for step in address:
        if kind is None:
            return ()
        kind = _below(kind, step)
    kind = _bare(kind)
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


def _below(kind: object, step: str | int) -> object:
    kind = _bare(kind)
    if isinstance(step, str) and is_dataclass(kind) and isinstance(kind, type):
        return get_type_hints(kind).get(step)
    if isinstance(step, int) and get_origin(kind) is tuple:
        return get_args(kind)[0]
    return None


def _bare(kind: object) -> object:
    if get_origin(kind) in {Union, UnionType}:
        return next((part for part in get_args(kind) if part is not type(None)), None)
    return kind
