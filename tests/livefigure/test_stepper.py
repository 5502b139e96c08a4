"""Guided moves under a kernel: the example's, stepped through with real ipywidgets."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from livefigure import LiveFigureError, guided
from livefigure.guided import guide, guided_by
from livefigure.moves import SAID
from livefigure.page import bar_markup, dashed_dots
from livefigure.widget import FigureWidget

from .example import FOLDER, example_figure

FIRST = "<strong>Raise the tax to 4.</strong> Who pays more of it, buyers or sellers?"


@pytest.fixture(autouse=True)
def no_books(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guided, "_books", {})


@pytest.fixture
def widget(no_books: None) -> FigureWidget:
    guided_by(FOLDER)
    return FigureWidget(example_figure())


def press(widget: FigureWidget, *buttons: str) -> None:
    for button in buttons:
        assert not widget.stepper.buttons[button].disabled
        widget.stepper.buttons[button].click()


def seen(widget: FigureWidget) -> tuple[bool, bool]:
    """Return whether the button that begins, and whether the moves are to be seen."""
    return tuple(child.layout.display != "none" for child in widget.stepper.children)


def page_with(folder: Path, moves: str, name: str = "page.md") -> None:
    page = folder / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"# Page\n\n{moves}", encoding="utf-8")


def a_list(*lines: str, figure: str = "tax", fence: str = "```") -> str:
    return "\n".join([f"{fence}{{moves}} {figure}", *lines, fence, ""])


MOVE = ("1. **Do it.** Why?", "   set: tax = 4", "   answer: Because.")


# Which moves a figure has.


def test_the_moves_stand_below_the_widgets_and_are_folded(widget: FigureWidget) -> None:
    order = list(widget.children)
    below = [order.index(control) for control in widget.controls.values()]
    assert max(below) < order.index(widget.stepper) < order.index(widget.picture)
    assert seen(widget) == (True, False)
    assert widget.stepper.buttons["start"].description == "Begin the guided moves (2)"
    assert widget.stepper.began is None


def test_without_pages_there_are_no_moves(tmp_path: Path) -> None:
    assert FigureWidget(example_figure()).stepper is None
    guided_by(tmp_path / "nowhere")
    page_with(tmp_path / "book", a_list(*MOVE, figure="another"))
    guided_by(tmp_path / "book")
    assert FigureWidget(example_figure()).stepper is None


def test_the_first_page_with_moves_counts_and_no_copy_of_one(tmp_path: Path) -> None:
    page_with(tmp_path, "Nothing.", "a.md")
    page_with(tmp_path, a_list(*MOVE, figure="other") + "\n" + a_list(*MOVE, fence=":::"), "part/b.md")
    page_with(tmp_path, a_list(*MOVE, *(line.replace("1.", "2.") for line in MOVE)), "z.md")
    page_with(tmp_path, a_list(*MOVE), "_build/html/_sources/a.md")
    page_with(tmp_path, a_list(*MOVE), "part/.ipynb_checkpoints/a.md")
    guided_by(tmp_path)
    found = guide("tax")
    assert (found.page, found.line, len(found.moves)) == (tmp_path / "part/b.md", 10, 1)
    assert found.page.read_text().splitlines()[found.line - 1] == MOVE[0]
    assert guide("nothing") is None


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["Not numbered."], "3: moves: begins with a number"),
        (MOVE[:2], "4: move 1: has no answer"),
        ([*MOVE, "1. **Again.**", *MOVE[1:]], "7: move 2: is numbered 1, not 2"),
    ],
)
def test_a_list_that_is_wrong_is_told_where_it_would_stand(
    tmp_path: Path, lines: list[str], says: str
) -> None:
    page_with(tmp_path, a_list(*lines))
    guided_by(tmp_path)
    with pytest.raises(LiveFigureError, match=re.escape(f"{tmp_path / 'page.md'}:{says}")):
        guide("tax")
    widget = FigureWidget(example_figure())
    assert widget.stepper is None
    notes = [
        child.value for child in widget.children if 'class="lf-note"' in str(getattr(child, "value", ""))
    ]
    assert len(notes) == 1
    assert f"page.md:{says}" in notes[0]


# Stepping through them.


def test_a_reader_steps_through_the_moves(widget: FigureWidget) -> None:
    stepper = widget.stepper
    press(widget, "start")
    assert seen(widget) == (False, True)
    assert "Move 1 of 2" in stepper.count.value
    assert FIRST in stepper.text.value
    assert stepper.buttons["back"].disabled
    assert stepper.buttons["set"].description == "Set it for me"
    assert stepper.way.value == '<span class="lf-way"></span>'
    widget.controls["tax"].value = 3.0
    assert ">From 2.0 coins, now 3.0 coins. Dashed: where the move began. Full: now.<" in stepper.way.value
    widget.controls["tax"].value = 4.0
    assert stepper.buttons["set"].description == "✓ Set"
    press(widget, "next")
    assert "Move 2 of 2" in stepper.count.value
    assert stepper.buttons["next"].disabled
    assert stepper.began == {"tax": 4.0, "supply": "flat", "subsidy": False}
    assert stepper.buttons["set"].description == "Set it for me"
    press(widget, "set")
    assert widget.setting == {"tax": 4.0, "supply": "steep", "subsidy": False}
    assert ">From flat, now steep. Dashed: where the move began. Full: now.<" in stepper.way.value
    assert stepper.buttons["set"].description == "✓ Set"
    press(widget, "back")
    assert "Move 1 of 2" in stepper.count.value
    assert widget.setting["supply"] == "steep"  # nothing is moved, and nothing was locked


def test_the_answer_is_folded_and_folds_itself_with_the_next_move(widget: FigureWidget) -> None:
    stepper = widget.stepper
    press(widget, "start")
    assert (stepper.answer_text.value, stepper.answer_text.layout.display) == ("", "none")
    stepper.answer.value = True
    assert "Buyers, four fifths of it" in stepper.answer_text.value
    assert stepper.answer_text.layout.display is None
    press(widget, "next")
    assert not stepper.answer.value
    assert (stepper.answer_text.value, stepper.answer_text.layout.display) == ("", "none")


def test_where_a_move_began_is_seen_beside_where_the_figure_is(widget: FigureWidget) -> None:
    press(widget, "start")
    assert "lf-was" not in widget.picture.value
    assert "lf-before" not in widget.picture.value
    press(widget, "set")
    began, now = (widget.figure.frame(setting) for setting in (widget.figure.default, widget.setting))
    outlines = re.findall(r'<i style="([^"]*)"></i><b class="lf-was" style="([^"]*)">', widget.picture.value)
    strip = [(bar_markup(now.bars[name]), bar_markup(began.bars[name])) for name in now.bars]
    assert outlines == [tuple(re.search('style="([^"]*)', bar)[1] for bar in pair) for pair in strip]
    (dashed,) = re.findall(r'<g class="lf-before">(.*?)</g>', widget.picture.value)
    dots = [one for one in began.panels["market"] if one.attributes.get("class") == "d"]
    assert len(dots) == 2
    assert re.findall(r' d="([^"]*)"', dashed) == [dot.attributes["d"] for dot in dots]
    assert dashed.count('fill="none"') == dashed.count('stroke-dasharray="') == 2
    press(widget, "next")  # the next move begins here
    assert "lf-was" not in widget.picture.value
    assert "lf-before" not in widget.picture.value


def test_what_a_setting_is_silent_about_has_no_outline(widget: FigureWidget) -> None:
    press(widget, "start")
    widget.controls["tax"].value = 10.0  # nothing is sold
    assert widget.picture.value.count(" data-silent") == 2
    assert "lf-was" not in widget.picture.value
    assert "lf-before" in widget.picture.value


def test_what_stays_is_not_drawn_twice(widget: FigureWidget) -> None:
    assert bar_markup(0.1, 0.10004) == bar_markup(0.1)  # as a page's frames round it
    assert "lf-was" in bar_markup(0.1, 0.1002)
    ((first, second),) = [
        [one for one in widget.frame.panels["market"] if one.attributes.get("class") == "d"],
    ]
    assert dashed_dots([first, second], [first, second]) == ""
    assert first.attributes["d"] in dashed_dots([second], [first, second])
    assert second.attributes["d"] not in dashed_dots([second], [first, second])


def test_a_move_begins_where_its_page_says_and_tells_what_it_is_about(tmp_path: Path) -> None:
    page_with(
        tmp_path,
        a_list(
            *MOVE, "2. **Do.** Why?", "   from: tax = 3; supply = steep", "   set: tax = 3", "   answer: So."
        ),
    )
    guided_by(tmp_path)
    widget = FigureWidget(example_figure())
    press(widget, "start", "set", "next")
    assert widget.setting == widget.stepper.began
    assert (widget.setting["tax"], widget.setting["supply"] == widget.figure.default["supply"]) == (
        3.0,
        False,
    )
    widget.controls["tax"].value = 5.0
    press(widget, "set")
    widget.controls["tax"].value = 5.0  # besides: what the move is about is said
    assert "3.0 coins" not in widget.stepper.way.value
    assert "From" in widget.stepper.way.value


def test_reset_is_where_the_move_then_begins(widget: FigureWidget) -> None:
    press(widget, "start", "set")
    press(widget, "next")
    widget.buttons["reset"].click()
    assert widget.stepper.began == widget.setting == widget.figure.default
    assert "lf-was" not in widget.picture.value


def test_closed_nothing_of_the_moves_is_left(widget: FigureWidget) -> None:
    press(widget, "start", "set", "close")
    assert seen(widget) == (True, False)
    assert "lf-was" not in widget.picture.value
    widget.controls["tax"].value = 5.0
    assert "lf-was" not in widget.picture.value
    press(widget, "start")
    assert widget.stepper.began["tax"] == 5.0
    assert "Move 1 of 2" in widget.stepper.count.value


def test_it_says_what_the_page_says(widget: FigureWidget) -> None:
    own = {
        "start": "{count} Züge",
        "move": "Zug {number}",
        "set": "Stell",
        "is_set": "Steht",
        "answer": "Antwort",
    }
    own |= {
        "back": "Zurück",
        "next": "Weiter",
        "close": "Zu",
        "way": "{from} bis {now}.",
        "dashed": "Gestrichelt.",
    }
    assert set(own) == set(SAID) - {"key", "done"}  # which a phone says
    figure = example_figure()
    object.__setattr__(figure, "words", own)
    widget = FigureWidget(figure)
    stepper, said = (
        widget.stepper,
        {name: button.description for name, button in widget.stepper.buttons.items()},
    )
    assert said == {"start": "2 Züge", "close": "Zu", "set": "Stell", "back": "Zurück", "next": "Weiter"}
    assert stepper.answer.description == "Antwort"
    press(widget, "start", "set")
    assert stepper.buttons["set"].description == "✓ Steht"
    assert "Zug 1<" in stepper.count.value
    assert ">2.0 coins bis 4.0 coins. Gestrichelt.<" in stepper.way.value


# What is wrong is said where it would stand.


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            ["1. Do it.", "   set: tax = 99", "   answer: Because."],
            "page.md:5: control &#x27;tax&#x27;: 99 is not one of its stops; next to it: 10",
        ),
        (
            ["1. Do {n}`it`.", "   set: tax = 4", "   answer: Because."],
            "page.md:4: nobody here can write {n}`it`",
        ),
    ],
)
def test_a_move_that_cannot_be_shown_says_why(tmp_path: Path, lines: list[str], says: str) -> None:
    page_with(tmp_path, a_list(*lines))
    guided_by(tmp_path)
    widget = FigureWidget(example_figure())
    press(widget, "start")
    assert says in widget.stepper.text.value
    assert 'role="alert"' in widget.stepper.text.value
    assert widget.stepper.buttons["set"].disabled == ("stops" in says)


def test_the_books_own_roles_are_written_when_a_move_is_shown(tmp_path: Path) -> None:
    page_with(tmp_path, a_list("1. Do {n}`two`.", "   set: tax = 4", "   answer: {n}`four`."))
    asked: list[Path] = []

    def writers(page: Path) -> dict:
        asked.append(page)
        return {"n": lambda text: {"two": "2", "four": "4"}[text]}

    guided_by(tmp_path, writers)
    widget = FigureWidget(example_figure())
    assert asked == []
    press(widget, "start")
    widget.stepper.answer.value = True
    assert "<p>Do 2.</p>" in widget.stepper.text.value
    assert "<p>4.</p>" in widget.stepper.answer_text.value
    assert asked == [tmp_path / "page.md"]


def test_a_kernel_imports_no_sphinx(tmp_path: Path) -> None:
    page_with(tmp_path, a_list(*MOVE))
    code = f"""
import json, sys
from pathlib import Path
from livefigure import LiveFigure, Panel, Slider
from livefigure.guided import guided_by
from livefigure.widget import FigureWidget
guided_by(Path({str(tmp_path)!r}))
figure = LiveFigure(name="tax", title="", controls=[Slider(name="tax", label="Tax", stops=[2, 4], default=2)],
    model=lambda tax: tax, panels={{"p": Panel(x=(0, 5), y=(0, 5))}}, draw=lambda r, p: p["p"].plot([r], [r], "o"),
    describe=str)
stepper = FigureWidget(figure).stepper
stepper.buttons["start"].click()
print(json.dumps([stepper.text.value, sorted({{name.split(".")[0] for name in sys.modules}})]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    text, modules = json.loads(done.stdout)
    assert "<strong>Do it.</strong>" in text
    assert not {"sphinx", "docutils", "myst_parser", "myst_nb"} & set(modules)
