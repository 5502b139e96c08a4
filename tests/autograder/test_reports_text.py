"""No text of a student's breaks out of where it is written: not of a page, a cell, a terminal or a folder."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.reports import tables
from autograder.grading.reports.tables import Lines, Table, TableError, Typed, read, written
from autograder.grading.reports.text import (
    amount,
    cell,
    clean,
    in_order,
    labels,
    listed,
    loose,
    number,
    safe_names,
)

from .report_samples import FORMULAS, HOSTILE, result

# Everything that Python can hold in a string, halves of letters from file names included, with what is dangerous often.
ANY = st.text(
    st.one_of(
        st.characters(codec=None, exclude_categories=()),
        st.sampled_from("=+-@;,\t\n\r\"' <>&{}%\x00\x1b\x9b\u202e\ufeff\udcff＝"),
    ),
    max_size=60,
)
INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


@given(ANY)
def test_nothing_invisible_is_left(text: str) -> None:
    assert not INVISIBLE.search(clean(text, lines=True))
    assert not INVISIBLE.search(clean(text))
    assert "\n" not in clean(text)
    clean(text).encode()


@given(ANY, st.integers(1, 40))
def test_nothing_is_longer_than_said(text: str, limit: int) -> None:
    assert len(clean(text, limit)) <= limit
    assert len(clean(text, limit, lines=True)) <= limit


def test_honest_text_is_left_alone() -> None:
    for text in ("Ana Lee", "李娜", "Дмитрий", "Zoë d’Été", "می‌خواهم", "x = 3; y = [1, 2]", "a\n  b\n\nc"):
        assert clean(text, lines=True) == text
    assert clean("\x1b[31mred\x1b[0m and \x1b]0;title\x07more") == "red and more"
    assert clean("a\u202egnp.exe") == "agnp.exe"
    assert len(clean(HOSTILE * 1000)) == 600


@given(st.lists(st.lists(ANY, min_size=3, max_size=3), max_size=4))
def test_no_cell_is_a_formula(rows: list[list[str]]) -> None:
    text = written(["a", "b", "c"], [[one, Lines(one), 1.5] for one, *_ in rows])
    assert text.startswith("\ufeff")
    for delimiter in ",;\t":  # a spreadsheet may expect another separator than the one that is there
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter):
            for one in row:
                assert not re.match(r"[\s\"“”]*[=+\-@＝＋－＠]", one)


@given(ANY)
def test_a_cell_is_the_same_when_written_again(text: str) -> None:
    assert cell(cell(text, lines=True), lines=True) == cell(text, lines=True)


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas(text: str) -> None:
    assert "'" in cell(text, lines=True)
    assert not re.match(r"[=+\-@\t\r]", cell(text))


@given(st.lists(st.lists(ANY, min_size=2, max_size=2), min_size=1, max_size=4))
def test_the_teachers_own_text_survives(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("tables") / "t.csv"
    own = [[re.sub("[\r\0\ud800-\udfff]", "", one) for one in row] for row in rows]
    path.write_text(
        written(["first", "second"], [[Typed(one) for one in row] for row in own]), "utf-8", newline=""
    )
    assert read(path).rows == own


@given(st.lists(ANY, max_size=6))
def test_names_of_files(students: list[str]) -> None:
    names = safe_names(students)
    assert set(names) == set(students)
    assert len({name.lower() for name in names.values()}) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) and len(name) < 100 for name in names.values())
    assert {one: safe_names([one])[one] for one in students} == names, "whoever else there is"


def test_names_that_differ_in_case_only() -> None:
    names = safe_names(["Ana", "ana", "ANA", "../../etc/passwd", "con", "李娜", ""])
    assert len(set(names.values())) == 7
    assert names["../../etc/passwd"].startswith("etc-passwd-")
    assert names["con"] != "con"


def test_names_whose_hashes_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder.grading.reports import text

    monkeypatch.setattr(
        text, "hashed", lambda of, letters: "0" * 8 if letters == 8 else of.lower().encode().hex()
    )
    assert len(set(safe_names(["a b", "a-b", "c"]).values())) == 3
    assert safe_names(["a b", "a-b", "c"])["c"] == "c-00000000"


def test_labels_tell_students_apart() -> None:
    names = labels(["ana", "Ana\u202e", "ben", "", "x" * 300, "x" * 301])
    assert len(set(names.values())) == 6
    assert names["ben"] == "ben"
    assert all(0 < len(name) < 220 for name in names.values())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (20.0, "20"),
        (0, "0"),
        (-0.00001, "0"),
        (1234567.5, "1234567.5"),
        (2 / 3, "0.6667"),
    ],
)
def test_numbers(value: float, text: str) -> None:
    assert number(value) == text


def test_small_words() -> None:
    assert (amount(1), amount(0.5)) == ("1 point", "0.5 points")
    assert listed("abcdefg") == "a, b, c, d, e and 2 more"
    assert loose(" ＡNA\u00a0 Lee\u202e ") == "ana lee"


def test_order_does_not_depend_on_the_order() -> None:
    some = [result(name) for name in ("b", "A", "a", "李", "Z")]
    assert [one.student for one in in_order(some)] == ["A", "a", "b", "Z", "李"]
    assert in_order(reversed(some)) == in_order(some)


# ---- tables that others have saved ----


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252", "mac_roman"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_any_program(tmp_path, encoding: str, delimiter: str) -> None:
    name = "李娜" if encoding in ("gb18030", "utf-16") else "Zoë Müller"
    path = tmp_path / "t.csv"
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["Student", "ID", "x, y; z"], [name, "1", 'a "b"\nc']])
    path.write_bytes(out.getvalue().encode(encoding))
    table = read(path, [name, "plain"])
    assert table.header == ["Student", "ID", "x, y; z"]
    assert table.rows == [[name, "1", 'a "b"\nc']]
    assert table.delimiter == delimiter
    assert table.column("id") == 1
    assert table.column("none", " X, Y; Z ") is None
    assert table.column("none", "X, Y; Z") == 2


def test_ragged_rows_blank_lines_and_excels_first_line(tmp_path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"sep=;\r\na;b\r\n\r\n1\r\n1;2;3\r\n;;\r\n")
    table = read(path)
    assert (table.header, table.rows) == (["a", "b", ""], [["1", "", ""], ["1", "2", "3"], ["", "", ""]])


def test_written_again_nothing_changes() -> None:
    table = Table(["Student", "ID"], [["=1, x", ' "']], ";", True)
    assert table.written() == '\ufeffStudent;ID\r\n=1, x;" """\r\n'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no table"),
        (b"\n\n", "no table"),
        (b"PK\x03\x04rest", "workbook"),
        (b"\xff\xfea", "damaged"),
    ],
)
def test_what_is_no_table(tmp_path, data: bytes, said: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    with pytest.raises(TableError, match=said):
        read(path)


def test_what_is_not_there_or_too_large(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TableError, match="cannot be read: No such file"):
        read(tmp_path / "none.csv")
    monkeypatch.setattr(tables, "LARGEST", 3)
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    with pytest.raises(TableError, match="too large"):
        read(tmp_path / "t.csv")
