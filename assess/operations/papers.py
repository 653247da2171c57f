"""Papers: PDF files of a published result, made once and kept by the result's digest."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.model.errors import ConflictError, NotFoundError
from assess.reports.paper import PaperKind, PaperSize, render
from assess.store import assessments, results

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assess.content.load import Library
    from assess.settings import Settings


@dataclass(frozen=True, slots=True)
class Order:
    """Which paper of which result."""

    assessment: str
    scope: str
    """'organisation' or the id of a team"""
    kind: PaperKind
    size: PaperSize

    @property
    def subject(self) -> str:
        """The order as a job's subject."""
        return f"{self.assessment}/{self.scope}/{self.kind}/{self.size}"

    @classmethod
    def read(cls, subject: str) -> Order:
        """Return the order of a job's subject; NotFoundError when it is none."""
        parts = subject.split("/")
        try:
            assessment, scope, kind, size = parts
            return cls(assessment, scope, PaperKind(kind), PaperSize(size))
        except ValueError as error:
            raise NotFoundError("There is no such paper.") from error


def path_of(session: Session, settings: Settings, order: Order) -> Path:
    """Return where the paper is, or will be, kept.

    Raises ConflictError when the assessment is not published, NotFoundError for an unknown scope.
    """
    result = results.result_of(session, order.assessment, order.scope)
    if result is None:
        assessment = assessments.assessment_by_id(session, order.assessment)
        if assessment is not None and assessment.state != "published":
            raise ConflictError("There is no report before the assessment is published.")
        raise NotFoundError("There is no result for this team.")
    name = f"{result.provenance.chain[:24]}-{order.scope[:12]}-{order.kind}-{order.size}.pdf"
    return settings.data_dir / "papers" / name


def write(session: Session, library: Library, settings: Settings, order: Order) -> Path:
    """Render the paper unless it is there already; return its path.

    The file appears whole or not at all.
    """
    path = path_of(session, settings, order)
    if path.exists():
        return path
    result = results.result_of(session, order.assessment, order.scope)
    if result is None:
        raise NotFoundError("There is no result for this team.")
    pdf = render(
        result,
        library.evidence,
        results.result_to_json(result).encode(),
        kind=order.kind,
        size=order.size,
        templates=settings.templates,
        static=settings.static,
        figures=settings.data_dir / "figures",
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(pdf)
    Path(file.name).replace(path)
    return path
