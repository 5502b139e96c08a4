"""Where a browser or a site refuses something: storage, an origin of one's own, scripts within the page."""

import pytest

from .figures import open_figure
from .test_pages import ONE_OF_A_KIND, PAGES, TOC, prints, read_through, scrolls_sideways, watch

pytestmark = pytest.mark.browser
# Where storage is refused the browser throws at the mere name.
REFUSED = """for (const kept of ["localStorage", "sessionStorage", "indexedDB"])
    Object.defineProperty(window, kept, {get() { throw new DOMException("refused", "SecurityError") }})"""
FULL = 'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }'
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'"
NOTE = "This browser keeps nothing"


def query(name):
    return "?q=Ricardo%202020" if name == "search" else ""


@ONE_OF_A_KIND
def test_every_page_works_without_storage_and_says_once_what_is_not_kept(chromium, address, name):
    with chromium.new_context(viewport={"width": 1280, "height": 844}) as context:
        page = watch(context.new_page())
        page.add_init_script(REFUSED)
        page.goto(f"{address}/{name}.html{query(name)}", wait_until="networkidle")
        read_through(page)
        page.locator("#theme").click()
        for button in page.locator(".sc-predict .sc-button:visible").all()[:1]:
            button.click()
            assert "You predicted" in page.locator(".sc-predict").first.inner_text()
        for form in page.locator("form.sc-question:has([type=radio])").all()[:1]:
            form.get_by_role("radio").first.check()
            form.get_by_role("button", name="Check").click()
            assert form.get_by_role("status").inner_text() != ""
        assert page.locator("body").inner_text().count(NOTE) == 1
        assert page.get_by_text(NOTE).bounding_box()["y"] < 200, "where it is seen"
        if name == "search":
            page.locator("#search-results a[href*=ricardo]").first.wait_for()
        assert page.trouble == []


@ONE_OF_A_KIND
def test_every_page_works_in_a_frame_without_an_origin(chromium, address, name):
    """As some teaching platforms show foreign pages: storage is refused, and so is reading other files."""
    inside = (
        f'<iframe sandbox="allow-scripts allow-forms" src="/{name}.html{query(name)}" width=900 height=700>'
    )
    with chromium.new_context() as context:
        page, errors = context.new_page(), []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route("**/frame.html", lambda route: route.fulfill(content_type="text/html", body=inside))
        page.goto(f"{address}/frame.html", wait_until="networkidle")
        frame = page.frames[1]
        read_through(frame)
        assert frame.evaluate("origin") == "null"
        assert frame.get_by_text(NOTE).count() == 1
        for figure in frame.locator("live-figure").all()[:1]:
            figure.locator("[type=range], select, input").first.wait_for()
        if name == "search":
            frame.locator("#search-results a[href*=ricardo]").first.wait_for()
        assert errors == []


def test_the_votes_of_a_class_work_without_storage(chromium, address, where):
    with chromium.new_context(viewport={"width": 1280, "height": 844}) as context:
        page = watch(context.new_page())
        page.add_init_script(REFUSED)
        figure = open_figure(page, f"{address}/{where['ricardo']}", "ricardo")
        figure.get_by_role("button", name="Present").click()
        figure.get_by_role("spinbutton").first.fill("7")
        page.keyboard.press("Escape")
        assert page.trouble == []


def test_a_full_store_is_told_as_well(chromium, address):
    with chromium.new_context() as context:
        page = watch(context.new_page())
        page.add_init_script(FULL)
        page.goto(f"{address}/{TOC['root']}.html")
        page.locator("#theme").click()
        assert page.evaluate("document.documentElement.dataset.theme") == "light"
        assert page.get_by_text(NOTE).count() == 1
        assert page.trouble == []


def test_where_storage_works_nothing_is_said_nor_left(chromium, address):
    """Looking for words, too, leaves nothing behind: it is not among what the course says it keeps."""
    with chromium.new_context() as context:
        page = watch(context.new_page())
        page.goto(f"{address}/search.html?q=ricardo", wait_until="networkidle")
        page.locator("#search-results a[href*=ricardo]").first.wait_for()
        assert page.get_by_text(NOTE).count() == 0
        assert page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == []
        assert page.trouble == []


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("2020", "references"),
        ("Chen 2020", "paper"),
        ("1.5", "ricardo"),
        ("the terms of trade", "government"),
        ("比较优势", "ricardo"),
    ],
)
def test_search_finds(chromium, address, words, leads_to):
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/search.html?q={words}", wait_until="networkidle")
        page.get_by_text("Search finished").wait_for()
        assert page.locator(f"#search-results a[href*={leads_to}]").count() > 0
        marked = page.locator("#search-results .highlighted").all_inner_texts()
        assert words.split()[-1].lower() in {text.lower() for text in marked} or words == "1.5"


@pytest.fixture
def under_policy(chromium, address):
    """A page of a site that takes no scripts but from its own files."""
    with chromium.new_context(color_scheme="light") as context:
        page = watch(context.new_page())

        def answer(route):
            found = route.fetch()
            route.fulfill(response=found, headers={**found.headers, "content-security-policy": POLICY})

        page.route("**/*.html*", answer)
        yield page
        assert page.trouble == []


@ONE_OF_A_KIND
def test_a_page_opened_narrow_under_a_content_policy_and_printed(under_policy, address, name):
    """One load for three: no page breaks the policy, opened at 320 pixels none scrolls sideways, and all print as they should.

    Figures set bars and pictures in style attributes, hence 'unsafe-inline' for styles; no script needs it.
    """
    under_policy.set_viewport_size({"width": 320, "height": 800})
    under_policy.emulate_media(color_scheme="dark")
    under_policy.goto(f"{address}/{name}.html{query(name)}", wait_until="networkidle")
    read_through(under_policy)
    assert under_policy.locator("#theme").is_visible()
    assert scrolls_sideways(under_policy) == []
    prints(under_policy, name)


def test_the_colours_chosen_are_kept_under_a_content_policy(under_policy, address):
    """And are there before anything is painted: when the body begins the page is dark."""
    page = under_policy
    page.add_init_script(
        """new MutationObserver((_, watching) => {
            if (!document.body) return;
            watching.disconnect();
            window.atFirst = document.documentElement.dataset.theme;
        }).observe(document, {childList: true, subtree: true})"""
    )
    page.goto(f"{address}/{TOC['root']}.html")
    assert page.evaluate("atFirst") == "light"
    page.locator("#theme").click()
    page.locator("#theme").click()
    page.goto(f"{address}/book/paper.html")
    assert page.evaluate("atFirst") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 28)"


@pytest.mark.parametrize("name", PAGES)
def test_no_script_stands_within_a_page(book, name):
    from bs4 import BeautifulSoup

    page = BeautifulSoup((book / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    within = [script for script in page("script") if not script.get("src")]
    assert [script for script in within if script.get("type", "").rpartition("/")[2] != "json"] == []
    assert [tag.name for tag in page(True) if any(key.startswith("on") for key in tag.attrs)] == []
