"""What the continuum explorer must let a reader see: card M3's default, who gains more, and why it is not the small."""

import pytest

from integration_ladder.explorers.theory.continuum import EXPLORER

FIRST = EXPLORER.default
TECHNOLOGIES = EXPLORER.controls[0].values


def test_the_cards_default_stands_first() -> None:
    result = EXPLORER.result(FIRST)
    assert result.wage == pytest.approx(1.216729, abs=5e-7)
    assert result.share == pytest.approx(0.477137, abs=5e-7)
    assert result.gain == pytest.approx(0.203204, abs=5e-7)


def test_better_technology_at_home_lowers_its_gain_and_raises_the_others() -> None:
    results = [EXPLORER.result({**FIRST, "technology": technology}) for technology in TECHNOLOGIES]
    assert [r.gain for r in results] == sorted((r.gain for r in results), reverse=True)
    assert [r.foreign_gain for r in results] == sorted(r.foreign_gain for r in results)


def test_the_smaller_share_is_said_to_gain_more_at_every_setting() -> None:
    for setting in EXPLORER.settings():
        result = EXPLORER.result(setting)
        sentence = EXPLORER.describe(result)
        if abs(result.share - 0.5) < 1e-9:
            assert "gain the same" in sentence
        else:
            smaller = "Home" if result.share < 0.5 else "Abroad"
            assert f"{smaller} has the smaller share" in sentence
            assert (result.gain > result.foreign_gain) == (smaller == "Home")


def test_twins_share_alike() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Twins"))
    assert "Both have half of world income" in frame.sentence


def test_a_crowd_can_be_the_smaller_country() -> None:
    result = EXPLORER.result({"technology": 0.2, "size": 0.5, "elasticity": 2})
    assert result.size < 1
    assert result.gain > result.foreign_gain
