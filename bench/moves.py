"""In the page: from a key press on the slider to the painted picture, beside swapping whole SVGs.

The rival holds matplotlib's own SVG of every setting in memory and puts it into the page as it is.
A frame counts as painted in the first task after the animation frame that follows the move.
Then the first slider of every explorer, without a rival.
"""

import gzip
import statistics
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from rivals import whole_svg

from integration_ladder.explorers.theory.ricardo import EXPLORER
from livefigure.frames import ensure_script

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import serve
from chromium import FLAGS, find

MOVES = 200
CLOCK = """() => {
    window.times = {};
    const afterPaint = done => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now());
        channel.port2.postMessage(0);
    });
    const watch = (name, slider) => {
        times[name] = [];
        slider.addEventListener("keydown", press => afterPaint(at => times[name].push(at - press.timeStamp)));
    };
    window.watchSlider = watch;
}"""
PREPARE = """svgs => {
    watchSlider("livefigure", document.getElementById("ricardo-price"));
    const rival = document.createElement("div");
    rival.innerHTML = `<input id="rival" type="range" min="0" max="${svgs.length - 1}" value="0"><div></div>`;
    document.getElementById("ricardo").after(rival);
    rival.firstChild.addEventListener("input", () => { rival.lastChild.innerHTML = svgs[rival.firstChild.value]; });
    watchSlider("whole SVGs", rival.firstChild);
}"""
FRAME = """() => new Promise(done => {
    const at = [];
    const tick = now => { at.push(now); at.length < 61 ? requestAnimationFrame(tick) : done((at[60] - at[0]) / 60); };
    requestAnimationFrame(tick);
})"""


FEW = 60


def every_explorer(page: Any) -> dict[str, list[float]]:
    """Return milliseconds from key press to painted picture for the first slider of each explorer on the open page."""
    page.evaluate(CLOCK)
    for figure in page.locator("live-figure:has(input[type=range])").all():
        figure.scroll_into_view_if_needed()
        name = figure.get_attribute("id")
        page.locator(f"#{name}[data-ready]").wait_for()
        slider = figure.locator("input[type=range]").first
        slider.evaluate("(slider, name) => watchSlider(name, slider)", name)
        slider.focus()
        last = int(slider.get_attribute("max"))
        slider.press("Home")
        for move in range(FEW):
            page.keyboard.press("ArrowRight" if move // last % 2 == 0 else "ArrowLeft")
            page.wait_for_timeout(20)
    return {name: values[-FEW:] for name, values in page.evaluate("times").items() if values}


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    subprocess.run([sys.executable, str(ROOT / "scripts/build.py")], check=True)
    svgs = [whole_svg(EXPLORER, {"price": p, "portugal_wine": 80}) for p in EXPLORER.controls[0].values]
    with serve.server(0) as served, sync_playwright() as playwright:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{served.server_port}/book/1-theory/ricardo.html")
        page.locator("#ricardo").scroll_into_view_if_needed()
        page.locator("#ricardo[data-ready]").wait_for()
        frame = page.evaluate(FRAME)
        page.evaluate(CLOCK)
        page.evaluate(PREPARE, svgs)
        for slider in ("ricardo-price", "rival"):
            page.locator(f"#{slider}").focus()
            page.keyboard.press("Home")
            for move in range(MOVES):
                page.keyboard.press("ArrowRight" if move // (len(svgs) - 1) % 2 == 0 else "ArrowLeft")
                page.wait_for_timeout(20)
        times = page.evaluate("times")
        others = {}
        for path in sorted((ROOT / "_build/html/book").rglob("*.html")):
            if "<live-figure" in path.read_text(encoding="utf-8"):
                page.goto(
                    f"http://127.0.0.1:{served.server_port}/{path.relative_to(ROOT / '_build/html').as_posix()}"
                )
                others |= every_explorer(page)
        browser.close()
        served.shutdown()
    print(f"Key press to painted picture, {MOVES} moves each; a display frame lasts {frame:.1f} ms")
    for name, values in times.items():
        values = sorted(values[-MOVES:])
        median, late = statistics.median(values), values[int(0.95 * len(values))]
        print(
            f"  {name:11} median {median:5.1f} ms ({median / frame:.2f} frames), 95th percentile {late:5.1f} ms"
        )
    print(f"First slider of every explorer, {FEW} moves each")
    for name, values in others.items():
        late = sorted(values)[int(0.95 * len(values))]
        print(f"  {name:16} median {statistics.median(values):5.1f} ms, 95th percentile {late:5.1f} ms")
    script = ensure_script(EXPLORER).read_bytes()
    count = len(list(EXPLORER.settings()))
    whole = "".join(svgs).encode()
    scale = count / len(svgs)
    print(
        f"  {count} settings: frames {len(script) / 1000:.0f} kB, {len(gzip.compress(script)) / 1000:.1f} kB gzipped; "
        f"whole SVGs {scale * len(whole) / 1000:.0f} kB, {scale * len(gzip.compress(whole)) / 1000:.0f} kB gzipped"
    )


if __name__ == "__main__":
    main()
