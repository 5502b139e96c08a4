"""The figure on chapter 3's opening page: its peaks are peaks, its gaps stay gaps."""

import pytest

from integration_ladder import data
from integration_ladder.charts.evolution import world_trade
from integration_ladder.explorers.evolution.after_a_peak import EXPLORER, PEAKS


def test_every_peak_is_higher_than_all_years_before_and_than_the_next() -> None:
    for peak in PEAKS:
        earlier = [year for year in range(1800, peak) if world_trade.has(year)]
        assert all(world_trade.volume(year) < world_trade.volume(peak) for year in earlier)
        assert world_trade.volume(peak + 1) < world_trade.volume(peak)


def test_the_falls_shown_are_the_four_deepest_since_1850() -> None:
    years = [
        int(year) for year in data.load(world_trade.TABLE)["year"] if 1850 <= year < world_trade.PUBLISHED
    ]
    records = [
        year
        for year in years
        if world_trade.has(year + 1)
        and world_trade.volume(year) >= max(world_trade.volume(one) for one in years if one <= year)
        and world_trade.volume(year + 1) < world_trade.volume(year)
    ]
    depth = {}
    for peak in records:
        way = world_trade.years_after(peak, (world_trade.back(peak) or peak + 20) - peak)
        depth[peak] = min(world_trade.against(peak, year) for year in way)
    assert sorted(sorted(depth, key=depth.get)[:4]) == list(PEAKS)


def test_a_year_without_a_value_is_an_error_and_is_said() -> None:
    with pytest.raises(world_trade.NotInTableError, match="world trade in 1939: not in the table"):
        world_trade.volume(1939)
    assert "no value for 1939" in EXPLORER.frame({"peak": 1929, "after": 10}).sentence
    with pytest.raises(world_trade.NotInTableError, match="2011"):
        world_trade.volume(2011)
    assert world_trade.back(1929) is None
