"""Figures kept in a folder by the digest of what they show, so that each is drawn once."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assess import __version__
from assess.reports.figures.figure import Figure, Table

if TYPE_CHECKING:
    from collections.abc import Callable


class Draw(Protocol):
    """Draws a figure with a function and its arguments, or takes it from where it is kept."""

    def __call__(self, function: Callable[..., Figure], *arguments: object) -> Figure:
        """Return `function(*arguments)`; arguments are model data, mappings or plain values."""


def figure_cache(folder: Path | None) -> Draw:
    """Return a drawing function that keeps figures in a folder; None keeps nothing.

    A file that cannot be read is drawn again.  Files are written whole or not at all, so several
    processes may share the folder.
    """
    if folder is None:
        return lambda function, *arguments: function(*arguments)

    def draw(function: Callable[..., Figure], *arguments: object) -> Figure:
        path = folder / f"{_digest(function, arguments)}.json"
        kept = _read(path)
        if kept is not None:
            return kept
        figure = function(*arguments)
        _write(path, figure)
        return figure

    return draw


def _digest(function: Callable[..., Figure], arguments: tuple[object, ...]) -> str:
    name = f"{function.__module__}.{function.__qualname__}"
    document = [__version__, version("matplotlib"), name, [_plain(a) for a in arguments]]
    text = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value


def _read(path: Path) -> Figure | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        table = kept.pop("table")
        rows = tuple(tuple(row) for row in table["rows"])
        return Figure(
            table=Table(table["caption"], tuple(table["head"]), rows, table["align"]), **kept
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, figure: Figure) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8"
    ) as file:
        json.dump(asdict(figure), file, ensure_ascii=False)
    Path(file.name).replace(path)
