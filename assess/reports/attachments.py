"""The result inside a paper: a report carries the JSON it was made from."""

from __future__ import annotations

import io
from typing import Final

import pikepdf

from assess.model.errors import DataError, Problem

NAME: Final = "result.json"
"""name of the attached file"""


def attached_result(pdf: bytes) -> bytes:
    """Return the result JSON attached to a report.

    Raises DataError when the file cannot be read as PDF or carries no result.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            if NAME in document.attachments:
                return document.attachments[NAME].get_file().read_bytes()
    except pikepdf.PdfError as error:
        raise _refused("this file cannot be read as PDF", error) from error
    raise _refused(f"this PDF carries no {NAME}: give a report written by Assess, unchanged", None)


def _refused(message: str, cause: Exception | None) -> DataError:
    detail = f" ({cause})" if cause is not None else ""
    return DataError((Problem("report.pdf", 1, f"{message}{detail}", "attachment"),))
