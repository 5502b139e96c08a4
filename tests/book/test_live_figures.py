"""The explorers in the built pages, used as a reader uses them: keys, pointer, links, paper, no script, no network."""

import re
from html import unescape
from pathlib import Path

import pytest

from livefigure import LiveFigure
from livefigure.book import discover
from livefigure.frames import Player, ensure_script, load_script
from livefigure.page import panels_markup

pytestmark = pytest.mark.browser

EXPLORERS = {name: e for name, e in discover("integration_ladder.explorers").items() if e.controls}
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


@pytest.fixture
def page(chromium):
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.trouble = []
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        yield page
        assert page.trouble == []


@pytest.fixture(scope="session")
def where(book: Path) -> dict[str, str]:
    """Explorer → path of the first page that shows it."""
    shown: dict[str, str] = {}
    for file in sorted((book / "book").rglob("*.html")):
        for name in re.findall(r'<live-figure id="([^"]+)"', file.read_text()):
            shown.setdefault(name, file.relative_to(book).as_posix())
    return shown


@pytest.fixture
def open_explorer(address: str, where: dict[str, str]):
    """Open the page of an explorer and wait until its controls work."""

    def opened(page, name: str, fragment: str = ""):
        return _open(page, f"{address}/{where[name]}{fragment}", name)

    return opened


def _open(page, link: str, name: str):
    page.goto(link)
    card = page.locator(f"live-figure#{name}")
    card.scroll_into_view_if_needed()
    page.locator(f"live-figure#{name}[data-ready]").wait_for()
    return card


def look(page, name: str) -> dict[str, str]:
    return page.evaluate(LOOK, name)


def at_last_stop(control) -> bool:
    """Tell whether a slider cannot be moved up from its default."""
    return control.kind == "slider" and control.index(control.default) == len(control.values) - 1


def strip_moves(explorer: LiveFigure) -> bool:
    """Tell whether the strip differs one step from the default, by what the engine drew."""
    start = explorer.default
    steps = []
    for control in explorer.controls:
        at = control.index(control.default) + (-1 if at_last_stop(control) else 1)
        at %= len(control.values)
        steps.append(explorer.frame({**start, control.name: control.values[at]}))
    return any(step.bars != explorer.frame(start).bars for step in steps)


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_control_moves_by_keyboard(chromium, name: str, width: int, open_explorer) -> None:
    with chromium.new_context(viewport={"width": width, "height": 844}) as context:
        page = context.new_page()
        open_explorer(page, name)
        changed = set()
        for control in EXPLORERS[name].controls:
            before = look(page, name)
            field = page.locator(
                f"#{name} [name={control.name}], #{name} [name={name}-{control.name}]:checked"
            )
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
                assert field.input_value() == str(len(control.values) - 1)
            page.locator(f"#{name} .lf-reset").press("Enter")
            assert look(page, name) == before
        assert ("strip" in changed) == strip_moves(EXPLORERS[name])


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_control_moves_by_pointer(page, name: str, open_explorer) -> None:
    open_explorer(page, name)
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


@pytest.mark.parametrize("name", EXPLORERS)
def test_page_shows_at_every_setting_what_the_build_drew(page, name: str, open_explorer) -> None:
    explorer = EXPLORERS[name]
    player = Player(load_script(ensure_script(explorer)))
    open_explorer(page, name)
    settings = [list(explorer.indices(setting)) for setting in explorer.settings()]
    shown = page.evaluate(
        """([id, settings]) => {
            const card = document.getElementById(id);
            return settings.map(at => {
                card.go(at);
                return [card.art.map(panel => panel.now), card.querySelector('.lf-sentence').textContent];
            });
        }""",
        [name, settings],
    )
    for at, (panels, sentence) in zip(settings, shown, strict=True):
        assert panels == [player.panel(panel, at) for panel in explorer.panels]
        assert sentence == player.sentence(at)


@pytest.mark.parametrize("name", EXPLORERS)
def test_page_holds_the_default_picture_of_the_kernel(book: Path, name: str, where) -> None:
    explorer: LiveFigure = EXPLORERS[name]
    html = (book / where[name]).read_text()
    frame = explorer.frame(explorer.default)
    assert panels_markup(explorer, frame) in html
    assert frame.sentence in unescape(html)
    for stranger in ("application/vnd.jupyter.widget", "require.min.js", "embed-amd"):
        assert stranger not in html


@pytest.mark.parametrize("name", EXPLORERS)
def test_presets_show_what_they_name(page, name: str, open_explorer) -> None:
    explorer = EXPLORERS[name]
    open_explorer(page, name)
    for preset in explorer.presets:
        chip = page.locator(f"#{name} .lf-presets").get_by_text(preset, exact=True)
        chip.click()
        assert look(page, name)["sentence"] == explorer.frame(explorer.preset(preset)).sentence
        assert chip.get_attribute("aria-pressed") == "true"
        assert page.locator(f'#{name} .lf-presets [aria-pressed="true"]').count() == 1


def test_a_link_leads_back_to_its_setting(page, open_explorer) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_explorer(page, "ricardo")
    page.locator("#ricardo .lf-presets button").last.click()
    wanted = look(page, "ricardo")
    page.locator("#ricardo .lf-link").click()
    page.locator("#ricardo .lf-note[role]").get_by_text("copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    assert link.endswith("#ricardo?price=0.8&portugal_wine=120")
    page.goto("about:blank")
    page.goto(link)
    page.locator("#ricardo[data-ready]").wait_for()
    there = look(page, "ricardo")
    assert there == wanted
    assert page.locator("#ricardo").evaluate(
        "card => Math.abs(card.getBoundingClientRect().top) < innerHeight"
    )


@pytest.mark.parametrize(
    ("query", "setting"),
    [
        ("price=0.971&portugal_wine=80", {"price": 0.85 / 0.88, "portugal_wine": 80}),
        ("price=99", {"price": 1.3, "portugal_wine": 80}),
        ("price=cheap&portugal_wine=120", {"price": 1.0, "portugal_wine": 120}),
        ("colour=blue", {"price": 1.0, "portugal_wine": 80}),
        ("price=%E0%A4%A", {"price": 1.0, "portugal_wine": 80}),
    ],
)
def test_a_link_to_no_setting_leads_to_the_nearest_and_says_so(
    page, query: str, setting: dict, open_explorer
) -> None:
    open_explorer(page, "ricardo", f"#ricardo?{query}")
    seen = look(page, "ricardo")
    assert seen["sentence"] == EXPLORERS["ricardo"].frame(setting).sentence
    assert "this is the nearest one" in seen["note"]


@pytest.mark.parametrize("answer", ["missing", "older"])
def test_without_its_frames_a_figure_says_so_and_stands(page, address, answer: str, where) -> None:
    def handle(route) -> None:
        if answer == "missing":
            route.abort()
        else:
            route.fulfill(body='livefigureFrames("ricardo-000000000000",{})', content_type="text/javascript")

    page.route("**/livefigure/ricardo-*.js", handle)
    page.goto(f"{address}/{where['ricardo']}")
    page.locator("#ricardo").scroll_into_view_if_needed()
    page.get_by_text("The controls are not available").wait_for()
    assert page.locator("#ricardo-price").is_disabled()
    frame = EXPLORERS["ricardo"].frame(EXPLORERS["ricardo"].default)
    assert look(page, "ricardo")["sentence"] == frame.sentence


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


def test_frames_come_only_when_a_figure_comes_near(chromium, address, where) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 600}) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/{where['ricardo']}", wait_until="networkidle")
        assert not any("/livefigure/ricardo-" in url for url in asked)
        page.locator("#ricardo").scroll_into_view_if_needed()
        page.locator("#ricardo[data-ready]").wait_for()
        assert sum("/livefigure/ricardo-" in url for url in asked) == 1


def test_play_moves_and_stops(page, open_explorer) -> None:
    open_explorer(page, "one-price")
    start = look(page, "one-price")["sentence"]
    play = page.locator("#one-price .lf-play")
    play.click()
    assert play.get_attribute("aria-label") == "Pause"
    page.wait_for_function(
        "start => document.querySelector('#one-price .lf-sentence').textContent !== start", arg=start
    )
    play.click()
    assert play.get_attribute("aria-label") == "Play"
    stopped = look(page, "one-price")["sentence"]
    page.wait_for_timeout(500)
    assert look(page, "one-price")["sentence"] == stopped


def test_nothing_plays_where_motion_is_unwanted(chromium, open_explorer) -> None:
    with chromium.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        open_explorer(page, "one-price")
        assert not page.locator("#one-price .lf-play").is_visible()


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


def test_a_screen_reader_hears_the_sentence_once_the_reader_rests(page, open_explorer) -> None:
    open_explorer(page, "ricardo")
    spoken = page.locator("#ricardo .lf-live")
    assert spoken.get_attribute("role") == "status"
    for _ in range(3):
        page.locator("#ricardo-price").press("ArrowLeft")
    sentence = look(page, "ricardo")["sentence"]
    page.wait_for_function(
        "said => document.querySelector('#ricardo .lf-live').textContent === said", arg=sentence
    )


def test_tasks_are_judged_without_python(page, open_explorer) -> None:
    open_explorer(page, "ricardo")
    task = page.locator('#ricardo [data-task="nothing"]')
    task.get_by_role("button").click()
    assert task.locator(".lf-verdict").inner_text().startswith("Not yet")
    page.locator("#ricardo-portugal_wine").press("ArrowLeft")
    page.locator("#ricardo-price").evaluate(
        "(slider, at) => { slider.value = at; slider.dispatchEvent(new Event('input')); }",
        EXPLORERS["ricardo"].controls[0].values.index(90 / 75),
    )
    assert task.locator(".lf-verdict").text_content() == ""
    task.get_by_role("button").click()
    assert task.locator(".lf-verdict").inner_text().startswith("Right")


def test_a_finger_moves_one_stop_and_keeps_the_controls_in_sight(chromium, open_explorer) -> None:
    with chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        open_explorer(page, "ricardo")
        control = EXPLORERS["ricardo"].controls[0]
        page.locator("#ricardo .lf-bars").evaluate("strip => strip.scrollIntoView({block: 'end'})")
        slider = page.locator("#ricardo-price")
        assert 0 < slider.bounding_box()["y"] < 200
        assert page.locator("#ricardo .lf-bars").bounding_box()["y"] < 844
        page.get_by_role("button", name="Terms of trade: one stop up").tap()
        assert slider.input_value() == str(control.index(1.0) + 1)
        page.get_by_role("button", name="Terms of trade: one stop down").tap()
        page.get_by_role("button", name="Terms of trade: one stop down").tap()
        assert slider.input_value() == str(control.index(1.0) - 1)


@pytest.mark.parametrize("name", EXPLORERS)
def test_targets_are_large_enough_for_a_finger(chromium, name: str, open_explorer) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        open_explorer(page, name)
        small = page.locator(f"#{name} :is(button, input)").evaluate_all(
            """all => all.map(e => e.closest("label") ?? e)  // a finger may hit a box's words as well as the box
                         .filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 90))"""
        )
        assert small == []


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("width", [1280, 390])
def test_labels_do_not_overlap_at_any_setting(chromium, open_explorer, name: str, width: int) -> None:
    """Neither the named ticks under a slider nor the labels in a panel."""
    phone = width == 390
    with chromium.new_context(
        viewport={"width": width, "height": 844}, has_touch=phone, is_mobile=phone
    ) as context:
        page = context.new_page()
        open_explorer(page, name)
        settings = [list(EXPLORERS[name].indices(setting)) for setting in EXPLORERS[name].settings()]
        overlaps = page.evaluate(
            """([id, settings]) => {
                const card = document.getElementById(id), found = {};
                for (const at of settings) {
                    card.go(at);
                    for (const group of card.querySelectorAll('.lf-marks, svg.lf-panel')) {
                        const labels = [...group.querySelectorAll('span, text')].filter(l => l.textContent.trim());
                        const boxes = labels.map(label => [label.textContent, label.getBoundingClientRect()]);
                        boxes.forEach(([a, one], i) => boxes.slice(i + 1).forEach(([b, two]) => {
                            const apart = one.right <= two.left || two.right <= one.left
                                || one.bottom <= two.top + 4 || two.bottom <= one.top + 4;
                            if (!apart) found[`${a} / ${b}`] = at;
                        }));
                    }
                }
                return found;
            }""",
            [name, settings],
        )
        explorer = EXPLORERS[name]
        named = {
            labels: {c.name: c.values[i] for c, i in zip(explorer.controls, at, strict=True)}
            for labels, at in overlaps.items()
        }
        assert named == {}, "these labels overlap, for example at these settings"


def test_every_live_figure_is_shown_on_a_page(book: Path, where) -> None:
    assert set(where) == set(EXPLORERS)
    for name, file in where.items():
        build = re.search(rf'<live-figure id="{name}" data-frames="([^"]+)"', (book / file).read_text())[1]
        assert (book / f"_static/livefigure/{build}.js").is_file()


def test_a_page_that_arrives_in_pieces_gets_its_controls(chromium, book: Path) -> None:
    """The script may run while only the beginning of a figure is there."""
    import http.server
    import threading
    import time

    html = (book / "book/index.html").read_bytes()
    cut = html.index(b'class="lf-controls"') + 10

    class Slow(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.endswith("index.html"):
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html[:cut])
            self.wfile.flush()
            time.sleep(1.5)
            self.wfile.write(html[cut:])

        def log_message(self, *_: object) -> None:
            pass

    def handler(*arguments):
        return Slow(*arguments, directory=str(book))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        with chromium.new_context() as context:
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{served.server_port}/book/index.html")
            page.locator("#one-price[data-ready]").wait_for(timeout=10_000)
        served.shutdown()


def test_a_link_on_the_page_wakes_a_figure_further_down(page, address, where) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto(f"{address}/{where['ricardo']}", wait_until="networkidle")
    assert page.locator("#ricardo[data-ready]").count() == 0
    page.evaluate("location.hash = '#ricardo?price=0.8&portugal_wine=120'")
    page.locator("#ricardo[data-ready]").wait_for()
    assert "England would gain" in look(page, "ricardo")["sentence"]
