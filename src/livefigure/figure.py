"""What a live figure is: controls, a model, panels, and functions that draw and say what the model found."""

import itertools
import math
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Self

import numpy as np
from matplotlib.axes import Axes

from .controls import Control, Slider
from .errors import LiveFigureError, SettingError
from .language import Language
from .parts import Bars, Infeasible, Panel, Task
from .stage import Stage
from .svg import Element
from .theme import Theme
from .words import ENGLISH, Words

MAX_SETTINGS = 1500

Setting = dict[str, Any]
Critical = Sequence[float] | Callable[[Setting], Sequence[float]]


@dataclass(frozen=True)
class Picture:
    """A figure at one setting as a page shows it.

    Attributes:
        panels: name → SVG markup (without the axes).
        readout: label → text.
        bars: name → fraction or None.
        bar_texts: name → the same as the reader sees it.
        sentence: what the picture shows; also its alternative text.
    """

    panels: dict[str, str]
    readout: dict[str, str]
    bars: dict[str, float | None]
    bar_texts: dict[str, str]
    sentence: str


@dataclass(frozen=True)
class Frame:
    """A figure at one setting, as elements and words.

    Attributes:
        panels: name → drawn elements (without the axes).
        readout: label → text, both in the figure's language.
        bars: name (in English) → fraction or None.
        bar_texts: name (in English) → the same as the reader sees it.
        sentence: what the picture shows; also its alternative text.
        tasks: name → whether the setting is an answer.
        infeasible: whether the theory does not admit the setting.
    """

    panels: dict[str, list[Element]]
    readout: dict[str, str]
    bars: dict[str, float | None]
    bar_texts: dict[str, str]
    sentence: str
    tasks: dict[str, bool]
    infeasible: bool

    @property
    def picture(self) -> Picture:
        """The frame as a page shows it."""
        panels = {name: "".join(map(str, elements)) for name, elements in self.panels.items()}
        return Picture(panels, self.readout, self.bars, self.bar_texts, self.sentence)


def _told(error: Exception) -> str:
    """Return an error's kind and message, and the file and line that it came from."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    message = error.args[0] if isinstance(error, KeyError) and error.args else error
    return f"{type(error).__name__}: {message} ({Path(last.filename).name}, line {last.lineno})"


def _not_finite(value: Any, path: str = "result") -> str | None:
    """Return the path to the first number that is not finite in nested plain data, or None."""
    if value is None or isinstance(value, str | bool | bytes):
        return None
    if isinstance(value, int | float | np.number):
        return None if math.isfinite(value) else path
    if isinstance(value, np.ndarray):
        return None if not np.issubdtype(value.dtype, np.number) or np.isfinite(value).all() else path
    if is_dataclass(value):
        pairs = ((f".{f.name}", getattr(value, f.name)) for f in fields(value))
    elif isinstance(value, Mapping):
        pairs = ((f"[{k!r}]", v) for k, v in value.items())
    elif isinstance(value, Sequence):
        pairs = ((f"[{i}]", v) for i, v in enumerate(value))
    else:
        return None
    return next((found for suffix, v in pairs if (found := _not_finite(v, path + suffix))), None)


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """A figure with controls, described: its settings, and what is drawn and said at each.

    Without controls it is a still figure in the same style.

    Attributes:
        name: identifier, unique within a book; used in links and file names.
        title: what stands above the figure.
        controls: at most three.
        presets: name of a preset → values of controls; the others take their defaults.
        model: values of the controls by name → result, or :class:`Infeasible`.
        panels: name → :class:`Panel`.
        draw: (result, panels' axes by name) → None; adds artists, never removes or rescales. It is also
            called with :class:`Infeasible` results.
        describe: result → one sentence; also the alternative text.
        readout: result → label → text; the same labels at every setting.
        bars: the strip of bars, if there is one.
        tasks: things to find.
        covered: panels whose picture would tell a lecture hall the answer before it has voted, by its lines or words.
        critical: control → values at which the lesson turns, or a function that takes the setting and returns
            them, where they depend on another control. Each must be one of the control's stops, as every mark must;
            what is a mark need not be said again.
        play: name of the control that the play button moves; the first slider by default, "" for none.
        source: where the figure's data come from, and their licence; printed under it.
        depends_on: files besides the Python modules that the figure depends on (tables).
        theme: style, fonts, colours.
        words: own words for what the engine says (see ``words.ENGLISH``).
        translation: English → another language, for everything that leaves the figure (see ``language``).
            Names of controls and tasks, the keys of presets and what stands in links stay as they are.

    Raises:
        LiveFigureError: anything is defined wrongly; the message names figure and control.
    """

    name: str
    title: str
    model: Callable[..., Any]
    panels: Mapping[str, Panel]
    draw: Callable[[Any, dict[str, Axes]], None]
    describe: Callable[[Any], str]
    controls: Sequence[Control] = ()
    presets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    readout: Callable[[Any], Mapping[str, str]] | None = None
    bars: Bars | None = None
    tasks: Sequence[Task] = ()
    covered: Sequence[str] = ()
    critical: Mapping[str, Critical] = field(default_factory=dict)
    play: str | None = None
    source: str = ""
    depends_on: Sequence[Path] = ()
    theme: Theme = field(default_factory=Theme)
    words: Mapping[str, str] = field(default_factory=dict)
    translation: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        try:
            self._check()
        except LiveFigureError as error:
            raise LiveFigureError(f"explorer {self.name!r}: {error}") from None

    def _check(self) -> None:
        if not self.name.replace("-", "_").isidentifier():
            raise LiveFigureError("its name must be letters, digits, '_' and '-'")
        if len(self.controls) > 3:
            raise LiveFigureError(f"has {len(self.controls)} controls, at most 3 are admissible")
        names = [control.name for control in self.controls]
        for name in names:
            if names.count(name) > 1:
                raise LiveFigureError(f"control {name!r}: two controls have this name")
        for control in self.controls:
            control.check()
        count = math.prod(self.counts)
        if count > MAX_SETTINGS:
            sizes = " × ".join(f"{c.name} {n}" for c, n in zip(self.controls, self.counts, strict=True))
            raise LiveFigureError(f"{count} settings ({sizes}), at most {MAX_SETTINGS} are admissible")
        for preset, values in self.presets.items():
            for name, value in values.items():
                if name not in names:
                    raise LiveFigureError(f"preset {preset!r}: there is no control {name!r}")
                try:
                    self.controls[names.index(name)].index(value)
                except LiveFigureError as error:
                    raise LiveFigureError(f"preset {preset!r}: {error}") from None
        if self.bars:
            self.bars.check()
        for name in self.critical:
            if name not in names:
                raise LiveFigureError(f"critical: there is no control {name!r}")
        if self.play and self.play not in names:
            raise LiveFigureError(f"play: there is no control {self.play!r}")
        _ = self.language  # which checks the translation
        unknown = set(self.words) - set(ENGLISH)
        if unknown:
            raise LiveFigureError(f"words: no such keys: {sorted(unknown)}")
        tasks = [task.name for task in self.tasks]
        if len(set(tasks)) < len(tasks):
            raise LiveFigureError(f"two tasks have one name: {tasks}")
        if not self.panels:
            raise LiveFigureError("needs at least one panel")
        for name in self.covered:
            if name not in self.panels:
                raise LiveFigureError(
                    f"covered: there is no panel {name!r}; there are: {', '.join(self.panels)}"
                )
        for name, panel in self.panels.items():
            if not name.isidentifier():
                raise LiveFigureError(f"panel {name!r}: its name must be a Python identifier")
            for (low, high), scale in ((panel.x, panel.x_scale), (panel.y, panel.y_scale)):
                if scale not in ("linear", "log") or low == high or (scale == "log" and min(low, high) <= 0):
                    raise LiveFigureError(
                        f"panel {name!r}: limits {low!r} to {high!r} cannot be drawn on a {scale!r} axis"
                    )

    # Settings.

    @property
    def counts(self) -> tuple[int, ...]:
        """Number of values of each control."""
        return tuple(len(control.values) for control in self.controls)

    @property
    def default(self) -> Setting:
        """The setting at first sight."""
        return {control.name: control.values[control.index(control.default)] for control in self.controls}

    def settings(self) -> Iterator[Setting]:
        """All settings, the last control moving fastest."""
        names = [control.name for control in self.controls]
        for values in itertools.product(*(control.values for control in self.controls)):
            yield dict(zip(names, values, strict=True))

    def indices(self, setting: Setting) -> tuple[int, ...]:
        """Position of each control's value."""
        return tuple(control.index(setting[control.name]) for control in self.controls)

    def parameter_table(self) -> str:
        """Return the table of parameters as Markdown, made from the controls themselves.

        The column of symbols is left out where no control has one.
        """
        say = self.language
        rows = [[say("Control"), say("Values"), say("At first")]]
        with say.spoken():
            rows += [[say(c.label), c.range_text(say), c.text(c.default, say)] for c in self.controls]
        if any(c.symbol for c in self.controls):
            symbols = [say("Symbol"), *(f"${c.symbol}$" if c.symbol else "" for c in self.controls)]
            rows = [[symbol, *row] for symbol, row in zip(symbols, rows, strict=True)]
        head, *body = (f"| {' | '.join(row)} |" for row in rows)
        return "\n".join([head, "|---" * len(rows[0]) + "|", *body])

    def preset(self, name: str) -> Setting:
        """Return the whole setting of a preset."""
        chosen = self.presets[name]
        return {
            c.name: c.values[c.index(chosen[c.name])] if c.name in chosen else self.default[c.name]
            for c in self.controls
        }

    @property
    def played(self) -> Control | None:
        """The control that the play button moves."""
        if self.play == "":
            return None
        if self.play:
            return next(c for c in self.controls if c.name == self.play)
        return next((c for c in self.controls if isinstance(c, Slider)), None)

    @cached_property
    def language(self) -> Language:
        """The figure's language: call it with English."""
        return Language(self.translation)

    def translated(self, translation: Mapping[str, str]) -> Self:
        """Return the same figure in another language.

        Args:
            translation: English → the other language; what it does not have stays English.

        Raises:
            LiveFigureError: a translation asks for a blank that its English does not have.
        """
        return replace(self, translation=translation)

    @property
    def say(self) -> Words:
        """What the engine says in this figure."""
        return Words({key: self.language(text) for key, text in {**ENGLISH, **self.words}.items()})

    # Drawing.

    @cached_property
    def _stage(self) -> Stage:
        try:
            with self.theme.applied():
                return Stage(self.panels, self.theme.ink, self.language)
        except LiveFigureError as error:
            raise LiveFigureError(f"explorer {self.name!r}: {error}") from None

    def furniture(self) -> dict[str, list[Element]]:
        """Return each panel's axes, which never move."""
        return self._stage.furniture

    def axes_svg(self) -> dict[str, str]:
        """Return each panel's axes as SVG markup."""
        return {name: "".join(map(str, elements)) for name, elements in self.furniture().items()}

    def result(self, setting: Setting) -> Any:
        """Return the model's result at a setting, every number in it finite.

        Raises:
            LiveFigureError: the model raised an error, or returned a number that is not finite.
        """
        try:
            result = self.model(**setting)
        except Exception as error:
            raise self.at(setting, f"the model raised {_told(error)}") from error
        bad = _not_finite(result)
        if bad:
            raise self.at(setting, f"the model returned a number that is not finite: {bad}")
        return result

    def key_numbers(self) -> list[str]:
        """Return the labels of the key numbers, as the figure's author writes them."""
        if self.readout is None:
            return []
        return list(self.call(self.default, "readout", self.readout, self.result(self.default)))

    def frame(self, setting: Setting) -> Frame:
        """Draw and describe the figure at a setting.

        Raises:
            LiveFigureError: anything fails at this setting; the message names figure and setting.
        """
        with self.theme.applied():
            return self.frame_in_theme(setting)

    def frame_in_theme(self, setting: Setting) -> Frame:
        """Do what ``frame`` does, inside ``theme.applied()`` (which costs as much as a small panel)."""
        result = self.result(setting)
        feasible = not isinstance(result, Infeasible)
        stage = self._stage
        with self.language.spoken():
            bars = self._bars(setting, result)
            return Frame(
                panels=self.call(setting, "draw", stage.draw, partial(self.draw, result)),
                readout=self._readout(setting, result),
                bars=bars,
                bar_texts=self.bars.texts(bars, self.say["silent"]) if self.bars else {},
                sentence=self._sentence(setting, result),
                tasks={
                    task.name: feasible
                    and bool(self.call(setting, f"task {task.name!r}", task.holds, result))
                    for task in self.tasks
                },
                infeasible=not feasible,
            )

    def at(self, setting: Setting, message: str) -> SettingError:
        """Return the error that says what is wrong at a setting."""
        where = ", ".join(f"{name} = {value!r}" for name, value in setting.items()) or "its only setting"
        return SettingError(f"explorer {self.name!r} at {where}", message)

    def call(self, setting: Setting, what: str, function: Callable, *arguments: Any) -> Any:
        """Call one of the figure's functions; an error names figure, setting and function."""
        try:
            return function(*arguments)
        except LiveFigureError as error:
            raise self.at(setting, f"{what}: {error}") from None
        except Exception as error:
            raise self.at(setting, f"{what} raised {_told(error)}") from error

    def _sentence(self, setting: Setting, result: Any) -> str:
        sentence = self.call(setting, "describe", self.describe, result)
        if not isinstance(sentence, str) or not sentence.strip():
            raise self.at(setting, f"describe returned {sentence!r}, not a sentence")
        return self.language(sentence)

    def _readout(self, setting: Setting, result: Any) -> dict[str, str]:
        if self.readout is None:
            return {}
        readout = dict(self.call(setting, "readout", self.readout, result))
        for label, text in readout.items():
            if not isinstance(text, str):
                raise self.at(setting, f"readout {label!r} is {text!r}, not text")
        return {self.language(label): self.language(text) for label, text in readout.items()}

    def _bars(self, setting: Setting, result: Any) -> dict[str, float | None]:
        if self.bars is None:
            return {}
        bars = dict(self.call(setting, "bars", self.bars.of, result))
        # Names from ``Words`` come in the figure's language, names in place in English.
        if [*map(self.language, bars)] != [*map(self.language, self.bars.names)]:
            raise self.at(setting, f"bars are {list(bars)}, declared are {list(self.bars.names)}")
        bars = dict(zip(self.bars.names, bars.values(), strict=True))
        for name, value in bars.items():
            if value is not None and not math.isfinite(value):
                raise self.at(setting, f"bar {name!r} is {value!r}, not a finite number")
        wrong = self.bars.do_not_add_up(bars)
        if wrong:
            raise self.at(setting, wrong)
        return bars
