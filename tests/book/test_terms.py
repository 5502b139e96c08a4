"""A term carries its meaning where a page first writes it: found by its names, shown to pointer, finger, keyboard and ear."""

import itertools
import re
from pathlib import Path

import pytest
import yaml
from book_terms import Term, first_places, read_terms
from bs4 import BeautifulSoup
from docutils import nodes

from ..barriers import barriers
from .test_pages import PAGES, read_through, watch

ROOT = Path(__file__).parents[2]
TERMS = read_terms(ROOT / "book/glossary.yml")
RICARDO = "book/1-theory/ricardo"
UNION = Term("关税同盟", "guānshuì tóngméng", "customs union", "A union.", 2)
TARIFF = Term("关税", "guānshuì", "tariff", "A tax.", 1)
OFTEN = Term("往往", "wǎngwǎng", "often", "A hedge.", 3, everyday=True)
DILEMMA = Term(
    "囚徒困境", "qiútú kùnjìng", "prisoners’ dilemma", "Both lose.", 1, also=("prisoner’s dilemma",)
)


def found(*parts: nodes.Node) -> list[tuple[str, str]]:
    """Return what is marked in a page of these parts, and the term's English."""
    page = nodes.document(None, None)
    page += nodes.section("", *parts)
    places = first_places(page, [TARIFF, UNION, OFTEN, DILEMMA])
    return [(str(text)[begin:end], term.en) for text, some in places.items() for begin, end, term in some]


def paragraph(*content: str | nodes.Node, **attributes: list[str]) -> nodes.paragraph:
    made = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *made, **attributes)


def test_a_term_is_marked_where_it_is_first_written() -> None:
    text = paragraph("Free trade. Tariffs fall,\nand a tariff is a tax.")
    assert found(text, paragraph("A tariff.")) == [("Tariffs", "tariff")]
    assert found(paragraph("A tariff-free world, atariff, tariffication.")) == []
    assert found(paragraph("It is a ", nodes.strong("", "Customs\nunion"), ".")) == [
        ("Customs\nunion", "customs union")
    ]
    assert found(paragraph("The prisoner’s dilemma.")) == [("prisoner’s dilemma", "prisoners’ dilemma")]


def test_chinese_is_marked_as_a_whole_and_everyday_words_only_in_chinese() -> None:
    assert found(paragraph("关税同盟"), paragraph("关税")) == [
        ("关税同盟", "customs union"),
        ("关税", "tariff"),
    ]
    assert found(paragraph("Often "), paragraph("往往")) == [("往往", "often")]


@pytest.mark.parametrize(
    "part",
    [
        nodes.title("", "The tariff"),
        paragraph(nodes.reference("", "the tariff")),
        paragraph(nodes.literal("", "tariff")),
        paragraph(nodes.emphasis("", "A Theory of the Tariff")),
        paragraph("A tariff.", classes=["lead"]),
        nodes.definition_list(
            "", nodes.definition_list_item("", nodes.definition("", paragraph("tariff"))), classes=["terms"]
        ),
        nodes.table("", nodes.entry("", paragraph("tariff"))),
        nodes.Element("", paragraph("tariff")),  # a question's, a figure's
    ],
    ids=["title", "link", "code", "title of a work", "lead", "glossary", "table", "question"],
)
def test_where_no_term_is_marked(part: nodes.Node) -> None:
    assert found(part) == []
    assert found(part, paragraph("A tariff.")) == [("tariff", "tariff")]


def test_what_stands_within_html_of_others_is_theirs() -> None:
    """As guided moves do, folds of a notebook, links that move a figure; Chinese stands in a span."""
    opened = nodes.raw("", '<section class="moves"><ol><li>', format="html")
    closed = nodes.raw("", "</li></ol></section>", format="html")
    assert found(opened, paragraph("A tariff."), closed) == []
    assert found(opened, paragraph("A tariff."), closed, paragraph("Tariffs.")) == [("Tariffs", "tariff")]
    link = [nodes.raw("", tag, format="html") for tag in ('<a href="#x">', "</a>")]
    assert found(paragraph("See ", link[0], "a tariff", link[1], ".")) == []
    span = [nodes.raw("", tag, format="html") for tag in ('<span lang="zh-Hans">', "</span>")]
    assert found(paragraph(span[0], "关税", span[1])) == [("关税", "tariff")]


def test_the_meaning_is_one_sentence() -> None:
    income = next(term for term in TERMS if term.en == "real income")
    assert income.meaning.count(".") == 2
    assert income.sentence == "What an income buys."
    assert [term.en for term in TERMS if not re.fullmatch(r"[^.]+\.", term.sentence)] == []


def test_names_of_terms_are_not_shared() -> None:
    names = [name.lower() for term in TERMS for name in (term.en, *term.also)]
    assert len(set(names)) == len(names)


def test_the_recipe_s_fields_are_known(tmp_path: Path) -> None:
    entry = {
        "zh": "增长极",
        "pinyin": "zēngzhǎngjí",
        "en": "growth pole",
        "meaning": "A place.",
        "chapter": 5,
    }
    file = tmp_path / "glossary.yml"
    file.write_text(yaml.safe_dump([entry | {"also": ["pole of growth"]}], allow_unicode=True))
    (term,) = read_terms(file)
    assert term.written.search("Poles of growth") is None
    assert term.written.search("two growth poles")[0] == "growth poles"
    assert term.written.search("a pole of growth")


@pytest.mark.browser
def test_pages_hold_the_meanings_of_their_terms(book: Path) -> None:
    marked = {}
    for name in PAGES:
        page = BeautifulSoup((book / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        links = marked[name] = page.select("a.term")
        assert len(page.select("#meanings p")) == len(links)
        assert (page.select_one("script[src*='terms.js']") is not None) == bool(links)
        for link in links:
            anchor = link["href"].split("#")[1]
            term = next(term for term in TERMS if term.anchor == anchor)
            told = page.find(id=link["aria-describedby"])
            assert told.find(attrs={"lang": "zh-Hans"}).text == term.zh
            assert told.find(attrs={"lang": "zh-Latn"}).text == term.pinyin
            assert told.find("b").text == term.en
            assert told.text.endswith(BeautifulSoup(term.sentence, "html.parser").text)
            assert link["href"].endswith(f"reference/glossary.html#{anchor}")
        assert len({link["href"] for link in links}) == len(links), "each once"
    for links in marked.values():
        for link in links:
            assert (
                link.find_parent(
                    ["a", "details", "form", "label", "button", "live-figure", "h1", "h2", "table"]
                )
                is None
            )
            assert link.find_parent(class_="lf-moves") is None
    assert {link.text for link in marked[RICARDO]} >= {"absolute advantage", "comparative advantage"}
    assert len(marked["book/paper"]) > 15
    assert marked["book/reference/glossary"] == marked["search"] == []


@pytest.fixture
def page(chromium, address):
    """The page on Ricardo at 1280 pixels, ready; it asks for nothing and nothing goes wrong."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = watch(context.new_page())
        page.goto(f"{address}/{RICARDO}.html", wait_until="networkidle")
        yield page
        assert page.trouble == []


def meaning(page):
    return page.locator(".meaning")


def rest(page):
    """Let a second pass, as the page sees it."""
    page.clock.run_for(1000)


def term(page, name="comparative advantage"):
    return page.locator("a.term", has_text=re.compile(f"^{name}"))


@pytest.mark.browser
def test_under_the_pointer(page):
    """It comes, waits while the pointer crosses over and rests on it, and goes when it leaves or at Escape."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    term(page).scroll_into_view_if_needed()
    term(page).hover()
    rest(page)
    assert meaning(page).is_visible()
    assert "Giving up less of other goods" in meaning(page).inner_text()
    meaning(page).get_by_text("Giving up less").hover()
    rest(page)
    assert meaning(page).is_visible()
    page.mouse.move(1200, 5)
    rest(page)
    assert meaning(page).is_hidden()
    term(page).hover()
    rest(page)
    assert meaning(page).is_visible()
    page.keyboard.press("Escape")
    assert meaning(page).is_hidden()
    rest(page)
    assert meaning(page).is_hidden(), "and does not come back by itself"
    assert asked == []
    page.mouse.move(1200, 5)
    rest(page)
    term(page).hover()
    rest(page)
    meaning(page).get_by_role("link", name="In the glossary").click()
    page.wait_for_url("**/glossary.html#term-comparative-advantage")


@pytest.mark.browser
def test_by_keyboard_and_by_ear(page):
    page.clock.install()
    page.locator("p", has=term(page, "absolute advantage")).click(position={"x": 2, "y": 4})
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.term')"):
            break
    meaning(page).wait_for()
    assert "less labour" in meaning(page).inner_text()
    (described,) = [
        node["description"]["value"]
        for node in page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        if node.get("role", {}).get("value") == "link" and node["name"]["value"] == "absolute advantage"
        and node.get("description")
    ]  # fmt: skip
    assert described.startswith("absolute advantage 绝对优势 juéduì yōushì Making a good with less labour")
    term(page, "absolute advantage").hover()
    page.mouse.move(1200, 5)
    rest(page)
    assert meaning(page).is_visible(), "while the term has the focus"
    page.keyboard.press("Tab")
    assert "less labour" not in meaning(page).inner_text()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    assert meaning(page).is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "absolute advantage"
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-absolute-advantage")


@pytest.mark.browser
def test_by_touch(chromium, address):
    """The first tap shows it, a tap beside it sends it away, the second tap on the term leads to the glossary."""
    with chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        page = watch(context.new_page())
        page.goto(f"{address}/{RICARDO}.html", wait_until="networkidle")
        term(page).scroll_into_view_if_needed()
        term(page).tap()
        meaning(page).wait_for()
        link = meaning(page).get_by_role("link", name="In the glossary").bounding_box()
        assert link["height"] >= 43.5
        page.touchscreen.tap(380, 830)
        meaning(page).wait_for(state="hidden")
        assert page.url.endswith("ricardo.html")
        term(page).tap()
        meaning(page).wait_for()
        term(page).tap()
        page.wait_for_url("**/glossary.html#term-comparative-advantage")
        assert page.trouble == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["book/paper", "book/1-theory/ricardo", "notebooks/lab-1"])
def test_the_meaning_stays_inside_the_screen(chromium, address, name):
    with chromium.new_context(viewport={"width": 320, "height": 2000}) as context:
        page = context.new_page()
        page.goto(f"{address}/{name}.html")
        read_through(page)
        page.keyboard.press("Tab")
        seen = [place for place in page.locator("a.term").all() if place.is_visible()]  # others are in a fold
        assert seen
        step = len(seen) // 8 + 1  # eight at most, spread over the page
        for height, place, where in itertools.product((640, 200), seen[::step], ("start", "end")):
            page.set_viewport_size({"width": 320, "height": height})
            place.evaluate(
                "(e, block) => { document.activeElement.blur(); e.scrollIntoView({block, behavior: 'instant'}); "
                "e.focus({preventScroll: true}) }",
                where,
            )
            box = meaning(page).bounding_box()
            assert box["x"] >= 0
            assert box["y"] >= 0
            assert box["x"] + box["width"] <= 320
            assert box["y"] + box["height"] <= height
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            scrolls = meaning(page).evaluate("e => e.scrollHeight - e.clientHeight")
            assert scrolls <= 0 or height == 200, "all of it is seen"


@pytest.mark.browser
def test_the_meaning_follows_its_term(page):
    """When something above grows, as a figure that has just come."""
    distance = """() => {
        const [term, bubble] = ["a.term:focus", ".meaning"].map(e => document.querySelector(e).getBoundingClientRect());
        return Math.min(Math.abs(term.top - bubble.bottom), Math.abs(bubble.top - term.bottom));
    }"""
    page.keyboard.press("Tab")
    term(page).focus()
    assert page.evaluate(distance) < 10
    page.evaluate(
        "document.body.style.overflowAnchor = 'none'; document.querySelector('h1').style.paddingTop = '90px'"
    )
    page.wait_for_function(f"({distance})() < 10")


@pytest.mark.browser
def test_the_meaning_shuts_nobody_out(page):
    for theme, forced in [("light", "none"), ("dark", "none"), ("dark", "active")]:
        page.emulate_media(media="screen", color_scheme=theme, forced_colors=forced)
        page.mouse.move(1200, 5)
        meaning(page).wait_for(state="hidden")
        term(page).scroll_into_view_if_needed()
        term(page).hover()
        meaning(page).wait_for()
        assert page.evaluate("getComputedStyle(document.querySelector('.meaning')).borderTopStyle") == "solid"
        if forced == "none":
            assert barriers(page, ".meaning") == [], theme
            assert barriers(page, "article p:has(a.term)") == [], theme
        page.emulate_media(media="print")
        assert meaning(page).is_hidden()
        assert term(page).evaluate("e => getComputedStyle(e).textDecorationLine") == "none"


@pytest.mark.browser
def test_without_javascript_a_term_is_a_link(chromium, address):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/{RICARDO}.html")
        assert page.locator("#meanings").is_hidden()
        term(page).click()
        page.wait_for_url("**/glossary.html#term-comparative-advantage")


@pytest.mark.browser
def test_meanings_show_from_a_folder(chromium, book):
    with chromium.new_context() as context:
        page = watch(context.new_page())
        page.goto((book / f"{RICARDO}.html").as_uri())
        term(page).hover()
        meaning(page).wait_for()
        assert page.trouble == []
