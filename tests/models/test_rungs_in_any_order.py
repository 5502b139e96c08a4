"""Card M12b: its check numbers, worked out by hand, and the properties of its card over random parameters."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integration_ladder.models.common_market import Country, move_capital
from integration_ladder.models.customs_union import union_at
from integration_ladder.models.rungs_in_any_order import (
    BUDGET,
    CAPITAL,
    EXAMPLE,
    INSIDE,
    MEASURES,
    OUTSIDE,
    Example,
    climb,
    contribution,
    contributions,
    harmless_part,
    orders,
    state,
    without_fall,
)

NEAR = 1e-9
roles = st.sampled_from(("borrower", "lender"))
sets = st.sets(st.sampled_from(MEASURES))
some_orders = st.permutations(MEASURES)
examples = st.builds(
    Example,
    tariff=st.floats(0.2, 1.5),
    common=st.floats(0.0, 1.5),
    partner=st.floats(1.0, 2.5),
    spending=st.floats(0.2, 0.5),
    protected=st.floats(0.0, 0.3),
    budget=st.floats(0.0, 1.0),
    scarce=st.floats(35, 50),
    share=st.floats(0.2, 0.5),
)


def possible(example: Example) -> Example:
    """Keep examples at which home makes some of the good and imports some, in all 16 states."""
    for order in orders():
        for role in ("borrower", "lender"):
            try:
                climb(order, role, example)
            except ValueError:
                assume(False)
    return example


def test_tariffs_inside_alone_are_the_customs_union_of_card_m9() -> None:
    # Diversion of card M9, -11.25 on a spending of 100, which is three tenths of income.
    union = union_at(1.5, 1.0)
    assert union.gain == pytest.approx(-11.25)
    assert contribution(INSIDE) == pytest.approx(0.3 * union.gain / union.spending, abs=NEAR)
    assert contribution(INSIDE) == pytest.approx(-0.03375, abs=NEAR)


def test_a_lower_tariff_for_everybody_is_worth_what_card_m9_says() -> None:
    # Welfare in a tariff t for everybody is 127.5 - 15 t^2 on a spending of 100.
    assert contribution(OUTSIDE) == pytest.approx(0.3 * 15 * (1 - 0.36) / 100, abs=NEAR)


def test_the_four_as_first_and_as_last_rungs() -> None:
    income, other = (capital ** (1 / 3) * 50 ** (2 / 3) for capital in (30, 70))
    by_hand = [-0.03375, 0.0288, (130 / 3 - 5 / 3) / income - 1, 0.1 * (other - income) / 2 / income]
    first = [contribution(measure) for measure in MEASURES]
    assert first == pytest.approx(by_hand, abs=NEAR)
    # As last rungs: behind the first three home has 130/3 less 3.375 % of its income, the partner 170/3.
    home = 130 / 3 - 0.03375 * income
    transfer = 0.1 * (170 / 3 - home) / 2 / income
    early = 0.1 * (other - (1 - 0.03375) * income) / 2 / income
    last = [contribution(measure, set(MEASURES) - {measure}) for measure in MEASURES]
    assert last[1:] == pytest.approx([0, 130 / 3 / income - 1 + transfer - early, transfer], abs=NEAR)


def test_capital_is_that_of_card_m11_where_no_tariff_is_lost() -> None:
    market = move_capital(1.0, Country(30), Country(70))
    assert market.home.income == pytest.approx(50 - 20 / 3, abs=NEAR)
    assert contribution(CAPITAL, (INSIDE,)) == pytest.approx(market.home.gain, abs=NEAR)
    assert contribution(CAPITAL, (INSIDE, OUTSIDE)) == pytest.approx(0.027547, abs=1e-6)


def test_capital_behind_the_tariff_costs_the_treasury_half_of_what_it_makes_of_the_good() -> None:
    # Half of the capital that comes, paid 20/3 in all, makes the good; half of its price is the tariff.
    with_capital, without = state((CAPITAL,)), state()
    assert with_capital.goods.price == 2
    assert with_capital.treasury - without.treasury == pytest.approx(-20 / 3 / 2 / 2, abs=NEAR)
    income = without.home.income
    assert contribution(CAPITAL) == pytest.approx((130 / 3 - 5 / 3) / income - 1, abs=NEAR)


def test_the_ends() -> None:
    # Capital works 50 and 50; the borrower has 130/3 then, the lender 170/3; diversion takes 3.375 % of home's income.
    starts = {
        role: capital ** (1 / 3) * 50 ** (2 / 3) for role, capital in (("borrower", 30), ("lender", 70))
    }
    for role, earned in (("borrower", 130 / 3), ("lender", 170 / 3)):
        home = earned - 0.03375 * starts[role]
        home += 0.1 * ((100 - earned) - home) / 2
        assert climb(home=role).levels[-1] == pytest.approx(home / starts[role] - 1, abs=NEAR)
        together = (100 - 0.03375 * starts[role]) / sum(starts.values()) - 1
        assert state(MEASURES, role).change == pytest.approx(together, abs=NEAR)
    assert climb().levels[-1] == pytest.approx(0.011293, abs=1e-6)
    assert climb(home="lender").levels[-1] == pytest.approx(-0.030891, abs=1e-6)


def test_every_order_of_the_example_has_a_falling_rung() -> None:
    for role in ("borrower", "lender"):
        assert all(climb(order, role).falls for order in orders())
    assert climb().falls == (INSIDE,)
    assert climb((CAPITAL, INSIDE, OUTSIDE, BUDGET)).falls == (CAPITAL,)


def test_tariffs_inside_bring_a_gain_only_behind_capital_and_before_the_common_tariff() -> None:
    for role in ("borrower", "lender"):
        gains = {before for before, gain in contributions(INSIDE, role).items() if gain > NEAR}
        wanted = {frozenset({CAPITAL}), frozenset({CAPITAL, BUDGET})} if role == "borrower" else set()
        assert gains == wanted


def test_capital_first_does_harm_only_above_a_part_of_it_in_the_good_and_above_a_tariff() -> None:
    # Home gains 130/3 less its income on the 20/3 that it pays; half of the good's price is the tariff.
    by_hand = (130 / 3 - state().home.income) / (20 / 3) * 2
    assert harmless_part() == pytest.approx(by_hand, abs=NEAR)
    assert harmless_part() == pytest.approx(0.3485, abs=1e-4)
    assert harmless_part(0.6) == pytest.approx(by_hand / 2 * 1.6 / 0.6, abs=NEAR)
    assert contribution(CAPITAL, example=Example(protected=0.3)) > 0 > contribution(CAPITAL)
    # With half of it in the good, at a tariff of 0.5 capital first brings a little, at the common one of 0.6 it takes a little.
    assert (
        contribution(CAPITAL, example=Example(tariff=0.5, common=0.5)) > 0 > contribution(CAPITAL, (OUTSIDE,))
    )
    assert harmless_part(0.6) < 0.5 < harmless_part(0.5)


@given(examples, st.floats(0.2, 1.5))
def test_at_the_harmless_part_capital_first_brings_nothing(example, tariff) -> None:
    assume(example.scarce < 49)
    part = harmless_part(tariff, example)
    assume(part <= 1)
    there = possible_at((CAPITAL,), replace(example, tariff=tariff, protected=part))
    assert contribution(CAPITAL, example=there) == pytest.approx(0, abs=NEAR)


def possible_at(measures, example: Example) -> Example:
    """Keep examples at which home makes some of the good and imports some, with these measures in force."""
    try:
        state(measures, example=example)
    except ValueError:
        assume(False)
    return example


def test_orders_without_a_fall_exist_where_the_partner_is_cheap() -> None:
    found = {
        price: len(without_fall(Example(partner=price))) for price in (1, 1.05, 1.1, 1.2, 1.25, 1.3, 1.5)
    }
    assert found == {1: 12, 1.05: 12, 1.1: 8, 1.2: 8, 1.25: 8, 1.3: 0, 1.5: 0}
    for price in (1, 1.25):  # each of them ends the tariff inside before capital moves
        assert all(one.index(INSIDE) < one.index(CAPITAL) for one in without_fall(Example(partner=price)))
    # Less capital in the good does not help there: with the dear partner rung 1 still takes home down.
    assert without_fall(Example(protected=0.3)) == ()


def test_as_a_lender_the_treasury_gains_when_capital_leaves_the_protected_good() -> None:
    assert state((CAPITAL,), "lender").goods.extra < 0
    assert state((CAPITAL,), "lender").treasury > 0
    assert contribution(CAPITAL, (), "lender") > contribution(CAPITAL, (INSIDE,), "lender") > 0
    assert state((BUDGET,), "lender").transfer < 0 < state((BUDGET,)).transfer


def test_orders_are_24_and_that_of_the_stages_is_the_first() -> None:
    assert len(set(orders())) == 24
    assert orders()[0] == (1, 2, 3, 4)


@given(examples.map(possible), some_orders, roles)
def test_all_four_make_the_same_incomes_whatever_their_order(example, order, role) -> None:
    end, other = climb(order, role, example).states[-1], climb(MEASURES, role, example).states[-1]
    assert end == other


@given(examples.map(possible), some_orders, roles)
def test_what_the_rungs_bring_adds_up(example, order, role) -> None:
    way = climb(order, role, example)
    assert way.levels[0] == pytest.approx(0, abs=NEAR)
    assert sum(way.steps) == pytest.approx(way.levels[-1], abs=NEAR)
    assert sum(way.steps) == pytest.approx(sum(climb(MEASURES, role, example).steps), abs=NEAR)
    for rungs, (before, after) in enumerate(pairwise(way.levels)):
        one = contribution(order[rungs], order[:rungs], role, example)
        assert one == pytest.approx(after - before, abs=NEAR)


@given(examples.map(possible), roles, st.booleans())
def test_capital_raises_both_together_where_no_tariff_is_paid(example, role, budget) -> None:
    free = replace(example, partner=1.0)  # as cheap as the world: home buys from it and pays no tariff
    before = {INSIDE, *([BUDGET] * budget)}
    possible(free)
    without, with_it = state(before, role, free), state({*before, CAPITAL}, role, free)
    assert without.goods.revenue == with_it.goods.revenue == 0
    assert with_it.change >= without.change - NEAR
    if free.scarce < 49:
        assert with_it.change > without.change


@given(examples.map(possible), sets, roles)
def test_the_budget_is_zero_sum_and_brings_the_two_closer(example, measures, role) -> None:
    without, with_it = state(measures - {BUDGET}, role, example), state(measures | {BUDGET}, role, example)
    assert with_it.change == pytest.approx(without.change, abs=NEAR)
    gained = with_it.home.income - without.home.income
    assert gained == pytest.approx(with_it.transfer, abs=1e-7)
    assert with_it.foreign.income - without.foreign.income == pytest.approx(-gained, abs=1e-7)
    gaps = [abs(one.foreign.income - one.home.income) for one in (without, with_it)]
    assert gaps[1] == pytest.approx((1 - example.budget) * gaps[0], abs=1e-7)


@given(examples.map(possible), sets, roles)
def test_a_common_tariff_that_nobody_pays_brings_nothing(example, measures, role) -> None:
    assume(example.partner < 1 + min(example.tariff, example.common) - 1e-6)
    before = (measures | {INSIDE}) - {OUTSIDE}
    assert contribution(OUTSIDE, before, role, example) == pytest.approx(0, abs=NEAR)


@given(examples.map(possible), sets, roles)
def test_groups_add_up_to_their_country(example, measures, role) -> None:
    now = state(measures, role, example)
    assert now.home.workers + now.home.owners == pytest.approx(now.home.income, abs=NEAR)
    assert now.home.income == pytest.approx(now.earned + now.on_the_good + now.transfer, abs=1e-7)
    assert now.goods.revenue == pytest.approx((now.goods.price - now.goods.cost) * now.goods.imports)


def test_what_a_measure_brings_depends_on_what_is_in_force() -> None:
    for role in ("borrower", "lender"):
        for measure in MEASURES:
            brought = contributions(measure, role).values()
            assert len(contributions(measure, role)) == 8
            assert max(brought) - min(brought) > 0.0005
    assert min(contributions(CAPITAL).values()) < 0 < max(contributions(CAPITAL).values())


def test_the_start_is_nothing() -> None:
    for role in ("borrower", "lender"):
        start = state((), role)
        assert (start.home.change, start.foreign.change, start.change) == (0, 0, 0)
        assert (start.home.workers_change, start.home.owners_change) == (0, 0)
        assert start.transfer == start.on_the_good == start.lent == 0


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: state((5,)), r"measures = \(5,\): 5 is none of 1, 2, 3, 4"),
        (lambda: state((1,), "rich"), r"home = 'rich': must be 'borrower' or 'lender'"),
        (lambda: climb((1, 1)), r"order = \(1, 1\): each measure can be taken once"),
        (lambda: contribution(1, (1,)), r"measure = 1: is in force already"),
        (lambda: Example(partner=0.5), r"partner = 0.5: must be from 1 to 3"),
        (lambda: Example(budget=2), r"budget = 2: must be from 0 to 1"),
        (lambda: Example(scarce=60), r"scarce = 60: must be above 0 and at most 50"),
        (lambda: Example(scarce=-1), r"scarce = -1: must be a finite number above 0"),
        (lambda: Example(tariff=2), r"tariff = 2: must be below 2, where home stops buying abroad"),
        (lambda: Example(common=-1), r"common = -1: must be a finite number, 0 or more"),
        (lambda: harmless_part(0), r"tariff = 0: must be a finite number above 0"),
        (
            lambda: harmless_part(example=Example(scarce=50)),
            r"capital_that_comes = 0: must be a finite number above 0",
        ),
        (lambda: state((1, 3), "lender", Example(protected=1)), r"home would make -\d"),
    ],
)
def test_bad_input_is_named(wrong, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        wrong()


def test_the_example_is_the_cards() -> None:
    assert (EXAMPLE.tariff, EXAMPLE.common, EXAMPLE.partner) == (1.0, 0.6, 1.5)
    assert (EXAMPLE.spending, EXAMPLE.protected, EXAMPLE.budget, EXAMPLE.scarce) == (0.3, 0.5, 0.1, 30)
