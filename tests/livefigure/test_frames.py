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

from livefigure import Bars, Choice, LiveFigure, LiveFigureError, Panel, Slider, Switch, Task
from livefigure.book import discover
from livefigure.figure import Frame
from livefigure.fingerprint import fingerprint, project_files
from livefigure.frames import (
    Player,
    all_frames,
    cache_folder,
    compile_frames,
    draw_all,
    drawn,
    ensure_script,
    load_script,
    place_marks,
    script_name,
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


def with_control(control: Slider, **changes) -> LiveFigure:
    parts = {
        "name": "probe",
        "title": "",
        "controls": [control],
        "model": lambda x: x,
        "panels": {"p": Panel(x=(0, 1), y=(0, 1))},
        "draw": lambda r, p: None,
        "describe": lambda r: "Nothing.",
    }
    return LiveFigure(**{**parts, **changes})


def small(**changes) -> LiveFigure:
    """A figure with a control of each kind, in which each word depends on other controls."""
    parts = {
        "name": "small",
        "title": "Small",
        "controls": [
            Slider(name="x", label="x", stops=[1, 2, 4], default=2, digits=1, marks={1: "low", 4: "high"}),
            Choice(name="side", label="Side", options={"Home": "h", "Abroad": "f"}, default="f"),
            Switch(name="open", label="Open?"),
        ],
        "presets": {"Far": {"x": 4}, "Home": {"side": "h", "open": True}},
        "model": lambda x, side, open: (x, side, open),
        "panels": {"p": Panel(x=(0, 5), y=(0, 1)), "q": Panel(x=(0, 1), y=(0, 1))},
        "draw": draw_small,
        "describe": lambda result: f"x is {result[0]}.",
        "readout": lambda result: {"Side": result[1], "Same": "always", "Both": f"{result[0]}{result[1]}"},
        "bars": Bars(
            of=lambda result: {"a": result[0] / 40, "b": None, "c": 0.0 if result[2] else -0.123456},
            names=("a", "b", "c"),
            title="Who gains",
        ),
        "tasks": [Task(name="t", prompt="?", holds=lambda result: result[0] == 4 and result[2])],
    }
    return LiveFigure(**{**parts, **changes})


def draw_small(result: tuple, panels: dict) -> None:
    x, side, open_ = result
    panels["p"].plot([0, x], [0, 1])
    if open_:
        panels["p"].plot([x, x], [0, 1], ls="--")
    panels["q"].text(0.1, 0.5, side)


def test_all_that_the_page_is_handed() -> None:
    probe = small()
    data = compile_frames(probe, all_frames(probe))
    assert data["counts"] == [3, 2, 2]
    assert data["controls"] == [
        {
            "name": "x",
            "kind": "slider",
            "texts": ["1.0", "2.0", "4.0"],
            "links": ["1", "2", "4"],
            "values": [1, 2, 4],
            "places": [0.0, 0.3333, 1.0],
        },
        {"name": "side", "kind": "choice", "texts": ["Home", "Abroad"], "links": ["h", "f"]},
        {"name": "open", "kind": "switch", "texts": ["off", "on"], "links": ["off", "on"]},
    ]
    assert (data["default"], data["presets"], data["play"]) == ([1, 1, 0], [[2, 1, 0], [1, 0, 1]], 0)
    assert data["readout_labels"] == ["Side", "Same", "Both"]
    assert set(data["panels"]) == {"p", "q"}
    player = Player(data)
    for setting in probe.settings():
        at, (x, side, open_) = probe.indices(setting), setting.values()
        assert [player.value(slot, at) for slot in data["readout"]] == [side, "always", f"{x}{side}"]
        assert [[player.value(slot, at) for slot in pair] for pair in data["bars"]] == [
            [f"{x / 40:.4f}", f"+{x / 0.4:.1f}\u00a0%"],
            ["", "silent"],
            ["0.0000", "0.0\u00a0%"] if open_ else ["-0.1235", "−12.3\u00a0%"],
        ]
        assert player.value(data["marks"]["x"], at) == [[0.0, "low", 0, 0], [100.0, "high", 0, 0]]
    assert list(data["marks"]) == ["x"]
    right = [setting["x"] == 4 and setting["open"] for setting in probe.settings()]
    told = [int(bit) ^ task_bit("t", i) for i, bit in enumerate(data["tasks"]["t"])]
    assert told == [int(answer) for answer in right]


def test_what_is_played_back_is_the_picture_of_the_setting() -> None:
    probe = small()
    frames = all_frames(probe)
    player = Player(compile_frames(probe, frames))
    for setting, frame in zip(probe.settings(), frames, strict=True):
        played, drawn = player.picture(probe, probe.indices(setting)), frame.picture
        assert (played.panels, played.readout, played.sentence) == (
            drawn.panels,
            drawn.readout,
            drawn.sentence,
        )
        assert list(played.bars) == ["a", "b", "c"]
        assert played.bars["b"] is None
        assert played.bars["c"] == pytest.approx(drawn.bars["c"], abs=5e-5)
    still = small(bars=None, readout=None, tasks=[])
    data = compile_frames(still, all_frames(still))
    assert (data["bars"], data["readout"], data["readout_labels"], data["tasks"]) == ([], [], [], {})
    assert Player(data).picture(still, (0, 0, 0)).bars == {}


def test_what_does_not_differ_is_kept_once_and_what_does_over_its_own_controls() -> None:
    probe = small()
    data = compile_frames(probe, all_frames(probe))
    side, same, both = data["readout"]
    assert same == "always"
    assert data["slots"][side] == [[1], ["h", "f"]]
    assert data["slots"][both][0] == [0, 1]
    assert data["slots"][data["sentence"]] == [[0], ["x is 1.", "x is 2.", "x is 4."]]
    (template,), which = data["panels"]["q"]
    assert which == "0"
    assert [part for part in template if isinstance(part, int)] == [side], "one value has one slot"
    assert all(isinstance(a, str) != isinstance(b, str) for a, b in zip(template, template[1:], strict=False))
    templates, which = data["panels"]["p"]
    assert len(templates) == 2
    assert data["slots"][which] == [[2], ["0", "1"]]


def test_values_that_return_are_kept_by_their_number_where_that_is_shorter() -> None:
    texts = {"h": "at home, where wine is dear and cloth is cheap", "f": "abroad"}
    control = Slider(name="x", label="x", stops=range(6), default=0)
    probe = small(
        controls=[control],
        presets={},
        model=lambda x: (x + 1 if x < 4 else 4, "hf"[x % 2], False),
        draw=lambda result, panels: None,
        describe=lambda result: texts[result[1]],
        tasks=[],
    )
    data = compile_frames(probe, all_frames(probe))
    assert data["slots"][data["sentence"]] == [[0], [texts["h"], texts["f"]], [0, 1, 0, 1, 0, 1]]
    assert data["slots"][data["readout"][0]] == [[0], ["h", "f", "h", "f", "h", "f"]]
    assert data["slots"][data["readout"][2]][1:] == [["1h", "2f", "3h", "4f", "4h", "4f"]]
    assert [Player(data).sentence((x,)) for x in range(3)] == [texts["h"], texts["f"], texts["h"]]


def test_a_figure_without_controls_has_one_setting() -> None:
    still = small(
        controls=[],
        presets={},
        model=lambda: (1, "h", True),
        tasks=[],
    )
    data = compile_frames(still, all_frames(still))
    assert (data["counts"], data["default"], data["play"], data["slots"]) == ([], [], None, [])
    assert Player(data).sentence(()) == "x is 1."


def test_masks_are_those_that_the_page_takes_off() -> None:
    """The page's script computes the same; these were computed once."""
    assert "".join(str(task_bit("half", i)) for i in range(24)) == "110110101010110101010101"
    assert "".join(str(task_bit("even", i)) for i in range(24)) == "101010000110101001011010"


def test_bars_are_said_with_their_sign() -> None:
    values = {"a": None, "b": 0.0, "c": 0.095, "d": -0.2, "e": 1.5}
    strip = Bars(of=lambda result: values, names=tuple(values), title="Who gains")
    assert list(strip.texts(values, "—").values()) == [
        "—",
        "0.0\u00a0%",
        "+9.5\u00a0%",
        "−20.0\u00a0%",
        "+150.0\u00a0%",
    ]


def test_one_fault_is_told_in_one_line_and_several_in_a_list() -> None:
    def why(**changes) -> str:
        with pytest.raises(LiveFigureError) as caught:
            all_frames(small(**changes))
        return str(caught.value)

    never = Task(name="t", prompt="?", holds=lambda result: False)
    assert why(tasks=[never]) == "explorer 'small': task 't': no setting is an answer"
    assert why(critical={"x": [3]}) == (
        "explorer 'small' at all 12 settings: control 'x': the critical point 3 is not one of its stops; "
        "next to it: 2 and 4"
    )
    assert why(tasks=[never], critical={"x": [3]}).splitlines() == [
        "explorer 'small' has 2 faults:",
        "- at all 12 settings: control 'x': the critical point 3 is not one of its stops; next to it: 2 and 4",
        "- task 't': no setting is an answer",
    ]


def test_settings_that_cannot_be_drawn_are_left_out_of_what_is_compared() -> None:
    def model(x: float, side: str, open: bool) -> tuple:
        if x == 1:
            raise ValueError("too low")
        return x, side, open

    frames, faults = draw_all(small(model=model))
    assert [frame is None for frame in frames] == [True] * 4 + [False] * 8
    assert [fault.at for fault in faults] == [0, 1, 2, 3]
    assert all(fault.message.startswith("the model raised ValueError: too low") for fault in faults)


def test_the_first_labels_are_those_that_others_are_held_against() -> None:
    def readout(result: tuple) -> dict:
        return {"a" if result[0] == 1 else "b": "1"}

    _, faults = draw_all(small(readout=readout))
    assert [(fault.at, fault.message) for fault in faults] == [
        (at, "readout has the labels ['b'], elsewhere ['a']") for at in range(4, 12)
    ]


@pytest.mark.parametrize("stops", [59, 61])
def test_many_settings_are_drawn_in_their_order_by_however_many(stops: int) -> None:
    control = Slider(name="x", label="x", stops=range(stops), default=0, digits=0)
    frames, faults = draw_all(with_control(control, describe=lambda x: f"It is {x}."))
    assert [frame and frame.sentence for frame in frames] == [f"It is {x}." for x in range(stops)]
    assert faults == []


def test_axes_that_cannot_be_drawn_are_told_by_one_process_and_by_many() -> None:
    for stops in (2, 60):
        control = Slider(name="x", label="x", stops=range(stops), default=0)
        panel = Panel(
            x=(0, 1), y=(0, 1), x_label="a label that is far too long to stand below so small a panel"
        )
        with pytest.raises(LiveFigureError, match=r"^explorer 'probe': axes of panel 'p': the text 'a label"):
            draw_all(with_control(control, panels={"p": panel}))


def test_marks_stand_in_per_cent_of_the_slider_in_their_order() -> None:
    control = Slider(name="x", label="x", stops=[0, 1, 5, 9], default=0, marks={9: "end", 0: "a", 1: "b"})
    places = [mark[:2] for mark in place_marks(with_control(control), control, {"x": 0})]
    assert places == [[0.0, "a"], [11.11, "b"], [100.0, "end"]]


def test_a_figure_is_drawn_once_and_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEFIGURE_CACHE", str(tmp_path / "deep/er"))
    assert cache_folder() == tmp_path / "deep/er"
    probe = small()
    script = ensure_script(probe)
    text = script.read_text()
    assert text.startswith(f'livefigureFrames("{script.stem}",{{')
    assert text.endswith("})\n")
    assert [path.name for path in cache_folder().iterdir()] == [script.name] == [script_name(probe)]
    found = drawn(probe)
    assert (found.name, found.data) == (script.stem, load_script(script))
    assert found.data == json.loads(json.dumps(compile_frames(probe, all_frames(probe))))
    script.write_text('livefigureFrames("x",{"kept": 1})')
    assert drawn(probe).data == {"kept": 1}, "what the cache has is not drawn again"


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
        name="x", label="x", low=0, high=1, step=0.01, default=0, marks={0.2: "plans", 0.44: "add up now"}
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
