"""A visit to the engine's built example: a server with pages that come in pieces, and what a reader sees of the figure."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .example import example_figure

FIGURE = example_figure()


class Plain(http.server.SimpleHTTPRequestHandler):
    """Files."""

    def log_message(self, format: str, *args: object) -> None:
        pass


PREDICTION = """<div data-prediction><p data-prediction-question>Who pays <em>most</em> of a tax?</p>
<button>Buyers</button>
<button>Sellers, since nobody asks them what they would rather do about it</button>
<button>Neither</button></div>"""


class Quiet(Plain):
    """Files, and pages that are not as they were built: one in pieces, one with the figure far below, one that asks first."""

    rest = threading.Event()

    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name not in ("pieces.html", "far.html", "asks.html"):
            super().do_GET()
            return
        html = (Path(self.directory) / "index.html").read_bytes()
        cut = html.index(b'class="lf-controls"') + 10
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if name == "pieces.html":
            self.wfile.write(html[:cut])
            self.wfile.flush()
            self.rest.wait(60)
            self.wfile.write(html[cut:])
        else:
            above = '<div style="height:9000px"></div>' if name == "far.html" else PREDICTION
            self.wfile.write(html.replace(b"<live-figure", f"{above}<live-figure".encode()))


@contextmanager
def served(folder: Path, handler: type[Plain] = Quiet) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    ) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def sentence(**setting: Any) -> str:
    return FIGURE.frame({**FIGURE.default, **setting}).sentence


def said(page) -> str:
    return page.locator("#tax .lf-sentence").inner_text()


def state(page) -> list[str]:
    selectors = (".lf-art", ".lf-bars", ".lf-readout", ".lf-sentence")
    return [page.locator(f"#tax {selector}").first.inner_html() for selector in selectors]
