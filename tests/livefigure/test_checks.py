"""What is known without a browser: labels that meet or have no room, marks off the grid; all of it at once."""

from typing import Any

import pytest

from livefigure import Bars, Choice, LiveFigure, LiveFigureError, Panel, Slider, Task
from livefigure.checks import DESKTOP, PHONE, WIDE, report, scales, where
from livefigure.frames import all_frames, draw_all

X = Slider(name="x", label="x", low=0, high=1, step=0.1, default=0)
SIDE = Choice(name="side", label="Side", options={"Home": "h", "Abroad": "f"}, default="h")


def figure(**changes: Any) -> LiveFigure:
    parts: dict[str, Any] = {
        "name": "probe",
        "title": "A probe",
        "controls": [X, SIDE],
        "model": lambda x, side: (x, side),
        "panels": {"main": Panel(width=4, x=(0, 1), y=(0, 1))},
        "draw": lambda result, panels: panels["main"].plot([0, 1], [0, 1]),
        "describe": lambda result: "Nothing.",
    }
    return LiveFigure(**{**parts, **changes})


def faults(**changes: Any) -> list[str]:
    probe = figure(**changes)
    return report(probe, draw_all(probe)[1])


def draw_near(result: tuple[float, str], panels: dict) -> None:
    x, side = result
    panels["main"].text(0.2, 0.5, "demand", ha="center")
    panels["main"].text(0.2 + x, 0.5, "supply", ha="center" if x < 0.7 else "right")
    if side == "f":
        panels["main"].text(0.5, 0.9, f"price {x:.2f}", rotation=90)
        panels["main"].text(0.5, 0.9, "quantity")


def test_labels_that_overlap_are_named_with_panel_and_all_settings() -> None:
    assert faults(draw=draw_near)[:2] == [
        "at 4 of 22 settings (x = 0, 0.1 with side = any): "
        "panel 'main': the labels 'demand' and 'supply' overlap",
        "at 9 of 22 settings (x = 0, 0.1 … 0.8 with side = 'f'): "
        "panel 'main': the labels 'price 0.00' and 'quantity' overlap",
    ]


def test_labels_apart_are_no_fault() -> None:
    assert (
        faults(draw=lambda result, panels: [panels["main"].text(0.2, y, "demand") for y in (0.3, 0.5)]) == []
    )


def test_a_label_that_leaves_its_panel_is_named() -> None:
    panel = Panel(width=4, x=(0, 1), y=(0, 1), margins=(0.5, 0.15, 0.16, 0.6), title="Above")
    assert faults(panels={"main": panel}) == [
        "at all 22 settings: panel 'main': the label 'Above' reaches beyond the panel at the top"
    ]


def marks(setting: dict[str, Any]) -> dict[float, str]:
    return {0.1 if setting["side"] == "h" else 0.15: "turn"}


def test_a_mark_off_the_grid_is_named_with_the_stops_next_to_it() -> None:
    slider = Slider(name="x", label="x", low=0, high=1, step=0.1, default=0, marks=marks)
    assert faults(controls=[slider, SIDE]) == [
        "at 11 of 22 settings (x = any with side = 'f'): control 'x': the mark 'turn' at 0.15 is not one of its stops; "
        "next to it: 0.1 and 0.2"
    ]


def sliders(left: dict[float, str], right: dict[float, str]) -> list[Slider]:
    return [
        Slider(name=name, label=name, low=0, high=1, step=step, default=0, marks=marks)
        for name, step, marks in (("x", 0.1, left), ("y", 0.5, right), ("z", 0.5, right))
    ]


def test_marks_of_sliders_side_by_side_that_meet_are_named() -> None:
    apart = {"model": lambda x, y, z: (x, "f"), "controls": sliders({1: "world"}, {0: "0 %", 0.5: "1"})}
    assert faults(**apart) == []
    lines = faults(**{**apart, "controls": sliders({1: "world + t", 0.5: "even"}, {0: "world’s", 1: "far"})})
    assert lines == [
        "at all 99 settings: controls 'x' and 'y': on a desktop their marks 'world + t' and 'world’s' meet: "
        "shorten one"
    ]
    # One that stands a row lower meets nobody.
    lower = {0.9: "a mark", 1: "world + t"}
    assert faults(**{**apart, "controls": sliders(lower, {0: "world’s"})}) == []


@pytest.mark.parametrize("critical", [[0.3, 1 / 3], lambda setting: [1 / 3]])
def test_a_critical_point_off_the_grid_is_named(critical: Any) -> None:
    assert faults(critical={"x": critical}) == [
        "at all 22 settings: control 'x': the critical point 0.3333333333333333 is not one of its stops; "
        "next to it: 0.3 and 0.4"
    ]
    assert faults(critical={"x": [0.3]}) == []


def test_critical_points_of_no_control_are_refused() -> None:
    with pytest.raises(LiveFigureError, match="critical: there is no control 'y'"):
        figure(critical={"y": [1]})


def test_words_that_cannot_fit_on_a_phone_are_named() -> None:
    long = "Unabbreviatedworkers"
    slider = Slider(
        name="x",
        label="x",
        low=0,
        high=1,
        step=0.1,
        default=0,
        marks={0: "a mark that is far too long to stand here"},
    )
    lines = faults(
        controls=[slider, SIDE],
        bars=Bars(of=lambda r: {long: 0.1}, names=(long,), title="Who gains"),
    )
    assert any(
        "control 'x': on a phone the mark 'a mark" in line and "leaves the card" in line for line in lines
    )
    assert any(f"bar {long!r}: on a phone {long!r} is" in line for line in lines)


def test_all_faults_of_a_figure_are_told_at_once() -> None:
    def model(x: float, side: str) -> tuple[float, str]:
        if x > 0.85:
            raise ValueError("too far")
        return x, side

    broken = figure(
        model=model,
        draw=draw_near,
        critical={"x": [0.25]},
        tasks=[
            Task(name="never", prompt="?", holds=lambda r: r is None),
            Task(name="now", prompt="?", holds=bool),
        ],
    )
    with pytest.raises(LiveFigureError) as raised:
        all_frames(broken)
    said = str(raised.value)
    assert said.startswith("explorer 'probe' has ")
    for part in (
        "'demand' and 'supply' overlap",
        "at 4 of 22 settings (x = 0.9, 1 with side = any): the model raised ValueError: too far",
        "the critical point 0.25",
        "task 'now': the default setting already is an answer",
    ):
        assert part in said
    assert "never" not in said  # of four settings nobody knows


def test_settings_are_said_in_few_words() -> None:
    probe = figure()
    assert where(probe, [3]) == "x = 0.1, side = 'f'"
    assert where(probe, range(22)) == "all 22 settings"
    assert where(probe, [0, 2, 4, 6, 8, 10]) == "6 of 22 settings (x = 0, 0.1 … 0.5 with side = 'h')"
    assert where(probe, [0, 3, 5]) == "3 of 22 settings (x = 0 with side = 'h'; x = 0.1, 0.2 with side = 'f')"


def test_panels_too_wide_for_legible_text_are_named_with_their_sum() -> None:
    def panels(**widths: float) -> dict[str, Any]:
        drawn = {name: Panel(width=width, x=(0, 1), y=(0, 1)) for name, width in widths.items()}
        return {"panels": drawn, "draw": lambda result, panels: None}

    assert faults(**panels(a=2.1, b=2.25, c=3.45)) == []
    assert faults(**panels(a=2.1, b=2.25, c=3.5)) == [
        "the panels 'a' and 'b' and 'c' share a row of 7.85 inches, 7.8 are the most on a desktop: narrow them"
    ]
    assert faults(**panels(a=2.2, b=2.25)) == [
        "the panels 'a' and 'b' share a row of 4.45 inches, 4.35 are the most on a phone: narrow them"
    ]
    assert faults(**panels(a=4.4)) == [
        "the panel 'a' has a row of 4.4 inches, 4.35 are the most on a phone: narrow it"
    ]
    # A figure without controls has no card, and so more room.
    still = {"controls": [], "model": lambda: None}
    assert faults(**panels(a=3.7, b=4.7), **still) == []
    assert faults(**panels(a=3.8, b=4.8), **still) == [
        "the panels 'a' and 'b' share a row of 8.6 inches, 8.43 are the most on a desktop: narrow them",
        "the panel 'b' has a row of 4.8 inches, 4.75 are the most on a phone: narrow it",
    ]


def test_panels_share_a_row_as_the_style_sheet_lets_them() -> None:
    panels = {
        name: Panel(width=width, x=(0, 1), y=(0, 1)) for name, width in (("a", 2.4), ("b", 2.4), ("c", 4.2))
    }
    probe = figure(panels=panels)
    assert scales(probe, DESKTOP)["a"] == pytest.approx((610 - 40) / 9)
    assert scales(probe, PHONE)["a"] == pytest.approx((322 - 8) / 4.8)
    assert scales(probe, PHONE)["c"] == pytest.approx(322 / 4.2)
    assert scales(probe, WIDE)["a"] == pytest.approx((910 - 40) / 9)
