"""Rules about form: keys, ids, links, orphans, bounds; each tried on one spoilt place."""

from datetime import date

import pytest

from assess.content.check import check

TODAY = date(2026, 11, 23)
SECOND = """\
sources:
  - {id: x-2020, title: T, publisher: P, year: 2020, reliability: B, read: primary}"""

ERRORS = [
    # format
    ("gov", "title: Written AI stance", "titel: Written AI stance", "did you mean 'title'"),
    ("gov", "title: Written AI stance", "title: No", 'write "No" in quotes'),
    ("gov", "text: How far", "text: 2026.5 #", 'write "2026.5" in quotes'),
    ("gov", "kind: rating", "kind: ratings", "did you mean 'rating'"),
    ("gov", "kind: rating\n    id", "id", "the key 'kind' is missing"),
    ("gov", "      - Nothing is written.\n", "", "entry 5 of 'levels' is missing"),
    ("gov", "levels:", "levels:\n      - Zero.", "'levels' must have 5 entries, but has 6"),
    ("gov", "audience: [lead, engineer]", "audience: lead", "must be a list"),
    ("gov", "audience: [lead, engineer]", "audience: [leads]", "did you mean 'lead'"),
    ("gov", "minimum: 1", "minimum: '1'", "whole number (no quotes)"),
    ("gov", "minimum: 1", "minimum: 1.5", "whole number"),
    ("gov", "minimum: 1", "minimum:", "whole number"),
    ("gov", "scale: trust", "scale: trust\n    reverse: 'no'", "true or false (no quotes)"),
    ("gov", "items:", "extra: 1\nitems:", "this file holds only 'items'"),
    ("gov", "lowers: [no_ai_stance]", "lowers: [no_ai_stance]\n    lowers: []", "already on line"),
    ("head", "title: Governance", "title: [a]", "must be a text, but is a list"),
    ("head", "title: Governance", "title:", "is empty"),
    ("intake", "{fact: uses_agents, ", "{fact: yes, ", 'write "yes" in quotes'),
    ("intake", "items:", "items: {}\nitem:", "'items' must be a list"),
    ("factors", "grade: B", "grade: E", "must be A, B, C or D"),
    ("factors", "factors:", "factor:", "unknown key 'factor'"),
    ("factors", "low: 1.1", "low: one", "a number (no quotes)"),
    ("actions", "gov.stance.written: 2", "gov.stance.written: two", "whole number"),
    ("version", "1.0.0", "1.0", "quote it"),
    # ids, versions, dates
    ("gov", "id: gov.views.else", "id: gov views", "letters, digits"),
    ("gov", "id: gov.views.else", "id: gov.views.trust", "is already used in"),
    ("intake", "id: agents_write", "id: gov.views.else", "is already used in"),
    (
        "sources",
        "sources:",
        SECOND.replace("x-2020", "acme-2025"),
        "is already used in",
    ),
    ("head", "version: 1.0.0", "version: v1.0", "three numbers"),
    ("head", "version: 1.0.0", "version: 1.0.0\nlanguage: English", "a code such as en"),
    ("german", "language: de", "language: deutsch", "a code such as en"),
    ("sources", "checked: 2026-11-20", "checked: 20.11.2026", "YYYY-MM-DD"),
    ("sources", "checked: 2026-11-20", "checked: 2026-12-20", "still to come"),
    ("nist", "checked: 2026-11-20", "checked: ''", "YYYY-MM-DD"),
    ("factors", "short: No stance", "short: Nobody has written a stance", "at most 24"),
    ("gov", "text: What else should we know?", "text: ' '", "blank"),
    ("gov", "audience: [lead, engineer]", "audience: []", "nobody is asked"),
    # dead links
    ("gov", "[no_ai_stance]", "[no_ai_stanse]", "did you mean 'no_ai_stance'"),
    ("gov", "GOVERN 1.1", "GOVERN 9.9", "there is no requirement"),
    ("gov", "section: stance", "section: stanze", "no section 'stanze', did you mean 'stance'"),
    ("gov", "scale: stance", "scale: stanze", "no scale 'stanze'"),
    ("pages", "defect: off-by-one", "defect: off-by-two", "no defect type 'off-by-two'"),
    ("pages", "sources: [acme-2025]", "sources: [acme-2052]", "did you mean 'acme-2025'"),
    ("fluency", "sources: [acme-2025]", "sources: [other-2025]", "no source 'other-2025'"),
    ("rates", "[acme-2025]", "[acme]", "no source 'acme'"),
    ("outcomes", "[half]", "[third]", "no base rate 'third'"),
    ("gates", "gov.stance.written", "gov.stance.writen", "no practice"),
    ("lines", "domain: stance", "domain: stances", "no scale 'stances'"),
    ("actions", "gov.stance.written: 3", "gov.stance.spoken: 3", "no practice"),
    ("actions", "requires: [write-stance]", "requires: [say-stance]", "no action"),
    ("intake", "section: facts", "section: facts\n    benchmark: so-1", "no benchmark 'so-1'"),
    # orphans
    (
        "head",
        "{id: views, title: Views}",
        "{id: views, title: Views}, {id: v2, title: V}",
        "no item uses the section 'v2'",
    ),
    ("head", "scales:", "scales:\n  - {id: s2, title: S}", "no item uses the scale 's2'"),
    (
        "fluency",
        "defects:",
        "defects:\n  - {id: leakage, title: L, evidence: E, sources: []}",
        "no item uses the defect type 'leakage'",
    ),
    ("gov", "lowers: [no_ai_stance]", "lowers: []", "lowers no risk factor"),
    ("gov", "lowers: [no_ai_stance]", "lowers: []", "no practice lowers 'no_ai_stance'"),
    # bounds and options
    ("head", ", minimum: 1, maximum: 3", "", "needs 'minimum' and a larger 'maximum'"),
    ("head", "maximum: 3", "maximum: 5", "3 labels for 5 points"),
    ("gov", "Not at all, Half", "Half, Half", "two labels are the same"),
    ("gov", "maximum: 500", "maximum: 1", "must be below maximum"),
    ("gov", "What else should we know?", "What else?\n    longest: 0", "1 to 10000"),
    ("intake", '{value: "yes", label: "Yes"}', '{value: "no", label: "Yes"}', "2 times"),
    ("intake", ', {value: "yes", label: "Yes"}', "", "at least two"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), ERRORS)
def test_an_error_names_the_file_and_the_remedy(folder, file, old, new, words):
    folder.spoil(file, old, new)
    report = check(folder.root, TODAY)
    said = [problem for problem in report.errors if words in problem.message]
    assert said, [str(problem) for problem in (*report.errors, *report.warnings)]
    assert all(problem.rule for problem in report.errors)


@pytest.mark.parametrize(
    ("file", "old", "new", "marker"),
    [
        ("gov", "[no_ai_stance]", "[no_stance]", "lowers:"),
        ("gov", "One page", "One adequate page", "adequate"),
        ("gov", "scale: trust", "scale: trusts", "trusts"),
        ("pages", "key: short", "key: other", "key: other"),
        ("actions", "gov.stance.written: 3", "gov.stance.written: 9", ": 9"),
        ("intake", '["yes"]', '["maybe"]', "maybe"),
        ("nist", "id: GOVERN 1.2", "id: 1.2", "id: 1.2"),
        ("german", "title: Das", "titel: Das", "titel"),
    ],
)
def test_an_error_names_the_line(folder, file, old, new, marker):
    folder.spoil(file, old, new)
    errors = check(folder.root, TODAY).errors
    assert f"{folder.shown(file)}:{folder.line(file, marker)}:" in "\n".join(map(str, errors))
