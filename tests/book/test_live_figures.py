"""The explorers in the built pages: two visits to each, with a desktop and with a phone; paper, file://, no script once.

A page is loaded once a visit, for the dearest part of all tests is that a browser makes a page: a visit ends in the lecture
hall (lecture_hall.py) and with the guided moves (test_moves_in_view.py).

What the engine guarantees of every figure is tested on its own example, in tests/livefigure.
"""

import gzip
import itertools
import math
import re
import urllib.request
from html import unescape
from pathlib import Path

import pytest

from livefigure import LiveFigure, ruler
from livefigure.frames import Player, ensure_script, load_script
from livefigure.page import panels_markup

from .figures import BY_NAME, EXPLORERS
from .lecture_hall import a_lecture_hall_sees_all_of_it_on_one_screen
from .test_moves_in_view import COUNTS, DESKTOP, ON_ITS_SIDE, PHONE, all_that_a_move_needs_is_in_view

pytestmark = pytest.mark.browser

SAMPLED = 40
LOOK = """id => {
    const card = document.getElementById(id);
    return {
        picture: [...card.querySelectorAll('.lf-art')].map(art => art.innerHTML).join(),
        strip: [...card.querySelectorAll('.lf-bars i')].map(bar => bar.style.cssText).join(),
        bars: [...card.querySelectorAll('.lf-bar-value')].map(value => value.textContent).join(),
        sentence: card.querySelector('.lf-sentence').textContent,
        note: card.querySelector('.lf-note[role]').textContent,
    };
}"""


def look(page, name: str) -> dict[str, str]:
    return page.evaluate(LOOK, name)


def at_last_stop(control) -> bool:
    """Tell whether a slider cannot be moved up from its default."""
    return control.kind == "slider" and control.index(control.default) == len(control.values) - 1


def strip_moves(explorer: LiveFigure) -> bool:
    """Tell whether the strip differs one step from the default, by what the engine drew."""
    player, start = Player(load_script(ensure_script(explorer))), explorer.indices(explorer.default)
    bars = player.picture(explorer, start).bars
    for place, control in enumerate(explorer.controls):
        at = list(start)
        at[place] = (at[place] + (-1 if at_last_stop(control) else 1)) % len(control.values)
        if player.picture(explorer, at).bars != bars:
            return True
    return False


def sample(explorer: LiveFigure) -> list[tuple[int, ...]]:
    """Return the settings to look at: default, presets, corners, and some from the whole grid, spread evenly."""
    every = [explorer.indices(setting) for setting in explorer.settings()]
    stride = max(1, len(every) // SAMPLED)
    while stride > 1 and any(math.gcd(stride, count) > 1 for count in explorer.counts):
        stride -= 1  # so that the sample meets every stop of every control
    chosen = [
        explorer.indices(explorer.default),
        *(explorer.indices(explorer.preset(p)) for p in explorer.presets),
    ]
    chosen += itertools.product(*((0, count - 1) for count in explorer.counts))
    return list(dict.fromkeys([*chosen, *every[::stride]]))[: 2 * SAMPLED]


def moves_by_keyboard(page, name: str) -> None:
    """Move each control one step and to its end by key, and back by the button."""
    changed = set()
    for control in EXPLORERS[name].controls:
        before = look(page, name)
        field = page.locator(f"#{name} [name={control.name}], #{name} [name={name}-{control.name}]:checked")
        field.focus()
        arrow = "ArrowLeft" if at_last_stop(control) else "ArrowRight"
        page.keyboard.press("Space" if control.kind == "switch" else arrow)
        after = look(page, name)
        changed |= {part for part in after if after[part] != before[part]}
        assert after["picture"] != before["picture"], control.name
        assert after["sentence"] != before["sentence"], control.name
        if control.kind == "slider":
            at = control.index(control.default) + (-1 if at_last_stop(control) else 1)
            assert field.get_attribute("aria-valuetext") == control.text(control.values[at])
            page.keyboard.press("End")
            assert float(field.input_value()) == 1
        page.locator(f"#{name} .lf-reset").press("Enter")
        assert look(page, name) == before
    assert ("strip" in changed) == strip_moves(EXPLORERS[name])


def moves_by_pointer(page, name: str) -> None:
    """Drag each slider."""
    for control in (c for c in EXPLORERS[name].controls if c.kind == "slider"):
        before = look(page, name)
        slider = page.locator(f"#{name}-{control.name}")
        box = slider.bounding_box()
        y = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] * 0.5, y)
        page.mouse.down()
        far = 0.1 if control.index(control.default) > len(control.values) / 2 else 0.9
        page.mouse.move(box["x"] + box["width"] * far, y, steps=5)
        page.mouse.up()
        after = look(page, name)
        for part in ("picture", "sentence"):
            assert after[part] != before[part], (control.name, part)
        page.locator(f"#{name} .lf-reset").click()
        assert look(page, name)["sentence"] == before["sentence"]


def presets_show_what_they_name(page, name: str) -> None:
    """Press each preset."""
    explorer = EXPLORERS[name]
    player = Player(load_script(ensure_script(explorer)))
    for preset in explorer.presets:
        chip = page.locator(f"#{name} .lf-presets").get_by_text(preset, exact=True)
        chip.click()
        assert look(page, name)["sentence"] == player.sentence(explorer.indices(explorer.preset(preset)))
        assert chip.get_attribute("aria-pressed") == "true"
        assert page.locator(f'#{name} .lf-presets [aria-pressed="true"]').count() == 1


def shows_what_the_build_drew(page, name: str) -> None:
    """Go through the sampled settings: pictures and sentences are the build's, and no labels or marks overlap."""
    explorer, settings = EXPLORERS[name], sample(EXPLORERS[name])
    player = Player(load_script(ensure_script(explorer)))
    for at, (panels, sentence, overlaps) in zip(
        settings, page.evaluate(SHOWN, [name, settings]), strict=True
    ):
        assert panels == [player.panel(panel, at) for panel in explorer.panels]
        assert sentence == player.sentence(at)
        assert overlaps == [], f"these labels overlap at {at}"


# Pairs of labels that overlap in a panel, or below a slider.
OVERLAPS = """card => [...card.querySelectorAll('.lf-marks, svg.lf-panel')].flatMap(group => {
    const labels = [...group.querySelectorAll('button, text')].filter(l => l.textContent.trim());
    const boxes = labels.map(label => [label.textContent, label.getBoundingClientRect()]);
    return boxes.flatMap(([a, one], i) => boxes.slice(i + 1).filter(([b, two]) =>
        one.right > two.left && two.right > one.left && one.bottom > two.top + 4 && two.bottom > one.top + 4
    ).map(([b]) => `${a} / ${b}`));
})"""
SHOWN = f"""([id, settings]) => {{
    const card = document.getElementById(id);
    return settings.map(at => {{
        card.go(at);
        const pictures = card.art.map(panel => panel.now);
        return [pictures, card.querySelector('.lf-sentence').textContent, ({OVERLAPS})(card)];
    }});
}}"""
# The spacing of text that a reader may set (WCAG 1.4.12), and what a page then loses: labels that overlap or leave
# their panel, words that leave their card.
SPACING = (
    "* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }"
)
LOST = f"""() => [...document.querySelectorAll('.lf')].flatMap(card => {{
    const beyond = (group, room, selector) => [...group.querySelectorAll(selector)].filter(words => {{
        const range = new Range();
        range.selectNodeContents(words);
        const inner = range.getBoundingClientRect();
        // A row that scrolls in itself has as much room as can be scrolled to.
        const row = words.closest('.lf-choice > div'), scrolls = row && getComputedStyle(row).overflowX === 'auto';
        const seen = (scrolls ? row : group).getBoundingClientRect(), from = seen.left - (scrolls ? row.scrollLeft : 0);
        const outer = {{left: from, right: from + (scrolls ? row.scrollWidth : seen.width), top: seen.top, bottom: seen.bottom}};
        return words.checkVisibility() && inner.width && (inner.left < outer.left - room || inner.right > outer.right + room
            || inner.top < outer.top - room || inner.bottom > outer.bottom + room);
    }}).map(words => `beyond: ${{words.textContent}}`);
    return [...({OVERLAPS})(card), ...beyond(card, 0, 'p, dt, dd, label, legend, button, figcaption, .lf-bar-value'),
        ...[...card.querySelectorAll('svg.lf-panel')].flatMap(panel => beyond(panel, 4, 'text'))];
}})"""


SIZES = """name => [...document.getElementById(name).querySelectorAll("*")]
    .filter(e => e.checkVisibility() && !e.closest("style") && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => [e.textContent, e.ownerSVGElement ? e.getAttribute("font-size") * e.getScreenCTM().a
                                                : parseFloat(getComputedStyle(e).fontSize)])"""


def no_text_is_small(page, name: str) -> None:
    sizes = page.evaluate(SIZES, name)
    assert len(sizes) > 20
    assert [(text, size) for text, size in sizes if size < 12.45] == []


def goes_through_its_moves(page, name: str, *screens: tuple[int, int]) -> None:
    """From the default on, if the figure has guided moves."""
    if name in COUNTS:
        page.locator(f"#{name} .lf-reset").click()
        all_that_a_move_needs_is_in_view(page, name, *screens)


@BY_NAME
def test_a_visit_with_a_desktop(page, name: str, open_explorer) -> None:
    open_explorer(page, name)
    no_text_is_small(page, name)
    moves_by_keyboard(page, name)
    moves_by_pointer(page, name)
    presets_show_what_they_name(page, name)
    shows_what_the_build_drew(page, name)
    a_lecture_hall_sees_all_of_it_on_one_screen(page, name)
    goes_through_its_moves(page, name, DESKTOP)


@BY_NAME
def test_a_visit_with_a_phone(chromium, name: str, open_explorer) -> None:
    with chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        open_explorer(page, name)
        small = page.locator(f"#{name} :is(button:not(.lf-marks *), input)").evaluate_all(
            """all => all.map(e => e.closest("label") ?? e)  // a finger may hit a box's words as well as the box
                         .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
                         .map(e => e.outerHTML.slice(0, 90))"""
        )
        assert small == []
        no_text_is_small(page, name)
        for track in page.locator(f"#{name} .lf-ruler div").all():  # in which 5 per cent is to be seen
            width = track.bounding_box()["width"]
            assert (ruler.place(0.05) - ruler.ZERO) / 100 * width >= 20
        moves_by_keyboard(page, name)
        shows_what_the_build_drew(page, name)
        goes_through_its_moves(page, name, PHONE, ON_ITS_SIDE)
        assert trouble == []


@BY_NAME
def test_page_holds_the_default_picture_of_the_kernel(book: Path, name: str, where) -> None:
    explorer: LiveFigure = EXPLORERS[name]
    html = (book / where[name]).read_text()
    frame = explorer.frame(explorer.default)
    assert panels_markup(explorer, frame.picture) in html
    assert frame.sentence in unescape(html)
    for stranger in ("application/vnd.jupyter.widget", "require.min.js", "embed-amd"):
        assert stranger not in html


def test_the_sample_meets_every_stop_of_a_figure_with_many_settings() -> None:
    explorer = max(EXPLORERS.values(), key=lambda e: len(list(e.settings())))
    chosen = sample(explorer)
    assert len(chosen) <= 2 * SAMPLED < len(list(explorer.settings()))
    for place, count in enumerate(explorer.counts):
        assert {at[place] for at in chosen} == set(range(count))


def test_without_javascript_the_default_picture_stands(chromium, address, where) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/{where['ricardo']}")
        card = page.locator("#ricardo")
        assert card.locator("svg.lf-panel").count() == 3
        assert card.locator("svg.lf-panel").first.bounding_box()["width"] > 100
        assert card.get_by_text("moving it needs JavaScript").is_visible()
        assert card.locator(".lf-sentence").is_visible()
        for useless in (".lf-tools", ".lf-presets", ".lf-tasks", "input"):
            assert not card.locator(useless).first.is_visible()


def test_moves_from_a_folder(page, book: Path, where) -> None:
    page.goto((book / where["ricardo"]).as_uri())
    page.locator("#ricardo").scroll_into_view_if_needed()
    page.locator("#ricardo[data-ready]").wait_for()
    before = look(page, "ricardo")
    page.locator("#ricardo-price").press("ArrowLeft")
    assert look(page, "ricardo")["sentence"] != before["sentence"]


def test_paper_gets_the_default_setting(page, open_explorer) -> None:
    open_explorer(page, "ricardo")
    default = look(page, "ricardo")
    page.locator("#ricardo-price").press("End")
    moved = look(page, "ricardo")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert look(page, "ricardo") == default
    page.emulate_media(media="print")
    for tool in (".lf-tools", ".lf-presets", ".lf-tasks", "input"):
        assert not page.locator(f"#ricardo {tool}").first.is_visible()
    assert page.locator("#ricardo .lf-sentence").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert look(page, "ricardo") == moved


def test_every_live_figure_is_shown_on_a_page(book: Path, where) -> None:
    assert set(where) == set(EXPLORERS)
    for name, file in where.items():
        build = re.search(rf'<live-figure id="{name}" data-frames="([^"]+)"', (book / file).read_text())[1]
        assert (book / f"_static/livefigure/{build}.js").is_file()


def test_frames_travel_compressed(book: Path, address: str) -> None:
    """`make serve` sends them as a class's network gets them: the tariff game's 688 kB as less than 60."""
    (script,) = (book / "_static/livefigure").glob("tariff-game-*.js")
    request = urllib.request.Request(
        f"{address}/_static/livefigure/{script.name}", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request) as answer:
        sent = answer.read()
        assert int(answer.headers["Content-Length"]) == len(sent)
    assert gzip.decompress(sent) == script.read_bytes()
    assert len(sent) < script.stat().st_size / 10


def test_a_readers_own_spacing_of_text_loses_no_words(page, book: Path, address: str) -> None:
    files = [file for file in sorted((book / "book").rglob("*.html")) if 'class="lf"' in file.read_text()]
    assert len(files) >= len(EXPLORERS)
    lost = {}
    for file in files:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{address}/{file.relative_to(book).as_posix()}")
        page.add_style_tag(content=SPACING)
        spaced = "getComputedStyle(document.querySelector('.lf-sentence')).letterSpacing"
        assert float(page.evaluate(spaced).removesuffix("px")) > 1
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            lost[file.stem, width] = page.evaluate(LOST)
    assert not any(lost.values()), lost
