"""When a screen was shown: signed into the page, so that no time has to be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itsdangerous import BadSignature, TimestampSigner

from assess.web.current import now

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 12 * 3600
"""seconds a stamp says something; a page left open overnight does not"""


class _Signer(TimestampSigner):
    """Signs for one sitting, by the app's clock."""

    def __init__(self, secret: str, sitting: str, moment: datetime) -> None:
        super().__init__(secret, salt=f"screen shown:{sitting}")
        self.moment = moment

    def get_timestamp(self) -> int:
        return int(self.moment.timestamp())


def shown_now(secret: str, sitting: str, step_id: str) -> str:
    """Return the stamp of a screen that is shown now, good for this sitting and screen only."""
    return _Signer(secret, sitting, now()).sign(step_id).decode()


def seconds_since(stamp: str, secret: str, sitting: str, step_id: str) -> float | None:
    """Return the seconds since a screen was shown, to the second below or above.

    None when that is not known: no stamp, a forged one, another screen's, one too old, or a clock
    that was set back.
    """
    signer = _Signer(secret, sitting, now())
    try:
        signed, shown = signer.unsign(stamp, max_age=LONGEST, return_timestamp=True)
    except BadSignature:
        return None
    return signer.get_timestamp() - shown.timestamp() if signed.decode() == step_id else None
