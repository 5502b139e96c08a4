"""Looking at a figure while it is written: what the page is told after a save, a mistake, and its correction."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from livefigure import LiveFigureError
from livefigure.look import Request, draw, explain, find, look, setting_of

from .example import example_figure
from .test_frames import PACKAGE

pytestmark = pytest.mark.slow  # each test starts a process that loads matplotlib
ONE = PACKAGE["shop/one.py"]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in PACKAGE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.fixture
def looking(shop: Path) -> Iterator[str]:
    """The address of a running `look` at the shop's figure "one"."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(shop), os.environ["PYTHONPATH"]]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "livefigure", "look", "one", "--package", "shop", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield re.search(r"http://\S+", process.stdout.readline())[0]
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0


def ask(address: str, path: str, **posted: str) -> str:
    request = urllib.request.Request(address + path, json.dumps(posted).encode() if posted else None)
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()


def news(address: str, until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Wait for the news that is wanted."""
    said = json.loads(ask(address, "/news?after=-1"))
    while not until(said):
        said = json.loads(ask(address, f"/news?after={said['number']}"))
    return said


def whole(said: dict[str, Any]) -> bool:
    return said["faults"] is not None


def test_a_save_is_seen_and_the_setting_stays(looking: str, shop: Path) -> None:
    first = news(looking, whole)
    assert (first["title"], first["error"], first["faults"]) == ("One", "", [])
    card = ask(looking, "/card?version=1&dark=1")
    assert 'data-theme="dark"' in card
    assert "It is 0.0." in card
    build = re.search(r'data-frames="([^"]+)"', card)[1]
    assert ask(looking, f"/static/livefigure/{build}.js").startswith(f'livefigureFrames("{build}",')
    ask(looking, "/at", x="0.5")
    (shop / "shop/theory.py").write_text(PACKAGE["shop/theory.py"].replace("RATE = 2", "RATE = 3"))
    news(looking, lambda said: said["version"] > first["version"])
    assert "It is 1.5." in ask(looking, "/card?version=2")


def test_a_mistake_stands_beside_the_last_good_picture_until_it_is_mended(looking: str, shop: Path) -> None:
    good = news(looking, whole)
    (shop / "shop/one.py").write_text(ONE.replace("def draw(", "def draw(]"))
    bad = news(looking, lambda said: said["error"] != "")
    assert re.search(r"SyntaxError: .*\n.*shop/one\.py, line 6: def draw\(\]", bad["error"])
    assert bad["version"] == good["version"]
    assert "It is 0.0." in ask(looking, "/card?version=1")
    (shop / "shop/one.py").write_text(
        ONE.replace("[0, 1], [0, result / 10]", "[0, 1], [0, result / nothing]")
    )
    bad = news(looking, lambda said: "NameError" in said["error"])
    assert (
        "explorer 'one' at x = 0.0: draw raised NameError: name 'nothing' is not defined (one.py, line 7)"
        in bad["error"]
    )
    assert re.search(r"shop/one\.py, line 7: .*nothing", bad["error"])
    (shop / "shop/one.py").write_text(ONE)
    mended = news(looking, lambda said: not said["error"] and whole(said))
    assert mended["version"] > good["version"]


def test_what_is_wrong_elsewhere_is_listed(looking: str, shop: Path) -> None:
    news(looking, whole)
    (shop / "shop/one.py").write_text(ONE.replace("result / 10]", "result]"))
    listed = news(looking, lambda said: bool(said["faults"]))
    assert len(listed["faults"]) == 1
    assert listed["faults"][0].startswith("at x = 1.0: draw: panel 'p': a line or area")
    card = ask(looking, "/card?version=2")
    build = re.search(r'data-frames="([^"]+)"', card)[1]
    assert "This setting cannot be drawn" in ask(looking, f"/static/livefigure/{build}.js")


def test_a_file_on_which_the_figure_does_not_depend_draws_nothing(looking: str, shop: Path) -> None:
    first = news(looking, whole)
    (shop / "shop/unrelated.py").write_text("VALUE = 2\n")
    (shop / "shop/two.py").write_text(PACKAGE["shop/two.py"].replace("Two", "Second"))
    (shop / "shop/style.py").write_text("WIDTH = 3\n")
    after = news(looking, lambda said: said["version"] > first["version"] and whole(said))
    assert after["version"] == first["version"] + 1


@pytest.mark.browser
def test_the_page_shows_the_figure_as_it_is_now(looking: str, shop: Path, chromium) -> None:
    with chromium.new_context(viewport={"width": 1240, "height": 900}) as context:
        page = context.new_page()
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(looking)
        page.get_by_text("nothing is wrong").wait_for()
        for frame in page.frames[1:]:
            frame.locator("live-figure[data-ready]").wait_for()
        assert [
            frame.evaluate("[innerWidth, document.documentElement.dataset.theme]")
            for frame in page.frames[1:]
        ] == [
            [1280, "light"],
            [390, "light"],
            [1280, "dark"],
            [390, "dark"],
        ]
        with page.expect_response("**/at"):
            page.frames[1].locator("#one-x").press("ArrowRight")
        for frame in page.frames[1:]:
            frame.get_by_text("It is 1.0.").first.wait_for()
        (shop / "shop/theory.py").write_text(PACKAGE["shop/theory.py"].replace("RATE = 2", "RATE = 3"))
        for place in range(4):
            page.frame_locator("iframe").nth(place).locator("figcaption", has_text="It is 1.5.").wait_for()
        (shop / "shop/theory.py").write_text("nonsense")
        page.locator("#error", has_text="theory.py, line 1").wait_for()
        assert page.locator("main.old").count() == 1
        assert trouble == []


def test_a_figure_that_is_not_there_is_an_error_with_the_names(shop: Path, monkeypatch) -> None:
    monkeypatch.syspath_prepend(shop)
    for name in [name for name in sys.modules if name.partition(".")[0] == "shop"]:
        monkeypatch.delitem(sys.modules, name)
    assert find("two", ["shop"]).title == "Two"
    with pytest.raises(LiveFigureError, match="there is no figure 'three'; there are: one, two"):
        find("three", ["shop"])
    draw(Request(1, "three", ("shop",), {}, shop))
    assert "there is no figure 'three'" in json.loads((shop / "1-first.json").read_text())["error"]


def test_a_port_that_is_taken_is_said_in_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"^Port {port} is taken.*--port {port + 1}$"):
            look("shop", ["shop"], [], port)


def test_a_setting_that_is_gone_is_the_default() -> None:
    figure = example_figure()
    assert setting_of(figure, {"tax": "2.5", "supply": "gone", "other": "1"}) == {
        **figure.default,
        "tax": 2.5,
    }


def test_an_error_is_explained_where_it_was_made() -> None:
    try:
        figure = example_figure()
        object.__setattr__(figure, "describe", lambda result: 1 / 0)
        figure.frame(figure.default)
    except LiveFigureError as error:
        said = explain(error).splitlines()
    assert "describe raised ZeroDivisionError: division by zero (test_look.py" in said[0]
    assert said[-1].endswith('object.__setattr__(figure, "describe", lambda result: 1 / 0)')
