"""Looks at one figure while it is being written: a save is seen in the browser at once.

    python -m livefigure look NAME --package my_book.figures

Three processes: this one serves the page and watches the files; a warm one, which holds matplotlib and whatever
else is installed that the figure needs, but nothing of the project, waits; from it a child is forked for every
save, which imports the project as it now is, draws the setting that is shown, then all settings, and ends. What
children say comes as files, so that one that is stopped in the middle leaves nothing half said.
"""

import contextlib
import errno
import http.server
import importlib
import importlib.util
import json
import multiprocessing
import os
import pkgutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from . import assets
from .checks import report
from .discovery import all_figures
from .display import LiveFigure
from .errors import LiveFigureError
from .figure import Frame, Setting
from .fingerprint import is_installed, project_files
from .frames import compile_frames, draw_all
from .page import picture_markup
from .parts import Panel

POLL = 0.05
PATIENCE = 20
"""Seconds for which a question for news is kept waiting."""


@dataclass(frozen=True)
class Request:
    """What is to be drawn.

    Attributes:
        version: counts the requests.
        name: the figure's.
        packages: where it is looked for.
        links: control → value of the setting that is shown, as in a link.
        folder: where the child leaves what it has to say.
    """

    version: int
    name: str
    packages: tuple[str, ...]
    links: Mapping[str, str]
    folder: Path


# The child.


def find(name: str, packages: Sequence[str]) -> LiveFigure:
    """Return a figure by its name; a module that holds this name in quotes is tried before all others.

    Raises:
        LiveFigureError: there is no such figure; the message lists those that there are.
    """
    for package in packages:
        for info in pkgutil.walk_packages(importlib.import_module(package).__path__, package + "."):
            spec = importlib.util.find_spec(info.name)
            if spec is None or spec.origin is None or f'"{name}"' not in Path(spec.origin).read_text("utf-8"):
                continue
            for value in vars(importlib.import_module(info.name)).values():
                if isinstance(value, LiveFigure) and value.name == name:
                    return value
    figures = all_figures(packages)
    if name not in figures:
        raise LiveFigureError(f"there is no figure {name!r}; there are: {', '.join(sorted(figures))}")
    return figures[name]


def setting_of(figure: LiveFigure, links: Mapping[str, str]) -> Setting:
    """Return the setting of a link; what it does not name, or the figure does not have, is at its default."""
    setting = figure.default
    for control in figure.controls:
        for value in control.values:
            if control.link(value) == links.get(control.name):
                setting[control.name] = value
    return setting


def explain(error: BaseException) -> str:
    """Return what went wrong, with file and line of the project, the innermost last."""
    cause = error.__cause__ or error
    lines = []
    for frame in traceback.extract_tb(cause.__traceback__):
        file = Path(frame.filename)
        if file.is_file() and not is_installed(file) and assets.STATIC.parent not in file.parents:
            lines.append(f"{frame.filename}, line {frame.lineno}: {frame.line}")
    if isinstance(cause, SyntaxError):
        lines.append(f"{cause.filename}, line {cause.lineno}: {(cause.text or '').strip()}")
    said = str(error) if isinstance(error, LiveFigureError) else f"{type(error).__name__}: {error}"
    return "\n".join([said, *lines])


def _tell(request: Request, part: str, **said: Any) -> None:
    unfinished = request.folder / f"{request.version}.unfinished"
    unfinished.write_text(json.dumps(said), encoding="utf-8")
    unfinished.replace(request.folder / f"{request.version}-{part}.json")


def _could_not(figure: LiveFigure, message: str, like: Frame) -> Frame:
    """Return what stands for a setting that cannot be drawn."""
    return Frame(
        panels={name: [] for name in figure.panels},
        readout=dict.fromkeys(like.readout, "–"),
        bars=dict.fromkeys(like.bars),
        bar_texts=dict.fromkeys(like.bars, figure.say["silent"]),
        sentence=f"This setting cannot be drawn: {message}",
        tasks=dict.fromkeys(like.tasks, False),
        infeasible=True,
    )


def draw(request: Request) -> None:
    """Draw the setting that is shown and tell of it, then all settings (in a child that has imported no project yet)."""
    known = set(sys.modules)
    try:
        figure = find(request.name, request.packages)
        setting = setting_of(figure, request.links)
        first = figure.frame(setting)
        here = replace(
            figure, controls=[replace(control, default=setting[control.name]) for control in figure.controls]
        )
        markup = picture_markup(here, figure.name, first.picture, f"{figure.name}-{request.version}")
    except Exception as error:
        _tell(request, "first", error=explain(error))
        return
    _tell(request, "first", title=figure.title, markup=markup, at=figure.indices(setting))
    files = [*project_files(figure), *figure.theme.files, *figure.depends_on]
    _tell(
        request,
        "files",
        files=[str(file) for file in files],
        warm=[
            name
            for name, module in sys.modules.items()
            if name not in known and (file := getattr(module, "__file__", None)) and is_installed(Path(file))
        ],
    )
    try:
        frames, faults = draw_all(figure)
        messages = {fault.at: fault.message for fault in reversed(faults)}
        whole = [frame or _could_not(figure, messages[number], first) for number, frame in enumerate(frames)]
        _tell(request, "all", data=compile_frames(figure, whole), faults=report(figure, faults))
    except Exception as error:
        _tell(request, "all", data=None, faults=[explain(error)])


# The warm process.


def _warm_up() -> None:
    """Draw something, so that whatever matplotlib loads and measures only once is there before the first child."""
    LiveFigure(
        name="warm",
        title="",
        model=lambda: 0,
        panels={"p": Panel(x=(0, 1), y=(0, 1), x_label="x", y_label="y")},
        draw=lambda _, panels: panels["p"].plot([0, 1], [0, 1], "o-"),
        describe=lambda _: "Warm.",
    ).frame({})


def wait_for_requests(orders: Connection) -> None:
    """Fork a child for every request that comes, and stop the one before; end when the other side does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked for this process also ends it
    _warm_up()
    child = 0
    while True:
        try:
            order: Request | list[str] | None = orders.recv() if orders.poll(POLL) else None
        except EOFError:
            _stop(child)
            return
        if child and os.waitpid(child, os.WNOHANG)[0]:
            child = 0
        if isinstance(order, list):
            for module in order:
                importlib.import_module(module)
        elif order is not None:
            _stop(child)
            child = os.fork()
            if child == 0:
                os.setsid()  # so that its own children can be stopped with it
                draw(order)
                os._exit(0)


def _stop(child: int) -> None:
    if child:
        with contextlib.suppress(ProcessLookupError):  # it has just ended, or not yet made a group of its own
            os.killpg(child, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


# This process.


@dataclass
class State:
    """What the page shows: the last good picture, and what is wrong now.

    Attributes:
        number: counts the changes, so that a page can ask for what is new.
        version: of the picture.
        title, markup, at: of the picture: title, markup, and the setting by indices.
        script: the picture's frames; None while they are being drawn.
        error: why the file as it now stands gives no picture.
        faults: what is wrong at which settings; None while they are being drawn.
        seconds: from the save to picture and to all settings.
        links: the setting that is shown.
    """

    number: int = 0
    version: int = 0
    title: str = ""
    markup: str = ""
    at: Sequence[int] = ()
    script: str | None = None
    error: str = ""
    faults: list[str] | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def change(self, **values: Any) -> None:
        """Set some of the attributes and wake whoever waits for news."""
        with self.changed:
            for name, value in values.items():
                setattr(self, name, value)
            self.number += 1
            self.changed.notify_all()

    def news(self) -> dict[str, Any]:
        """Return what the page needs to know, without the picture itself."""
        names = ("number", "version", "title", "error", "faults", "seconds")
        return {name: getattr(self, name) for name in names}


def _stamp(files: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    found = {}
    for file in files:
        with contextlib.suppress(FileNotFoundError):  # an editor may be replacing it
            status = file.stat()
            found[file] = (status.st_mtime_ns, status.st_size)
    return found


def _sources(packages: Sequence[str]) -> list[Path]:
    """Return all Python files of the projects that the packages belong to."""
    files: list[Path] = []
    for package in packages:
        spec = importlib.util.find_spec(package.partition(".")[0])
        for folder in (spec.submodule_search_locations or []) if spec else []:
            files += Path(folder).rglob("*.py")
    return files


class Watcher:
    """Asks for a drawing whenever a file changes on which the figure depends, and passes on what children say."""

    def __init__(self, name: str, packages: Sequence[str], state: State, orders: Connection) -> None:
        self.name = name
        self.packages = tuple(packages)
        self.state = state
        self.orders = orders
        self.files: list[Path] = []
        self.version = 0
        self.waiting: list[str] = []

    def run(self, folder: Path, stopped: threading.Event) -> None:
        """Watch until told to stop."""
        stamp: dict[Path, tuple[int, int]] | None = None
        started = 0.0
        while not stopped.wait(POLL):
            # As long as there is no picture nobody knows on what it depends: any file may mend it.
            known = self.files and not self.state.error
            now = _stamp(self.files if known else [*self.files, *_sources(self.packages)])
            shared = now.keys() & (stamp or now).keys()
            if stamp is None or any(now[file] != stamp.get(file, now[file]) for file in shared):
                started = time.monotonic()
                self.version += 1
                self.waiting = ["first", "files", "all"]
                self.orders.send(
                    Request(self.version, self.name, self.packages, dict(self.state.links), folder)
                )
            stamp = {**(stamp or {}), **now}
            for part in list(self.waiting):
                file = folder / f"{self.version}-{part}.json"
                if file.exists():
                    self.waiting.remove(part)
                    self.hear(part, json.loads(file.read_text("utf-8")), time.monotonic() - started)

    def hear(self, part: str, said: dict[str, Any], seconds: float) -> None:
        """Pass on what a child says."""
        if "error" in said:
            self.state.change(error=said["error"], faults=None)
            self.waiting = []
        elif part == "files":
            self.files = [Path(file) for file in said["files"]]
            self.orders.send(said["warm"])
        elif part == "first":
            self.state.change(
                version=self.version,
                title=said["title"],
                markup=said["markup"],
                at=said["at"],
                script=None,
                error="",
                faults=None,
                seconds={"shown": seconds},
            )
        else:
            script = "" if said["data"] is None else json.dumps(said["data"], ensure_ascii=False)
            self.state.change(
                script=script, faults=said["faults"], seconds={**self.state.seconds, "all": seconds}
            )


def card(state: State, dark: bool, styles: Sequence[Path]) -> str:
    """Return the page of an inner window: the figure as a book's page shows it."""
    links = "".join(
        f'<link rel="stylesheet" href="/style/{i}/{style.name}">' for i, style in enumerate(styles)
    )
    return (
        f'<!doctype html><html lang="en" data-theme="{"dark" if dark else "light"}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/livefigure.css">'
        f'{links}<title>{escape(state.title)}</title><script src="/static/livefigure.js" async></script>'
        '<body style="display:block"><div style="width:min(848px,100vw - 36px);margin:0 auto">'
        f"{state.markup}</div><script>parent.placed?.(window, {json.dumps(list(state.at))})</script></body></html>"
    )


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers the page's questions."""

    state: State
    styles: Sequence[Path]

    def do_GET(self) -> None:
        """Give the page, its inner windows, files, frames, or news as soon as there are any."""
        url = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        match url.path.strip("/").split("/"):
            case [""]:
                self.answer((assets.STATIC / "look.html").read_bytes(), "text/html")
            case ["news"]:
                seen = int(query.get("after", -1))
                with self.state.changed:
                    self.state.changed.wait_for(lambda: self.state.number != seen, PATIENCE)
                    self.answer(json.dumps(self.state.news()).encode(), "application/json")
            case ["card"]:
                self.answer(card(self.state, "dark" in query, self.styles).encode(), "text/html")
            case ["static", "livefigure", script]:
                self.answer(self.frames(script.removesuffix(".js")), "text/javascript")
            case ["static", "livefigure.js"]:
                self.answer(assets.script().encode(), "text/javascript")
            case ["static", "livefigure-present.js"]:
                self.answer(assets.hall_script().encode(), "text/javascript")
            case ["static", "livefigure.css"]:
                self.answer(assets.style().encode(), "text/css")
            case ["style", number, *rest]:
                folder = self.styles[int(number)].parent.resolve()
                wanted = folder.joinpath(*rest).resolve()
                self.file(wanted) if wanted.is_file() and folder in wanted.parents else self.send_error(404)
            case _:
                self.send_error(404)

    def do_POST(self) -> None:
        """Hear which setting is shown."""
        self.state.links = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(b"", "text/plain")

    def frames(self, build: str) -> bytes:
        """Wait for a picture's frames; a picture that another has replaced gets none."""
        version = int(build.rpartition("-")[2])
        with self.state.changed:
            self.state.changed.wait_for(
                lambda: self.state.version != version or self.state.script is not None
            )
            if self.state.version != version or not self.state.script:
                return b""
            return f"livefigureFrames({json.dumps(build)},{self.state.script})".encode()

    def file(self, path: Path) -> None:
        """Give a file."""
        kinds = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
        self.answer(path.read_bytes(), kinds.get(path.suffix, "application/octet-stream"))

    def answer(self, body: bytes, kind: str) -> None:
        """Send an answer; a page that has meanwhile been left is no error."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if "font" not in kind else kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal quiet."""


def look(name: str, packages: Sequence[str], styles: Sequence[Path], port: int) -> None:
    """Serve the page that shows a figure as its files now are, until interrupted."""
    state, stopped = State(), threading.Event()
    handler = type("LookHandler", (Handler,), {"state": state, "styles": styles})
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sys.exit(
            f"Port {port} is taken, perhaps by another look. Choose another: PORT={port + 1} or --port {port + 1}"
        )
    ours, theirs = multiprocessing.get_context("fork").Pipe()
    warm = os.fork()
    if warm == 0:
        server.server_close()
        ours.close()
        wait_for_requests(theirs)
        os._exit(0)
    theirs.close()
    with tempfile.TemporaryDirectory() as folder, server:
        watcher = Watcher(name, packages, state, ours)
        watching = threading.Thread(target=watcher.run, args=(Path(folder), stopped))
        watching.start()
        # Also where a shell has started this in the background.
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, signal.default_int_handler)
        print(f"Look at http://127.0.0.1:{server.server_port} (Ctrl-C ends it).", flush=True)
        try:
            with contextlib.suppress(KeyboardInterrupt):
                server.serve_forever()
        finally:
            stopped.set()
            watching.join()
            ours.close()
            os.waitpid(warm, 0)
