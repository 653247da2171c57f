"""A small questionnaire with every kind of item, and a house to answer it in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from assess.content.load import Library
from assess.model.evidence import Evidence
from assess.model.instrument import (
    Audience,
    Carrier,
    ChoiceItem,
    Condition,
    Confidentiality,
    Instrument,
    JudgementItem,
    NumberItem,
    Option,
    PracticeItem,
    RatingItem,
    Scale,
    Section,
    TextItem,
)
from assess.operations import campaigns
from assess.runtime import Runtime
from assess.settings import Settings
from assess.store import schema
from assess.store.assessments import Assessment
from assess.store.engine import make_engine, make_sessions

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
EVERYONE = (Audience.ENGINEER, Audience.LEAD)


def vignette(item_id: str, *, flawed: bool) -> JudgementItem:
    reasons = ("a", "b", "nothing", "c", "d")
    return JudgementItem(
        kind="judgement",
        id=item_id,
        section="outputs",
        carrier=Carrier.PYTHON,
        domain="billing",
        title=f"Title of {item_id}",
        task="Write `total(rows)`.",
        constraint="Standard library <only>.",
        output="def total(rows):\n    return sum(row.amount for row in rows)\n",
        flawed=flawed,
        reasons=tuple(Option(value=value, label=f"Reason {value}") for value in reasons),
        key="a" if flawed else "nothing",
        explanation=f"Why {item_id} is as it is.",
        severity=2,
        defect="off-by-one",
        audience=EVERYONE,
    )


FLUENCY = Instrument(
    id="ai-fluency",
    version="1.0.0",
    title="Working with AI outputs",
    confidentiality=Confidentiality.PSEUDONYMOUS,
    sections=(
        Section(id="outputs", title="Judging outputs", intro="Judge from what is shown."),
        Section(id="habits", title="Your habits"),
    ),
    scales=(Scale(id="habit", title="Habit", minimum=1, maximum=3),),
    items=(
        vignette("sort-flawed", flawed=True),
        vignette("sort-sound", flawed=False),
        RatingItem(
            kind="rating",
            id="habit.check",
            scale="habit",
            section="habits",
            text="How do you check?",
            labels=("Not at all", "By reading", "By running"),
            audience=EVERYONE,
        ),
        TextItem(kind="text", id="habit.note", section="habits", text="Anything else?", longest=40),
    ),
)

FACTS = Instrument(
    id="facts",
    version="1.0.0",
    title="Facts",
    sections=(Section(id="facts", title="The team's work"),),
    scales=(Scale(id="stance", title="Stance"),),
    items=(
        ChoiceItem(
            kind="choice",
            id="uses_agents",
            section="facts",
            text="Does the team use agents?",
            options=(Option(value="no", label="No"), Option(value="yes", label="Yes")),
            audience=EVERYONE,
        ),
        ChoiceItem(
            kind="choice",
            id="agents_write",
            section="facts",
            text="May they write?",
            options=(Option(value="no", label="No"), Option(value="yes", label="Yes")),
            audience=EVERYONE,
            shown_if=Condition(fact="uses_agents", is_one_of=("yes",)),
        ),
        NumberItem(
            kind="number",
            id="people",
            section="facts",
            text="How many people?",
            minimum=1,
            maximum=500,
            unit="people",
            audience=EVERYONE,
        ),
        PracticeItem(
            kind="practice",
            id="gov.written",
            title="Written rules",
            section="facts",
            scale="stance",
            text="Where are the rules?",
            levels=("Nowhere", "By word", "On a page", "With an owner", "Audited"),
            evidence="AI rules with a date.",
            audience=EVERYONE,
            lowers=("no_ai_stance",),
        ),
    ),
)


def library(*instruments: Instrument) -> Library:
    evidence = Evidence(
        version="1.0.0",
        digest="0" * 64,
        sources=(),
        base_rates=(),
        outcomes=(),
        factors=(),
        gates=(),
        benchmarks=(),
        actions=(),
        frameworks=(),
    )
    return Library(instruments, evidence, (), {})


@dataclass(slots=True)
class Clock:
    """A clock that a test can turn."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation with one open assessment and a link for its engineers."""

    runtime: Runtime
    assessment: str
    link: str
    team: str


def make_place(folder, *, production=False, content=None, demonstration=False) -> Place:
    """Build a database with an open assessment in it; it closes ten days after noon."""
    settings = replace(Settings.from_environ({}, data_dir=folder), production=production)
    engine = make_engine(f"sqlite:///{folder / 'web.db'}")
    schema.upgrade(engine)
    content = content or library(FLUENCY, FACTS)
    runtime = Runtime(
        settings, engine, make_sessions(engine), make_sessions(engine, reading=True), content
    )
    with runtime.sessions() as session:
        owner = campaigns.add_organisation(
            session, "Tidewater & Sons", NOON, demonstration=demonstration
        )
        (team,) = campaigns.add_teams(session, owner, [campaigns.NewTeam("Billing", 9)])
        plan = Assessment(
            id="",
            organisation=owner.id,
            title="Winter 2026",
            slug="",
            state="draft",
            seed=5,
            opened_at=NOON,
            closes_at=NOON + timedelta(days=10),
        )
        instruments = campaigns.in_order(content.instruments)
        draft = campaigns.draft_assessment(session, plan, instruments, [team.id])
        campaigns.open_assessment(session, draft.id)
        opened = campaigns.assessment_for(session, owner.id, draft.id)
        invitation = campaigns.invite_team(session, opened, team.id, Audience.ENGINEER)
        session.commit()
    return Place(runtime, draft.id, invitation.token, team.id)
