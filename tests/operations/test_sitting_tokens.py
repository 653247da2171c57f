"""What people hold, what the database holds, and that the one cannot be had from the other."""

import pytest
from operation_cases import answer_everything, answers_to
from sqlalchemy import select, text

from assess.model.errors import NotFoundError
from assess.model.instrument import Audience, Confidentiality
from assess.operations import answering, campaigns
from assess.operations.tokens import (
    digest_of,
    new_sitting_token,
    new_token,
    part_key,
    split_sitting_token,
)
from assess.store.tables import Base


def test_secrets_hold_128_bits_and_differ():
    made = {new_token() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(token) for token in made} == {22}


def test_a_sitting_token_comes_apart_again():
    link = new_token()
    token = new_sitting_token(link)
    assert split_sitting_token(token)[0] == link
    for broken in (link, token[:-3].split(".")[0], token.replace(".", ":"), token + ".x"):
        with pytest.raises(NotFoundError, match="not complete"):
            split_sitting_token(broken)


def test_the_keys_of_the_parts_differ_by_part_assessment_and_person():
    secrets = ("s" * 22, "t" * 22)
    keys = {part_key(s, part, a) for s in secrets for part in Confidentiality for a in ("a", "b")}
    assert len(keys) == 8
    for key in keys:
        assert not any(secret in key for secret in secrets)


def everything(session):
    """Every value of every table as text: what somebody who reads the whole database has."""
    return {
        table.name: [
            {name: str(value) for name, value in row._mapping.items()}
            for row in session.execute(select(table))
        ]
        for table in Base.metadata.sorted_tables
    }


def test_who_reads_the_whole_database_cannot_join_the_parts(session, library, campaign, now):
    tokens = [answering.begin(session, library, campaign.link(), now) for _ in range(6)]
    for turn, token in enumerate(tokens):
        answer_everything(session, library, token, now, turn)
        answering.submit(session, library, token, now)
        session.commit()
    read = everything(session)
    held = {part for token in tokens for part in (token, *token.split("."))}
    every_text = "\n".join(str(row) for rows in read.values() for row in rows)
    assert not [secret for secret in held if secret in every_text]
    for kind in ("response", "answer"):
        left, right = read[f"pseudonymous_{kind}"], read[f"anonymous_{kind}"]
        assert left
        assert right
        known = {"key", "response_key", "item_id", "value", "revision", "block"}
        shared = {
            (name, row[name])
            for name in left[0].keys() & right[0].keys()
            for row in left
            if row[name] in {other[name] for other in right}
        }
        telling = {name for name, _ in shared if name in known} - {"revision", "value"}
        assert not telling  # keys and items: nothing that one part says is said in the other


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_after_closing_postgresql_keeps_no_trace_of_who_wrote_when(session, library, campaign, now):
    """PostgreSQL notes the transaction of every row: one submission would mark both parts."""
    for turn in range(4):
        token = answering.begin(session, library, campaign.link(), now)
        session.commit()
        sitting = answering.load_sitting(session, library, token, now)
        for step in (*sitting.steps[:2], *sitting.steps[-2:]):
            given = answers_to(step, turn)
            answering.save_step(session, library, token, step.id, given, now)
            session.commit()
        answering.submit(session, library, token, now)
        session.commit()
    campaigns.close_assessment(session, campaign.assessment.id, now)
    session.commit()
    marks = [
        session.execute(text(f"SELECT xmin::text, key FROM {table}")).all()  # noqa: S608
        for table in ("pseudonymous_response", "anonymous_response")
    ]
    for found in marks:
        assert len(found) == 4
        assert len({xmin for xmin, _ in found}) == 1


def test_a_link_is_stored_as_its_digest_only(session, campaign):
    read = everything(session)
    for token in campaign.links.values():
        assert digest_of(token) in {row["token_digest"] for row in read["team_link"]}
        assert token not in str(read)
    assert len(campaign.links) == 2 * len(Audience)
