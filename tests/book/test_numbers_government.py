"""The numbers in the questions and sentences of section 1.4 agree with the model and with the tables."""

import pytest

from integration_ladder import data
from integration_ladder.models.tariff_game import best_reply, tariffs_at, war

PAGE = "1-theory/government"


def test_the_rule_is_the_models() -> None:
    tariff = best_reply(0.3)
    kept = tariffs_at(tariff, 0.3).foreign.kept
    assert tariff == pytest.approx(1 / ((3 - 1) * kept), abs=1e-12)


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


def test_question_on_statements() -> None:
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
