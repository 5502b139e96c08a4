"""What a wrongly defined figure gets: one message that names explorer, control and setting."""

from dataclasses import dataclass
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
    percent,
)
from livefigure.frames import all_frames


@dataclass(frozen=True)
class Result:
    x: float
    curve: np.ndarray | None = None


def draw(result: Any, panels: dict) -> None:
    panels["main"].plot([0, result.x], [0, result.x])


def figure(**changes: Any) -> LiveFigure:
    parts: dict[str, Any] = {
        "name": "probe",
        "title": "A probe",
        "controls": [Slider(name="x", label="x", low=0, high=1, step=0.25, default=0.5)],
        "model": lambda x: Result(x),
        "panels": {"main": Panel(x=(0, 1), y=(0, 1))},
        "draw": draw,
        "describe": lambda result: f"x is {result.x}.",
    }
    return LiveFigure(**{**parts, **changes})


def slider(**changes: Any) -> Slider:
    return Slider(**{"name": "x", "label": "x", "low": 0, "high": 1, "step": 0.25, "default": 0.5, **changes})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"controls": [slider(default=0.3)]},
            "explorer 'probe': control 'x': default 0.3 is not one of its values",
        ),
        ({"controls": [slider(), slider()]}, "explorer 'probe': control 'x': two controls have this name"),
        (
            {"controls": [slider(step=0.3)]},
            "explorer 'probe': control 'x': step 0.3 does not divide the range from 0 to 1",
        ),
        ({"controls": [slider(step=-1)]}, "needs low < high and step > 0"),
        ({"controls": [slider(step=None)]}, "needs stops, or low, high and step"),
        ({"controls": [slider(stops=[1, 0.5])]}, "stops must increase"),
        ({"controls": [slider(stops=[0.5, 0.5])]}, "has a value twice"),
        ({"controls": [slider(stops=[0.5, float("nan")])]}, "every stop must be a finite number"),
        ({"controls": [slider(stops=[0.5])]}, "needs at least two values, has 1"),
        (
            {"controls": [slider(track="log")]},
            "track 'log': must be 'linear', or 'log' where all stops are above 0",
        ),
        ({"controls": [slider(labels={0.3: "a third"})]}, "control 'x': 0.3 is not one of its values"),
        ({"controls": [slider(step=0.0005)]}, r"2001 settings \(x 2001\), at most 1500 are admissible"),
        ({"controls": [slider(name=n) for n in "abcd"]}, "has 4 controls, at most 3"),
        ({"controls": [slider(name="not a name")]}, "its name must be a Python identifier"),
        (
            {"presets": {"Far": {"x": 0.3}}},
            "explorer 'probe': preset 'Far': control 'x': 0.3 is not one of its values",
        ),
        ({"presets": {"Far": {"y": 1}}}, "preset 'Far': there is no control 'y'"),
        ({"play": "y"}, "play: there is no control 'y'"),
        ({"covered": ["y"]}, "covered: there is no panel 'y'"),
        ({"words": {"paly": "Play"}}, r"words: no such keys: \['paly'\]"),
        ({"panels": {}}, "needs at least one panel"),
        (
            {"panels": {"main": Panel(x=(-1, 1), y=(0, 1), x_scale="log")}},
            "panel 'main': limits -1 to 1 cannot be drawn on a 'log' axis",
        ),
        ({"panels": {"main": Panel(x=(0, 1), y=(2, 2))}}, "limits 2 to 2 cannot be drawn on a 'linear' axis"),
        ({"panels": {"not a name": Panel(x=(0, 1), y=(0, 1))}}, "its name must be a Python identifier"),
        ({"name": "no name"}, "its name must be letters"),
    ],
)
def test_wrong_definitions_are_named(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(LiveFigureError, match=message):
        figure(**changes)


def raising(x: float) -> Result:
    return Result(x / (x != 0.75))


def not_finite(x: float) -> Result:
    return Result(x, np.array([1.0, np.nan]) if x == 0.75 else None)


def draw_out(result: Any, panels: dict) -> None:
    panels["main"].plot([0, 1.5 * result.x], [0, 0])


def draw_marker_out(result: Any, panels: dict) -> None:
    panels["main"].plot([1.5 * result.x], [0.5], "o")


def scatter_out(result: Any, panels: dict) -> None:
    panels["main"].scatter([0.5, 1.5 * result.x], [0.5, 0.5])


def draw_text_out(result: Any, panels: dict) -> None:
    panels["main"].text(result.x, 0.5, "a label that is much too long to stand here")


def rescale(result: Any, panels: dict) -> None:
    panels["main"].set_xlim(0, 2)


def draw_image(result: Any, panels: dict) -> None:
    panels["main"].imshow(np.zeros((2, 2)), extent=(0, 1, 0, 1), aspect="auto")


def draw_broken(result: Any, panels: dict) -> None:
    panels["mian"].plot([0], [0])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model": raising}, r"explorer 'probe' at x = 0.75: the model raised ZeroDivisionError"),
        ({"model": not_finite}, r"at x = 0.75: the model returned a number that is not finite: result.curve"),
        ({"describe": lambda r: None}, r"at all 5 settings: describe returned None, not a sentence"),
        ({"describe": lambda r: " "}, r"describe returned ' ', not a sentence"),
        ({"describe": lambda r: r.nothing}, "describe raised AttributeError"),
        (
            {"draw": draw_out},
            r"at 2 of 5 settings \(x = 0.75, 1\): draw: panel 'main': a line .* reaches \d+ points .* at the right: cut it",
        ),
        (
            {"draw": draw_marker_out},
            r"at 2 of 5 settings \(x = 0.75, 1\): draw: panel 'main': a marker .* reaches",
        ),
        (
            {"draw": scatter_out},
            r"at 2 of 5 settings \(x = 0.75, 1\): draw: panel 'main': a marker .* reaches",
        ),
        ({"draw": draw_text_out}, r"the text 'a label .*' reaches \d+ points beyond the panel"),
        ({"draw": rescale}, "panel 'main': draw changed the limits of the axes"),
        ({"draw": draw_image}, "images .* cannot be drawn"),
        ({"draw": draw_broken}, r"draw raised KeyError: mian \(test_definition.py, line \d+\)"),
        (
            {"readout": lambda r: {"a" if r.x < 1 else "b": "1"}},
            r"readout has the labels \['b'\], elsewhere \['a'\]",
        ),
        (
            {"bars": Bars(of=lambda r: {"owners": 0.1}, names=("workers",), title="Who gains")},
            r"bars are \['owners'\], declared are \['workers'\]",
        ),
        (
            {"tasks": [Task(name="t", prompt="?", holds=lambda r: r.x > 2)]},
            "task 't': no setting is an answer",
        ),
        (
            {"tasks": [Task(name="t", prompt="?", holds=lambda r: r.x > 0)]},
            "task 't': the default setting already is",
        ),
    ],
)
def test_a_setting_that_fails_is_named(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(LiveFigureError, match=message):
        all_frames(figure(**changes))


def test_a_panel_is_furnished_as_its_fields_say() -> None:
    panel = Panel(
        width=4,
        height=3,
        x=(1, 100),
        y=(0, 2),
        title="Title",
        title_colour="#123456",
        x_label="across",
        y_label="up",
        x_ticks=[1, 10],
        y_ticks={0: "none", 2: "all"},
        x_scale="log",
    )
    axes = panel.axes()
    box = axes.get_position()
    inches = (4 * box.x0, 4 * (1 - box.x1), 3 * (1 - box.y1), 3 * box.y0)
    assert inches == pytest.approx(panel.margins)
    assert (axes.get_xlim(), axes.get_ylim(), axes.get_xlabel()) == (panel.x, panel.y, "across")
    assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "10"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["none", "all"]
    above = {
        text.get_text(): (4 * text.get_position()[0], 3 * text.get_position()[1])
        for text in axes.figure.texts
    }
    assert above["Title"] == pytest.approx((0.5, 3 - 0.55 + 0.3))
    assert above["up"] == pytest.approx((0.5, 3 - 0.55 + 0.1))
    assert axes.figure.texts[0].get_color() == "#123456"


def test_a_panel_without_a_label_of_y_has_its_title_lower_and_one_without_frame_has_no_axes() -> None:
    axes = Panel(x=(0, 1), y=(0, 1), height=2, title="Title", frame=False).axes()
    (title,) = axes.figure.texts
    assert 2 * title.get_position()[1] == pytest.approx(2 - 0.55 + 0.14)
    assert not axes.axison
    assert Panel(x=(0, 1), y=(0, 1)).axes().axison


def test_a_failing_setting_leaves_the_next_drawing_clean() -> None:
    probe = figure(draw=draw_out)
    with pytest.raises(LiveFigureError):
        probe.frame({"x": 1.0})
    assert len(probe.frame({"x": 0.25}).panels["main"]) == 1


def test_mathtext_is_drawn_as_written() -> None:
    def dollars(result: Any, panels: dict) -> None:
        panels["main"].text(0.1, 0.5, "$5 or $6")

    element = figure(draw=dollars).frame({"x": 0.5}).panels["main"][0]
    assert element.text == "$5 or $6"


def test_an_infeasible_setting_is_drawn_and_spoken_like_any_other() -> None:
    probe = figure(
        model=lambda x: Infeasible("Too large.") if x > 0.5 else Result(x),
        draw=lambda r, p: p["main"].text(0.5, 0.5, "?") if isinstance(r, Infeasible) else draw(r, p),
        describe=lambda r: r.reason if isinstance(r, Infeasible) else "Fine.",
        tasks=[Task(name="t", prompt="?", holds=lambda r: r.x == 0.25)],
    )
    frames = all_frames(probe)
    assert [frame.infeasible for frame in frames] == [False, False, False, True, True]
    assert frames[-1].sentence == "Too large."
    assert [frame.tasks["t"] for frame in frames] == [False, True, False, False, False]


def test_steps_count_in_decimals() -> None:
    assert slider(low=0, high=0.3, step=0.1, default=0.3).values == (0.0, 0.1, 0.2, 0.3)


def test_values_read_as_people_write_them() -> None:
    tax = Slider(
        name="tax", label="Tax", unit="%", low=-1, high=1, step=0.5, default=0, digits=1, labels={0: "none"}
    )
    assert [tax.text(v) for v in tax.values] == ["−1.0 %", "−0.5 %", "none %", "0.5 %", "1.0 %"]
    side = Choice(name="side", label="Side", options={"Home": "h", "Abroad": "f"}, default="f")
    assert (side.text("f"), side.link("f"), side.index("h")) == ("Abroad", "f", 0)
    switch = Switch(name="on", label="On?")
    assert [switch.text(v) for v in switch.values] == ["off", "on"]


def test_numbers() -> None:
    assert (number(-0.001), number(-1.5, 1), number(-12345.6, 0)) == ("0.00", "−1.5", "−12,346")
    assert (percent(0.0954), percent(0.0954, sign=True), percent(0, sign=True)) == (
        "9.5\u00a0%",
        "+9.5\u00a0%",
        "0.0\u00a0%",
    )


def test_a_missing_word_is_an_error() -> None:
    with pytest.raises(KeyError, match="there are no words 'gone'"):
        Words(here="x")("gone")
    with pytest.raises(KeyError, match="the words 'here' ask for {x}, which was not given"):
        Words(here="{x}")("here", y=1)


def test_the_table_of_parameters_has_symbols_where_a_control_has_one() -> None:
    assert figure(controls=[slider(symbol=r"\tau")]).parameter_table().splitlines() == [
        "| Symbol | Control | Values | At first |",
        "|---|---|---|---|",
        r"| $\tau$ | x | 0.00, 0.25, 0.50, 0.75, 1.00 | 0.50 |",
    ]
    assert figure().parameter_table().splitlines() == [
        "| Control | Values | At first |",
        "|---|---|---|",
        "| x | 0.00, 0.25, 0.50, 0.75, 1.00 | 0.50 |",
    ]


def test_a_thumb_stands_at_its_value_or_at_its_logarithm() -> None:
    assert slider(stops=[1, 2, 5], default=1).places == (0, 0.25, 1)
    assert slider(stops=[0.25, 0.5, 1, 4], default=1, track="log").places == (0, 0.25, 0.5, 1)


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({"low": 0.1, "high": 3 * 0.1, "step": 0.1}, (0.1, 0.2, 0.3)),
        ({"low": 0, "high": 0.2, "step": 0.3 - 0.2}, (0, 0.1, 0.2)),
        ({"low": 0.3 - 0.2 - 0.1, "high": 0.2, "step": 0.1}, (0, 0.1, 0.2)),
        ({"stops": [0.3 - 0.2 - 0.1, 0.2 - 0.03 - 0.02, 5 / 6]}, (0, 0.15, 5 / 6)),
        ({"stops": np.linspace(-0.3, 0.3, 7)}, (-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3)),
        ({"stops": [1e-13, 2e-13]}, (1e-13, 2e-13)),
    ],
)
def test_a_stop_is_the_number_that_an_author_would_write(given: dict, values: tuple[float, ...]) -> None:
    made = Slider(name="x", label="x", default=values[0], digits=4, **given)
    made.check()
    assert made.values == values
    assert all(type(value) in (int, float) for value in made.values)
    assert [made.link(value) for value in made.values] == [f"{value:.6g}" for value in values]
    shown = figure(controls=[made]).frame({"x": made.values[-1]})
    assert shown.sentence == f"x is {values[-1]}."
