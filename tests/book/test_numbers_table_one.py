"""What the page of section 3.3 says in typed words agrees with its tables; its questions have one answer each."""

from datetime import date
from pathlib import Path

import pytest

from integration_ladder import data
from integration_ladder.charts.evolution import table_one_rows as rows
from integration_ladder.charts.evolution.trade_acts import CLOSE, counts, heights, load, place
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
    assert "a value of imports, as the paper says announced, in March 2018" in TEXT
    (first, second) = sorted(rows.dated("asked"))
    assert (first.year, first.month, second.year, second.month) == (2017, 11, 2019, 12)
    assert "members in November 2017" in TEXT
    assert (rows.FIRST[:7], rows.TOP[:7]) == ("2018-01", "2019-09")
    assert "from January 2018 to September 2019" in TEXT
    for indicator in ("us_on_china", "china_on_us"):
        before, top, after = (rows.tariff(indicator, day) for day in (rows.FIRST, rows.TOP, rows.TRUCE))
        assert before < after < top
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
    fortnightly, quarterly = 26, 4
    assert 10 + fortnightly + quarterly == 40
    middle = 10 + fortnightly
    assert middle > (10 + 40) / 2
    assert "The true number is higher" in question(PAGE, "table-one-uneven")


def test_every_question_has_one_right_answer() -> None:
    for name in ("table-one-before-after", "table-one-uneven", "table-one-list"):
        assert question(PAGE, name).count("- [x]") == 1


def test_the_longest_answer_is_not_the_key() -> None:
    for name in ("table-one-before-after", "table-one-uneven", "table-one-list"):
        lines = [line for line in question(PAGE, name).splitlines() if line.startswith("- [")]
        assert not max(lines, key=len).startswith("- [x]"), name


ACTS = load()
TABLE = data.load("trade_policy_acts")


def test_the_rule_catches_what_the_page_says() -> None:
    assert "Rows 3, 4 (both ways) and 5 are caught; row 1, a tax, and row 2, on climate, are not." in TEXT
    american = " ".join(act.act for act in ACTS if "United States" in act.actors)
    assert all(word in american for word in ("Appellate Body", "goods from China"))
    assert not any(word in american for word in ("Paris", "tax "))
    assert {act.opens for act in ACTS if "NAFTA" in act.act} == {True, False}
    assert {act.opens for act in ACTS if "United Kingdom" in act.actors} == {True, False}


def test_one_rule_for_the_day() -> None:
    years = ("2017", "2018", "2019", "2020")
    for row in TABLE.itertuples():
        in_effect = row.effect[:4] in years
        assert row.date == (row.effect if in_effect else row.announced), row.act
        assert row.date[:4] in years


def test_one_rule_for_answers() -> None:
    """An answer names the day of an act of the list that is not later than it."""
    days = {act.day for act in ACTS}
    assert all(act.answers in days and act.answers <= act.day for act in ACTS if act.answers)
    told = counts(ACTS)
    assert told["closing"] + told["opening"] == told["acts"] == len(ACTS)


def test_every_act_has_its_authors_reason_and_stands_on_the_page() -> None:
    assert all(act.said and act.measured for act in ACTS)
    assert {act.clause for act in ACTS if act.opens} == {"lowered", "joined"}
    assert {act.clause for act in ACTS if not act.opens} == {"raised", "left", "blocked"}
    assert all(f"acts[{i}]." in TEXT for i in range(len(ACTS)))
    assert f"acts[{len(ACTS)}]." not in TEXT


def test_reviews_and_controls_of_exports_are_in_the_list_alike() -> None:
    closing = {act.who: "" for act in ACTS if not act.opens}
    for act in ACTS:
        if not act.opens:
            closing[act.who] += act.act
    assert "review of foreign investment" in closing["United States"]
    assert "screening of foreign investment" in closing["European Union"]
    assert "security review of foreign investment" in closing["China"]
    assert "needs approval" in closing["India"]
    assert "control of exports" in closing["United States"]
    assert "Export Control Law" in closing["China"]


def test_no_two_marks_of_the_chart_cover_each_other() -> None:
    marks = [(place(act.day), y) for act, y in zip(ACTS, heights(ACTS), strict=True)]
    for i, (x, y) in enumerate(marks):
        assert all(abs(x - other) >= CLOSE for other, height in marks[:i] if height == y)
        assert (y > 0) == ACTS[i].opens
