"""Parts of a live figure: a panel, a strip of bars, a task, and what stands for a result where there is none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .errors import LiveFigureError
from .svg import DPI
from .words import add_up, percent


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
        width, height: inches; panels side by side share their height. How wide a row may be: ``checks.Page.row``.
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
        sums: a bar → the bars that add up to it, as numbers and as printed. A sum may be part of another.
    """

    of: Callable[[Any], Mapping[str, float | None]]
    names: tuple[str, ...]
    title: str
    sums: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def check(self) -> None:
        """Raise ``LiveFigureError`` if the sums are defined wrongly."""
        parts = [name for names in self.sums.values() for name in names]
        for name in (*self.sums, *parts):
            if name not in self.names:
                raise LiveFigureError(f"sums: there is no bar {name!r}")
            if parts.count(name) > 1:
                raise LiveFigureError(f"sums: the bar {name!r} is part of two sums, or twice of one")
        if len(self._from_above()) < len(self.sums):
            raise LiveFigureError(f"sums: {list(self.sums)} are parts of each other")

    def _from_above(self) -> list[str]:
        """Return the sums, each before those that are parts of it."""
        below = {name for names in self.sums.values() for name in names}
        found = [name for name in self.sums if name not in below]
        for name in found:
            found += [part for part in self.sums[name] if part in self.sums]
        return found

    def do_not_add_up(self, values: Mapping[str, float | None]) -> str | None:
        """Say which bars do not add up to their sum, None if all do; a silent one counts nothing."""
        for name, names in self.sums.items():
            parts, total = [value for part in names if (value := values[part]) is not None], values[name]
            if (total is None) != (not parts):
                return f"the bar {name!r} is {total!r}, its parts are {[values[part] for part in names]}"
            if total is not None and abs(sum(parts) - total) > 1e-9:
                told = " + ".join(f"{part!r}" for part in names)
                return f"bars {told} add up to {sum(parts):.6g}, but {name!r} is {total:.6g}"
        return None

    def texts(self, values: Mapping[str, float | None], silent: str) -> dict[str, str]:
        """Return each bar's value as the reader sees it.

        What adds up does so as printed: a sum is rounded as any number, and its parts so that they give it, those
        whose nearest rounding would not being the ones that lose least by the other (largest remainders). More
        decimals would not do: three numbers with two decimals miss their sum as easily as with one.
        """
        shown = {name: round(100 * value, 1) for name, value in values.items() if value is not None}
        for name in self._from_above():
            parts = [part for part in self.sums[name] if part in shown]
            if parts:
                exact = [100 * (values[part] or 0) for part in parts]
                shown.update(zip(parts, add_up(exact, shown[name], 1), strict=True))
        return {name: percent(shown[name] / 100, sign=True) if name in shown else silent for name in values}


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
