"""The view for a lecture hall, in the built example: covered and shown, votes, focus, the whole screen or the window, paper."""

import io
import re

import matplotlib.pyplot as plt
import pytest
from axe_playwright_python.sync_playwright import Axe

from .hall import faults
from .visits import sentence, state

pytestmark = pytest.mark.browser
HALL = {"width": 1920, "height": 1080}
CARD = "document.querySelector('#tax figure')"
ON_PAPER = """[document.body.innerText, ...[...document.querySelectorAll(
    '#tax :is(.lf-title, .lf-panel, .lf-sentence, .lf-bar > i, .lf-bar-value, .lf-art .d)')]
    .filter(part => part.checkVisibility({visibilityProperty: true}))
    .map(part => [part.textContent, part.getBoundingClientRect().x, part.getBoundingClientRect().width])]"""
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
BARS = """all => all.map(getComputedStyle).map(style =>
    [style.backgroundColor, style.borderTopColor, style.borderTopStyle])"""


def presented(page):
    """Press the button; return the dialog."""
    page.locator("#tax .lf-present").click()
    return page.get_by_role("dialog")


def said(page) -> str:
    """Return the sentence, covered or not."""
    return page.locator("#tax .lf-sentence").text_content()


def focus(page) -> str:
    return page.evaluate("document.activeElement.className || document.activeElement.localName")


def hidden(page) -> list[bool]:
    """Tell of the sentence, every bar, every value and every full dot whether it is hidden."""
    parts = "#tax :is(.lf-sentence, .lf-bar > i, .lf-bar-value, .lf-art .d)"
    return page.locator(parts).evaluate_all(
        "all => all.map(part => getComputedStyle(part).visibility === 'hidden')"
    )


def test_it_fills_the_screen_and_escape_brings_the_page_back(visit) -> None:
    page = visit()
    page.locator("#tax .lf-present").scroll_into_view_if_needed()
    before = page.evaluate(f"[scrollY, {CARD}.outerHTML, document.body.innerText]")
    presented(page)
    assert page.get_by_role("dialog", name="Who pays a tax?").count() == 1
    assert focus(page) == "live-figure"
    box = page.evaluate(f"{CARD}.getBoundingClientRect().toJSON()")
    assert [box["left"], box["top"]] == [0, 0]
    assert [box["width"], box["height"]] == page.evaluate("[innerWidth, innerHeight]")
    assert page.evaluate("document.elementFromPoint(innerWidth / 2, 3).closest('#tax') !== null")
    stops = set()
    for _ in range(12):  # whoever tabs on meets nothing of the page
        page.keyboard.press("Tab")
        stops.add(page.evaluate("document.activeElement.closest('#tax, body').id"))
    assert "tax" in stops
    assert page.evaluate("document.activeElement.closest('main, header, nav, #tax')?.id ?? 'tax'") == "tax"
    assert page.locator("a:visible").first.evaluate("link => link.closest('[inert]') !== null")
    page.locator("#tax-tax").focus()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert focus(page) == "lf-present"
    assert page.locator("[inert]").count() == 0
    page.wait_for_function("!document.fullscreenElement")
    page.wait_for_function("height => innerHeight === height", arg=900)
    after = page.evaluate(f"[scrollY, {CARD}.outerHTML, document.body.innerText]")
    assert after[0] == pytest.approx(before[0], abs=1)
    # Nothing is left but what lets a slider know where its thumb stands.
    assert re.sub(r' style="--at: [\d.]+;"', "", after[1]) == before[1]
    assert after[2] == before[2]
    page.locator("#tax .lf-present").press("Enter")
    page.get_by_role("button", name="Back to the page").click()
    assert focus(page) == "lf-present"


def test_the_answer_is_covered_until_it_is_asked_for(visit) -> None:
    page = visit(own=True)
    dialog = presented(page)
    answer = said(page)
    assert hidden(page) == [True] * len(hidden(page))
    assert len(hidden(page)) == 1 + 2 + 2 + 2  # sentence, bars, values, dots
    assert answer not in dialog.aria_snapshot()
    page.clock.install()
    page.locator("#tax-tax").press("ArrowRight")
    moved = said(page)
    assert moved == sentence(tax=2.5)
    assert hidden(page) == [True] * len(hidden(page))
    page.clock.run_for(2000)  # nor is it spoken, as it is on the page after a rest
    assert page.locator("#tax .lf-live").text_content() == ""
    assert moved not in dialog.aria_snapshot()
    page.keyboard.press("c")
    assert not any(hidden(page))
    assert page.locator("#tax .lf-live").text_content() == moved
    assert moved in dialog.aria_snapshot()
    page.get_by_role("button", name="Cover the answer").click()
    assert all(hidden(page))
    page.get_by_role("button", name="Show the answer").press("Enter")
    assert not any(hidden(page))
    page.keyboard.press("Control+c")
    assert not any(hidden(page))
    page.keyboard.press("Escape")
    presented(page)
    assert all(hidden(page))


def test_a_clicker_shows_and_covers_and_moves_no_slider(visit) -> None:
    page = visit()
    presented(page)
    page.locator("#tax-tax").focus()
    before = said(page)
    for key, covered in (("PageUp", True), ("PageDown", False), ("PageDown", False), ("PageUp", True)):
        page.keyboard.press(key)
        assert set(hidden(page)) == {covered}
    assert said(page) == before
    page.keyboard.press("Escape")
    page.locator("#tax-tax").press("PageDown")
    assert said(page) != before  # on the page from mark to mark


def test_a_link_presents_a_setting_covered(visit) -> None:
    page = visit("index.html#tax?tax=4&present", ready=False)
    page.locator("#tax[data-presenting][data-covered]").wait_for()
    assert said(page) == sentence(tax=4.0)
    assert page.locator("#tax .lf-note[role]").text_content() == ""
    page.keyboard.press("Escape")
    assert said(page) == sentence(tax=4.0)
    phone = visit("index.html#tax?tax=4&present", viewport={"width": 390, "height": 844})
    assert said(phone) == sentence(tax=4.0)
    assert phone.locator("#tax[data-presenting]").count() == 0


def test_a_panel_that_tells_is_covered(visit) -> None:
    page = visit()
    page.locator("#tax .lf-panel").first.evaluate("panel => panel.toggleAttribute('data-covers', true)")
    presented(page)
    art = page.locator("#tax .lf-panel[data-covers] .lf-art")
    assert art.evaluate("art => getComputedStyle(art).visibility") == "hidden"
    page.keyboard.press("c")
    assert art.evaluate("art => getComputedStyle(art).visibility") == "visible"


def test_before_a_prediction_full_dots_do_not_give_its_answer_away(visit) -> None:
    dots = "#tax .lf-art .d"

    def seen(page) -> set[str]:
        return set(page.locator(dots).evaluate_all("all => all.map(dot => getComputedStyle(dot).visibility)"))

    page = visit("asks.html")
    assert seen(page) == {"hidden"}
    page.locator("[data-prediction] button").first.evaluate(
        "button => button.setAttribute('aria-pressed', 'true')"
    )
    page.locator("#tax:not([data-unseen])").wait_for()
    assert seen(page) == {"visible"}  # predicted
    page.reload()
    page.locator("#tax[data-ready][data-unseen]").wait_for()
    presented(page)
    page.keyboard.press("c")
    assert seen(page) == {"visible"}  # a lecture hall decides with C alone
    page.keyboard.press("Escape")
    assert seen(page) == {"hidden"}
    page.locator("#tax-tax").press("ArrowRight")
    assert seen(page) == {"visible"}  # touched
    assert seen(visit()) == {"visible"}  # nothing was asked
    assert seen(visit("asks.html", ready=False, java_script_enabled=False)) == {"visible"}


def test_controls_marks_and_keys_work_as_on_the_page(visit) -> None:
    page = visit()
    presented(page)
    page.keyboard.press("c")
    slider = page.locator("#tax-tax")
    slider.press("End")
    assert said(page) == sentence(tax=10.0)
    page.locator("#tax .lf-marks button").get_by_text("none").click()
    assert said(page) == sentence(tax=0.0)
    page.get_by_role("radio", name="steep").check()
    page.get_by_label("Pay it out").check()
    assert said(page) == sentence(tax=0.0, supply="steep", subsidy=True)
    box = slider.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 20 + (box["width"] - 40) / 2, box["y"] + 20, steps=5)
    page.mouse.up()
    assert said(page) == sentence(tax=5.0, supply="steep", subsidy=True)
    page.keyboard.press("Escape")
    assert said(page) == sentence(tax=5.0, supply="steep", subsidy=True)


def test_links_to_a_setting_hold_before_and_meanwhile(visit) -> None:
    page = visit("index.html#tax?tax=5&supply=steep")
    presented(page)
    assert said(page) == sentence(tax=5.0, supply="steep")
    page.evaluate("location.hash = '#tax?tax=8'")
    page.wait_for_function("document.querySelector('#tax .lf-value').textContent.startsWith('8')")
    assert said(page) == sentence(tax=8.0)
    assert all(hidden(page))


@pytest.mark.parametrize("way", [".lf-move-start", "button.lf-set"])
def test_moves_and_links_in_the_prose_are_left_first(visit, way: str) -> None:
    page = visit()
    page.locator(way).first.click()
    page.locator("#tax:is([data-moving], [data-visiting])").wait_for()
    page.locator("#tax .lf-present").evaluate("button => button.click()")
    assert page.locator("#tax:is([data-moving], [data-visiting])").count() == 0
    assert faults(page, "tax") == []


def test_votes_are_counted_kept_and_cleared(visit) -> None:
    page = visit("asks.html")
    dialog = presented(page)
    assert dialog.locator(".lf-hall-title").inner_html() == "Who pays <em>most</em> of a tax?"
    votes = dialog.locator(".lf-votes input")
    names = votes.evaluate_all("all => all.map(field => field.computedName ?? '')")
    assert len(names) == 6
    assert dialog.get_by_role("spinbutton", name="First Buyers").count() == 1
    assert dialog.get_by_role("spinbutton", name="Second Neither").count() == 1
    for i, count in enumerate((30, 10, 0, 8, 24, 8)):
        votes.nth(i).fill(str(count))
    votes.nth(5).press("c")  # where the second vote ends; no number has a C
    assert not any(hidden(page))
    votes.nth(5).press("c")
    assert all(hidden(page))
    assert votes.nth(5).input_value() == "8"
    tracks = dialog.locator(".lf-votes i").evaluate_all("all => all.map(bar => bar.style.width)")
    assert tracks == ["75%", "25%", "0px", "20%", "60%", "20%"]
    colours = dialog.locator(".lf-votes i").evaluate_all(
        "all => all.map(bar => getComputedStyle(bar).backgroundColor)"
    )
    assert colours[0] == "rgba(0, 0, 0, 0)" != colours[3]
    page.reload()
    page.locator("#tax[data-ready]").wait_for()
    presented(page)
    kept = [votes.nth(i).input_value() for i in range(6)]
    assert kept == ["30", "10", "0", "8", "24", "8"]
    page.get_by_role("button", name="Clear").click()
    page.keyboard.press("Escape")
    presented(page)
    assert [votes.nth(i).input_value() for i in range(6)] == [""] * 6


def test_votes_are_counted_where_nothing_may_be_kept(visit) -> None:
    page = visit("asks.html")
    page.evaluate(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused') }})"
    )
    votes = presented(page).locator(".lf-votes input")
    votes.nth(0).fill("7")
    votes.nth(1).fill("21")
    assert page.locator("#tax .lf-votes i").nth(1).evaluate("bar => bar.style.width") == "75%"
    page.keyboard.press("Escape")
    presented(page)
    assert votes.first.input_value() == ""
    assert faults(page, "tax") == []


def test_a_page_that_asks_nothing_has_no_votes(visit) -> None:
    page = visit(viewport=HALL)
    dialog = presented(page)
    assert dialog.locator(".lf-hall-title").inner_text() == "Who pays a tax?"
    assert dialog.locator(".lf-votes").count() == 0
    assert dialog.locator(".lf-strip").bounding_box()["width"] > 1800


@pytest.mark.parametrize("path", ["index.html", "asks.html"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1280, 720)])
def test_everything_is_large_enough_and_in_its_place(visit, path: str, size: tuple[int, int]) -> None:
    page = visit(path, viewport=dict(zip(("width", "height"), size, strict=True)))
    presented(page)
    assert faults(page, "tax") == []
    page.keyboard.press("c")
    for key in ("Home", "End"):
        page.locator("#tax-tax").press(key)
        assert faults(page, "tax") == []


def test_a_fault_would_be_found(visit) -> None:
    page = visit("asks.html", viewport=HALL)
    presented(page)
    for rule, kind in (
        (".lf-strip { font-size: 20px !important }", "20.0 px"),
        (".lf svg.lf-panel { width: 300px !important }", "px: "),
        (".lf-hall-foot { margin-left: 900px }", "outside"),
        (".lf-hall-foot { min-height: 900px }", "scrolls"),
        (".lf-controls { margin-top: -60px !important }", "overlap"),
    ):
        page.evaluate(
            "rule => { document.head.append(Object.assign(document.createElement('style'), {textContent: rule})) }",
            rule,
        )
        assert any(kind in fault for fault in faults(page, "tax")), rule
        page.evaluate("document.head.lastChild.remove()")
    assert faults(page, "tax") == []


def test_a_thumb_is_forty_pixels(visit) -> None:
    page = visit(viewport=HALL)
    presented(page)
    page.evaluate("document.querySelector('#tax .lf-marks').style.visibility = 'hidden'")
    slider = page.locator("#tax-tax")
    box = slider.bounding_box()
    middle = box["x"] + 20 + float(slider.input_value()) * (box["width"] - 40)
    clip = {"x": round(middle) - 30, "y": box["y"] - 2, "width": 60, "height": box["height"] + 4}
    picture = plt.imread(io.BytesIO(page.screenshot(clip=clip)))[..., :3]
    column = abs(picture[:, 30] - picture[0, 0]).max(axis=1) > 0.2
    assert column.nonzero()[0].max() - column.nonzero()[0].min() + 1 == pytest.approx(40, abs=1.5)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_bars_the_way(visit, scheme: str) -> None:
    page = visit("asks.html", color_scheme=scheme, viewport=HALL)
    presented(page).locator(".lf-votes input").first.fill("12")
    for covered in (True, False):
        assert page.locator("#tax[data-covered]").count() == covered
        found = Axe().run(page, context="#tax").response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        page.locator("#tax .lf-cover").click()


def test_no_host_is_asked_for_anything(visit) -> None:
    page = visit("asks.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    presented(page).locator(".lf-votes input").first.fill("12")
    page.keyboard.press("Escape")
    assert asked == []


def test_who_leaves_the_browsers_full_screen_leaves_it(visit) -> None:
    page = visit()
    presented(page)
    page.wait_for_function("document.fullscreenElement")
    page.evaluate("document.exitFullscreen()")
    page.get_by_role("dialog").wait_for(state="detached")
    assert focus(page) == "lf-present"


def test_in_the_frame_of_another_page_it_fills_the_frame(visit, frame_of_another_site: str) -> None:
    page = visit(frame_of_another_site, ready=False, viewport={"width": 1280, "height": 1600})
    inner = page.frame_locator("iframe")
    inner.locator("#tax[data-ready]").wait_for()
    inner.locator("#tax .lf-present").click()
    box = inner.locator("#tax figure").bounding_box()
    assert [box["width"], box["height"]] == [1000, 1500]
    inner.locator("#tax-tax").press("Escape")
    assert inner.locator("#tax[data-presenting]").count() == 0


def test_paper_knows_nothing_of_it(visit) -> None:
    page = visit("asks.html")

    def printed() -> list:
        page.emulate_media(media="print")
        page.evaluate(FRAMES)  # a card that is wider on paper is laid out anew
        found = page.evaluate(ON_PAPER)
        page.emulate_media(media="screen")
        page.evaluate(FRAMES)
        return found

    plain = printed()
    assert len(plain) > 8
    presented(page).locator(".lf-votes input").first.fill("12")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.get_by_role("dialog").count() == 0
    page.wait_for_function("!document.fullscreenElement && innerHeight === 900")
    assert printed() == plain


def test_with_forced_colours_bars_and_thumb_are_seen(visit) -> None:
    page = visit("asks.html", forced_colors="active")
    dialog = presented(page)
    for i, count in enumerate((3, 1, 1, 1, 3, 1)):
        dialog.locator(".lf-votes input").nth(i).fill(str(count))
    bars = dialog.locator(".lf-votes i").evaluate_all(BARS)
    assert bars[0][1:] == bars[3][1:]
    assert bars[0][2] == "solid"
    assert bars[0][0] != bars[3][0] == bars[3][1]
    page.keyboard.press("Escape")


def test_the_settings_card_is_the_same_again(visit) -> None:
    page = visit("asks.html")
    before, marks = state(page), page.locator("#tax .lf-marks").inner_html()
    presented(page)
    page.keyboard.press("Escape")
    assert state(page) == before
    assert page.locator("#tax .lf-marks").inner_html() == marks
