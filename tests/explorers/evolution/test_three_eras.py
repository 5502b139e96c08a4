"""What the three-eras explorer must let a reader see: where openness turns, where the lead passes, and what is not known."""

import pytest

from integration_ladder.explorers.evolution.three_eras import EXPLORER, YEARS, model, moment

from ..tasks import answers


@pytest.mark.parametrize(
    ("series", "years"),
    [
        ("goods", (1913, 1945, 2008)),
        ("trade", (1913, 1938, 2008, 2022)),
        ("goods_uk", (1913, 1944)),
        ("goods_us", (1932,)),
    ],
)
def test_where_openness_turns_is_marked(series: str, years: tuple[int, ...]) -> None:
    marks = EXPLORER.controls[2].marks({"series": series, "dating": "leader", "moment": 0})
    assert {int(mark): YEARS[int(at)] for at, mark in marks.items()} == dict(zip(years, years, strict=True))


def test_the_borders_of_the_periods_are_stops() -> None:
    assert {1870, 1945, 1991, 1913, 1950, 2000, 1960} <= set(YEARS)


def test_it_stays_small() -> None:
    assert len(list(EXPLORER.settings())) <= 350


def test_the_strip_is_silent_everywhere() -> None:
    for one in EXPLORER.settings():
        assert set(EXPLORER.bars.of(model(**one)).values()) == {None}


def test_the_prediction_can_be_read_off_the_first_picture() -> None:
    scene = model(**EXPLORER.default)
    assert scene.year == 1900
    assert scene.shares["share_us"] > 1.9 * scene.shares["share_uk"]
    before = model("goods", "leader", moment(1850))
    assert before.shares["share_us"] < before.shares["share_uk"]


def test_a_year_without_a_row_is_said() -> None:
    frame = EXPLORER.frame({"series": "goods", "dating": "leader", "moment": moment(1945)})
    assert "no shares of output for this year, only for 1940 and 1950" in frame.sentence
    frame = EXPLORER.frame({"series": "goods", "dating": "leader", "moment": moment(2022)})
    assert frame.sentence.startswith("World exports of goods in 2022: not in the table.")
    assert set(frame.readout.values()) == {"not in the table"}


def test_two_sources_stand_side_by_side() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Three sources, 1970"))
    assert "(Penn World Table) and" in frame.sentence
    assert "(World Bank)" in frame.sentence


def test_who_solves_the_task() -> None:
    found = {(one["series"], one["dating"], YEARS[int(one["moment"])]) for one in answers(EXPLORER)["lower"]}
    assert found == {("goods", "leader", year) for year in (1932, 1938, 1940, 1944, 1945)}
