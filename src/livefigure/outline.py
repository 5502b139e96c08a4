"""What can be set in a figure, as text: so a code cell tells the book of the figure that it displays.

The cell runs in a process of its own. The book gets the figure's markup from it, and with this what it needs to check
guided moves and links: the controls, the presets, the panels and the key numbers by their names, and what the engine says.
"""

import json
from base64 import b64decode, b64encode

from .controls import Choice, Control, Slider, Switch
from .figure import Figure
from .parts import Panel


def outline(figure: Figure) -> str:
    """Return a figure's outline as one word, which an option of a directive can hold."""
    told = {
        "name": figure.name,
        "controls": [_told(control) for control in figure.controls],
        "presets": {name: figure.indices(figure.preset(name)) for name in figure.presets},
        "panels": list(figure.panels),
        "numbers": figure.key_numbers(),
        "words": figure.say,
    }
    return b64encode(json.dumps(told).encode()).decode()


def from_outline(text: str) -> Figure:
    """Return the figure of an outline, which can be asked for its settings and words, but not drawn."""
    told = json.loads(b64decode(text))
    controls = [_control(**control) for control in told["controls"]]
    presets = {
        name: {control.name: control.values[i] for control, i in zip(controls, at, strict=True)}
        for name, at in told["presets"].items()
    }
    return Figure(
        name=told["name"],
        title="",
        controls=controls,
        presets=presets,
        panels={name: Panel(x=(0, 1), y=(0, 1)) for name in told["panels"]},
        words=told["words"],
        readout=lambda _: dict.fromkeys(told["numbers"], ""),
        model=lambda **_: None,
        draw=_not_here,
        describe=_not_here,
    )


def _told(control: Control) -> dict:
    told = {"kind": control.kind, "name": control.name, "default": control.index(control.default)}
    if isinstance(control, Slider):
        return told | {"stops": list(control.values)}
    if isinstance(control, Choice):
        return told | {"options": {label: control.link(value) for label, value in control.options.items()}}
    assert isinstance(control, Switch)
    return told | {"off": control.off, "on": control.on}


def _control(kind: str, name: str, default: int, **told: dict) -> Control:
    if kind == "slider":
        return Slider(name=name, label=name, stops=told["stops"], default=told["stops"][default])
    if kind == "choice":
        values = list(told["options"].values())
        return Choice(name=name, label=name, options=told["options"], default=values[default])
    return Switch(name=name, label=name, default=bool(default), **told)


def _not_here(*_: object, **__: object) -> str:
    raise NotImplementedError("only the outline of this figure is known here")
