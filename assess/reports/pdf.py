"""HTML to PDF: WeasyPrint with our own files only, tagged, archived, with the result attached."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from weasyprint import HTML, Attachment
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from assess.reports.attachments import NAME
from assess.reports.finisher import finish

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BASE: Final = "https://paper.invalid/"
"""where a paper's files seem to lie; nothing is ever asked of a network"""
_STATIC: Final = f"{BASE}static/"
_FIGURES: Final = f"{BASE}figures/"
_TYPES: Final = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What becomes one PDF file."""

    html: str
    figures: Mapping[str, str]
    """name → SVG text; the page refers to it as figures/NAME.svg"""
    snapshot: bytes
    made_on: str
    """ISO date; every date in the file"""


def write_pdf(sheet: Sheet, static: Path) -> bytes:
    """Return the PDF of a sheet: PDF/UA-1 and PDF/A-3a, the same bytes for the same sheet.

    Raises RuntimeError when the page asks for a file that is not in the static folder.
    """
    moment = datetime.fromisoformat(sheet.made_on).replace(tzinfo=UTC)
    attachment = Attachment(
        string=sheet.snapshot,
        name=NAME,
        description="The result this report was made from",
        created=moment,
        modified=moment,
        relationship="Data",
    )
    fetcher = OwnFiles(static, sheet.figures)
    with _no_collection():
        document = HTML(string=sheet.html, base_url=BASE, url_fetcher=fetcher).render(
            pdf_variant="pdf/a-3a"
        )
        document.metadata.attachments.append(attachment)
        pdf = document.write_pdf(finisher=finish, pdf_variant="pdf/a-3a")
    if fetcher.refused:
        raise RuntimeError(f"The paper asks for files it may not have: {fetcher.refused}")
    return bytes(pdf)


class OwnFiles(URLFetcher):  # type: ignore[misc]  # weasyprint ships no types
    """Serves style sheets and fonts of one folder and figures held in memory, nothing else."""

    def __init__(self, static: Path, figures: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=())
        self._static = static.resolve()
        self._figures = figures
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a file's bytes; FatalURLFetchingError for anything that is not ours."""
        del headers  # those of a web request
        if url.startswith(_FIGURES):
            name = url.removeprefix(_FIGURES).removesuffix(".svg")
            if name in self._figures:
                return _response(url, self._figures[name].encode(), ".svg")
        elif url.startswith(_STATIC):
            path = (self._static / url.removeprefix(_STATIC)).resolve()
            if path.is_relative_to(self._static) and path.is_file() and path.suffix in _TYPES:
                return _response(url, path.read_bytes(), path.suffix)
        self.refused.append(url)
        raise FatalURLFetchingError(f"A paper may not ask for {url}")


def _response(url: str, body: bytes, suffix: str) -> URLFetcherResponse:
    return URLFetcherResponse(url, body, {"Content-Type": _TYPES[suffix]})


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector while a document is laid out: a sixth of the time for nothing."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()
        gc.collect()
