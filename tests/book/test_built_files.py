"""What can be said of the built files without a browser: links, addresses of others, the repository's placeholder."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.browser  # needs the built book


@pytest.fixture(scope="session")
def pages(book) -> dict[Path, BeautifulSoup]:
    files = [*(book / "book").rglob("*.html"), book / "search.html", book / "index.html"]
    return {file: BeautifulSoup(file.read_text(), "html.parser") for file in files}


def test_internal_links_lead_somewhere(pages):
    assert len(pages) > 4
    broken = []
    for file, page in pages.items():
        for tag in page.find_all(["a", "link", "script", "img", "form"]):
            link = tag.get("href") or tag.get("src") or tag.get("action")
            if not link or urlsplit(link).scheme:
                continue
            target = (file.parent / unquote(urlsplit(link).path)).resolve() if urlsplit(link).path else file
            # A link to a figure's setting has it behind a question mark; tests/book/test_teaching.py reads that.
            anchor = urlsplit(link).fragment.partition("?")[0]
            if not target.is_file() or (anchor and target in pages and not pages[target].find(id=anchor)):
                broken.append(f"{file.name}: {link}")
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(pages):
    for file, page in pages.items():
        for tag in page.find_all(["link", "script", "img", "iframe", "source"]):
            link = tag.get("href") or tag.get("src") or ""
            loaded = tag.name != "link" or tag.get("rel") not in (["canonical"], ["license"])
            assert not (loaded and urlsplit(link).scheme in ("http", "https")), f"{file.name}: {link}"


def test_no_button_leads_to_the_placeholder(pages):
    for file, page in pages.items():
        assert not page.find(href=lambda link: link and "/OWNER/" in link), file.name


def test_ids_are_unique(pages):
    for file, page in pages.items():
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), file.name
