"""The engine's example as a book of its own: built once a file, served, and opened in a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .example import FOLDER
from .visits import Plain, served

PROGRAMS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book") / "example"
    shutil.copytree(FOLDER, folder)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LIVEFIGURE")}
    command = [str(PROGRAMS / "jupyter-book"), "build", str(folder), "-q", "-W"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build/html"


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    with served(built) as address:
        yield address


@pytest.fixture
def frame_of_another_site(site: str, tmp_path: Path) -> Iterator[str]:
    """The address of a page of another origin that shows the example in a frame."""
    (tmp_path / "frame.html").write_text(
        f'<!doctype html><iframe width="1000" height="1500" src="{site}/index.html"></iframe>'
    )
    with served(tmp_path, Plain) as address:
        yield f"{address}/frame.html"


@pytest.fixture
def visit(chromium, site: str) -> Iterator:
    """Open a page of the example in a context of its own; the figure is ready unless told otherwise."""
    contexts = []
    trouble: list[str] = []

    def opened(path: str = "index.html", *, ready: bool = True, **options: Any):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.route(lambda url: not url.startswith("http://127.0.0.1:"), lambda route: route.abort())
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(
            path if "//" in path else f"{site}/{path}",
            wait_until="commit" if path == "pieces.html" else "load",
        )
        if ready:
            page.locator("#tax").scroll_into_view_if_needed()
            page.locator("#tax[data-ready]").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [said for said in trouble if "livefigure" in said] == []
