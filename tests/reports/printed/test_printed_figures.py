"""Every figure on paper has a finding, a description, and a drawing of its own."""

import re

import pytest

from assess.reports.paper import PaperKind, PaperSize, sheet_of
from assess.settings import resource_folder
from assess.store.results import result_to_json

FIGURE = re.compile(
    r"<figure>\s*<figcaption>(.*?)</figcaption>\s*<img src=\"figures/(.*?)\.svg\" alt=\"(.*?)\"",
    re.S,
)


@pytest.fixture(scope="session")
def sheet(library, made):
    return sheet_of(
        made[0],
        library.evidence,
        result_to_json(made[0]).encode(),
        kind=PaperKind.REPORT,
        size=PaperSize.A4,
        templates=resource_folder("templates"),
    )


def test_each_figure_has_a_title_and_a_description(sheet):
    found = FIGURE.findall(sheet.html)
    assert len(found) == sheet.html.count("<figure>") > 0
    for title, name, alt in found:
        assert title.strip(), name
        assert len(alt.split()) > 5, name


def test_each_drawing_is_on_the_page_once(sheet):
    names = [name for _title, name, _alt in FIGURE.findall(sheet.html)]
    assert sorted(names) == sorted(sheet.figures)
    assert all("<svg" in drawing for drawing in sheet.figures.values())
