"""Narrow and low windows, also those that zoom makes: the bar stays one line. (That no page scrolls sideways: test_pages.)"""

import pytest

from .test_pages import SPACED, TOC

pytestmark = pytest.mark.browser
BAR = """() => {
    const [bar, name, menu] = [".bar", ".brand span", ".menu"].map(part => document.querySelector(part));
    const lines = element => {
        const words = document.createRange();
        words.selectNodeContents(element);
        return new Set([...words.getClientRects()].map(box => box.top)).size;
    };
    return {
        height: bar.offsetHeight, lines: lines(menu), tall: menu.offsetHeight, stays: getComputedStyle(bar).position,
        overflow: document.documentElement.scrollWidth - innerWidth,
        named: name.getBoundingClientRect().top < name.parentElement.getBoundingClientRect().bottom && lines(name) === 1,
    };
}"""


@pytest.mark.parametrize("spaced", [False, True], ids=["as it is", "spaced"])
def test_the_bar_is_one_line(chromium, address, spaced):
    """320 by 200 is a window of 1280 by 800 at 400 %."""
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{address}/{TOC['root']}.html")
        if spaced:
            page.add_style_tag(content=SPACED)
        for width, height in [(390, 844), (360, 640), (320, 568), (320, 256), (320, 200)]:
            case = f"{width} by {height}"
            page.set_viewport_size({"width": width, "height": height})
            bar = page.evaluate(BAR)
            assert bar["height"] <= 57, case
            assert (bar["lines"], bar["tall"]) == (1, 44), f"Contents, {case}"
            assert bar["overflow"] <= 0, case
            assert bar["named"] == (width >= 360 and not spaced), f"the course's name gives way, {case}"
            home = page.get_by_role("link", name="The Integration Ladder", exact=True).first
            assert home.is_visible(), f"and the mark still has it as its name, {case}"
            sticky = "sticky" if height > 500 else "static"
            assert bar["stays"] == sticky, f"it gives way in a low window, {case}"


def test_a_low_window_has_the_whole_height_for_the_text(chromium, address):
    with chromium.new_context(viewport={"width": 320, "height": 200}) as context:
        page = context.new_page()
        page.goto(f"{address}/book/running.html")
        page.get_by_role("button", name="Contents", exact=True).click()
        page.get_by_role("navigation", name="Contents of the course").get_by_role(
            "link", name="On Binder"
        ).click()
        heading = page.get_by_role("heading", name="On Binder")
        page.wait_for_function(
            "e => Math.abs(e.getBoundingClientRect().top) < 40", arg=heading.element_handle()
        )
        assert page.locator(".bar").bounding_box()["y"] < -50
