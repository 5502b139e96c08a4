"""A live figure under a kernel: ipywidgets for the controls, the same SVG for the picture."""

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from .controls import Choice, Control, Slider
from .errors import LiveFigureError
from .figure import Figure, Picture, Setting
from .language import Language
from .page import bars_markup, check_label, panels_markup, readout_markup
from .parts import Task

_STATIC = Path(__file__).parent / "static"

# In JupyterLab the card takes the application's colours.
_LAB = """.lf-kernel { --lf-card: var(--jp-layout-color0, #fff); --lf-ink: var(--jp-ui-font-color0, #1b2430);
--lf-paper: var(--jp-layout-color0, #fff); --lf-line: var(--jp-border-color2, #e3dfd6);
--lf-soft: var(--jp-ui-font-color1, #5b6675); }
.lf-kernel dl :is(dt, dd) { float: none !important; width: auto !important; margin: 0 !important; }
.lf-kernel .widget-readout { min-width: 11rem; }
.lf-kernel .lf { border: 0; box-shadow: none; padding: .5rem 0; max-width: 60rem; }"""


def stylesheet() -> str:
    """Return the engine's style sheet for an output under a kernel."""
    return (_STATIC / "livefigure.css").read_text(encoding="utf-8") + _LAB


def in_kernel(figure: Figure, markup: str) -> str:
    """Return markup with all the style that it needs where no page provides any."""
    return f'<style>{stylesheet()}{figure.theme.font_css}</style><div class="lf-kernel">{markup}</div>'


def shown_markup(figure: Figure, picture: Picture) -> str:
    """Return panels, key numbers, strip and sentence at a setting."""
    said = escape(picture.sentence)
    return (
        f'<figure class="lf"><div class="lf-panels" role="img" aria-label="{said}">'
        f"{panels_markup(figure, picture)}</div>{readout_markup(figure, picture)}{bars_markup(figure, picture)}"
        f'<figcaption class="lf-sentence" role="status">{said}</figcaption></figure>'
    )


def _widget(control: Control, say: Language) -> widgets.Widget:
    style = {"description_width": "initial"}
    layout = widgets.Layout(width="44rem", max_width="100%")
    options = [(control.text(value, say), value) for value in control.values]
    default = control.values[control.index(control.default)]
    if isinstance(control, Slider):
        return widgets.SelectionSlider(
            description=say(control.label), options=options, value=default, style=style, layout=layout
        )
    if isinstance(control, Choice):
        return widgets.ToggleButtons(
            description=say(control.label), options=options, value=default, style=style
        )
    return widgets.Checkbox(description=say(control.label), value=default, indent=False)


class FigureWidget(widgets.VBox):
    """Controls and picture of a live figure.

    Attributes:
        controls: name → the widget that holds the control's value.
        frame: the frame that is shown, or was last.
        picture: the HTML widget that shows the figure.
        buttons: preset's name, or "reset" → its button.
    """

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.controls = {control.name: _widget(control, figure.language) for control in figure.controls}
        self.frame = figure.frame(figure.default)
        self.picture = widgets.HTML(shown_markup(figure, self.frame.picture))
        say = figure.say
        self.buttons = {
            name: widgets.Button(description=figure.language(name), layout=widgets.Layout(width="auto"))
            for name in figure.presets
        }
        self.buttons["reset"] = widgets.Button(description=say["reset"], layout=widgets.Layout(width="auto"))
        for name, button in self.buttons.items():
            target = figure.default if name == "reset" else figure.preset(name)
            button.on_click(lambda _, target=target: self.go(target))
        for widget in self.controls.values():
            widget.observe(self._redraw, "value")
        rows: list[widgets.Widget] = [
            widgets.HTML(
                f"<style>{stylesheet()}{figure.theme.font_css}{figure.theme.css}</style>"
                f"<strong>{escape(figure.language(figure.title))}</strong>"
            ),
            widgets.HBox(list(self.buttons.values()), layout=widgets.Layout(flex_flow="row wrap")),
            *self.controls.values(),
            *self._player(),
            self.picture,
            *(self._task(task) for task in figure.tasks),
        ]
        super().__init__(rows)
        self.add_class("lf-kernel")

    @property
    def setting(self) -> Setting:
        """The setting that the controls show."""
        return {name: widget.value for name, widget in self.controls.items()}

    def go(self, setting: Setting) -> None:
        """Move all controls to a setting and draw once."""
        for widget in self.controls.values():
            widget.unobserve(self._redraw, "value")
        try:
            for name, value in setting.items():
                self.controls[name].value = value
        finally:
            for widget in self.controls.values():
                widget.observe(self._redraw, "value")
        self._redraw()

    def _redraw(self, _: Any = None) -> None:
        try:
            self.frame = self.figure.frame(self.setting)
            self.picture.value = shown_markup(self.figure, self.frame.picture)
        except LiveFigureError as error:  # a kernel would only log it, and the old picture would stand
            self.picture.value = f'<p class="lf-note" role="alert">{escape(str(error))}</p>'

    def _player(self) -> list[widgets.Widget]:
        control = self.figure.played
        if not isinstance(control, Slider):
            return []
        play = widgets.Play(
            value=control.index(control.default),
            min=0,
            max=len(control.values) - 1,
            interval=200,
            description=self.figure.say["play"],
        )
        widgets.jslink((play, "value"), (self.controls[control.name], "index"))
        return [play]

    def _task(self, task: Task) -> widgets.Widget:
        say, language = self.figure.say, self.figure.language
        verdict = widgets.Label()
        button = widgets.Button(
            description=say["check"],
            tooltip=check_label(self.figure, task),
            layout=widgets.Layout(width="auto"),
        )

        def judge(_: Any) -> None:
            right = self.frame.tasks[task.name]
            verdict.value = (
                (language(task.right) or say["default_right"])
                if right
                else (language(task.not_yet) or say["default_not_yet"])
            )

        button.on_click(judge)
        return widgets.HBox([widgets.HTML(escape(language(task.prompt))), button, verdict])
