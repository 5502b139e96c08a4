"""What a reader types into the sheet for written answers counts, whatever a spreadsheet does to it, and is never lost."""

import csv
import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading.reports import rubric
from autograder.grading.reports.rubric import LOST, NO_ANSWER, Merged, merge, points
from autograder.grading.reports.tables import TableError
from autograder.grading.results import Level, Result

from .report_samples import ANSWER, FORMULAS, GOOD, HOSTILE, KEY, essay, result

Rows = list[list[str]]


def rows(text: str) -> Rows:
    text = text.removeprefix("\ufeff")
    delimiter = next(sign for sign in ",;\t" if f'"{sign}"' in text.split("\n")[0])
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def saved(folder: Path, table: Rows, delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    (folder / "rubric.csv").write_bytes(out.getvalue().encode(encoding, "replace"))
    return folder / "rubric.csv"


def essays(**answers: str) -> list[Result]:
    return [result(student, (*GOOD[:2], essay(answer))) for student, answer in answers.items()]


CLASS = essays(ana=ANSWER, ben="It is so.", chen="")
POINTS, COMMENT, KEYS = (rubric.COLUMNS.index(name) for name in ("points", "comment", "key"))


def comments(done: Merged, place: int) -> list[str]:
    return [level.comment for level in done.results[place].questions[-1].levels]


def sheet(results: list[Result] = CLASS) -> Rows:
    return rows(merge(KEY, results, None).text)


def marks(done: Merged, student: str) -> list[float | None]:
    one = next(one for one in done.results if one.student == student)
    return [level.points for level in one.questions[-1].levels]


def test_the_sheet() -> None:
    header, *table = sheet()
    assert header == list(rubric.COLUMNS)
    assert [row[0] for row in table] == ["ana", "ana", "ben", "ben", "chen", "chen"]
    assert table[0][1:4] == ["Weigh a claim", "What supports it", "2"]
    assert table[0][4] == (
        "2 Names a study and what it measured; 1 Gives a reason without evidence; 0 Does not say"
    )
    assert table[0][5] == table[1][5] == ANSWER
    assert [row[POINTS] for row in table] == ["", "", "", "", "0", "0"], "a blank answer needs no reader"


def test_blank_answers_have_their_marks_at_once() -> None:
    done = merge(KEY, CLASS, None)
    assert marks(done, "chen") == [0, 0]
    assert marks(done, "ana") == [None, None]
    chen = done.results[2]
    assert chen.waiting == 0
    assert chen.questions[-1].levels[0].text == NO_ANSWER
    assert done.problems == []


def test_marks_are_merged(tmp_path: Path) -> None:
    table = sheet()
    table[1][POINTS], table[2][POINTS] = "2", "0.5"
    table[1][COMMENT] = "Good.\n\nWhich borders?"
    table[2][COMMENT] = "=Say more"
    done = merge(KEY, CLASS, saved(tmp_path, table))
    ana = done.results[0]
    assert marks(done, "ana") == [2, 0.5]
    assert (ana.points, ana.waiting, ana.status) == (5.5, 0, "graded")
    assert [level.text for level in ana.questions[-1].levels] == [
        "Names a study and what it measured.", "Names data only."
    ]  # fmt: skip
    assert comments(done, 0) == ["Good.\n\nWhich borders?", "=Say more"]
    assert marks(done, "ben") == [None, None]
    assert (done.problems, done.changed) == ([], False)
    assert rows(done.text) == table, "and the sheet is as she left it"


def turned(table: Rows) -> Rows:
    return [row[::-1] for row in table]


def excel(table: Rows) -> Rows:
    """What a spreadsheet does to numbers that are none."""
    return [[text.lstrip("0") if text.startswith("00") else text for text in row] for row in table]


CHANGES: dict[str, Callable[[Rows], Rows]] = {
    "as it was": lambda table: table,
    "columns in another order": turned,
    "rows in another order": lambda table: [table[0], *table[:0:-1]],
    "blank rows": lambda table: [row for one in table for row in (one, [], [""] * 3)],
    "more columns": lambda table: [["x", *row, f"{i}", ""] for i, row in enumerate(table)],
    "columns left out": lambda table: [row[6:] for row in table],
    "no key": lambda table: [row[:KEYS] for row in table],
    "shorter titles": lambda table: [[f" {title.upper()} " for title in table[0]], *table[1:]],
    "numbers mangled": excel,
    "decimal commas": lambda table: [[row.replace("0.5", "0,5") for row in one] for one in table],
}


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-8", ";"), ("utf-16", "\t"), ("cp1252", ";")]
)
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_spreadsheet_does(tmp_path: Path, change: str, encoding: str, delimiter: str) -> None:
    some = essays(**{"00123": ANSWER, "Zoë": "Poncet, 2003; „so“", "chen": ""})
    table = sheet(some)
    table[2][POINTS], table[6][POINTS], table[6][COMMENT] = "0.5", "2", "Schön"
    done = merge(KEY, some, saved(tmp_path, CHANGES[change](table), delimiter, encoding))
    assert marks(done, "00123") == [None, 0.5]
    assert marks(done, "Zoë") == [None, 2]
    assert marks(done, "chen") == [0, 0]
    zoe = next(one for one in done.results if one.student == "Zoë")
    assert zoe.questions[-1].levels[1].comment == "Schön"
    assert done.problems == ([LOST] if encoding == "cp1252" else [])
    assert done.text.split("\n")[0].startswith(f'\ufeff"student"{delimiter}"question"'), "her separator stays"
    again = saved(tmp_path, rows(done.text), delimiter)
    assert merge(KEY, some, again).text == done.text, "and then nothing changes any more"


def test_own_columns_and_rows_stay(tmp_path: Path) -> None:
    table = sheet()
    table[1][POINTS] = "1"
    table = [["remark", *row, f"second {i}" if i < 2 else ""] for i, row in enumerate(table)]
    table[0][-1] = ""
    table.append(["", "mean", "of all", "", "", "", "", "", "", "", "", ""])
    done = merge(KEY, CLASS, saved(tmp_path, table))
    found = rows(done.text)
    assert found[0] == [*rubric.COLUMNS, "remark", ""]
    assert found[1][-2:] == ["remark", "second 1"]
    assert found[-1][:2] == ["mean", "of all"]
    assert len(found) == len(table)
    assert done.problems == []


@pytest.mark.parametrize("typed", ["3", "2.01", "-1", "abc", "1/2", "nan", "1e0", "½", "2 points", "=1"])
def test_what_does_not_count_stays_as_typed(tmp_path: Path, typed: str) -> None:
    table = sheet()
    table[3][POINTS], table[3][COMMENT] = typed, "Why?"
    done = merge(KEY, CLASS, saved(tmp_path, table))
    assert marks(done, "ben") == [None, None]
    assert comments(done, 1) == ["Why?", ""]
    assert done.problems == [
        f"rubric.csv, row 4 (ben, Weigh a claim, What supports it): “{typed}” does not count. "
        "Write a number from 0 to 2."
    ]
    assert rows(done.text) == table


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("0,5", 0.5),
        (".5", 0.5),
        ("2.", 2),
        (" 1.50\u00a0", 1.5),
        ("１，５", 1.5),
        ("", None),
        ("1.2.3", None),
        ("١", None),
    ],
)
def test_points(text: str, value: float | None) -> None:
    assert points(text) == value


def test_points_between_the_levels(tmp_path: Path) -> None:
    table = sheet()
    table[1][POINTS], table[3][POINTS], table[4][POINTS] = "0,7", "1.5", "1.2"
    done = merge(KEY, CLASS, saved(tmp_path, table))
    assert (marks(done, "ana"), marks(done, "ben")) == ([0.7, None], [1.5, 1.2])
    assert done.problems == [
        "rubric.csv, rows 2, 4: these points are none of the levels of “What supports it” (2, 1, 0). "
        "They count as they are.",
        "rubric.csv, row 5: these points are none of the levels of “What would settle it” (2, 0.5, 0). "
        "They count as they are.",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_form_of_her_spreadsheet_stays(tmp_path: Path, delimiter: str) -> None:
    half = dataclasses.replace(
        essay("=1, -1"), levels=(Level("What supports it", None, 1.5), Level("What would settle it", None, 2))
    )
    some = [result("ana", (half,))]
    table = sheet(some)
    for typed, of in (("1", "1.5"), ("1,0", "1,5")):
        table[1][POINTS] = typed
        done = merge(KEY, some, saved(tmp_path, table, delimiter))
        found = list(
            csv.reader(io.StringIO(done.text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        )
        assert (found[1][3], found[1][POINTS]) == (of, typed)
        assert found[1][5] == ("'=1, -1" if delimiter == "," else "'=1, '-1"), "commas are guarded, too"
        again = merge(KEY, some, saved(tmp_path, found, delimiter))
        assert (again.text, again.changed, again.problems) == (done.text, False, [])


def test_letters_that_a_spreadsheet_lost(tmp_path: Path) -> None:
    some = essays(**{"李娜": "陈认为政府", "zoë": ANSWER})
    table = sheet(some)
    table[3][POINTS], table[3][COMMENT] = "2", "Good."
    done = merge(KEY, some, saved(tmp_path, table, ";", "cp1252"))
    assert (marks(done, "李娜"), done.problems) == ([2, None], [LOST])
    assert done.changed, "the old sheet is kept"
    assert done.results[1].questions[-1].answer == "陈认为政府", "the answer is the student's"
    assert rows(done.text)[3][5] == "陈认为政府"
    done = merge(KEY, some, saved(tmp_path, [row[:KEYS] for row in table], ";", "cp1252"))
    assert done.problems[0] == LOST
    assert "letters of its name were lost" in done.problems[1]
    done = merge(KEY, some, saved(tmp_path, [row[:KEYS] for row in table], ";", "gb18030"))
    assert (marks(done, "李娜"), done.changed) == ([2, None], False)


def test_the_answer_tells_the_encoding(tmp_path: Path) -> None:
    some = essays(ana="陈认为政府")
    table = sheet(some)
    table[1][COMMENT] = "很好"
    done = merge(KEY, some, saved(tmp_path, table, ",", "gb18030"))
    assert comments(done, 0) == ["很好", ""]
    assert not done.changed


def test_a_blank_answer_may_have_points(tmp_path: Path) -> None:
    table = sheet()
    table[5][POINTS], table[6][POINTS] = "1", ""
    done = merge(KEY, CLASS, saved(tmp_path, table))
    assert marks(done, "chen") == [1, 0]


def test_an_answer_that_was_replaced_is_read_again(tmp_path: Path) -> None:
    table = sheet()
    table[1][POINTS], table[1][COMMENT] = "2", "Good."
    path = saved(tmp_path, table)
    later = essays(ana="Another answer.", ben="It is so.", chen="Now there is one.")
    done = merge(KEY, later, path)
    assert marks(done, "ana") == marks(done, "chen") == [None, None]
    assert comments(done, 0) == ["", ""]
    assert done.problems == [
        "rubric.csv, row 2 (ana, Weigh a claim, What supports it): the answer has been replaced since it was read; "
        "please read the new one. The row stays in the sheet."
    ]
    found = rows(done.text)
    assert found[-1] == table[1]
    assert len(found) == len(table) + 1
    found[1][POINTS] = "1"
    done = merge(KEY, later, saved(tmp_path, found))
    assert (marks(done, "ana"), done.problems) == ([1, None], [])
    assert rows(done.text)[-1] == table[1], "what she wrote of the old one is still there"
    done = merge(KEY, CLASS, saved(tmp_path, rows(done.text)))
    assert marks(done, "ana") == [2, None], "and counts if the old answer comes back"


def test_students_come_and_go(tmp_path: Path) -> None:
    table = sheet()
    table[1][POINTS] = "2"
    done = merge(KEY, CLASS[1:], saved(tmp_path, table))
    assert "row 2 (ana, Weigh a claim, What supports it): it fits no student" in done.problems[0]
    assert len(done.problems) == 1
    assert len(rows(done.text)) == 6, "her second row, in which nothing is typed, is gone"
    done = merge(KEY, CLASS, saved(tmp_path, rows(done.text)))
    assert (marks(done, "ana"), done.problems) == ([2, None], [])
    done = merge(KEY, [], saved(tmp_path, table))
    assert [row[POINTS] for row in rows(done.text)[1:]] == ["2", "0", "0"]


def test_only_part_of_the_sheet_was_sorted(tmp_path: Path) -> None:
    table = sheet()
    table[1][POINTS], table[3][POINTS] = "2", "1"
    table[1][KEYS], table[3][KEYS] = table[3][KEYS], table[1][KEYS]
    done = merge(KEY, CLASS, saved(tmp_path, table))
    assert marks(done, "ana") == marks(done, "ben") == [None, None]
    assert len(done.problems) == 2
    assert "was only part of the sheet sorted?" in done.problems[0]
    assert sorted(row[POINTS] for row in rows(done.text)[1:]) == ["", "", "", "", "0", "0", "1", "2"]


def test_a_row_twice(tmp_path: Path) -> None:
    table = sheet()
    table += [list(table[1]), list(table[1])]
    table[-1][POINTS], table[-2][POINTS] = "1", "2"
    done = merge(KEY, CLASS, saved(tmp_path, table))
    assert marks(done, "ana") == [2, None]
    assert done.problems == [
        "rubric.csv, row 9 (ana, Weigh a claim, What supports it): it is about the same as row 8, which counts. "
        "It stays in the sheet."
    ]
    assert rows(done.text)[-1][POINTS] == "1"


def test_remarks_within_an_answer_are_noticed(tmp_path: Path) -> None:
    table = sheet()
    table[1][5] = table[1][5].replace("disputes it", "disputes it (which part?)")
    done = merge(KEY, CLASS, saved(tmp_path, table))
    assert done.changed
    assert rows(done.text)[1][5] == ANSWER


def test_what_is_no_such_sheet(tmp_path: Path) -> None:
    for text in ("", "PK\x03\x04", "a,b\n1,2\n", "student,question\nana,claim\n"):
        (tmp_path / "rubric.csv").write_text(text)
        with pytest.raises(TableError):
            merge(KEY, CLASS, tmp_path / "rubric.csv")


def test_sets_without_written_answers() -> None:
    done = merge(KEY, [result("ana", GOOD[:2]), result("ben", ())], None)
    assert done.text is None
    assert merge(KEY, [], None).text is None


def test_hostile_answers(tmp_path: Path) -> None:
    some = [result(f"{HOSTILE} {i}", (essay(text * 50),)) for i, text in enumerate((*FORMULAS, HOSTILE))]
    some.append(result("unsafe", (essay("=1"),), protected=False))
    done = merge(KEY, some, None)
    found = rows(done.text)
    assert found[0][-1] == "isolation"
    assert "without isolation" in found[1][-1]
    for row in found[1:]:
        assert row[0][0] not in "=+-@＝"
        assert row[5][0] not in "=+-@＝\t\r"
        assert len(row[5]) < 11_000
    found[1][POINTS] = "1"
    found[4][POINTS] = "2"
    again = merge(KEY, some, saved(tmp_path, found))
    assert sum(level.points or 0 for one in again.results for level in one.questions[-1].levels) == 3
    assert (again.problems, again.changed) == ([], False)
    assert rows(again.text) == found


TYPED = st.text(
    st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("=;,\"'\n 0123")), max_size=12
)


@given(
    typed=st.lists(st.tuples(TYPED, TYPED, TYPED), min_size=6, max_size=6),
    order=st.permutations(range(6)),
    delimiter=st.sampled_from(",;\t"),
    later=st.sampled_from([CLASS, CLASS[:1], essays(ana="New.", ben="It is so.", dora="Hello")]),
)
@settings(max_examples=60)
def test_nothing_that_was_typed_is_lost(tmp_path_factory, typed, order, delimiter, later) -> None:
    header, *table = sheet()
    for row, (mark, comment, own) in zip(table, typed, strict=True):
        row[POINTS], row[COMMENT] = mark, comment
        row.append(own)
    path = saved(tmp_path_factory.mktemp("sheet"), [[*header, "own"], *(table[i] for i in order)], delimiter)
    done = merge(KEY, later, path)
    assert merge(KEY, CLASS, saved(path.parent, rows(done.text))).results is not None

    def every(found: Rows) -> list[tuple[str, ...]]:
        """What was typed, row by row; a nought may be ours."""
        marked = [
            ("" if row[POINTS] == "0" else row[POINTS], row[COMMENT], *row[len(header) :]) for row in found
        ]
        return sorted(row for row in (tuple(filter(str.strip, one)) for one in marked) if row)

    assert every(rows(done.text)[1:]) == every(table)


def test_two_criteria_with_the_same_words(tmp_path: Path) -> None:
    twice = dataclasses.replace(essay(ANSWER), levels=(Level("Clear", None, 2), Level("Clear", None, 2)))
    some = [result("ana", (twice,))]
    table = rows(merge(KEY, some, None).text)
    table[1][POINTS], table[2][POINTS] = "1", "2"
    done = merge(KEY, some, saved(tmp_path, table))
    assert len(table) == 3
    assert marks(done, "ana") == [1, 2]


def test_more_than_one_written_question(tmp_path: Path) -> None:
    two = dataclasses.replace(essay("Second."), id="other", title="Another question")
    some = [result("ana", (essay(ANSWER), two))]
    key = KEY | {"questions": [*KEY["questions"], KEY["questions"][-1] | {"id": "other"}]}
    table = rows(merge(key, some, None).text)
    assert len(table) == 5
    table[1][COMMENT], table[3][COMMENT], table[3][POINTS] = "To the first.", "To the second.", "2"
    done = merge(key, some, saved(tmp_path, table))
    first, second = done.results[0].questions
    said = [[level.comment for level in one.levels] for one in (first, second)]
    assert said == [["To the first.", ""], ["To the second.", ""]]
    assert (first.earned, second.earned) == (0, 2)
