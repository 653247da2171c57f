"""What a check found: errors, warnings, counts, estimates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assess.model.errors import Problem


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything wrong with a library, and how much there is of everything."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    counts: dict[str, int] = field(default_factory=dict)
    estimates: dict[str, Any] = field(default_factory=dict)
    """minutes per audience, reading grade per instrument, balance of the bank"""

    def document(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "errors": [_entry(problem) for problem in self.errors],
            "warnings": [_entry(problem) for problem in self.warnings],
            "counts": self.counts,
            "estimates": self.estimates,
        }

    def text(self) -> str:
        """One problem a line, then counts and estimates."""
        lines = [f"{problem}" for problem in self.errors]
        lines += [
            f"{problem.file}:{problem.line}: warning: {problem.message}"
            for problem in self.warnings
        ]
        lines += [f"{key}: {value}" for key, value in self.counts.items()]
        lines += [line for key, value in self.estimates.items() for line in _lines(key, value)]
        lines.append(f"{len(self.errors)} errors, {len(self.warnings)} warnings")
        return "\n".join(lines) + "\n"


def _lines(name: str, value: object) -> list[str]:
    """``minutes.lead.always: 23.5``, one line a figure."""
    if not isinstance(value, dict):
        return [f"{name}: {'too few words' if value is None else value}"]
    return [line for key, inner in value.items() for line in _lines(f"{name}.{key}", inner)]


def _entry(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.file,
        "line": problem.line,
        "message": problem.message,
        "rule": problem.rule,
    }
