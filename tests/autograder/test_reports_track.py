"""Exports of the no-Python track: read out of whatever was sent, given to whom they belong, each file with a reason."""

import base64
import csv
import email.message
import io
import json
import os
import textwrap
from pathlib import Path

import pytest

from autograder.grading.reports import track
from autograder.grading.reports.tables import TableError
from autograder.grading.reports.track import Sent, Track, read
from selfcheck.obfuscate import scramble
from selfcheck.progress import PREFIX

from .report_samples import HOSTILE, result

BOOK = {
    "book": "ladder",
    "pages": [
        {"page": "book/1-theory/ricardo", "asked": [
            {"id": "gain", "kind": "choice", "points": 1, "print": 11},
            {"id": "why", "kind": "choice", "points": 2, "print": 12},
            {"id": "guess", "kind": "predict", "print": 13},
        ]},
        {"page": "book/2-data/gravity", "asked": [{"id": "far", "kind": "number", "points": 4, "print": 21}]},
    ],
}  # fmt: skip
CLASS = [
    result("a1", name="Ana Lee", identifier="101"),
    result("b2", name="Zoë Müller", identifier="102"),
    result("c3", name="李 娜", identifier="103"),
    result("d4", name="Ben Twin", identifier="104"),
    result("e5", name="Twin, Ben", identifier="105"),
]


def exported(name: str = "", number: str = "", right: tuple[str, ...] = ("gain", "why"), **more: str) -> str:
    """What a page writes for a learner."""
    entries = {one["id"]: one for page in BOOK["pages"] for one in page["asked"]}
    answers = [
        [
            entries[one]["id"],
            entries[one]["kind"],
            entries[one]["print"],
            1,
            1,
            entries[one].get("points", 0),
            ["0"],
            ["0"],
        ]
        for one in right
    ]
    points = sum(entries[one].get("points", 0) for one in right)
    said = {"book": "ladder", "title": "Chapter 1", "pages": "1-theory/*", "name": name, "number": number,
            "date": "2026-11-20T08:00:00Z", "points": points, "of": 3, "answers": answers, **more}  # fmt: skip
    letters = base64.b32encode(json.dumps(said, ensure_ascii=False).encode()).decode().rstrip("=")
    body = "\n".join(textwrap.wrap(letters, 60))
    return f"Chapter 1\n\nSELFCHECK BEGIN 1 {len(letters)}\n{body}\nSELFCHECK END {scramble(letters):08x}\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "selfcheck-book.js"
    path.write_text(f"{PREFIX}{json.dumps(BOOK)};\n")
    return path


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    (tmp_path / "sent").mkdir()
    return tmp_path / "sent"


def only(found: Track) -> Sent:
    (one,) = found.sent
    return one


@pytest.mark.parametrize(
    ("name", "number", "student", "reason"),
    [
        ("", "101", "a1", "Read."),
        ("ana  LEE", "101", "a1", "Read."),
        ("Ana Lee", "", "a1", "Read; the name fits."),
        ("Lee, Ana", "", "a1", "Read; the name fits."),
        ("zoe\u0308 MÜLLER", "", "b2", "Read; the name fits."),
        ("李娜", "", "c3", "Read; the name fits."),
        ("", "c3", "c3", "Read."),
        ("Ana Lee", "999", "a1", "The number 999 is nobody's, but the name fits."),
        ("Ana Lee", "102", None, "The number 102 is one student's and the name Ana Lee another's."),
        ("Ben Twin", "", None, "The name fits several students."),
        ("Ben Twin", "104", "d4", "Read."),
        ("Nobody", "999", None, "No submission fits number 999 and name Nobody."),
        ("", "", None, "It says neither name nor number."),
    ],
)
def test_whose_it_is(book, sent, name, number, student, reason) -> None:
    (sent / "x.txt").write_text(exported(name, number))
    one = only(read([sent], book, CLASS, "1-theory/*"))
    assert (one.student, one.reason, one.points, one.counts) == (student, reason, 3, student is not None)
    assert one.file == "x.txt"


def test_pages(book, sent) -> None:
    (sent / "x.txt").write_text(exported("Ana Lee", right=("gain", "far")))
    found = read([sent / "x.txt"], book, CLASS, "1-theory/*")
    assert (found.maximum, found.points("a1"), found.points("b2")) == (3, 1, None)
    assert any("“far” is not asked here" in note for note in only(found).notes)
    found = read([sent], book, CLASS)
    assert (found.maximum, found.points("a1")) == (7, 5)
    with pytest.raises(TableError, match="There are: book/1-theory/ricardo, book/2-data/gravity"):
        read([sent], book, CLASS, "9-none/*")
    for text in ("", "selfcheck.book=[];", "{}"):
        book.write_text(text)
        with pytest.raises(TableError, match="make book"):
            read([sent], book, CLASS)
    with pytest.raises(TableError, match="make book"):
        read([sent], book.with_name("none.js"), CLASS)


def test_the_best_of_several_counts(book, sent) -> None:
    (sent / "1.txt").write_text(exported("Ana Lee", right=("gain",)))
    (sent / "2.txt").write_text(exported("Ana Lee", date="2026-11-20T08:00:00Z"))
    (sent / "3.txt").write_text(exported("Ana Lee", date="2026-11-21T08:00:00Z"))
    found = read([sent], book, CLASS, "1-theory/*")
    assert [one.counts for one in found.sent] == [False, False, True]
    assert found.points("a1") == 3
    assert "as many points or more" in found.sent[0].reason


def mail(body: str, **how: str) -> bytes:
    made = email.message.EmailMessage()
    made["Subject"] = "My answers"
    made.set_content("Dear teacher,\n" + body, **how)
    return made.as_bytes()


def test_mails(book, sent) -> None:
    (sent / "1.eml").write_bytes(mail(exported("Ana Lee"), cte="base64"))
    (sent / "2.EML").write_bytes(mail(exported("Zoë Müller"), cte="quoted-printable"))
    (sent / "mail.txt").write_bytes(mail(exported("李娜"), cte="base64"))
    packed = email.message.EmailMessage()
    packed.set_content("See the file.")
    packed.add_alternative("<p>See the <b>file</b>.</p>", subtype="html")
    packed.add_attachment(exported("", "104").encode(), maintype="application", subtype="octet-stream")
    (sent / "4.eml").write_bytes(packed.as_bytes())
    both = email.message.EmailMessage()
    both.set_content(exported("Ana Lee"))
    both.add_attachment(exported("Zoë Müller").encode(), maintype="text", subtype="plain")
    (sent / "5.eml").write_bytes(both.as_bytes())
    found = read([sent], book, CLASS, "1-theory/*")
    said = {one.file: (one.student, one.reason) for one in found.sent}
    assert {file: student for file, (student, _) in said.items()} == {
        "1.eml": "a1", "2.EML": "b2", "4.eml": "d4", "5.eml": None, "mail.txt": "c3"
    }  # fmt: skip
    assert said["5.eml"][1].startswith("There are 2 different exports")


def test_every_file_has_a_row_and_a_reason(book, sent, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(track, "LARGEST", 100_000)
    whole = exported("Ana Lee")
    (sent / "a b.txt").write_text(whole)
    (sent / "cut.txt").write_text(whole[: len(whole) // 2])
    (sent / "changed.txt").write_text(whole.replace("A", "B", 3))
    (sent / "empty.txt").write_bytes(b"")
    (sent / "letter.txt").write_text("Dear teacher, I have done it all.")
    (sent / "picture.png").write_bytes(bytes(range(256)) * 20)
    (sent / "large.txt").write_text("x" * 100_001)
    (sent / "other.txt").write_text(exported("Ana Lee", book="another"))
    (sent / "damaged.eml").write_bytes(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 1500)
    (sent / "nested").mkdir()
    (sent / "nested" / "李.txt").write_text(whole)
    (sent / "link.txt").symlink_to(sent / "a b.txt")
    (sent / "away").symlink_to(tmp_path)
    os.mkfifo(sent / "pipe.txt")
    os.mkfifo(sent / os.fsdecode(b"\xff.txt"))
    found = read([sent, tmp_path / "none.txt"], book, CLASS, "1-theory/*")
    said = {one.file: one.reason for one in found.sent}
    for file, words in {
        "a b.txt": "Another export of the same student",
        "cut.txt": "end of the export is missing",
        "changed.txt": "checksum",
        "empty.txt": "It is empty",
        "letter.txt": "no export in this text",
        "picture.png": "no export in this text",
        "large.txt": "too large",
        "other.txt": "another book",
        "damaged.eml": "no export",
        "link.txt": "links are not followed",
        "away": "links are not followed",
        "pipe.txt": "no file with text",
        "none.txt": "No such file",
    }.items():
        assert words in said.pop(file), file
    assert set(said) == {"nested/李.txt", os.fsdecode(b"\xff.txt")}
    assert found.points("a1") == 3
    table = list(csv.DictReader(io.StringIO(found.written().removeprefix("\ufeff"))))
    assert len(table) == len(found.sent)
    assert all(row["reason"] for row in table)
    assert [row["counts"] for row in table].count("yes") == 1


def test_hostile_exports(book, sent) -> None:
    evil = dict.fromkeys(("title", "pages", "date"), HOSTILE)
    (sent / "x.txt").write_text(exported(HOSTILE, "=1+1", **evil), "utf-8", "replace")
    found = read([sent], book, CLASS)
    assert only(found).student is None
    row = list(csv.reader(io.StringIO(found.written().removeprefix("\ufeff"))))[1]
    assert row[6] == "'=1+1"
    assert all(text[:1] not in "=+-@" or not text for text in row)
    assert "\x1b" not in found.written()


def test_a_folder_that_cannot_be_read(book, sent, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(TableError, match="Permission denied"):
        read([sent], book, CLASS)
