"""People at the web door: a place with an open assessment, an app, a client that checks pages."""

import pytest
from office_cases import build_office, open_office
from page_check import PageClient
from web_cases import Clock, make_place

from assess.web.app import create_app


@pytest.fixture
def place(tmp_path):
    made = make_place(tmp_path)
    yield made
    made.runtime.close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def app(place, clock):
    return create_app(place.runtime, clock)


@pytest.fixture
def ben(app):
    """Ben answers."""
    return PageClient(app.test_client())


@pytest.fixture
def own(ben, place):
    """The address of Ben's sitting, just begun."""
    ben.visit(f"/join/{place.link}")
    ben.send(f"/join/{place.link}")
    return ben.address


@pytest.fixture(scope="session")
def office_built(tmp_path_factory):
    """The office is built once; each test works on a copy."""
    return build_office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(office_built, tmp_path):
    made = open_office(office_built, tmp_path)
    yield made
    made.runtime.close()


@pytest.fixture
def office_app(office, clock):
    return create_app(office.runtime, clock)
