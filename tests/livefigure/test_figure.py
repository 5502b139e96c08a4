"""A figure as it is described: its settings, what it says of itself, and what may not come out of its functions."""

import math
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, fields
from inspect import Parameter, signature
from typing import Any

import numpy as np
import pytest

from livefigure import (
    Bars,
    Choice,
    Infeasible,
    LiveFigure,
    LiveFigureError,
    Panel,
    Slider,
    Switch,
    Task,
    Words,
    number,
)
from livefigure.checks import Fault
from livefigure.controls import Control
from livefigure.frames import Drawn
from livefigure.svg import Element
from livefigure.words import ENGLISH

X = Slider(name="x", label="Price", stops=[1, 2, 4], default=2, digits=0)
SIDE = Choice(name="side", label="Side", options={"Home": "h", "Abroad": "f"}, default="f")
OPEN = Switch(name="open", label="Open?")


def figure(**changes: Any) -> LiveFigure:
    parts: dict[str, Any] = {
        "name": "probe",
        "title": "A probe",
        "controls": [X, SIDE, OPEN],
        "model": lambda **setting: setting,
        "panels": {"main": Panel(x=(0, 1), y=(0, 1))},
        "draw": lambda result, panels: None,
        "describe": lambda result: "Nothing.",
    }
    return LiveFigure(**{**parts, **changes})


def still(**changes: Any) -> LiveFigure:
    return figure(**{"controls": [], "model": lambda: 0, **changes})


def why(**changes: Any) -> str:
    """Return what is wrong with a still figure, or at its only setting."""
    with pytest.raises(LiveFigureError) as caught:
        still(**changes).frame({})
    return str(caught.value)


def test_settings_are_all_there_and_the_last_control_moves_fastest() -> None:
    probe = figure()
    settings = list(probe.settings())
    assert (probe.counts, len(settings)) == ((3, 2, 2), 12)
    assert settings[0] == {"x": 1, "side": "h", "open": False}
    assert settings[1] == {"x": 1, "side": "h", "open": True}
    assert settings[2] == {"x": 1, "side": "f", "open": False}
    assert settings[-1] == {"x": 4, "side": "f", "open": True}
    assert [probe.indices(setting) for setting in settings[::5]] == [(0, 0, 0), (1, 0, 1), (2, 1, 0)]
    assert probe.default == {"x": 2, "side": "f", "open": False}
    assert list(still().settings()) == [{}]
    assert still().counts == ()


def test_a_preset_takes_what_it_does_not_say_from_the_default() -> None:
    probe = figure(presets={"Far": {"x": 4}, "Home": {"side": "h", "open": True}, "Nothing": {}})
    assert probe.preset("Far") == {"x": 4, "side": "f", "open": False}
    assert probe.preset("Home") == {"x": 2, "side": "h", "open": True}
    assert probe.preset("Nothing") == probe.default


def test_the_play_button_moves_the_first_slider_unless_it_is_said_otherwise() -> None:
    other = Slider(name="y", label="y", stops=[0, 1], default=0)
    assert figure(controls=[SIDE, X, other]).played is X
    assert figure(controls=[SIDE, X, other], play="y").played is other
    assert figure(controls=[SIDE, X, other], play="side").played is SIDE
    assert figure(controls=[SIDE, X, other], play="").played is None
    assert figure(controls=[SIDE, OPEN]).played is None
    assert still().played is None


def test_the_table_of_parameters_says_each_control_with_symbol_values_and_default() -> None:
    symbolic = Slider(name="y", label="Cost", symbol=r"\tau", stops=[0, 1], default=1, digits=0, unit="units")
    assert figure(controls=[X, symbolic, SIDE]).parameter_table().splitlines() == [
        "| Symbol | Control | Values | At first |",
        "|---|---|---|---|",
        "|  | Price | 1, 2, 4 | 2 |",
        r"| $\tau$ | Cost | 0, 1 units | 1 units |",
        "|  | Side | Home, Abroad | Abroad |",
    ]


def test_a_still_figure_has_a_table_without_rows() -> None:
    assert still().parameter_table().splitlines() == ["| Control | Values | At first |", "|---|---|---|"]


@pytest.mark.parametrize(
    "made",
    [
        lambda: still().frame({}), lambda: still().frame({}).picture, still, lambda: X, lambda: SIDE, lambda: OPEN,
        lambda: Infeasible("No."), lambda: Panel(x=(0, 1), y=(0, 1)), lambda: Task(name="t", prompt="?", holds=bool),
        lambda: Bars(of=lambda result: {}, names=(), title=""), lambda: Element("path", {}), lambda: Fault("?"),
        lambda: Drawn("name", {}),
    ],
)  # fmt: skip
def test_what_a_figure_is_made_of_stays_as_it_was_made(made: Callable[[], Any]) -> None:
    one = made()
    for field in fields(one):
        with pytest.raises(FrozenInstanceError):
            setattr(one, field.name, None)


@pytest.mark.parametrize("kind", [Control, Slider, Choice, Switch, Panel, Bars, Task, LiveFigure])
def test_what_an_author_writes_is_written_by_its_name(kind: type) -> None:
    """So that a field may be added between two others."""
    assert {one.kind for one in signature(kind).parameters.values()} == {Parameter.KEYWORD_ONLY}


def test_a_panel_is_square_and_linear_unless_it_is_said_otherwise() -> None:
    panel = Panel(x=(0, 1), y=(0, 1))
    assert (panel.width, panel.height, panel.frame) == (3.2, 3.2, True)
    assert (panel.x_scale, panel.y_scale, panel.margins) == ("linear", "linear", (0.5, 0.15, 0.55, 0.6))
    axes = panel.axes()
    assert tuple(axes.figure.get_size_inches()) == (3.2, 3.2)
    assert (axes.get_xscale(), axes.get_yscale(), axes.figure.texts) == ("linear", "linear", [])
    assert not axes.get_autoscale_on()


def test_ticks_are_those_that_are_wanted_and_no_smaller_ones_between() -> None:
    def ticks(**changes: Any) -> tuple[list, list]:
        axes = Panel(**{"x": (1, 100), "y": (0, 1), **changes}).axes()
        axes.figure.canvas.draw()
        return [label.get_text() for label in axes.get_xticklabels()], list(axes.get_xticks(minor=True))

    assert ticks(x_ticks=[1, 50]) == (["1", "50"], [])
    assert ticks(x_ticks={1: "one", 50: "half"}) == (["one", "half"], [])
    assert ticks(x_scale="log", x_ticks=[2, 20]) == (["2", "20"], [])
    found, smaller = ticks(x_scale="log")
    assert smaller == []
    assert {"1", "10", "100"} <= set(found), "and no powers"


@pytest.mark.parametrize("name", ["a", "two-way-trade", "two_way_2"])
def test_names_that_may_be(name: str) -> None:
    assert figure(name=name).name == name


def test_as_many_settings_as_may_be_and_one_more() -> None:
    def sized(*counts: int) -> LiveFigure:
        names = "abc"[: len(counts)]
        sliders = [
            Slider(name=name, label=name, stops=range(count), default=0)
            for name, count in zip(names, counts, strict=True)
        ]
        return figure(controls=sliders)

    assert math.prod(sized(1500).counts) == math.prod(sized(10, 10, 15).counts) == 1500
    with pytest.raises(LiveFigureError, match=r"1501 settings \(a 1501\), at most 1500 are admissible"):
        sized(1501)
    with pytest.raises(LiveFigureError, match=r"1510 settings \(a 151 × b 10\), at most 1500"):
        sized(151, 10)


@pytest.mark.parametrize(
    ("panel", "fits"),
    [
        ({"x": (0, 1), "y": (0, 1)}, True),
        ({"x": (1, 0), "y": (0, 1)}, True),
        ({"x": (1, 1), "y": (0, 1)}, False),
        ({"x": (0.5, 1), "y": (0, 1), "x_scale": "log"}, True),
        ({"x": (0, 1), "y": (0, 1), "x_scale": "log"}, False),
        ({"x": (1, 0), "y": (0, 1), "x_scale": "log"}, False),
        ({"x": (0, 1), "y": (-1, 1), "y_scale": "log"}, False),
        ({"x": (-1, 1), "y": (1, 10), "y_scale": "log"}, True),
        ({"x": (0, 1), "y": (0, 1), "y_scale": "cubic"}, False),
    ],
)
def test_limits_must_be_drawable(panel: dict, fits: bool) -> None:
    if fits:
        still(panels={"p": Panel(**panel)}).frame({})
    else:
        with pytest.raises(LiveFigureError, match=r"^explorer 'probe': panel 'p': limits .* cannot be drawn"):
            still(panels={"p": Panel(**panel)})


def test_two_tasks_of_one_name_are_refused() -> None:
    tasks = [Task(name="t", prompt="?", holds=bool)] * 2
    with pytest.raises(LiveFigureError, match=r"two tasks have one name: \['t', 't'\]"):
        figure(tasks=tasks)


@dataclass(frozen=True)
class Part:
    values: Any


BAD = float("nan")


@pytest.mark.parametrize(
    ("result", "path"),
    [
        (BAD, "result"),
        (np.float64(BAD), "result"),
        (math.inf, "result"),
        ([1, BAD], "result[1]"),
        ((BAD, 1), "result[0]"),
        ({"a": 1, "b": [BAD]}, "result['b'][0]"),
        (Part(BAD), "result.values"),
        (Part({"a": Part((0, -math.inf))}), "result.values['a'].values[1]"),
        (np.array([1, np.nan]), "result"),
        (Part([Part(None), Part(np.array([np.inf]))]), "result.values[1].values"),
        ([[], [BAD], [BAD]], "result[1][0]"),
    ],
)
def test_a_number_that_is_not_finite_is_found_wherever_it_hides(result: Any, path: str) -> None:
    assert why(model=lambda: result) == (
        f"explorer 'probe' at its only setting: the model returned a number that is not finite: {path}"
    )


@pytest.mark.parametrize(
    "result",
    [
        None, "nan", b"nan", True, 3, 0.5, np.int64(3), np.array([1.5]), np.array(["nan"]),
        [], {}, Part([None, "x"]), object(), {1, 2},
    ],
    ids=lambda result: type(result).__name__,
)  # fmt: skip
def test_everything_else_may_come_out_of_a_model(result: Any) -> None:
    assert still(model=lambda: result).frame({}).sentence == "Nothing."


def test_who_failed_is_told_with_file_and_line() -> None:
    def model() -> None:
        raise ValueError("too far")

    here = model.__code__.co_firstlineno + 1
    assert why(model=model) == (
        f"explorer 'probe' at its only setting: the model raised ValueError: too far (test_figure.py, line {here})"
    )
    said = why(readout=lambda result: {}["gone"])
    assert "at its only setting: readout raised KeyError: gone (test_figure.py, line " in said
    assert "bars raised ZeroDivisionError: " in why(
        bars=Bars(of=lambda result: 1 / result, names=(), title="")
    )
    assert "task 'never' raised TypeError: " in why(
        tasks=[Task(name="never", prompt="?", holds=lambda result: len(result))]
    )
    with pytest.raises(
        LiveFigureError, match=r"^explorer 'probe' at x = 1, side = 'f', open = True: draw: no$"
    ):
        figure(draw=refuses).frame({"x": 1, "side": "f", "open": True})


def refuses(result: Any, panels: dict) -> None:
    raise LiveFigureError("no")


@pytest.mark.parametrize("sentence", [None, "", " \n", 3, ["It is."]])
def test_a_sentence_is_one(sentence: Any) -> None:
    assert f"describe returned {sentence!r}, not a sentence" in why(describe=lambda result: sentence)


def test_key_numbers_are_texts() -> None:
    frame = still(readout=lambda result: {"Price": "5/6", "Gain": "none"}).frame({})
    assert frame.readout == {"Price": "5/6", "Gain": "none"}
    assert "readout 'Gain' is 0.5, not text" in why(readout=lambda result: {"Price": "1", "Gain": 0.5})


def bars(of: Callable[[Any], dict], *names: str) -> dict:
    return {"bars": Bars(of=of, names=names, title="Who gains")}


def test_bars_are_fractions_or_silent() -> None:
    found = still(**bars(lambda result: {"a": 0.5, "b": -0.5, "c": None, "d": 0.0}, "a", "b", "c", "d"))
    assert found.frame({}).bars == {"a": 0.5, "b": -0.5, "c": None, "d": 0.0}
    assert "bar 'a' is nan, not a finite number" in why(**bars(lambda result: {"a": BAD}, "a"))
    assert "bars are ['b', 'a'], declared are ['a', 'b']" in why(
        **bars(lambda result: {"b": 0, "a": 0}, "a", "b")
    )
    assert still().frame({}).bars == {}


def test_a_task_is_an_answer_only_where_the_theory_admits_the_setting() -> None:
    task = Task(name="t", prompt="?", holds=lambda result: True)
    assert still(tasks=[task]).frame({}).tasks == {"t": True}
    shut = still(tasks=[task], model=lambda: Infeasible("No."), describe=lambda result: result.reason)
    frame = shut.frame({})
    assert (frame.tasks, frame.infeasible, frame.sentence) == ({"t": False}, True, "No.")


def test_own_words_stand_in_place_of_the_engines() -> None:
    probe = figure(words={"play": "Go"})
    assert (probe.say["play"], probe.say["reset"]) == ("Go", ENGLISH["reset"])


def test_a_translation_changes_what_leaves_the_figure_and_nothing_else() -> None:
    say = Words(gain="{who} gains {gain}.")
    probe = figure(
        model=lambda x, side, open: x,
        describe=lambda result: say("gain", who="England", gain=number(result, 0)),
        readout=lambda result: {"Price": "none"},
        **bars(lambda result: {"Workers": 0.1}, "Workers"),
    )
    german = probe.translated(
        {
            "{who} gains {gain}.": "{gain} gewinnt {who}.",
            "Price": "Preis",
            "none": "keiner",
            "Workers": "Arbeiter",
            "Play": "Los",
        }
    )
    at = probe.default
    assert probe.frame(at).sentence == "England gains 2."
    frame = german.frame(at)
    assert (frame.sentence, frame.readout) == ("2 gewinnt England.", {"Preis": "keiner"})
    assert frame.bars == {"Workers": 0.1}
    assert (german.say["play"], german.say["reset"], german.name) == ("Los", "Reset", "probe")
    assert german.parameter_table().splitlines()[2].startswith("| Preis |")
    assert probe.frame(at).sentence == "England gains 2.", "the figure itself stays what it was"


def test_a_drawing_leaves_the_axes_as_they_were() -> None:
    """Colours begin anew at each setting, and what one setting drew another does not see."""

    def draw(result: dict, panels: dict) -> None:
        axes = panels["main"]
        assert len(axes.lines) == len(axes.containers) == 0
        for height in range(result["x"]):
            axes.plot([0, 1], [height / 8, height / 8])
        axes.bar([0.5], [0.5])

    probe = figure(draw=draw)
    frames = [probe.frame({"x": x, "side": "h", "open": False}) for x in (4, 1, 2)]
    strokes = [
        [e.attributes.get("stroke") for e in f.panels["main"] if "fill" not in e.attributes] for f in frames
    ]
    assert [len(found) for found in strokes] == [4, 1, 2]
    assert strokes[0][:1] == strokes[1]
    assert strokes[0][:2] == strokes[2]


def test_what_lies_higher_is_drawn_later() -> None:
    def draw(result: Any, panels: dict) -> None:
        for height, colour in ((3, "#ff0000"), (1, "#00ff00"), (2, "#0000ff")):
            panels["main"].plot([0, 1], [0, 1], color=colour, zorder=height)

    found = [element.attributes["stroke"] for element in still(draw=draw).frame({}).panels["main"]]
    assert found == ["#00ff00", "#0000ff", "#ff0000"]


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.set_xlabel("new"),
        lambda axes: axes.set_ylabel("new"),
        lambda axes: axes.set_title("new", loc="right"),
        lambda axes: axes.figure.text(0, 0, "new"),
    ],
)
def test_what_stands_around_the_axes_is_drawn_once(draw: Callable) -> None:
    assert "panel 'main': draw changed a title, a label or the figure around the axes" in why(
        draw=lambda result, panels: draw(panels["main"])
    )


@pytest.mark.parametrize("limits", [{"xlim": (0, 2)}, {"ylim": (0, 2)}])
def test_limits_are_fixed(limits: dict) -> None:
    assert "panel 'main': draw changed the limits of the axes" in why(
        draw=lambda result, panels: panels["main"].set(**limits)
    )


def test_axes_that_do_not_fit_their_panel_are_named() -> None:
    narrow = Panel(x=(0, 1), y=(0, 1), x_label="a label that is far too long to stand below so small a panel")
    assert why(panels={"main": narrow}).startswith(
        "explorer 'probe': axes of panel 'main': the text 'a label that is far"
    )


def test_the_axes_are_those_of_the_panel() -> None:
    probe = still(
        panels={
            "a": Panel(x=(0, 1), y=(0, 1), x_label="across", title="Above"),
            "b": Panel(x=(0, 1), y=(0, 1), frame=False),
        }
    )
    texts = [element.text for element in probe.furniture()["a"] if element.text]
    assert {"across", "Above", "0.0", "1.0"} <= set(texts)
    assert probe.furniture()["b"] == []
    assert probe.axes_svg() == {
        "a": "".join(map(str, probe.furniture()["a"])), "b": "",
    }  # fmt: skip
    fills = [element.attributes.get("fill") for element in probe.furniture()["a"] if element.tag == "path"]
    assert "#ffffff" not in fills, "no paper is drawn behind: the page has its own"


def test_a_picture_is_the_frame_as_text() -> None:
    probe = still(
        draw=lambda result, panels: panels["main"].plot([0, 1], [0, 1]),
        readout=lambda result: {"Price": "1"},
    )
    frame = probe.frame({})
    picture = frame.picture
    assert picture.panels == {"main": "".join(map(str, frame.panels["main"]))}
    assert (picture.readout, picture.bars, picture.sentence) == ({"Price": "1"}, {}, "Nothing.")
