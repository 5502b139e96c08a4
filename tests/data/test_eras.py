"""The tables of openness, shares, investment and tariffs: one definition a series, and no answer where they have no row."""

import pytest

from integration_ladder import data
from integration_ladder.charts.evolution import eras
from integration_ladder.charts.evolution.eras import NotInTableError


@pytest.mark.parametrize(
    ("key", "year", "value"),
    [
        ("goods", 1870, 9.12),
        ("goods", 1913, 13.96),
        ("goods", 1945, 4.16),
        ("goods", 2008, 26.23),
        ("trade_km", 1913, 29.01),
        ("trade_pwt", 1950, 19.70),
        ("trade_wb", 2008, 60.57),
        ("investment", 2007, 5.341),
        ("share_us", 1950, 27.60),
        ("share_uk", 1870, 9.63),
        ("share_su", 1990, 7.37),
        ("duties_us", 1913, 17.7),
    ],
)
def test_figures_as_the_sources_have_them(key: str, year: int, value: float) -> None:
    assert eras.value(key, year) == value


@pytest.mark.parametrize(
    ("key", "year"),
    [
        ("goods", 2015),
        ("trade_km", 1914),
        ("trade_pwt", 1949),
        ("share_us", 1945),
        ("share_cn", 1940),
        ("investment", 1969),
    ],
)
def test_a_year_without_a_row_is_an_error(key: str, year: int) -> None:
    with pytest.raises(NotInTableError, match=f"in {year}: not in the table"):
        eras.value(key, year)
    assert eras.known(key, year) is None


def test_an_unknown_series_or_dating_or_span_is_an_error() -> None:
    with pytest.raises(NotInTableError, match="series 'gold': not in the table"):
        eras.value("gold", 1900)
    with pytest.raises(NotInTableError, match="dating 'king': not in the table"):
        eras.era("king", 1900)
    with pytest.raises(NotInTableError, match="from 1900 to 1910: not in the table"):
        eras.highest("investment", 1900, 1910)


def test_goods_are_those_of_chapter_1() -> None:
    """Two tables have them, one for Ricardo's page: they must never differ."""
    here = data.load("trade_openness").query("indicator == 'merch_exports_gdp' and entity != 'USA'")
    there = data.load("merchandise_exports")
    keys = ["entity", "year", "value"]
    assert here[keys].sort_values(keys).values.tolist() == there[keys].sort_values(keys).values.tolist()


def test_every_series_has_rows_and_only_runs_are_joined() -> None:
    for key in eras.SERIES:
        assert eras.values(key)
        assert [year for run in eras.runs(key) for year in run] == list(eras.values(key))
    assert len(eras.runs("goods")) == len(eras.runs("trade_wb")) == len(eras.runs("investment")) == 1
    assert len(eras.runs("trade_km")) == 6
    assert eras.runs("share_us")[-1] == (2016, 2017, 2018)
    assert eras.neighbours("share_us", 1945) == (1940, 1950)
    assert eras.neighbours("share_su", 1850) == (None, 1900)


def test_where_openness_turns() -> None:
    assert eras.highest("goods", 1870, 1945) == 1913
    assert eras.lowest("goods", 1870, 2014) == 1945
    assert eras.lowest("goods_us", 1913, 1950) == 1932
    assert eras.lowest("goods_uk", 1913, 1950) == 1944
    assert eras.highest("trade_pwt", 1950, 2014) == 2008
    assert eras.highest("trade_wb", 1991, 2008) == 2008
    assert eras.highest("trade_wb", 1991, 2024) == 2022
    assert eras.highest("investment", 1970, 2023) == 2007


def test_american_output_passed_british_output_long_before_the_lead_passed() -> None:
    assert eras.passed("share_us", "share_uk") == (1850, 1870)
    assert eras.value("output_us", 1870) > eras.value("output_uk", 1870), "another release says the same"
    with pytest.raises(NotInTableError, match="not in the table"):
        eras.passed("share_uk", "share_us")


def test_eras() -> None:
    names = {
        year: getattr(eras.era("leader", year), "name", None) for year in (1869, 1945, 1946, 1991, 1992, 2024)
    }
    assert names[1869] is None
    assert names[1945] != names[1946] == names[1991] != names[1992] == names[2024]
    assert [eras.era("costs", year) for year in (1914, 1920, 1940, 1949, 2001)] == [None] * 5
    assert eras.era("waves", 1945) is None
    assert eras.switches() == 2


def test_shares_are_shares_of_one_world() -> None:
    rows = data.load("centre_share").query("indicator == 'world_gdp_share'")
    few = rows[rows["entity"].isin(["GBR", "USA", "SUN", "CHN", "DEU", "JPN"])]
    assert (few.groupby("year")["value"].sum() < 75).all()
    assert (few.groupby("year")["value"].sum() > 15).all()


def test_world_inflow_is_the_sum_of_two_groups() -> None:
    wide = data.load("direct_investment").pivot_table(
        index="year", columns=["indicator", "entity"], values="value"
    )
    parts = wide["fdi_inflow", "HIC"] + wide["fdi_inflow_rest", "NHI"]
    assert abs(wide["fdi_inflow", "WLD"] - parts).max() < 0.2
