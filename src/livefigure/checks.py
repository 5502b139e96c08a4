"""What a browser would show to be wrong, known when the figure is drawn: labels that meet, or have no room.

A page gives a card as much room as there is. Two widths stand for all, a desktop's, where guided moves take their
column beside everything else, and a phone's; labels are also looked at where no moves stand beside them. The numbers
below are those of ``static/livefigure.css``.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from matplotlib.font_manager import FontProperties

from .controls import Choice, Slider
from .figure import Figure, Frame, Setting
from .measure import width
from .svg import DPI, Element

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Page:
    """A width at which a figure is looked at (all in CSS pixels).

    Attributes:
        name: what it is called.
        card: width inside the card's padding, without the column of the moves.
        padding: of the card; a figure without controls has none.
        gap: between panels in a row.
        track: length of a slider's track between the middles of its end stops.
        beside: from the track's end to the card's edge.
        bar_name, bar_value: room for the name of a bar, and for its value.
        row: most inches that panels in a row have together, so that text of 12.5 points is not smaller than 12.5 pixels.
    """

    name: str
    card: float
    padding: float
    gap: float
    track: float
    beside: float
    bar_name: float
    bar_value: float
    row: float


# Beside a track: half a thumb and the card's padding at its left; at its right there is more, the gap before the moves.
DESKTOP = Page(
    "a desktop", card=610, padding=25, gap=20, track=273, beside=32, bar_name=167, bar_value=67, row=7.8
)
PHONE = Page(
    "a phone", card=322, padding=15, gap=8, track=202, beside=74, bar_name=128, bar_value=80, row=4.35
)
PAGES = (DESKTOP, PHONE)
# Without moves a card is wider and letters are larger; two lines that just do not touch when small may do so then.
WIDE = replace(DESKTOP, name="a wide page", card=910, track=423)
LABEL_PAGES = (*PAGES, WIDE)
# Pixels for an inch of a panel: what it asks for, and the most that it gets with and without controls.
BASIS, LARGEST, LARGEST_STILL = 60, 104, 130
# A line's box is higher than its letters: two boxes may share so much without letters that touch.
SHARED = 4
# Browsers differ by so much in where a word begins and ends.
HAIR = 0.25
# Beyond its panel a label may reach so far, which is less than what is left between two panels.
OUTSIDE = 4
MARK = 12.8
BETWEEN_MARKS = 4 + 2 * HAIR  # a padding of each, so that neither covers the other
# On a desktop two controls share a row; so far apart are the ends of their tracks.
IN_A_ROW, BETWEEN_TRACKS = 2, 48


@dataclass(frozen=True)
class Fault:
    """Something wrong with a figure.

    Attributes:
        message: what it is; names panel, labels or control.
        at: number of the setting, None where it is no setting's own.
    """

    message: str
    at: int | None = None

    @property
    def kind(self) -> str:
        """What two faults share that differ in their numbers only."""
        return re.sub(r"[-−+]?\d[\d.,/]*", "#", self.message)


# Panels.


def _room(figure: Figure, page: Page) -> float:
    return page.card if figure.controls else page.card + 2 * page.padding


def _rows(figure: Figure, page: Page) -> list[list[str]]:
    """Return which panels share a row."""
    rows: list[list[str]] = [[]]
    room = whole = _room(figure, page)
    for name, panel in figure.panels.items():
        asked = panel.width * BASIS + (page.gap if rows[-1] else 0)
        if rows[-1] and asked > room:
            rows.append([])
            room, asked = whole, panel.width * BASIS
        rows[-1].append(name)
        room -= asked
    return rows


def scales(figure: Figure, page: Page) -> dict[str, float]:
    """Return CSS pixels for an inch of each panel: rows of panels share the card's width."""
    largest = LARGEST if figure.controls else LARGEST_STILL
    found = {}
    for row in _rows(figure, page):
        inches = sum(figure.panels[name].width for name in row)
        scale = min(largest, (_room(figure, page) - page.gap * (len(row) - 1)) / inches)
        found |= dict.fromkeys(row, scale)
    return found


def row_faults(figure: Figure) -> Iterator[str]:
    """Say which panels are together so wide that their text becomes too small on a desktop or on a phone."""
    for page in PAGES:
        most = math.floor(100 * page.row * _room(figure, page) / page.card + 1e-6) / 100
        for row in _rows(figure, page):
            inches = sum(figure.panels[name].width for name in row)
            if inches > most + 1e-9:
                names = " and ".join(map(repr, row))
                told = f"a row of {inches:.4g} inches, {most:g} are the most on {page.name}"
                yield (
                    f"the panels {names} share {told}: narrow them"
                    if row[1:]
                    else f"the panel {names} has {told}: narrow it"
                )


def box(element: Element, scale: float) -> Box:
    """Return left, top, right and bottom of a text in CSS pixels, as a browser draws it at this scale."""
    unit = scale / DPI
    size = float(element.attributes["font-size"]) * unit
    extent = element.extent
    assert extent is not None
    across = extent.width * size
    left = (
        across * {"start": 0.0, "middle": -0.5, "end": -1.0}[element.attributes.get("text-anchor", "start")]
    )
    x, y = int(element.attributes["x"]) * unit, int(element.attributes["y"]) * unit
    # A browser rounds a font's heights to whole pixels, and letters that reach farther up to the next.
    above = max(round(extent.ascent * size), math.ceil(extent.high * size + 0.5))
    below = max(math.ceil(extent.descent * size), math.ceil(extent.low * size))
    corners = [(left - HAIR, -above), (left + across + HAIR, below)]
    turned = re.match(r"rotate\((-?[\d.]+)", element.attributes.get("transform", ""))
    if turned:
        return _turned(corners, float(turned[1]), x, y)
    (x0, y0), (x1, y1) = corners
    return x + x0, y + y0, x + x1, y + y1


def _turned(corners: list[tuple[float, float]], degrees: float, x: float, y: float) -> Box:
    (x0, y0), (x1, y1) = corners
    turn = np.exp(1j * np.radians(degrees))
    points = turn * np.array([complex(a, b) for a in (x0, x1) for b in (y0, y1)]) + complex(x, y)
    return points.real.min(), points.imag.min(), points.real.max(), points.imag.max()


def overlap(one: Box, other: Box, scale: float) -> bool:
    """Tell whether two labels meet in a panel of this scale."""
    shared = SHARED * max(1, scale / LARGEST)  # still figures are larger, and so are their letters
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] + shared < other[3] and other[1] + shared < one[3]
    )


def label_faults(figure: Figure, frame: Frame) -> Iterator[str]:
    """Say which labels of a frame's panels meet, and which leave their panel, at any width."""
    furniture = figure.furniture()
    seen: dict[str, list[str]] = {}
    pages = LABEL_PAGES if figure.controls else (PHONE, WIDE)  # no moves stand beside a still figure
    for page in pages:
        scale = scales(figure, page)
        for name, panel in figure.panels.items():
            texts = [e for e in (*furniture[name], *frame.panels[name]) if e.text and e.text.strip()]
            boxes = [(element.text, box(element, scale[name])) for element in texts]
            for (one, a), (other, b) in combinations(boxes, 2):
                if overlap(a, b, scale[name]):
                    seen.setdefault(f"panel {name!r}: the labels {one!r} and {other!r} overlap", []).append(
                        page.name
                    )
            across, down = panel.width * scale[name], panel.height * scale[name]
            for text, (left, top, right, bottom) in boxes:
                beyond = {"left": -left, "top": -top, "right": right - across, "bottom": bottom - down}
                side = max(beyond, key=lambda key: beyond[key])
                if beyond[side] > OUTSIDE:
                    seen.setdefault(
                        f"panel {name!r}: the label {text!r} reaches beyond the panel at the {side}", []
                    ).append(page.name)
    for message, names in seen.items():
        everywhere = len(set(names)) == len(pages)
        yield message if everywhere else f"{message}, on {' and on '.join(dict.fromkeys(names))}"


# Words around the panels.


def text_width(figure: Figure, text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in the theme's font, in the unit of ``size``."""
    heavy = 600 if figure.theme.fonts else 700  # matplotlib's own font has no 600
    font = FontProperties(family=figure.theme.families, weight=heavy if bold else 400)
    return size * width(text, font)


def mark_rows(figure: Figure, places: Sequence[tuple[float, str]], page: Page) -> list[int]:
    """Return in which row each named tick (place in per cent, label) stands: lower, if it would touch another."""
    ends: list[float] = []
    found = []
    for place, label in places:
        middle, half = place / 100 * page.track, (text_width(figure, label, MARK) + BETWEEN_MARKS) / 2
        row = next((i for i, end in enumerate(ends) if middle - half >= end), len(ends))
        ends[row:] = [middle + half, *ends[row + 1 :]]
        found.append(row)
    return found


def mark_faults(figure: Figure, setting: Setting) -> Iterator[str]:
    """Say which named ticks leave the card or meet a neighbour's, and which critical points are not on the grid."""
    with figure.language.spoken():
        for control in figure.controls:
            if not isinstance(control, Slider):
                continue
            critical = figure.critical.get(control.name, ())
            for value in critical(setting) if callable(critical) else critical:
                if not control.has(value):
                    yield f"control {control.name!r}: the critical point {value!r} is {control.between(value)}"
            marks = control.marks(setting) if callable(control.marks) else (control.marks or {})
            for value, label in marks.items():
                if not control.has(value):
                    yield f"control {control.name!r}: the mark {label!r} at {value!r} is {control.between(value)}"
                    continue
                for page in PAGES:
                    middle = control.places[control.index(value)] * page.track
                    half = text_width(figure, figure.language(label), MARK) / 2
                    if min(middle, page.track - middle) - half < -page.beside:
                        yield (
                            f"control {control.name!r}: on {page.name} the mark {label!r} leaves the card: shorten it"
                        )
        yield from _neighbours_meet(figure, setting)


def _neighbours_meet(figure: Figure, setting: Setting) -> Iterator[str]:
    """Say which named ticks of two sliders side by side meet on a desktop."""
    for left, right in zip(figure.controls[::IN_A_ROW], figure.controls[1::IN_A_ROW], strict=False):
        if not (isinstance(left, Slider) and isinstance(right, Slider)):
            continue
        for one, row, reach in _reaches(figure, left, setting, at_right=True):
            for other, other_row, other_reach in _reaches(figure, right, setting, at_right=False):
                if row == other_row and reach + other_reach + BETWEEN_MARKS > BETWEEN_TRACKS:
                    yield (
                        f"controls {left.name!r} and {right.name!r}: on {DESKTOP.name} their marks {one!r} and "
                        f"{other!r} meet: shorten one"
                    )


def _reaches(
    figure: Figure, control: Slider, setting: Setting, *, at_right: bool
) -> list[tuple[str, int, float]]:
    """Return each named tick as (label, its row, how far it reaches beyond the track's end) on a desktop."""
    last = len(control.values) - 1
    marks = control.marks(setting) if callable(control.marks) else (control.marks or {})
    at_stops = sorted((control.index(value), label) for value, label in marks.items() if control.has(value))
    places = [(100 * at / last, figure.language(label)) for at, label in at_stops]
    found = []
    for (place, label), row in zip(places, mark_rows(figure, places, DESKTOP), strict=True):
        inside = (100 - place if at_right else place) / 100 * DESKTOP.track
        found.append((label, row, text_width(figure, label, MARK) / 2 - inside))
    return found


def _longest_word(figure: Figure, text: str, size: float, *, bold: bool = False) -> tuple[float, str]:
    return max(
        ((text_width(figure, word, size, bold=bold), word) for word in re.split(r"[ \u2009-]+", text)),
        default=(0, ""),
    )


def _too_long(
    figure: Figure, what: str, text: str, size: float, room: float, *, bold: bool = False
) -> Iterator[str]:
    wide, word = _longest_word(figure, text, size, bold=bold)
    if wide > room:
        yield f"{what}: on a phone {word!r} is {wide:.0f} pixels wide, there are {room:.0f}: shorten it"


def word_faults(figure: Figure) -> Iterator[str]:
    """Say which of the words around the panels cannot fit on a phone at any setting."""
    say, room = figure.language, PHONE.card
    yield from _too_long(figure, "title", say(figure.title), 17.92, room, bold=True)
    for name in figure.presets:
        yield from _too_long(figure, f"preset {name!r}", say(name), 14.72, room - 32)
    if figure.bars:
        for name in figure.bars.names:
            yield from _too_long(figure, f"bar {name!r}", say(name), 15.2, PHONE.bar_name)
    for control in figure.controls:
        what = f"control {control.name!r}"
        label = _longest_word(figure, say(control.label), 14.08)[0]
        for value in control.values:
            text = control.text(value, say)
            if isinstance(control, Choice):
                yield from _too_long(figure, what, text, 15.2, room - 41)
                continue
            yield from _too_long(figure, what, text, 14.08, room - label - 16, bold=True)


def said_faults(figure: Figure, frame: Frame) -> Iterator[str]:
    """Say which key numbers and values of bars cannot fit on a phone."""
    for label, text in frame.readout.items():
        yield from _too_long(figure, f"readout {label!r}", f"{label} {text}", 14.72, PHONE.card, bold=True)
    for text in frame.bar_texts.values():
        wide = text_width(figure, text, 15.2, bold=True)
        if wide > PHONE.bar_value:
            yield f"the bar's value {text!r} is {wide:.0f} pixels wide, there are {PHONE.bar_value:.0f}"


# Messages.


def where(figure: Figure, numbers: Sequence[int]) -> str:
    """Say in few words at which settings, given by their numbers: "12 of 273 settings (price = 0.7, 0.72 … 0.9)"."""
    settings = list(figure.settings())
    if not figure.controls:
        return "its only setting"
    chosen = [settings[i] for i in numbers]
    if len(chosen) == 1:
        return ", ".join(f"{name} = {value!r}" for name, value in chosen[0].items())
    count = f"{len(chosen)} of {len(settings)} settings"
    if len(chosen) == len(settings):
        return f"all {len(settings)} settings"
    return f"{count} ({_compressed(figure, chosen)})"


def _compressed(figure: Figure, chosen: Sequence[Setting]) -> str:
    """Name settings by the control along which they fall into fewest groups; at most three groups are named."""
    best: dict[tuple, list] = {}
    along = figure.controls[0]
    for control in figure.controls:
        groups: dict[tuple, list] = {}
        for setting in chosen:
            others = tuple((name, value) for name, value in setting.items() if name != control.name)
            groups.setdefault(others, []).append(setting[control.name])
        if not best or len(groups) < len(best):
            best, along = groups, control
    merged: dict[str, list[tuple]] = {}
    for others, values in best.items():
        merged.setdefault(f"{along.name} = {_listed(along.values, values)}", []).append(others)
    said = []
    for values, others in merged.items():
        with_these = []
        for place, control in enumerate(c for c in figure.controls if c is not along):
            theirs = list(dict.fromkeys(other[place][1] for other in others))
            with_these.append(f"{control.name} = {_listed(control.values, theirs)}")
        said.append(" with ".join([values, ", ".join(with_these)]) if with_these else values)
    return "; ".join([*said[:3], *([f"and {len(said) - 3} more such groups"] if len(said) > 3 else [])])


def _listed(all_values: Sequence[object], values: Sequence[object]) -> str:
    if len(values) == len(all_values):
        return "any"
    shown = [f"{value:.6g}" if isinstance(value, float) else repr(value) for value in values]
    return ", ".join(shown) if len(shown) <= 4 else f"{shown[0]}, {shown[1]} … {shown[-1]}"


def report(figure: Figure, faults: Sequence[Fault]) -> list[str]:
    """Return one line for each kind of fault, with all settings at which it is found, the first as example."""
    kinds: dict[str, list[Fault]] = {}
    for fault in faults:
        kinds.setdefault(fault.kind, []).append(fault)
    lines = []
    for same in kinds.values():
        numbers = sorted({fault.at for fault in same if fault.at is not None})
        message = same[0].message
        lines.append(f"at {where(figure, numbers)}: {message}" if numbers else message)
    return lines
