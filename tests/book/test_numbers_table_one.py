"""What the page of section 3.3 says in typed words agrees with its tables; its questions have one answer each."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from integration_ladder.charts.evolution import table_one_rows as rows
from integration_ladder.charts.evolution.trade_acts import LANES, lanes, load
from integration_ladder.models.table_one import between

from .questions import draws, mistakes_that_pass, question

PAGE = "3-evolution/table-one"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_counts_the_claimed_effects() -> None:
    assert "- In two\n  In the first (“so that”) and in the third (“with the result that”)." in TEXT
    assert [row.number for row in rows.ROWS if row.claimed] == [1, 3]


def test_the_three_counts_of_investment_agree_in_sign() -> None:
    counted = [rows.fact(one, "2018") for one in ("fdi_world_change", "fdi_world_change_oecd")]
    assert "all three counts fell" in TEXT
    assert max(*counted, rows.investment_change("world")) < 0
    assert rows.fact("fdi_developing_change", "2018") > 0
    assert rows.investment_change("other") > 0, "the World Bank's group agrees in sign"


def test_days_that_are_typed_are_those_of_the_tables() -> None:
    (new,) = rows.dated("usmca_in_force")
    assert new == date(2020, 7, 1)
    assert TEXT.count("in July 2020") == 2
    assert "a value of imports, announced in March 2018" in TEXT
    assert rows.fact("announced_on", "2018-03-22") == 60
    assert "The 60 billion dollars" in TEXT


def test_the_worked_example_does_not_print_its_key_above() -> None:
    line = between((date(2018, 4, 27), 11), (date(2022, 3, 28), 52), date(2019, 12, 10))
    before = TEXT[: TEXT.index("How many refusals does the line give for that day?")]
    assert "line.count" not in before
    assert f"{line.count:.0f}" not in before.replace("2028", "")
    mistakes = {"forgot the first": line.count - 11, "share of the later count": 52 * line.passed}
    assert not mistakes_that_pass(line.count, mistakes, 0.35)
    assert not mistakes_that_pass(
        line.passed, {"by what is left": line.days / (line.span - line.days)}, 0.006
    )


def test_the_line_errs_by_about_one_where_the_number_is_known() -> None:
    days = rows.dated("refusals")
    two, three, four = list(days.items())[1:]
    assert "An error of one is normal" in TEXT
    assert abs(between(two, four, three[0]).count - three[1]) < 1


@pytest.mark.parametrize("drawn", draws(PAGE, "table-one-other-line"))
def test_the_drawn_line_has_a_key_that_no_slip_gives(drawn: tuple[float, ...]) -> None:
    first, last, months, asked = drawn
    key = first + (last - first) * asked / months
    mistakes = {
        "forgot the first": key - first,
        "share of the last": last * asked / months,
        "the middle": (first + last) / 2,
        "time that is left": first + (last - first) * (months - asked) / months,
    }
    assert not mistakes_that_pass(key, mistakes, 0.3)
    assert 0 < asked < months
    assert all(abs(one - key) > 0.6 for one in (first, last))


def test_question_on_leaving_an_agreement() -> None:
    text = question(PAGE, "table-one-before-after")
    assert "4 per cent more" in text
    assert "9 per cent more" in text
    assert "about 5 points of growth are missing" in text
    assert 4 - 9 == -5


def test_question_on_uneven_meetings() -> None:
    weekly, monthly = 52, 12
    middle = 10 + 30 * weekly / (weekly + monthly)
    assert middle > (10 + 40) / 2
    assert "The true number is higher" in question(PAGE, "table-one-uneven")


def test_every_question_has_one_right_answer() -> None:
    for name in ("table-one-before-after", "table-one-uneven", "table-one-list"):
        assert question(PAGE, name).count("- [x]") == 1


def test_the_rule_catches_what_the_page_says() -> None:
    acts = load()
    assert "It catches rows 2, 3 and 5, and not rows 1 and 4" in TEXT
    american = " ".join(act.act for act in acts if "United States" in act.actors)
    assert all(word in american for word in ("Paris Agreement", "Appellate Body", "goods from China"))
    assert "tax" not in american.lower().replace("surtaxes", "")
    assert "NAFTA" not in american
    assert all(date(2017, 1, 1) <= act.day <= date(2020, 12, 31) for act in acts)


def test_the_rule_is_applied_to_every_lane_with_a_reason_and_a_finding() -> None:
    acts = load()
    assert all(act.said and act.measured for act in acts)
    assert {act.clause for act in acts if act.opens} == {"lowered", "joined"}
    assert {act.clause for act in acts if not act.opens} == {"raised", "left", "blocked"}
    told = Counter(lane for act in acts for lane in lanes(act))
    assert set(told) == set(LANES)
    assert all(f"acts[{i}]." in TEXT for i in range(len(acts)))
    assert f"acts[{len(acts)}]." not in TEXT
