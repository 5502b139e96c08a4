"""A panel in few lines: a title and two axes, each with its ends, its label and its ticks; and what is drawn in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from livefigure import Panel

Ticks = Sequence[float] | Mapping[float, str]


@dataclass(frozen=True)
class Axis:
    """One axis of a panel: see :func:`axis`."""

    ends: tuple[float, float]
    label: str
    ticks: Ticks | None
    scale: str


def axis(
    low: float, high: float, label: str = "", ticks: Ticks | None = (), *, scale: str = "linear"
) -> Axis:
    """Return an axis from ``low`` to ``high``.

    Args:
        low, high: its ends.
        label: what it measures and in which unit.
        ticks: positions, or position → text; none by default, None lets matplotlib choose.
        scale: "linear" or "log".
    """
    return Axis((low, high), label, ticks, scale)


def panel(
    title: str,
    x: Axis,
    y: Axis,
    *,
    size: tuple[float, float],
    margins: tuple[float, float, float, float] = (0.5, 0.15, 0.55, 0.6),
    colour: str | None = None,
    frame: bool = True,
) -> Panel:
    """Return a panel.

    Args:
        title: short, top left, in ``colour`` where it names something that has one.
        x, y: the axes.
        size: width and height in inches; panels in a row share their height and add up to at most 7.8 inches, and to 4.35
            in a phone's rows (a large one has its own there, two small ones share one).
        margins: left, right, top, bottom of the axes, in inches.
        colour: of the title.
        frame: whether the axes are shown at all.
    """
    return Panel(
        width=size[0],
        height=size[1],
        x=x.ends,
        y=y.ends,
        title=title,
        title_colour=colour,
        x_label=x.label,
        y_label=y.label,
        x_ticks=x.ticks,
        y_ticks=y.ticks,
        x_scale=x.scale,
        y_scale=y.scale,
        margins=margins,
        frame=frame,
    )


def by_panel(**functions: Callable[[Axes, Any], None]) -> Callable[[Any, dict[str, Axes]], None]:
    """Return a figure's ``draw``: each panel, by its name, is drawn by a function of its axes and the result."""

    def draw(result: Any, panels: dict[str, Axes]) -> None:
        for name, function in functions.items():
            function(panels[name], result)

    return draw
