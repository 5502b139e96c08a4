"""What the engine guarantees a reader of any figure, in the built example: links, frames, tasks, play, speech, fingers."""

from pathlib import Path
from typing import Any

import pytest

from livefigure.frames import Player, load_script

from .visits import FIGURE, Quiet, said, sentence, state

pytestmark = pytest.mark.browser


def test_the_page_shows_at_every_setting_what_was_drawn(visit, built: Path) -> None:
    page = visit()
    build = page.locator("#tax").get_attribute("data-frames")
    player = Player(load_script(built / f"_static/livefigure/{build}.js"))
    settings = [FIGURE.indices(setting) for setting in FIGURE.settings()]
    shown = page.evaluate(
        """settings => settings.map(at => {
            const card = document.getElementById('tax');
            card.go(at);
            return [card.art[0].now, card.querySelector('.lf-sentence').textContent,
                    [...card.querySelectorAll('.lf-bar-value')].map(value => value.textContent),
                    card.querySelector('.lf-readout dd').textContent,
                    [...card.querySelectorAll('.lf-marks button')].map(mark => mark.textContent)];
        })""",
        settings,
    )
    assert len(settings) == 84
    for at, (picture, words, bars, number, marks) in zip(settings, shown, strict=True):
        assert picture == player.panel("market", at)
        assert words == player.sentence(at)
        assert bars == [player.value(text, at) for _, text in player.data["bars"]]
        assert number == player.value(player.data["readout"][0], at)
        assert marks == ["none"]


def test_a_link_leads_back_to_its_setting(visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.locator("#tax .lf-presets button").last.click()
    wanted = state(page)
    page.locator("#tax .lf-link").click()
    page.locator("#tax .lf-note[role]").get_by_text("copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    assert link.endswith("#tax?tax=2&supply=flat&subsidy=on")
    page.goto("about:blank")
    page.goto(link)
    page.locator("#tax[data-ready]").wait_for()
    assert state(page) == wanted
    assert page.locator("#tax").evaluate("card => Math.abs(card.getBoundingClientRect().top) < innerHeight")


def test_a_thumb_stands_where_its_value_lies_and_keys_go_from_stop_to_stop(visit) -> None:
    page = visit()
    slider = page.locator("#tax-tax")
    assert float(slider.input_value()) == 0.2  # 2 of 0 to 10
    slider.focus()
    for key, value in (("ArrowRight", 2.5), ("ArrowDown", 2), ("End", 10), ("PageDown", 0), ("ArrowLeft", 0)):
        page.keyboard.press(key)
        assert page.locator("#tax .lf-value").first.inner_text() == f"{value:.1f} coins", key
    page.keyboard.press("PageUp")  # there is no further mark
    assert float(slider.input_value()) == 1
    page.locator("#tax .lf-marks button").click()
    assert slider.get_attribute("aria-valuetext") == "0.0 coins"


def test_a_thumb_snaps_to_stops_and_a_small_push_moves_one(visit) -> None:
    page = visit()
    slider = page.locator("#tax-tax")
    push = "(input, to) => { input.value = to; input.dispatchEvent(new Event('input')); }"
    slider.evaluate(push, 0.72)
    assert float(slider.input_value()) == 0.7
    slider.evaluate(push, 0.71)  # as a screen reader does, whose step is its own
    assert float(slider.input_value()) == 0.75
    box = slider.bounding_box()
    page.mouse.move(box["x"] + 8 + 0.75 * (box["width"] - 16), box["y"] + 22)
    page.mouse.down()
    page.mouse.move(box["x"] + 8 + 0.31 * (box["width"] - 16), box["y"] + 22, steps=5)
    page.mouse.up()
    assert slider.get_attribute("aria-valuetext") == "3.0 coins"


def test_the_strip_is_the_same_by_script_and_without(visit) -> None:
    page = visit()
    at_first = page.evaluate("""() => [...document.querySelectorAll('#tax .lf-bar i')].map(bar =>
        [bar.style.left, bar.style.width].map(value => Math.round(10 * parseFloat(value)) / 10))""")
    page.locator("#tax-tax").press("ArrowRight")
    page.locator("#tax-tax").press("ArrowLeft")
    now = page.evaluate("""() => [...document.querySelectorAll('#tax .lf-bar i')].map(bar =>
        [bar.style.left, bar.style.width].map(value => Math.round(10 * parseFloat(value)) / 10))""")
    assert now == at_first
    page.locator("#tax-tax").press("Home")
    assert page.locator("#tax .lf-bars [data-nothing]").count() == 2


def test_bars_and_the_chosen_preset_are_seen_in_forced_colours(visit) -> None:
    page = visit(forced_colors="active")
    page.locator("#tax .lf-presets button").first.click()
    look = """(element) => { const style = getComputedStyle(element);
        return [style.backgroundColor, style.borderTopWidth]; }"""
    gain, loss = "#tax .lf-bar:not(.lf-down) i", "#tax .lf-down i"
    background = page.locator("#tax .lf").evaluate(look)[0]
    bars = [page.locator(bar).first for bar in (gain, loss) if page.locator(bar).count()]
    assert bars
    for bar in bars:
        seen, border = bar.evaluate(look)
        assert seen != background or border == "2px"
    pressed, other = (
        page.locator(f'#tax button[aria-pressed="{is_so}"]').first.evaluate(look)
        for is_so in ("true", "false")
    )
    assert pressed != other


def test_a_link_that_cannot_be_copied_stands_in_the_address_bar(visit) -> None:
    page = visit()
    page.evaluate("() => { navigator.clipboard.writeText = async () => { throw Error('not allowed'); }; }")
    page.locator("#tax .lf-presets button").last.click()
    page.locator("#tax .lf-link").click()
    page.locator("#tax .lf-note[role]").get_by_text("address bar").wait_for()
    assert page.url.endswith("#tax?tax=2&supply=flat&subsidy=on")


def test_a_figure_in_a_frame_of_another_site_hands_its_link_over(visit, frame_of_another_site: str) -> None:
    page = visit(frame_of_another_site, ready=False)
    frame = page.frame_locator("iframe")
    frame.locator("#tax[data-ready]").wait_for()
    frame.locator("#tax .lf-presets button").last.click()
    frame.locator("#tax .lf-link").click()
    note = frame.locator("#tax .lf-note[role]")
    link = note.locator("code").inner_text()
    assert note.inner_text() == f"Copy the link to this setting from here: {link}"
    assert page.frames[1].evaluate("getSelection().toString()") == link
    assert page.url == frame_of_another_site
    page.goto(link)
    page.locator("#tax[data-ready]").wait_for()
    assert said(page) == sentence(tax=2.0, subsidy=True)


@pytest.mark.parametrize(
    ("query", "setting"),
    [
        ("tax=5.1&supply=steep", {"tax": 5.0, "supply": "steep"}),
        ("tax=99", {"tax": 10.0}),
        ("tax=much&subsidy=on", {"subsidy": True}),
        ("colour=blue", {}),
        ("tax=%E0%A4%A", {}),
    ],
)
def test_a_link_to_no_setting_leads_to_the_nearest_and_says_so(visit, query: str, setting: dict) -> None:
    page = visit(f"index.html#tax?{query}")
    assert said(page) == sentence(**setting)
    assert "this is the nearest one" in page.locator("#tax .lf-note[role]").inner_text()


@pytest.mark.parametrize("answer", ["missing", "older"])
def test_without_its_frames_a_figure_says_so_and_stands(visit, site: str, answer: str) -> None:
    page = visit(ready=False)

    def handle(route) -> None:
        if answer == "missing":
            route.abort()
        else:
            route.fulfill(body='livefigureFrames("tax-000000000000",{})', content_type="text/javascript")

    page.route("**/livefigure/tax-*.js", handle)
    page.goto(f"{site}/index.html?again")
    page.locator("#tax").scroll_into_view_if_needed()
    page.get_by_text("The controls are not available").wait_for()
    assert page.locator("#tax-tax").is_disabled()
    assert said(page) == sentence()


def test_a_figure_whose_frames_take_a_while_says_so_until_they_are_there(visit, site: str) -> None:
    page = visit(ready=False, own=True)
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    coming: list[Any] = []
    page.route("**/livefigure/tax-*.js", lambda route: coming.append(route))
    with page.expect_request("**/livefigure/tax-*.js"):
        page.goto(f"{site}/index.html?slowly", wait_until="commit")
    note, panels = page.locator("#tax .lf-note[role]"), page.locator("#tax .lf-panels")
    page.wait_for_function("document.readyState === 'interactive'")
    page.clock.run_for(500)
    assert note.text_content() == ""  # nothing flashes where frames come soon
    top = panels.bounding_box()["y"]
    page.clock.run_for(500)
    assert note.inner_text() == "The controls are loading …"
    assert panels.bounding_box()["y"] == top
    coming[0].continue_()
    page.locator("#tax[data-ready]").wait_for()
    assert note.text_content() == ""
    assert panels.bounding_box()["y"] == top
    page.clock.run_for(5000)
    assert note.text_content() == ""


def test_frames_come_only_when_a_figure_comes_near(visit, site: str) -> None:
    page = visit(ready=False, viewport={"width": 390, "height": 600})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/far.html", wait_until="networkidle")
    assert not any("/livefigure/tax-" in url for url in asked)
    page.locator("#tax").scroll_into_view_if_needed()
    page.locator("#tax[data-ready]").wait_for()
    assert sum("/livefigure/tax-" in url for url in asked) == 1


def test_a_link_on_the_page_wakes_a_figure_further_down(visit, site: str) -> None:
    page = visit("far.html", ready=False, viewport={"width": 390, "height": 500})
    page.wait_for_load_state("networkidle")
    assert page.locator("#tax[data-ready]").count() == 0
    page.evaluate("location.hash = '#tax?tax=5'")
    page.locator("#tax[data-ready]").wait_for()
    assert said(page) == sentence(tax=5.0)


def test_a_page_that_arrives_in_pieces_gets_its_controls(visit) -> None:
    """The script may run while only the beginning of a figure is there."""
    Quiet.rest.clear()
    page = visit("pieces.html", ready=False)
    page.wait_for_function(
        "customElements.get('live-figure') && !!document.querySelector('live-figure')?.started"
    )
    assert page.locator("#tax[data-ready]").count() == 0
    Quiet.rest.set()
    page.locator("#tax[data-ready]").wait_for()
    page.locator("#tax-tax").press("ArrowRight")
    assert said(page) == sentence(tax=2.5)


def test_play_moves_and_stops(visit) -> None:
    page = visit()
    start = said(page)
    play = page.locator("#tax .lf-play")
    play.click()
    assert play.get_attribute("aria-label") == "Pause"
    page.wait_for_function(
        "start => document.querySelector('#tax .lf-sentence').textContent !== start", arg=start
    )
    play.click()
    assert play.get_attribute("aria-label") == "Play"
    stopped = said(page)
    page.wait_for_timeout(500)
    assert said(page) == stopped


def test_nothing_plays_where_motion_is_unwanted(visit) -> None:
    assert not visit(reduced_motion="reduce").locator("#tax .lf-play").is_visible()


def test_a_screen_reader_hears_the_sentence_once_the_reader_rests(visit) -> None:
    page = visit()
    spoken = page.locator("#tax .lf-live")
    assert spoken.get_attribute("role") == "status"
    for _ in range(3):
        page.locator("#tax-tax").press("ArrowLeft")
    page.wait_for_function(
        "said => document.querySelector('#tax .lf-live').textContent === said", arg=sentence(tax=0.5)
    )


def test_tasks_are_judged_without_python(visit) -> None:
    page = visit()
    task = page.locator('#tax [data-task="half"]')
    task.get_by_role("button").click()
    assert task.locator(".lf-verdict").inner_text().startswith("Not yet")
    page.get_by_role("button", name="A tax of 5").click()
    assert task.locator(".lf-verdict").text_content() == ""
    task.get_by_role("button").click()
    assert task.locator(".lf-verdict").inner_text() == "Right."


def test_a_tasks_button_is_called_by_its_task(visit) -> None:
    page = visit()
    button = page.get_by_role(
        "button", name="Check: Sell exactly half of what is sold without a tax.", exact=True
    )
    button.click()
    assert page.locator('#tax [data-task="half"] .lf-verdict').inner_text().startswith("Not yet")
    assert button.inner_text() == "Check"


def test_a_finger_moves_one_stop_and_keeps_the_controls_in_sight(visit) -> None:
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.locator("#tax .lf-bars").evaluate("strip => strip.scrollIntoView({block: 'end'})")
    slider = page.locator("#tax-tax")
    assert 0 < slider.bounding_box()["y"] < 400
    assert page.locator("#tax .lf-bars").bounding_box()["y"] < 844
    page.get_by_role("button", name="Tax per unit: one stop up").tap()
    assert slider.input_value() == "0.25"
    page.get_by_role("button", name="Tax per unit: one stop down").tap()
    page.get_by_role("button", name="Tax per unit: one stop down").tap()
    assert slider.input_value() == "0.15"


class Finger:
    """A finger on a page, as Chromium feels it."""

    def __init__(self, page) -> None:
        self.page, self.session = page, page.context.new_cdp_session(page)

    def _feels(self, kind: str, *points: tuple[float, float]) -> None:
        touched = [{"x": x, "y": y} for x, y in points]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def comes(self, place: tuple[float, float]) -> None:
        self._feels("touchStart", place)

    def moves(self, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
        for i in range(1, steps + 1):
            self._feels("touchMove", tuple(a + (b - a) * i / steps for a, b in zip(start, end, strict=True)))

    def leaves(self) -> None:
        self._feels("touchEnd")


@pytest.fixture
def touched(visit):
    """A phone's page with its slider in the middle, a finger, and the place at a share of the slider's length."""
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    slider = page.locator("#tax-tax")
    slider.evaluate("slider => slider.scrollIntoView({block: 'center', behavior: 'instant'})")
    page.evaluate(
        "addEventListener('livefigure:change', event => (window.changes ||= []).push(event.detail.at))"
    )
    box = slider.bounding_box()

    def place(share: float) -> tuple[float, float]:
        return box["x"] + box["width"] * share, box["y"] + box["height"] / 2

    return page, Finger(page), place


def test_a_swipe_that_begins_on_a_slider_scrolls_and_moves_nothing(touched) -> None:
    page, finger, place = touched
    task = page.locator('#tax [data-task="half"]')
    task.get_by_role("button").evaluate("button => button.click()")
    start, scrolled, (x, y) = page.locator("#tax-tax").input_value(), page.evaluate("scrollY"), place(0.9)
    finger.comes((x, y))
    assert said(page) == sentence()
    finger.moves((x, y), (x + 10, y - 200))
    finger.leaves()
    page.wait_for_function("before => scrollY > before + 100", arg=scrolled)
    assert page.evaluate("window.changes") is None
    assert page.locator("#tax-tax").input_value() == start
    assert said(page) == sentence()
    assert task.locator(".lf-verdict").inner_text().startswith("Not yet")


def test_a_finger_drags_a_slider_and_a_tap_sets_it(touched) -> None:
    page, finger, place = touched
    scrolled = page.evaluate("scrollY")
    finger.comes(place(0.2))
    finger.moves(place(0.2), place(1.0))
    assert said(page) == sentence(tax=10.0)  # while the finger is still down
    finger.leaves()
    assert said(page) == sentence(tax=10.0)
    finger.comes(place(0.0))
    finger.leaves()
    assert said(page) == sentence(tax=0.0)
    assert page.evaluate("scrollY") == scrolled


def test_a_mouse_sets_a_slider_where_it_presses(visit) -> None:
    page = visit()
    box = page.locator("#tax-tax").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 9, box["y"] + box["height"] / 2)
    page.mouse.down()
    assert said(page) == sentence(tax=10.0)
    page.mouse.up()
    assert said(page) == sentence(tax=10.0)
