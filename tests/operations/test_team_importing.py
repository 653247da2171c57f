"""Lists of teams: read as people have them, imported whole or not at all."""

import pytest

from assess.model.errors import DataError, ForbiddenError
from assess.operations.campaigns import NewTeam, add_teams
from assess.operations.sign_in import Actor
from assess.operations.team_importing import EXAMPLE, import_teams
from assess.operations.team_register import list_teams

HEAD = "name,unit,head-count\n"


def read(session, actor, text, encoding="utf-8"):
    made = import_teams(session, actor, "teams.csv", text.encode(encoding))
    session.commit()
    return made


def teams(session, actor):
    listed = (one.team for one in list_teams(session, actor))
    return {team.name: (team.unit, team.headcount) for team in listed}


def faults(session, actor, text, encoding="utf-8"):
    with pytest.raises(DataError) as refused:
        read(session, actor, text, encoding)
    session.rollback()
    return [problem.message for problem in refused.value.problems]


def test_the_example_that_the_page_shows_can_be_imported(session, people):
    made = read(session, people.ada, EXAMPLE)
    assert (made.added, made.changed, made.unchanged) == (2, 0, 0)
    assert teams(session, people.ada)["Billing"] == ("Commerce", 9)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (f"{HEAD}Data,Product,8\n", "utf-8-sig"),
        ("Team;Department;People\r\nData;Product;8\r\n", "utf-8"),
        ("NAME\tUnit\tHead_Count\nData\tProduct\t8\n\n\n", "utf-8"),
        ("head count,team,unit\n8,Data,Product\n", "utf-8"),
        (f'{HEAD}\n"Data"," Product ", 8\n,,\n', "utf-8"),
    ],
)
def test_lists_come_in_many_shapes(session, people, text, encoding):
    read(session, people.ada, text, encoding)
    assert teams(session, people.ada) == {"Data": ("Product", 8)}


def test_the_same_list_twice_changes_nothing_and_a_newer_one_what_differs(session, people):
    read(session, people.ada, f"{HEAD}Data,Product,8\nWeb,Product,6\n")
    again = read(session, people.ada, f"{HEAD}Data,Product,8\nWeb,Product,6\n")
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    newer = read(session, people.ada, f"{HEAD}data,Platform,8\nWeb,Product,6\nOps,,\n")
    assert (newer.added, newer.changed, newer.unchanged) == (1, 1, 1)
    assert teams(session, people.ada) == {
        "data": ("Platform", 8),
        "Web": ("Product", 6),
        "Ops": ("", 0),
    }


def test_a_column_that_is_missing_stays_as_it_is_and_one_too_many_is_noted(session, people):
    read(session, people.ada, f"{HEAD}Data,Product,8\n")
    made = read(session, people.ada, "name,head-count,floor\nData,9,3\n")
    assert teams(session, people.ada) == {"Data": ("Product", 9)}
    assert made.notes == ("columns that are not known were left out: floor",)


def test_every_fault_names_row_and_column_and_nothing_is_imported(session, people):
    text = f"{HEAD}Data,Product,8\n,Product,6\nWeb,Product,many\nOps\ndata,,\nx,{'y' * 301},\n"
    found = faults(session, people.ada, text)
    assert found == [
        "row 3, column name: is missing",
        "row 4, column head-count: is “many”; give a whole number up to 100,000, or nothing",
        "row 5, 1 cells; row 1 has 3",
        "row 6, column name: “data” stands in row 2 already",
        "row 7, column unit: has 301 characters; at most 300 can be kept",
        "5 of 6 rows cannot be used",
    ]
    assert teams(session, people.ada) == {}


def test_of_many_faults_the_first_are_shown_and_all_counted(session, people):
    text = HEAD + "".join(f"T{n},,x\n" for n in range(500))
    found = faults(session, people.ada, text)
    assert len(found) == 21
    assert found[-1] == "500 of 500 rows cannot be used"


@pytest.mark.parametrize(
    ("text", "encoding", "words"),
    [
        ("", "utf-8", "empty"),
        (HEAD, "utf-8", "0 rows"),
        ("Data,Product,8\nWeb,Product,6\n", "utf-8", "row 1 has to name the columns"),
        ("name,team\nData,Web\n", "utf-8", "twice: name"),
        (f"{HEAD}Dätä,Product,8\n", "latin-1", "row 2, column name"),
        (f"{HEAD}Data,Product,8\n", "utf-16", "UTF-16"),
        (f"{HEAD}Da\0ta,Product,8\n", "utf-8", "zero byte"),
        (HEAD + "Data,,\n" * 200_000, "utf-8", "200,000 rows; at most 2,000"),
        (f'{HEAD}"Data,Product,8\n', "utf-8", "cannot be read as CSV"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_whole(session, people, text, encoding, words):
    found = faults(session, people.ada, text, encoding)
    assert words in " ".join(found)
    assert teams(session, people.ada) == {}


def test_names_that_were_doubled_before_are_not_guessed_at(session, people):
    add_teams(session, people.ada.organisation, [NewTeam("Data"), NewTeam("Data")])
    session.commit()
    found = faults(session, people.ada, f"{HEAD}Data,Product,8\n")
    assert found[0] == "row 2, column name: 2 teams are called “Data” already"


def test_formulas_html_and_other_scripts_are_names_like_any_other(session, people):
    read(session, people.ada, f'{HEAD}=cmd|x,<b>U</b>,3\n"فريق, البيانات",🚢,4\n')
    assert teams(session, people.ada) == {
        "=cmd|x": ("<b>U</b>", 3),
        "فريق, البيانات": ("🚢", 4),
    }


def test_organisations_do_not_see_each_others_names(session, people):
    read(session, people.ada, f"{HEAD}Data,Product,8\n")
    assert read(session, people.cleo, f"{HEAD}Data,Other,3\n").added == 1
    assert teams(session, people.ada) == {"Data": ("Product", 8)}


def test_who_may_only_read_imports_nothing(session, people):
    viewer = Actor("v", "Vi", "v@acme.example", "viewer", people.ada.organisation)
    with pytest.raises(ForbiddenError):
        read(session, viewer, EXAMPLE)
