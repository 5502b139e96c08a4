"""The guided moves of the book as explorers show them under a kernel: each reaches its setting, none has raw markup."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from integration_ladder import scenarios
from livefigure import LiveFigure, LiveFigureError
from livefigure.discovery import discover
from livefigure.guided import guide
from livefigure.settings import read_setting
from livefigure.widget import FigureWidget

FIGURES = discover("integration_ladder.explorers")
GUIDED = sorted(name for name in FIGURES if guide(name))
# Markup as an author writes it, and a number that a role has not written.
RAW = re.compile(r"\{[a-z:]+\}|`|\*\*|\$|\]\(|\bnan\b")


def stepped(figure: LiveFigure) -> list[tuple[FigureWidget, str]]:
    """Return, for every move, the widget when the move has been set for its reader, and all that it shows of the move."""
    found = []
    for number in range(len(guide(figure.name).moves)):
        widget = FigureWidget(figure)
        widget.stepper.buttons["start"].click()
        widget.stepper.turn(number)
        widget.stepper.answer.value = True
        widget.stepper.buttons["set"].click()
        found.append((widget, widget.stepper.text.value + widget.stepper.answer_text.value))
    return found


def test_every_list_of_the_book_is_found() -> None:
    pages = (Path(__file__).parents[2] / "book").rglob("*.md")
    lists = [
        name
        for page in pages
        for name in re.findall(r"^```\{moves\} (\S+)", page.read_text(encoding="utf-8"), re.M)
    ]
    assert sorted(lists) == GUIDED
    assert len(GUIDED) >= 7
    assert sum(len(guide(name).moves) for name in GUIDED) >= 36


@pytest.mark.parametrize("name", GUIDED)
def test_every_move_reaches_its_setting_and_is_written_out(name: str) -> None:
    figure, found = FIGURES[name], guide(name)
    for move, (widget, shown) in zip(found.moves, stepped(figure), strict=True):
        assert widget.setting == read_setting(figure, " ".join(move.parts["set"]))
        assert widget.stepper.buttons["set"].description == "✓ Set"
        assert 'role="alert"' not in shown
        assert RAW.findall(shown) == []
        assert shown.count("<strong>") >= 1
        plain = re.sub("<[^>]*>", "", shown)
        written = [*move.parts["text"], *move.parts["answer"]]
        assert plain.count("“") == sum(line.count("“") for line in written)


@pytest.mark.parametrize("written", ["{n}`a; b`", "**a", "`a`", "$a$", "[a](b.md)", "nan %"])
def test_raw_markup_would_be_seen(written: str) -> None:
    assert RAW.search(written)


def test_a_kernel_shows_an_explorers_moves_without_sphinx() -> None:
    code = """
import sys
from integration_ladder.explorers.theory.ricardo import EXPLORER
from livefigure.widget import FigureWidget
stepper = FigureWidget(EXPLORER).stepper
stepper.buttons["start"].click()
stepper.answer.value = True
assert "5/6" in stepper.answer_text.value, stepper.answer_text.value
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"sphinx", "docutils", "myst_parser", "myst_nb"} & set(done.stdout.split())


def test_scenarios_that_fail_are_told_by_their_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n```{scenarios}\none = 1 / 0\n```\n")
    with pytest.raises(LiveFigureError, match=r"page\.md: scenarios: ZeroDivisionError: division by zero"):
        scenarios.writers(page)
    page.write_text("# Page\n\n```{scenarios}\none = 1 / 2\n```\n")
    assert scenarios.writers(page)["n"]("one; percent") == "50.0\u00a0%"
    page.write_text("# Page\n")
    assert scenarios.writers(page) == {}
