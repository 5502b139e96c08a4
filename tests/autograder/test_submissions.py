"""What a class handed in is found in every layout, and nothing that one student does touches another."""

import contextlib
import io
import json
import os
import pickle
import random
import stat
import struct
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading import submissions
from autograder.grading.notebook import EMPTY, LARGEST, TOO_LARGE, Unreadable
from autograder.grading.submissions import Submission, SubmissionsError, find

UTF_8 = 0x800


def book(of: str = "set-1", text: str = "") -> bytes:
    cells = [{"cell_type": "code", "source": text, "metadata": {}}]
    return json.dumps({"cells": cells, "metadata": {"autograder": {"set": of}}, "nbformat": 4}).encode()


NOTEBOOK = book()


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return buffer.getvalue()


def pack(path: Path, *members: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for member, data in members:
            made.writestr(member, data)
    return path


@pytest.fixture(params=["folder", "zip"])
def hand_in(request, tmp_path):
    """Return what makes SUBMISSIONS out of files: as a folder, or as a zip."""

    def make(files: dict[str, bytes]) -> Path:
        if request.param == "folder":
            return write(tmp_path / "class", files)
        path = tmp_path / "class.zip"
        path.write_bytes(packed(files))
        return path

    return make


def one(found: list[Submission]) -> Submission:
    assert len(found) == 1, [submission.student for submission in found]
    return found[0]


def students(found: list[Submission]) -> list[str]:
    return [submission.student for submission in found]


def by_student(path: Path) -> dict[str, Submission]:
    return {submission.student: submission for submission in find(path, "set-1")}


def is_refused(submission: Submission, sentence: str) -> None:
    assert submission.problem == sentence
    with pytest.raises(Unreadable) as caught:
        submission.read()
    assert str(caught.value) == sentence


class TestFolder:
    def test_a_file_per_student(self, hand_in):
        found = find(hand_in({"bob.ipynb": book(text="b"), "alice.ipynb": book(text="a")}), "set-1")
        assert students(found) == ["alice", "bob"]
        assert [submission.read() for submission in found] == [book(text="a"), book(text="b")]
        assert {(s.layout, s.identifier, s.problem, s.notes, s.rivals) for s in found} == {
            ("folder", "", "", (), ())
        }
        assert [s.name for s in found] == ["alice", "bob"]
        assert [s.file.removeprefix("class.zip/") for s in found] == ["alice.ipynb", "bob.ipynb"]

    @pytest.mark.parametrize(
        "name",
        ["alice/set-1.ipynb", "alice/my own name.ipynb", "alice/set-1/set-1.ipynb", "alice/a/b/c/d/x.IPYNB"],
    )
    def test_a_folder_per_student(self, hand_in, name):
        found = by_student(hand_in({name: NOTEBOOK, "bob/set-1.ipynb": NOTEBOOK}))
        assert sorted(found) == ["alice", "bob"]
        assert found["alice"].read() == NOTEBOOK
        assert found["alice"].file.endswith(name)

    def test_what_lies_beside_a_notebook_does_not_matter(self, hand_in):
        path = hand_in(
            {
                "alice/set-1.ipynb": NOTEBOOK,
                "alice/set-1.checks.json": b"{}",
                "alice/data.csv": b"1,2",
                "alice/set-1.zip": b"PK",
                "alice/copy.json": NOTEBOOK,
                "bob.ipynb": NOTEBOOK,
                "bob.pdf": b"%PDF",
                "set-1.checks.json": b"{}",
            }
        )
        found = find(path, "set-1")
        assert students(found) == ["alice", "bob"]
        assert all(s.problem == "" and s.notes == () and s.rivals == () for s in found)

    @pytest.mark.parametrize(
        "junk",
        [
            ".ipynb_checkpoints/x-checkpoint.ipynb",
            "__MACOSX/alice/._set-1.ipynb",
            "__MACOSX/._alice.ipynb",
            ".DS_Store",
            ".hidden.ipynb",
            "Thumbs.db",
            "desktop.ini",
            "~$port.docx",
            "carol.ipynb~",
            "#carol.ipynb#",
            "carol.ipynb.bak",
            ".carol.ipynb.swp",
            "alice/.ipynb_checkpoints/set-1-checkpoint.ipynb",
            "alice/.git/x.ipynb",
            "alice/.DS_Store",
        ],
    )
    def test_what_nobody_handed_in_on_purpose(self, hand_in, junk):
        found = find(hand_in({"alice/set-1.ipynb": NOTEBOOK, "bob.ipynb": NOTEBOOK, junk: NOTEBOOK}), "set-1")
        assert students(found) == ["alice", "bob"]
        assert all(s.rivals == () and s.notes == () for s in found)

    @pytest.mark.parametrize(
        ("files", "sentence"),
        [
            ({"carol/report.pdf": b"%PDF"}, "There is no notebook here, only report.pdf."),
            ({"carol.pdf": b"%PDF"}, "There is no notebook here, only carol.pdf."),
            ({"carol/a.py": b"x", "carol/b.csv": b"1"}, "There is no notebook here, only a.py and b.csv."),
            (
                {f"carol/{c}.png": b"x" for c in "abcdefg"},
                "There is no notebook here, only a.png, b.png, c.png and 4 more files.",
            ),
            ({"carol/set-1.checks.json": b"{}"}, "There is no notebook here, only set-1.checks.json."),
            ({"carol/a\nb.pdf": b"x"}, "There is no notebook here, only a b.pdf."),
        ],
    )
    def test_a_student_without_a_notebook(self, hand_in, files, sentence):
        found = by_student(hand_in({"alice.ipynb": NOTEBOOK, **files}))
        assert sorted(found) == ["alice", "carol"]
        is_refused(found["carol"], sentence)
        assert found["alice"].read() == NOTEBOOK

    def test_an_empty_folder(self, tmp_path):
        (write(tmp_path, {"alice.ipynb": NOTEBOOK}) / "carol").mkdir()
        is_refused(by_student(tmp_path)["carol"], "There is no notebook here: the folder is empty.")
        path = pack(tmp_path / "class.zip", ("alice.ipynb", NOTEBOOK), ("carol/", b""))
        is_refused(by_student(path)["carol"], "There is no notebook here: the folder is empty.")

    @pytest.mark.parametrize(
        "name", ["set-1.ipynb.txt", "set-1.json", "set-1.ipynb.zip", "set-1", "x.ipynb.JSON"]
    )
    def test_a_notebook_under_another_ending(self, hand_in, name):
        found = by_student(hand_in({f"alice/{name}": NOTEBOOK, "bob.ipynb": NOTEBOOK}))
        assert found["alice"].read() == NOTEBOOK
        assert found["alice"].notes == (f"{name} was read as a notebook, in spite of its name.",)

    def test_another_ending_tells_the_student_too(self, hand_in):
        found = find(hand_in({"alice.ipynb.txt": NOTEBOOK, "dr.smith.json": NOTEBOOK}), "set-1")
        assert students(found) == ["alice", "dr.smith"]
        assert found[0].read() == NOTEBOOK

    def test_another_ending_is_found_among_many_files(self, hand_in):
        files = {f"alice/data-{i:03}.csv": b"1,2" for i in range(100)}
        found = by_student(hand_in({**files, "alice/set-1.ipynb.txt": NOTEBOOK, "bob.ipynb": NOTEBOOK}))
        assert found["alice"].read() == NOTEBOOK

    @pytest.mark.parametrize(
        "name",
        [
            "Jane Doe",
            "O'Brien",
            'the "one"',
            "王小明",
            "Ünsal Çelik",
            "-rf *",
            "a;b|c&d",
            "line\nbreak",
            "tab\there",
            "$(reboot)",
            "%s%n",
            "😀",
            "a" * 200,
            "=1+2",
            "<b>x",
            "Q: my answers",
        ],
    )
    def test_names_of_every_kind(self, hand_in, name):
        found = find(hand_in({f"{name}.ipynb": NOTEBOOK, f"{name}2/x.ipynb": NOTEBOOK}), "set-1")
        assert students(found) == sorted([name, f"{name}2"])
        assert all(submission.read() == NOTEBOOK for submission in found)

    def test_a_name_that_is_not_utf_8(self, tmp_path):
        for raw in ("王小明".encode("gbk"), "Müller".encode("cp437"), b"\xff\xfe\xfd"):
            (tmp_path / os.fsdecode(raw + b".ipynb")).write_bytes(NOTEBOOK)
        found = find(tmp_path, "set-1")
        assert {"王小明", "Müller"} < set(students(found))
        assert "".join(submission.student + submission.file for submission in found).encode("utf-8")
        assert all(submission.read() == NOTEBOOK for submission in found)

    def test_the_folder_may_be_named_by_a_link(self, tmp_path):
        folder = write(tmp_path / "real", {"alice.ipynb": NOTEBOOK})
        (tmp_path / "link").symlink_to(folder)
        assert one(find(tmp_path / "link", "set-1")).read() == NOTEBOOK


class TestAClassInOneMoreFolder:
    @pytest.mark.parametrize(
        "files",
        [
            {"hand-in/alice.ipynb": NOTEBOOK, "hand-in/bob.ipynb": NOTEBOOK},
            {"hand-in/alice/set-1.ipynb": NOTEBOOK, "hand-in/bob/x.ipynb": NOTEBOOK},
            {"class/alice.ipynb": NOTEBOOK, "class/bob/x.ipynb": NOTEBOOK, "class/.DS_Store": b"x"},
            {"set-1/alice.ipynb": NOTEBOOK, "set-1/bob/set-1/set-1.ipynb": NOTEBOOK},
            {"class/hand-in/alice.ipynb": NOTEBOOK, "class/hand-in/bob.ipynb": NOTEBOOK},
        ],
    )
    def test_is_found(self, hand_in, files):
        found = find(hand_in(files), "set-1")
        assert students(found) == ["alice", "bob"]
        assert all(submission.read() == NOTEBOOK for submission in found)
        assert [any(s.file.endswith(name) for name in files) for s in found] == [True, True]

    @pytest.mark.parametrize(
        "name", ["alice/set-1.ipynb", "alice/set-1/set-1.ipynb", "alice/hello.ipynb", "alice/a/b.ipynb"]
    )
    def test_a_class_of_one_is_a_class(self, hand_in, name):
        assert students(find(hand_in({name: NOTEBOOK}), "set-1")) == ["alice"]

    def test_a_student_alone_with_more_than_the_notebook(self, hand_in):
        files = {"alice/set-1.ipynb": NOTEBOOK, "alice/other.ipynb": book("set-2"), "alice/data/x.csv": b"1"}
        assert students(find(hand_in(files), "set-1")) == ["alice"]

    def test_a_student_alone_with_folders(self, hand_in):
        files = {"alice/work.ipynb": NOTEBOOK, "alice/data/x.csv": b"1", "alice/figures/x.png": b"1"}
        assert students(find(hand_in(files), "set-1")) == ["alice"]


class TestCanvas:
    def test_names(self, hand_in):
        found = find(
            hand_in(
                {
                    "doejane_12345_67890_set-1.ipynb": book(text="jane"),
                    "王小明_LATE_12346_67891_作业 (final)_2_3_x.ipynb": book(text="wang"),
                    "de_silva_12347_67892_my file.ipynb": NOTEBOOK,
                }
            ),
            "set-1",
        )
        assert [(s.student, s.name, s.identifier, s.layout) for s in found] == [
            ("de_silva", "de_silva", "12347", "canvas"),
            ("doejane", "doejane", "12345", "canvas"),
            ("王小明", "王小明", "12346", "canvas"),
        ]
        assert [s.notes for s in found] == [(), (), ("Canvas marks it as handed in late.",)]
        assert found[1].read() == book(text="jane")

    def test_two_students_of_the_same_name(self, hand_in):
        found = find(hand_in({"lee_1_11_set-1.ipynb": NOTEBOOK, "lee_2_12_set-1.ipynb": NOTEBOOK}), "set-1")
        assert [(s.student, s.name, s.identifier) for s in found] == [
            ("lee_1", "lee", "1"),
            ("lee_2", "lee", "2"),
        ]

    def test_anonymous(self, hand_in):
        found = find(
            hand_in({"anon_Ab3xZ_11_set-1.ipynb": NOTEBOOK, "LATE_anon_Cd4yW_12_set-1.ipynb": NOTEBOOK}),
            "set-1",
        )
        assert [(s.student, s.identifier, s.layout) for s in found] == [
            ("anon_Ab3xZ", "", "canvas"),
            ("anon_Cd4yW", "", "canvas"),
        ]
        assert found[1].notes == ("Canvas marks it as handed in late.",)

    @pytest.mark.parametrize(
        "names",
        [
            ["set-1.ipynb", "set-1-1.ipynb", "set-1-2.ipynb"],
            ["trade.ipynb", "trade-1.ipynb", "trade-2.ipynb"],
            ["trade.ipynb", "trade-7.ipynb", "trade-0f8fad5b-d9cb-469f-a165-70867728950e.ipynb"],
            ["set-1-1.ipynb", "set-1-2.ipynb", "set-1.ipynb"],  # the first was deleted before the third came
        ],
    )
    def test_the_last_upload_counts(self, hand_in, names):
        files = {f"doe_5_{10 + i}_{name}": book(text=name) for i, name in enumerate(names)}
        found = one(find(hand_in(files), "set-1"))
        assert found.read() == book(text=names[-1])
        assert found.notes == (f"Handed in 3 times; the last ({names[-1]}) counts.",)
        assert found.rivals == ()

    def test_uploads_are_numbers_not_text(self, hand_in):
        files = {"doe_5_9_set-1.ipynb": book(text="old"), "doe_5_10_set-1-1.ipynb": book(text="new")}
        assert one(find(hand_in(files), "set-1")).read() == book(text="new")

    def test_an_upload_that_is_empty_does_not_take_the_place_of_the_one_before(self, hand_in):
        found = one(find(hand_in({"doe_5_9_set-1.ipynb": NOTEBOOK, "doe_5_10_set-1-1.ipynb": b""}), "set-1"))
        assert found.read() == NOTEBOOK
        assert found.notes[0].endswith("doe_5_10_set-1-1.ipynb does not count: The file is empty.")

    def test_two_notebooks_of_one_upload_compete(self, hand_in):
        files = {"doe_5_9_one.ipynb": book("?"), "doe_5_10_two.ipynb": book("?", "2")}
        found = one(find(hand_in(files), "set-1"))
        assert len(found.rivals) == 1

    def test_the_notebook_of_the_set_counts(self, hand_in):
        files = {"doe_5_9_set-1-3.ipynb": book(text="this"), "doe_5_10_set-2.ipynb": book("set-2")}
        found = one(find(hand_in(files), "set-1"))
        assert found.read() == book(text="this")
        assert found.rivals == ()

    @pytest.mark.parametrize("kind", ["text", "link"])
    def test_what_was_typed_or_linked_is_no_notebook(self, hand_in, kind):
        found = find(hand_in({f"doe_5_{kind}.html": b"<html>", "roe_6_7_set-1.ipynb": NOTEBOOK}), "set-1")
        assert [(s.student, s.identifier) for s in found] == [("doe", "5"), ("roe", "6")]
        is_refused(found[0], f"There is no notebook here, only doe_5_{kind}.html.")

    def test_files_beside_the_notebook(self, hand_in):
        files = {
            "doe_5_9_set-1.ipynb": NOTEBOOK,
            "doe_5_10_report.pdf": b"%PDF",
            "doe_5_11_set-1.checks.json": b"{}",
        }
        found = one(find(hand_in(files), "set-1"))
        assert (found.read(), found.notes) == (NOTEBOOK, ())

    @pytest.mark.parametrize(
        "names",
        [
            ["lab_2024_10_alice", "lab_2024_10_bob", "lab_2024_10_carol"],
            ["hw-1_24_10_alice", "hw-1_24_11_bob"],
            ["alice_1_set", "bob_1_set"],
            ["alice_01_02_x", "bob_01_02_y"],
        ],
    )
    def test_names_that_only_look_like_it(self, hand_in, names):
        found = find(hand_in({f"{name}.ipynb": NOTEBOOK for name in names}), "set-1")
        assert students(found) == names
        assert {s.layout for s in found} == {"folder"}

    def test_a_file_that_a_teacher_put_beside_the_download(self, hand_in):
        files = {f"doe{i}_{i}_{i + 50}_set-1.ipynb": NOTEBOOK for i in range(1, 9)}
        found = find(hand_in({**files, "doe1_1_51_set-1 with remarks.ipynb": NOTEBOOK}), "set-1")
        assert {s.layout for s in found} == {"canvas"}

    def test_a_name_cannot_claim_to_be_somebody_else(self, hand_in):
        files = {
            "doe_5_9_Roe_6_assignsubmission_file_set-1.ipynb": NOTEBOOK,
            "roe_6_10_doe_5_11_set-1.ipynb": NOTEBOOK,
        }
        found = find(hand_in(files), "set-1")
        assert [(s.student, s.identifier, s.layout) for s in found] == [
            ("doe", "5", "canvas"),
            ("roe", "6", "canvas"),
        ]


class TestMoodle:
    @pytest.mark.parametrize(
        "name",
        [
            "Jane Doe_12345_assignsubmission_file_/set-1.ipynb",
            "Jane Doe_12345_assignsubmission_file/set-1.ipynb",
            "Jane Doe_12345_assignsubmission_file_/inner/folder/my work.ipynb",
            "Jane Doe_12345_assignsubmission_file_set-1.ipynb",
            "Jane Doe_12345_assignsubmission_file_1_2_x.ipynb",
            "Jane Doe_12345_assignsubmission_file_Roe_9_assignsubmission_file_x.ipynb",
        ],
    )
    def test_names(self, hand_in, name):
        found = one(find(hand_in({name: NOTEBOOK}), "set-1"))
        assert (found.student, found.name, found.identifier, found.layout) == (
            "Jane Doe",
            "Jane Doe",
            "12345",
            "moodle",
        )
        assert found.read() == NOTEBOOK

    def test_one_more_folder_around_it(self, hand_in):
        name = "course-set 1-77/Jane Doe_12345_assignsubmission_file_/set-1.ipynb"
        assert one(find(hand_in({name: NOTEBOOK}), "set-1")).identifier == "12345"

    def test_two_students_of_the_same_name(self, hand_in):
        files = {f"Li Wei_{i}_assignsubmission_file_/set-1.ipynb": NOTEBOOK for i in (7, 8)}
        found = find(hand_in(files), "set-1")
        assert [(s.student, s.name) for s in found] == [("Li Wei_7", "Li Wei"), ("Li Wei_8", "Li Wei")]

    def test_a_team_without_a_group(self, hand_in):
        found = one(find(hand_in({"Default group_assignsubmission_file/set-1.ipynb": NOTEBOOK}), "set-1"))
        assert (found.student, found.identifier, found.layout) == ("Default group", "", "moodle")

    def test_text_that_was_typed_is_no_notebook(self, hand_in):
        found = find(
            hand_in(
                {
                    "Jane Doe_1_assignsubmission_onlinetext_/onlinetext.html": b"<p>",
                    "John Roe_2_assignsubmission_onlinetext_onlinetext.html": b"<p>",
                    "Ann Poe_3_assignsubmission_onlinetext/onlinetext.html": b"<p>",
                    "Ann Poe_3_assignsubmission_file/set-1.ipynb": NOTEBOOK,
                }
            ),
            "set-1",
        )
        assert students(found) == ["Ann Poe", "Jane Doe", "John Roe"]
        assert found[0].read() == NOTEBOOK
        is_refused(found[1], "There is no notebook here, only onlinetext.html.")
        is_refused(found[2], "There is no notebook here, only onlinetext.html.")

    def test_the_same_participant_twice(self, hand_in):
        files = {
            "Jane Doe_12345_assignsubmission_file_/set-1.ipynb": book(text="a"),
            "Jane Doe_12345_assignsubmission_file_/set-1 again.ipynb": book(text="b"),
        }
        found = one(find(hand_in(files), "set-1"))
        assert found.read() == book(text="a")
        assert [rival.read() for rival in found.rivals] == [book(text="b")]


class TestTheSameStudentTwice:
    @pytest.mark.parametrize(
        "names",
        [
            ["alice.ipynb", "alice (1).ipynb"],
            ["alice.ipynb", "alice - Copy.ipynb"],
            ["alice.ipynb", "alice - Copy (2).ipynb"],
            ["alice.ipynb", "alice (1).ipynb", "alice (1) (1).ipynb", "alice (1) - Copy.ipynb"],
            ["alice.ipynb", "alice copy.ipynb"],
            ["alice.ipynb", "alice copy 2.ipynb"],
            ["alice.ipynb", "alice - 副本.ipynb"],
            ["alice.ipynb", "alice/set-1.ipynb"],
            ["alice/one.ipynb", "alice/two.ipynb"],
            ["alice/set-1/set-1.ipynb", "alice/set-1.ipynb"],
            ["alice/set-1.ipynb", "alice (1)/set-1.ipynb"],
            ["alice/a.ipynb.txt", "alice/b.ipynb.txt"],
        ],
    )
    def test_all_are_graded_and_the_best_counts(self, hand_in, names):
        files = {name: book(text=name) for name in names}
        found = by_student(hand_in({**files, "bob/set-1.ipynb": NOTEBOOK}))
        assert sorted(found) == ["alice", "bob"]
        alice = found["alice"]
        assert {alice.read(), *(rival.read() for rival in alice.rivals)} == set(files.values())
        assert all((r.student, r.layout, r.rivals) == ("alice", "folder", ()) for r in alice.rivals)
        assert alice.notes[0].startswith("Several notebooks were handed in (")

    @pytest.mark.parametrize(
        "names",
        [
            ["alice.ipynb", "alice-1.ipynb"],
            ["alice.ipynb", "alice2.ipynb"],
            ["alice (1).ipynb", "bob.ipynb"],
            ["alice (1).ipynb", "alice (2).ipynb"],
            ["alice - Copy.ipynb", "bob.ipynb"],
            ["alice.ipynb", "alice(1).ipynb"],
            ["alice.ipynb", "Alice.ipynb"],
        ],
    )
    def test_different_students_are_not_put_together(self, hand_in, names):
        found = find(hand_in(dict.fromkeys(names, NOTEBOOK)), "set-1")
        assert students(found) == sorted(name.removesuffix(".ipynb") for name in names)

    @pytest.mark.parametrize(
        "names",
        [
            {"set-1.ipynb": "?", "scratch.ipynb": "?"},
            {"SET-1.ipynb": "?", "scratch.ipynb": "set-2"},
            {"my work.ipynb": "set-1", "scratch.ipynb": "?"},
            {"set-1/work.ipynb": "?", "set-2/set-2.ipynb": "set-2"},
        ],
    )
    def test_only_those_of_the_set_count(self, hand_in, names):
        files = {f"alice/{name}": book(of, name) for name, of in names.items()}
        alice = by_student(hand_in({**files, "bob.ipynb": NOTEBOOK}))["alice"]
        assert alice.read() == files[f"alice/{next(iter(names))}"]
        assert (alice.rivals, alice.notes) == ((), ())

    def test_work_under_another_name_is_not_lost_to_the_empty_notebook_of_the_set(self, hand_in):
        files = {
            "alice/set-1.ipynb": book(),
            "alice/done.ipynb": book(text="done"),
            "alice/x.ipynb": book("set-2"),
        }
        alice = by_student(hand_in({**files, "bob.ipynb": NOTEBOOK}))["alice"]
        assert [alice.read(), *(rival.read() for rival in alice.rivals)] == [book(), book(text="done")]

    def test_a_broken_one_does_not_compete(self, hand_in):
        alice = by_student(hand_in({"alice/a.ipynb": b"", "alice/b.ipynb": NOTEBOOK, "bob.ipynb": NOTEBOOK}))[
            "alice"
        ]
        assert (alice.read(), alice.rivals) == (NOTEBOOK, ())
        assert len(alice.notes) == 1
        assert alice.notes[0].endswith("alice/a.ipynb does not count: The file is empty.")

    def test_a_heap_of_notebooks_is_not_graded_whole(self, hand_in):
        files = {f"alice/{i:03}.ipynb": book(text=str(i)) for i in range(300)}
        alice = by_student(hand_in({**files, "alice/set-1.ipynb": NOTEBOOK, "bob.ipynb": NOTEBOOK}))["alice"]
        assert alice.read() == NOTEBOOK
        assert len(alice.rivals) == submissions.RIVALS - 1
        assert "no more than 5 are graded" in alice.notes[0]

    def test_the_same_name_twice_in_a_zip(self, tmp_path):
        with pytest.warns(UserWarning, match="Duplicate name"):
            path = pack(
                tmp_path / "class.zip", ("alice.ipynb", book(text="a")), ("alice.ipynb", book(text="b"))
            )
        alice = one(find(path, "set-1"))
        assert [alice.read(), alice.rivals[0].read()] == [book(text="a"), book(text="b")]

    def test_names_are_unique_across_layouts(self, hand_in):
        files = {
            "lee_1_11_set-1.ipynb": NOTEBOOK,
            "lee.ipynb": NOTEBOOK,
            "lee_1.ipynb": NOTEBOOK,
            "lee_1_assignsubmission_file_/set-1.ipynb": NOTEBOOK,
        }
        found = find(hand_in(files), "set-1")
        assert len(set(students(found))) == len(found) == 4


class TestHostileFiles:
    def test_links_are_not_followed(self, tmp_path):
        secret = write(tmp_path / "secret", {"key.ipynb": NOTEBOOK, "in/key.ipynb": NOTEBOOK})
        folder = write(tmp_path / "class", {"alice.ipynb": NOTEBOOK, "dave/real.pdf": b"%PDF"})
        (folder / "bob.ipynb").symlink_to(secret / "key.ipynb")
        (folder / "carol").symlink_to(secret)
        (folder / "dave" / "set-1.ipynb").symlink_to(secret / "key.ipynb")
        (folder / "dave" / "more").symlink_to(secret)
        (folder / "eve.ipynb").symlink_to(tmp_path / "nowhere")
        (folder / "frank.zip").symlink_to(secret / "key.ipynb")
        (folder / "loop").symlink_to(folder)
        found = by_student(folder)
        assert found.pop("alice").read() == NOTEBOOK
        assert sorted(found) == ["bob", "carol", "dave", "eve", "frank", "loop"]
        for submission in found.values():
            is_refused(submission, submissions.LINK)

    def test_a_link_that_takes_the_place_of_the_file_later(self, tmp_path):
        folder = write(tmp_path / "class", {"alice.ipynb": NOTEBOOK})
        found = one(find(folder, "set-1"))
        (folder / "alice.ipynb").unlink()
        (folder / "alice.ipynb").symlink_to(write(tmp_path, {"key.ipynb": NOTEBOOK}) / "key.ipynb")
        with pytest.raises(Unreadable, match="symbolic link"):
            found.read()

    def test_pipes_and_folders_in_the_place_of_files(self, tmp_path):
        folder = write(tmp_path / "class", {"alice.ipynb": NOTEBOOK, "dave.ipynb/inner.ipynb": NOTEBOOK})
        os.mkfifo(folder / "bob.ipynb")
        (folder / "carol.ipynb").mkdir()
        found = by_student(folder)
        is_refused(found["bob"], "This is not an ordinary file.")
        is_refused(found["carol.ipynb"], "There is no notebook here: the folder is empty.")
        assert found["dave.ipynb"].read() == NOTEBOOK
        assert found["alice"].read() == NOTEBOOK

    def test_a_pipe_that_takes_the_place_of_the_file_later(self, tmp_path):
        found = one(find(write(tmp_path, {"alice.ipynb": NOTEBOOK}), "set-1"))
        (tmp_path / "alice.ipynb").unlink()
        os.mkfifo(tmp_path / "alice.ipynb")
        with pytest.raises(Unreadable, match="not an ordinary file"):
            found.read()

    def test_a_file_that_may_not_be_read(self, tmp_path, monkeypatch):
        write(tmp_path, {"alice.ipynb": NOTEBOOK, "bob.ipynb": NOTEBOOK})
        real = os.open

        def refuse(path, *args, **more):
            if str(path).endswith("bob.ipynb"):  # by hand, because root may read everything
                raise PermissionError(13, "Permission denied")
            return real(path, *args, **more)

        monkeypatch.setattr(os, "open", refuse)
        found = by_student(tmp_path)
        with pytest.raises(Unreadable, match=r"The file cannot be read \(Permission denied\)\."):
            found["bob"].read()
        assert found["alice"].read() == NOTEBOOK

    def test_a_folder_that_cannot_be_opened(self, tmp_path, monkeypatch):
        write(tmp_path, {"alice.ipynb": NOTEBOOK, "carol/set-1.ipynb": NOTEBOOK})
        real = os.scandir

        def refuse(path):
            if str(path).endswith("carol"):
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr(os, "scandir", refuse)
        found = by_student(tmp_path)
        is_refused(found["carol"], "The folder cannot be opened (Permission denied).")
        assert found["alice"].read() == NOTEBOOK

    def test_a_file_that_is_gone(self, tmp_path):
        found = one(find(write(tmp_path, {"alice.ipynb": NOTEBOOK}), "set-1"))
        (tmp_path / "alice.ipynb").unlink()
        with pytest.raises(Unreadable, match="cannot be read"):
            found.read()

    def test_empty_and_huge(self, tmp_path):
        write(tmp_path, {"alice.ipynb": NOTEBOOK, "bob.ipynb": b""})
        for name in ("carol.ipynb", "dave.zip"):
            with (tmp_path / name).open("wb") as file:
                file.truncate(60_000_000_000)  # sparse
        found = by_student(tmp_path)
        is_refused(found["bob"], EMPTY)
        is_refused(found["carol"], TOO_LARGE)
        is_refused(found["dave"], "The zip is larger than 50 MB.")
        assert found["alice"].read() == NOTEBOOK

    def test_a_file_that_grows_later(self, tmp_path):
        found = one(find(write(tmp_path, {"alice.ipynb": NOTEBOOK}), "set-1"))
        os.truncate(tmp_path / "alice.ipynb", LARGEST + 1)
        with pytest.raises(Unreadable, match="larger than 20 MB"):
            found.read()

    def test_the_largest_is_read(self, hand_in):
        data = NOTEBOOK.ljust(LARGEST)
        assert one(find(hand_in({"alice.ipynb": data}), "set-1")).read() == data

    def test_thousands_of_files_of_one_student(self, hand_in, monkeypatch):
        monkeypatch.setattr(submissions, "FILES", 50)
        files = {f"carol/deep/{i}.ipynb": NOTEBOOK for i in range(120)}
        other = {f"dave/{i}.csv": b"1" for i in range(120)}
        found = by_student(
            hand_in({**files, **other, "carol/set-1.ipynb": book(text="this"), "bob.ipynb": NOTEBOOK})
        )
        assert sorted(found) == ["bob", "carol", "dave"]
        assert found["carol"].read() == book(text="this")
        is_refused(found["dave"], "There is no notebook among the first 50 files here.")

    def test_folders_without_end(self, tmp_path):
        write(tmp_path, {f"carol/{'d/' * 60}set-1.ipynb": NOTEBOOK, "alice.ipynb": NOTEBOOK})
        found = by_student(tmp_path)
        assert found["carol"].problem
        assert found["alice"].read() == NOTEBOOK

    def test_whatever_goes_wrong_with_one_does_not_stop_the_others(self, hand_in, monkeypatch):
        real = submissions._candidates

        def fail(files, set_id):
            if files[0].name.startswith("carol"):
                raise RecursionError
            return real(files, set_id)

        monkeypatch.setattr(submissions, "_candidates", fail)
        found = by_student(hand_in({"alice.ipynb": NOTEBOOK, "carol.ipynb": NOTEBOOK}))
        is_refused(found["carol"], "It could not be looked through (RecursionError).")
        assert found["alice"].read() == NOTEBOOK


def info(name: str, *, mode: int = 0, flags: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = mode << 16
    made.flag_bits |= flags
    return made


def patched(data: bytes, member: str, offset: int, value: bytes) -> bytes:
    """Return a zip with bytes changed in what its directory says of one member."""
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(member.encode()))
    return data[: place + offset] + value + data[place + offset + len(value) :]


class TestHostileZips:
    @pytest.mark.parametrize(
        "name",
        [
            "../carol.ipynb",
            "a/../../carol.ipynb",
            "/etc/carol.ipynb",
            "C:\\carol.ipynb",
            "..\\..\\carol.ipynb",
        ],
    )
    def test_names_that_lead_outside(self, tmp_path, name):
        path = pack(
            tmp_path / "class.zip", ("carol.ipynb", NOTEBOOK), (name, b"evil"), ("bob.ipynb", NOTEBOOK)
        )
        found = by_student(path)
        assert len(found) == 3
        assert found["carol"].read() == NOTEBOOK
        assert found["bob"].read() == NOTEBOOK
        is_refused(found[name.replace("\\", "/")], submissions.OUTSIDE)

    def test_a_name_that_leads_outside_claims_no_identity(self, tmp_path):
        path = pack(
            tmp_path / "class.zip",
            ("Jane_1_assignsubmission_file_/set-1.ipynb", NOTEBOOK),
            ("../Jane_1_assignsubmission_file_/set-1.ipynb", b"evil"),
        )
        found = by_student(path)
        assert found["Jane"].read() == NOTEBOOK
        assert found["Jane"].rivals == ()
        assert len(found) == 2

    @pytest.mark.parametrize(
        ("mode", "sentence"),
        [
            (stat.S_IFLNK | 0o777, submissions.LINK),
            (stat.S_IFIFO | 0o644, submissions.SPECIAL),
            (stat.S_IFCHR | 0o644, submissions.SPECIAL),
            (stat.S_IFSOCK | 0o644, submissions.SPECIAL),
        ],
    )
    def test_members_that_are_no_files(self, tmp_path, mode, sentence):
        path = pack(
            tmp_path / "class.zip", (info("carol.ipynb", mode=mode), b"/etc/passwd"), ("bob.ipynb", NOTEBOOK)
        )
        found = by_student(path)
        is_refused(found["carol"], sentence)
        assert found["bob"].read() == NOTEBOOK

    def test_locked_members(self, tmp_path):
        data = packed({"carol.ipynb": NOTEBOOK, "bob.ipynb": NOTEBOOK})
        path = write(tmp_path, {"class.zip": patched(data, "carol.ipynb", 8, b"\x01\0")}) / "class.zip"
        found = by_student(path)
        is_refused(found["carol"], submissions.LOCKED)
        assert found["bob"].read() == NOTEBOOK

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_unusual_packing(self, tmp_path, method):
        write(tmp_path, {"class.zip": packed({"carol.ipynb": NOTEBOOK, "bob.ipynb": NOTEBOOK}, method)})
        is_refused(by_student(tmp_path / "class.zip")["carol"], submissions.UNKNOWN_PACKING)

    def test_stored_members(self, tmp_path):
        path = write(tmp_path, {"class.zip": packed({"a.ipynb": NOTEBOOK}, zipfile.ZIP_STORED)}) / "class.zip"
        assert one(find(path, "set-1")).read() == NOTEBOOK

    def test_a_bomb(self, tmp_path):
        path = pack(tmp_path / "class.zip", ("carol.ipynb", b"\0" * 60_000_000), ("bob.ipynb", NOTEBOOK))
        found = by_student(path)
        is_refused(found["carol"], TOO_LARGE)
        assert found["bob"].read() == NOTEBOOK

    def test_a_bomb_that_says_that_it_is_small_takes_little_memory(self, tmp_path):
        data = packed({"carol.ipynb": b"\0" * 60_000_000, "bob.ipynb": NOTEBOOK})
        write(tmp_path, {"class.zip": patched(data, "carol.ipynb", 24, struct.pack("<L", 1_000))})
        found = by_student(tmp_path / "class.zip")
        assert found["carol"].problem == ""
        tracemalloc.start()
        try:
            with pytest.raises(Unreadable, match="larger than 20 MB"):
                found["carol"].read()
            assert tracemalloc.get_traced_memory()[1] < 4 * LARGEST
        finally:
            tracemalloc.stop()
        assert found["bob"].read() == NOTEBOOK

    @pytest.mark.parametrize(
        ("offset", "value"),
        [
            (42, struct.pack("<L", 7)),  # begins elsewhere
            (42, struct.pack("<L", 4_000_000_000)),  # begins beyond the end
            (20, struct.pack("<L", 3)),  # is shorter than it says
            (16, b"\0\0\0\0"),  # has another checksum
            (10, b"\0\0"),  # is not packed at all
        ],
    )
    def test_directories_that_lie(self, tmp_path, offset, value):
        data = packed({"carol.ipynb": NOTEBOOK, "bob.ipynb": NOTEBOOK})
        write(tmp_path, {"class.zip": patched(data, "carol.ipynb", offset, value)})
        found = by_student(tmp_path / "class.zip")
        with pytest.raises(Unreadable, match="damaged"):
            found["carol"].read()
        assert found["bob"].read() == NOTEBOOK

    def test_bytes_that_are_damaged(self, tmp_path):
        data = bytearray(packed({"carol.ipynb": random.Random(1).randbytes(5_000), "bob.ipynb": NOTEBOOK}))
        data[100:110] = bytes(10)
        write(tmp_path, {"class.zip": bytes(data)})
        found = by_student(tmp_path / "class.zip")
        with pytest.raises(Unreadable, match="damaged"):
            found["carol"].read()
        assert found["bob"].read() == NOTEBOOK

    @pytest.mark.parametrize(
        ("raw", "flags", "student"),
        [
            ("王小明".encode("gbk"), 0, "王小明"),
            ("王镕".encode("gbk"), 0, "王镕"),
            ("王小明".encode(), 0, "王小明"),
            ("王小明".encode(), UTF_8, "王小明"),
            ("Müller".encode(), 0, "Müller"),
            ("Müller".encode("cp437"), 0, "Müller"),
            ("Ålice Çelik".encode("cp437"), 0, "Ålice Çelik"),
            ("Mu\u0308ller".encode(), UTF_8, "Müller"),
            (b"a\\b", 0, "a"),
            (b"a\nb", 0, "a\nb"),
        ],
    )
    def test_names_in_other_encodings(self, tmp_path, raw, flags, student):
        name = b"?" * len(raw) + b".ipynb"
        data = packed({name.decode(): NOTEBOOK, "zoe.ipynb": NOTEBOOK}).replace(name, raw + b".ipynb")
        if flags:
            data = bytearray(data)
            directory = data.index(b"PK\x01\x02")
            data[6:8] = data[directory + 8 : directory + 10] = flags.to_bytes(2, "little")
        write(tmp_path, {"class.zip": bytes(data)})
        found = by_student(tmp_path / "class.zip")
        assert sorted(found) == sorted([student, "zoe"])
        assert found[student].read() == NOTEBOOK

    def test_more_members_than_are_read(self, tmp_path, monkeypatch):
        monkeypatch.setattr(submissions, "MEMBERS", 10)
        files = {f"{i}.ipynb": NOTEBOOK for i in range(11)}
        write(tmp_path, {"class.zip": packed(files)})
        with pytest.raises(SubmissionsError, match="more than 10 files"):
            find(tmp_path / "class.zip", "set-1")
        write(tmp_path / "class", files)
        with pytest.raises(SubmissionsError, match="more than 10 files"):
            find(tmp_path / "class", "set-1")


class TestAStudentsZip:
    @pytest.mark.parametrize(
        "files",
        [
            {"set-1.ipynb": NOTEBOOK},
            {"folder/x.ipynb": NOTEBOOK, "folder/data.csv": b"1", "__MACOSX/folder/._x.ipynb": b"x"},
            {"set-1.ipynb": NOTEBOOK, "set-2.ipynb": book("set-2")},
            {"x.ipynb": NOTEBOOK, ".ipynb_checkpoints/x-checkpoint.ipynb": b"{}"},
        ],
    )
    @pytest.mark.parametrize("where", ["alice.zip", "alice/my work.zip", "alice_5_9_work.zip"])
    def test_holds_one_notebook(self, hand_in, files, where):
        found = by_student(hand_in({where: packed(files), "bob.ipynb": NOTEBOOK}))
        assert found["alice"].read() == NOTEBOOK
        assert found["alice"].file.endswith(f"{where}/{next(iter(files))}")
        assert found["bob"].read() == NOTEBOOK

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (packed({"a.pdf": b"x", "b.csv": b"1"}), "The zip holds no notebook, only a.pdf and b.csv."),
            (packed({}), "The zip holds no notebook."),
            (
                packed({"a.ipynb": NOTEBOOK, "b.ipynb": NOTEBOOK}),
                "The zip holds 2 notebooks where there should be one.",
            ),
            (
                packed({"inner.zip": packed({"set-1.ipynb": NOTEBOOK})}),
                "The zip holds no notebook, only inner.zip.",
            ),
            (packed({"a.ipynb": b""}), EMPTY),
            (packed({"a.ipynb": b"\0" * (LARGEST + 1)}), TOO_LARGE),
            (packed({"../a.ipynb": NOTEBOOK}), submissions.OUTSIDE),
            (patched(packed({"a.ipynb": NOTEBOOK}), "a.ipynb", 8, b"\x01\0"), submissions.LOCKED),
            (packed({f"{i}.csv": b"" for i in range(1_001)}), "The zip holds more than 1,000 files."),
            (packed({"a.ipynb": NOTEBOOK})[:-30], submissions.BROKEN_ZIP),
            (b"PK\x03\x04" + b"x" * 100, submissions.BROKEN_ZIP),
            (b"Rar!\x1a\x07", submissions.BROKEN_ZIP),
            (b"", EMPTY),
        ],
    )
    def test_is_refused_with_a_sentence(self, hand_in, data, sentence):
        found = by_student(hand_in({"carol.zip": data, "bob.ipynb": NOTEBOOK}))
        is_refused(found["carol"], sentence)
        assert found["bob"].read() == NOTEBOOK

    def test_with_a_link_in_it(self, hand_in, tmp_path):
        path = pack(tmp_path / "inner.zip", (info("a.ipynb", mode=stat.S_IFLNK | 0o777), b"/etc/passwd"))
        is_refused(one(find(hand_in({"carol.zip": path.read_bytes()}), "set-1")), submissions.LINK)

    def test_that_is_a_bomb_within_a_zip(self, tmp_path):
        inner = packed({"set-1.ipynb": b"\0" * 60_000_000})
        inner = patched(inner, "set-1.ipynb", 24, struct.pack("<L", 1_000))
        path = pack(tmp_path / "class.zip", ("carol.zip", inner), ("dave.zip", b"\0" * 60_000_000))
        found = by_student(path)
        with pytest.raises(Unreadable, match="larger than 20 MB"):
            found["carol"].read()
        is_refused(found["dave"], "The zip is larger than 50 MB.")

    @settings(max_examples=150)
    @given(st.data())
    def test_with_bytes_changed_harms_nobody_else(self, data):
        whole = bytearray(packed({"set-1.ipynb": NOTEBOOK, "data.csv": b"1"}))
        for _ in range(data.draw(st.integers(1, 4))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        with tempfile.TemporaryDirectory() as folder:
            found = by_student(write(Path(folder), {"carol.zip": bytes(whole), "bob.ipynb": NOTEBOOK}))
            assert found["bob"].read() == NOTEBOOK
            with contextlib.suppress(Unreadable):
                found["carol"].read()
            assert "could not be looked through" not in found["carol"].problem


class TestTheList:
    def test_is_small_and_can_be_sent_to_another_process(self, hand_in):
        found = find(hand_in({"alice.zip": packed({"x.ipynb": NOTEBOOK}), "bob.ipynb": NOTEBOOK}), "set-1")
        assert len(pickle.dumps(found)) < 5_000
        again = pickle.loads(pickle.dumps(found))
        assert again == found
        assert [submission.read() for submission in again] == [NOTEBOOK, NOTEBOOK]

    def test_is_the_same_however_the_folder_is_listed(self, tmp_path, monkeypatch):
        files = {f"s{i}/{name}.ipynb": book("?") for i in range(5) for name in "abc"}
        write(tmp_path, {**files, "s3 (1).ipynb": NOTEBOOK, "z.pdf": b"%PDF"})
        expected = find(tmp_path, "set-1")
        real = os.scandir

        class Shuffled:
            def __init__(self, path):
                self.items = list(real(path))
                random.Random(7).shuffle(self.items)

            def __enter__(self):
                return iter(self.items)

            def __exit__(self, *error):
                return None

        monkeypatch.setattr(os, "scandir", Shuffled)
        assert find(tmp_path, "set-1") == expected

    def test_nothing_is_written(self, hand_in, tmp_path):
        path = hand_in({"alice.zip": packed({"x.ipynb": NOTEBOOK}), "bob/x.ipynb": NOTEBOOK})
        before = {p: p.lstat().st_mtime_ns for p in tmp_path.rglob("*")}
        for submission in find(path, "set-1"):
            submission.read()
        assert {p: p.lstat().st_mtime_ns for p in tmp_path.rglob("*")} == before

    def test_a_large_class(self, tmp_path):
        files = {f"s{i}_{i + 1}_{i + 9_000}_set-1.ipynb": NOTEBOOK for i in range(3_000)}
        write(tmp_path, {"class.zip": packed(files)})
        found = find(tmp_path / "class.zip", "set-1")
        assert len(found) == 3_000
        assert all(submission.read() == NOTEBOOK for submission in found)

    @settings(max_examples=100)
    @given(
        st.lists(
            st.text(
                st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20
            ).map(lambda name: f"{name}.ipynb"),
            max_size=6,
            unique=True,
        )
    )
    def test_survives_any_names(self, names):
        buffer = io.BytesIO(packed(dict.fromkeys(["zz/ok.ipynb", *names], NOTEBOOK)))
        entries = [entry for entry, _ in submissions._members(buffer)]
        found = submissions._submissions(entries, "set-1")
        called = students(found)
        assert len(set(called)) == len(called)
        assert called == sorted(called)
        assert all(s.student and s.file and s.file.encode() and s.student.encode() for s in found)


class TestWhatIsNoHandIn:
    def test_does_not_exist(self, tmp_path):
        with pytest.raises(SubmissionsError, match=r"nowhere does not exist\.$"):
            find(tmp_path / "nowhere", "set-1")

    @pytest.mark.parametrize("files", [{}, {".DS_Store": b"x"}, {"set-1.checks.json": b"{}"}])
    def test_holds_nothing(self, hand_in, tmp_path, files):
        (tmp_path / "class").mkdir()
        with pytest.raises(SubmissionsError, match=r"holds no submissions\.$"):
            find(hand_in(files), "set-1")

    def test_a_single_notebook(self, tmp_path):
        with pytest.raises(SubmissionsError, match="neither a folder nor a zip: name the folder it lies in"):
            find(write(tmp_path, {"alice.ipynb": NOTEBOOK}) / "alice.ipynb", "set-1")

    def test_a_broken_zip(self, tmp_path):
        write(tmp_path, {"class.zip": packed({"alice.ipynb": NOTEBOOK})[:-30]})
        with pytest.raises(SubmissionsError, match="cannot be read: The zip is damaged"):
            find(tmp_path / "class.zip", "set-1")

    def test_a_pipe(self, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(SubmissionsError, match="neither a folder nor a zip"):
            find(tmp_path / "pipe", "set-1")

    def test_links_that_lead_to_each_other(self, tmp_path):
        (tmp_path / "a").symlink_to(tmp_path / "b")
        (tmp_path / "b").symlink_to(tmp_path / "a")
        with pytest.raises(SubmissionsError, match="cannot be opened"):
            find(tmp_path / "a", "set-1")
