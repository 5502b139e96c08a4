"""The list of references can be read, names every work once, and holds every work that a page cites."""

import re
from collections import Counter
from pathlib import Path

from pybtex.database import parse_file

BOOK = Path(__file__).parents[2] / "book"
REFERENCES = BOOK / "references.bib"


def test_every_entry_is_read_and_stands_once() -> None:
    written = re.findall(r"^@\w+\{([^,\s]+),", REFERENCES.read_text("utf-8"), re.M)
    assert [key for key, times in Counter(written).items() if times > 1] == []
    assert set(parse_file(REFERENCES).entries) == set(written)


def test_every_work_that_a_page_cites_is_listed() -> None:
    listed = set(parse_file(REFERENCES).entries)
    cited = {
        (page.name, key.strip())
        for page in BOOK.rglob("*.md")
        if page.name != "README.md"
        for keys in re.findall(r"\{cite:\w+\}`([^`]+)`", page.read_text("utf-8"))
        for key in keys.split(",")
    }
    assert {(page, key) for page, key in cited if key not in listed} == set()


def test_no_work_stands_twice() -> None:
    """Two keys for one work would print it twice; a working paper beside its article is another work."""
    works = [
        (re.sub(r"\W", "", entry.fields["title"].lower()), entry.fields["year"], entry.type)
        for entry in parse_file(REFERENCES).entries.values()
    ]
    assert len(set(works)) == len(works), sorted({work for work in works if works.count(work) > 1})
