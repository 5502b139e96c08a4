"""The engine's example as a book of its own: built once, served, and opened in a browser."""

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


@pytest.fixture(scope="session")
def built(made_once) -> Path:
    def make(folder: Path) -> None:
        shutil.copytree(FOLDER, folder / "example")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("LIVEFIGURE")}
        command = [str(PROGRAMS / "jupyter-book"), "build", str(folder / "example"), "-q", "-W"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once("example", make) / "example/_build/html"


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


LIKE_ANY_OTHER = {"viewport", "color_scheme", "forced_colors", "reduced_motion"}


@pytest.fixture(scope="module")
def shared(chromium) -> Iterator:
    """A context for all visits that ask for nothing else: what it has loaded it need not load again."""
    with chromium.new_context() as context:
        yield context


@pytest.fixture
def visit(chromium, shared, site: str) -> Iterator:
    """Open a page of the example as somebody new would see it; the figure is ready unless told otherwise.

    The first visit of a test is in the shared context, and what it keeps there is deleted; further visits, those with options
    that a context has for good, and those that say so (``own``, for clocks and routes of a context) have one of their own.
    """
    contexts = []
    trouble: list[str] = []

    def opened(path: str = "index.html", *, ready: bool = True, own: bool = False, **options: Any):
        options = {"viewport": {"width": 1280, "height": 900}, **options}
        if own or contexts or set(options) - LIKE_ANY_OTHER:
            context = chromium.new_context(**options)
            page = context.new_page()
        else:
            context, page = shared, shared.new_page()
            page.set_viewport_size(options.pop("viewport"))
            page.emulate_media(**options)
        contexts.append(context)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(
            path if "//" in path else f"{site}/{path}",
            wait_until="commit" if path == "pieces.html" else "load",
        )
        assert own or page.evaluate("Date.now.toString().includes('[native code]')"), "a clock was left here"
        if ready:
            page.locator("#tax").scroll_into_view_if_needed()
            page.locator("#tax[data-ready]").wait_for()
        return page

    yield opened
    if shared in contexts:
        contexts.remove(shared)
        session = shared.new_cdp_session(shared.pages[0])
        session.send(
            "Storage.clearDataForOrigin", {"origin": site, "storageTypes": "local_storage,indexeddb"}
        )
        for page in shared.pages:
            page.close()
    for context in contexts:
        context.close()
    assert [said for said in trouble if "livefigure" in said] == []
