"""Every setting of every explorer: drawn, described, finite, and the same in the page as from the engine."""

import gzip
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import pytest

from livefigure import LiveFigure
from livefigure.book import discover
from livefigure.frames import Player, ensure_script, load_script

from .tasks import answers, solves

EXPLORERS = discover("integration_ladder.explorers")
LIVE = {name: explorer for name, explorer in EXPLORERS.items() if explorer.controls}
COURSE_BUDGET = 12_000
# Of an explorer's frames, in kB gzipped: what a phone on a slow line gets in about two seconds.
FRAMES_BUDGET = 60


@pytest.fixture(params=LIVE.values(), ids=LIVE.keys(), scope="module")
def explorer(request: pytest.FixtureRequest) -> LiveFigure:
    return request.param


@pytest.fixture(scope="module")
def player(explorer: LiveFigure) -> Player:
    """The frames as the build made them, or as it would make them now."""
    return Player(load_script(ensure_script(explorer)))


def indices(explorer: LiveFigure) -> Iterator[tuple[int, ...]]:
    return (explorer.indices(setting) for setting in explorer.settings())


def test_every_setting_draws_something_finite(explorer: LiveFigure, player: Player) -> None:
    for at in indices(explorer):
        for name, panel in explorer.panels.items():
            markup = player.panel(name, at)
            root = ElementTree.fromstring(f"<svg>{markup}</svg>")
            assert len(root) > 0
            values = " ".join(value for element in root.iter() for value in element.attrib.values())
            assert not re.search(r"\b(nan|inf)\b", values)
            for text in root.iter("text"):
                assert 0 <= int(text.get("x")) <= panel.width * 720
                assert 0 <= int(text.get("y")) <= panel.height * 720


def test_every_setting_says_a_sentence(explorer: LiveFigure, player: Player) -> None:
    for at in indices(explorer):
        sentence = player.sentence(at)
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not re.search(r"\bnan\b|\bNone\b(?! of)|[{}]|(?<!\d)-\d", sentence), sentence


def test_every_bar_is_a_share_or_silent(explorer: LiveFigure, player: Player) -> None:
    if explorer.bars is None:
        assert player.data["bars"] == []
        return
    for at in indices(explorer):
        for slot, text in player.data["bars"]:
            value = player.value(slot, at)
            assert value == "" or float(value) >= -1, "nobody loses more than everything"
            assert (player.value(text, at) == "silent") == (value == "")


def test_every_task_can_be_solved_and_neither_default_nor_preset_solves_one(explorer: LiveFigure) -> None:
    assert [name for name, found in answers(explorer).items() if not found] == []
    for setting in (explorer.default, *map(explorer.preset, explorer.presets)):
        assert solves(explorer, setting) == [], setting


@pytest.mark.parametrize("name", EXPLORERS)
def test_default_is_whole(name: str) -> None:
    explorer = EXPLORERS[name]
    frame = explorer.frame(explorer.default)
    assert all(frame.panels.values())
    assert frame.sentence.endswith(".")


def test_the_course_stays_within_its_budget() -> None:
    settings = [len(list(explorer.settings())) for explorer in EXPLORERS.values()]
    assert sum(settings) <= COURSE_BUDGET
    assert max(settings) <= 1500


def test_frames_stay_small_on_the_wire(explorer: LiveFigure) -> None:
    size = len(gzip.compress(ensure_script(explorer).read_bytes())) / 1000
    assert size < FRAMES_BUDGET, (
        f"the frames of {explorer.name} take {size:.1f} kB gzipped, more than {FRAMES_BUDGET}: "
        "fewer stops, shorter curves, or less that changes with every control"
    )
