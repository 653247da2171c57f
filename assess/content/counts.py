"""How much there is of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.content.rules.bank import vignettes_of
from assess.content.rules.conditions import fact_values
from assess.content.rules.frameworks import mapped_requirements
from assess.model.instrument import PracticeItem, RatingItem

if TYPE_CHECKING:
    from assess.content.subject import Subject
    from assess.model.instrument import Instrument

NIST = "nist-ai-rmf"


def counts(subject: Subject) -> dict[str, int]:
    """Every count of the report, by name."""
    return {
        **_vignettes(subject),
        **_practices(subject),
        **_evidence(subject),
        **_frameworks(subject),
        "translations": len(subject.library.translations),
    }


def _vignettes(subject: Subject) -> dict[str, int]:
    items = list(subject.judgements())
    return {
        "instruments": len(subject.library.instruments),
        "items": sum(len(one.items) for one in subject.library.instruments),
        "vignettes": len(items),
        "flawed": sum(item.flawed for item in items),
        "sound": sum(not item.flawed for item in items),
        "twins": len({item.twin for item in items if item.twin}),
        "defect_types": len({item.defect for item in items if item.flawed}),
        "carriers": len({item.carrier for item in items}),
        "anchors": sum(item.anchor for item in items),
        "self_report_items": sum(
            isinstance(item, RatingItem)
            for one in subject.library.instruments
            if vignettes_of(one)
            for item in one.items
        ),
        "intake_facts": len(fact_values(subject)),
    }


def _practices(subject: Subject) -> dict[str, int]:
    by_id = {one.id: one for one in subject.library.instruments}
    modules = [one for one in by_id.values() if one.shown_if is not None]
    return {
        "governance_practices": len(_of(by_id.get("governance"))),
        "governance_domains": len({item.scale for item in _of(by_id.get("governance"))}),
        "delivery_practices": len(_of(by_id.get("delivery"))),
        "delivery_domains": len({item.scale for item in _of(by_id.get("delivery"))}),
        "modules": len(modules),
        "module_practices": sum(len(_of(one)) for one in modules),
    }


def _of(instrument: Instrument | None) -> list[PracticeItem]:
    items = () if instrument is None else instrument.items
    return [item for item in items if isinstance(item, PracticeItem)]


def _evidence(subject: Subject) -> dict[str, int]:
    evidence = subject.library.evidence
    return {
        "risk_factors": len(evidence.factors),
        "actions": len(evidence.actions),
        "base_rates": len(evidence.base_rates),
        "outcomes": len(evidence.outcomes),
        "gates": len(evidence.gates),
        "benchmarks": len(evidence.benchmarks),
        "sources": len(evidence.sources),
    }


def _frameworks(subject: Subject) -> dict[str, int]:
    mapped = mapped_requirements(subject)
    frameworks = subject.library.evidence.frameworks
    requirements = [(one.id, part) for one in frameworks for part in one.requirements]
    settled = [
        name
        for name, part in requirements
        if f"{name}:{part.id}" in mapped or part.out_of_scope.strip()
    ]
    return {
        "frameworks": len(frameworks),
        "framework_requirements": len(requirements),
        "requirements_mapped": sum(f"{name}:{part.id}" in mapped for name, part in requirements),
        "requirements_mapped_or_excused": len(settled),
        "nist_subcategories": sum(name == NIST for name, _ in requirements),
        "nist_subcategories_mapped_or_excused": settled.count(NIST),
    }
