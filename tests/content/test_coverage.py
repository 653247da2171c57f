"""The coverage table: nothing silently uncovered, and the docs say what the content says."""

from __future__ import annotations

from pathlib import Path

from assess.content.coverage import coverage, coverage_page
from assess.content.load import load_library
from assess.settings import resource_folder

_DOCS = Path(__file__).parents[2] / "docs" / "reference" / "framework-coverage.md"


def test_every_line_is_mapped_or_excused() -> None:
    silent = [
        f"{table.framework.id}:{line.requirement}"
        for table in coverage(load_library(resource_folder("questionnaires")))
        for line in table.lines
        if not line.practices and not line.out_of_scope
    ]
    assert silent == []


def test_the_docs_show_the_table_of_the_content() -> None:
    page = coverage_page(load_library(resource_folder("questionnaires")))
    hint = "write it again: assess coverage > docs/reference/framework-coverage.md"
    assert _DOCS.read_text(encoding="utf-8") == page, hint
