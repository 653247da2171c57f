"""Coverage of frameworks: each requirement is mapped by a practice or excused with a reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.content.subject import Remark, Subject
    from assess.model.evidence import Framework


def mapped_requirements(subject: Subject) -> frozenset[str]:
    """'framework:requirement' of every requirement a practice names."""
    return frozenset(name for practice in subject.practices() for name in practice.frameworks)


def coverage(subject: Subject) -> Iterator[Remark]:
    """Requirements that are neither mapped nor excused, or both."""
    mapped = mapped_requirements(subject)
    whole = bool(subject.known["practice"]) and "practice" not in subject.places.incomplete
    for framework in subject.library.evidence.frameworks:
        for index, requirement in enumerate(framework.requirements):
            is_mapped = f"{framework.id}:{requirement.id}" in mapped
            if is_mapped and requirement.out_of_scope:
                message = f"'{requirement.id}' is mapped by a practice; delete 'out_of_scope'"
            elif not is_mapped and not requirement.out_of_scope.strip() and whole:
                message = (
                    f"no practice maps to '{framework.id}:{requirement.id}'; name it under"
                    " 'frameworks' of a practice, or say why under 'out_of_scope'"
                )
            else:
                continue
            key = ("framework", framework.id)
            yield subject.error(key, ("requirements", index), message, "coverage")


def unique_requirements(subject: Subject) -> Iterator[Remark]:
    """Ids of requirements are unique within their framework."""
    for framework in subject.library.evidence.frameworks:
        for name, count in _ids(framework).items():
            if count > 1:
                message = f"the requirement '{name}' is listed {count} times; keep one"
                key = ("framework", framework.id)
                yield subject.error(key, ("requirements",), message, "duplicate-id")


def _ids(framework: Framework) -> Counter[str]:
    return Counter(requirement.id for requirement in framework.requirements)
