"""An export is read whatever mail does to it, and refused in a sentence as soon as a letter of it is lost or changed."""

import base64
import json
import quopri
import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck import export
from selfcheck.export import Answer, Export, marks, read
from selfcheck.obfuscate import scramble

NOISE: dict[str, Callable[[str], str]] = {
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "trailing spaces": lambda text: text.replace("\n", "   \n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "quoted": lambda text: "On Monday Ana wrote:\n" + "".join(f"> {line}\n" for line in text.split("\n")),
    "indented": lambda text: textwrap.indent(text, "\t  "),
    "wrapped": lambda text: "\n".join(textwrap.fill(line, 38) for line in text.splitlines()),
    "wrapped and quoted": lambda text: "\n".join(
        f"| {line[i : i + 45]}"
        for line in text.splitlines()
        for i in range(0, len(line), 45)
        if "SELFCHECK" not in line or i == 0
    ),
    "empty lines": lambda text: text.replace("\n", "\n\n"),
    "smart quotes": lambda text: text.replace('"', "“").replace("'", "’").replace("--", "—"),
    "quoted-printable": lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode(),
    "soft line breaks": lambda text: re.sub(r"([A-Z2-7]{30})(?=[A-Z2-7])", "\\1=\n", text),
    "a web page": lambda text: "<p>" + text.replace("\n", "<br>\n").replace("  ", "&nbsp; ") + "</p>",
    "lower case": str.lower,
    "zero-width spaces": lambda text: text.replace("A", "A\u200b"),
    "a signature": lambda text: text + "\n-- \nSent from a phone <3 = 20 & more;",
}
ANSWER = st.builds(
    Answer,
    id=st.from_regex(r"[a-z][a-z-]{0,20}(/[a-z]+)?", fullmatch=True),
    kind=st.sampled_from(["choice", "choices", "number", "order", "task", "predict"]),
    print=st.integers(0, 2**32 - 1),
    right=st.booleans(),
    tries=st.integers(0, 99),
    points=st.integers(0, 5),
    first=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    last=st.lists(st.text(max_size=9), max_size=3).map(tuple),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
EXPORT = st.builds(
    Export, book=TEXT, title=TEXT, pages=TEXT, name=TEXT, number=TEXT, date=TEXT,
    points=st.integers(0, 40).map(lambda n: n / 2), of=st.integers(0, 20),
    answers=st.lists(ANSWER, max_size=4, unique_by=lambda one: one.id).map(tuple),
)  # fmt: skip


def sealed(payload: object, version: int = 1) -> str:
    """The block for programs, as the page writes it."""
    letters = base64.b32encode(json.dumps(payload, ensure_ascii=False).encode()).decode().rstrip("=")
    body = "\n".join(textwrap.wrap(letters, 60))
    return f"SELFCHECK BEGIN {version} {len(letters)}\n{body}\nSELFCHECK END {scramble(letters):08x}\n"


def payload(one: Export) -> dict:
    rows = [[a.id, a.kind, a.print, int(a.right), a.tries, a.points, a.first, a.last] for a in one.answers]
    return {**vars(one), "answers": rows}


def written(one: Export) -> str:
    said = (
        f'The course\n\nPoints: {one.points:g} of {one.of} "so far" -- it\'s early\n\nPlease send this along.'
    )
    return f"{said}\n\n{sealed(payload(one))}"


SIMPLE = Export(
    "b", "T", "1/*", "Ana Müller", "7", "2026-11-23T05:15:31.847Z", 2.5, 3,
    (
        Answer("a", "choice", 11, True, 1, 1, ("1",), ("1",)),
        Answer("b", "number", 12, True, 3, 1, ("2",), ("9.5",)),
        Answer("f/t", "task", 0, True, 9, 1, (), ()),
        Answer("p", "predict", 13, False, 0, 0, ("2",), ("2",)),
    ),
)  # fmt: skip


@given(one=EXPORT, noise=st.lists(st.sampled_from(sorted(NOISE)), max_size=3, unique=True))
def test_mail_does_no_harm(one: Export, noise: list[str]) -> None:
    text = written(one)
    for name in noise:
        text = NOISE[name](text)
    assert read(text) == one


@pytest.mark.parametrize("name", NOISE)
def test_each_noise(name: str) -> None:
    text = NOISE[name](written(SIMPLE))
    assert text != written(SIMPLE)
    assert read(text) == SIMPLE


def test_an_entity_broken_at_the_end_of_a_line() -> None:
    text = NOISE["a web page"](NOISE["trailing spaces"](written(SIMPLE)))
    for entity in ("&nb\n| sp;", "&n\r\n> bsp;"):
        assert read(text.replace("&nbsp;", entity)) == SIMPLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_file_of_any_encoding(encoding: str) -> None:
    assert read(written(SIMPLE).encode(encoding)) == SIMPLE


def test_every_cut_is_noticed() -> None:
    text = written(SIMPLE).rstrip()
    begin = text.index("SELFCHECK")
    for cut in range(len(text)):
        with pytest.raises(export.Missing if cut < begin + 19 else export.Truncated):
            read(text[:cut])
        if cut > begin:
            with pytest.raises(export.Unreadable):
                read(text[cut:])
    assert read(text[begin:]) == SIMPLE


@given(data=st.data())
def test_every_change_is_noticed(data: st.DataObject) -> None:
    text = written(SIMPLE)
    at = data.draw(st.integers(text.index("BEGIN 1 ") + 8, len(text.rstrip()) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
    for changed in (text[:at] + letter + text[at + 1 :], text[:at] + letter + text[at:]):
        try:
            found = read(changed)
        except export.Unreadable:
            continue
        assert found == SIMPLE, "a nought before the length, or a small letter for a large one"


def test_what_is_wrong_is_said() -> None:
    text = written(SIMPLE)
    block = text[text.index("SELFCHECK") :]
    other = written(Export(**{**vars(SIMPLE), "name": "Bea"}))
    for wrong, kind, said in [
        ("", export.Missing, "no export in this text"),
        ("Dear teacher, I did it.", export.Missing, "no export"),
        (block[:200], export.Truncated, "The end of the export is missing"),
        (block[100:], export.Truncated, "The beginning of the export is missing"),
        (block[:100] + block[180:], export.Truncated, "characters are there"),
        (block[:99] + "0" + block[100:], export.Changed, "its checksum does not fit. Ask for a new copy."),
        (
            sealed(payload(SIMPLE), version=2),
            export.OtherVersion,
            "is of version 2; this program reads version 1",
        ),
        (text + other, export.Several, "There are 2 different exports"),
        ("x" * (export.LONGEST + 1), export.Unreadable, "too long"),
    ]:
        with pytest.raises(kind, match=said):
            read(wrong)


def test_the_same_export_twice_is_one() -> None:
    text = written(SIMPLE)
    assert read(text + NOISE["quoted"](text)) == SIMPLE
    assert read(text + text[:-80]) == SIMPLE, "a quotation that was cut does not matter"


NONSENSE = [
    None, 7, "text", [], {}, {"answers": []}, {**payload(SIMPLE), "more": 1}, {**payload(SIMPLE), "points": "2"},
    {**payload(SIMPLE), "points": float("nan")}, {**payload(SIMPLE), "of": True}, {**payload(SIMPLE), "name": None},
    {**payload(SIMPLE), "answers": 3}, {**payload(SIMPLE), "answers": ["abcdefgh"]},
    {**payload(SIMPLE), "answers": [["a", "choice", 1, 1, -1, 1, [], []]]},
    {**payload(SIMPLE), "answers": [["a", "choice", 1, 1, 1, 1e9, [], []]]},
    {**payload(SIMPLE), "answers": [["a", "choice", 1, 1, 1, 1, [3], []]]},
    {**payload(SIMPLE), "answers": payload(SIMPLE)["answers"] * 2},
]  # fmt: skip


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_a_block_that_makes_no_sense(nonsense: object) -> None:
    with pytest.raises(export.Changed, match="makes no sense"):
        read(sealed(nonsense))


def test_a_block_too_deep_to_read() -> None:
    letters = base64.b32encode(b"[" * 100_000).decode().rstrip("=")
    with pytest.raises(export.Changed, match="makes no sense"):
        read(f"SELFCHECK BEGIN 1 {len(letters)}\n{letters}\nSELFCHECK END {scramble(letters):08x}")


PARTS = st.sampled_from(
    ["SELFCHECK", " BEGIN", " END", " 1", " 8", "<>", "=20", "&lt;", "> ", "\n", "PMRG", "0011aaff"]
)


@given(text=st.one_of(st.text(), st.lists(PARTS).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(export.Unreadable):
        read(text)


@pytest.mark.parametrize("part", ["SELFCHECK ", "<>", "<", "&", "SELFCHECK BEGIN ", "SELFCHECK BEGIN 1 1 "])
def test_long_nonsense_is_refused_in_the_end(part: str, not_for_ever) -> None:
    """At once where the work grows with the text; if with its square, it takes minutes."""
    with pytest.raises(export.Unreadable):
        read(part * (export.LONGEST // len(part)))


BOOK = [
    {"id": "a", "kind": "choice", "points": 1, "print": 11},
    {"id": "b", "kind": "number", "points": 1, "print": 12},
    {"id": "c", "kind": "number", "points": 2, "print": 14},
    {"id": "f/t", "kind": "task", "points": 1},
    {"id": "p", "kind": "predict", "print": 13},
]


def test_marks_by_the_books_own_list() -> None:
    honest = Export(**{**vars(SIMPLE), "of": 5})
    assert marks(honest, BOOK) == export.Marks(2.5, 5, ())
    boasting = Export(**{**vars(honest), "points": 5})
    (said,) = marks(boasting, BOOK).notes
    assert said == "The export says 5 of 5 points; by its answers it is 2.5 of 5."
    assert marks(boasting, BOOK).points == 2.5


def test_marks_of_another_edition() -> None:
    book = [{**BOOK[0], "print": 99}, *BOOK[1:2], *BOOK[3:]]
    found = marks(SIMPLE, book)
    assert found.points == 1.5
    assert found.notes[0] == "“a” was answered in another version; it does not count."
    assert "by its answers it is 1.5 of 3" in found.notes[1]
    assert "“a” is not asked here; it does not count." in marks(SIMPLE, BOOK[1:]).notes


def test_points_are_those_of_the_page() -> None:
    assert [one.earned for one in SIMPLE.answers] == [1, 0.5, 1, 0]
