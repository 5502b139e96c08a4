"""The tables of section 3.2's page of data: what they must hold, and what their readers refuse."""

import pytest

from integration_ladder import data
from integration_ladder.charts.evolution import china_shock, global_incomes
from integration_ladder.charts.evolution.global_incomes import Group


def test_the_groups_are_all_people_once() -> None:
    groups = global_incomes.groups()
    assert [group.start for group in groups] == [0, *[group.end for group in groups[:-1]]]
    assert groups[-1] == Group(99, 100)
    assert sum(group.size for group in groups) == 100
    assert global_incomes.years() == (1988, 1993, 1998, 2003, 2008)


def test_a_year_ranks_by_income() -> None:
    for year in global_incomes.years():
        incomes = [global_incomes.change(group, year, year).before for group in global_incomes.groups()]
        assert incomes == sorted(incomes)


@pytest.mark.parametrize(
    ("start", "growth"), [(0, 11.1), (50, 77.3), (75, 1.0), (80, 3.2), (95, 22.7), (99, 54.2)]
)
def test_growth_is_the_authors_but_for_rounding(start: int, growth: float) -> None:
    (group,) = (one for one in global_incomes.groups() if one.start == start)
    assert 100 * global_incomes.change(group, 1988, 2008).growth == pytest.approx(growth, abs=0.2)


def test_the_gini_index_is_the_published_one() -> None:
    assert (global_incomes.gini(1988), global_incomes.gini(2008)) == (72.2, 70.5)


def test_shares_of_the_gain() -> None:
    assert global_incomes.share_of_gain(95, 100, 1988, 2008) == pytest.approx(0.4956, abs=1e-4)
    assert global_incomes.share_of_gain(0, 50, 1988, 2008) == pytest.approx(0.125, abs=1e-3)
    assert global_incomes.share_of_gain(0, 100, 1988, 2008) == pytest.approx(1)
    assert global_incomes.share_of_gain(95, 100, 1988, 1993) is None


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(global_incomes.NotInTableError, match="not in the table"):
        global_incomes.change(Group(0, 5), 1988, 2000)
    with pytest.raises(global_incomes.NotInTableError, match="no borders"):
        global_incomes.share_of_gain(97, 100, 1988, 2008)
    with pytest.raises(global_incomes.NotInTableError, match="not in the table"):
        global_incomes.gini(2013)
    with pytest.raises(china_shock.NotInTableError, match="0 rows"):
        china_shock.estimate("autor_dorn_hanson", "wages")
    with pytest.raises(china_shock.NotInTableError, match="2 rows"):
        china_shock.estimate("autor_dorn_hanson", "exposure_rise")


def test_shares_have_no_repeated_first_figure() -> None:
    shares = data.load("income_shares").set_index(["indicator", "entity", "year"])["value"].sort_index()
    assert shares["top1_income_share", "USA", 2014] == 20.2
    for country in ("GBR", "DEU"):
        series = shares["labour_share", country]
        assert series.iloc[0] != series.iloc[1]
