"""A campaign that people can answer."""

import pytest
from operation_cases import make_campaign

from assess.operations import answering


@pytest.fixture
def campaign(session, library, now):
    """An open assessment of two teams with all real instruments."""
    return make_campaign(session, library, now)


@pytest.fixture
def sitting_token(session, library, campaign, now):
    """An engineer of the first team has begun."""
    token = answering.begin(session, library, campaign.link(), now)
    session.commit()
    return token
