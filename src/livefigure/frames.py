"""All settings of a figure, drawn once and kept as little more than what differs between them.

Every frame is text: SVG markup per panel and a few words. Markup is cut into fixed pieces and values; a
piece that never changes goes into a template, a value that does becomes a slot. A slot that depends on
some of the controls only is stored over the grid of those controls alone. The page puts values back into
templates; nothing is recomputed there.
"""

import itertools
import json
import math
import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .checks import (
    PAGES,
    Fault,
    label_faults,
    mark_faults,
    mark_rows,
    report,
    row_faults,
    said_faults,
    word_faults,
)
from .controls import Slider
from .errors import LiveFigureError, SettingError
from .figure import Figure, Frame, Picture, Setting
from .fingerprint import fingerprint

# Below this many settings a second process costs more than it saves.
WORTH_A_PROCESS = 60

Template = list[str | int]


_figure_of_worker: Figure | None = None


def _draw(figure: Figure, numbers: range) -> list[tuple[Frame | None, list[Fault]]]:
    """Draw and check some settings, given by their numbers."""
    settings = list(itertools.islice(figure.settings(), numbers.start, numbers.stop))
    with figure.theme.applied():
        return [_look(figure, at, setting) for at, setting in zip(numbers, settings, strict=True)]


def _look(figure: Figure, at: int, setting: Setting) -> tuple[Frame | None, list[Fault]]:
    try:
        messages = list(
            figure.call(setting, "marks and critical points", lambda: [*mark_faults(figure, setting)])
        )
        frame = figure.frame_in_theme(setting)
        messages += [*label_faults(figure, frame), *said_faults(figure, frame)]
    except SettingError as error:
        return None, [Fault(error.message, at)]
    return frame, [Fault(message, at) for message in messages]


def _worker(numbers: range) -> list[tuple[Frame | None, list[Fault]]] | LiveFigureError:
    assert _figure_of_worker is not None
    try:
        return _draw(_figure_of_worker, numbers)
    except LiveFigureError as error:
        return LiveFigureError(str(error))  # without the cause, which may not survive the way back


def draw_all(figure: Figure) -> tuple[list[Frame | None], list[Fault]]:
    """Draw and check every setting, on all cores this process may use.

    Returns:
        The frames in the order of the settings, None where one could not be drawn, and all that is wrong.

    Raises:
        LiveFigureError: the axes themselves cannot be drawn.
    """
    count = math.prod(figure.counts)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if cores == 1 or count < WORTH_A_PROCESS or not can_fork:
        looked = _draw(figure, range(count))
    else:
        global _figure_of_worker
        _figure_of_worker = figure  # a figure's functions need not be picklable: children inherit it
        size = math.ceil(count / (4 * cores))
        chunks = [range(i, min(i + size, count)) for i in range(0, count, size)]
        with multiprocessing.get_context("fork").Pool(cores) as pool:
            results = pool.map(_worker, chunks, chunksize=1)
        looked = []
        for result in results:
            if isinstance(result, LiveFigureError):
                raise result
            looked += result
    frames = [frame for frame, _ in looked]
    faults = [fault for _, found in looked for fault in found]
    with figure.theme.applied():
        faults += [Fault(message) for message in (*row_faults(figure), *word_faults(figure))]
    return frames, faults + _differing_readouts(frames) + _task_faults(figure, frames)


def all_frames(figure: Figure) -> list[Frame]:
    """Draw and check every setting.

    Raises:
        LiveFigureError: something is wrong; the message names all of it, with all settings concerned.
    """
    frames, faults = draw_all(figure)
    lines = report(figure, faults)
    if len(lines) == 1:
        join = " " if lines[0].startswith("at ") else ": "
        raise LiveFigureError(f"explorer {figure.name!r}{join}{lines[0]}")
    if lines:
        raise LiveFigureError("\n- ".join([f"explorer {figure.name!r} has {len(lines)} faults:", *lines]))
    return [frame for frame in frames if frame is not None]


def _differing_readouts(frames: list[Frame | None]) -> list[Fault]:
    labels: list[str] | None = None
    faults = []
    for at, frame in enumerate(frames):
        if frame is None:
            continue
        labels = list(frame.readout) if labels is None else labels
        if list(frame.readout) != labels:
            faults.append(Fault(f"readout has the labels {list(frame.readout)}, elsewhere {labels}", at))
    return faults


def _task_faults(figure: Figure, frames: list[Frame | None]) -> list[Fault]:
    default = frames[flat_index(figure.counts, figure.indices(figure.default))]
    faults = []
    for task in figure.tasks:
        # Of a setting that could not be drawn nobody knows whether it is an answer.
        if not any(frame is None or frame.tasks[task.name] for frame in frames):
            faults.append(Fault(f"task {task.name!r}: no setting is an answer"))
        if default is not None and default.tasks[task.name]:
            faults.append(Fault(f"task {task.name!r}: the default setting already is an answer"))
    return faults


def flat_index(counts: Sequence[int], indices: Sequence[int]) -> int:
    """Return the position in ``Figure.settings()`` of the setting with these indices."""
    flat = 0
    for count, index in zip(counts, indices, strict=True):
        flat = flat * count + index
    return flat


class _Slots:
    """Values that differ between settings, each kept once, over the controls it depends on."""

    def __init__(self, counts: tuple[int, ...]) -> None:
        self.counts = counts
        self.grid = list(itertools.product(*map(range, counts)))
        self.slots: list[list[Any]] = []
        self._known: dict[str, int] = {}
        axes = range(len(counts))
        self._subsets = [s for n in range(len(counts) + 1) for s in itertools.combinations(axes, n)]
        self._places = {
            s: [flat_index([counts[a] for a in s], [point[a] for a in s]) for point in self.grid]
            for s in self._subsets
        }

    def add(self, values: list[Any]) -> Any:
        """Return a constant value, or the number of the slot; None means that it does not matter.

        Values are texts or lists, never numbers: a number is a slot.
        """
        for subset in self._subsets:
            table: list[Any] = [None] * math.prod(self.counts[a] for a in subset)
            for place, value in zip(self._places[subset], values, strict=True):
                if value is None or table[place] == value:
                    continue
                if table[place] is not None:
                    break
                table[place] = value
            else:
                break
        else:  # pragma: no cover - the whole grid always fits
            raise AssertionError("a value cannot differ at one setting")
        kept = ["" if value is None else value for value in table]
        if not subset:
            return kept[0]
        key = json.dumps([subset, kept])
        if key not in self._known:
            self._known[key] = len(self.slots)
            self.slots.append(_packed(list(subset), kept))
        return self._known[key]


def _packed(subset: list[int], values: list[Any]) -> list[Any]:
    """Return [controls, values], or [controls, different values, index of each] where that is shorter."""
    different = {json.dumps(value): value for value in values}
    places = {key: place for place, key in enumerate(different)}
    plain: list[Any] = [subset, values]
    indexed: list[Any] = [subset, [*different.values()], [places[json.dumps(value)] for value in values]]
    return min(plain, indexed, key=lambda slot: len(json.dumps(slot)))


def _templates(slots: _Slots, drawings: list[list[Any]]) -> tuple[list[Template], str | int]:
    """Return the templates of one panel and what says which of them a setting uses."""
    shapes = [tuple(element.shape for element in drawing) for drawing in drawings]
    different = list(dict.fromkeys(shapes))
    templates = []
    for shape in different:
        pieces = [
            [piece for element in drawing for piece in element.pieces] if own == shape else None
            for drawing, own in zip(drawings, shapes, strict=True)
        ]
        length = len(next(p for p in pieces if p is not None))
        template: Template = []
        for i in range(length):
            part = slots.add([p[i] if p is not None else None for p in pieces])
            if isinstance(part, str) and template and isinstance(template[-1], str):
                template[-1] += part
            else:
                template.append(part)
        templates.append(template)
    return templates, slots.add([str(different.index(shape)) for shape in shapes])


def task_bit(name: str, index: int) -> int:
    """Return the bit that masks whether setting ``index`` answers task ``name`` (not read off at a glance)."""
    state = 2166136261
    for char in f"{name}{index}":
        state = ((state ^ ord(char)) * 16777619) & 0xFFFFFFFF
    return (state >> 7) & 1


def compile_frames(figure: Figure, frames: list[Frame]) -> dict[str, Any]:
    """Return what the page needs to show every setting, as plain JSON data."""
    slots = _Slots(figure.counts)
    settings = list(figure.settings())
    data: dict[str, Any] = {
        "counts": list(figure.counts),
        "controls": [
            {
                "name": control.name,
                "kind": control.kind,
                "texts": [control.text(value, figure.language) for value in control.values],
                "links": [control.link(value) for value in control.values],
                **(
                    {"values": list(control.values), "places": list(control.places)}
                    if isinstance(control, Slider)
                    else {}
                ),
            }
            for control in figure.controls
        ],
        "default": list(figure.indices(figure.default)),
        "presets": [list(figure.indices(figure.preset(name))) for name in figure.presets],
        "play": None if figure.played is None else list(figure.controls).index(figure.played),
        "panels": {
            name: _templates(slots, [frame.panels[name] for frame in frames]) for name in figure.panels
        },
        "readout_labels": list(frames[0].readout),
        "readout": [slots.add([frame.readout[label] for frame in frames]) for label in frames[0].readout],
        "bars": [
            [
                slots.add(
                    ["" if frame.bars[name] is None else f"{frame.bars[name]:.4f}" for frame in frames]
                ),
                slots.add([frame.bar_texts[name] for frame in frames]),
            ]
            for name in frames[0].bars
        ],
        "sentence": slots.add([frame.sentence for frame in frames]),
        "marks": {
            control.name: slots.add(
                [
                    figure.call(
                        setting, f"marks of control {control.name!r}", place_marks, figure, control, setting
                    )
                    for setting in settings
                ]
            )
            for control in figure.controls
            if isinstance(control, Slider)
        },
        "tasks": {
            task.name: "".join(
                str(int(frame.tasks[task.name]) ^ task_bit(task.name, i)) for i, frame in enumerate(frames)
            )
            for task in figure.tasks
        },
    }
    data["slots"] = slots.slots
    return data


def place_marks(figure: Figure, control: Slider, setting: Setting) -> list[list[Any]]:
    """Return a slider's named ticks as [per cent of its length, label, row, row on a phone].

    A label that would touch its neighbour stands a row lower.
    """
    with figure.language.spoken():
        marks = {index: figure.language(label) for index, label in control.marks_at(setting).items()}
    places = [(round(100 * control.places[index], 2), marks[index]) for index in sorted(marks)]
    wide, narrow = (mark_rows(figure, places, page) for page in PAGES)
    return [[place, label, *rows] for (place, label), *rows in zip(places, wide, narrow, strict=True)]


# The cache.


def cache_folder() -> Path:
    """Return the folder that keeps frames between builds (LIVEFIGURE_CACHE, else _build/.livefigure)."""
    return Path(os.environ.get("LIVEFIGURE_CACHE", "_build/.livefigure")).resolve()


@cache
def build_name(figure: Figure) -> str:
    """Return the name of a figure's frames, which changes with what they depend on."""
    return f"{figure.name}-{fingerprint(figure)}"


def script_name(figure: Figure) -> str:
    """Return the file name of a figure's frames."""
    return f"{build_name(figure)}.js"


def ensure_script(figure: Figure) -> Path:
    """Return the script that holds a figure's frames; draw them first if the cache does not have it.

    Raises:
        LiveFigureError: a setting cannot be drawn; nothing is written then.
    """
    folder = cache_folder()
    script = folder / script_name(figure)
    if not script.exists():
        data = compile_frames(figure, all_frames(figure))
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = script.with_suffix(f".{os.getpid()}")
        unfinished.write_text(f"livefigureFrames({json.dumps(script.stem)},{text})\n", encoding="utf-8")
        unfinished.replace(script)
    return script


@dataclass(frozen=True)
class Drawn:
    """All frames of a figure.

    Attributes:
        name: what they are called on a page and in the cache.
        data: what the page needs to show every setting (see ``compile_frames``).
    """

    name: str
    data: dict[str, Any]


def drawn(figure: Figure) -> Drawn:
    """Return all frames of a figure, from the cache if it has them.

    Raises:
        LiveFigureError: a setting cannot be drawn.
    """
    script = ensure_script(figure)
    return Drawn(script.stem, load_script(script))


def load_script(script: Path) -> dict[str, Any]:
    """Return the data of a frames script."""
    text = script.read_text(encoding="utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


class Player:
    """Reads a frames script as the page does; what tests and other tools use to look at every setting."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def value(self, slot: Any, indices: Sequence[int]) -> Any:
        """Return a constant, or a slot's value at the setting with these indices."""
        if not isinstance(slot, int):
            return slot
        subset, values, *index = self.data["slots"][slot]
        place = flat_index([self.data["counts"][a] for a in subset], [indices[a] for a in subset])
        return values[index[0][place]] if index else values[place]

    def panel(self, name: str, indices: Sequence[int]) -> str:
        """Return a panel's markup (without its axes)."""
        templates, which = self.data["panels"][name]
        return "".join(self.value(part, indices) for part in templates[int(self.value(which, indices))])

    def sentence(self, indices: Sequence[int]) -> str:
        """Return the sentence."""
        return self.value(self.data["sentence"], indices)

    def picture(self, figure: Figure, indices: Sequence[int]) -> Picture:
        """Return the whole picture at a setting of ``figure``, whose frames these are."""
        labels = self.data["readout_labels"]
        texts = [self.value(slot, indices) for slot in self.data["readout"]]
        names = figure.bars.names if figure.bars else ()
        bars = [[self.value(slot, indices) for slot in pair] for pair in self.data["bars"]]
        return Picture(
            panels={name: self.panel(name, indices) for name in figure.panels},
            readout=dict(zip(labels, texts, strict=True)),
            bars={n: float(value) if value else None for n, (value, _) in zip(names, bars, strict=True)},
            bar_texts={n: text for n, (_, text) in zip(names, bars, strict=True)},
            sentence=self.sentence(indices),
        )
