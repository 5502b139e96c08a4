"""A notebook as it was handed in: honest ones are read whatever happened to them, the rest gets a plain sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading import notebook
from autograder.grading.notebook import Cell, Unreadable, read

SET_1 = Path(__file__).parents[2] / "exercises" / "set-1.ipynb"
QUESTIONS = ("own-price", "gains")
# As a hostile file is made of: every part of a notebook, with a value that does not belong there.
ODD = st.sampled_from([None, True, 0, -1, 1.5, "", "x", [], {}, [None], [[]], {"a": 1}, "\ud800", "é\r\n\0"])


def cell(kind: str = "code", source: Any = "x = 1", **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def of(question: str | None, role: str, **more: Any) -> dict[str, Any]:
    about = {"role": role} if question is None else {"role": role, "question": question}
    return cell(metadata={"autograder": about}, **more)


def book(*cells: Any, **more: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}


def file(found: Any) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")


def only(found: Any) -> Cell:
    cells = read(file(found), QUESTIONS).cells
    assert len(cells) == 1
    return cells[0]


def sentence(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, QUESTIONS)
    return str(caught.value)


class TestTheNotebookOfASet:
    def test_has_all_cells_with_question_and_role(self):
        text = SET_1.read_text("utf-8")
        questions = {
            c["metadata"]["autograder"]["question"]
            for c in json.loads(text)["cells"]
            if "question" in c["metadata"]["autograder"]
        }
        found = read(text.encode(), questions)
        assert found.notes == ()
        assert found.set_id == "set-1"
        for expected, seen in zip(json.loads(text)["cells"], found.cells, strict=True):
            about = expected["metadata"]["autograder"]
            assert seen == Cell(
                kind=expected["cell_type"],
                source="".join(expected["source"]),
                question=about.get("question", ""),
                role=about["role"],
                id=expected["id"],
            )

    def test_is_found_again_from_its_cells_ids(self):
        found = json.loads(SET_1.read_text("utf-8"))
        questions = {
            c["metadata"]["autograder"]["question"]
            for c in found["cells"]
            if "question" in c["metadata"]["autograder"]
        }
        before = read(file(found), questions).cells
        for one in found["cells"]:
            del one["metadata"]
        assert read(file(found), questions).cells == before


class TestSources:
    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("a\nb", "a\nb"),
            (["a\n", "b"], "a\nb"),
            ([], ""),
            (["a", 3, None, "b"], "ab"),
            (None, ""),
            (7, ""),
            ({"a": 1}, ""),
            ("a\r\nb\rc", "a\nb\nc"),
            ("价格 = '葡萄酒'", "价格 = '葡萄酒'"),
        ],
    )
    def test_are_text(self, source, expected):
        assert only(book(cell(source=source))).source == expected

    def test_lone_surrogates_and_zero_bytes_can_be_written_afterwards(self):
        data = b'{"cells": [{"cell_type": "code", "source": "a\\ud800b\\u0000c \\ud83d\\ude00", "id": "\\udfff"}]}'
        found = read(data, QUESTIONS).cells[0]
        assert found.source == "a\ufffdb\ufffdc 😀"
        assert (found.source + found.id).encode("utf-8")

    def test_duplicate_keys_count_once(self):
        data = b'{"cells": [], "cells": [{"cell_type": "code", "source": "a", "source": "b"}], "nbformat": 4}'
        assert [c.source for c in read(data, QUESTIONS).cells] == ["b"]

    @pytest.mark.parametrize("kind", ["code", "markdown", "raw"])
    def test_kinds(self, kind):
        assert only(book(cell(kind))).kind == kind

    @pytest.mark.parametrize(
        ("raw", "kind"),
        [
            ({"source": "x"}, "raw"),
            ({"source": "x", "execution_count": None}, "code"),
            ({"input": "x"}, "code"),
            ({"source": "x", "cell_type": ["code"]}, "raw"),
            ({"source": "x", "cell_type": "slide"}, "raw"),
        ],
    )
    def test_a_kind_that_is_missing_or_unknown(self, raw, kind):
        assert only(book(raw)).kind == kind

    def test_format_3(self):
        found = {
            "nbformat": 3,
            "nbformat_minor": 0,
            "metadata": {"name": ""},
            "worksheets": [
                {
                    "cells": [
                        {"cell_type": "heading", "level": 2, "source": ["Trade"]},
                        {
                            "cell_type": "code",
                            "language": "python",
                            "input": ["a = 1\n", "b = 2"],
                            "outputs": [],
                        },
                    ]
                },
                {"cells": [{"cell_type": "markdown", "source": "end"}]},
                {"cells": "none"},
                None,
            ],
        }
        notes = read(file(found), QUESTIONS).notes
        cells = read(file(found), QUESTIONS).cells
        assert [(c.kind, c.source) for c in cells] == [
            ("markdown", "## Trade"),
            ("code", "a = 1\nb = 2"),
            ("markdown", "end"),
        ]
        assert notes == ()

    @pytest.mark.parametrize("level", [None, "3", 0, 7, 1e300, float("nan"), True, []])
    def test_odd_levels_of_a_heading(self, level):
        assert only(book({"cell_type": "heading", "level": level, "source": "x"})).source == "# x"

    @pytest.mark.parametrize("raw", [None, 1, "x", ["x"]])
    def test_a_cell_that_is_none_is_left_out_and_told(self, raw):
        found = read(file(book(cell(), raw, cell())), QUESTIONS)
        assert len(found.cells) == 2
        assert found.notes == ("1 of the cells could not be read.",)

    def test_no_cells_at_all(self):
        assert read(file(book()), QUESTIONS).cells == ()


class TestQuestionAndRole:
    @pytest.mark.parametrize("role", ["given", "answer", "check", "title", "prose"])
    def test_from_the_metadata(self, role):
        found = only(book(of("own-price", role)))
        assert (found.question, found.role) == ("own-price", role)

    @pytest.mark.parametrize("role", ["load", "given", "prose"])
    def test_of_no_question(self, role):
        found = only(book(of(None, role)))
        assert (found.question, found.role) == ("", role)

    def test_the_answer_of_a_written_question(self):
        found = only(book(of("gains", "answer", cell_type="markdown")))
        assert (found.kind, found.question, found.role) == ("markdown", "gains", "answer")

    @pytest.mark.parametrize(
        "metadata",
        [
            None,
            [],
            "x",
            {"autograder": None},
            {"autograder": ["answer"]},
            {"autograder": {"role": 1, "question": 2}},
            {"autograder": {"role": [], "question": {}}},
            {"autograder": {"role": "answer"}},
            {"autograder": {"question": "own-price"}},
            {"autograder": {"role": "teacher", "question": "own-price"}},
            {"autograder": {"role": "answer", "question": "of another set"}},
        ],
    )
    def test_metadata_that_says_nothing(self, metadata):
        found = only(book(cell(metadata=metadata)))
        assert (found.question, found.role) == ("", "")
        found = only(book(cell(metadata=metadata, id="own-price-answer-0a1b2c3d")))
        assert (found.question, found.role) == ("own-price", "answer")

    @pytest.mark.parametrize(
        ("identifier", "expected"),
        [
            ("own-price-answer-0a1b2c3d", ("own-price", "answer")),
            ("own-price-check-0a1b2c3d-2", ("own-price", "check")),
            ("set-load-0a1b2c3d", ("", "load")),
            ("other-answer-0a1b2c3d", ("", "")),
            ("own-price-answer-0a1b2c3", ("", "")),
            ("own-price-answer-0A1B2C3D", ("", "")),
            ("own-price-solution-0a1b2c3d", ("", "")),
            ("own-price-answer-0a1b2c3d-x", ("", "")),
            ("-answer-0a1b2c3d", ("", "")),
            ("9f3c2a7e", ("", "")),
        ],
    )
    def test_from_the_id(self, identifier, expected):
        found = only(book(cell(id=identifier)))
        assert (found.question, found.role) == expected
        assert found.id == identifier

    def test_from_an_id_that_was_cut(self):
        name = "a" * 45
        data = file(book(cell(id=f"{name[:40]}-answer-0a1b2c3d")))
        assert read(data, [name]).cells[0].question == name
        assert read(data, [name, name[:40] + "bcdef"]).cells[0].question == "", (
            "two questions begin like this"
        )

    @pytest.mark.parametrize("identifier", [None, 5, [], {"a": 1}])
    def test_an_id_that_is_none(self, identifier):
        assert only(book(cell(id=identifier))).id == ""

    @pytest.mark.parametrize(
        "source",
        [
            'check("own-price")',
            "check('own-price')",
            'check( "own-price" )  # is it right?',
            '# now\n\n  check("own-price")\n',
        ],
    )
    def test_from_a_call_of_check(self, source):
        found = only(book(cell(source=source)))
        assert (found.question, found.role) == ("own-price", "check")

    @pytest.mark.parametrize(
        "source",
        [
            'check("other")',
            "check()",
            'x = 1; check("own-price")',
            'x = 1\ncheck("own-price")',
            "check(\"own-price')",
            'check("own-price") or print(1)',
            'check("own-price", 1)',
            "",
        ],
    )
    def test_other_code_is_no_check(self, source):
        found = only(book(cell(source=source)))
        assert (found.question, found.role) == ("", "")

    def test_text_is_no_check(self):
        assert only(book(cell("markdown", 'check("own-price")'))).role == ""


class TestNotes:
    @pytest.mark.parametrize(
        "metadata",
        [
            {"kernelspec": {"language": "R", "name": "ir"}},
            {"language_info": {"name": "R"}},
            {"kernelspec": {"language": "python"}, "language_info": {"name": "R"}},
        ],
    )
    def test_another_language(self, metadata):
        found = read(file(book(cell(), metadata=metadata)), QUESTIONS)
        assert found.notes == ("The notebook says that its language is R; it was run as Python.",)

    @pytest.mark.parametrize(
        "metadata",
        [
            {"kernelspec": {"language": "python", "name": "conda-env-py"}},
            {"language_info": {"name": "Python"}},
            {"language_info": {"name": "ipython"}},
            {"language_info": {"name": " "}},
            {"language_info": {"name": 3}},
            {"kernelspec": {"name": "my-env"}},
            {"kernelspec": [], "language_info": "R"},
            [],
            None,
        ],
    )
    def test_no_other_language(self, metadata):
        assert read(file(book(cell(), metadata=metadata)), QUESTIONS).notes == ()

    def test_a_language_is_shortened_to_one_line(self):
        found = read(file(book(metadata={"language_info": {"name": "a\n\ud800" + "b" * 500}})), QUESTIONS)
        assert "\n" not in found.notes[0]
        assert len(found.notes[0]) < 120

    @pytest.mark.parametrize("number", [None, 0, 5, 99, "4", [4], True, float("nan"), 10**30])
    def test_a_format_that_is_unknown(self, number):
        found = read(file(book(cell(), nbformat=number)), QUESTIONS)
        assert found.cells[0].source == "x = 1"
        assert found.notes == (
            "The notebook does not name a format that is known (nbformat); its cells were read all the same.",
        )

    @pytest.mark.parametrize("about", [None, [], "set-1", {"set": 1}, {"set": None}, {}])
    def test_no_set(self, about):
        assert read(file(book(metadata={"autograder": about})), QUESTIONS).set_id == ""


class TestEncodings:
    TEXT = json.dumps(book(cell(source="# 葡萄酒的价格，布的价格")), ensure_ascii=False)

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]
    )
    def test_of_unicode(self, encoding):
        found = read(self.TEXT.encode(encoding), QUESTIONS)
        assert found.cells[0].source == "# 葡萄酒的价格，布的价格"
        assert found.notes == ()

    def test_gbk(self):
        found = read(self.TEXT.encode("gbk"), QUESTIONS)
        assert found.cells[0].source == "# 葡萄酒的价格，布的价格"
        assert found.notes == (
            "The file is not written in UTF-8; it was read as GBK, so some letters may be wrong.",
        )

    @pytest.mark.parametrize(
        "source", ["# prix élevé à côté", "# größer, Übung, Maß", "# “smart” – señor", "# é"]
    )
    def test_windows_western(self, source):
        data = json.dumps(book(cell(source=source)), ensure_ascii=False).encode("cp1252")
        found = read(data, QUESTIONS)
        assert found.cells[0].source == source
        assert "cp1252" in found.notes[0]

    def test_one_damaged_byte_does_not_turn_the_rest_into_another_language(self):
        data = self.TEXT.encode().replace("酒".encode(), "酒".encode()[:2])
        found = read(data, QUESTIONS)
        assert found.cells[0].source == "# 葡萄\ufffd的价格，布的价格"
        assert found.notes == ("Some characters of the file are damaged and stand as \ufffd.",)

    def test_a_replacement_character_that_the_student_typed_is_no_damage(self):
        assert read(file(book(cell(source="\ufffd"))), QUESTIONS).notes == ()

    @pytest.mark.parametrize("end", [b"\0" * 512, b"\x1a", b"\r\n\n "])
    def test_what_editors_and_drives_leave_at_the_end(self, end):
        assert len(read(self.TEXT.encode() + end, QUESTIONS).cells) == 1

    def test_control_characters_in_strings(self):
        data = b'{"cells": [{"cell_type": "code", "source": "a\tb\nc"}], "nbformat": 4}'
        assert read(data, QUESTIONS).cells[0].source == "a\tb\nc"


PYTHON = b"#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\nimport math\n"


class TestWhatIsNoNotebook:
    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (b"", "The file is empty."),
            (b" \r\n\t", "The file is empty."),
            (b"\xef\xbb\xbf", "The file is empty."),
            (b"\xff\xfe", "The file is empty."),
            (
                b"\0" * 4096,
                "The file holds nothing but zero bytes: it was damaged when it was saved or copied.",
            ),
            (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF, not a notebook."),
            (b"\x89PNG\r\n\x1a\n", "This is a picture, not a notebook."),
            (b"PK\x03\x04\x14\0\0\0set-1.ipynb", "This is a zip, not a notebook."),
            (
                b"PK\x03\x04\x14\0\0\0[Content_Types].xml",
                "This is a Word, Excel or PowerPoint document, not a notebook.",
            ),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an Office document, not a notebook."),
            (b"\x1f\x8b\x08\0", "This is a packed file (gzip), not a notebook."),
            (b"{\\rtf1\\ansi", "This is a text document (RTF), not a notebook."),
            (PYTHON, "This is a Python script, not a notebook."),
            (b"price = 3\n", "This is a Python script, not a notebook."),
            (b"def own_price(a, b):\n    return a / b\n", "This is a Python script, not a notebook."),
            (b"---\njupytext:\n---\n# Trade\n", "This is a text in Markdown, not a notebook."),
            (b"# Trade\n```{code-cell}\nx = 1\n```\n", "This is a text in Markdown, not a notebook."),
            (b"<?xml version='1.0'?><a/>", "This is XML, not a notebook."),
            (b"[1, 2]", "This is JSON, but not a notebook."),
            (b"{}", "This is JSON, but not a notebook."),
            (b'{"cells": 3}', "This is JSON, but not a notebook."),
            (b'{"cells": {"cell_type": "code"}}', "This is JSON, but not a notebook."),
            (b'{"worksheets": 3}', "This is JSON, but not a notebook."),
            (b"I could not do it, sorry.", "This is not a notebook."),
            (b"null", "This is not a notebook."),
            (b'"x"', "This is not a notebook."),
            (b"[a link](https://example.org)", "This is not a notebook."),
            (b"\x80\x04\x95cos\nsystem\n", "This is not a notebook."),
            (b'{"cells": [] "nbformat": 4}', "The file is damaged at line 1: it is not sound JSON there."),
            (b'{"cells": \0[], "a": 1}', "The file is damaged: it holds zero bytes."),
            (b'{"cells": []}\n{"cells": []}', "The file goes on after the end of the notebook, at line 2."),
            (
                b'{"cells": [\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> b\n]}',
                "The file holds the marks of an unsolved merge (<<<<<<<).",
            ),
        ],
    )
    def test_has_its_own_sentence(self, data, expected):
        assert sentence(data) == expected

    @pytest.mark.parametrize(
        "data",
        [
            b"<!DOCTYPE html>\n<html lang='en'>",
            b"\n\n<html>",
            b"<!-- saved from url=(0014)about:internet -->\n<HTML>",
            "<!DOCTYPE html>".encode("utf-16"),
        ],
    )
    def test_a_web_page(self, data):
        assert sentence(data) == (
            "This is a web page, not a notebook: download the notebook itself, the file that ends in .ipynb."
        )

    def test_a_notebook_that_breaks_off_anywhere(self):
        data = json.dumps(
            book(
                cell(source='a = "\\n"\n', execution_count=None, outputs=[True, False, -1.5, 1e300, "é"]),
                cell("markdown", "end"),
            )
        ).encode()
        for length in range(1, len(data)):
            assert sentence(data[:length]) == "The file breaks off: it was not saved or uploaded whole.", (
                length
            )

    def test_the_sets_own_notebook_broken_off_within_a_letter(self):
        data = file(book(cell(source="葡萄酒")))
        cut = data[: data.index("酒".encode()) + 1]
        assert sentence(cut) == "The file breaks off: it was not saved or uploaded whole."


class TestLimits:
    def test_of_the_file(self):
        assert sentence(b" " * (notebook.LARGEST + 1)) == notebook.TOO_LARGE

    def test_of_cells(self):
        assert len(read(file(book(*[cell()] * 2_000)), QUESTIONS).cells) == 2_000
        assert sentence(file(book(*[cell()] * 2_001))) == (
            "The notebook has 2,001 cells; more than 2,000 are not read."
        )

    def test_of_a_cell_of_code_which_is_left_out(self):
        found = read(file(book(cell(), cell(source="x" * 1_000_001), cell())), QUESTIONS)
        assert [c.source for c in found.cells] == ["x = 1", "", "x = 1"]
        assert found.notes == ("Cell 2 holds more than 1,000,000 characters and was left out.",)

    def test_of_a_written_answer_which_is_cut(self):
        found = read(file(book(cell("markdown", "x" * 1_000_001))), QUESTIONS)
        assert found.cells[0].source == "x" * 1_000_000
        assert found.notes == ("Cell 1 holds more than 1,000,000 characters and was cut.",)

    @pytest.mark.parametrize("nested", ["[" * 100_000 + "]" * 100_000, '{"a":' * 50_000 + "1" + "}" * 50_000])
    def test_of_nesting(self, nested):
        data = f'{{"cells": [], "metadata": {{"x": {nested}}}}}'.encode()
        assert sentence(data) == "The file is nested more deeply than any notebook: it was not read."

    @pytest.mark.parametrize(("part", "times"), [(b"[],", 1_000_000), (b"1,", 5_000_001)])
    def test_of_parts(self, part, times):
        data = b'{"cells": [' + part * times + b"[]]}"
        assert sentence(data) == "The file has too many parts; clear the outputs and hand it in again."

    def test_numbers_of_any_length_are_only_numbers(self):
        digits = "7" * 100_000
        data = f'{{"cells": [], "nbformat": 4, "a": {digits}, "b": -{digits}, "c": 1e{digits}}}'.encode()
        assert read(data, QUESTIONS).cells == ()

    def test_outputs_are_not_kept(self):
        loud = cell(outputs=[{"output_type": "stream", "text": "x" * 1_000_000}], attachments={"a": "b"})
        found = read(file(book(loud)), QUESTIONS)
        assert found.cells == (Cell("code", "x = 1", "", "", ""),)
        assert found.notes == ()

    @pytest.mark.parametrize(
        "one",
        [
            cell(source="check('own-price')" + " " * 400_000 + "x"),
            cell(source="#\n" * 300_000 + "x"),
            cell(source="check(" + "'" * 400_000),
            cell(id="-answer-" * 50_000),
            cell(id="a" * 400_000 + "-answer-0a1b2c3d" + "-1" * 1_000),
        ],
    )
    def test_no_text_keeps_the_reader_busy(self, one, not_for_ever):
        """Milliseconds are enough where the work grows with the text; if with its square, it takes minutes."""
        assert len(read(file(book(*[one] * 5)), QUESTIONS).cells) == 5


class TestAnything:
    """Whatever it is, it is read or refused with a sentence; and what is read can be written."""

    @staticmethod
    def survives(data: bytes) -> None:
        try:
            found = read(data, QUESTIONS)
        except Unreadable:
            return
        for one in found.cells:
            assert one.kind in ("code", "markdown", "raw")
            assert one.role in ("", *notebook.ROLES)
            assert one.question in ("", *QUESTIONS)
            assert "".join((one.source, one.id)).encode("utf-8") is not None
        assert "".join((*found.notes, found.set_id)).encode("utf-8") is not None

    @settings(max_examples=300)
    @given(st.binary(max_size=200))
    def test_random_bytes(self, data):
        self.survives(data)

    @settings(max_examples=300)
    @given(
        st.binary(max_size=60), st.sampled_from([b"{", b'{"cells": [', b"\xff\xfe{\0", b"<", b"PK\x03\x04"])
    )
    def test_random_bytes_behind_a_promising_start(self, data, start):
        self.survives(start + data)

    @settings(max_examples=200)
    @given(st.data())
    def test_a_notebook_with_bytes_changed(self, data):
        whole = bytearray(
            file(book(of("own-price", "answer"), cell("markdown", "葡萄酒"), metadata={"a": 1}))
        )
        for _ in range(data.draw(st.integers(1, 4))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        self.survives(bytes(whole))

    @settings(max_examples=200)
    @given(
        st.lists(
            st.one_of(
                ODD,
                st.dictionaries(
                    st.sampled_from(
                        ["cell_type", "source", "input", "metadata", "id", "level", "execution_count"]
                    ),
                    st.one_of(
                        ODD,
                        st.sampled_from(["code", "markdown", "heading", "own-price-answer-0a1b2c3d"]),
                        st.lists(ODD, max_size=3),
                        st.fixed_dictionaries(
                            {"autograder": st.dictionaries(st.sampled_from(["role", "question"]), ODD)}
                        ),
                    ),
                ),
            ),
            max_size=4,
        ),
        st.dictionaries(
            st.sampled_from(["metadata", "nbformat", "worksheets"]),
            st.one_of(
                ODD,
                st.dictionaries(
                    st.sampled_from(["kernelspec", "language_info", "autograder"]), ODD, max_size=2
                ),
            ),
        ),
    )
    def test_a_notebook_with_values_of_any_kind(self, cells, more):
        self.survives(json.dumps({"cells": cells, **more}).encode())
        self.survives(json.dumps({"worksheets": [{"cells": cells}], **more}).encode())
