"""A matplotlib renderer that writes compact SVG elements, ready to be compared between settings.

Matplotlib's own SVG backend derives ids, clip paths and style strings from content, so that every frame
is a text of its own. This one writes coordinates as integers in tenths of a point, paths relative, text
as text, and no ids at all; an element is a tag with attributes, and what differs between two settings
differs in an attribute's value. It also sees everything in the panel's coordinates, which is where an
artist outside the panel's limits shows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from matplotlib import font_manager
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Transform

from . import measure
from .errors import LiveFigureError
from .measure import Extent

UNITS_PER_POINT = 10
DPI = 72 * UNITS_PER_POINT
# An artist may reach this far beyond the limits: rounding, and half a line's width.
TOLERANCE = 1 * UNITS_PER_POINT
# An author's name (gid) for a marker of a legend: it stands for no outcome, and is never hidden.
LEGEND = "legend"
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
SEGMENT_LETTERS = {Path.MOVETO: "m", Path.LINETO: "l", Path.CURVE3: "q", Path.CURVE4: "c"}
SEGMENT_POINTS = {Path.MOVETO: 1, Path.LINETO: 1, Path.CURVE3: 2, Path.CURVE4: 3}


@dataclass(frozen=True)
class Element:
    """One SVG element.

    Attributes:
        tag, attributes: as in the markup.
        text: None for an empty element.
        extent: how far a text reaches; None for other elements.
    """

    tag: str
    attributes: dict[str, str]
    text: str | None = None
    extent: Extent | None = None

    @property
    def shape(self) -> tuple[str, ...]:
        """What two elements must share to be one element with other values."""
        return (self.tag, *self.attributes, *(("#",) if self.text is not None else ()))

    @property
    def pieces(self) -> list[str]:
        """Alternately fixed markup and value: joined they are the element's markup."""
        pieces = [f"<{self.tag}"]
        for name, value in self.attributes.items():
            pieces[-1] += f' {name}="'
            pieces += [escape(value), '"']
        if self.text is None:
            pieces[-1] += "/>"
        else:
            pieces[-1] += ">"
            pieces += [escape(self.text, quote=False), f"</{self.tag}>"]
        return pieces

    def __str__(self) -> str:
        return "".join(self.pieces)


def _relative(points: np.ndarray) -> str:
    """Write integer points of shape (n, 2) as "x y x y …" with no needless blank."""
    return " ".join(map(str, points.ravel().tolist())).replace(" -", "-")


def path_data(vertices: np.ndarray, codes: np.ndarray) -> str:
    """Return SVG path data for integer ``vertices`` (n, 2), y downwards, relative after the first point."""
    parts: list[str] = []
    start = current = np.zeros(2, dtype=int)
    i = 0
    while i < len(codes):
        code = codes[i]
        if code == Path.STOP:
            break
        if code == Path.CLOSEPOLY:
            parts.append("z")
            current = start
            i += 1
            continue
        count = SEGMENT_POINTS[code]
        if code == Path.LINETO:
            j = i
            while j < len(codes) and codes[j] == Path.LINETO:
                j += 1
            points = np.vstack([current, vertices[i:j]])
            steps = np.diff(points, axis=0)
            steps = steps[steps.any(axis=1)]
            if not len(steps) and parts and parts[-1][0] == "m":  # a dot, where caps are round
                steps = np.zeros((1, 2), dtype=int)
            if len(steps):
                parts.append("l" + _relative(steps))
            current = vertices[j - 1]
            i = j
            continue
        points = vertices[i : i + count]
        parts.append(SEGMENT_LETTERS[code] + _relative(points - current))
        current = points[-1]
        if code == Path.MOVETO:
            start = current
        i += count
    return "".join(parts)


class ElementRenderer(RendererBase):
    """Collects :class:`Element` objects from matplotlib's drawing calls.

    Args:
        width, height: size of the panel in inches.
        ink: the colour (hex) that stands for the page's text colour and becomes ``currentColor``.
        say: puts a text into the figure's language, before it is measured or drawn.
    """

    def __init__(self, width: float, height: float, ink: str, say: Callable[[str], str] = str) -> None:
        super().__init__()
        self.say = say
        self.width = round(width * DPI)
        self.height = round(height * DPI)
        self.ink = ink
        self.elements: list[Element] = []
        self.overflow: str | None = None
        self._places_checked = False
        self._legend = False
        self._sizes: dict[tuple[str, int], tuple[float, float, float]] = {}

    def take(self) -> list[Element]:
        """Return what was drawn since the last call.

        Raises:
            LiveFigureError: something was drawn outside the panel's limits.
        """
        elements, self.elements = self.elements, []
        overflow, self.overflow = self.overflow, None
        if overflow:
            raise LiveFigureError(overflow)
        return elements

    # What matplotlib asks of a renderer.

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Begin an artist."""
        self._legend = gid == LEGEND

    def close_group(self, s: str) -> None:
        """End an artist."""
        self._legend = False

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size in drawing units."""
        return self.width, self.height

    def points_to_pixels(self, points: float) -> float:
        """Return a length in points in drawing units."""
        return points * UNITS_PER_POINT

    def flipy(self) -> bool:
        """Y runs downwards, as in SVG."""
        return True

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None
    ) -> None:
        """Draw a path."""
        cleaned = path.cleaned(
            transform, remove_nans=True, simplify=rgbFace is None and path.should_simplify, curves=True
        )
        vertices, codes = cleaned.vertices, cleaned.codes
        drawn = (codes != Path.STOP) & (codes != Path.CLOSEPOLY)
        if not drawn.any():
            return
        if not self._places_checked:
            self._check_inside(vertices[drawn], gc, "a line or area")
        points = np.rint(vertices).astype(int)
        points[:, 1] = self.height - points[:, 1]
        style = self._style(gc, rgbFace)
        if style:
            # By its class a page knows a dot that an outcome is, can hide it, and show where it stood before.
            dot = {"class": "d"} if self._places_checked and not self._legend else {}
            self.elements.append(Element("path", {"d": path_data(points, codes), **dot, **style}))

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | str
    ) -> tuple[float, float, float]:
        """Measure a line of text."""
        return self._measure(self.say(s), prop)

    def _measure(self, text: str, prop: FontProperties) -> tuple[float, float, float]:
        """Measure each text and font once."""
        key = (text, hash(prop))
        if key not in self._sizes:
            self._sizes[key] = super().get_text_width_height_descent(text, prop, False)
        return self._sizes[key]

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,
    ) -> None:
        """Draw markers; their centres must lie within the limits, their rims may stand over them."""
        places = path.cleaned(trans, remove_nans=True)
        with self._places(places.vertices[places.codes != Path.STOP], gc):
            super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)

    def draw_path_collection(
        self,
        gc: GraphicsContextBase,
        master_transform: Transform,
        paths: Any,
        all_transforms: Any,
        offsets: Any,
        offset_trans: Transform,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Draw a collection; for scattered markers, too, only the centres must lie within the limits."""
        places = np.ma.filled(offset_trans.transform(offsets), np.nan) if len(offsets) else np.zeros((0, 2))
        with self._places(places[np.isfinite(places).all(axis=1)], gc):
            super().draw_path_collection(
                gc, master_transform, paths, all_transforms, offsets, offset_trans, *args, **kwargs
            )

    @contextmanager
    def _places(self, places: np.ndarray, gc: GraphicsContextBase) -> Iterator[None]:
        """Check where markers stand instead of how far they reach; an area is a "marker" at (0, 0) in drawing units."""
        self._places_checked = bool(np.any(places != 0))
        if self._places_checked:
            self._check_inside(places, gc, "a marker")
        try:
            yield
        finally:
            self._places_checked = False

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | str = False,
        mtext: Text | None = None,
    ) -> None:
        """Draw one line of text."""
        if ismath:
            raise LiveFigureError(f"text {s!r}: mathtext has no counterpart in the page; write it in Unicode")
        s = self.say(s)
        anchor = "start"
        width, _, _ = self._measure(s, prop)
        start = np.array([x, self.height - y])
        end = start + width * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        self._check_inside(np.array([start, end]), None, f"the text {s!r}")
        if angle == 0 and mtext is not None:
            anchor = ANCHORS[mtext.get_horizontalalignment()]
            x += {"start": 0, "middle": width / 2, "end": width}[anchor]
        attributes = {"x": str(round(x)), "y": str(round(y))}
        if anchor != "start":
            attributes["text-anchor"] = anchor
        attributes["font-size"] = f"{self.points_to_pixels(prop.get_size_in_points()):g}"
        weight = font_manager.weight_dict.get(prop.get_weight(), prop.get_weight())
        if weight != 400:
            attributes["font-weight"] = str(weight)
        if prop.get_style() != "normal":
            attributes["font-style"] = prop.get_style()
        attributes["fill"] = self._colour(gc.get_rgb())
        alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
        if alpha != 1:
            attributes["fill-opacity"] = f"{alpha:g}"
        if angle:
            attributes["transform"] = f"rotate({-angle:g} {round(x)} {round(y)})"
        self.elements.append(Element("text", attributes, s, measure.extent(s, prop)))

    def draw_image(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: a picture of pixels does not belong into a figure that must scale and turn dark."""
        raise LiveFigureError("images (imshow and the like) cannot be drawn in a live figure")

    def draw_gouraud_triangles(self, *args: Any, **kwargs: Any) -> None:
        """Refuse, as for images."""
        raise LiveFigureError("shaded triangles cannot be drawn in a live figure")

    def _colour(self, rgba: Any) -> str:
        colour = to_hex(rgba[:3])
        return "currentColor" if colour == self.ink else colour

    def _style(self, gc: GraphicsContextBase, face: Any) -> dict[str, str]:
        if gc.get_hatch() is not None:
            raise LiveFigureError("hatches cannot be drawn in a live figure")
        if gc.get_clip_path()[0] is not None:
            raise LiveFigureError("clip paths cannot be drawn in a live figure: cut the artist itself")
        forced = gc.get_alpha() if gc.get_forced_alpha() else None
        style: dict[str, str] = {}
        if face is not None:
            alpha = forced if forced is not None else (face[3] if len(face) == 4 else 1)
            if alpha:
                style["fill"] = self._colour(face)
                if alpha != 1:
                    style["fill-opacity"] = f"{alpha:g}"
        rgba = gc.get_rgb()
        alpha = forced if forced is not None else rgba[3]
        width = self.points_to_pixels(gc.get_linewidth())
        if width and alpha:
            style["stroke"] = self._colour(rgba)
            style["stroke-width"] = f"{width:g}"
            if alpha != 1:
                style["stroke-opacity"] = f"{alpha:g}"
            offset, dashes = gc.get_dashes()
            if dashes is not None:
                style["stroke-dasharray"] = " ".join(f"{self.points_to_pixels(d):g}" for d in dashes)
                if offset:
                    style["stroke-dashoffset"] = f"{self.points_to_pixels(offset):g}"
            if gc.get_capstyle() != "butt":
                style["stroke-linecap"] = {"projecting": "square"}.get(gc.get_capstyle(), gc.get_capstyle())
            if gc.get_joinstyle() != "round":
                style["stroke-linejoin"] = gc.get_joinstyle()
        return style

    def _check_inside(self, points: np.ndarray, gc: GraphicsContextBase | None, what: str) -> None:
        """Remember the first thing drawn beyond the axes (if clipped to them) or the panel."""
        clip = gc.get_clip_rectangle() if gc is not None else None
        x0, y0, x1, y1 = clip.extents if clip is not None else (0, 0, self.width, self.height)
        tolerance = TOLERANCE if clip is not None else 0.5 * UNITS_PER_POINT
        low, high = points.min(axis=0), points.max(axis=0)
        sides = {"left": x0 - low[0], "bottom": y0 - low[1], "right": high[0] - x1, "top": high[1] - y1}
        side = max(sides, key=lambda name: sides[name])
        if sides[side] > tolerance and self.overflow is None:
            colour = f" ({to_hex(gc.get_rgb())})" if gc is not None else ""
            limits = "the limits of the axes" if clip is not None else "the panel"
            cure = (
                "cut it at the limits, or widen them" if clip is not None else "move it, or widen the margins"
            )
            reach = f"{sides[side] / UNITS_PER_POINT:.0f} points beyond {limits} at the {side}"
            self.overflow = f"{what}{colour} reaches {reach}: {cure}"
