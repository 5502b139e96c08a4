"""The ledger of the paper's claims: complete, sourced, each at home in one chapter; mistakes stop the build."""

import io
import re
from copy import deepcopy
from datetime import date
from pathlib import Path

import claims as ledger  # book/ext is on the path: tests/conftest.py
import pytest
import yaml
from bs4 import BeautifulSoup
from pybtex.database import parse_file
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from integration_ladder import data

BOOK = Path(__file__).parents[2] / "book"
CLAIMS, CARDS, WRONG = ledger.load(BOOK / "claims")
# COURSE: C1–C8, C10, C11 chapter 1 · C9 chapter 2 · C12–C21 chapter 3 · C22–C36 chapter 4 · C37–C50 chapter 5
HOMES = {f"C{n}": 2 if n == 9 else 1 if n < 12 else 3 if n < 22 else 4 if n < 37 else 5 for n in range(1, 51)}
CHAPTERS = sorted(int(file.stem[-1]) for file in (BOOK / "claims").glob("chapter-*.yml"))
DIRECTIVE = re.compile(r"^`{3,}\{claims\}(?P<ids>[^\n]*)\n(?P<options>.*?)^`{3,}$", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"\d[.,]\d|\d\s*(?:%|per cent|percentage)")
KEYS = set(parse_file(str(BOOK / "references.bib")).entries)  # raises where a merge has torn an entry


def entries(claim):
    """Every piece of text of a claim, with its column."""
    yield from ((field, claim[field]) for field in ("claim", "note") if field in claim)
    for column in ledger.COLUMNS:
        for entry in claim[column]:
            yield column, entry if isinstance(entry, str) else entry["text"]


def on_page(path):
    """The ids that a page asks the directive for."""
    found = []
    for match in DIRECTIVE.finditer(path.read_text(encoding="utf-8")):
        if ":jump:" in match["options"]:
            continue
        options = yaml.safe_load("\n".join(re.findall(r"^:(\w+: .*)$", match["options"], re.MULTILINE))) or {}
        found += [
            name
            for name in match["ids"].split() or CLAIMS
            if str(CLAIMS[name]["home"]) == str(options.get("home", CLAIMS[name]["home"]))
            and str(CLAIMS[name]["section"]) == str(options.get("section", CLAIMS[name]["section"]))
        ]
    return found


def test_nothing_is_wrong_in_the_files() -> None:
    assert WRONG == []


def test_every_claim_is_there_and_at_home_where_the_course_teaches_it() -> None:
    assert {name: claim["home"] for name, claim in CLAIMS.items()} == {
        name: home for name, home in HOMES.items() if home in CHAPTERS
    }


@pytest.mark.parametrize("name", CLAIMS)
def test_claim(name: str) -> None:
    claim = CLAIMS[name]
    for column in ledger.COLUMNS:
        assert claim[column], f"{column} is empty; where nothing was found, say so"
    for column, text in entries(claim):
        cited = {key for keys in re.findall(r"\{cite:\w+\}`([^`]+)`", text) for key in keys.split(",")}
        assert cited <= KEYS, f"{column} cites what references.bib does not have"
        text = re.sub(r"§\d(?:\.\d)?|<span lang=.*?</span>", "", text)  # sections and Chinese are no figures
        assert cited or not NUMBER.search(text), f"{column}: a number without its source in {text!r}"
        assert len(re.findall("—|\\.\\.\\.", text)) == 0


@pytest.mark.parametrize("name", CLAIMS)
def test_counter_arguments_answer_words_of_the_claim(name: str) -> None:
    said = f"{CLAIMS[name]['claim']} {CLAIMS[name].get('note', '')}".lower()
    for entry in CLAIMS[name]["disputes"]:
        if isinstance(entry, dict):
            for part in entry["words"].lower().split(" … "):
                assert " ".join(part.split()) in " ".join(said.split()), "these words are not the claim's"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_that_shows_claims_shows_all_of_its_own(chapter: int) -> None:
    shown = [name for page in BOOK.glob(f"{chapter}-*/*.md") for name in on_page(page)]
    assert not shown or sorted(shown) == sorted(name for name, home in HOMES.items() if home == chapter)


GOOD = {
    "id": "C1",
    "section": 1,
    "home": 1,
    "status": "framing",
    "claim": "All is one.",
    "supports": ["Yes."],
    "disputes": [{"words": "All", "text": "No."}],
    "settles": ["Looking."],
}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"settles": []}, "settles is missing"),
        ({"supports": None}, "supports is missing"),
        ({"colour": "red"}, "'colour' is no field"),
        ({"status": "true"}, "status 'true' is none of framing"),
        ({"id": "Claim 1"}, "'Claim 1' is no id"),
        ({"disputes": ["No."]}, "say which words are answered by 'No.'"),
        ({"supports": [{"card": "M1"}]}, "supports: an entry without text"),
    ],
)
def test_a_mistake_is_named(change, fault) -> None:
    assert any(fault in found for found in ledger.faults(GOOD | change))


def test_a_column_may_say_that_nothing_was_found() -> None:
    assert ledger.faults(GOOD | {"disputes": ["Nothing found."]}) == []


def build(folder, claims, page):
    """Build a page with the directive; return its HTML and Sphinx's warnings."""
    (folder / "claims").mkdir(parents=True)
    (folder / "claims/chapter-1.yml").write_text(yaml.safe_dump(claims, sort_keys=False))
    (folder / "claims/cards.yml").write_text("M1: {chapter: 1, page: smith}\nM2: {chapter: 2}\n")
    (folder / "index.md").write_text(page)
    config = {
        "extensions": ["myst_parser", "claims"],
        "source_suffix": {".md": "markdown"},
        "claims_folder": "claims",
        "project": "t",
        "html_theme": "basic",
    }
    warnings = io.StringIO()
    places = str(folder), None, str(folder / "out"), str(folder / "doctrees")
    with docutils_namespace():  # what extensions register is gone again with the project
        Sphinx(*places, "html", config, None, warnings).build()
    return (folder / "out/index.html").read_text(), re.sub(r"\x1b\[[\d;]*m", "", warnings.getvalue())


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_claims_on_a_page(tmp_path) -> None:
    modelled = GOOD | {"supports": [{"text": "A model.", "card": "M2"}]}
    html, warnings = build(
        tmp_path, [modelled], "# Page\n\n## Part\n\n```{claims} C1\n:anchor:\n```\n\nSee {ref}`c1`.\n"
    )
    assert warnings == ""
    assert '<article class="claim" id="c1" aria-labelledby="c1-title">' in html
    assert '<h3 class="claim-title" id="c1-title">' in html
    assert re.findall(r"<dt>(.*?)</dt>", html) == list(ledger.COLUMNS.values())
    assert "Chapter 2 will model this." in html
    assert '<a class="reference internal" href="#c1"><span class="std std-ref">C1</span></a>' in html


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_mistakes_are_warnings_with_file_and_line(tmp_path) -> None:
    page = "# Page\n\n```{claims} C1 C7\n```\n\n```{claims} C1\n```\n"
    _, warnings = build(
        tmp_path, [deepcopy(GOOD), deepcopy(GOOD), deepcopy(GOOD) | {"id": "C2", "settles": []}], page
    )
    file = tmp_path / "claims/chapter-1.yml"
    second = 1 + file.read_text().split("\n").index("- id: C1", 1)
    assert f"{file}:{second}: WARNING: claims: C1 stands here a second time" in warnings
    assert re.search(rf"{file}:\d+: WARNING: claims: C2: settles is missing", warnings)
    assert f"{tmp_path}/index.md:3: WARNING: claims: there is no claim C7" in warnings
    assert f"{tmp_path}/index.md:6: WARNING: claims: C1 stands twice on this page" in warnings


def test_the_ledger_page_has_every_claim_once_in_order() -> None:
    assert on_page(BOOK / "paper.md") == list(HOMES)


def test_the_number_of_refusals_follows_from_the_table() -> None:
    counted = data.load("table_one_check").query("fact == 'refusals'").set_index("date")["value"]
    days = [date.fromisoformat(day) for day in counted.index]
    share = (date(2019, 12, 10) - days[0]) / (days[1] - days[0])
    assert 27.5 < counted.iloc[0] + share * (counted.iloc[1] - counted.iloc[0]) < 29.5  # the paper says 29
    assert list(counted) == sorted(counted)


@pytest.mark.browser
def test_the_built_ledger_has_three_columns_a_claim(book) -> None:
    page = BeautifulSoup((book / "book/paper.html").read_text(encoding="utf-8"), "html.parser")
    shown = page.select("article.claim")
    assert [one["id"] for one in shown] == [f"c{n}" for n in range(1, 51)]
    for one in shown:
        assert [title.get_text() for title in one.select("dt")] == list(ledger.COLUMNS.values())
        assert all(entry.get_text(strip=True) for entry in one.select("dd"))
    assert [link["href"] for link in page.select(".claim-jump a")] == [f"#c{n}" for n in range(1, 51)]
