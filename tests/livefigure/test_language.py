"""A figure in another language: Ricardo in one that is made up, in which every letter is "í"."""

import itertools
import re
from dataclasses import replace
from html import unescape

import pytest

from integration_ladder.explorers.theory.ricardo import EXPLORER
from livefigure import LiveFigure, LiveFigureError, Panel, Slider, Words, spoken
from livefigure.figure import Frame
from livefigure.frames import Drawn, Player, all_frames, compile_frames, ensure_script, load_script
from livefigure.page import figure_markup, untranslated

LETTER = re.compile(r"[^\W\d_]")


def made_up(english: str) -> str:
    """Replace every letter outside of blanks, a character of which the course's font is sure, and narrow."""
    return "".join(
        part if part.startswith("{") else LETTER.sub("í", part) for part in re.split(r"(\{[^{}]*\})", english)
    )


@pytest.fixture(scope="module")
def translation() -> dict[str, str]:
    return {english: made_up(english) for english in untranslated(EXPLORER, {})}


@pytest.fixture(scope="module")
def other(translation: dict[str, str]) -> LiveFigure:
    return EXPLORER.translated(translation)


@pytest.fixture(scope="module")
def frames(other: LiveFigure) -> list[Frame]:
    return all_frames(other)


@pytest.fixture(scope="module")
def drawn(other: LiveFigure, frames: list[Frame]) -> Drawn:
    return Drawn("ricardo-other", compile_frames(other, frames))


def english_in(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if word.strip("í")]


@pytest.mark.slow
def test_what_is_to_be_translated_is_found(translation: dict[str, str]) -> None:
    assert {EXPLORER.title, "Roles reversed", "Play", "silent"} <= set(translation)
    assert any("{loser}" in template for template in translation)


@pytest.mark.slow
def test_every_word_of_every_frame_is_in_the_other_language(frames: list[Frame], drawn: Drawn) -> None:
    for frame in frames:
        said = [frame.sentence, *frame.readout, *frame.readout.values()]
        said += [element.text for panel in frame.panels.values() for element in panel if element.text]
        assert english_in(" ".join(said)) == []
    assert any("í" in frame.sentence for frame in frames)
    texts = [text for control in drawn.data["controls"] for text in control["texts"]]
    player = Player(drawn.data)
    for slider, slot in drawn.data["marks"].items():
        for at in itertools.product(*map(range, drawn.data["counts"])):
            texts += [label for _, label, *_ in player.value(slot, at)]
            assert player.value(slot, at), slider
    texts += [player.value(text, (0, 0)) for _, text in drawn.data["bars"]]
    assert english_in(" ".join(texts)) == []


@pytest.mark.slow
def test_every_word_of_the_page_is_in_the_other_language(other: LiveFigure, drawn: Drawn) -> None:
    markup = figure_markup(other, "ricardo", drawn)
    spoken = re.findall(r'(?:aria-label|aria-valuetext|title|data-right|data-not-yet)="([^"]*)"', markup)
    words = re.search(r'data-words="([^"]*)"', markup)[1]
    seen = re.sub(r"<style>.*?</style>|<kbd.*?</kbd>|<[^>]*>", " ", markup)  # a key has one name everywhere
    values = re.sub(r'"\w+":|\{\w+\}', "", unescape(words))
    assert english_in(unescape(" ".join([*spoken, seen, values]))) == []
    assert english_in(other.parameter_table().replace("$p$", "").replace("$a_W^*$", "")) == []


@pytest.mark.slow
def test_what_the_machine_reads_stays(other: LiveFigure, drawn: Drawn) -> None:
    english = load_script(ensure_script(EXPLORER))
    for control, same in zip(drawn.data["controls"], english["controls"], strict=True):
        assert {key: control[key] for key in control if key != "texts"} == {
            key: same[key] for key in same if key != "texts"
        }
    for key in ("counts", "default", "presets", "tasks"):
        assert drawn.data[key] == english[key]
    assert other.preset("Roles reversed") == EXPLORER.preset("Roles reversed")
    frame = other.frame(other.default)
    assert frame.bars == EXPLORER.frame(EXPLORER.default).bars


@pytest.mark.slow
def test_one_figures_language_is_not_anothers(other: LiveFigure) -> None:
    before = EXPLORER.frame(EXPLORER.default)
    assert english_in(other.frame(other.default).sentence) == []
    assert EXPLORER.frame(EXPLORER.default) == before
    assert english_in(before.sentence) != []


def test_what_a_translation_lacks_is_a_list() -> None:
    translation = {english: made_up(english) for english in untranslated(small({}), {})}
    assert {"Small", "Height", "coins", "across", "none", "cloth", "{count} of {good}", "Panel"} <= set(
        translation
    )
    assert untranslated(small({}), translation) == []
    del translation["cloth"]
    assert untranslated(small({}), translation) == ["cloth"]


SAY = Words(sold="{count} of {good}")


def small(translation: dict[str, str]) -> LiveFigure:
    """A figure with its English in place, one template, and a width that depends on what is measured."""

    def draw(result: float, panels: dict) -> None:
        box = panels["p"].text(0.1, 0.5, "first line\nsecond", bbox={"facecolor": "#ff0000", "alpha": 0.5})
        assert box.get_text() == "first line\nsecond"

    return LiveFigure(
        name="small",
        title="Small",
        controls=[Slider(name="x", label="Height", unit="coins", low=0, high=1, step=0.5, default=0)],
        model=lambda x: x,
        panels={
            "p": Panel(x=(0, 1), y=(0, 1), title="Panel", x_label="across", x_ticks={0: "none", 1: "all"})
        },
        draw=draw,
        describe=lambda r: SAY("sold", count=r, good="cloth") + ".",
        translation=translation,
    )


def test_values_put_into_blanks_and_lines_of_a_text_are_looked_up() -> None:
    figure = small(
        {"{count} of {good}": "{good}: {count}", "cloth": "Tuch", "first line": "1", "second": "zweite"}
    )
    frame = figure.frame(figure.default)
    assert frame.sentence == "Tuch: 0.0."
    assert [element.text for element in frame.panels["p"] if element.text] == ["1", "zweite"]


def test_a_text_is_measured_in_the_language_in_which_it_is_drawn() -> None:
    def box(translation: dict[str, str]) -> int:
        element = small(translation).frame({"x": 0}).panels["p"][0]
        return max(abs(int(n)) for n in re.findall(r"-?\d+", element.attributes["d"].split("l", 1)[1]))

    long = {"first line": "the very first line", "second": "second"}
    assert box(long) > 1.4 * box({})


def test_who_measures_before_drawing_measures_the_other_language() -> None:
    measured = []

    def draw(result: float, panels: dict) -> None:
        measured.append(spoken("supply"))
        panels["p"].text(0.1, 0.5, measured[-1])

    figure = replace(small({"supply": "offre"}), draw=draw)
    drawn = figure.frame(figure.default).panels["p"]
    assert measured == ["offre"] == [element.text for element in drawn]
    assert set(figure.language.missing) == {"Panel", "across", "none", "all", "{count} of {good}", "cloth"}
    assert spoken("supply") == "supply"


def test_a_translation_with_a_blank_of_its_own_is_an_error() -> None:
    with pytest.raises(
        LiveFigureError,
        match=r"explorer 'small': translation of '\{count\} of \{good\}': .* asks for \['who'\]",
    ):
        small({"{count} of {good}": "{count} {who}"})
