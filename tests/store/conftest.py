"""An organisation with a team and an assessment, for queries to work on."""

from types import SimpleNamespace

import pytest
from store_cases import add_assessment, add_organisation, add_team


@pytest.fixture
def acme(session, now):
    """Acme with one team and one open assessment, committed."""
    organisation = add_organisation(session, now)
    team = add_team(session, organisation)
    assessment = add_assessment(session, organisation)
    session.commit()
    return SimpleNamespace(organisation=organisation, team=team, assessment=assessment)
