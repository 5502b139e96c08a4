"""The numbers in the questions and sentences of section 1.4 agree with the model and with the tables."""

import pytest

from integration_ladder import data
from integration_ladder.models.tariff_game import best_reply, tariffs_at, war

from .questions import answers, question

PAGE = "1-theory/government"


def test_question_on_the_rule() -> None:
    sigma, kept = 3, 0.6
    assert "elasticity of substitution is 3" in question(PAGE, "government-rule")
    assert "60 per cent" in question(PAGE, "government-rule")
    assert answers(PAGE, "government-rule", "x") == pytest.approx([100 / ((sigma - 1) * kept)], abs=0.05)
    assert answers(PAGE, "government-rule", " ") == pytest.approx(
        [0.833, 100 / (sigma - 1), 100 / ((sigma - 1) * (1 - kept)), 100 / kept, 100 / (sigma * kept)],
        abs=0.05,
    )


def test_the_rule_is_the_models() -> None:
    tariff = best_reply(0.3)
    kept = tariffs_at(tariff, 0.3).foreign.kept
    assert tariff == pytest.approx(1 / ((3 - 1) * kept), abs=1e-12)


def test_the_wrong_answer_as_a_fraction_is_the_right_one_over_100() -> None:
    right, fraction = (answers(PAGE, "government-rule", kind)[0] for kind in ("x", " "))
    assert fraction == pytest.approx(right / 100, abs=0.0005)


def test_tariff_and_fall_of_trade_agree_at_an_elasticity_of_3_and_not_at_others() -> None:
    def both(elasticity: float) -> tuple[float, float]:
        tariff = war(1.0, elasticity)[0]
        return tariff, -tariffs_at(tariff, tariff, 1.0, elasticity).trade

    assert both(3.0) == pytest.approx([(5**0.5 - 1) / 2] * 2, abs=1e-9)
    for elasticity in (2.5, 3.5, 5.0):
        tariff, fall = both(elasticity)
        assert abs(tariff - fall) > 0.1


def test_what_an_equal_country_keeps_in_a_war_is_the_page_s() -> None:
    for elasticity in (2.0, 3.0, 5.0):
        tariff = war(1.0, elasticity)[0]
        kept = tariffs_at(tariff, tariff, 1.0, elasticity).foreign.kept
        assert kept == pytest.approx(1 / (1 + (1 + tariff) ** -elasticity), abs=1e-9)


def test_what_buyers_pay_is_the_tariff_over_the_terms_of_trade() -> None:
    home = tariffs_at(0.5, 0.0).home
    assert 1 + home.buyers_price == pytest.approx(1.5 / (1 + home.terms_of_trade), abs=1e-12)


def test_question_on_disarming() -> None:
    text = question(PAGE, "government-why-war")
    assert f"{-100 * tariffs_at(0, war()[1]).home.gain:.1f} per cent" in text
    assert f"instead of {-100 * tariffs_at(*war()).home.gain:.1f}" in text
    assert "10.8 per cent instead of 7.1" in text


def test_question_on_statements() -> None:
    half = tariffs_at(0.5, 0)
    assert f"raises it by {100 * half.home.buyers_price:.1f}" in question(PAGE, "government-statements")
    giant = tariffs_at(*war(8.0), 8.0)
    assert giant.home.gain > 0 > giant.foreign.gain


def test_no_tariff_is_never_better_than_the_wars() -> None:
    tariff = war()[0]
    for foreign in (0, tariff):
        assert tariffs_at(tariff, foreign).home.gain > tariffs_at(0, foreign).home.gain


def test_who_gets_no_revenue_only_loses_by_the_own_tariff() -> None:
    unpaid = [tariffs_at(t / 20, 0).home.gain_without_revenue for t in range(25)]
    assert unpaid == sorted(unpaid, reverse=True)


def test_in_april_2025_both_averages_were_above_100() -> None:
    table = data.load("us_china_tariffs")
    april = table[table["date"].str.startswith("2025-04")]
    assert (april.groupby("indicator")["value"].max() > 100).all()
