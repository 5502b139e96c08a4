"""Frames: what the page puts together is what matplotlib drew, at every setting, and no byte too many."""

import gzip
import importlib
import json
import sys
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from livefigure import LiveFigure, LiveFigureError, Panel, Slider
from livefigure.book import discover
from livefigure.figure import Frame
from livefigure.fingerprint import fingerprint, project_files
from livefigure.frames import (
    Player,
    all_frames,
    compile_frames,
    ensure_script,
    load_script,
    place_marks,
    task_bit,
)

from .example import example_figure


@pytest.fixture(scope="module")
def figure() -> LiveFigure:
    return example_figure()


@pytest.fixture(scope="module")
def frames(figure: LiveFigure) -> list[Frame]:
    return all_frames(figure)


def test_played_back_frames_are_the_drawn_ones(figure: LiveFigure, frames: list[Frame]) -> None:
    player = Player(compile_frames(figure, frames))
    assert len(frames) == 21 * 2 * 2
    for setting, frame in zip(figure.settings(), frames, strict=True):
        at = figure.indices(setting)
        assert player.panel("market", at) == "".join(map(str, frame.panels["market"]))
        assert player.sentence(at) == frame.sentence
        assert player.value(player.data["readout"][0], at) == frame.readout["Sold"]


def test_frames_are_far_smaller_than_what_was_drawn(figure: LiveFigure, frames: list[Frame]) -> None:
    drawn = len("".join(str(e) for f in frames for e in f.panels["market"]))
    kept = len(gzip.compress(json.dumps(compile_frames(figure, frames)).encode()))
    assert kept < drawn / 10


def test_both_cores_draw_what_one_draws(figure: LiveFigure, frames: list[Frame]) -> None:
    assert [figure.frame(setting) for setting in figure.settings()] == frames


def test_task_answers_are_masked_but_recoverable(figure: LiveFigure, frames: list[Frame]) -> None:
    bits = compile_frames(figure, frames)["tasks"]["half"]
    truth = [frame.tasks["half"] for frame in frames]
    assert [bool(int(b) ^ task_bit("half", i)) for i, b in enumerate(bits)] == truth
    assert bits != "".join(str(int(t)) for t in truth)


def with_control(control: Slider) -> LiveFigure:
    return LiveFigure(
        name="probe",
        title="",
        controls=[control],
        model=lambda x: x,
        panels={"p": Panel(x=(0, 1), y=(0, 1))},
        draw=lambda r, p: None,
        describe=lambda r: "Nothing.",
    )


def test_crowded_marks_are_stacked() -> None:
    control = Slider(
        name="x",
        label="x",
        low=0,
        high=1,
        step=0.01,
        default=0,
        marks={0.5: "a half", 0.52: "more", 0.9: "far"},
    )
    rows = {label: rows for _, label, *rows in place_marks(with_control(control), control, {"x": 0})}
    assert rows == {"a half": [0, 0], "more": [1, 1], "far": [0, 0]}


def test_a_phone_stacks_marks_that_a_desktop_need_not() -> None:
    control = Slider(
        name="x", label="x", low=0, high=1, step=0.01, default=0, marks={0.2: "plans", 0.4: "add up now"}
    )
    rows = [mark[2:] for mark in place_marks(with_control(control), control, {"x": 0})]
    assert rows == [[0, 0], [0, 1]]


def test_svg_stands_where_matplotlib_puts_it() -> None:
    panel = Panel(width=4, height=3, x=(0, 10), y=(1, 1000), y_scale="log")
    probe = LiveFigure(
        name="probe",
        title="",
        model=lambda: 0,
        panels={"p": panel},
        draw=lambda _, p: p["p"].plot([0, 5, 10], [1, 100, 1000]),
        describe=lambda _: "A line.",
    )
    data = probe.frame({}).panels["p"][0].attributes["d"]
    numbers = [int(n) for n in data.replace("m", "").replace("l", " ").replace("-", " -").split()]
    points = np.cumsum(np.array(numbers).reshape(-1, 2), axis=0)
    rival = Figure(figsize=(4, 3), dpi=720)
    axes = rival.add_axes(panel.axes().get_position())
    axes.set(xlim=(0, 10), yscale="log", ylim=(1, 1000))
    expected = axes.transData.transform([[0, 1], [5, 100], [10, 1000]])
    expected[:, 1] = 2160 - expected[:, 1]
    assert np.abs(points - expected).max() <= 1


def test_text_colour_follows_the_page(figure: LiveFigure, frames: list[Frame]) -> None:
    colours = {e.attributes.get("stroke") for f in frames for e in f.panels["market"]}
    assert "currentColor" in colours
    assert mpl.colors.to_hex(mpl.rcParams["text.color"]) not in colours


PACKAGE = {
    "shop/__init__.py": "",
    "shop/style.py": "WIDTH = 2\n",
    "shop/theory.py": "RATE = 2\n\ndef model(x):\n    return RATE * x\n",
    "shop/unrelated.py": "VALUE = 1\n",
    "shop/one.py": """
from livefigure import LiveFigure, Panel, Slider
from . import style
from .theory import model

def draw(result, panels):
    panels["p"].plot([0, 1], [0, result / 10], lw=style.WIDTH)

FIGURE = LiveFigure(name="one", title="One", model=model, draw=draw, describe=lambda r: f"It is {r}.",
    panels={"p": Panel(x=(0, 1), y=(0, 1))},
    controls=[Slider(name="x", label="x", low=0, high=1, step=0.5, default=0)])
""",
    "shop/two.py": """
from livefigure import LiveFigure, Panel, Slider

def model(x):
    return x

FIGURE = LiveFigure(name="two", title="Two", model=model, draw=lambda r, p: p["p"].plot([0, 1], [0, r]),
    describe=lambda r: "Two.", panels={"p": Panel(x=(0, 1), y=(0, 1))},
    controls=[Slider(name="x", label="x", low=0, high=1, step=0.5, default=0)])
""",
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setenv("LIVEFIGURE_CACHE", str(tmp_path / "cache"))
    for name, text in PACKAGE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def drawn_by(shop: Path) -> set[str]:
    """Draw the shop's figures from its present source; return the names of the scripts in the cache."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "shop"]:
        del sys.modules[name]
    importlib.invalidate_caches()
    for figure in discover("shop").values():
        ensure_script(figure)
    return {path.stem for path in (shop / "cache").iterdir()}


def test_a_changed_model_draws_its_own_explorer_only(shop: Path) -> None:
    before = drawn_by(shop)
    assert len(before) == 2
    assert drawn_by(shop) == before
    (shop / "shop/theory.py").write_text(PACKAGE["shop/theory.py"].replace("RATE = 2", "RATE = 3"))
    after = drawn_by(shop)
    assert {name.split("-")[0] for name in after - before} == {"one"}


@pytest.mark.parametrize(
    ("changed", "draws"), [("style.py", {"one"}), ("unrelated.py", set()), ("two.py", {"two"})]
)
def test_only_what_an_explorer_imports_counts(shop: Path, changed: str, draws: set[str]) -> None:
    before = drawn_by(shop)
    path = shop / "shop" / changed
    path.write_text(path.read_text() + "\nMORE = 1\n")
    assert {name.split("-")[0] for name in drawn_by(shop) - before} == draws


def test_the_fingerprint_covers_model_theme_and_tables(tmp_path: Path) -> None:
    from integration_ladder.explorers.theory.ricardo import EXPLORER

    names = {path.name for path in project_files(EXPLORER)}
    assert {"ricardo.py", "checks.py", "theme.py"} <= names
    table = tmp_path / "table.csv"
    table.write_text("1")

    def with_table() -> LiveFigure:
        return LiveFigure(
            name="t",
            title="",
            model=lambda: 0,
            panels={"p": Panel(x=(0, 1), y=(0, 1))},
            draw=lambda _, p: None,
            describe=lambda _: "Nothing.",
            depends_on=[table],
        )

    first = fingerprint(with_table())
    table.write_text("2")
    assert fingerprint(with_table()) != first


def test_a_failing_figure_leaves_no_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEFIGURE_CACHE", str(tmp_path))
    broken = LiveFigure(
        name="broken",
        title="",
        controls=[Slider(name="x", label="x", low=0, high=1, step=0.5, default=0)],
        model=lambda x: 1 / (1 - x),
        panels={"p": Panel(x=(0, 1), y=(0, 1))},
        draw=lambda r, p: None,
        describe=lambda r: "Fine.",
    )
    with pytest.raises(
        LiveFigureError, match=r"explorer 'broken' at x = 1.0: the model raised ZeroDivisionError"
    ):
        ensure_script(broken)
    assert list(tmp_path.iterdir()) == []


def test_a_script_reads_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figure: LiveFigure) -> None:
    monkeypatch.setenv("LIVEFIGURE_CACHE", str(tmp_path))
    data = load_script(ensure_script(figure))
    assert data["counts"] == [21, 2, 2]
    assert [c["name"] for c in data["controls"]] == ["tax", "supply", "subsidy"]


DRAWINGS = {
    "area": lambda a: a.fill_between([0, 5, 10], 1, 3, color="#ff0000", alpha=0.3),
    "scatter at the corner": lambda a: a.scatter([0], [0], edgecolors="none"),
    "one missing point": lambda a: a.plot([float("nan")], [float("nan")], "o"),
    "bars": lambda a: a.bar([2, 4], [3, 5]),
    "arrow": lambda a: a.annotate("", (8, 8), (2, 2), arrowprops={"arrowstyle": "->"}),
    "steps": lambda a: a.step([0, 5, 10], [1, 2, 3]),
    "stack": lambda a: a.stackplot([0, 10], [1, 2], [3, 4]),
    "line across": lambda a: (a.axvline(4), a.axhspan(2, 3)),
}


def one_panel(draw) -> LiveFigure:
    return LiveFigure(
        name="probe",
        title="",
        model=lambda: 0,
        panels={"p": Panel(width=4, height=3, x=(0, 10), y=(0, 10))},
        draw=lambda _, panels: draw(panels["p"]),
        describe=lambda _: "Drawn.",
    )


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_common_drawings_are_drawn_and_leave_nothing_behind(draw) -> None:
    probe = one_panel(draw)
    first = probe.frame({}).panels["p"]
    assert probe.frame({}).panels["p"] == first


def test_artists_of_one_height_stand_in_the_order_in_which_they_were_added() -> None:
    def draw(axes) -> None:
        axes.fill_between([0, 10], 0, 5, color="#ff0000")
        axes.bar([5], [4], color="#0000ff")

    fills = [element.attributes.get("fill") for element in one_panel(draw).frame({}).panels["p"]]
    assert fills == ["#ff0000", "#0000ff"]


@pytest.mark.parametrize(
    "draw",
    [
        lambda a: a.set_title("new"),
        lambda a: a.twinx(),
        lambda a: a.scatter([1, float("nan"), 19], [1, 1, 1], c=["r", "g", "b"]),
    ],
)
def test_what_would_be_lost_is_refused(draw) -> None:
    with pytest.raises(LiveFigureError):
        one_panel(draw).frame({})


def test_a_figure_from_a_notebook_counts_its_own_definition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from integration_ladder.explorers.theory import ricardo

    def made(cells: list[str]) -> str:
        monkeypatch.setattr(sys.modules["__main__"], "In", cells, raising=False)
        return fingerprint(
            LiveFigure(
                name="mine",
                title="",
                model=ricardo.model,
                controls=ricardo.EXPLORER.controls,
                panels=ricardo.EXPLORER.panels,
                draw=ricardo.draw,
                describe=ricardo.describe,
            )
        )

    assert made(["stops = [1]"]) == made(["stops = [1]"]) != made(["stops = [2]"])
