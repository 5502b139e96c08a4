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
# COURSE: the home pages of the paper's statements
HOMES = {
    f"C{number}": chapter
    for chapter, runs in {
        1: [(1, 8), (10, 11), (51, 55)],
        2: [(9, 9)],
        3: [(12, 21), (56, 63)],
        4: [(22, 36), (64, 73)],
        5: [(37, 50), (74, 89)],
    }.items()
    for first, last in runs
    for number in range(first, last + 1)
}
CHAPTERS = sorted(int(file.stem[-1]) for file in (BOOK / "claims").glob("chapter-*.yml"))
DIRECTIVE = re.compile(r"^`{3,}\{claims\}(?P<ids>[^\n]*)\n(?P<options>.*?)^`{3,}$", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"\d[.,]\d|\d\s*(?:%|per cent|percentage)")
KEYS = set(parse_file(str(BOOK / "references.bib")).entries)  # raises where a merge has torn an entry


def entries(claim):
    """Every piece of text of a claim, with its column."""
    yield from ((field, claim[field]) for field in ("claim", "note", "definition") if field in claim)
    yield from (("rows", row) for row in claim.get("rows", []))
    for column in ledger.COLUMNS:
        for entry in claim.get(column, []):
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


def test_every_statement_is_there_once_and_at_home_where_the_course_teaches_it() -> None:
    written = [
        claim["id"]
        for file in BOOK.glob("claims/chapter-*.yml")
        for claim in yaml.safe_load(file.read_text("utf-8"))
    ]
    assert sorted(written) == sorted(f"C{number}" for number in range(1, 90))
    assert {name: claim["home"] for name, claim in CLAIMS.items()} == HOMES


@pytest.mark.parametrize("name", CLAIMS)
def test_claim(name: str) -> None:
    claim = CLAIMS[name]
    for column, text in entries(claim):
        cited = {key for keys in re.findall(r"\{cite:\w+\}`([^`]+)`", text) for key in keys.split(",")}
        assert cited <= KEYS, f"{column} cites what references.bib does not have"
        text = re.sub(r"§\d(?:\.\d)?|<span lang=.*?</span>", "", text)  # sections and Chinese are no figures
        assert cited or not NUMBER.search(text), f"{column}: a number without its source in {text!r}"
        assert len(re.findall("—|\\.\\.\\.", text)) == 0
        asked = re.findall(r"C(\d+)", text)
        assert all(f"C{number}" in HOMES for number in asked), f"{column} names a claim that there is not"


@pytest.mark.parametrize("name", CLAIMS)
def test_a_recommendation_is_attributed_and_nothing_else_is_one(name: str) -> None:
    claim = CLAIMS[name]
    recommends = "recommends" in ledger.marks(claim)
    assert ("Chen recommends that China" in claim["claim"]) == recommends
    assert not recommends or all(claim.get(column) for column in ledger.PROPOSAL)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_that_shows_claims_shows_all_of_its_own(chapter: int) -> None:
    shown = [name for page in BOOK.glob(f"{chapter}-*/*.md") for name in on_page(page)]
    assert not shown or sorted(shown) == sorted(name for name, home in HOMES.items() if home == chapter)


GOOD = {
    "id": "C1",
    "section": 1,
    "home": 1,
    "mark": "asserts",
    "claim": "All is one.",
    "supports": ["Yes."],
    "disputes": [{"words": "All", "benchmark": "nothing", "text": "No."}],
    "settles": ["Looking."],
}
ADVICE = {
    "id": "C2",
    "section": 4,
    "home": 5,
    "mark": "recommends",
    "claim": "Chen recommends that China look.",
}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"settles": []}, "settles is empty"),
        ({"supports": None}, "supports is empty"),
        ({"colour": "red"}, "'colour' is no field"),
        ({"mark": "true"}, "mark 'true' is none of reports, asserts, forecasts, recommends"),
        ({"mark": "asserts, says"}, "mark 'says' is none of"),
        ({"id": "Claim 1"}, "'Claim 1' is no id"),
        ({"disputes": ["No."]}, "disputes: say which words are answered by 'No.'"),
        ({"disputes": [{"words": "All", "text": "No."}]}, "disputes: say against what 'No.' measures"),
        (
            {"disputes": [{"words": "All are", "benchmark": "nothing", "text": "No."}]},
            "disputes: the claim does not say 'all are'",
        ),
        ({"supports": [{"card": "M1"}]}, "supports: an entry without text"),
        ({"supports": [{"words": "All", "text": "Yes."}]}, "supports: 'words' is no field of an entry"),
        ({"worked": ["It did."]}, "worked: only a recommendation has it"),
        ({"definition": "A word."}, "a definition has no supports"),
    ],
)
def test_a_mistake_is_named(change, fault) -> None:
    assert any(fault in found for found in ledger.faults(GOOD | change))


def test_what_need_not_be_there(monkeypatch) -> None:
    monkeypatch.setattr(ledger, "WHOLE", {1, 2})
    assert ledger.faults(GOOD) == []
    assert ledger.faults(GOOD | {"disputes": ["Nothing found."]}) == []
    without = {key: value for key, value in GOOD.items() if key != "settles"}
    assert ledger.faults(without) == ["settles is missing"]
    assert ledger.faults(without | {"home": 3}) == []  # it comes with its chapter
    in_a_row = [{"words": "twice … over", "benchmark": "once", "text": "No."}]
    assert ledger.faults(GOOD | {"rows": ["Said twice,\nand over."], "disputes": in_a_row}) == []


def test_what_stands_under_a_claim() -> None:
    assert list(ledger.columns(GOOD)) == list(ledger.EVIDENCE)
    assert list(ledger.columns(ADVICE)) == list(ledger.PROPOSAL)
    assert list(ledger.columns(ADVICE | {"supports": ["Yes."]})) == [*ledger.PROPOSAL, "supports"]
    assert list(ledger.columns(ADVICE | {"mark": "asserts, recommends"})) == list(ledger.COLUMNS)
    assert ledger.columns(GOOD | {"definition": "A word."}) == {}


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
def test_claims_on_a_page(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(ledger, "WHOLE", {1, 2})
    modelled = GOOD | {
        "supports": [{"text": "A model.", "card": "M2"}],
        "cites": "7",
        "rows": ["One.", "Two."],
    }
    advice = ADVICE | {key: ["Some."] for key in ledger.PROPOSAL}
    later = {
        "id": "C3",
        "section": "2.1",
        "home": 3,
        "mark": "asserts, forecasts",
        "claim": "So it will be (C1b).",
    }
    partly = later | {"id": "C4", "settles": ["Looking."]}
    word = {
        "id": "C5",
        "section": 1,
        "home": 1,
        "mark": "reports",
        "claim": "One is all.",
        "definition": "So be it.",
    }
    html, warnings = build(
        tmp_path,
        [modelled, advice, later, partly, word],
        "# Page\n\n```{claims}\n:jump:\n```\n\n## Part\n\n```{claims}\n:anchor:\n```\n\nSee {ref}`c1`.\n",
    )
    assert warnings == ""
    page = BeautifulSoup(html, "html.parser")
    shown = {one["id"]: one for one in page.select("article.claim")}
    title = shown["c1"].select_one("h3.claim-title#c1-title")
    assert title.get_text() == "C1 The paper asserts §1, citing [7] · at home in chapter 1"
    assert [row["id"] for row in shown["c1"].select("ol li")] == ["c1a", "c1b"]
    assert "On “All”, measured against nothing: No." in shown["c1"].get_text()
    assert "Chapter 2 will model this." in shown["c1"].get_text()
    heads = {name: [head.get_text() for head in one.select("dt")] for name, one in shown.items()}
    evidence = list(ledger.EVIDENCE.values())
    assert heads == {"c1": evidence, "c2": list(ledger.PROPOSAL.values()), "c3": [], "c4": evidence, "c5": []}
    assert "The paper asserts and forecasts" in shown["c3"].get_text()
    assert shown["c3"].select_one("a.reference")["href"] == "#c1b"
    assert "Its evidence comes with chapter 3." in shown["c3"].get_text()
    assert [one.get_text(strip=True) for one in shown["c4"].select("dd")] == ["Comes with chapter 3."] * 2 + [
        "Looking."
    ]
    assert "A definition. So be it." in shown["c5"].get_text()
    assert [row.get_text() for row in page.select(".claim-jump ul")] == [
        "C1 assertsC5 reports",
        "C3 asserts, forecastsC4 asserts, forecasts",
        "C2 recommends",
    ]
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
    assert re.search(rf"{file}:\d+: WARNING: claims: C2: settles is empty", warnings)
    assert f"{tmp_path}/index.md:3: WARNING: claims: there is no claim C7" in warnings
    assert f"{tmp_path}/index.md:6: WARNING: claims: C1 stands twice on this page" in warnings


def test_the_ledger_page_has_every_claim_once_in_the_papers_order() -> None:
    shown = on_page(BOOK / "paper.md")
    assert sorted(shown) == sorted(HOMES)
    places = [re.sub(r"[ ()]", "", str(CLAIMS[name]["section"])) for name in shown]
    assert places == sorted(places, key=lambda place: (place[0].isdigit(), place))


@pytest.mark.parametrize(("heading", "name"), [("Table 1", "C63"), ("Table 2", "C70")])
def test_a_table_of_the_paper_reads_the_same_on_the_page_and_in_the_ledger(heading: str, name: str) -> None:
    part = re.split(r"^##+ (.*)$", (BOOK / "paper.md").read_text("utf-8"), flags=re.MULTILINE)
    table = re.search(r"^\|(?:-+\|)+\n((?:\|.*\n)+)", part[part.index(heading) + 1], re.MULTILINE)[1]
    table = re.sub(r" \(<span[^)]*\)", "", table)  # the Chinese, and its reading
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    said = [f"{first}: {'; '.join(rest)}." for first, *rest in rows]
    assert said == [" ".join(row.split()) for row in CLAIMS[name]["rows"]]


def test_the_number_of_refusals_follows_from_the_table() -> None:
    counted = data.load("table_one_check").query("fact == 'refusals'").set_index("date")["value"]
    days = [date.fromisoformat(day) for day in counted.index]
    share = (date(2019, 12, 10) - days[0]) / (days[1] - days[0])
    assert 27.5 < counted.iloc[0] + share * (counted.iloc[1] - counted.iloc[0]) < 29.5  # the paper says 29
    assert list(counted) == sorted(counted)


@pytest.mark.browser
def test_the_built_ledger_says_of_every_claim_what_the_paper_does(book) -> None:
    page = BeautifulSoup((book / "book/paper.html").read_text(encoding="utf-8"), "html.parser")
    shown = {one["id"].upper(): one for one in page.select("article.claim")}
    assert sorted(shown) == sorted(HOMES)
    for name, one in shown.items():
        said = " and ".join(ledger.marks(CLAIMS[name]))
        assert one.select_one(".claim-mark").get_text() == f"The paper {said}"
        assert f"at home in chapter {HOMES[name]}" in one.select_one(".claim-title").get_text()
        assert all(entry.get_text(strip=True) for entry in one.select("dd"))
    links = [link["href"] for link in page.select(".claim-jump a")]
    assert sorted(links) == sorted(f"#{name.lower()}" for name in HOMES)
