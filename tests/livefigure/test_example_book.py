"""The engine in somebody else's Jupyter Book: the example, with the stock theme, nothing of this course."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .example import FOLDER, example_figure

PROGRAMS = Path(sys.executable).parent


@pytest.mark.browser
def test_all_kinds_of_controls_work_under_the_stock_theme(built: Path, chromium) -> None:
    figure = example_figure()

    def sentence(**setting) -> str:
        return figure.frame({**figure.default, **setting}).sentence

    with chromium.new_context() as context:
        context.route("http*://**", lambda route: route.abort())  # the stock theme asks other hosts
        page = context.new_page()
        page.goto((built / "index.html").as_uri())
        page.locator("#tax").scroll_into_view_if_needed()
        page.locator("#tax[data-ready]").wait_for()
        said = page.locator("#tax .lf-sentence")
        page.locator("#tax-tax").press("ArrowRight")
        assert said.inner_text() == sentence(tax=2.5)
        page.get_by_role("radio", name="steep").press("Space")
        assert said.inner_text() == sentence(tax=2.5, supply="steep")
        page.get_by_label("Pay it out").press("Space")
        assert said.inner_text() == sentence(tax=2.5, supply="steep", subsidy=True)
        assert page.locator("#tax .lf-switch .lf-value").inner_text() == "subsidy"
        page.get_by_label("flat").check()
        page.locator("#tax-tax").press("End")
        assert said.inner_text() == sentence(tax=10.0, subsidy=True)
        assert "would have to be paid" in said.inner_text()
        assert page.locator("#tax .lf-bar-value").all_inner_texts() == ["silent", "silent"]
        page.locator("#tax .lf-reset").click()
        assert said.inner_text() == sentence()
        assert not page.get_by_label("Pay it out").is_checked()
        page.goto((built / "index.html").as_uri() + "#tax?tax=5&supply=steep&subsidy=on")
        page.reload()
        page.locator("#tax[data-ready]").wait_for()
        assert said.inner_text() == sentence(tax=5.0, supply="steep", subsidy=True)


@pytest.mark.slow
def test_moves_and_links_know_a_figure_that_a_code_cell_has_drawn(built: Path) -> None:
    html = (built / "index.html").read_text(encoding="utf-8")
    moves = html[html.index('<section class="lf lf-moves" data-figure="tax"') :]
    assert re.findall(r'<li data-at="(.*?)" data-panel="(.*?)"', moves) == [
        ("[8, 0, 0]", "market"),
        ("[8, 1, 0]", "market"),
    ]
    links = re.findall(r'<span class="lf-set" data-figure="tax" data-at="(.*?)"[^>]*>(.*?)</span>', html)
    assert links == [("[4, 1, 0]", "supply that is steep")]


def test_the_engine_installs_on_its_own(tmp_path: Path) -> None:
    source = tmp_path / "livefigure"
    shutil.copytree(FOLDER.parent, source, ignore=shutil.ignore_patterns("__pycache__", "_build"))
    build = "from setuptools import build_meta; build_meta.build_wheel('.')"
    subprocess.run([sys.executable, "-c", build], cwd=source, check=True, capture_output=True)
    (wheel,) = source.glob("*.whl")
    files = zipfile.ZipFile(wheel).namelist()
    for name in ("__init__.py", "book.py", "figure.py", "static/livefigure.js", "static/livefigure.css"):
        assert f"livefigure/{name}" in files


@pytest.mark.parametrize("file", sorted(FOLDER.parent.glob("*.py")), ids=lambda file: file.name)
def test_the_engine_knows_nothing_of_the_course(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for stranger in ("integration_ladder", "selfcheck", "autograder"):
        assert stranger not in text
