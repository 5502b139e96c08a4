"""A number is read as people write it, on any keyboard; page and build read alike."""

import random
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.reading import read_number, readings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9.5", 9.5),
        ("9,5", 9.5),
        (".5", 0.5),
        ("5.", 5),
        ("-3", -3),
        ("−3", -3),
        ("– 3", -3),
        ("+3", 3),
        ("5/6", 5 / 6),
        ("5 / 6", 5 / 6),
        ("5⁄6", 5 / 6),
        ("1e-3", 0.001),
        ("1 1/8", 1.125),
        ("-1 1/8", -1.125),
        ("1\u2009 1 / 8", 1.125),
        ("1⅛", 1.125),
        ("−1 ⅛", -1.125),
        ("½", 0.5),
        ("1 250 1/2", 1250.5),
        ("１．１２５", 1.125),
        ("１　１／８", 1.125),
        ("－１，５", -1.5),
        ("1。5", 1.5),
        ("ー3", -3),
        ("1,250.5", 1250.5),
        ("1 250,5", 1250.5),
        ("1\u202f250\u202f000", 1_250_000),
        ("1’250", 1250),
        ("\u200b7\ufeff", 7),
        ("𝟗.𝟓", 9.5),
    ],
)
def test_what_people_write(text: str, value: float) -> None:
    assert readings(text) == [pytest.approx(value)]
    assert read_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ten",
        "1/0",
        "9.5.5",
        "5/",
        "<b>",
        "1 1",
        "3 4 5",
        "1 9/8 7",
        "1/2 1/8",
        "10²",
        "+-3",
        "1e999",
        "१",
        "1 1⁄",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert readings(text) == []
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,125", [1.125, 1125]),
        ("1,250,000", [1_250_000]),
        ("1 9/8", []),
        ("1 125/2000", [1.0625, 0.5625]),
        ("1 125/1000", [1.125]),
        ("1 125/100", [11.25]),
    ],
)
def test_what_can_be_read_in_two_ways_is(text: str, values: list[float]) -> None:
    assert readings(text) == pytest.approx(values)
    assert (read_number(text) is None) == (len(values) != 1)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 wine per cloth", "wine per cloth"),
        ("5wineper  cloth", "wine per cloth"),
        ("5 Barrels (wine)", "barrels (wine)"),
        ("5 km²", "km²"),
        ("５％", "%"),
        *(
            (f"5{end}", unit)
            for unit in ("per cent", "percent", "%", "% of income")
            for end in (" %", "per cent", "")
        ),
    ],
)
def test_the_unit_may_follow(text: str, unit: str) -> None:
    assert readings(text, unit) == [5]
    assert readings("5 parrots", unit) == []


@given(st.integers(-9999, 9999), st.integers(1, 999), st.data())
def test_a_mixed_number_is_read_in_any_width(whole: int, below: int, data: st.DataObject) -> None:
    above = data.draw(st.integers(0, below - 1))
    text = f"{whole} {above}/{below}"
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign != " " else "\u3000" for sign in text)
    assert unicodedata.normalize("NFKC", wide) == text
    meant = Fraction(whole) + (-1 if whole < 0 else 1) * Fraction(above, below)
    for written in (text, wide):
        assert readings(written)[0] == pytest.approx(float(meant))


SIGNS = "0123456789012345  ..,/-−+%e１２／．，ー　½⅛²\u2009\u200b'。p"


def some_texts() -> list[str]:
    """Return texts such as learners type: numbers, and whatever keys lie beside them."""
    draw = random.Random(1)
    texts = ["".join(draw.choices(SIGNS, k=draw.randint(0, 9))) for _ in range(4000)]
    for _ in range(1000):
        a, b, c = (draw.randint(0, 10 ** draw.randint(0, 4)) for _ in range(3))
        texts += [f"{a} {b}/{c}", f"−{a},{b:03}", f"{a} {b:03}.{c}", f"{a} {b:03}/{c} %", f"{a}.{b} per cent"]
    return texts


@pytest.mark.browser
def test_page_and_build_read_alike(chromium, site) -> None:
    page = chromium.new_page()
    page.goto((site / "more.html").as_uri())
    cases = [[text, unit] for text in some_texts() for unit in ("", "per cent")]
    there = page.evaluate("cases => cases.map(([text, unit]) => selfcheck.tools.numbers(text, unit))", cases)
    page.close()
    here = [readings(*case) for case in cases]
    assert sum(map(bool, here)) > 2000, "these texts hold numbers"
    assert [(case, one) for case, one in zip(cases, there, strict=True)] == list(
        zip(cases, here, strict=True)
    )
