"""How soon a reader can move a page's first slider, and what the page weighs; the Ricardo page beside the bare theme.

    make bench          or: .venv/bin/python bench/page.py [loads]

Ten cold loads each, alternating, from a local server in headless Chromium. The rival is the same page with the same
figure under sphinx-book-theme as Jupyter Book sets it up (without MathJax, which would come from another host).
Then every page with an explorer, three loads each, scrolled to its first explorer as soon as the page stands: figures
that are far down wait for that.
"""

import gzip
import json
import statistics
import subprocess
import sys
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import serve
from chromium import FLAGS, find

PAGE = "book/1-theory/ricardo.html"
BARE = ROOT / "_build/bare"
WATCH = """
new MutationObserver(() => {
  const slider = document.querySelector("live-figure[data-ready] input[type=range]:enabled");
  if (slider && !window.firstSlider && slider.checkVisibility()) window.firstSlider = performance.now();
}).observe(document, {subtree: true, attributes: true, attributeFilter: ["data-ready"]});
"""
GO_THERE = """
document.addEventListener("DOMContentLoaded", () => document.querySelector("live-figure").scrollIntoView());
"""
# The bare theme asks other hosts: they are not found, at once.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def build_bare() -> Path:
    """Build the book with the bare theme and return the folder of its pages."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text())
    own_extensions = config["sphinx"]["local_extensions"]
    del own_extensions["book_shell"]
    config["sphinx"]["local_extensions"] = {
        name: str(ROOT / folder) for name, folder in own_extensions.items()
    }
    sphinx = config["sphinx"]["config"]
    sphinx["extensions"] = [name for name in sphinx["extensions"] if name != "book_shell"]
    sphinx["extensions"] += ["sphinx_togglebutton", "sphinx_copybutton", "sphinx.ext.intersphinx"]
    for own in ("templates_path", "html_static_path", "html_math_renderer", "bibtex_reference_style"):
        sphinx.pop(own, None)
    BARE.mkdir(parents=True, exist_ok=True)
    (BARE / "config.yml").write_text(yaml.safe_dump(config, allow_unicode=True))
    program = str(Path(sys.executable).parent / "jupyter-book")
    build = [program, "build", ".", "-q", "--config", str(BARE / "config.yml"), "--path-output", str(BARE)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit("The rival was not built:\n" + done.stdout + done.stderr)
    return BARE / "_build/html"


def load(browser: Any, address: str, path: str = PAGE, script: str = "") -> dict[str, float]:
    """Load a page once with an empty cache; return milliseconds since navigation."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(WATCH + script)
        page.goto(f"{address}/{path}")
        page.wait_for_function("window.firstSlider", timeout=30_000)
        return page.evaluate(
            """() => {
                const at = performance.getEntriesByType("navigation")[0];
                return {"first usable slider": firstSlider, "DOMContentLoaded": at.domContentLoadedEventEnd,
                        "load event": at.loadEventStart};
            }"""
        )


def weigh(browser: Any, address: str, path: str = PAGE) -> dict[str, float]:
    """Return kB gzipped by kind of file, for what a page loads before anybody scrolls."""
    kinds: dict[str, float] = defaultdict(float)
    finished: list[Any] = []
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()

        page.on("requestfinished", lambda request: finished.append(request))
        page.goto(f"{address}/{path}", wait_until="networkidle")
        for request in finished:
            kB = len(gzip.compress(request.response().body())) / 1000
            kinds[request.resource_type] += kB
            if "/livefigure/" in request.url:
                kinds["of which frames"] += kB
    kinds["all but fonts"] = sum(kB for kind, kB in kinds.items() if kind not in ("font", "of which frames"))
    return {kind: round(kB, 1) for kind, kB in kinds.items()}


def main(loads: int = 10) -> None:
    """Measure both, print a table, keep the figures in _build/bench/page.json."""
    from playwright.sync_api import sync_playwright

    subprocess.run([sys.executable, str(ROOT / "scripts/build.py")], check=True)
    folders = {"this book": ROOT / "_build/html", "bare theme": build_bare()}
    addresses, servers = {}, []
    for name, folder in folders.items():
        serve.HTML = folder
        servers.append(serve.server(0))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        addresses[name] = f"http://127.0.0.1:{servers[-1].server_port}"
    result: dict[str, Any] = {name: {} for name in folders}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=[*FLAGS, OFFLINE])
        runs: dict[str, list] = {name: [] for name in folders}
        for _ in range(loads):
            for name in folders:
                runs[name].append(load(browser, addresses[name]))
        for name in folders:
            for what in runs[name][0]:
                times = sorted(run[what] for run in runs[name])
                result[name][what] = [round(statistics.median(times)), round(times[0]), round(times[-1])]
            result[name]["kB gzipped"] = weigh(browser, addresses[name])
        html = folders["this book"]
        pages = {}
        for file in sorted(html.glob("book/**/*.html")):
            if "<live-figure" in file.read_text(encoding="utf-8"):
                path = file.relative_to(html).as_posix()
                times = [load(browser, addresses["this book"], path, GO_THERE) for _ in range(3)]
                pages[path] = (times, weigh(browser, addresses["this book"], path))
        browser.close()
    for one in servers:
        one.shutdown()
    print(f"{PAGE}, {loads} cold loads each; milliseconds from navigation: median (least to most)")
    for name, figures in result.items():
        print(name)
        for what in ("first usable slider", "DOMContentLoaded", "load event"):
            median, least, most = figures[what]
            print(f"  {what:22}{median:6} ms  ({least} to {most})")
        print("  kB gzipped: " + ", ".join(f"{kind} {kB}" for kind, kB in figures["kB gzipped"].items()))
    print(
        "Every page with an explorer: median of three loads, and kB gzipped before anybody scrolls, fonts aside"
    )
    for path, (times, kinds) in pages.items():
        first = statistics.median(run["first usable slider"] for run in times)
        print(f"  {path:36}{first:6.0f} ms {kinds['all but fonts']:6.0f} kB")
    (ROOT / "_build/bench").mkdir(exist_ok=True)
    (ROOT / "_build/bench/page.json").write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
