"""The directive that places a figure without a kernel: what the page gets, and when it is read again."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .test_frames import PACKAGE

pytestmark = pytest.mark.slow  # every test builds a small book, some four times
CONFIGURATION = """
extensions = ["myst_parser", "livefigure.book"]
livefigure_packages = ["shop"]
html_copy_source = False
"""
PAGES = {
    "index.md": "# Both\n\n```{live-figure} one\n```\n\nAgain:\n\n```{live-figure} one\n```\n\n```{toctree}\nsecond\nbare\n```\n",
    "second.md": "# The second\n\n```{live-figure} two\n```\n",
    "bare.md": "# None\n\nWords.\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name, text in {**PACKAGE, **PAGES, "conf.py": CONFIGURATION}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def build(folder: Path, *options: str) -> tuple[int, str]:
    """Build the book; return the exit code and everything that was said."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LIVEFIGURE")}
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(folder), environment["PYTHONPATH"]]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }
    command = [sys.executable, "-m", "sphinx", "-W", *options, str(folder), str(folder / "_build/html")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def read(said: str) -> set[str]:
    """Return the pages that Sphinx says it has read."""
    return set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\w+)", said))


def html(book: Path, page: str) -> str:
    return (book / f"_build/html/{page}.html").read_text()


def shown(book: Path, page: str) -> dict[str, str]:
    """Return the figures of a page with their frames, identity → build."""
    return dict(re.findall(r'<live-figure id="([^"]+)" data-frames="([^"]+)"', html(book, page)))


@pytest.mark.parametrize("options", [(), ("-j", "2")], ids=["one process", "two processes"])
def test_a_page_gets_what_its_figures_need_and_no_other_page_does(book: Path, options: tuple[str]) -> None:
    code, said = build(book, *options)
    assert code == 0, said
    assert list(shown(book, "index")) == ["one", "one-2"]
    assert list(shown(book, "second")) == ["two"]
    assert html(book, "index").count('id="one-title"') == html(book, "index").count('id="one-2-title"') == 1
    published = {script.stem for script in (book / "_build/html/_static/livefigure").iterdir()}
    assert published == {*shown(book, "index").values(), *shown(book, "second").values()}
    for needed in ("livefigure.js", "livefigure.css"):
        assert [needed in html(book, page) for page in ("index", "second", "bare")] == [True, True, False]


def test_a_page_is_read_again_when_and_only_when_its_figure_changes(book: Path) -> None:
    assert read(build(book)[1]) == {"index", "second", "bare"}
    first = shown(book, "index")
    assert read(build(book)[1]) == set()
    (book / "shop/unrelated.py").write_text("VALUE = 2\n")
    (book / "shop/theory.py").touch()
    assert read(build(book)[1]) == set()
    (book / "shop/theory.py").write_text(PACKAGE["shop/theory.py"].replace("RATE = 2", "RATE = 3"))
    assert read(build(book)[1]) == {"index"}
    assert shown(book, "index")["one"] != first["one"]
    published = {script.stem for script in (book / "_build/html/_static/livefigure").iterdir()}
    assert first["one"] not in published
    assert shown(book, "index")["one"] in published
    (book / "index.md").write_text(PAGES["index.md"].replace("```{live-figure} one\n```", "Gone."))
    assert read(build(book)[1]) == {"index"}
    assert shown(book, "index") == {}
    assert "livefigure.js" not in html(book, "index")


def test_a_figure_that_is_not_there_stops_the_build_with_page_and_line(book: Path) -> None:
    (book / "second.md").write_text("# The second\n\nLook:\n\n```{live-figure} three\n```\n")
    code, said = build(book)
    assert code != 0
    assert re.search(r"second\.md:5:.*there is no live figure 'three'; there are: one, two", said), said


def test_two_packages_with_one_figure_are_an_error(book: Path) -> None:
    (book / "other").mkdir()
    (book / "other/__init__.py").write_text("")
    (book / "other/one.py").write_text(PACKAGE["shop/two.py"].replace('"two"', '"one"'))
    (book / "conf.py").write_text(CONFIGURATION.replace('["shop"]', '["shop", "other"]'))
    code, said = build(book)
    assert code != 0
    assert "livefigure: explorer 'one': two explorers have this name" in said


def test_a_book_takes_its_figures_words_from_a_file(book: Path) -> None:
    (book / "conf.py").write_text(CONFIGURATION + 'livefigure_translation = "other.json"\n')
    (book / "other.json").write_text('{"One": "Eins", "Play": "Abspielen"}')
    code, said = build(book)
    assert code == 0, said
    assert 'id="one-title">Eins</p>' in html(book, "index")
    assert 'aria-label="Abspielen"' in html(book, "index")
    (book / "other.json").write_text('{"One": "Un", "Play": "Jouer"}')
    assert read(build(book)[1]) == {"index", "second"}
    assert 'id="one-title">Un</p>' in html(book, "index")
    (book / "other.json").write_text('["One"]')
    code, said = build(book)
    assert code != 0
    assert "livefigure_translation" in said
    assert "must be one object, English → another language" in said
