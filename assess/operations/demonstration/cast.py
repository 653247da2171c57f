"""Who takes part in the demonstration: twelve made-up teams of a made-up company."""

from __future__ import annotations

from dataclasses import dataclass, field

ORGANISATION = "Northlight Logistics"
TITLE = "AI readiness, autumn 2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """One simulated team and how it tends to answer."""

    name: str
    unit: str
    headcount: int
    responding: int
    """engineers who answer"""
    sensitivity: float
    """d′ of its members, on average"""
    bias: float
    """c; above 0: accepts too readily"""
    overconfidence: float
    """added to the confidence that would be right, 0-1 scale"""
    governance: float
    """typical level of its governance practices, 0-4"""
    delivery: float
    """typical level of its delivery practices, 0-4"""
    lead_optimism: float = 0.4
    """levels a lead adds to what engineers see"""
    tilt: dict[str, float] = field(default_factory=dict)
    """scale id → levels added"""
    facts: dict[str, str] = field(default_factory=dict)
    """intake answers that differ from the usual ones"""


USUAL_FACTS = {
    "uses_agents": "no",
    "agent_framework": "none",
    "agents_write": "no",
    "serves_china": "no",
    "china_public": "no",
    "serves_eu": "yes",
    "eu_role": "deployer",
    "eu_high_risk": "no",
    "trains_models": "no",
    "distils": "no",
    "buys_compute": "cloud",
    "self_hosts": "no",
    "build_or_buy": "mixed",
    "writes_software": "yes",
    "personal_data": "yes",
    "pilot_stage": "pilot",
}

TEAMS = (
    Cast(
        name="Payments",
        unit="Commerce",
        headcount=12,
        responding=11,
        sensitivity=1.1,
        bias=0.55,
        overconfidence=0.12,
        governance=1.9,
        delivery=1.7,
        tilt={"evals": -0.9, "oversight": -0.6},
        facts={"uses_agents": "yes", "agent_framework": "crewai", "agents_write": "yes"},
    ),
    Cast(
        name="Checkout",
        unit="Commerce",
        headcount=9,
        responding=8,
        sensitivity=1.3,
        bias=0.15,
        overconfidence=0.06,
        governance=2.2,
        delivery=2.3,
        tilt={"value": 0.5},
    ),
    Cast(
        name="Pricing",
        unit="Commerce",
        headcount=7,
        responding=6,
        sensitivity=0.9,
        bias=0.3,
        overconfidence=0.15,
        governance=1.2,
        delivery=1.3,
        lead_optimism=1.2,
        facts={"trains_models": "trains", "build_or_buy": "built"},
    ),
    Cast(
        name="Partner APIs",
        unit="Commerce",
        headcount=8,
        responding=7,
        sensitivity=1.4,
        bias=-0.25,
        overconfidence=-0.03,
        governance=2.0,
        delivery=2.2,
        tilt={"supply": 0.6},
    ),
    Cast(
        name="Route Planning",
        unit="Operations",
        headcount=10,
        responding=9,
        sensitivity=1.7,
        bias=0.05,
        overconfidence=0.02,
        governance=2.7,
        delivery=2.9,
        facts={"pilot_stage": "production", "trains_models": "fine_tunes"},
    ),
    Cast(
        name="Warehouse Systems",
        unit="Operations",
        headcount=11,
        responding=9,
        sensitivity=0.8,
        bias=0.4,
        overconfidence=0.18,
        governance=1.0,
        delivery=1.2,
        facts={"buys_compute": "both", "self_hosts": "yes"},
    ),
    Cast(
        name="Fleet Telemetry",
        unit="Operations",
        headcount=8,
        responding=7,
        sensitivity=1.5,
        bias=-0.1,
        overconfidence=0.0,
        governance=1.6,
        delivery=2.4,
        tilt={"stance": -0.7, "inventory": -0.8},
        facts={"serves_china": "yes", "china_public": "no", "self_hosts": "yes"},
    ),
    Cast(
        name="Customs Desk",
        unit="Operations",
        headcount=6,
        responding=4,
        sensitivity=1.2,
        bias=0.2,
        overconfidence=0.05,
        governance=1.8,
        delivery=1.9,
        facts={"eu_high_risk": "unsure", "writes_software": "no"},
    ),
    Cast(
        name="Developer Platform",
        unit="Platform",
        headcount=13,
        responding=12,
        sensitivity=1.8,
        bias=-0.05,
        overconfidence=0.01,
        governance=2.9,
        delivery=3.0,
        facts={
            "uses_agents": "yes",
            "agent_framework": "langgraph",
            "agents_write": "yes",
            "pilot_stage": "production",
            "self_hosts": "yes",
        },
    ),
    Cast(
        name="Data Platform",
        unit="Platform",
        headcount=9,
        responding=8,
        sensitivity=1.4,
        bias=0.1,
        overconfidence=0.07,
        governance=2.5,
        delivery=2.1,
        tilt={"data": 0.8, "readiness": 0.9, "ownership": -1.2},
    ),
    Cast(
        name="Identity and Access",
        unit="Platform",
        headcount=6,
        responding=3,
        sensitivity=1.6,
        bias=-0.35,
        overconfidence=-0.05,
        governance=2.8,
        delivery=2.0,
        tilt={"security": 0.9, "value": -0.8},
    ),
    Cast(
        name="Mobile App",
        unit="Commerce",
        headcount=10,
        responding=9,
        sensitivity=1.0,
        bias=0.45,
        overconfidence=0.14,
        governance=1.5,
        delivery=1.8,
        facts={"uses_agents": "planned", "agent_framework": "autogen", "agents_write": "unsure"},
    ),
)
