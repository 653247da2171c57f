"""Papers rendered once for all tests of this folder."""

import pytest
from printed_cases import made_results, paper, rated_results

from assess.reports.paper import PaperKind, PaperSize


@pytest.fixture(scope="session")
def made(library):
    """Results of made-up teams: the organisation's, then each team's."""
    return made_results(library).results


@pytest.fixture(scope="session")
def rated(library):
    """Results of real teams that answered rating scales only."""
    return rated_results(library).results


@pytest.fixture(scope="session")
def shown_team(made):
    """The result of the first team whose figures are shown."""
    return next(one for one in made if one.team is not None and not one.team.withheld)


@pytest.fixture(scope="session")
def papers(library, made, rated, shown_team):
    """Name of a paper → its bytes."""
    return {
        "organisation": paper(library, made[0]),
        "team": paper(library, shown_team),
        "brief": paper(library, made[0], PaperKind.BRIEF, PaperSize.LETTER),
        "rating only": paper(library, rated[0]),
    }
