"""What an author changes reaches the pages that depend on it, their numbers, pictures and frames, and no other page."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import book_changes  # book/ext is on the path: tests/conftest.py
import pytest
import yaml
from book_sources import CATALOGUED

ROOT = Path(__file__).parents[2]
PAGE = "book/1-theory/ricardo"
NEEDED = {"__init__", "ricardo", "one_price"}
SMALL = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python 3}
---
# Small

```{code-cell} python
from integration_ladder.models.cars import integrate

print(f"{integrate().together.firms:.3f} firms")
```
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the book's sources whose contents are the Ricardo page, a small one and the references."""
    for name in ("book", "data", "scripts", "src"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    for explorer in (tmp_path / "src/integration_ladder/explorers").rglob("*.py"):
        if explorer.stem not in NEEDED:  # drawing them all would take minutes and show nothing more
            explorer.unlink()
    config = yaml.safe_load((ROOT / "_config.yml").read_text())
    config["only_build_toc_files"] = True
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(config))
    chapters = [{"file": PAGE}, {"file": "book/small"}]
    toc = {"format": "jb-book", "root": "book/reference/references", "chapters": chapters}
    (tmp_path / "book/small.md").write_text(SMALL)
    (tmp_path / "_toc.yml").write_text(yaml.safe_dump(toc))
    return tmp_path


def build(folder: Path) -> str:
    """Build with warnings as errors; return what is said."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LIVEFIGURE")}
    environment["PYTHONPATH"] = str(folder / "src")
    command = [sys.executable, str(folder / "scripts/build.py")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def page(folder: Path, name: str = PAGE) -> str:
    """Return a built page."""
    return (folder / f"_build/html/{name}.html").read_text()


def frames(folder: Path) -> Path:
    """Return the frames that the Ricardo page shows."""
    name = re.search(r'data-frames="([^"]+)"', page(folder))[1]
    return folder / f"_build/html/_static/livefigure/{name}.js"


def written(folder: Path) -> dict[str, int]:
    """Return when every page was written."""
    html = folder / "_build/html/book"
    return {path.relative_to(html).as_posix(): path.stat().st_mtime_ns for path in html.rglob("*.html")}


def executed(folder: Path) -> set[str]:
    """Return the executed versions of pages: page and state."""
    cache = folder / "_build/.executed"
    return {found.relative_to(cache).as_posix() for found in cache.glob("*/*")}


def edit(file: Path, old: str, new: str) -> None:
    """Change a file in one place."""
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))


@pytest.mark.browser  # builds a small book five times
def test_a_change_reaches_the_pages_that_depend_on_it_and_no_other(copy: Path) -> None:
    build(copy)
    assert "Wine in the world: 2.125, alone" in page(copy)
    assert "World output</dt><dd>2.200 cloth, 2.125 wine" in page(copy)
    assert "10.000 firms" in page(copy, "book/small")
    at_first, versions, shown = written(copy), executed(copy), frames(copy)
    assert {version.partition("/")[0] for version in versions} == {"book-1-theory-ricardo", "book-small"}
    assert shown.is_file()

    assert "Nothing has changed" in build(copy)

    with (copy / "src/autograder/compare.py").open("a") as grader:
        grader.write("\n# A comment.\n")
    assert "Nothing has changed" not in build(copy)
    assert written(copy) == at_first
    assert executed(copy) == versions

    edit(copy / "src/integration_ladder/models/cars.py", "\nFIXED_COST = 750e6", "\nFIXED_COST = 750e6 / 4")
    build(copy)
    assert "20.000 firms" in page(copy, "book/small")
    changed = {name for name, when in written(copy).items() if when != at_first[name]}
    assert changed == {"small.html", "reference/references.html"}  # the second holds the contents
    (other,) = executed(copy) - versions
    assert other.startswith("book-small/")

    ricardo = copy / "src/integration_ladder/models/ricardo.py"
    edit(ricardo, "wine_labour=80, labour=170)", "wine_labour=80, labour=172)")
    before = written(copy)
    build(copy)
    assert "Wine in the world: 2.150, alone" in page(copy)  # 172 / 80
    assert "World output</dt><dd>2.200 cloth, 2.150 wine" in page(copy)
    assert frames(copy).is_file()
    assert frames(copy) != shown
    assert not shown.exists()
    assert written(copy)["small.html"] == before["small.html"]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page, modules that it imports directly and in between, and tables; returns the folder."""
    monkeypatch.syspath_prepend(tmp_path)
    for module in ("of_the_page", "between", "of_no_page"):  # of an earlier test, in another folder
        monkeypatch.delitem(sys.modules, module, raising=False)
    (tmp_path / "data").mkdir()
    tables = [{"name": name, "path": f"{name}.csv"} for name in ("wool", "wine")]
    (tmp_path / book_changes.TABLES).write_text(json.dumps({"resources": tables}))
    for table in tables:
        (tmp_path / "data" / table["path"]).write_text("value\n1\n")
    (tmp_path / "of_the_page.py").write_text("from between import TABLE\n")
    (tmp_path / "between.py").write_text("import math\n\nTABLE = 'wool'\n")
    (tmp_path / "of_no_page.py").write_text("TABLE = 'wine'\n")
    (tmp_path / "page.md").write_text(
        "# Page\n\n```{scenarios}\nimport of_the_page\n```\n\n```python\nimport of_no_page\n```\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("file", "follows"),
    [
        ("of_the_page.py", True),
        ("between.py", True),
        ("data/wool.csv", True),
        ("of_no_page.py", False),
        ("data/wine.csv", False),
    ],
)
def test_what_a_page_depends_on(source: Path, file: str, follows: bool) -> None:
    before = book_changes.state(source / "page.md", source)
    with (source / file).open("a") as changed:
        changed.write("# 2\n")
    assert (book_changes.state(source / "page.md", source) != before) is follows


def test_a_page_depends_on_what_is_said_of_its_table(source: Path) -> None:
    before = book_changes.state(source / "page.md", source)
    package = source / book_changes.TABLES
    package.write_text(package.read_text().replace('"wool"', '"wool", "unit": "stone"'))
    assert book_changes.state(source / "page.md", source) != before


def test_the_code_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```{scenarios}\none = 1\n```\n\n~~~{code-cell} python\n:tags: [remove-input]\n%matplotlib inline\ntwo = 2\n~~~\n"
    )
    assert [(kind, code.split()) for kind, code in book_changes.code(page)] == [
        ("scenarios", ["one", "=", "1"]),
        ("code-cell", ["two", "=", "2"]),
    ]
    lab = tmp_path / "lab.ipynb"
    cells = [
        {"cell_type": "markdown", "source": ["# Lab"]},
        {"cell_type": "code", "source": ["a = 1\n", "b = 2"]},
    ]
    lab.write_text(json.dumps({"cells": cells}))
    assert book_changes.code(lab) == [("code-cell", "a = 1\nb = 2")]


def test_catalogues_are_read_again_for_what_they_read_and_not_for_prose() -> None:
    text = '# Title\n\nWool, <span lang="zh-Hans">羊毛</span>, *yángmáo*.\n\n```{live-figure} wool\n```\n'
    told = CATALOGUED.findall(text)
    assert told == ["# Title", '<span lang="zh-Hans">羊毛</span>, *', "```{live-figure} wool"]
    assert CATALOGUED.findall(text.replace("Wool,", "Much wool,")) == told


@pytest.mark.browser  # builds a small book
def test_a_setting_that_fails_stops_the_build_in_one_line(copy: Path) -> None:
    explorer = copy / "src/integration_ladder/explorers/theory/one_price.py"
    text = explorer.read_text()
    explorer.write_text(
        text.replace("return ricardo.model(price,", "return ricardo.model(0 if price > 1.2 else price,")
    )
    with pytest.raises(AssertionError) as stopped:
        build(copy)
    message = str(stopped.value)
    assert (
        "livefigure: explorer 'one-price' at 6 of 39 settings (price = 1.22, 1.24 … 1.3): "
        "the model raised ValueError: price = 0" in message
    )
    assert "Traceback" not in message.partition("assert ")[0]
