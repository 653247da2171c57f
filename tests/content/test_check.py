"""The check as a whole: all at once, parts, files on their own, the report, the command."""

import json
import subprocess
import sys
from datetime import date

from assess.content.check import check

TODAY = date(2026, 11, 23)


def test_the_library_is_right(folder):
    report = check(folder.root, TODAY)
    assert [str(problem) for problem in (*report.errors, *report.warnings)] == []


def test_all_errors_are_reported_at_once(folder):
    folder.spoil("gov", "title: Written AI stance", "title: No")
    folder.spoil("factors", "low: 1.1", "low: 9")
    folder.spoil("nist", "reliability: primary", "reliability: good")
    folder.spoil("intake", "id: intake", "id: 'intake")
    files = {problem.file for problem in check(folder.root, TODAY).errors}
    assert files == {folder.shown(name) for name in ("gov", "factors", "nist", "intake")}


def test_long_always_on_parts_are_an_error(folder):
    text = (folder.path("gov")).read_text(encoding="utf-8")
    practice = text[text.index("  - kind") : text.index("  - kind: rating")]
    many = "".join(practice.replace("written", f"written{number}") for number in range(100))
    (folder.root / "instruments/governance/many.yaml").write_text(
        "items:\n" + many, encoding="utf-8"
    )
    messages = [problem.message for problem in check(folder.root, TODAY).errors]
    assert any("'engineer' 2" in message and "at most 18" in message for message in messages)
    assert any("'lead' 2" in message and "at most 25" in message for message in messages)


def test_a_part_is_checked_with_the_library_around_it(folder):
    folder.spoil("gov", "[no_ai_stance]", "[no_stance]")
    folder.spoil("factors", "low: 1.1", "low: 9")
    for part in (folder.path("gov"), folder.path("gov").parent):
        report = check(part, TODAY)
        assert {problem.file for problem in report.errors} == {folder.shown("gov")}


def test_links_inside_a_part_stay_errors(folder):
    folder.spoil("gov", "section: stance", "section: stanze")
    (problem,) = check(folder.path("gov"), TODAY).errors
    assert "did you mean 'stance'" in problem.message


def test_links_into_what_is_not_there_yet_are_warnings(folder):
    (folder.path("factors")).unlink()
    report = check(folder.root / "instruments/governance", TODAY)
    assert report.errors == ()
    assert any("no factor 'no_ai_stance'" in problem.message for problem in report.warnings)
    assert any("no factor" in problem.message for problem in check(folder.root, TODAY).errors)


def test_links_into_a_broken_file_do_not_add_noise(folder):
    folder.spoil("factors", "grade: B", "grade: X")
    report = check(folder.root, TODAY)
    assert [problem.file for problem in report.errors] == [folder.shown("factors")]


def test_a_file_on_its_own_is_checked(tmp_path):
    path = tmp_path / "lone.yaml"
    path.write_text(
        "id: lone\nversion: 1.0.0\ntitle: Lone\nscales: [{id: A, title: A, minimum: 1, maximum: 5}]"
        "\nitems:\n  - {kind: rating, id: A1, scale: A, text: Agree?}\n  - {kind: rating, id: A2,"
        " scale: B, text: Agree?}\n",
        encoding="utf-8",
    )
    report = check(path, TODAY)
    assert [str(problem) for problem in report.errors] == [
        "lone.yaml:7: no scale 'B'; instrument 'lone' has A"
    ]


def test_a_path_that_is_not_there(tmp_path):
    (problem,) = check(tmp_path / "absent").errors
    assert "no such file" in problem.message


def test_the_report_as_json(folder):
    folder.spoil("factors", "low: 1.1", "low: 9")
    document = json.loads(json.dumps(check(folder.root, TODAY).document()))
    (error,) = document["errors"]
    assert error["file"] == folder.shown("factors")
    assert error["line"] == folder.line("factors", "low: 9")
    assert error["rule"] == "range"
    expected = {
        "instruments": 4,
        "vignettes": 2,
        "flawed": 1,
        "sound": 1,
        "twins": 1,
        "defect_types": 1,
        "carriers": 1,
        "governance_practices": 1,
        "governance_domains": 1,
        "delivery_practices": 0,
        "module_practices": 1,
        "intake_facts": 2,
        "risk_factors": 1,
        "actions": 2,
        "base_rates": 1,
        "sources": 1,
        "frameworks": 1,
        "framework_requirements": 2,
        "nist_subcategories_mapped_or_excused": 2,
        "translations": 1,
    }
    assert {key: document["counts"][key] for key in expected} == expected
    assert document["estimates"]["minutes"]["engineer"]["always"] > 1


def test_the_command_prints_problems_and_exits_with_one(folder):
    def run(path):
        command = [sys.executable, "-m", "assess.content", str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert run(folder.root).returncode == 0
    folder.spoil("factors", "low: 1.1", "low: 9")
    failed = run(folder.root)
    line = folder.line("factors", "low: 9")
    assert failed.returncode == 1
    assert failed.stdout.startswith(f"{folder.shown('factors')}:{line}: odds ratio 9.0")


def test_the_command_writes_schemas_and_releases(folder):
    def run(task):
        command = [sys.executable, "-m", "assess.content", task, str(folder.root)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert "instrument.json" in run("schemas").stdout
    assert (folder.root / "schemas" / "instrument.json").exists()
    assert run("release").stdout.startswith("agents 1.0.0 ")
    folder.spoil("gov", "with an owner", "with one owner")
    changed = run("release")
    assert changed.returncode == 1
    assert "raise its version" in changed.stderr


def test_the_report_as_text(folder):
    text = check(folder.root, TODAY).text()
    assert "vignettes: 2\n" in text
    assert "minutes.engineer.always: " in text
    assert "reading_grade.intake: too few words\n" in text
    assert text.endswith("0 errors, 0 warnings\n")
