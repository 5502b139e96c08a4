"""What the two explorers of the page who-gained must let a reader see."""

import pytest

from integration_ladder.explorers.evolution import china_shock
from integration_ladder.explorers.evolution.who_gained import EXPLORER, GROUPS, MIDDLE, TOP, model

from ..tasks import answers


def test_they_stay_small() -> None:
    assert len(list(EXPLORER.settings())) == 105
    assert len(list(china_shock.EXPLORER.settings())) <= 350


@pytest.mark.parametrize("figure", [EXPLORER, china_shock.EXPLORER])
def test_the_strip_is_silent_everywhere(figure) -> None:
    for one in figure.settings():
        assert set(figure.bars.of(figure.model(**one)).values()) == {None}


def test_the_prediction_can_be_read_off_the_first_picture() -> None:
    scene = model(**EXPLORER.default)
    assert scene.group == GROUPS[MIDDLE]
    assert scene.top_share == pytest.approx(0.496, abs=5e-4)


def test_the_same_data_have_two_winners() -> None:
    """The middle by growth, the richest hundredth by dollars."""
    scene = model("1988-2008", MIDDLE)
    assert scene.extreme(fastest=True) == MIDDLE
    assert max(range(len(GROUPS)), key=lambda i: scene.changes[i].dollars) == TOP


def test_the_dip_is_of_the_first_five_years() -> None:
    assert {one["period"] for one in answers(EXPLORER)["lost"]} == {"1988-1993"}


def test_a_share_of_the_gain_is_not_said_where_some_lost() -> None:
    assert model("1988-1993", TOP).share is None
    assert EXPLORER.frame({"period": "1988-1993", "group": TOP}).readout["Of all dollars gained"] == "–"


def test_critical_points_of_the_districts_are_stops() -> None:
    _, exposure, common = china_shock.EXPLORER.controls
    for average in (1.14, 1.84):
        assert exposure.index(average) >= 0
        assert common.index(0.596 * average) >= 0


def test_the_gap_does_not_move_with_the_common_change() -> None:
    commons = china_shock.EXPLORER.controls[2].values
    gaps = {round(china_shock.model(3, "2000-2007", common).gap, 9) for common in commons}
    assert gaps == {round(-0.596 * 1.16, 9)}
