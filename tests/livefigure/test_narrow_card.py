"""A card with many options, a high block of controls and a silent strip, on a phone: what is read keeps the room."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest

from livefigure import Bars, Choice, LiveFigure, Panel, Slider, Task, assets
from livefigure.frames import Drawn, compile_frames
from livefigure.moves import SAID
from livefigure.page import figure_markup

pytestmark = pytest.mark.browser
PHONE, SMALL, ON_ITS_SIDE, DESKTOP = (390, 844), (320, 640), (844, 390), (1280, 800)
BLOCS = ("Zollverein", "EEC, EU", "EFTA", "EEA", "Comecon", "Central America", "East Africa", "Gulf")


def draw(result: tuple[int, float], panels: dict[str, Any]) -> None:
    for axes in panels.values():
        axes.plot([0, 10], [0, result[0]], color="#0072b2")
        axes.plot(result[1], 5, "o", color="#d55e00")


FIGURE = LiveFigure(
    name="blocs",
    title="Blocs, year by year",
    controls=[
        Choice(name="bloc", label="Bloc", options={b: i for i, b in enumerate(BLOCS)}, default=7),
        Slider(name="year", label="Year", low=0, high=10, step=1, default=10, marks={0: "first"}),
    ],
    model=lambda bloc, year: (bloc, year),
    panels={
        "stairs": Panel(width=4.3, height=3.2, x=(0, 10), y=(0, 10)),
        "world": Panel(width=3.4, height=3.2, x=(0, 10), y=(0, 10)),
    },
    draw=draw,
    bars=Bars(
        of=lambda result: (
            dict.fromkeys(("workers", "owners")) if result[1] < 10 else {"workers": 0.1, "owners": None}
        ),
        names=("workers", "owners"),
        title="Who gains",
    ),
    describe=lambda result: (
        f"In the year {result[1]:g} {BLOCS[result[0]]} stands where it stands, and others do not."
    ),
    tasks=[Task(name="first", prompt="Find the first.", holds=lambda result: result[1] == 0)],
)
# From the default, Gulf in the year 10, to the EEC in the year 3, where the strip is silent.
THERE = [1, 3]
MOVE = (
    f'<li data-at="{THERE}" data-panel="stairs"><div class="lf-move"><p>Go to the EEC.</p></div>'
    '<details class="lf-answer"><summary>Answer</summary><p>It is silent.</p></details></li>'
)


@pytest.fixture
def show(chromium, tmp_path: Path) -> Callable:
    """Open a page with prose, a link to a setting, the figure with one move, and prose, in a window of a size."""
    contexts = []

    def shown(size: tuple[int, int], figure: LiveFigure = FIGURE, head: str = ""):
        frames = [figure.frame(setting) for setting in figure.settings()]
        drawn = Drawn("frames", compile_frames(figure, frames))
        (tmp_path / "livefigure").mkdir(exist_ok=True)
        (tmp_path / "livefigure/frames.js").write_text(
            f"livefigureFrames('frames', {json.dumps(drawn.data)})"
        )
        (tmp_path / "livefigure.js").write_text(assets.script())
        said = escape(json.dumps({key: figure.say[key] for key in SAID}))
        prose = "<p>Blocs come and go. Some climb in order, and many do not.</p>" * 40
        (tmp_path / "page.html").write_text(
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Blocs</title>'
            '<meta name="viewport" content="width=device-width">'
            f"<style>* {{ box-sizing: border-box }}{assets.style()}{head}</style><main>{prose}"
            f"<p>It was <span class='lf-set' data-figure='blocs' data-at='{THERE}'>so in the year 3</span>.</p>"
            f"{prose}<p>It is <span class='lf-set' data-figure='blocs' data-at='[1, 10]'>so now</span>.</p>"
            f"{prose}{figure_markup(figure, figure.name, drawn)}"
            f'<section class="lf lf-moves" data-figure="blocs" data-words="{said}"><ol>{MOVE}</ol></section>'
            f'{prose}</main><script src="livefigure.js"></script>'
        )
        touch = size != DESKTOP
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=touch,
            is_mobile=touch,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto((tmp_path / "page.html").as_uri())
        page.locator("#blocs").scroll_into_view_if_needed()
        page.locator("#blocs[data-ready]").wait_for()
        return page

    yield shown
    for context in contexts:
        context.close()


def in_the_row(page, option: str) -> bool:
    """Return whether an option's button and name are within the row in which it stands."""
    label = page.locator("#blocs .lf-choice label", has_text=option)
    return label.evaluate(
        """label => {
            const [one, row] = [label, label.parentNode].map(element => element.getBoundingClientRect());
            return one.left >= row.left && one.right <= row.right;
        }"""
    )


@pytest.mark.parametrize("size", [PHONE, SMALL, ON_ITS_SIDE])
def test_many_options_stand_in_a_row_that_scrolls_with_the_chosen_one_in_it(
    show, size: tuple[int, int]
) -> None:
    page = show(size)
    tops = page.locator("#blocs .lf-choice label").evaluate_all("all => all.map(label => label.offsetTop)")
    assert len(set(tops)) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert in_the_row(page, "Gulf")
    page.locator("#blocs .lf-controls").evaluate(
        "e => e.scrollIntoView({block: 'center', behavior: 'instant'})"
    )
    at = page.evaluate("scrollY")
    page.evaluate("document.querySelector('#blocs').go([0, 3])")
    assert in_the_row(page, "Zollverein")
    assert not in_the_row(page, "Gulf")
    chosen = page.locator("#blocs .lf-choice input")
    chosen.first.focus()
    for option in BLOCS[1:]:
        page.keyboard.press("ArrowRight")
        assert in_the_row(page, option)
        assert page.locator("#blocs .lf-sentence", has_text=option).count()
    assert page.evaluate("[scrollX, scrollY]") == [0, at]


def test_a_chosen_option_is_seen_when_its_row_appears(show) -> None:
    page = show(PHONE)
    page.locator("#blocs .lf-move-start").click()
    page.locator("#blocs .lf-move-set").click()
    assert in_the_row(page, "EEC, EU")
    page.evaluate("document.querySelector('#blocs').go([7, 3])")
    page.locator("#blocs .lf-move-close").click()
    assert in_the_row(page, "Gulf")


def test_on_a_desktop_and_with_few_options_there_is_no_row_that_scrolls(show) -> None:
    row = "#blocs .lf-choice > div"
    page = show(DESKTOP)
    assert page.locator(row).evaluate("row => row.scrollWidth <= row.clientWidth")
    few = replace(
        FIGURE.controls[0], options={"one of the blocs": 1, "another of the blocs": 0, "the third": 7}
    )
    page = show(PHONE, replace(FIGURE, controls=(few, FIGURE.controls[1])))
    assert page.locator(row).evaluate("row => getComputedStyle(row).flexWrap") == "wrap"


def seen_while_its_panels_are_read(page) -> bool:
    page.locator("#blocs .lf-sentence").evaluate(
        "e => e.scrollIntoView({block: 'center', behavior: 'instant'})"
    )
    top, bottom = page.locator("#blocs .lf-controls").evaluate(
        "e => [e.getBoundingClientRect().top, e.getBoundingClientRect().bottom]"
    )
    return top >= 0 and bottom > 0


def test_controls_stay_in_sight_only_while_they_leave_room_for_what_they_move(show) -> None:
    page = show(PHONE)
    assert seen_while_its_panels_are_read(page)
    page.add_style_tag(content=".lf-slider { min-height: 260px }")  # as three sliders take
    page.wait_for_function("document.querySelector('.lf-controls').offsetHeight > 340")
    assert not seen_while_its_panels_are_read(page)
    page.set_viewport_size({"width": 390, "height": 1200})
    assert seen_while_its_panels_are_read(page)


@pytest.mark.parametrize("high", [0, 260])
def test_what_is_reached_by_key_is_not_under_the_controls(show, high: int) -> None:
    page = show(PHONE, head=f".lf-slider {{ min-height: {high}px }} .lf-tasks {{ margin-bottom: 900px }}")
    check = page.locator("#blocs .lf-tasks button")
    # It is in the window, where the controls would lie; the moves' button, before it in the page, is at the foot of the screen.
    check.evaluate("e => scrollBy({top: e.getBoundingClientRect().top - 40, behavior: 'instant'})")
    page.locator("#blocs .lf-move-start").evaluate("e => e.focus({preventScroll: true})")
    page.keyboard.press("Tab")
    assert check.evaluate("e => e === document.activeElement")
    box = check.bounding_box()
    controls = page.locator("#blocs .lf-controls").bounding_box()
    assert box["y"] >= max(0, controls["y"] + controls["height"])
    assert box["y"] + box["height"] <= page.locator("#blocs .lf-moves").bounding_box()["y"]


def high(page, part: str) -> float:
    return page.locator(f"#blocs {part}").first.evaluate("e => e.offsetHeight")


@pytest.mark.parametrize("size", [PHONE, ON_ITS_SIDE])
def test_in_moves_a_strip_that_is_silent_throughout_takes_one_line(show, size: tuple[int, int]) -> None:
    page = show(size)
    assert high(page, ".lf-strip") > 40
    page.locator("#blocs .lf-move-start").click()
    assert high(page, ".lf-strip") > 40  # it speaks of workers
    page.locator("#blocs .lf-move-set").click()
    assert 10 < high(page, ".lf-strip") < 30
    assert (
        page.locator("#blocs .lf-strip").evaluate("e => getComputedStyle(e, '::before').content")
        == '"Who gains · silent on all"'
    )
    assert not page.locator("#blocs .lf-bars-title").is_visible()
    page.evaluate("document.querySelector('#blocs').go([1, 10])")
    assert high(page, ".lf-strip") > 40
    page.evaluate("document.querySelector('#blocs').go([1, 3])")
    page.locator("#blocs .lf-move-close").click()
    assert high(page, ".lf-strip") > 40  # where all of the card stands, all of the strip does


def test_on_a_desktop_a_strip_that_is_silent_throughout_stays(show) -> None:
    page = show(DESKTOP)
    page.locator("#blocs .lf-move-set").click()
    assert high(page, ".lf-strip") > 40


@pytest.mark.parametrize("size", [PHONE, SMALL, (800, 900)])
def test_beside_a_sentence_a_strip_that_is_silent_throughout_takes_one_line(
    show, size: tuple[int, int]
) -> None:
    page = show(size)
    page.locator("button.lf-set").first.click()
    page.locator("#blocs[data-visiting]").wait_for()
    assert 10 < high(page, ".lf-strip") < 30
    page.get_by_role("button", name="Put it back").click()
    assert high(page, ".lf-strip") > 40


def brought(page, link: str, place: float) -> tuple[dict, dict]:
    """Press a link that stands at a part of the window's height; return where the link and the card then are."""
    pressed = page.locator("button.lf-set", has_text=link)
    pressed.evaluate(
        "(e, place) => scrollBy({top: e.getBoundingClientRect().top - place * innerHeight, behavior: 'instant'})",
        place,
    )
    pressed.evaluate("e => e.click()")
    page.locator("#blocs[data-visiting]").wait_for()
    return pressed.bounding_box(), page.locator("#blocs .lf").bounding_box()


def panels(page) -> list[str]:
    return page.locator("#blocs .lf-panel").evaluate_all(
        "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height >= 149).map(e => e.dataset.panel)"
    )


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_beside_a_sentence_a_silent_strip_leaves_its_room_to_the_panel(show, place: float) -> None:
    page = show(PHONE)
    link, card = brought(page, "so in the year 3", place)
    assert panels(page) == ["stairs"]
    assert link["y"] >= card["y"] + card["height"] or link["y"] + link["height"] <= card["y"]
    assert 0 <= link["y"] <= 844 - link["height"]
    assert max(card["y"], 844 - card["y"] - card["height"]) >= 90  # some lines stay to be read


@pytest.mark.parametrize(("place", "shown"), [(0.2, True), (0.5, False), (0.8, True)])
def test_beside_a_sentence_the_panel_comes_where_it_does_not_move_the_sentence(
    show, place: float, shown: bool
) -> None:
    page = show((390, 760))
    link, card = brought(page, "so now", place)
    assert panels(page) == (["stairs"] if shown else [])
    assert link["y"] == pytest.approx(place * 760, abs=1)
    assert link["y"] >= card["y"] + card["height"] or link["y"] + link["height"] <= card["y"]


def test_on_a_window_that_is_low_the_sentence_has_its_lines_and_no_panel(show) -> None:
    page = show((320, 400))
    link, card = brought(page, "so in the year 3", 0.5)
    assert panels(page) == []
    assert 0 <= link["y"] <= 400 - link["height"]


@pytest.mark.parametrize("size", [PHONE, (360, 740), SMALL, ON_ITS_SIDE])
def test_the_head_of_a_move_stands_on_one_line(show, size: tuple[int, int]) -> None:
    page = show(size)
    page.locator("#blocs .lf-move-start").click()
    page.locator("#blocs .lf-move-set").click()
    assert page.locator("#blocs .lf-move-key").is_visible()
    boxes = [page.locator(f"#blocs .lf-move-{part}").bounding_box() for part in ("count", "key", "close")]
    for box in boxes[:2]:
        assert box["height"] < 26
    for one, two in zip(boxes, boxes[1:], strict=False):
        assert one["x"] + one["width"] <= two["x"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
