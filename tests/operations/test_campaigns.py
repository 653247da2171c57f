"""Assessments from draft to closed, and whose they are."""

from collections import Counter

import pytest
from operation_cases import make_campaign
from sqlalchemy.exc import IntegrityError

from assess.content.documents import digest
from assess.model.errors import ConflictError, NotFoundError
from assess.model.instrument import Audience
from assess.operations import campaigns
from assess.operations.campaigns import NewTeam
from assess.operations.directory import organisation_named
from assess.operations.names import slug_of
from assess.operations.pinned import pinned_instruments
from assess.store import assessments
from assess.store.tables import InstrumentReleaseRow


def state_of(session, campaign):
    session.expire_all()
    return assessments.assessment_by_id(session, campaign.assessment.id).state


def test_draft_then_open_then_closed_and_no_other_way(session, library, now):
    campaign = make_campaign(session, library, now, state="draft")
    one = campaign.assessment.id
    with pytest.raises(ConflictError, match="Only an open assessment can be closed"):
        campaigns.close_assessment(session, one, now)
    campaigns.open_assessment(session, one)
    with pytest.raises(ConflictError, match="Only a draft can be opened"):
        campaigns.open_assessment(session, one)
    campaigns.close_assessment(session, one, now)
    with pytest.raises(ConflictError):
        campaigns.close_assessment(session, one, now)
    assert state_of(session, campaign) == "closed"
    assert assessments.assessment_by_id(session, one).closed_at == now


def test_instruments_are_pinned_as_they_are_in_their_order(session, library, campaign):
    pinned = pinned_instruments(session, campaign.assessment.id)
    assert pinned == campaigns.in_order(library.instruments)
    assert [i.id for i in pinned][:4] == ["intake", "ai-fluency", "delivery", "governance"]
    stored = assessments.pinned_digests(session, campaign.assessment.id)
    assert stored == [digest(i) for i in pinned]
    assert [library.digests[i.id] for i in pinned] == stored


def test_the_same_instruments_are_stored_once(session, library, now, campaign):
    make_campaign(session, library, now)
    assert session.query(InstrumentReleaseRow).count() == len(library.instruments)


def test_names_may_repeat_and_slugs_never_do(session, now):
    organisation = campaigns.add_organisation(session, "Acme", now)
    again = campaigns.add_organisation(session, "ACME!", now)
    assert (organisation.slug, again.slug) == ("acme", "acme-2")
    teams = campaigns.add_teams(session, organisation, [NewTeam("Ops"), NewTeam("Ops")])
    later = campaigns.add_teams(session, organisation, [NewTeam("ops"), NewTeam("日本")])
    assert [t.slug for t in (*teams, *later)] == ["ops", "ops-2", "ops-3", "team"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Ärzte & Söhne", "arzte-sohne"), ("  ", "team"), ("a" * 90, "a" * 60), ("<b>", "b")],
)
def test_a_slug_is_safe_in_an_address(name, slug):
    assert slug_of(name, set()) == slug


def test_a_team_and_audience_has_one_link(session, campaign):
    with pytest.raises(IntegrityError):
        _invite_again(session, campaign)


def _invite_again(session, campaign):
    campaigns.invite_team(session, campaign.assessment, campaign.teams[0].id, Audience.LEAD)
    session.flush()


def test_another_organisations_assessment_is_not_found(session, library, now, campaign, people):
    mine = campaign.organisation.id
    found = campaigns.assessment_for(session, mine, campaign.assessment.id)
    assert found.title == "First wave"
    with pytest.raises(NotFoundError, match="no such assessment in your organisation"):
        campaigns.assessment_for(session, people.cleo.organisation.id, campaign.assessment.id)
    with pytest.raises(NotFoundError):
        campaigns.assessment_for(session, mine, "nothing")


def test_an_organisation_is_found_by_name_or_made(session, now):
    made = organisation_named(session, "Acme", now)
    assert organisation_named(session, "Acme", now) == made
    assert organisation_named(session, "Other", now) != made


def test_every_link_is_its_own(campaign):
    assert max(Counter(campaign.links.values()).values()) == 1
