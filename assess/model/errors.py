"""The one family of errors a person may see.

Each error says what is wrong and what would be right; the web, the API and the command line show
the same sentence.
"""

from __future__ import annotations

from dataclasses import dataclass


class AssessError(Exception):
    """Anything we can explain to the person who caused or met it.

    `sentence` may have gaps in braces, filled by name: so a page can say it in another language.
    """

    def __init__(self, sentence: str = "", **values: object) -> None:
        self.sentence = sentence
        self.values = values
        super().__init__(sentence.format(**values) if values else sentence)


class ContentError(AssessError):
    """The questionnaires on disk are not usable; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class DataError(AssessError):
    """Answers or an imported file cannot be used; nothing was imported."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class ScoringError(AssessError, ValueError):
    """A figure was asked for from input that cannot carry it."""


class PlanError(AssessError, ValueError):
    """Actions that cannot form a plan: cycles, unknown prerequisites, negative effort."""


class NotFoundError(AssessError):
    """There is nothing under this address, or not for this person."""


class GoneError(AssessError):
    """It was here and is over: expired, closed or withdrawn."""


class ForbiddenError(AssessError):
    """Signed in, but not allowed to do this."""


class ConflictError(AssessError):
    """The thing changed in the meantime, or is in the wrong state for this step."""


class SetupError(AssessError):
    """The installation lacks something; the message holds the line that mends it."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file, at a place, with the rule it breaks and what would be right."""

    file: str
    line: int
    message: str
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"
