"""Canvas, Moodle and Gradescope take the files: their own tables filled, every row kept, nothing else touched."""

import csv
import dataclasses
import html
import io
import json
from pathlib import Path

import pytest

from autograder.grading.reports import canvas, gradescope, moodle
from autograder.grading.reports.tables import TableError
from autograder.grading.reports.upload import digits, parsed
from autograder.grading.results import Result

from .report_samples import (
    ANSWER,
    FORMULAS,
    GOOD,
    HOSTILE,
    KEY,
    SECRET,
    WRONG,
    check,
    code,
    essay,
    result,
    sample,
)

FULL = (*GOOD[:2], essay(ANSWER, 2, 2))
HALF = (*GOOD[:2], essay(ANSWER, 0.5, 0))

# As Canvas writes it: custom column, two assignments, a row for manual posting, read-only totals, test student.
GRADEBOOK = '''\
Student,ID,SIS User ID,SIS Login ID,Section,Notes,Essay (11),Exercise set 1: Why regions trade (12),Current Score,Final Score
,,,,,,,Manual Posting,,
    Points Possible,,,,,,10.00,7.00,(read only),(read only)
"Lee, Ana",101,S1,ana,Mo 8,,9.00,,80.00,40.00
"O'Neil, ""Ben""",102,S2,ben,"Mo 8, Tu 9",late,,3.00,,
"=Chen, 娜",103,S3,chen,Mo 8,,,EX,,
"Diaz, Eva",104,,,Mo 8,,,N/A,,
"Student, Test",999,,x,Mo 8,,,,,
'''
WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission),\
Online text,Last modified (grade),Feedback comments
Participant 101,Ana Lee,ana@x.org,Submitted for grading,,7.00,Yes,"Friday, 2 October 2026, 9:00 AM","<p>a
b</p>",-,
Participant 102,Ben O'Neil,ben@x.org,Submitted for grading,3.00,7.00,Yes,-,,-,I liked it.
Participant 103,娜 Chen,chen@x.org,Submitted for grading,2.00,7.00,No,-,,-,
Participant 104,Eva Diaz,eva@x.org,No submission,,7.00,Yes,-,,-,
"""


def handed(number: int, layout: str, questions=FULL, **said) -> Result:
    name = {101: "Ana Lee", 102: "Ben O'Neil", 103: "娜 Chen", 104: "Eva Diaz"}.get(
        number, f"Nobody {number}"
    )
    return result(
        f"s{number}{said.get('file', '')}",
        questions,
        identifier=str(number),
        layout=layout,
        name=name,
        **said,
    )


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def in_canvas(tmp_path: Path, text: str, results: list[Result], key=KEY, assignment=None, encoding="utf-8"):
    path = tmp_path / "gradebook.csv"
    path.write_text(text, encoding, newline="")
    written, notes = canvas.written(key, results, canvas.gradebook(path, results), assignment)
    return rows(written, ";" if ";" in text else ","), " ".join(notes)


def test_the_gradebook_is_filled(tmp_path: Path) -> None:
    some = [
        handed(101, "canvas"),
        handed(102, "canvas", HALF),
        handed(777, "canvas"),
        handed(101, "moodle", HALF),
    ]
    found, notes = in_canvas(tmp_path, GRADEBOOK, some)
    before = rows(GRADEBOOK)
    column = 7
    assert [row[column] for row in found] == [
        "Exercise set 1: Why regions trade (12)", "Manual Posting", "7.00", "7", "3.5", "EX", "N/A", ""
    ]  # fmt: skip
    assert [row[:column] + row[column + 1 :] for row in found] == [
        row[:column] + row[column + 1 :] for row in before
    ]
    assert "1 student not in the gradebook: Nobody 777." in notes
    assert "scaled" not in notes


def test_marks_without_a_submission_stay(tmp_path: Path) -> None:
    found, notes = in_canvas(tmp_path, GRADEBOOK, [handed(103, "canvas"), handed(104, "canvas")])
    assert found[4][7] == "3.00", "an empty cell would delete it"
    assert "Excused or not assigned in Canvas, and left so: =Chen, 娜, Diaz, Eva." in notes


def test_a_new_column_and_a_named_one(tmp_path: Path) -> None:
    key = KEY | {"title": "Another set"}
    found, notes = in_canvas(tmp_path, GRADEBOOK, [handed(101, "canvas")], key)
    assert [row[-1] for row in found] == ["Another set", "", "7", "7", "", "", "", ""]
    assert "Its assignments are: Essay (11), Exercise set 1: Why regions trade (12)." in notes
    for name in ("essay", "ESSAY (11)", " Essay "):
        found, notes = in_canvas(tmp_path, GRADEBOOK, [handed(101, "canvas")], key, name)
        assert [row[6] for row in found] == ["Essay (11)", "", "10.00", "10", "", "", "", ""]
        assert "The set has 7 points and the assignment in Canvas 10: the marks were scaled to it." in notes
    twice = GRADEBOOK.replace("Exercise set 1: Why regions trade (12)", "Essay (12)")
    with pytest.raises(TableError, match=r"several columns “Essay”: Essay \(11\), Essay \(12\)"):
        in_canvas(tmp_path, twice, [], key, "Essay")


def test_gradebooks_of_other_shapes(tmp_path: Path) -> None:
    semicolons = GRADEBOOK.replace(",", ";").replace('"Lee; Ana"', '"Lee, Ana"').replace("7.00;(", "7,00;(")
    found, _ = in_canvas(tmp_path, semicolons, [handed(101, "canvas", HALF)], encoding="utf-8-sig")
    assert found[3][7] == "3.5"
    names = GRADEBOOK.replace("Student,ID", "LastName,FirstName,ID").replace(",101", ",Ana,101")
    lines = names.splitlines()
    lines[1:3] = ["," + lines[1], lines[2].replace("Possible,", "Possible,,")]
    found, _ = in_canvas(tmp_path, "\n".join(lines[:4]), [handed(101, "canvas", HALF)])
    assert found[3][8] == "3.5"
    for text in ("a,b\n1,2\n", "Student;Name\n1;2\n"):
        with pytest.raises(TableError, match="no gradebook of Canvas"):
            in_canvas(tmp_path, text, [])


def test_the_small_file_for_canvas() -> None:
    some = [handed(101, "canvas"), handed(103, "canvas", WRONG), result("x", layout="canvas")]
    evil = [handed(200 + i, "canvas") for i in range(len(FORMULAS))]
    evil = [dataclasses.replace(one, name=name) for one, name in zip(evil, FORMULAS, strict=True)]
    text, notes = canvas.written(KEY, some + evil, None)
    assert text.startswith("Student,ID,SIS User ID,SIS Login ID,Section,Exercise set 1"), (
        "Canvas takes no mark before a quote"
    )
    found = rows(text)
    assert found[1] == ["    Points Possible", "", "", "", "", "7"]
    assert ["Ana Lee", "101", "", "", "", "7"] in found
    assert ["娜 Chen", "103", "", "", "", "0"] in found
    assert len(found) == 4 + len(FORMULAS)
    assert all(row[0][0] not in "=+-@＝" for row in found)
    assert "Without a number of the platform, so not in the file: x." in " ".join(notes)


def test_what_to_know_before_an_upload() -> None:
    some = [
        handed(1, "canvas", GOOD),
        handed(2, "canvas", HALF),
        handed(2, "canvas", file="later"),
        handed(3, "canvas", (), status="unreadable"),
        handed(4, "canvas", status="suspicious", protected=False),
    ]
    text, notes = canvas.written(KEY, some, None)
    assert [row[1::4] for row in rows(text)[2:]] == [["1", "3"], ["2", "7"], ["4", "7"]]
    said = " ".join(notes)
    for words in (
        "1 mark still waits for a reader, for up to 4 points",
        "the better submission counts: Nobody 2",
        "Could not be graded, so without a mark in the file: Nobody 3",
        "Look at these submissions before their marks are final: Nobody 4",
        "without isolation",
    ):
        assert words in said
    assert all(note.startswith("canvas.csv: ") for note in notes)


def in_moodle(tmp_path: Path, text: str, results: list[Result], encoding="utf-8-sig"):
    path = tmp_path / "worksheet.csv"
    path.write_text(text, encoding, newline="")
    written, notes = moodle.written(KEY, results, moodle.worksheet(path, results))
    assert written.startswith("\ufeff") == (encoding == "utf-8-sig")
    return rows(written), " ".join(notes)


def test_the_worksheet_is_filled(tmp_path: Path) -> None:
    some = [handed(n, "moodle", HALF) for n in (101, 102, 103, 888)]
    found, notes = in_moodle(tmp_path, WORKSHEET, some)
    before = rows(WORKSHEET)
    assert [row[4] for row in found] == ["Grade", "3.5", "3.5", "2.00", ""]
    untouched = [0, 1, 2, 3, 5, 6, 7, 8, 9]
    assert [[row[i] for i in untouched] for row in found] == [[row[i] for i in untouched] for row in before]
    assert found[1][10].startswith(
        "Exercise set 1: Why regions trade: 3.5 of 7 points. Own prices, and who sells what: 2 of 2"
    )
    assert found[2][10] == "I liked it."
    assert "does not let these grades be changed, and they were left: 娜 Chen." in notes
    assert "have a comment of yours, and kept it: Ben O'Neil." in notes
    assert "1 student not in the worksheet: Nobody 888." in notes
    again, _ = in_moodle(tmp_path, "\n".join(",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in r) for r in found),
                         [handed(101, "moodle")])  # fmt: skip
    assert again[1][4] == "7"
    assert "7 of 7 points" in again[1][10], "a comment of ours is replaced"


def test_worksheets_of_other_shapes(tmp_path: Path) -> None:
    found, notes = in_moodle(
        tmp_path, WORKSHEET.replace("7.00", '"100,00"'), [handed(101, "moodle", HALF)], "utf-8"
    )
    assert found[1][4] == "50"
    assert "The set has 7 points and the assignment in Moodle 100" in notes
    found, _ = in_moodle(tmp_path, WORKSHEET.replace("7.00", '"7,00"'), [handed(101, "moodle", HALF)])
    assert found[1][4] == "3,5"
    bare = "Identifier,Status,Grade,Last modified (grade)\nParticipant 101,x,,-\n"
    found, notes = in_moodle(tmp_path, bare, [handed(101, "moodle", HALF)])
    assert found[1] == ["Participant 101", "x", "3.5", "-"]
    assert "no column for feedback comments" in notes
    with pytest.raises(TableError, match="it has no column Grade"):
        in_moodle(tmp_path, "Identifier,Note,Last modified (grade)\n", [])


def test_the_small_file_for_moodle() -> None:
    text, notes = moodle.written(KEY, [handed(101, "moodle", protected=False)], None)
    header, row = rows(text)
    assert header == list(moodle.COLUMNS)
    assert row[:2] == ["Participant 101", "Ana Lee"]
    assert row[4:9] == ["7", "7", "Yes", "-", "-"]
    assert "without isolation" in row[9]
    assert "set to English" in " ".join(notes)


def test_a_comment_is_html() -> None:
    one = dataclasses.replace(GOOD[0], title=HOSTILE)
    said = moodle.comment(result("a", (one,)), "<b>Set</b>")
    assert "<" not in said
    assert html.unescape(said).startswith("<b>Set</b>: 2 of 7 points. <script>")
    assert len(said) < 1000


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Participant 12", "12"),
        ("Participant_012", "12"),
        ("12", "12"),
        ("12.0", "12"),
        ("0", "0"),
        ("", ""),
        ("x", ""),
    ],
)
def test_digits(text: str, number: str) -> None:
    assert digits(text) == number


def test_parsed() -> None:
    assert [parsed(text) for text in ("7.00", "7,5", " 7 ", "-", "", "(read only)", "1.000,5")] == [
        7, 7.5, 7, None, None, None, None
    ]  # fmt: skip


# ---- Gradescope ----

# From the specification: what a file may hold, and of which kind.
TOP = {
    "score": float,
    "output": str,
    "output_format": str,
    "visibility": str,
    "stdout_visibility": str,
    "tests": list,
}
TEST = {"number": str, "name": str, "score": float, "max_score": float, "status": str, "output": str,
        "output_format": str, "visibility": str}  # fmt: skip
VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}


@pytest.mark.parametrize("one", [*sample(), result("m", HALF), result("u", protected=False)], ids=range(25))
def test_gradescope(one: Result) -> None:
    text = gradescope.written(KEY, one)
    assert text.isascii()
    made = json.loads(text)
    assert set(made) == set(TOP)
    assert made["score"] == pytest.approx(one.points)
    assert sum(test["score"] for test in made["tests"]) == pytest.approx(one.points)
    if one.questions:
        assert sum(test["max_score"] for test in made["tests"]) == one.maximum
    assert made["visibility"] in VISIBILITY
    assert made["output_format"] == "text"
    for test in made["tests"]:
        assert set(test) <= set(TEST)
        assert all(
            isinstance(test[key], kind if kind is str else (int, float))
            for key, kind in TEST.items()
            if key in test
        )
        assert test.get("status", "passed") in ("passed", "failed")
        assert test["visibility"] in VISIBILITY
        assert len(test["output"]) < 1000
    assert ("without isolation" in made["output"]) == (not one.protected)
    assert "Cell 2 replaces" not in text, "flags are the teacher's"


def test_gradescope_hides_what_is_hidden() -> None:
    broken = code(check(0, "right"), check(1, "error", f"ValueError: {SECRET} 191.085"))
    made = json.loads(gradescope.written(KEY, result("a", (broken,))))
    visible, hidden = made["tests"]
    assert (visible["visibility"], hidden["visibility"]) == ("visible", "after_published")
    assert hidden["output"].startswith("Stopped with an error. With other numbers")
    assert "191" not in json.dumps(made)
    waiting = json.loads(gradescope.written(KEY, result("a")))["tests"][-1]
    assert "status" not in waiting
    assert waiting["output"] == "A person reads this; it has no marks yet."


def test_gradescope_says_each_comment_at_its_criterion() -> None:
    levels = tuple(dataclasses.replace(one, comment=f"To {one.criterion}.") for one in GOOD[2].levels)
    made = json.loads(gradescope.written(KEY, result("a", (dataclasses.replace(GOOD[2], levels=levels),))))
    assert [test["output"].split("\n")[1] for test in made["tests"]] == [
        "To What supports it.", "To What would settle it."
    ]  # fmt: skip
