"""The runtime and the clock of the app that serves this request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from assess.runtime import Runtime

KEY = "assess"


@dataclass(frozen=True, slots=True)
class House:
    """What the app was built with."""

    runtime: Runtime
    clock: Callable[[], datetime]


def utc_now() -> datetime:
    """The clock; only doors look at it."""
    return datetime.now(UTC)


def install(app: Flask, runtime: Runtime, clock: Callable[[], datetime]) -> None:
    """Hand the runtime to an app."""
    app.extensions[KEY] = House(runtime, clock)


def runtime() -> Runtime:
    """The runtime of the current app."""
    return _house().runtime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _house().clock()


def _house() -> House:
    house: House = current_app.extensions[KEY]
    return house
