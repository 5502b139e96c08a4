"""Exercise set 2: right by the course's models and tables (what holds of every set: ``test_sets.py``)."""

import random
from typing import Any

import pytest

from integration_ladder.charts.ladder import blocs
from integration_ladder.models import common_market, customs_union, economic_union, free_trade_area

from . import handed_out


@pytest.fixture(scope="module")
def solved() -> dict[str, Any]:
    """The names that the solutions define."""
    return handed_out.solved("set-2")


def test_ports_agree_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(1)
    for _ in range(50):
        own, other, cost, proof = (draw.uniform(0, end) for end in (0.4, 0.2, 0.1, 0.2))
        area = free_trade_area.form_area(other, cost, proof, own)
        port, price = solved["route"]("Home", {"Home": own, "Partner": other}, {"Partner": cost}, proof)
        assert price == pytest.approx(area.outside.price)
        assert port == ("Partner" if area.deflected else "Home")
        least = solved["enough_proof"]("Home", {"Home": own, "Partner": other}, {"Partner": cost})
        assert least == pytest.approx(area.least_proof)


def test_a_tie_keeps_to_the_own_port_and_a_third_member_is_seen(solved: dict[str, Any]) -> None:
    tariffs, costs = {"North": 0.20, "South": 0.05, "East": 0.10}, {"South": 0.12, "East": 0.03}
    assert solved["route"]("North", tariffs, costs, 0.07)[0] == "North"
    assert solved["route"]("North", tariffs, costs, 0.0699)[0] == "East"
    assert solved["enough_proof"]("North", tariffs, costs) == pytest.approx(0.07)


def test_a_union_agrees_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(2)
    for _ in range(100):
        good = customs_union.Good(draw.uniform(60, 120), draw.uniform(10, 30), draw.uniform(5, 20))
        tariff, partner = draw.uniform(0, 3), draw.uniform(1, 3)
        model = customs_union.union_at(partner, tariff, good)
        market = good.most, good.demand_slope, good.supply_slope, tariff, partner
        assert solved["areas"](*market) == pytest.approx((model.creation, model.diversion))
        assert solved["gains"](*market) == pytest.approx((model.buyers, model.makers, model.government))
        assert sum(solved["gains"](*market)) == pytest.approx(model.gain)


def test_the_common_purse_agrees_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(3)
    for _ in range(50):
        tariff = draw.uniform(0.2, 1.9)
        partner = 1 + draw.uniform(0.05, 0.95) * tariff
        frozen = customs_union.frozen_at(partner, tariff)
        given = frozen.buyers, frozen.makers, frozen.from_world, tariff, partner
        assert solved["payment"](*given, 1) == pytest.approx(frozen.compensation)
        least = solved["least_part"](*given)
        if least > 0:
            assert frozen.passed_on(1 - least) == pytest.approx(0, abs=1e-9)
            assert solved["payment"](*given, least) == pytest.approx(frozen.buyers)
            assert solved["payment"](*given, 0.99 * least) == "cannot be done"
        else:
            assert frozen.passed_on(1) >= 0


def test_capital_agrees_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(4)
    directions = set()
    for _ in range(50):
        home, foreign = (
            (draw.uniform(10, 100), draw.uniform(20, 80), draw.uniform(0.5, 4)) for _ in range(2)
        )
        share, mobility = draw.uniform(0.2, 0.5), draw.uniform(0, 1)
        countries = common_market.Country(*home), common_market.Country(*foreign)
        model = common_market.move_capital(mobility, *countries, share)
        directions.add(model.lender)
        assert solved["lent"](home, foreign, share) == pytest.approx(model.would_lend)
        assert solved["incomes"](home, foreign, mobility, share) == pytest.approx(
            [
                income
                for side in (model.home, model.foreign)
                for income in (side.labour_income, side.capital_income)
            ]
        )
        held = solved["holds_capital"](home[0], home[1], foreign, share)
        assert solved["lent"]((*home[:2], held), foreign, share) == pytest.approx(0, abs=1e-9)
    assert directions == {"home", "foreign"}


def test_the_tax_agrees_with_the_model(solved: dict[str, Any]) -> None:
    for mobility in (0.2, 0.56, 1):
        market = common_market.move_capital(mobility)
        tax = common_market.tax_at(market)
        assert solved["lent_at"](tax) == pytest.approx(market.lent)
        # In the model nobody is taxed: what the host takes is what it need not pay.
        paid = market.foreign.rate_of_return * market.lent
        assert solved["host_income"](tax) == pytest.approx(market.foreign.output - (1 - tax) * paid)


def test_the_losers_of_the_tax_are_two_of_the_four_classes(solved: dict[str, Any]) -> None:
    free, lent = common_market.move_capital(1), solved["lent_at"](0.3)
    home, foreign = common_market.HOME, common_market.FOREIGN
    at_home, abroad = home.rate_of_return(80 - lent), foreign.rate_of_return(20 + lent)
    assert 0.7 * abroad == pytest.approx(at_home)
    now = {
        "home workers": home.wage(80 - lent) * 50,
        "home owners": at_home * 80,
        "foreign workers": foreign.wage(20 + lent) * 50,
        "foreign owners": abroad * 20,
    }
    before = {
        "home workers": free.home.labour_income,
        "home owners": free.home.capital_income,
        "foreign workers": free.foreign.labour_income,
        "foreign owners": free.foreign.capital_income,
    }
    assert sorted(solved["losers"]) == sorted(one for one in now if now[one] < before[one])
    # The host as a whole gains by its best tax, and every neighbour on the list is clearly worse.
    at = {step: solved["host_income"](step / 100) for step in range(61)}
    assert max(at, key=at.__getitem__) == round(100 * solved["best_tax"])
    assert sorted(at.values())[-1] - sorted(at.values())[-2] > 1e-4


def test_a_shock_agrees_with_the_model(solved: dict[str, Any]) -> None:
    has, shock = economic_union.AMERICA, 0.08
    betas = has.capital_market, has.credit, has.budget
    model = economic_union.union_round(has, shock, 1)
    hit, other = solved["this_year"](shock, *betas)
    assert hit == pytest.approx(model.home.all)
    # In the model abroad is four times as large as home, here nine times; and there loans bear interest.
    assert other == pytest.approx(economic_union.FOREIGN_SIZE * model.foreign.all / 9)
    after = economic_union.union_round(has, shock, 2)
    repays = after.repays / (1 + economic_union.INTEREST)
    assert solved["next_year"](shock, *betas) == pytest.approx((-repays, repays / 9))
    assert hit + 9 * other == pytest.approx(-shock), "together they consume less by the whole shock"
    falls = shock, shock * (1 - 0.39), shock * (1 - 0.39 - 0.13), shock * 0.25
    assert solved["channels"](*falls) == pytest.approx((*betas, has.unsmoothed))


def test_helpers_lose_less_than_the_region_that_was_hit(solved: dict[str, Any]) -> None:
    draw = random.Random(5)
    for _ in range(100):
        shares = draw.uniform(0.1, 0.4), draw.uniform(0.05, 0.15), draw.uniform(0.2, 0.3)
        hit, other = solved["this_year"](0.1, *shares)
        assert hit < other < 0


def test_a_budget_between_equals_pays_by_luck_alone(solved: dict[str, Any]) -> None:
    assert solved["budget"]([(0.1, 0), (0, 0.1)], 0.2) == pytest.approx((0.04, 0))
    assert solved["budget"]([(0.1, 0), (0.1, 0)], 0.2) == pytest.approx((0.04, 0.04))
    assert solved["budget"]([(0.1, 0.1)], 0.2) == pytest.approx((0, 0))


def test_blocs_agree_with_the_table(solved: dict[str, Any]) -> None:
    table = solved["blocs"]
    for bloc in (*blocs.blocs(), *blocs.PAIRS):
        assert tuple(solved["passed_over"](table, bloc)) == blocs.left_out(bloc)
        for rung in range(5):
            rows = [stage for stage in blocs.stages(bloc) if stage.rung == rung]
            found = solved["wait"](table, bloc, rung)
            reached = sorted((s.reached, s.treaty) for s in rows if s.reached)
            if not rows:
                assert found == "not in the table"
            elif not reached:
                assert found == "not reached"
            elif not reached[0][1]:
                assert found == "no date"
            else:
                assert found == blocs.year_of(reached[0][0]) - blocs.year_of(reached[0][1])
    assert solved["passed_over"](table, "uk_eu") == [1], "its free trade area came after the common market"


def test_the_dates_of_the_model_answer_are_those_of_the_table() -> None:
    gulf = {stage.rung: blocs.year_of(stage.reached) for stage in blocs.stages("gcc")}
    assert gulf == {1: 1983, 2: 2003, 3: 2008}
    (area,) = blocs.stages("efta")
    assert (area.rung, blocs.year_of(area.treaty), blocs.year_of(area.reached)) == (1, 1960, 1966)
    assert blocs.standing("eac", 1976) and not blocs.standing("eac", 1978)
    assert [blocs.rung("uk_eu", year) for year in (2019, 2021)] == [3, 1]
    assert not [stage for stage in blocs.stages("eu") if stage.rung == 1]


def test_the_model_answer_keeps_to_what_students_are_asked() -> None:
    (claim,) = (question for question in handed_out.SETS["set-2"].questions if question.id == "claim")
    answer, _, note = claim.model.partition("For the reader:")
    assert 180 <= len(answer.split()) <= 250
    # The paper does not decide between two readings of its stages: one is shown, the other earns as much.
    assert "I read the stages as degrees" in answer and "reads the stages as forms earns the same points" in note
    assert "EFTA" not in answer and "Vaduz" in note
