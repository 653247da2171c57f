"""Queries on responses and answers: two pairs of tables that share no key.

`part` chooses the pair.  A response is reached only by its key, a digest of the respondent's own
secret; the two keys of one person cannot be computed from each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from assess.model.answer_rules import from_document, to_document
from assess.model.answers import AnswerValue, Response
from assess.model.instrument import Audience, Confidentiality
from assess.store.tables import (
    AnonymousAnswerRow,
    AnonymousResponseRow,
    PseudonymousAnswerRow,
    PseudonymousResponseRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

ResponseTable = type[PseudonymousResponseRow] | type[AnonymousResponseRow]
AnswerTable = type[PseudonymousAnswerRow] | type[AnonymousAnswerRow]


def _tables(part: Confidentiality) -> tuple[ResponseTable, AnswerTable]:
    if part is Confidentiality.PSEUDONYMOUS:
        return PseudonymousResponseRow, PseudonymousAnswerRow
    return AnonymousResponseRow, AnonymousAnswerRow


def _insert(session: Session, table: ResponseTable | AnswerTable) -> Any:  # noqa: ANN401
    """Return the database's own INSERT, which can say what to do about a row that is there."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _item_id(given: tuple[str, AnswerValue]) -> str:
    return given[0]


def begin_response(
    session: Session,
    part: Confidentiality,
    empty: Response,
    *,
    assessment: str,
    block: Sequence[str] = (),
) -> None:
    """Insert an empty response unless it is there already, or is being inserted by another page."""
    responses, _ = _tables(part)
    if session.get(responses, empty.id) is not None:
        return
    values: dict[str, Any] = {
        "key": empty.id,
        "assessment_id": assessment,
        "team_id": empty.team,
        "audience": empty.audience.value,
        "submitted": False,
        "hasty": False,
    }
    if part is Confidentiality.PSEUDONYMOUS:
        values["block"] = list(block)
    session.execute(_insert(session, responses).values(**values).on_conflict_do_nothing())


def block_of(session: Session, key: str) -> list[str] | None:
    """Return the vignettes handed to this person; None when the part has not begun."""
    row = session.get(PseudonymousResponseRow, key)
    return None if row is None else list(row.block)


def blocks_of(session: Session, assessment: str, team: str) -> list[list[str]]:
    """Return the vignettes handed out in a team, one list a person, in no order."""
    rows = session.scalars(
        select(PseudonymousResponseRow.block).where(
            PseudonymousResponseRow.assessment_id == assessment,
            PseudonymousResponseRow.team_id == team,
        )
    )
    return [list(block) for block in rows]


def answers_of(session: Session, part: Confidentiality, key: str) -> dict[str, AnswerValue]:
    """Return one person's answers in one part."""
    _, answers = _tables(part)
    rows = session.execute(
        select(answers.item_id, answers.value).where(answers.response_key == key)
    )
    return {item_id: from_document(value) for item_id, value in rows}


def save_answers(
    session: Session,
    part: Confidentiality,
    key: str,
    stored: Mapping[str, AnswerValue],
    given: Mapping[str, AnswerValue],
    cleared: Sequence[str],
) -> None:
    """Write what changed: new answers, changed answers (revision + 1), cleared answers.

    `stored` is what this transaction has read of these items.  A page saved twice at once is kept
    once: the later one counts, as it would a moment later.
    """
    _, answers = _tables(part)
    if gone := [item_id for item_id in cleared if item_id in stored]:
        session.execute(
            delete(answers).where(answers.response_key == key, answers.item_id.in_(gone))
        )
    _add_answers(session, answers, key, {i: v for i, v in given.items() if i not in stored})
    for item_id, value in sorted(given.items(), key=_item_id):  # one order, so no deadlock
        if item_id in stored and stored[item_id] != value:
            session.execute(
                update(answers)
                .where(answers.response_key == key, answers.item_id == item_id)
                .values(value=to_document(value), revision=answers.revision + 1)
            )


def _add_answers(
    session: Session, answers: AnswerTable, key: str, fresh: Mapping[str, AnswerValue]
) -> None:
    if not fresh:
        return
    new = _insert(session, answers)
    session.execute(
        new.on_conflict_do_update(
            index_elements=["response_key", "item_id"],
            set_={"value": new.excluded.value, "revision": answers.revision + 1},
        ),
        [
            {"response_key": key, "item_id": item, "value": to_document(value), "revision": 1}
            for item, value in sorted(fresh.items(), key=_item_id)
        ],
    )


def mark(
    session: Session,
    part: Confidentiality,
    key: str,
    *,
    submitted: bool | None = None,
    hasty: bool | None = None,
) -> None:
    """Set the flags that are given."""
    responses, _ = _tables(part)
    values = {
        name: value
        for name, value in (("submitted", submitted), ("hasty", hasty))
        if value is not None
    }
    session.execute(update(responses).where(responses.key == key).values(**values))


def is_submitted(session: Session, part: Confidentiality, key: str) -> bool | None:
    """Whether this part was submitted; None when it has not begun."""
    responses, _ = _tables(part)
    return session.scalar(select(responses.submitted).where(responses.key == key))


def audience_answers(
    session: Session, assessment: str, team: str, audience: Audience, item_ids: Sequence[str]
) -> list[tuple[str, AnswerValue]]:
    """Return (item, value) pairs that one audience of a team gave to these anonymous items."""
    rows = session.execute(
        select(AnonymousAnswerRow.item_id, AnonymousAnswerRow.value)
        .join(AnonymousResponseRow, AnonymousResponseRow.key == AnonymousAnswerRow.response_key)
        .where(
            AnonymousResponseRow.assessment_id == assessment,
            AnonymousResponseRow.team_id == team,
            AnonymousResponseRow.audience == audience.value,
            AnonymousAnswerRow.item_id.in_(item_ids),
        )
        .order_by(AnonymousAnswerRow.item_id)
    )
    return [(item_id, from_document(value)) for item_id, value in rows]


def team_responses(
    session: Session, part: Confidentiality, assessment: str, team: str
) -> tuple[Response, ...]:
    """Return a team's responses of one part that hold at least one answer, ordered by key."""
    return tuple(_grouped(session, part, assessment, team))


def _grouped(
    session: Session, part: Confidentiality, assessment: str, team: str
) -> Iterator[Response]:
    responses, answers = _tables(part)
    rows = session.execute(
        select(responses.key, responses.audience, responses.hasty, answers.item_id, answers.value)
        .join(answers, answers.response_key == responses.key)
        .where(responses.assessment_id == assessment, responses.team_id == team)
        .order_by(responses.key, answers.item_id)
    )
    current: Response | None = None
    for key, audience, hasty, item_id, value in rows:
        if current is None or current.id != key:
            if current is not None:
                yield current
            current = Response(key, team, Audience(audience), {}, {}, hasty)
        current.answers[item_id] = from_document(value)
    if current is not None:
        yield current


def insert_responses(
    session: Session, part: Confidentiality, assessment: str, responses: Sequence[Response]
) -> None:
    """Insert whole responses at once; call it with some thousands at a time."""
    response_table, answer_table = _tables(part)
    extra: dict[str, Any] = {"block": []} if part is Confidentiality.PSEUDONYMOUS else {}
    session.execute(
        insert(response_table),
        [
            {
                "key": response.id,
                "assessment_id": assessment,
                "team_id": response.team,
                "audience": response.audience.value,
                "submitted": True,
                "hasty": response.hasty,
                **extra,
            }
            for response in responses
        ],
    )
    rows = [
        {
            "response_key": response.id,
            "item_id": item_id,
            "value": to_document(value),
            "revision": 1,
        }
        for response in responses
        for item_id, value in response.answers.items()
    ]
    if rows:
        session.execute(insert(answer_table), rows)
