"""Settings as an author writes them on a page: "price = 5/6", "War of equals; home_tariff = 0"."""

from fractions import Fraction
from typing import Any

from .controls import Choice, Control, Slider, Switch
from .errors import LiveFigureError
from .figure import Figure, Setting


def read_setting(figure: Figure, text: str) -> Setting:
    """Return the whole setting that a text names; what it does not name has its default.

    Args:
        figure: the figure.
        text: parts separated by semicolons: a preset's name, or a control with its value. A slider's value is a number
            or a fraction, written with as many decimals as tell its stop from the others (``0.618``).

    Raises:
        LiveFigureError: there is no such preset, control or value; the message says which there are.
    """
    setting = dict(figure.default)
    controls = {control.name: control for control in figure.controls}
    for part in (part.strip() for part in text.split(";")):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            if part not in figure.presets:
                raise LiveFigureError(
                    f"there is no preset {part!r}; there are: {', '.join(figure.presets) or 'none'}"
                )
            setting.update(figure.preset(part))
        elif name not in controls:
            raise LiveFigureError(f"there is no control {name!r}; there are: {', '.join(controls)}")
        else:
            setting[name] = _value(controls[name], value)
    return setting


def _value(control: Control, text: str) -> Any:
    if isinstance(control, Slider):
        return _stop(control, text)
    if isinstance(control, Switch):
        named = {"off": False, "on": True, control.off: False, control.on: True}
    else:
        assert isinstance(control, Choice)
        named = {**{str(value): value for value in control.values}, **control.options}
    if text not in named:
        raise LiveFigureError(f"control {control.name!r}: {text!r} is not one of {', '.join(named)}")
    return named[text]


def _stop(control: Slider, text: str) -> float:
    try:
        wanted = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise LiveFigureError(
            f"control {control.name!r}: {text!r} is no number or fraction, as 0.9 or 5/6"
        ) from None
    if control.has(float(wanted)):
        return control.values[control.index(float(wanted))]
    digits = len(text.partition(".")[2]) if "/" not in text else 12
    found = [stop for stop in control.values if round(stop, digits) == float(wanted)]
    if len(found) != 1:
        raise LiveFigureError(f"control {control.name!r}: {text} is {control.between(float(wanted))}")
    return found[0]
