"""Under a kernel: real ipywidgets, moved; the picture is the page's own."""

import re
from dataclasses import replace

import pytest

from livefigure import LiveFigure
from livefigure.frames import Player, drawn
from livefigure.page import UNPLACED, check_label, figure_markup, panels_markup, place
from livefigure.widget import FigureWidget

from .example import example_figure


@pytest.fixture
def widget(tmp_path, monkeypatch) -> FigureWidget:
    monkeypatch.setenv("LIVEFIGURE_CACHE", str(tmp_path))
    return FigureWidget(example_figure())


def sentence(widget: FigureWidget) -> str:
    return re.search(r"<figcaption[^>]*>(.*?)</figcaption>", widget.picture.value)[1]


def art(widget: FigureWidget) -> str:
    return re.search(r'<g class="lf-art">(.*?)</g>', widget.picture.value)[1]


def test_moving_a_control_redraws(widget: FigureWidget) -> None:
    before = widget.picture.value
    widget.controls["tax"].value = 5.0
    assert widget.picture.value != before
    assert sentence(widget) == widget.figure.frame({"tax": 5.0, "supply": "flat", "subsidy": False}).sentence
    widget.controls["supply"].value = "steep"
    widget.controls["subsidy"].value = True
    assert widget.setting == {"tax": 5.0, "supply": "steep", "subsidy": True}
    assert sentence(widget) == widget.figure.frame(widget.setting).sentence


def test_presets_and_reset(widget: FigureWidget) -> None:
    widget.buttons["A subsidy of 2"].click()
    assert widget.setting == {"tax": 2.0, "supply": "flat", "subsidy": True}
    widget.buttons["reset"].click()
    assert widget.setting == widget.figure.default


def test_an_infeasible_setting_speaks(widget: FigureWidget) -> None:
    widget.controls["tax"].value = 10.0
    assert "nothing is sold" in sentence(widget)
    assert art(widget) != ""


def test_a_task_is_judged(widget: FigureWidget) -> None:
    _, button, verdict = widget.children[-1].children
    button.click()
    assert verdict.value.startswith("Not yet")
    widget.controls["tax"].value = 5.0
    button.click()
    assert verdict.value == "Right."


def test_page_and_kernel_show_the_same_picture(widget: FigureWidget) -> None:
    figure: LiveFigure = widget.figure
    frames = drawn(figure)
    player = Player(frames.data)
    assert panels_markup(figure, figure.frame(figure.default).picture) in figure_markup(figure, "tax", frames)
    for setting in figure.settings():
        widget.go(setting)
        assert art(widget) == player.panel("market", figure.indices(setting))
        assert sentence(widget) == player.sentence(figure.indices(setting)).replace("'", "&#x27;")


def test_markup_escapes_words(widget: FigureWidget) -> None:
    figure = widget.figure
    object.__setattr__(figure, "title", "<b>&")
    assert "&lt;b&gt;&amp;" in figure_markup(figure, "tax", drawn(figure))


def test_displaying_chooses_the_life(widget: FigureWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = widget.figure
    assert "application/vnd.jupyter.widget-view+json" in figure._repr_mimebundle_()
    monkeypatch.setenv("LIVEFIGURE_BOOK", "1")
    bundle = figure._repr_mimebundle_()
    assert set(bundle) == {"text/markdown", "text/plain"}
    frames = drawn(figure)
    head, _, body = bundle["text/markdown"].partition("\n\n")
    fence, option, outline = head.splitlines()
    assert (fence, option) == ("```{live-figure} tax", f":drawn: {frames.name}")
    assert outline.startswith(":outline: ")
    assert place(body, "tax") == figure_markup(figure, "tax", frames) + "\n```"
    assert UNPLACED not in place(body, "tax")


def test_the_player_starts_where_the_slider_stands(widget: FigureWidget) -> None:
    import ipywidgets

    (play,) = [child for child in widget.children if isinstance(child, ipywidgets.Play)]
    assert play.value == widget.controls["tax"].index


def test_a_tasks_button_is_described_by_its_task(widget: FigureWidget) -> None:
    """Jupyter's buttons have no name but their text; what their tooltip says is heard after it."""
    button = widget.children[-1].children[1]
    assert button.tooltip == "Check: Sell exactly half of what is sold without a tax."


@pytest.mark.parametrize(
    ("prompt", "label"),
    [
        ("Short.", "Check: Short."),
        (
            "With the book’s two markets: half as many firms as in the book, at home and abroad.",
            "Check: With the book’s two markets: half as many firms as in the …",
        ),
        ("找" * 80, f"Check: {'找' * 60} …"),
    ],
)
def test_the_name_of_a_tasks_button_is_short(widget: FigureWidget, prompt: str, label: str) -> None:
    assert check_label(widget.figure, replace(widget.figure.tasks[0], prompt=prompt)) == label


def test_a_setting_that_fails_is_said_where_the_picture_was(widget: FigureWidget) -> None:
    object.__setattr__(widget.figure, "describe", lambda result: None)
    widget.controls["tax"].value = 5.0
    assert "describe returned None, not a sentence" in widget.picture.value
    assert "<svg" not in widget.picture.value
