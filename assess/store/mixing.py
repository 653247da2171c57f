"""Taking away what PostgreSQL itself remembers of who wrote when.

PostgreSQL notes the writing transaction of every row and keeps rows in the order of writing.
One person's two parts are written in the same minutes, and submitted in one transaction, so
both could be matched by somebody who reads these notes.  SQLite keeps neither: the tables have no
row id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PARTS = ("pseudonymous", "anonymous")


def forget_order(session: Session, assessment: str) -> None:
    """Write an assessment's responses again, all in one transaction and sorted by key.

    The work is done inside the server, so memory does not grow with the number of answers.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    for part in _PARTS:
        for statement in _statements(part):
            session.execute(text(statement), {"assessment": assessment})


def _statements(part: str) -> tuple[str, ...]:
    responses, answers = f"{part}_response", f"{part}_answer"
    mine = f"SELECT * FROM {responses} WHERE assessment_id = :assessment"  # noqa: S608 - our tables
    theirs = f"SELECT a.* FROM {answers} a JOIN kept_responses r ON r.key = a.response_key"  # noqa: S608
    return (
        f"CREATE TEMP TABLE kept_responses ON COMMIT DROP AS {mine}",
        f"CREATE TEMP TABLE kept_answers ON COMMIT DROP AS {theirs}",
        f"DELETE FROM {responses} WHERE assessment_id = :assessment",  # noqa: S608
        f"INSERT INTO {responses} SELECT * FROM kept_responses ORDER BY key",  # noqa: S608
        f"INSERT INTO {answers} SELECT * FROM kept_answers ORDER BY response_key, item_id",  # noqa: S608
        "DROP TABLE kept_responses",
        "DROP TABLE kept_answers",
    )
