"""The files themselves: tagged, archived, complete, and the same every time."""

from decimal import Decimal

import page
import pytest
from printed_cases import elements, opened, page_texts, paper

from assess.model.errors import DataError
from assess.reports.attachments import attached_result
from assess.reports.paper import PaperKind, PaperSize
from assess.store.results import result_from_json, result_to_json

KINDS = ("organisation", "team", "brief", "rating only")
A4 = (Decimal("595.28"), Decimal("841.89"))
LETTER = (Decimal(612), Decimal(792))


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_keeps_the_standards(papers, tmp_path, kind, profile):
    path = tmp_path / "paper.pdf"
    path.write_bytes(papers[kind])
    report = page.validate_pdf(str(path), profile=profile)
    assert report.is_compliant, str(report)


@pytest.mark.parametrize("kind", KINDS)
def test_the_document_says_what_it_is(papers, kind):
    with opened(papers[kind]) as document:
        root = document.Root
        assert root.Lang == "en"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["dc:title"]
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["pdfuaid:part"] == "1"
        with document.open_outline() as outline:
            assert outline.root


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_have_words_and_header_cells_a_scope(papers, kind):
    with opened(papers[kind]) as document:
        assert all(str(figure.get("/Alt", "")) for figure in elements(document, "/Figure"))
        scopes = [str(cell.A.get("/Scope")) for cell in elements(document, "/TH")]
    assert scopes or kind == "brief"
    assert set(scopes) <= {"/Column", "/Row"}


@pytest.mark.parametrize("kind", KINDS)
def test_fonts_travel_with_the_paper(papers, kind):
    with opened(papers[kind]) as document:
        described = [
            thing
            for thing in document.objects
            if hasattr(thing, "keys") and thing.get("/Type") == "/FontDescriptor"
        ]
        assert described
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in described)


@pytest.mark.parametrize(("kind", "size"), [("organisation", A4), ("brief", LETTER)])
def test_pages_have_the_size_asked_for(papers, kind, size):
    with opened(papers[kind]) as document:
        for sheet in document.pages:
            found = (sheet.mediabox[2], sheet.mediabox[3])
            assert all(abs(a - b) < 1 for a, b in zip(found, size, strict=True))


def test_the_brief_is_two_pages(papers):
    assert len(page_texts(papers["brief"])) == 2


def test_the_result_comes_back_out_of_the_paper(papers, made):
    snapshot = attached_result(papers["organisation"])
    assert snapshot == result_to_json(made[0]).encode()
    assert result_from_json(snapshot) == made[0]


def test_a_file_that_carries_no_result_is_refused():
    with pytest.raises(DataError, match="cannot be read as PDF"):
        attached_result(b"not a paper")


def test_the_same_result_gives_the_same_bytes(library, papers, made):
    again = paper(library, made[0], PaperKind.BRIEF, PaperSize.LETTER)
    assert again == papers["brief"]
