"""CSV files of answers: what is read, and what every kind of bad file is told."""

import time

import pytest

from assess.model.errors import DataError
from assess.model.instrument import (
    Audience,
    ChoiceItem,
    Instrument,
    NumberItem,
    Option,
    PracticeItem,
    RatingItem,
    Scale,
    Section,
    TextItem,
)
from assess.operations.answer_tables import MOST_SHOWN, read_answers

INSTRUMENT = Instrument(
    id="small",
    version="1.0.0",
    title="Small",
    sections=(Section(id="s", title="S"),),
    scales=(Scale(id="mood", title="Mood", minimum=1, maximum=5),),
    items=(
        RatingItem(kind="rating", id="A", scale="mood", text="?"),
        RatingItem(kind="rating", id="B", scale="mood", text="?"),
        NumberItem(kind="number", id="N", section="s", text="?", minimum=0, maximum=200),
        ChoiceItem(
            kind="choice",
            id="C",
            section="s",
            text="?",
            options=(Option(value="none", label="None"), Option(value="some", label="Some")),
        ),
        PracticeItem(
            kind="practice",
            id="P",
            title="P",
            section="s",
            scale="mood",
            text="?",
            levels=("0", "1", "2", "3", "4"),
            evidence="?",
            audience=(Audience.LEAD,),
            lowers=(),
            allow_not_applicable=False,
        ),
        TextItem(kind="text", id="T", section="s", text="?"),
    ),
)
HEADER = "team,who,A,B,N,C,P"
GOOD = "x,1,3,4,10,some,2"


@pytest.fixture
def read(tmp_path):
    """Read text or bytes as a file of answers."""

    def run(content, **options):
        path = tmp_path / "answers.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_answers(path, INSTRUMENT, **{"group": "team", **options})

    return run


@pytest.fixture
def refusal(read):
    """Return the lines of the refusal of a file."""

    def run(content, **options):
        with pytest.raises(DataError) as caught:
            read(content, **options)
        return str(caught.value).splitlines()

    return run


def lines(*rows, header=HEADER):
    return "\n".join([header, *rows]) + "\n"


# -- what is read -------------------------------------------------------------------------------


def test_a_plain_file(read):
    table = read(lines(GOOD, "y,2,5,1,0,none,dont_know"))
    assert table.items == ("A", "B", "N", "C", "P")
    assert table.groups == ("x", "y")
    assert table.values == ((3, 4, 10, "some", 2), (5, 1, 0, "none", "dont_know"))
    assert table.notes == ("columns that are no item were left out: who",)


@pytest.mark.parametrize("missing", ["", "NA", "n/a", "NaN", "null", "None", ".", "  "])
def test_missing_answers(read, missing):
    table = read(lines(f"x,1,{missing},4,{missing},some,{missing}"))
    assert table.values == ((None, 4, None, "some", None),)


@pytest.mark.parametrize("cell", ["3", " 3", "3 ", "3.0", '"3"'])
def test_ways_to_write_a_whole_number(read, cell):
    assert read(lines(f"x,1,{cell},4,10,some,2")).values[0][0] == 3


def test_an_option_that_is_called_none_is_an_answer(read):
    assert read(lines("x,1,3,4,10, none ,2")).values[0][3] == "none"


@pytest.mark.parametrize(
    ("separator", "said"),
    [(";", "columns are separated by semicolons"), ("\t", "columns are separated by tabs")],
)
def test_other_separators_are_read_and_said(read, separator, said):
    table = read(lines(GOOD).replace(",", separator))
    assert table.values == ((3, 4, 10, "some", 2),)
    assert said in table.notes


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_endings(read, ending):
    assert len(read(lines(GOOD, GOOD).replace("\n", ending)).values) == 2


def test_a_byte_order_mark_is_no_part_of_the_first_name(read):
    assert read(b"\xef\xbb\xbf" + lines(GOOD).encode()).groups == ("x",)


def test_blank_lines_at_the_end_and_quoted_commas(read):
    table = read(lines('"x, y and ""z""",1,3,4,10,some,2', "", "", ",,,,,,"))
    assert table.groups == ('x, y and "z"',)


def test_columns_in_any_order(read):
    table = read("P,B,A,who,C,team,N\n2,4,3,1,some,x,10\n")
    assert table.values == ((3, 4, 10, "some", 2),)


def test_people_are_told_apart_by_their_column(read):
    assert len(read(lines(GOOD, GOOD.replace(",1,", ",2,", 1)), respondent="who").values) == 2


# -- what is refused ----------------------------------------------------------------------------


def test_a_missing_column_is_named_with_those_there(refusal):
    said = refusal("team,who,A,C,P\nx,1,3,some,2\ny,2,3,some,2\n")
    assert said == [
        "answers.csv:1: columns are missing: B, N. The file has: team, who, A, C, P",
        "answers.csv:1: 2 of 2 rows cannot be used; nothing was imported",
    ]


def test_a_missing_group_or_respondent_column(refusal):
    assert "columns are missing: unit." in refusal(lines(GOOD), group="unit")[0]
    assert "columns are missing: id." in refusal(lines(GOOD), respondent="id")[0]


def test_one_column_cannot_be_two_things(refusal):
    assert "column A cannot be two things" in refusal(lines(GOOD), group="A")[0]
    assert "column team cannot be two things" in refusal(lines(GOOD), respondent="team")[0]


def test_a_header_with_a_column_twice(refusal):
    said = refusal(lines(GOOD + ",1", header=HEADER + ",A"))
    assert said[0] == "answers.csv:1: the header names these columns twice: A"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x,1,6,4,10,some,2", "row 3: column A: “6” is not a whole number 1 to 5"),
        ("x,1,0,4,10,some,2", "row 3: column A: “0” is not a whole number 1 to 5"),
        ("x,1,3.5,4,10,some,2", "row 3: column A: “3.5” is not a whole number 1 to 5"),
        ("x,1,-1,4,10,some,2", "row 3: column A: “-1” is not a whole number 1 to 5"),
        ("x,1,drei,4,10,some,2", "row 3: column A: “drei” is not a whole number 1 to 5"),
        ("x,1,3,4,201,some,2", "row 3: column N: “201” is not a whole number 0 to 200"),
        ("x,1,3,4,10,all,2", "row 3: column C: “all” is not one of none, some"),
        ("x,1,3,4,10,some,5", "row 3: column P: “5” is not a whole number 0 to 4, dont_know"),
        (
            "x,1,3,4,10,some,not_applicable",
            "row 3: column P: “not_applicable” is not a whole number 0 to 4, dont_know",
        ),
        (",1,3,4,10,some,2", "row 3: column team is empty; it names the group"),
        ("x,1,3,4,10,some", "row 3: has 6 cells; the header has 7"),
        ("x,1,3,4,10,some,2,9", "row 3: has 8 cells; the header has 7"),
        ("x,,3,4,10,some,2", "row 3: column who is empty; it names the respondent"),
        ("x,7,3,4,10,some,2", "row 3: column who: “7” is in row 2 already"),
    ],
)
def test_a_bad_row_is_named_with_its_column(refusal, row, said):
    first, last = (GOOD.replace(",1,", f",{who},", 1) for who in (7, 8))
    found = refusal(lines(first, row, last), respondent="who")
    assert found == [
        f"answers.csv:3: {said}",
        "answers.csv:1: 1 of 3 rows cannot be used; nothing was imported",
    ]


def test_many_faults_are_counted_and_the_first_are_named(refusal):
    said = refusal(lines(*["x,1,9,9,999,some,9"] * 500, GOOD))
    assert len(said) == MOST_SHOWN + 1
    assert said[-1].endswith("500 of 501 rows cannot be used; nothing was imported")


def test_latin_1_is_refused_with_row_column_and_count(refusal):
    text = lines(GOOD, "Müller,2,3,4,10,some,2", "Bär,3,3,4,10,some,2")
    said = refusal(text.encode("latin-1"))
    assert len(said) == 1
    assert (
        "answers.csv:3: row 3, column team holds a letter that is not UTF-8 (byte 0xfc)" in said[0]
    )
    assert "as do 2 of 4 rows in all. Save the file as CSV UTF-8. Nothing was imported" in said[0]


def test_the_column_of_a_wrong_letter_is_found(refusal):
    row = "x,2,3,4,10,ü,2"
    assert "row 2, column C holds" in refusal(lines(row).encode("latin-1"))[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(refusal, encoding):
    content = lines(GOOD).encode(encoding)
    wanted = "UTF-16, all of it. Save it as CSV UTF-8" if encoding == "utf-16" else "zero byte"
    assert wanted in refusal(content)[0]


def test_zero_bytes_are_refused_with_their_row(refusal):
    said = refusal(lines(GOOD, "x,1,3,\0,10,some,2").encode())
    assert said == [
        "answers.csv:3: row 3 holds a zero byte: this is no text file. Nothing was imported."
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty. The first row names the columns. Nothing was imported."),
        ("\n\n", "the file is empty. The first row names the columns. Nothing was imported."),
        (HEADER + "\n", "the file has a header and 0 rows below it. Nothing was imported."),
        (HEADER, "the file has a header and 0 rows below it. Nothing was imported."),
    ],
)
def test_a_file_without_rows(refusal, content, said):
    assert refusal(content) == [f"answers.csv:1: {said}"]


def test_an_open_quotation_mark_is_found(refusal):
    said = refusal(lines(GOOD, '"x,1,3,4,10,some,2', GOOD))
    assert said[0].startswith("answers.csv:3: row 3 cannot be read as CSV: ")


def test_a_file_that_is_not_there_or_a_folder(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(DataError, match="the file cannot be read"):
            read_answers(path, INSTRUMENT, "team")


def test_an_instrument_that_no_file_could_answer(tmp_path):
    texts = Instrument(id="texts", version="1.0.0", title="T", items=(INSTRUMENT.items[-1],))
    path = tmp_path / "a.csv"
    path.write_text("team\nx\n")
    with pytest.raises(DataError, match="texts has no item that a file could answer"):
        read_answers(path, texts, "team")


# -- size ---------------------------------------------------------------------------------------


def test_two_hundred_thousand_rows_are_read_in_linear_time(read):
    def seconds(rows):
        people = [f"x{i % 99},{i},3,4,10,some,2" for i in range(rows)]
        content = lines(*people)
        started = time.process_time()  # our own work, whatever else the machine does
        table = read(content, respondent="who")
        assert len(table.values) == rows
        return time.process_time() - started

    seconds(1_000)  # warm
    small = min(seconds(20_000) for _ in range(3))
    assert seconds(200_000) < 10 * small * 3  # linear, with room for a busy machine
