"""Every page in a real browser, small and large, light and dark: no error, no other host, nobody shut out."""

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from ..barriers import barriers

pytestmark = pytest.mark.browser
TOC = yaml.safe_load((Path(__file__).parents[2] / "_toc.yml").read_text())


def files(entry):
    """Every page below an entry of the table of contents."""
    for part in entry.get("parts", []) + entry.get("chapters", []) + entry.get("sections", []):
        yield from [part["file"]] if "file" in part else []
        yield from files(part)


def kind(page):
    """What a page is made of: pages of one kind differ in their words only."""
    if page in (TOC["root"], "search"):
        return page
    first, *rest = page.removeprefix("book/").split("/")
    if first[0].isdigit():
        return "opening of a chapter" if rest == ["index"] else "section"
    return first if rest else "prose"


PAGES = [TOC["root"], *files(TOC), "search"]
KINDS = {kind(page): page for page in reversed(PAGES)}
ONE_OF_A_KIND = pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
# What a finger must hit; links inside a sentence are exempt, and so is what others test (live figures, questions).
TARGETS = ".bar a, .bar button, .contents a, .contents input, .turn a, .doors a, details > summary"


def watch(page):
    """Collect what goes wrong while a page lives."""
    page.trouble = []
    page.on("pageerror", lambda error: page.trouble.append(f"error: {error}"))
    page.on("console", lambda said: said.type in ("error", "warning") and page.trouble.append(said.text))
    page.on(
        "response",
        lambda answer: answer.status >= 400 and page.trouble.append(f"{answer.status}: {answer.url}"),
    )
    page.on("requestfailed", lambda request: page.trouble.append(f"not loaded: {request.url}"))
    return page


def test_what_shuts_readers_out_is_found(chromium):
    """One faint word among many that look alike, a picture without words, a link that only its colour tells from text."""
    faint, same = '<b style="color: #eee">faint</b>', "<p>plain, with <a href='#a'>a link</a></p>" * 50
    alone = "<p><a href='#a' style='text-decoration: none; color: #555'>alone</a></p>" * 2
    hidden = "<p>It is hardly <a href='#a' style='text-decoration: none; color: #555'>seen</a></p>"
    with chromium.new_context() as context:
        page = context.new_page()
        html = '<html lang="en"><title>t</title><main>'
        page.set_content(f'{html}{same}<p>{faint}</p>{alone}{same}<img src="data:,">{hidden}</main>')
        assert [rule for rule, _ in barriers(page)] == ["image-alt", "color-contrast", "link-in-text-block"]
        (link,) = barriers(page)[2][1]
        assert ">seen<" in link
        page.set_content(f"{html}{same}{alone}</main>")
        assert barriers(page) == []


def scroll_through(page):
    """Scroll to the end and back, as a reader does."""
    page.evaluate(
        """async () => {
            for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
                scrollTo(0, y);
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            }
            scrollTo(0, 0);
        }"""
    )


def read_through(page):
    """Scroll to the end and back, and let everything load."""
    scroll_through(page)
    page.wait_for_load_state("networkidle")


@cache
def gzipped(file):
    """A file's size, gzipped; most of what a page needs all others need."""
    return len(gzip.compress(file.read_bytes()))


def weight(book, requests):
    """What requests have brought, in bytes gzipped, fonts aside."""
    paths = {unquote(urlsplit(r.url).path).lstrip("/") for r in requests if r.resource_type != "font"}
    assert any(path.endswith(".html") for path in paths)
    return sum(gzipped(book / path) for path in paths)


# What a reader may set without losing anything (WCAG 1.4.12).
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
WIDTHS = """() => [false, true].map(open => {
    document.querySelectorAll("details").forEach(fold => fold.open = open);
    return document.documentElement.scrollWidth;
})"""


def scrolls_sideways(page):
    """In which cases a page is wider than its window of 320 pixels: as it is and spaced, with all folds closed and open."""
    wide = []
    for spaced in ("as it is", "spaced"):
        if spaced == "spaced":
            page.add_style_tag(content=SPACED)
        for folds, width in zip(("closed", "open"), page.evaluate(WIDTHS), strict=True):
            wide += [f"{width}, {spaced}, folds {folds}"] if width > 320 else []
    return wide


@pytest.mark.parametrize("name", PAGES)
def test_page(chromium, book, address, name):
    with chromium.new_context(viewport={"width": 1280, "height": 844}, color_scheme="light") as context:
        page = watch(context.new_page())
        hosts, finished = set(), []
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        page.on("requestfinished", lambda request: finished.append(request))
        page.goto(f"{address}/{name}.html", wait_until="networkidle")
        assert weight(book, finished) < 300_000, "before anybody scrolls"
        read_through(page)
        assert page.locator("h1").count() == 1
        for width, theme in [(1280, "light"), (1280, "dark"), (390, "dark"), (390, "light")]:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=theme)
            case = f"at {width}, {theme}"
            page.wait_for_function(
                "t => getComputedStyle(document.documentElement).colorScheme === t", arg=theme
            )
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (
                f"scrolls sideways {case}"
            )
            if (width, theme) in [(1280, "light"), (390, "dark")]:  # each width and each theme once
                assert barriers(page) == [], case
        page.get_by_role("button", name="Contents", exact=True).click()
        small = page.locator(TARGETS).evaluate_all(
            """all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
                         .map(e => e.outerHTML.slice(0, 90))"""
        )
        assert small == []
        assert barriers(page, ".contents") == [], "with the contents open"
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 320, "height": 800})
        assert scrolls_sideways(page) == []
        assert page.trouble == []
        assert hosts == {address.removeprefix("http://")}


@ONE_OF_A_KIND
def test_opens_from_a_folder(chromium, book, name):
    with chromium.new_context() as context:
        page = watch(context.new_page())
        page.goto((book / f"{name}.html").as_uri() + ("?q=ricardo" if name == "search" else ""))
        scroll_through(page)
        # There is no network whose silence could be waited for: Chromium does not always tell of it on a file.
        page.wait_for_function(
            """() => document.readyState === "complete"
                && [...document.querySelectorAll("live-figure")].every(figure => figure.hasAttribute("data-ready"))"""
        )
        assert page.trouble == []
        if name == "search":
            page.locator("#search-results a[href*=ricardo]").first.wait_for()


def prints(page, name):
    """On paper a dark page is light, without navigation, with its address and its fonts."""
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for navigation in (".bar", ".contents", ".turn", ".search"):
        for part in page.locator(navigation).all():
            assert not part.is_visible(), navigation
    assert page.locator(".address").inner_text() == page.url
    fonts = set(re.findall(rb"/FontName /\w+\+([\w-]+)", page.pdf()))
    assert b"Inter-SemiBold" in fonts
    assert b"LadderSerif" in fonts or name == "search", "which has headings only"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@ONE_OF_A_KIND
def test_reads_without_javascript(chromium, address, name):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/{name}.html")
        assert page.get_by_role("heading", level=1).is_visible()
        assert name == "search" or len(page.locator("main").inner_text()) > 500


@pytest.mark.parametrize("width", [1280, 390])
def test_contents_without_javascript(chromium, address, width):
    viewport = {"width": width, "height": 844}
    with chromium.new_context(java_script_enabled=False, color_scheme="dark", viewport=viewport) as context:
        page = context.new_page()
        page.goto(f"{address}/{TOC['root']}.html")
        contents = page.get_by_role("navigation", name="Contents of the course")
        if width == 390:
            assert not contents.is_visible()
            page.get_by_role("button", name="Contents", exact=True).click()
        assert contents.is_visible()
        assert page.get_by_role("heading", level=1).is_visible()
        assert page.locator("#theme").is_hidden(), "a switch that cannot work is not shown"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 28)"


def test_switch_of_colours(chromium, address):
    """System, light, dark; the choice outlives the visit, and the system's change is followed in between."""
    with chromium.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(f"{address}/{TOC['root']}.html")
        theme = "document.documentElement.dataset.theme"
        assert page.evaluate(theme) == "dark"
        page.emulate_media(color_scheme="light")
        page.wait_for_function(theme + " === 'light'")
        button = page.locator("#theme")
        button.click()
        button.click()
        assert page.evaluate(theme) == "dark"
        assert "dark" in button.get_attribute("aria-label")
        page.reload()
        assert page.evaluate(theme) == "dark"
        button.click()
        assert page.evaluate(theme) == "light"


def test_contents_give_way_on_a_phone(chromium, address):
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{address}/book/running.html")
        page.get_by_role("button", name="Contents", exact=True).click()
        contents = page.get_by_role("navigation", name="Contents of the course")
        contents.get_by_role("link", name="On Binder").click()
        contents.wait_for(state="hidden")
        heading = page.get_by_role("heading", name="On Binder").bounding_box()
        bar = page.locator(".bar").bounding_box()
        assert bar["y"] + bar["height"] <= heading["y"] < 200, "the section stands just under the bar"


def test_search_finds_the_ricardo_page(chromium, address):
    with chromium.new_context() as context:
        page = watch(context.new_page())
        page.goto(f"{address}/{TOC['root']}.html")
        page.get_by_role("searchbox").fill("Ricardo")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html*")
        page.wait_for_load_state("networkidle")
        result = page.locator("#search-results a[href*=ricardo]").first
        result.wait_for()
        assert page.trouble == []
        result.click()
        page.wait_for_url("**/ricardo.html*")
        # The search reads every page that it found, for an excerpt; what is still on its way is dropped by leaving.
        assert [said for said in page.trouble if not said.startswith("not loaded")] == []
