"""The book's review page, ticks and the line on the home page: with the chapters' own questions, in the book's own shell."""

import datetime as dt
import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from selfcheck.places import DRAWN, NEEDED, REVIEWED

from ..barriers import barriers
from .test_pages import watch

pytestmark = pytest.mark.browser
KEY = "selfcheck:v1:integration-ladder"
NOW = dt.datetime(2026, 11, 30, 9, 30)


@pytest.fixture(scope="module")
def asked(book: Path) -> list[dict]:
    """What the pages ask, as it is published."""
    text = (book / "_static/selfcheck-pages.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("selfcheckPages=").rstrip(";\n"))


def answered(page: dict, *, some: bool = False) -> dict[str, dict]:
    """The records of a reader who has answered all, or the first, of what a page asks."""
    record = {"right": True, "answer": ["0"], "first": ["0"], "tries": 1, "points": 0}
    needed = [(name, stamp) for name, stamp, what in page["asked"] if what & NEEDED]
    kept = {name: record | ({"print": stamp} if stamp else {"kind": "task"}) for name, stamp in needed}
    return dict(list(kept.items())[:1]) if some else kept


@pytest.fixture
def reader(chromium, asked):
    """A page of somebody who has done one section, begun another, and was there last."""
    done, other, begun = (
        next(page for page in asked if page["page"].endswith(name))
        for name in ("ricardo", "krugman", "smith")
    )
    kept = {
        KEY: answered(done) | answered(other) | answered(begun, some=True),
        f"{KEY}:last": {"page": done["page"], "title": "old", "at": "2026-11-29T10:00:00.000Z"},
    }
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.clock.install(time=NOW)
        context.add_init_script(
            f"for (const [name, value] of Object.entries({json.dumps(kept)}))"
            "if (localStorage.getItem(name) === null) localStorage.setItem(name, JSON.stringify(value))"
        )
        page = watch(context.new_page())
        yield page
        assert page.trouble == []


def test_every_question_can_come_again_with_its_formulas_and_working_links(book, asked):
    scripts = book / "_static/selfcheck-review"
    there = {}
    for page in asked:
        again = [name for name, _, what in page["asked"] if what & REVIEWED]
        file = scripts / f"{page['page'].replace('/', '-')}.js"
        assert file.exists() == bool(again), page["page"]
        if again:
            text = file.read_text(encoding="utf-8")
            forms = json.loads(re.fullmatch(r'selfcheck\.review\("[^"]+",(.*)\);\n', text)[1])
            assert list(forms) == again
            assert not any("problematic" in form or "<img" in form for form in forms.values())
            there |= forms
            for link in re.findall(r'href="([^":#?]*)', "".join(forms.values())):
                assert (book / "book" / link).exists(), link
            # a day's questions are from six pages at most, and no page's script is heavy
            assert len(gzip.compress(text.encode())) < 25_000, page["page"]
    assert len(there) >= 30
    assert any("<math" in form for form in there.values())


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_a_day_of_review(reader, address, width, theme):
    reader.set_viewport_size({"width": width, "height": 844})
    reader.emulate_media(color_scheme=theme)
    reader.goto(f"{address}/book/review.html")
    title = reader.locator(".sc-at")
    expect(title).to_have_text(re.compile(r"\d+ questions are due"))
    assert barriers(reader, "main") == []
    reader.get_by_role("button", name="Begin").click()
    for i in range(1, 7):
        expect(title).to_have_text(f"Question {i} of 6")
        expect(title).to_be_in_viewport()
        form = reader.locator(".sc-now form")
        field = form.locator("input").first
        if field.count() and field.get_attribute("type") == "text":
            field.fill("1")
        elif field.count():
            field.check()
        form.get_by_role("button", name="Check").click()
        expect(form.get_by_role("status")).to_contain_text("It comes again")
        if i == 1:
            assert barriers(reader, "main") == []
        assert reader.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        reader.get_by_role("button", name=re.compile("Next question|Finish")).click()
    expect(reader.locator(".sc-now")).to_contain_text("of 6 right")
    assert barriers(reader, "main") == []


def test_contents_and_opening_page_are_ticked_and_nothing_moves(reader, address):
    reader.goto(f"{address}/book/1-theory/index.html", wait_until="networkidle")
    for part in (reader.locator(".contents"), reader.locator(".sections")):
        expect(part.get_by_role("link", name=re.compile(r"^Ricardo.*, done$"))).to_have_count(1)
        expect(part.get_by_role("link", name=re.compile(r"^Smith.*, begun$"))).to_have_count(1)
        expect(part.locator(".sc-mark")).to_have_count(3)
    before = reader.locator(".contents a, .sections a, .sections td").evaluate_all(PLACES)
    reader.locator(".sc-mark").evaluate_all("marks => marks.forEach(mark => mark.remove())")
    assert reader.locator(".contents a, .sections a, .sections td").evaluate_all(PLACES) == before
    assert barriers(reader) == []


PLACES = (
    "all => all.map(e => e.getBoundingClientRect()).map(r => [r.x, r.y, r.width, r.height].map(Math.round))"
)


def test_the_home_page_leads_back(reader, address, asked):
    reader.goto(f"{address}/book/index.html", wait_until="networkidle")
    line = reader.locator(".sc-resume")
    title = next(page["title"] for page in asked if page["page"].endswith("ricardo"))
    expect(line).to_have_text(f"Go on where you left: {title}")
    assert line.get_by_role("link").evaluate("link => link.href") == f"{address}/book/1-theory/ricardo.html"


def test_the_line_on_the_home_page_waits_for_no_other_script(chromium, address):
    """Its own stands where the line is: it is painted with the page, and nothing moves when it shows."""
    with chromium.new_context() as context:
        context.route(
            "**/*.js*",
            lambda route: route.continue_() if "/resume.js" in route.request.url else route.abort(),
        )
        page = context.new_page()
        page.goto(f"{address}/book/index.html")
        line = page.locator(".sc-resume")
        expect(line).to_be_hidden()
        last = {"page": "book/1-theory/smith", "title": "old", "at": "2026-11-29T10:00:00.000Z"}
        page.evaluate(
            "([name, value]) => localStorage.setItem(name, value)", [f"{KEY}:last", json.dumps(last)]
        )
        page.reload()
        expect(line).to_be_visible()


def test_everything_is_deleted(reader, address):
    reader.goto(f"{address}/book/1-theory/evidence.html")
    for name in ("mode", "livefigure:votes:/book/1-theory/ricardo.html#who-gains:4"):
        reader.evaluate("name => localStorage.setItem(name, '[]')", name)
    reader.evaluate("localStorage.setItem('another', '1')")
    reader.get_by_role("button", name="Start again").click()
    with reader.expect_navigation():
        reader.get_by_role("button", name="Delete everything in this course").click()
    # what this test puts in before each page comes back with the page
    names = [name for name in reader.evaluate("Object.keys(localStorage)") if not name.startswith(KEY)]
    assert names == ["another"]


def test_fresh_numbers_are_known_as_such(asked):
    assert sum(bool(what & DRAWN) for page in asked for _, _, what in page["asked"]) >= 3
