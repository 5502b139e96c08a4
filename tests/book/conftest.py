"""A page, and the explorers' pages of the built book."""

import re
from pathlib import Path

import pytest

from .figures import open_figure


@pytest.fixture
def page(chromium):
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.trouble = []
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        yield page
        assert page.trouble == []


@pytest.fixture(scope="session")
def where(book: Path) -> dict[str, str]:
    """Explorer → path of the first page that shows it."""
    shown: dict[str, str] = {}
    for file in sorted((book / "book").rglob("*.html")):
        for name in re.findall(r'<live-figure id="([^"]+)"', file.read_text()):
            shown.setdefault(name, file.relative_to(book).as_posix())
    return shown


@pytest.fixture
def open_explorer(address: str, where: dict[str, str]):
    """Open the page of an explorer and wait until its controls work."""

    def opened(page, name: str, fragment: str = ""):
        return open_figure(page, f"{address}/{where[name]}{fragment}", name)

    return opened
