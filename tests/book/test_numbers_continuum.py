"""The numbers in the continuum's prediction, moves and questions are those of the model."""

import pytest

from integration_ladder.explorers.theory.continuum import EXPLORER
from integration_ladder.models.continuum import gain_from_share, world

from .questions import BOOK

PAGE = "1-theory/continuum"


def per_cent(share: float, elasticity: float) -> float:
    return 100 * float(gain_from_share(share, elasticity))


def test_prediction_is_a_move_of_the_figure() -> None:
    text = (BOOK / f"{PAGE}.md").read_text(encoding="utf-8")
    first, better = world(), world(technology=5)
    assert "about a quarter more productive in every good" in text
    assert better.middle / first.middle == pytest.approx(1.25, abs=0.01)
    assert "With θ at 4 this makes Home {n}`productivity - 1; percent`" in text
    assert EXPLORER.default["elasticity"] == 4
    assert 5 in EXPLORER.controls[0].values
    assert 0 < better.gain < first.gain
    assert better.foreign_gain > first.foreign_gain


def test_where_it_breaks_is_reachable() -> None:
    text = (BOOK / f"{PAGE}.md").read_text(encoding="utf-8")
    assert "crowd = world(5, 1, 4), world(1, 5, 4), world(0.2, 0.5, 2)" in text
    crowd = EXPLORER.result({"technology": 0.2, "size": 0.5, "elasticity": 2})
    assert crowd.share < 0.5
    assert crowd.gain > crowd.foreign_gain


def test_question_on_the_populous() -> None:
    """Ten times the workers and half of world income at any θ, if technology is right."""
    for elasticity in (2.0, 4.0, 10.0):
        result = world(technology=0.1**elasticity, size=0.1, elasticity=elasticity)
        assert result.share == pytest.approx(0.5)
        assert result.wage == pytest.approx(0.1)
        assert result.gain == pytest.approx(result.foreign_gain)


def test_question_on_theta() -> None:
    flat, steep = world(1, 1, 10), world(1, 1, 2)
    assert flat.wage == steep.wage == 1
    assert flat.share == steep.share == 0.5
    assert flat.gain < steep.gain
