"""What the page of section 3.1 says in typed words, and asks with drawn numbers, agrees with the tables."""

import re
from pathlib import Path

import pytest

from integration_ladder import data
from integration_ladder.charts.evolution import eras
from integration_ladder.charts.evolution.eras import value
from integration_ladder.explorers.evolution.three_eras import (
    EXPLORER,
    YEARS,
    lower_in_the_first_period,
    model,
)
from livefigure.guided import guide
from livefigure.settings import read_setting

from .questions import answers, draws, mistakes_that_pass

PAGE = "3-evolution/three-eras"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_is_what_the_table_says() -> None:
    assert "In 1900 American output was about twice the British." in TEXT
    assert "the lead passes 45 years later" in TEXT
    assert value("share_us", 1900) / value("share_uk", 1900) == pytest.approx(2, abs=0.05)
    assert eras.DATINGS["leader"][0].last - 1900 == 45
    assert "When did American output become larger than British output?" in TEXT
    for year in (1900, 1920):
        assert value("share_us", year) > value("share_uk", year)


def test_what_is_typed_about_years() -> None:
    assert "The American share rose most before 1920" in TEXT
    rises = {
        years: value("share_us", years[1]) - value("share_us", years[0])
        for years in ((1870, 1920), (1920, 1950))
    }
    assert rises[1870, 1920] > rises[1920, 1950] > 0
    assert "and again across the war" in TEXT
    assert value("share_us", 1950) > value("share_us", 1940)
    assert "inside the paper’s first period" in TEXT
    assert eras.DATINGS["leader"][0].covers(eras.highest("goods", 1870, 1945))
    assert "the very year, and the last of a world war" in TEXT
    assert eras.lowest("goods", 1870, 2014) == 1945 == eras.DATINGS["leader"][0].last
    singles = {key: value(key, 1950) for key in ("share_uk", "share_us", "share_su", "share_cn")}
    assert sorted(singles, key=singles.get)[-2:] == ["share_su", "share_us"]


def test_the_two_were_the_largest_single_states_of_the_whole_table() -> None:
    rows = data.load("centre_share").query("indicator == 'world_gdp_share' and year == 1950")
    states = rows[rows["entity"] != "WEU"].set_index("entity")["value"]
    assert list(states.sort_values().index[-2:]) == ["SUN", "USA"]


def test_china_produced_more_than_either_in_1870() -> None:
    assert "In 1870 <three-eras: moment = 1>" in TEXT
    assert YEARS[1] == 1870
    assert value("share_cn", 1870) > max(value("share_uk", 1870), value("share_us", 1870))


def test_comecon_ended_some_months_before_the_soviet_union() -> None:
    assert "though Comecon some months before the leader" in TEXT
    stages = data.load("bloc_stages").set_index("bloc")
    ended = str(stages.loc["comecon", "ended"])[:10]
    assert "1991-01-01" < ended < "1991-12-26", "the day on which the Soviet Union was dissolved"


def test_openness_rose_after_both_switches() -> None:
    assert "it fell before 1945, to its low in that year, and rose after both changes" in TEXT
    assert value("goods", 1938) > value("goods", 1945) < value("goods", 1950)
    assert value("goods", 1938) < value("goods", 1950), "without the war"
    assert value("goods", 1991) < value("goods", 2000)
    assert "Since 2008 it goes up and down" in TEXT
    assert max(abs(value("trade_wb", year) - value("trade_wb", 2008)) for year in range(2009, 2025)) < 9


def test_links_and_moves_go_where_they_say() -> None:
    for text, setting in re.findall(r"\{set\}`([^<`]+) <three-eras: ([^>]+)>`", TEXT):
        read = read_setting(EXPLORER, setting)
        year = YEARS[int(read["moment"])]
        for said in re.findall(r"\d{4}", text):
            assert int(said) == year, text
        assert not lower_in_the_first_period(model(**read)), "a link must not solve the task"
    assert YEARS[15] == 1990
    assert YEARS[11] == 1950
    assert 1921 <= YEARS[7] <= 1939


def test_a_move_ends_in_a_year_that_it_names_and_solves_no_task() -> None:
    for move in guide("three-eras").moves:
        after = read_setting(EXPLORER, " ".join(move.parts["set"]))
        assert str(YEARS[int(after["moment"])]) in " ".join(move.parts["text"])
        assert not lower_in_the_first_period(model(**after))
        if "from" in move.parts:
            before = read_setting(EXPLORER, " ".join(move.parts["from"]))
            assert f"from {YEARS[int(before['moment'])]} to" in " ".join(move.parts["text"])


def test_no_slip_passes_for_the_chance_that_all_fit() -> None:
    found = draws(PAGE, "three-eras-chance")
    assert len(found) == 8
    for chance, cases in found:
        key = 100 * chance**cases
        mistakes = {
            "one case": 100 * chance,
            "none fits": 100 * (1 - chance) ** cases,
            "divided": 100 * chance / cases,
            "times": 100 * chance * cases,
            "at least one": 100 * (1 - (1 - chance) ** cases),
            "a fraction": chance**cases,
        }
        assert mistakes_that_pass(key, mistakes, 0.4) == [], (chance, cases)
    assert answers(PAGE, "three-eras-chance", "x") == []  # the code writes it
