"""Parts of a live figure: a panel, a strip of bars, a task, and what stands for a result where there is none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .svg import DPI


@dataclass(frozen=True)
class Infeasible:
    """What a model returns for a setting that the theory does not admit.

    Attributes:
        reason: why, in words a student can read.
    """

    reason: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A small drawing with fixed limits: its axes are drawn once, its artists at every setting.

    Attributes:
        width, height: inches; panels side by side share their height.
        x, y: limits of the axes.
        title: short title, top left; ``title_colour`` where it names something that has a colour.
        x_label, y_label: axis labels; the label of y stands above the axis.
        x_ticks, y_ticks: tick positions, or position → label; None lets matplotlib choose.
        x_scale, y_scale: "linear" or "log".
        margins: left, right, top, bottom of the axes, in inches.
        frame: whether the axes are shown at all.
    """

    width: float = 3.2
    height: float = 3.2
    x: tuple[float, float]
    y: tuple[float, float]
    title: str = ""
    title_colour: str | None = None
    x_label: str = ""
    y_label: str = ""
    x_ticks: Sequence[float] | Mapping[float, str] | None = None
    y_ticks: Sequence[float] | Mapping[float, str] | None = None
    x_scale: str = "linear"
    y_scale: str = "linear"
    margins: tuple[float, float, float, float] = (0.5, 0.15, 0.55, 0.6)
    frame: bool = True

    def axes(self) -> Axes:
        """Return new axes in a figure of their own, furnished but empty (call within the theme)."""
        left, right, top, bottom = self.margins
        figure = Figure(figsize=(self.width, self.height), dpi=DPI)
        axes = figure.add_axes(
            (
                left / self.width,
                bottom / self.height,
                1 - (left + right) / self.width,
                1 - (top + bottom) / self.height,
            )
        )
        axes.set(xscale=self.x_scale, yscale=self.y_scale)
        axes.set(xlim=self.x, ylim=self.y, xlabel=self.x_label, autoscale_on=False)
        for axis, ticks in ((axes.xaxis, self.x_ticks), (axes.yaxis, self.y_ticks)):
            if axis.get_scale() == "log":  # its own formatter writes powers in mathtext
                axis.set_major_formatter("{x:g}")
                axis.minorticks_off()
            if ticks is not None:
                axis.set_ticks(
                    list(ticks), labels=list(ticks.values()) if isinstance(ticks, Mapping) else None
                )
                axis.minorticks_off()
        if not self.frame:
            axes.set_axis_off()
        size = mpl.rcParams["axes.titlesize"]
        top_of_axes = self.height - top
        if self.title:
            figure.text(
                left / self.width,
                (top_of_axes + (0.3 if self.y_label else 0.14)) / self.height,
                self.title,
                fontsize=size,
                fontweight=mpl.rcParams["axes.titleweight"],
                color=self.title_colour or mpl.rcParams["text.color"],
            )
        if self.y_label:
            figure.text(
                left / self.width,
                (top_of_axes + 0.1) / self.height,
                self.y_label,
                ha="left",
                fontsize=mpl.rcParams["axes.labelsize"],
                color=mpl.rcParams["axes.labelcolor"],
            )
        return axes


@dataclass(frozen=True, kw_only=True)
class Bars:
    """A strip of bars around zero, under the panels, on the ruler that all figures share (see ``ruler``).

    Attributes:
        of: result → name → fraction, or None where the model is silent.
        names: the bars, in order.
        title: what stands above the strip.
    """

    of: Callable[[Any], Mapping[str, float | None]]
    names: tuple[str, ...]
    title: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to find with the controls.

    Attributes:
        name: identifier within the figure.
        prompt: what to find.
        holds: result → whether this setting is an answer.
        right, not_yet: what the reader is told.
    """

    name: str
    prompt: str
    holds: Callable[[Any], bool]
    right: str = ""
    not_yet: str = ""
