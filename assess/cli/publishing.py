"""Publishing with progress on the terminal, for every command that ends in results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.cli.show import progress_bar
from assess.operations import publishing

if TYPE_CHECKING:
    from datetime import datetime

    from assess.runtime import Runtime


def publish_now(runtime: Runtime, assessment: str, now: datetime) -> int:
    """Compute and store the results of a closed assessment; return how many there are."""
    with runtime.reading() as session, progress_bar("scoring teams") as progress:
        made = publishing.recompute(session, runtime.library, assessment, progress)
    with runtime.sessions() as session:
        publishing.publish(session, assessment, made, now)
        session.commit()
    return len(made.results)
