"""The panels' axes, drawn once and kept: artists come and go on them, which is what makes a setting cheap."""

from collections.abc import Callable, Mapping
from typing import Any

from matplotlib.axes import Axes

from .errors import LiveFigureError
from .parts import Panel
from .svg import Element, ElementRenderer


class Stage:
    """The panels' axes with a renderer each (make it, and draw, within the theme).

    Args:
        panels: the panels by name.
        ink: the colour (hex) that becomes the page's text colour.
        say: puts a text into the figure's language.

    Raises:
        LiveFigureError: the axes themselves do not fit their panel.
    """

    def __init__(self, panels: Mapping[str, Panel], ink: str, say: Callable[[str], str]) -> None:
        self.axes = {name: panel.axes() for name, panel in panels.items()}
        self.renderers = {
            name: ElementRenderer(panel.width, panel.height, ink, say) for name, panel in panels.items()
        }
        self.own = {name: set(axes.get_children()) for name, axes in self.axes.items()}
        self.limits = {name: (axes.get_xlim(), axes.get_ylim()) for name, axes in self.axes.items()}
        self.outside = {name: self._outside(axes) for name, axes in self.axes.items()}
        self.furniture: dict[str, list[Element]] = {}
        for name, axes in self.axes.items():
            axes.patch.set_visible(False)
            axes.figure.patch.set_visible(False)
            axes.figure.draw(self.renderers[name])
            try:
                self.furniture[name] = self.renderers[name].take()
            except LiveFigureError as error:
                raise LiveFigureError(f"axes of panel {name!r}: {error}") from None

    def draw(self, draw: Callable[[dict[str, Axes]], None]) -> dict[str, list[Element]]:
        """Let ``draw`` add its artists to the axes; return them as elements, and remove them again."""
        try:
            draw(self.axes)
            return {name: self._artists(name) for name in self.axes}
        finally:
            for name, axes in self.axes.items():
                self.renderers[name].elements.clear()
                while added := self._added(name):  # removing one may take others along
                    added[0].remove()
                axes.containers.clear()
                axes.set_prop_cycle(None)

    def _added(self, name: str) -> list[Any]:
        """Return what draw added to a panel, in the order in which it was added."""
        return [artist for artist in self.axes[name].get_children() if artist not in self.own[name]]

    @staticmethod
    def _outside(axes: Axes) -> list[Any]:
        titles = (axes.get_title(loc) for loc in ("left", "center", "right"))
        return [*titles, axes.get_xlabel(), axes.get_ylabel(), *axes.figure.get_children()]

    def _artists(self, name: str) -> list[Element]:
        axes, renderer = self.axes[name], self.renderers[name]
        if (axes.get_xlim(), axes.get_ylim()) != self.limits[name]:
            raise LiveFigureError(f"panel {name!r}: draw changed the limits of the axes")
        if self._outside(axes) != self.outside[name]:
            raise LiveFigureError(
                f"panel {name!r}: draw changed a title, a label or the figure around the axes, which are drawn once; "
                "draw an artist in the axes instead"
            )
        try:
            for artist in sorted(self._added(name), key=lambda a: a.get_zorder()):
                artist.draw(renderer)
            return renderer.take()
        except LiveFigureError as error:
            raise LiveFigureError(f"panel {name!r}: {error}") from None
