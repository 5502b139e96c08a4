"""Controls: a slider with stops, a choice, a switch. Each is a finite list of values with a default."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .errors import LiveFigureError
from .words import Words, number

Marks = Mapping[float, str]
Say = Callable[[str], str]

_RANGE = Words(range="{low} to {high}, {count} stops")


def as_written(value: float) -> float:
    """Return the short decimal that a computed value stands for (0.15 for 0.15000000000000002), others as they are."""
    if isinstance(value, int):
        return value
    short = float(f"{value:.10g}")
    return short if math.isclose(value, short, rel_tol=1e-14) else float(value)


def _written(values: Iterable[float]) -> tuple[float, ...]:
    """Return stops as an author would write them; what is left of 0.3 - 0.2 - 0.1 is 0."""
    values = tuple(values)
    nothing = 1e-14 * max((abs(value) for value in values if math.isfinite(value)), default=0)
    return tuple(0.0 if 0 < abs(value) < nothing else as_written(value) for value in values)


def _index_of(values: tuple[Any, ...], value: Any) -> int | None:
    for index, candidate in enumerate(values):
        if candidate is value or candidate == value:
            return index
        if (
            isinstance(candidate, int | float)
            and isinstance(value, int | float)
            and math.isclose(candidate, value, rel_tol=1e-9, abs_tol=1e-12)
        ):
            return index
    return None


@dataclass(frozen=True, kw_only=True)
class Control:
    """What all controls share.

    Attributes:
        name: the model's keyword argument.
        label: what the reader reads.
        default: the value at first sight; one of ``values``.
        symbol: the literature's symbol, as LaTeX, for the table of parameters.
    """

    name: str
    label: str
    default: Any
    symbol: str = ""

    kind = "control"

    @property
    def values(self) -> tuple[Any, ...]:
        """All values that the control can take, in order."""
        raise NotImplementedError

    def text(self, value: Any, say: Say = str) -> str:
        """Return ``value`` as the reader sees it, with its unit; ``say`` puts words into the reader's language."""
        raise NotImplementedError

    def range_text(self, say: Say = str) -> str:
        """Return what values there are, as the table of parameters says it."""
        return ", ".join(self.text(value, say) for value in self.values)

    def link(self, value: Any) -> str:
        """Return ``value`` as it stands in a link."""
        return f"{value:.6g}" if isinstance(value, float) else str(value)

    def index(self, value: Any) -> int:
        """Return the position of ``value`` in ``values``.

        Raises:
            LiveFigureError: the control has no such value.
        """
        found = _index_of(self.values, value)
        if found is None:
            raise LiveFigureError(
                f"control {self.name!r}: {value!r} is not one of its values: {self._range()}"
            )
        return found

    def has(self, value: Any) -> bool:
        """Tell whether ``value`` is one of ``values``."""
        return _index_of(self.values, value) is not None

    def _range(self) -> str:
        return ", ".join(repr(v) for v in self.values)

    def check(self) -> None:
        """Raise ``LiveFigureError`` if the control is defined wrongly."""
        if not self.name.isidentifier():
            raise LiveFigureError(f"control {self.name!r}: its name must be a Python identifier")
        if len(self.values) < 2:
            raise LiveFigureError(f"control {self.name!r}: needs at least two values, has {len(self.values)}")
        if len({self.link(v) for v in self.values}) < len(self.values):
            raise LiveFigureError(f"control {self.name!r}: has a value twice: {self._range()}")
        if _index_of(self.values, self.default) is None:
            raise LiveFigureError(
                f"control {self.name!r}: default {self.default!r} is not one of its values: {self._range()}"
            )


@dataclass(frozen=True, kw_only=True)
class Slider(Control):
    """A slider over numbers: give ``stops``, or ``low``, ``high`` and a ``step`` that divides the range.

    Attributes:
        unit: unit behind the value.
        digits: decimals of the value shown.
        stops: the values, increasing; one that is a short decimal but for the dust of computing is that decimal.
        low, high, step: the same as an evenly spaced grid, both ends included.
        labels: own words for some stops ({5/6: "5/6"}).
        track: where the thumb stands: "linear", at its value; "log", at its logarithm (all stops above 0).
        marks: named ticks under the slider ({5/6: "5/6"}), or a function that takes the setting (the
            values of all the figure's controls by name) and returns them, where the place of a critical
            point depends on another control.
    """

    unit: str = ""
    digits: int = 2
    stops: Iterable[float] | None = None
    low: float | None = None
    high: float | None = None
    step: float | None = None
    labels: Mapping[float, str] | None = None
    track: str = "linear"
    marks: Marks | Callable[[dict[str, Any]], Marks] | None = None

    kind = "slider"

    def __post_init__(self) -> None:
        if self.stops is not None:
            object.__setattr__(self, "stops", _written(self.stops))

    @property
    def values(self) -> tuple[float, ...]:
        """All stops, increasing."""
        if self.stops is not None:
            return tuple(self.stops)
        if self.low is None or self.high is None or self.step is None:
            raise LiveFigureError(f"control {self.name!r}: needs stops, or low, high and step")
        if not self.step > 0 or not self.high > self.low:
            raise LiveFigureError(
                f"control {self.name!r}: needs low < high and step > 0, "
                f"has low {self.low!r}, high {self.high!r}, step {self.step!r}"
            )
        # Decimal fractions as the author wrote them, or would have: so 0.1 divides 0.3, and 3 * 0.1.
        low, high, step = (Fraction(str(x)) for x in _written((self.low, self.high, self.step)))
        if (high - low) % step:
            raise LiveFigureError(
                f"control {self.name!r}: step {self.step!r} does not divide "
                f"the range from {self.low!r} to {self.high!r}"
            )
        return tuple(float(low + i * step) for i in range(int((high - low) / step) + 1))

    def check(self) -> None:
        """Raise ``LiveFigureError`` if the slider is defined wrongly."""
        values = self.values
        if not all(math.isfinite(v) for v in values):
            raise LiveFigureError(
                f"control {self.name!r}: every stop must be a finite number: {self._range()}"
            )
        super().check()
        if list(values) != sorted(values):
            raise LiveFigureError(f"control {self.name!r}: stops must increase: {self._range()}")
        if self.track not in ("linear", "log") or (self.track == "log" and values[0] <= 0):
            raise LiveFigureError(
                f"control {self.name!r}: track {self.track!r}: must be 'linear', or 'log' where all stops are above 0, "
                f"and the first is {values[0]:g}"
            )
        for value in self.labels or ():
            self.index(value)

    @property
    def places(self) -> tuple[float, ...]:
        """Where each stop stands on the track, from 0 to 1."""
        at = [math.log(value) for value in self.values] if self.track == "log" else list(self.values)
        return tuple(round((x - at[0]) / (at[-1] - at[0]), 4) for x in at)

    def short(self, value: float, say: Say = str) -> str:
        """Return the value without its unit."""
        for stop, label in (self.labels or {}).items():
            if _index_of((stop,), value) is not None:
                return say(label)
        return number(value, self.digits)

    def text(self, value: float, say: Say = str) -> str:
        """Return the value with its unit."""
        return f"{self.short(value, say)} {say(self.unit)}".rstrip()

    def range_text(self, say: Say = str) -> str:
        """Return the stops, or their ends and number, as the table of parameters says it."""
        if len(self.values) <= 8:
            return f"{', '.join(self.short(value, say) for value in self.values)} {say(self.unit)}".rstrip()
        low, high = self.short(self.values[0], say), self.text(self.values[-1], say)
        return _RANGE("range", low=low, high=high, count=len(self.values))

    def between(self, value: float) -> str:
        """Say that a value is no stop, and which stops are next to it."""
        below = [f"{stop:.6g}" for stop in self.values if stop < value][-1:]
        above = [f"{stop:.6g}" for stop in self.values if stop > value][:1]
        return f"not one of its stops; next to it: {' and '.join(below + above)}"

    def marks_at(self, setting: dict[str, Any]) -> dict[int, str]:
        """Return the named ticks at a setting: index of the stop → label."""
        marks = self.marks(setting) if callable(self.marks) else (self.marks or {})
        return {self.index(value): label for value, label in marks.items()}

    def _range(self) -> str:
        values = self.values
        return (
            ", ".join(f"{v:g}" for v in values)
            if len(values) <= 12
            else (f"{len(values)} stops from {values[0]:g} to {values[-1]:g}")
        )


@dataclass(frozen=True, kw_only=True)
class Choice(Control):
    """One of several named values.

    Attributes:
        options: label → value, in the order shown.
    """

    options: Mapping[str, Any]

    kind = "choice"

    @property
    def values(self) -> tuple[Any, ...]:
        """The options' values in the order shown."""
        return tuple(self.options.values())

    def text(self, value: Any, say: Say = str) -> str:
        """Return the option's label."""
        return say(tuple(self.options)[self.index(value)])


@dataclass(frozen=True, kw_only=True)
class Switch(Control):
    """On or off.

    Attributes:
        off, on: what the two positions are called.
    """

    default: bool = False
    off: str = "off"
    on: str = "on"

    kind = "switch"

    @property
    def values(self) -> tuple[bool, ...]:
        """False, True."""
        return (False, True)

    def text(self, value: bool, say: Say = str) -> str:
        """Return the name of the position."""
        return say(self.on if value else self.off)

    def link(self, value: bool) -> str:
        """Return the position as it stands in a link."""
        return "on" if value else "off"
