"""Results made through `evaluate`, and what a finished PDF says of itself."""

import csv
import io
from collections import defaultdict
from pathlib import Path

import numpy as np
import pikepdf
from pypdf import PdfReader

from assess.content.load import load_instrument
from assess.evaluate import AssessmentHeader, evaluate
from assess.model.answers import Response, TeamAnswers
from assess.model.evidence import Content
from assess.model.instrument import Audience
from assess.model.parameters import Parameters
from assess.reports.paper import PaperKind, PaperSize, render
from assess.settings import resource_folder
from assess.store.results import result_to_json
from benchmarks.made_organisation import TeamTruth, made_team

TESTS = Path(__file__).parents[2]
FEW = Parameters(draws=2_000)
SMALL = "Team small"
"""name of the team with too few people to be shown"""
SIZES = {"anchor": 9, "beacon": 12, "crane": 8, "small": 3, "tiny": 3}


def header(*, demonstration):
    return AssessmentHeader(
        id="papers",
        title="Spring wave",
        wave=1,
        made_on="2026-03-31",
        demonstration=demonstration,
        organisation="Harbour Works",
    )


def made_results(library):
    """Results of five teams, two of them below five people; the organisation's comes first."""
    rng = np.random.default_rng(7)
    teams = [
        made_team(
            library.instruments,
            rng,
            team_id=name,
            people=people,
            truth=TeamTruth(sensitivity=1.0 + number / 2, bias=0.3 - number / 5),
        )
        for number, (name, people) in enumerate(SIZES.items())
    ]
    content = Content(instruments=library.instruments, evidence=library.evidence)
    return evaluate(content, header(demonstration=True), teams, FEW, lambda _done, _all: None)


def rated_results(library):
    """Results of 49 real teams who rated their leaders: scales only, nothing made up."""
    instrument = load_instrument(TESTS / "instruments" / "lq2002.yaml")
    people = defaultdict(list)
    with (TESTS / "data" / "lq2002.csv").open() as file:
        for number, row in enumerate(csv.DictReader(file)):
            given = {item.id: int(row[item.id]) for item in instrument.items if row[item.id]}
            team = row["team"]
            people[team].append(Response(f"r{number}", team, Audience.ENGINEER, given))
    teams = [
        TeamAnswers(team, f"Company {team}", len(given), (), tuple(given))
        for team, given in people.items()
    ]
    content = Content(instruments=(instrument,), evidence=library.evidence)
    return evaluate(content, header(demonstration=False), teams, FEW, lambda _done, _all: None)


def paper(library, result, kind=PaperKind.REPORT, size=PaperSize.A4):
    """The bytes of a paper of a result."""
    return render(
        result,
        library.evidence,
        result_to_json(result).encode(),
        kind=kind,
        size=size,
        templates=resource_folder("templates"),
        static=resource_folder("static"),
    )


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def page_texts(pdf):
    """The text of each page, with every run of white space as one blank."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def elements(document, name):
    """Every structure element of this type."""
    return [
        thing
        for thing in document.objects
        if isinstance(thing, pikepdf.Dictionary)
        and thing.get("/Type") == "/StructElem"
        and thing.get("/S") == name
    ]
