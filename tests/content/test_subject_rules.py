"""Rules about the subject matter: anchors, vignettes, conditions, evidence, frameworks, figures."""

from datetime import date

import pytest

from assess.content.check import check

TODAY = date(2026, 11, 23)
SECOND = """\
sources:
  - {id: x-2020, title: T, publisher: P, year: 2020, reliability: B, read: primary}"""

ERRORS = [
    # practices
    ("gov", "One page says it", "One adequate page says it", "says 'adequate'"),
    (
        "gov",
        "One page says it, with an owner and a date.",
        "nothing is  written",
        "level 2 reads like level 0",
    ),
    ("gov", "Nothing is written.", "''", "level 0 is blank"),
    ("agents", ", as of 2026-11-23", "", "needs the date"),
    ("agents", ", not legal advice", "", "must say 'not legal advice'"),
    ("agents", 'checked: "2026-11-23"\n', "", "needs 'checked'"),
    # vignettes
    ("pages", "flawed: true", "flawed: false", "so the key must be 'nothing'"),
    ("pages", "key: nothing", "key: short", "so the key must be 'nothing'"),
    ("pages", "key: short", "key: nothing", "so the key must be a reason other than 'nothing'"),
    ("pages", "key: short", "key: other", "is no reason"),
    ("pages", "      - {value: slow, label: It is too slow}\n", "", "write exactly 5"),
    ("pages", "value: slow", "value: nothing", "exactly one reason"),
    ("pages", "severity: 3", "severity: 5", "1 (annoying) to 4 (harmful)"),
    ("pages", "sources: [acme-2025]", "sources: []", "'sources' is empty"),
    ("pages", "valid_until: 2027-06-30", "valid_until: soon", "YYYY-MM-DD"),
    ("pages", "    valid_until: 2027-06-30\n", "", "'valid_until' must be a date"),
    ("pages", "explanation: Rows left over need a page of their own.", "explanation: ''", "blank"),
    ("pages", "carrier: python", "carrier: summary", "needs 'settles'"),
    ("pages", "carrier: python", "carrier: pyton", "did you mean 'python'"),
    ("pages", "counts the pages.", "counts the pages." + " Really." * 40, "must fit two lines"),
    (
        "pages",
        "      def pages(rows: int, size: int) -> int:\n",
        "      # one word after the other word\n" * 26,
        "at most 25 lines",
    ),
    (
        "pages",
        "      def pages(rows: int, size: int) -> int:\n",
        "      def pages(rows: int, size: int) -> int:\n" * 26,
        "at most 25 lines",
    ),
    ("pages", "twin: pages", "twin: pages\n    help: x", "unknown key 'help'"),
    ("pages", "twin: pages", "twin: pages\n    anchor: true", "shown to no one"),
    ("pages", "flawed: true", "flawed: false", "a pair is one flawed and one sound"),
    (
        "pages",
        "twin: pages",
        "twin: pages\n    shown_if: {fact: uses_agents, is_one_of: ['no']}",
        "delete 'shown_if'",
    ),
    ("fluency", "sitting: 2", "sitting: 3", "an even number"),
    ("fluency", "sitting: 2", "sitting: 2\nanchors: 2", "mark exactly 2"),
    # conditions
    ("intake", '{fact: uses_agents, is_one_of: ["yes"]}', "{}", "has none"),
    (
        "intake",
        '{fact: uses_agents, is_one_of: ["yes"]}',
        "{fact: uses_agents}",
        "'fact' and 'is_one_of' go together",
    ),
    (
        "intake",
        "{fact: uses_agents, ",
        "{any_of: [{fact: uses_agents, is_one_of: ['no']}], fact: uses_agents, ",
        "has fact and any_of",
    ),
    ("intake", "{fact: uses_agents, ", "{fact: uses_agent, ", "did you mean 'uses_agents'"),
    ("intake", 'is_one_of: ["yes"]', 'is_one_of: ["yess"]', "did you mean 'yes'"),
    (
        "agents",
        'uses_agents, is_one_of: ["yes"]',
        'uses_agents, is_one_of: ["no"]',
        "no set of answers ever shows this item",
    ),
    (
        "intake",
        "{fact: uses_agents, ",
        "{fact: agents_write, ",
        "no set of answers ever shows this item",
    ),
    # evidence
    ("factors", "low: 1.1", "low: 1.6", "low <= median <= high"),
    ("factors", "low: 1.1", "low: 0", "0 < low"),
    ("actions", "likely: 1, high: 3", "likely: 4, high: 3", "low <= likely <= high"),
    ("outcomes", "median: 0.56", "median: 0.36", "low < median < high"),
    ("outcomes", "stress: 0.88", "stress: 88", "between 0 and 1"),
    ("rates", "share: 0.46", "share: 46", "must be 0 to 1"),
    ("rates", "    share: 0.46\n", "", "needs 'share' and 'outcome'"),
    ("rates", "role: anchor", "role: context", "is no anchor of O1"),
    ("lines", "share: 0.4", "share: 40", "12 % is 0.12"),
    ("lines", ", share: 0.4", "", "either 'share' or 'value'"),
    ("sources", "year: 2025", "year: 25", "no year of publication"),
    ("actions", "gov.stance.written: 3", "gov.stance.written: 5", "must be 1 to 4"),
    ("actions", "raises: {gov.stance.written: 3}", "raises: {}", "'raises' is empty"),
    ("gates", "at_or_below: 0", "at_or_below: 4", "must be 0 to 3"),
    (
        "actions",
        "owner: Team lead\n    done_when: The page",
        "requires: [confirm-stance]\n    owner: Team lead\n    done_when: The page",
        "goes round in a circle",
    ),
    (
        "actions",
        "Have it confirmed",
        "Have it confirmed by each and every one of them",
        "at most eight",
    ),
    # frameworks
    ("nist", ", out_of_scope: Asked of the organisation.", "", "no practice maps to"),
    ("nist", "Legal duties are known}", "Legal duties are known, out_of_scope: x}", "is mapped"),
    ("nist", "id: GOVERN 1.2", "id: GOVERN 1.1", "listed 2 times"),
    # figures
    ("factors", "A survey found it.", "19.7 % of 2,400 projects succeeded.", "must not be used"),
    ("actions", "A page nobody read helps nobody.", "It is 68% vs 11%.", "must not be used"),
    ("german", "Das Team", "95 % of failures", "must not be used"),
    ("sources", "title: A survey", "title: A survey (UNVERIFIED)", "only what was verified"),
    # translations
    ("german", "  title: Das Team", "  titel: Das Team", "no text 'titel'"),
    ("german", "version: 1.0.0", "version: 0.9.0", "raise this version"),
    ("german", "instrument: intake", "instrument: intakes", "did you mean 'intake'"),
    ("german", "language: de", "language: en", "own language"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), ERRORS)
def test_an_error_names_the_file_and_the_remedy(folder, file, old, new, words):
    folder.spoil(file, old, new)
    report = check(folder.root, TODAY)
    said = [problem for problem in report.errors if words in problem.message]
    assert said, [str(problem) for problem in (*report.errors, *report.warnings)]
    assert all(problem.rule for problem in report.errors)


WARNINGS = [
    (
        "sources",
        "sources:",
        SECOND,
        "nothing cites",
    ),
    ("actions", ", agents.control.gate: 2", "", "no action raises"),
    ("pages", "valid_until: 2027-06-30", "valid_until: 2026-06-30", "which has passed"),
    (
        "gov",
        "title: Written AI stance",
        "title: A stance on AI that is written down",
        "three to five",
    ),
    ("factors", "allowed\n    short: No stance", "allowed by whom", "add 'short'"),
    (
        "head",
        "{id: stance, title: Stance}\n",
        "{id: stance, title: The stance on AI tools}\n",
        "add 'short'",
    ),
    (
        "german",
        "  agents_write.text: Können sie etwas ändern?\n",
        "",
        "1 of 8 texts fall back to en: agents_write.text",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), WARNINGS)
def test_a_warning_is_no_error(folder, file, old, new, words):
    folder.spoil(file, old, new)
    report = check(folder.root, TODAY)
    assert report.errors == ()
    assert report.warnings
    assert all(words in problem.message for problem in report.warnings)


def test_twins_are_alike_in_what_is_stated_beforehand(folder):
    path = folder.path("pages")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("domain: reports", "domain: mail", 1), encoding="utf-8")
    errors = check(folder.root, TODAY).errors
    assert [problem.message for problem in errors] == [
        "'domain' differs from that of its twin 'pages-cut'; make it equal"
    ]


def test_an_unbalanced_bank_is_an_error(folder):
    text = (folder.path("pages")).read_text(encoding="utf-8")
    flawed = text[text.index("  - kind") : text.index("  - kind", text.index("  - kind") + 9)]
    more = "".join(
        flawed.replace("pages-cut", f"more-{number}").replace("    twin: pages\n", "")
        for number in range(3)
    )
    (folder.root / "instruments/fluency/more.yaml").write_text("items:\n" + more, encoding="utf-8")
    errors = check(folder.root, TODAY).errors
    assert any("4 flawed and 1 sound" in problem.message for problem in errors)
