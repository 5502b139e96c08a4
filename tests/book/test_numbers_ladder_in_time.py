"""What the page of section 2.5 says in typed words agrees with the tables."""

from pathlib import Path

from integration_ladder import data
from integration_ladder.charts.ladder import blocs
from integration_ladder.explorers.ladder.ladder_in_time import EXPLORER, YEARS
from livefigure.guided import guide
from livefigure.settings import read_setting

from .questions import question

PAGE = "2-ladder/ladder-in-time"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_counts_the_blocs() -> None:
    assert "nineteen blocs since 1834" in TEXT
    assert len(blocs.blocs()) == 19
    assert blocs.year_of(blocs.stages("zollverein")[0].in_force) == 1834
    assert "- Two\n  So it is, by this table: the Gulf states and the Caribbean Community." in TEXT
    assert [bloc for bloc in blocs.blocs() if blocs.climbed_in_order(bloc)] == ["caricom", "gcc"]
    assert "it is one: the Gulf" in TEXT
    assert [bloc for bloc in blocs.blocs() if blocs.climbed_in_order(bloc, strict=True)] == ["gcc"]


def test_what_rests_on_a_source_is_what_the_table_says() -> None:
    union = blocs.stages("caricom")[1]
    assert "common market” of 1973 is one from 1974" in TEXT
    assert (union.in_force[:4], union.reached, union.reached_by) == ("1973", "1974", "judged")
    assert "written in 2006 that a customs union was still to be established" in TEXT
    assert "in 2006 that a customs union was still to be established" in union.note
    assert "a transition still open in 2011, after its common market" in TEXT
    assert "later prolonged to 2014" in blocs.stages("gcc")[1].note
    assert blocs.year_of(blocs.stages("gcc")[2].reached) < 2011
    assert blocs.path("eaeu") == (2,)
    assert "from EFTA, five in 1994, keep" in TEXT
    assert "five in 1994 and three today" in blocs.stages("eea")[0].note
    assert "the Vaduz Convention of 2001" in TEXT
    assert "Vaduz Convention of 21 June 2001" in blocs.stages("efta")[0].note
    assert blocs.stages("cacm")[0].open_end


def test_who_left_and_came_back() -> None:
    assert (
        "Honduras left the Central American union in 1970, after a war, and came back in 1981; the others went on"
        in TEXT
    )
    assert [blocs.members("cacm", year) for year in (1969, 1970, 1981)] == [5, 4, 5]
    assert "the United Kingdom left it in 2020" in TEXT
    assert [blocs.members("eu", year) for year in (2019, 2020)] == [28, 27]
    assert "went down two rungs" in TEXT
    assert blocs.rung("uk_eu", 2020) - blocs.rung("uk_eu", 2021) == 2


def test_all_that_left_efta_are_members_of_the_eu_or_were() -> None:
    changes = data.load("bloc_members")
    left = set(changes[(changes["bloc"] == "efta") & (changes["value"] < 0)]["member"])
    joined = set(changes[(changes["bloc"] == "eu") & (changes["value"] > 0)]["member"])
    assert left
    assert left <= joined


def test_one_money_came_before_one_tariff() -> None:
    money, tariff = blocs.stages("waemu")
    assert money.stage == "monetary union"
    assert money.in_force < tariff.reached


def test_question_on_three_dates() -> None:
    text = question(PAGE, "ladder-in-time-three-dates")
    assert "in 2001 they begin to apply one tariff" in text
    assert "at the end of 1998" in text


def test_question_on_shares_has_answers_that_differ() -> None:
    for total, low, order in (
        (20, 8, 3),
        (25, 9, 4),
        (30, 10, 5),
        (24, 9, 3),
        (16, 6, 2),
        (40, 15, 10),
        (28, 12, 4),
    ):
        right = 100 * (total - low - order) / (total - low)
        assert abs(right - 100 * (total - low - order) / total) > 1
        assert abs(right - 100 * order / (total - low)) > 1


def test_a_move_about_another_bloc_begins_with_that_bloc_in_the_year_that_it_names() -> None:
    begun = 0
    for move in guide("ladder-in-time").moves:
        after = read_setting(EXPLORER, " ".join(move.parts["set"]))
        before = (
            read_setting(EXPLORER, " ".join(move.parts["from"]))
            if "from" in move.parts
            else dict(EXPLORER.default)
        )
        assert before["bloc"] == after["bloc"], "dots of another bloc would stand beside those of this one"
        if "from" in move.parts:
            begun += 1
            years = f"from {YEARS[int(before['moment'])]} to {YEARS[int(after['moment'])]}.**"
            assert years in " ".join(move.parts["text"])
    assert begun == 4
