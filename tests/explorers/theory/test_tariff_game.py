"""What the tariff explorer must let a reader see: the critical points of card M8 are on the grid."""

import math
import re

import pytest

from integration_ladder.explorers.theory.tariff_game import (
    EXPLORER,
    SIGMA,
    SIZES,
    is_war,
    model,
)
from integration_ladder.models.tariff_game import war, winning_size

from ..tasks import answers

HOME_TARIFFS, FOREIGN_TARIFFS = (control.values for control in EXPLORER.controls[:2])


def war_setting(size: float) -> dict[str, float]:
    home, foreign = war(size, SIGMA)
    return {"home_tariff": home, "foreign_tariff": foreign, "size": size}


def test_golden_ratio_and_sizes_are_stops() -> None:
    golden = (math.sqrt(5) - 1) / 2
    for stops in (HOME_TARIFFS, FOREIGN_TARIFFS):
        assert min(abs(stop - golden) for stop in stops) < 1e-9
    for critical in (1, 2, winning_size(SIGMA)):
        assert min(abs(size - critical) for size in SIZES) < 1e-9


@pytest.mark.parametrize("size", SIZES)
def test_the_war_can_be_set_at_every_size_and_nowhere_else(size: float) -> None:
    wars = [
        (home, foreign)
        for home in HOME_TARIFFS
        for foreign in FOREIGN_TARIFFS
        if is_war(model(home, foreign, size))
    ]
    assert len(wars) == 1
    assert wars[0] == pytest.approx(war(size, SIGMA), abs=1e-9)


def test_equals_lose_and_the_giant_wins() -> None:
    equals = EXPLORER.frame(war_setting(1.0)).bars
    assert tuple(equals)[:4] == ("Home, workers", "Home, owners", "Abroad, workers", "Abroad, owners")
    assert (equals["Home, owners"], equals["Abroad, owners"]) == (None, None)
    for country in ("Home", "Abroad"):
        assert equals[f"{country}, workers"] == pytest.approx(0.92937 - 1, abs=5e-6)
        assert equals[f"{country}, without the revenue"] < equals[f"{country}, workers"]
    giant = EXPLORER.frame(war_setting(8.0))
    assert giant.bars["Home, workers"] > 0.005
    assert giant.bars["Abroad, workers"] < -0.2


def test_at_the_winning_size_home_reads_exactly_nothing() -> None:
    frame = EXPLORER.frame(war_setting(winning_size(SIGMA)))
    assert "home gains exactly nothing" in frame.sentence
    assert "this is the war" in frame.sentence
    assert not frame.tasks["win"]


def test_free_trade_is_the_base_and_says_so() -> None:
    for size in SIZES:
        game = model(home_tariff=0, foreign_tariff=0, size=size)
        sentence = EXPLORER.describe(game)
        assert "free trade" in sentence
        assert "each of the two, alone, would do better with a higher tariff" in sentence
        assert {value for value in EXPLORER.bars.of(game).values() if value is not None} == {0}


def test_home_alone_gains_and_the_other_pays() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Home alone"))
    mirror = EXPLORER.frame(EXPLORER.preset("Abroad alone"))
    assert frame.bars["Home, workers"] > 0 > frame.bars["Abroad, workers"]
    assert frame.bars["Home, workers"] == pytest.approx(mirror.bars["Abroad, workers"], abs=1e-12)


def test_no_setting_makes_both_better_off() -> None:
    for setting in EXPLORER.settings():
        game = model(**setting)
        assert min(game.home.gain, game.foreign.gain) <= 1e-12


def test_each_task_has_one_answer() -> None:
    assert {name: len(found) for name, found in answers(EXPLORER).items()} == {"reply": 1, "war": 1, "win": 1}


def test_the_best_reply_to_free_trade_is_the_best_stop() -> None:
    best = max(HOME_TARIFFS, key=lambda tariff: model(tariff, 0, 1).home.gain)
    assert best == pytest.approx(0.7665, abs=5e-5)
    assert EXPLORER.frame({"home_tariff": best, "foreign_tariff": 0, "size": 1}).tasks["reply"]


def test_no_two_tariffs_read_the_same() -> None:
    for control in EXPLORER.controls[:2]:
        assert len({control.text(stop) for stop in control.values}) == len(control.values)


def test_a_gain_that_would_round_to_nothing_is_said_in_words() -> None:
    for setting in EXPLORER.settings():
        said = EXPLORER.describe(model(**setting))
        assert not re.search(r"(gains|loses) 0\.0\b", said), said
    nearly = EXPLORER.describe(model(home_tariff=0.1, foreign_tariff=0.3, size=3.0))
    assert "the country abroad loses next to nothing" in nearly
