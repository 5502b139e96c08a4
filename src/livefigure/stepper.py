"""Guided moves under a kernel: one at a time, beside a figure's widgets; nothing is locked."""

from collections.abc import Callable
from functools import cached_property
from html import escape

import ipywidgets as widgets

from .errors import LiveFigureError
from .figure import Figure, Setting
from .guided import Guide, Writer
from .prose import html
from .settings import read_setting


def error_note(error: LiveFigureError) -> str:
    """Return an error as a note: a kernel would only log it."""
    return f'<p class="lf-note" role="alert">{escape(str(error))}</p>'


def _button(text: str, act: Callable[[], None], kind: str = "") -> widgets.Button:
    button = widgets.Button(description=text, button_style=kind, layout=widgets.Layout(width="auto"))
    button.on_click(lambda _: act())
    return button


def row(found: list[widgets.Widget]) -> widgets.HBox:
    """Return widgets beside one another, below one another where there is little room."""
    return widgets.HBox(found, layout=widgets.Layout(flex_flow="row wrap", align_items="center"))


class Stepper(widgets.VBox):
    """The guided moves of a figure, folded at first.

    Attributes:
        number: the move that is shown, counted from 0.
        began: the setting at which the move that is shown began; None while the moves are folded.
        goal: the setting to which it leads; None where the page names none that there is.
        buttons: "start", "close", "set", "back", "next" → its button.
        answer: the button that unfolds the answer.
        count, text, answer_text, way: the widgets that say which move it is, the move, its answer (empty while it is
            folded), and which way the figure has come.
    """

    def __init__(
        self, figure: Figure, guide: Guide, here: Callable[[], Setting], go: Callable[[Setting], None]
    ) -> None:
        """Make the stepper.

        Args:
            figure: the figure.
            guide: its moves.
            here: returns the setting that the figure shows.
            go: moves the figure to a setting, draws it, and calls ``tell``.
        """
        say = figure.say
        self.figure, self.guide, self._here, self._go = figure, guide, here, go
        self.number, self.began, self.goal = 0, None, None
        self.buttons = {
            "start": _button(say["start"].format(count=len(guide.moves)), self._begin),
            "close": _button(say["close"], self._fold_up),
            "set": _button(say["set"], lambda: self._go(self.goal)),
            "back": _button(say["back"], lambda: self.turn(self.number - 1)),
            "next": _button(say["next"], lambda: self.turn(self.number + 1), "primary"),
        }
        self.answer = widgets.ToggleButton(
            description=say["answer"], tooltip=say["answer"], layout=widgets.Layout(width="auto")
        )
        self.answer.observe(lambda _: self._tell_answer(), "value")
        self.count, self.way = widgets.HTML(), widgets.HTML()
        self.count.add_class("lf-count")
        self.text, self.answer_text = widgets.HTMLMath(), widgets.HTMLMath()
        ways = [self.buttons["set"], self.answer, self.buttons["back"], self.buttons["next"]]
        self._move = widgets.VBox(
            [row([self.count, self.buttons["close"]]), self.text, self.answer_text, self.way, row(ways)]
        )
        super().__init__([self.buttons["start"], self._move])
        self.add_class("lf-stepper")
        self._tell_answer()
        self._fold(True)

    def turn(self, number: int) -> None:
        """Show a move, which begins where its page says, else where the figure stands."""
        self.number, self.began = number, dict(self._here())
        say, count = self.figure.say, len(self.guide.moves)
        self.goal, wrong = self._setting("set")
        if "from" in self.guide.moves[number].parts:
            start, also_wrong = self._setting("from")
            self.began, wrong = start or self.began, wrong + also_wrong
        self.buttons["set"].disabled = self.goal is None
        self.count.value = f"<strong>{escape(say['move'].format(number=number + 1, count=count))}</strong>"
        self.text.value = self._part("text") + wrong
        self.answer.value = False
        self.buttons["back"].disabled, self.buttons["next"].disabled = number == 0, number == count - 1
        self._go(self.began)

    def tell(self) -> None:
        """Say where the figure stands on its way."""
        if self.began is None:
            return
        say, here, began, way = self.figure.say, self._here(), self.began, ""
        changed = [control for control in self.figure.controls if began[control.name] != here[control.name]]
        # As on the page, what the move is about goes first.
        changed.sort(key=lambda control: self.goal is None or self.goal[control.name] == began[control.name])
        for control in changed[:1]:
            texts = (control.text(value[control.name], self.figure.language) for value in (began, here))
            way = f"{say['way'].format(**dict(zip(('from', 'now'), texts, strict=True)))} {say['dashed']}"
        self.way.value = f'<span class="lf-way">{escape(way)}</span>'
        there = here == self.goal
        self.buttons["set"].description = f"✓ {say['is_set']}" if there else say["set"]

    def restart(self, setting: Setting) -> None:
        """Let the move that is shown begin elsewhere."""
        if self.began is not None:
            self.began = dict(setting)

    def _at(self, part: str, error: LiveFigureError) -> LiveFigureError:
        """Return an error with page and line of a part of the move that is shown."""
        return LiveFigureError(f"{self.guide.where(self.guide.moves[self.number].lines[part])}: {error}")

    @cached_property
    def _writers(self) -> dict[str, Writer]:
        return dict(self.guide.writers(self.guide.page))

    def _setting(self, part: str) -> tuple[Setting | None, str]:
        """Return the setting that a part of the move that is shown names, and what is wrong with it."""
        try:
            return read_setting(self.figure, " ".join(self.guide.moves[self.number].parts[part])), ""
        except LiveFigureError as error:
            return None, error_note(self._at(part, error))

    def _part(self, part: str) -> str:
        """Return a part of the move that is shown, or what is wrong with it."""
        lines = self.guide.moves[self.number].parts[part]
        try:
            found = html("\n".join(lines), self._writers)
        except LiveFigureError as error:
            found = error_note(self._at(part, error))
        kind = "lf-move" if part == "text" else "lf-answer"
        return f'<div class="lf"><div class="lf-moves"><div class="{kind}" role="status">{found}</div></div></div>'

    def _tell_answer(self) -> None:
        self.answer_text.value = self._part("answer") if self.answer.value else ""
        self.answer_text.layout.display = None if self.answer.value else "none"

    def _fold(self, folded: bool) -> None:
        self.buttons["start"].layout.display = None if folded else "none"
        self._move.layout.display = "none" if folded else None

    def _begin(self) -> None:
        self._fold(False)
        self.turn(self.number)
        self.buttons["next"].focus()

    def _fold_up(self) -> None:
        self._fold(True)
        self.began = None
        self._go(self._here())
        self.buttons["start"].focus()
