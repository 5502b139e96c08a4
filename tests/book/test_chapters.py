"""A chapter's plan: every opening page says what the chapter needs and teaches; mistakes in it are told in a sentence."""

from pathlib import Path

import pytest
from chapter import models_of, read_chapter, tables_of

BOOK = Path(__file__).parents[2] / "book"
OPENINGS = sorted(BOOK.glob("[1-5]-*/index.md"))

GOOD = """---
chapter:
  number: 9
  minutes: {reading: 1, class: 2, lab: 3, exercises: 4}
  prerequisites: [none]
  objectives: {one: Do this., two: Do that.}
---
# Title
"""


def test_there_are_opening_pages():
    assert BOOK / "1-theory/index.md" in OPENINGS


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda path: path.parent.name)
def test_an_opening_page_has_a_plan(opening):
    chapter = read_chapter(opening)
    assert opening.parent.name.startswith(f"{chapter['number']}-")
    assert all(text[0].isupper() and text.endswith(".") for text in chapter["objectives"].values())
    assert all(isinstance(minutes, int) and minutes > 0 for minutes in chapter["minutes"].values())


def test_a_good_plan_is_read(tmp_path):
    page = tmp_path / "index.md"
    page.write_text(GOOD)
    assert list(read_chapter(page)["objectives"]) == ["one", "two"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("chapter:", "other:"), "exactly minutes, number"),
        (("  number: 9\n", ""), "exactly minutes, number"),
        (("  number:", "  models: [M0]\n  number:"), "exactly minutes, number"),
        (("lab: 3, ", ""), "`minutes` wants exactly reading, class, lab, exercises"),
        ((", two: Do that.", ""), "two to four objectives, not 1"),
    ],
)
def test_a_bad_plan_is_told(tmp_path, change, says):
    page = tmp_path / "index.md"
    page.write_text(GOOD.replace(*change))
    with pytest.raises(ValueError, match=says):
        read_chapter(page)


def test_tables_are_those_that_the_chapters_pages_use():
    tables = tables_of("book/1-theory", BOOK.parent / "data/datapackage.json")
    assert {"ricardo_labour", "trade_by_income"} <= set(tables)
    assert tables_of("book/9-nothing", BOOK.parent / "data/datapackage.json") == []


def test_models_are_the_cards_that_a_page_of_the_chapter_teaches(tmp_path):
    cards = tmp_path / "cards.yml"
    cards.write_text("M1: {chapter: 1, page: book/one}\nM2: {chapter: 2, page: book/two}\nM3: {chapter: 1}\n")
    assert models_of(1, cards) == ["M1"]
    assert models_of(1, BOOK / "claims/cards.yml") == [f"M{number}" for number in range(1, 9)]
