"""What the page who-gained says in typed words agrees with tables and model; no slip of its drawn question gives the key."""

from pathlib import Path

import pytest

from integration_ladder.charts.evolution.income_shares import LABOUR, span
from integration_ladder.explorers.evolution import china_shock
from integration_ladder.explorers.evolution.who_gained import GROUPS, MIDDLE, model
from integration_ladder.models.who_gained import fewer_jobs

from .questions import draws, mistakes_that_pass

PAGE = "3-evolution/who-gained"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_and_its_replies() -> None:
    scene = model("1988-2008", MIDDLE)
    assert scene.extreme(fastest=True) == MIDDLE
    assert scene.top_share == pytest.approx(0.5, abs=0.01)
    assert "- About a half\n  So it is" in TEXT


def test_the_poorest_fell_behind() -> None:
    assert "behind every group below the dip, in dollars behind all" in TEXT
    changes = model("1988-2008", 0).changes
    below = [one for group, one in zip(GROUPS, changes, strict=True) if 0 < group.start < 75]
    assert all(one.growth > changes[0].growth for one in below)
    assert min(one.dollars for one in changes) == changes[0].dollars


def test_the_dip_and_where_it_went() -> None:
    assert "hundredths 75 to 80" in TEXT
    assert (GROUPS[15].start, GROUPS[15].end) == (75, 80)
    assert model("1988-2008", 15).extreme(fastest=False) == 15
    assert "slowest are now the hundredths 85 to 90" in TEXT
    assert GROUPS[model("2003-2008", 15).extreme(fastest=False)].start == 85


def test_a_second_coefficient_is_less_than_half() -> None:
    assert "less than half (dashed in the figure)" in TEXT
    assert china_shock.LATER_SLOPE / china_shock.SLOPE < 0.5


def test_the_common_change_that_cancels() -> None:
    assert "a rise of 1.10 for all <china-shock: common = 1.09664>" in TEXT
    result = china_shock.model(3, "2000-2007", 1.09664)
    assert result.average_change == pytest.approx(0, abs=1e-9)
    assert result.gap < 0


def test_a_district_can_fall_behind_though_its_share_rises() -> None:
    assert "where all gain enough <china-shock: exposure = 2; common = 1.5>" in TEXT
    result = china_shock.model(2, "2000-2007", 1.5)
    assert result.gap < 0 < result.change


def test_labours_share() -> None:
    assert "of GDP, and did not in the United Kingdom" in TEXT
    assert span(LABOUR, "USA").iloc[-1] < span(LABOUR, "USA").iloc[0]
    assert span(LABOUR, "GBR").iloc[-1] > span(LABOUR, "GBR").iloc[0]


def test_the_question_of_jobs() -> None:
    found = draws(PAGE, "who-gained-jobs")
    assert len(found) == 8
    for slope, ours, theirs, people in found:
        key = fewer_jobs(-slope * (ours - theirs), 1000 * people)
        slips = {
            "West as not exposed": 10 * slope * ours * people,
            "the sum": 10 * slope * (ours + theirs) * people,
            "West alone": 10 * slope * theirs * people,
            "no hundredth": 1000 * slope * (ours - theirs) * people,
            "a tenth": slope * (ours - theirs) * people,
            "one thousand dollars": 10 * slope * people,
        }
        assert key == pytest.approx(round(key))
        assert mistakes_that_pass(key, slips, 1) == []


def test_the_question_of_two_countries() -> None:
    """The poorer half: A's people at 10 dollars first, B's at 12 then."""
    first, last = sorted([10] * 10 + [12] * 10), sorted([18] * 10 + [12] * 10)
    assert sum(last[:10]) / sum(first[:10]) - 1 == pytest.approx(0.2)
    assert "- [x] By 20 per cent" in TEXT
