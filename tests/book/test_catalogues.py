"""The catalogues are made from what there is: every explorer, every model, every table, every strip, once and right."""

import json
import os
import re
from html import unescape
from pathlib import Path

import book_models
import book_strips
import book_tables
import pytest
from book_sources import Source

from integration_ladder import data
from livefigure import Bars, LiveFigure
from livefigure.book import discover

from .test_pages import PAGES as DOCNAMES

ROOT = Path(__file__).parents[2]
REFERENCE = "book/reference"


def source(docname: str) -> Source:
    return Source(
        docname, next(file for s in (".md", ".ipynb") if (file := ROOT / f"{docname}{s}").is_file())
    )


PAGES = [source(name) for name in DOCNAMES if name != "search"]
FIGURES = discover("integration_ladder.explorers")
EXPLORERS = book_models.explorers(PAGES)
# model → the explorer whose section tells of it: the first
TELLS = {model: explorer for explorer in reversed(EXPLORERS) for model in explorer.models}
TABLES = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))["resources"]
BY_NAME = pytest.mark.parametrize("explorer", EXPLORERS, ids=lambda explorer: explorer.figure.name)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def sections(html: str, prefix: str) -> dict[str, str]:
    """The sections of a page whose anchors begin with a prefix, by the rest of the anchor."""
    parts = re.split(rf'<section id="{prefix}-([\w-]+)">', html)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_explorer_is_found() -> None:
    assert sorted(explorer.figure.name for explorer in EXPLORERS) == sorted(FIGURES)


@BY_NAME
def test_an_explorer_stands_on_a_page_of_its_section(explorer: book_models.Explorer) -> None:
    """Its ``ABOUT`` and the page's kicker say the same, and every card that it names is a model's."""
    assert explorer.pages, "it stands on no page"
    assert [book_models.card_of(file).number for file in explorer.models] == list(explorer.about.cards)
    if explorer.about.section.isdigit():
        assert explorer.home.path.name == "index.md"
        assert re.search(rf"^\{{\.kicker\}}\n{explorer.about.section} · ", explorer.home.text, re.M)
    elif explorer.about.section != "home page":
        kickers = [
            re.search(r"^\{\.kicker\}\n.*/ (.+)$", page.text, re.M)[1]
            for page in explorer.pages
            if page.chapter
        ]
        assert explorer.about.section in kickers


@pytest.mark.parametrize("file", book_models.modules(book_models.MODELS))
def test_a_models_card_is_whole_and_its_own(file: str) -> None:
    card = book_models.card_of(file)
    assert re.fullmatch(r"M\d+b?", card.number)
    assert card.title[0].isupper()
    assert card.title[-1] in ".?"
    assert card.source[-1] == "."
    assert len(card.holds) >= 2
    others = [
        book_models.card_of(other) for other in book_models.modules(book_models.MODELS) if other != file
    ]
    assert card.number not in {other.number for other in others}


@pytest.mark.parametrize("file", TELLS)
def test_what_a_card_assumes_and_writes_stands_on_a_page_that_moves_the_model(file: str) -> None:
    pages = {explorer.home for explorer in EXPLORERS if file in explorer.models}
    texts = [" ".join(page.text.split()) for page in pages]
    card = book_models.card_of(file)
    for said in (*card.assumes, *card.equations):
        assert any(" ".join(said.split()) in text for text in texts), said


def test_clauses_make_sentences() -> None:
    assert book_models.clauses(["one", "two", "It is three", "four"]) == "One; two. It is three; four."


def test_where_an_explorer_stands(tmp_path: Path) -> None:
    module = "integration_ladder.explorers.theory.smith"
    file = tmp_path / "smith.md"
    file.write_text("# Smith\n\n```{scenarios}\nfrom x import EXPLORER\n```\n\n```{live-figure} smith\n```\n")
    page = Source("book/1-theory/smith", file)
    assert book_models.shows(page, "smith", module, ["EXPLORER"])
    assert not book_models.shows(page, "smit", module, ["EXPLORER"])
    cell = {"cell_type": "code", "source": [f"from {module} import (\n    EXPLORER as SMITH,\n)\n"]}
    file = tmp_path / "lab.ipynb"
    file.write_text(json.dumps({"cells": [cell]}))
    lab = Source("notebooks/lab", file)
    assert book_models.shows(lab, "smith", module, ["EXPLORER"])
    assert not book_models.shows(lab, "smith", module, ["OTHER"])
    assert not book_models.shows(lab, "smith", module[:-1], ["EXPLORER"])


def test_a_model_is_told_of_once() -> None:
    told: dict[str, str] = {}
    text = "\n".join(block for explorer in EXPLORERS for block in book_models.about_explorer(explorer, told))
    assert text.count("Properties that hold") == 0
    assert text.count("**Source.**") == len(told)


def test_presets_that_are_shown_say_something_else() -> None:
    for explorer in EXPLORERS:
        if explorer.figure.bars:
            frames = list(book_strips.telling(explorer.figure).values())
            assert 1 <= len(frames) <= 3
            assert len({tuple(frame.bars.values()) for frame in frames}) == len(frames)
            assert len(frames) <= 2 or len({book_strips.signs(frame) for frame in frames}) == len(frames)
            assert not any(frame.infeasible for frame in frames)


@BY_NAME
def test_the_first_four_bars_are_those_of_the_heading(explorer: book_models.Explorer) -> None:
    if explorer.figure.bars:
        people = [
            next(word for word in ("workers", "owners") if word in name.lower())
            for name in explorer.figure.bars.names[:4]
        ]
        assert people == ["workers", "owners", "workers", "owners"]


@pytest.mark.parametrize("resource", TABLES, ids=lambda resource: resource["name"])
def test_a_table_is_described_whole(resource: dict) -> None:
    text = "\n".join(book_tables.about_table(resource, ["page"], []))
    assert f"{len(data.load(resource['name'])):,} rows" in text
    for field in resource["schema"]["fields"]:
        assert f"| {book_tables.plain(field['name'])} | " in text
    for entry in resource["sources"]:
        assert book_tables.plain(entry["citation"]) in text


@pytest.mark.browser
def test_model_catalogue(book: Path) -> None:
    page = sections((book / f"{REFERENCE}/models.html").read_text(encoding="utf-8"), "model")
    assert set(FIGURES) <= set(page)
    for explorer in EXPLORERS:
        html, figure = page[explorer.figure.name], explorer.figure
        assert not figure.controls or f"{len(list(figure.settings())):,} settings" in words(html)
        told = [model for model in explorer.models if explorer is TELLS[model]]
        assert html.count("<math") >= sum(len(book_models.card_of(model).equations) for model in told)
        shown = [one.docname for one in explorer.pages if (book / f"{one.docname}.html").exists()]
        assert shown
        for docname in shown:
            assert f'href="{os.path.relpath(docname, "book/reference")}.html"' in html
    everything = words("".join(page.values()))
    for file in book_models.modules(book_models.MODELS):
        assert f"tests/models/test_{file.rsplit('.', 1)[1]}.py" in everything


@pytest.mark.browser
def test_data_catalogue(book: Path) -> None:
    folder = book / REFERENCE
    page = sections((folder / "data.html").read_text(encoding="utf-8"), "table")
    assert list(page) == [table["name"].replace("_", "-") for table in TABLES]
    for table in TABLES:
        html = page[table["name"].replace("_", "-")]
        (file,) = re.findall(r'href="([^"]+\.csv)"', html)
        assert (folder / file).read_bytes() == data.path(table["name"]).read_bytes()
        assert html.count("<table") == 2
        for docname in table["pages"]:
            assert f'{docname.removeprefix("book/")}.html"' in html or docname in words(html)


@pytest.mark.browser
def test_strips(book: Path) -> None:
    html = (book / f"{REFERENCE}/strips.html").read_text(encoding="utf-8")
    page = sections(html, "strip")
    strips: dict[str, LiveFigure] = {name: one for name, one in FIGURES.items() if isinstance(one.bars, Bars)}
    assert sorted(page) == sorted(strips)
    rows = dict(re.findall(r'<a href="#strip-([\w-]+)">.*?</tr><tr>(.*?)</tr>', html))
    assert list(rows) == list(page)
    for name, figure in strips.items():
        shown, frame = book_strips.first_telling(figure)
        if shown != "At first sight":  # a preset stands in only where nothing happens to anybody at first
            assert {"gains", "loses"} & set(book_strips.signs(figure.frame(figure.default))) == set()
        first = [words(said) for said in list(frame.bar_texts.values())[:4]]
        assert [words(cell) for cell in re.findall(r"<td>(.*?)</td>", rows[name])] == first
        assert page[name].count('class="lf-bars"') == len(book_strips.telling(figure))
        assert words(frame.sentence) in words(page[name])
