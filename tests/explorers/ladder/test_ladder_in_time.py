"""What the explorer of blocs in time must let a reader see: each bloc's own turns, and no bar that speaks."""

import pytest

from integration_ladder.charts.ladder import blocs
from integration_ladder.explorers.ladder.ladder_in_time import CHOSEN, EXPLORER, YEARS, model, moment

from ..tasks import answers


@pytest.mark.parametrize(
    ("bloc", "years"),
    [
        ("zollverein", (1834, 1871)),
        ("eu", (1958, 1968, 1993, 1999, 2020)),
        ("uk_eu", (1973, 1993, 2020, 2021)),
        ("efta", (1960, 1966)),
        ("eea", (1994,)),
        ("comecon", (1949, 1991)),
        ("cacm", (1961, 1966)),
        ("eac", (1967, 1977, 2005, 2010)),
        ("gcc", (1983, 2003, 2008)),
    ],
)
def test_the_turns_of_each_bloc_are_stops(bloc: str, years: tuple[int, ...]) -> None:
    assert set(years) <= set(YEARS)
    assert bloc in CHOSEN


def test_the_slider_marks_what_a_bloc_reached_or_left() -> None:
    marks = EXPLORER.controls[1].marks
    assert {mark for at, mark in marks({"bloc": "eu", "moment": 0}).items()} == {"1968", "1993", "1999"}
    assert {mark for at, mark in marks({"bloc": "zollverein", "moment": 0}).items()} == {"1834", "1871"}


def test_the_legend_says_what_a_full_dot_is_before_the_prediction_too() -> None:
    drawn = EXPLORER.frame(EXPLORER.default).panels["stairs"]
    legend = [one for one in drawn if one.attributes.get("fill") == "currentColor" and one.tag == "path"]
    assert [one.attributes.get("class") for one in legend] == [None]


def test_it_stays_small() -> None:
    assert len(list(EXPLORER.settings())) <= 700


def test_the_strip_is_silent_everywhere() -> None:
    for one in EXPLORER.settings():
        assert set(EXPLORER.bars.of(model(**one)).values()) == {None}


def test_the_prediction_can_be_read_off_the_first_picture() -> None:
    scene = model(**EXPLORER.default)
    assert (scene.counted(), scene.counted((0,), 3)) == (len(blocs.blocs()), 2)


def test_a_year_before_the_first_date_is_said_in_words() -> None:
    frame = EXPLORER.frame({"bloc": "eac", "moment": moment(1950)})
    assert "is not in the table: its first date there is of 1967." in frame.sentence
    assert frame.readout["Stands on"] == frame.readout["Members"] == "not in the table"


def test_who_goes_down_and_who_was_early() -> None:
    found = {name: {one["bloc"] for one in settings} for name, settings in answers(EXPLORER).items()}
    assert found == {"lower": {"zollverein", "uk_eu", "eac"}, "early": {"uk_eu"}}


def test_what_was_left_out_is_said_on_the_way_up_only() -> None:
    said = {year: EXPLORER.frame({"bloc": "uk_eu", "moment": moment(year)}).sentence for year in (2020, 2021)}
    assert "left out the free trade area" in said[2020]
    assert "left out" not in said[2021], "it stands on the free trade area"


def test_an_end_that_was_not_found_is_said() -> None:
    for year in (1966, 2025):
        assert "was not found" in EXPLORER.frame({"bloc": "cacm", "moment": moment(year)}).sentence
    assert "was not found" not in EXPLORER.frame({"bloc": "cacm", "moment": moment(1961)}).sentence
