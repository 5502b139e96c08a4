"""A live figure under a kernel: ipywidgets for the controls, the same SVG for the picture."""

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from .controls import Choice, Control, Slider
from .errors import LiveFigureError
from .figure import Figure, Frame, Setting
from .guided import guide
from .language import Language
from .page import bars_markup, check_label, dashed_dots, panels_markup, readout_markup
from .parts import Task
from .stepper import Stepper, error_note, row

_STATIC = Path(__file__).parent / "static"

# In JupyterLab the card takes the application's colours; where there is little room a slider stands below its name.
_LAB = """.lf-kernel { --lf-card: var(--jp-layout-color0, #fff); --lf-ink: var(--jp-ui-font-color0, #1b2430);
--lf-paper: var(--jp-layout-color0, #fff); --lf-line: var(--jp-border-color2, #e3dfd6);
--lf-soft: var(--jp-ui-font-color1, #5b6675); --lf-accent: var(--jp-brand-color1, #0b4f6c); }
.lf-kernel dl :is(dt, dd) { float: none !important; width: auto !important; margin: 0 !important; }
.lf-kernel .lf .lf-readout { display: flex !important; }
.lf-kernel .widget-readout { min-width: 11rem; }
.lf-kernel .widget-html-content { line-height: 1.5; }
.lf-kernel .widget-hslider { flex-wrap: wrap; height: auto; }
.lf-kernel .widget-hslider .widget-label { text-align: left; }
.lf-kernel .widget-hslider .slider-container { flex: 1 1 10rem; }
.lf-kernel .lf { border: 0; box-shadow: none; padding: .5rem 0; max-width: 60rem; }
@media (max-width: 34rem) { .lf-kernel .lf .lf-strip { --columns: 4.7em minmax(0, 1fr) 4.2em; } }
.lf-kernel .lf-stepper { box-sizing: border-box; max-width: 60rem; margin: .5rem 2px;
padding: .3rem .8rem .4rem; border: 1px solid var(--lf-line); border-radius: 8px; }
.lf-stepper .lf { padding: 0; }
.lf-stepper .lf-count { flex: 1; white-space: nowrap; color: var(--lf-accent); }
.lf-stepper .lf-way { color: var(--lf-soft); }"""


def stylesheet() -> str:
    """Return the engine's style sheet for an output under a kernel."""
    return (_STATIC / "livefigure.css").read_text(encoding="utf-8") + _LAB


def _in_the_dark(figure: Figure) -> str:
    """Return what the strip's two colours become in JupyterLab's dark theme, as far as the figure's theme says it."""
    strip = {"gain": figure.theme.dark.get("#009e73"), "loss": figure.theme.dark.get("#b4447c")}
    rules = "".join(f"--lf-{name}:{colour};" for name, colour in strip.items() if colour)
    return f'[data-jp-theme-light="false"] .lf-kernel{{{rules}}}'


def in_kernel(figure: Figure, markup: str) -> str:
    """Return markup with all the style that it needs where no page provides any."""
    return f'<style>{stylesheet()}{_in_the_dark(figure)}{figure.theme.font_css}</style><div class="lf-kernel">{markup}</div>'


def shown_markup(figure: Figure, frame: Frame, began: Frame | None = None) -> str:
    """Return panels, key numbers, strip and sentence at a setting.

    Args:
        figure: the figure.
        frame: what it shows.
        began: where a guided move began; seen as outlines in the strip and dashed rings in the panels.
    """
    picture, said = frame.picture, escape(frame.sentence)
    before = began and {name: dashed_dots(frame.panels[name], began.panels[name]) for name in frame.panels}
    return (
        f'<figure class="lf"><div class="lf-panels" role="img" aria-label="{said}">'
        f"{panels_markup(figure, picture, before)}</div>{readout_markup(figure, picture)}"
        f"{bars_markup(figure, picture, began and began.bars)}"
        f'<figcaption class="lf-sentence" role="status">{said}</figcaption></figure>'
    )


def _widget(control: Control, say: Language, longest: int) -> widgets.Widget:
    """Return a control's widget; sliders begin below one another, after a name of at most so many letters."""
    style = {"description_width": f"{0.9 * longest:g}ch"}
    layout = widgets.Layout(width="44rem", max_width="100%")
    options = [(control.text(value, say), value) for value in control.values]
    default = control.values[control.index(control.default)]
    if isinstance(control, Slider):
        return widgets.SelectionSlider(
            description=say(control.label),
            tooltip=say(control.label),
            options=options,
            value=default,
            style=style,
            layout=layout,
        )
    if isinstance(control, Choice):
        return widgets.ToggleButtons(
            description=say(control.label),
            tooltip=say(control.label),
            options=options,
            value=default,
            style={"description_width": "initial", "button_width": "auto"},
        )
    return widgets.Checkbox(
        description=say(control.label), tooltip=say(control.label), value=default, indent=False
    )


class FigureWidget(widgets.VBox):
    """Controls and picture of a live figure.

    Attributes:
        controls: name → the widget that holds the control's value.
        frame: the frame that is shown, or was last.
        picture: the HTML widget that shows the figure.
        buttons: preset's name, or "reset" → its button.
        stepper: the guided moves that a page has for the figure (``guided.guided_by``), None where none has.
    """

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        sliders = (control for control in figure.controls if isinstance(control, Slider))
        longest = max((len(figure.language(control.label)) for control in sliders), default=0)
        self.controls = {
            control.name: _widget(control, figure.language, longest) for control in figure.controls
        }
        self.frame = figure.frame(figure.default)
        self.picture = widgets.HTML(shown_markup(figure, self.frame))
        self.stepper: Stepper | None = None
        self._began: tuple[Setting, Frame] | None = None
        say = figure.say
        self.buttons = {
            name: widgets.Button(description=figure.language(name), layout=widgets.Layout(width="auto"))
            for name in figure.presets
        }
        self.buttons["reset"] = widgets.Button(description=say["reset"], layout=widgets.Layout(width="auto"))
        for name in figure.presets:
            target = figure.preset(name)
            self.buttons[name].on_click(lambda _, target=target: self.go(target))
        self.buttons["reset"].on_click(lambda _: self._reset())
        for widget in self.controls.values():
            widget.observe(self._redraw, "value")
        rows: list[widgets.Widget] = [
            widgets.HTML(
                f"<style>{stylesheet()}{_in_the_dark(figure)}{figure.theme.font_css}{figure.theme.css}</style>"
                f"<strong>{escape(figure.language(figure.title))}</strong>"
            ),
            row(list(self.buttons.values())),
            *self.controls.values(),
            *self._player(),
            *self._moves(),
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
            self.picture.value = shown_markup(self.figure, self.frame, self._where_it_began())
        except LiveFigureError as error:  # a kernel would only log it, and the old picture would stand
            self.picture.value = error_note(error)
        if self.stepper:
            self.stepper.tell()

    def _where_it_began(self) -> Frame | None:
        """Return the frame at which the guided move under way began, drawn once a move."""
        start = self.stepper and self.stepper.began
        if start is None:
            return None
        if self._began is None or self._began[0] != start:
            self._began = start, self.frame if start == self.setting else self.figure.frame(start)
        return self._began[1]

    def _reset(self) -> None:
        if self.stepper:
            self.stepper.restart(self.figure.default)
        self.go(self.figure.default)

    def _moves(self) -> list[widgets.Widget]:
        try:
            found = guide(self.figure.name)
        except LiveFigureError as error:
            return [widgets.HTML(error_note(error))]
        if found is None or not self.figure.controls:
            return []
        self.stepper = Stepper(self.figure, found, here=lambda: self.setting, go=self.go)
        return [self.stepper]

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
        return row([widgets.HTML(escape(language(task.prompt))), button, verdict])
