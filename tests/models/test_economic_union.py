"""Card M12: its check numbers, and the properties of its card over random parameters."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder.models.economic_union import (
    AMERICA,
    CAPITAL_SHARE,
    FOREIGN_SIZE,
    ROUNDS,
    Institutions,
    Round,
    class_incomes,
    common_budget,
    one_way,
    union_round,
    workers_break_even,
)

EXACT = 1e-12
NUMBERS = range(1, len(ROUNDS) + 1)

institutions = st.builds(
    Institutions,
    capital_market=st.floats(0, 0.4),
    credit=st.floats(0, 0.2),
    budget=st.floats(0, 0.2),
    mobility=st.floats(0, 0.3),
    currency=st.floats(0, 1),
)
shocks = st.floats(0.01, 0.5)
rounds = st.sampled_from(NUMBERS)


def whole(one: Round) -> float:
    """What both regions together can spend beyond normal, in units of home's income."""
    return one.home.all + FOREIGN_SIZE * one.foreign.all


def test_american_states_leave_a_quarter() -> None:
    assert AMERICA.unsmoothed == pytest.approx(0.25, abs=EXACT)
    one = union_round(AMERICA, 0.1, 1)
    assert one.home.output == pytest.approx(-0.1, abs=EXACT)
    assert one.home.all == pytest.approx(-0.025, abs=EXACT)


def test_what_the_page_says_where_shares_of_a_whole_fall_insure_too_much() -> None:
    one, four = union_round(AMERICA, 0.1, 1), union_round(AMERICA, 0.1, 4)
    assert one.foreign.all == pytest.approx(-0.01875, abs=EXACT)
    assert one.gap_left == pytest.approx(0.0625, abs=EXACT)
    assert (four.home.owners, four.foreign.owners) == pytest.approx((-0.168, -0.068), abs=5e-4)
    assert four.home.owners < four.foreign.owners
    assert union_round(Institutions(), 0.1, 1).gap_left == pytest.approx(1, abs=EXACT)
    assert union_round(AMERICA, 0.1, 3).gap_left is None


def test_without_the_fiscal_part_the_rest_is_larger_by_it() -> None:
    without = Institutions(0.39, 0.23)
    assert without.unsmoothed == pytest.approx(0.38, abs=EXACT)
    assert union_round(without, 0.1, 1).home.all == pytest.approx(-0.038, abs=EXACT)


def test_alone_everybody_bears_the_own_shock() -> None:
    one = union_round(Institutions(), 0.1, 1)
    assert (one.home.workers, one.home.owners) == pytest.approx((-0.1, -0.1), abs=EXACT)
    assert (one.foreign.workers, one.foreign.owners) == pytest.approx((0, 0), abs=EXACT)


def test_who_stands_behind_each_channel() -> None:
    capital = union_round(Institutions(capital_market=0.39), 0.1, 1)
    assert capital.home.workers == pytest.approx(-0.1, abs=EXACT)
    assert capital.home.owners == pytest.approx(-0.1 + 0.039 / 0.4, abs=EXACT)
    assert capital.foreign.owners == pytest.approx(-0.039 / 4 / 0.4, abs=EXACT)
    assert capital.foreign.workers == pytest.approx(0, abs=EXACT)
    budget = union_round(Institutions(budget=0.13), 0.1, 1)
    assert (budget.foreign.workers, budget.foreign.owners) == pytest.approx((-0.013 / 4,) * 2, abs=EXACT)
    assert (budget.home.workers, budget.home.owners) == pytest.approx((-0.087,) * 2, abs=EXACT)
    credit = union_round(Institutions(credit=0.23), 0.1, 1)
    assert credit.foreign.workers == pytest.approx(0, abs=EXACT)
    assert credit.owes == pytest.approx(0.023, abs=EXACT)
    moved = union_round(Institutions(mobility=0.2), 0.1, 1)
    assert moved.home.owners == pytest.approx(-0.1, abs=EXACT)
    assert moved.home.workers == pytest.approx(-0.08, abs=EXACT)
    assert moved.foreign.workers == pytest.approx(-0.4 * 0.2 * 0.1 / 4, abs=EXACT)
    assert moved.foreign.owners == pytest.approx(0.6 * 0.2 * 0.1 / 4, abs=EXACT)
    currency = union_round(Institutions(currency=0.4), 0.1, 1)
    assert currency.home.output == pytest.approx(-0.06, abs=EXACT)
    assert currency.home.all == pytest.approx(-0.08, abs=EXACT)
    assert currency.foreign.all == pytest.approx(0.02 / 4, abs=EXACT)


def test_a_loan_is_repaid_with_interest_in_a_round_without_a_shock() -> None:
    one = union_round(AMERICA, 0.1, 2)
    assert one.home.output == 0
    assert one.repays == pytest.approx(0.023 * 1.05, abs=EXACT)
    assert one.home.all == pytest.approx(-0.02415, abs=EXACT)
    assert one.foreign.workers == pytest.approx(0, abs=EXACT)
    assert one.foreign.owners == pytest.approx(0.02415 / 4 / 0.4, abs=EXACT)


@pytest.mark.parametrize("number", NUMBERS)
def test_each_round_has_one_kind_of_shock_at_most(number: int) -> None:
    event = ROUNDS[number - 1]
    assert sum(map(bool, (event.home, event.foreign, event.common))) <= 1


def test_every_sum_over_the_series_is_zero() -> None:
    for kind in ("home", "foreign", "common"):
        assert sum(getattr(event, kind) for event in ROUNDS) == 0


@given(institutions, shocks, rounds)
def test_shares_add_up_and_are_what_home_spends(has: Institutions, shock: float, number: int) -> None:
    one = union_round(has, shock, number)
    if one.borne is None:
        return
    shares = vars(one.borne).values()
    assert sum(shares) == pytest.approx(1, abs=1e-9)
    assert min(shares) >= -1e-12
    event = one.event
    region = one.home if event.home else one.foreign
    repaid = -one.repays if event.home else one.repays / FOREIGN_SIZE
    sign = event.home or event.foreign
    assert region.all == pytest.approx(sign * shock * one.borne.now + repaid, abs=1e-9)


@given(institutions, shocks, rounds)
def test_what_one_region_receives_the_other_pays(has: Institutions, shock: float, number: int) -> None:
    one = union_round(has, shock, number)
    event = one.event
    hit = (event.home or event.foreign) * shock * (1 - has.currency)
    moved = -has.movers * hit  # what movers make where they go
    made = one.home.output + FOREIGN_SIZE * one.foreign.output
    assert whole(one) == pytest.approx(made + moved, abs=1e-9)


@given(institutions, shocks)
def test_a_common_shock_is_not_shared(has: Institutions, shock: float) -> None:
    one = union_round(has, shock, 3)
    assert one.event.common == -1
    assert one.borne is None
    people = (one.home.workers, one.home.owners, one.foreign.workers, one.foreign.owners)
    assert people == pytest.approx((-shock,) * 4, abs=1e-9)


@given(institutions, shocks)
def test_insurance_pays_nothing_on_average(has: Institutions, shock: float) -> None:
    every = [union_round(has, shock, number) for number in NUMBERS]
    for region in ("home", "foreign"):
        for who in ("workers", "owners", "all"):
            total = math.fsum(getattr(getattr(one, region), who) for one in every)
            assert total == pytest.approx(0, abs=1e-9)


@given(institutions, shocks)
def test_the_unsmoothed_part_is_the_fall_of_spending(has: Institutions, shock: float) -> None:
    fall = (1 - has.currency) * has.unsmoothed + 0.5 * has.currency
    assert union_round(has, shock, 1).home.all == pytest.approx(-fall * shock, abs=1e-9)


def test_a_common_budget_that_takes_as_much_of_a_shock_as_america() -> None:
    shared = common_budget(1, 0.13 * 5 / 4)
    assert shared.payments[0] == pytest.approx(-0.013, abs=EXACT)
    assert shared.average == pytest.approx(0, abs=EXACT)
    assert shared.direction == "both"


def test_with_a_gap_one_side_always_pays() -> None:
    low, high = one_way()
    assert (low, high) == pytest.approx((0.9, 10 / 9), abs=EXACT)
    for ratio, direction in (
        (low, "receives"),
        (high, "pays"),
        (1.09, "both"),
        (0.92, "both"),
        (1.2, "pays"),
    ):
        assert common_budget(ratio, 0.2).direction == direction
    assert common_budget(1.5, 0).direction == "none"
    assert common_budget(1.25, 0.2).average == pytest.approx(0.2 * 0.2 * 0.8, abs=EXACT)


def test_workers_of_the_richer_country_pay_only_where_the_gap_is_wide() -> None:
    assert class_incomes() == pytest.approx((0.75, 2), abs=EXACT)
    assert workers_break_even() == pytest.approx(16 / 11, abs=EXACT)
    assert common_budget(16 / 11, 0.2).home_workers == pytest.approx(0, abs=EXACT)
    assert common_budget(1.4, 0.2).home_workers > 0 > common_budget(1.5, 0.2).home_workers


@given(st.floats(0.3, 3), st.floats(0, 1), shocks)
def test_net_payments_add_up_to_zero(ratio: float, rate: float, shock: float) -> None:
    found = common_budget(ratio, rate, shock)
    worker, owner = class_incomes()
    total = 0.0
    for income, size, workers, owners in (
        (ratio, 1, found.home_workers, found.home_owners),
        (1, FOREIGN_SIZE, found.foreign_workers, found.foreign_owners),
    ):
        total += income * size * (0.8 * worker * workers + 0.2 * owner * owners)
    assert total == pytest.approx(0, abs=1e-9)
    home = (1 - CAPITAL_SHARE) * found.home_workers + CAPITAL_SHARE * found.home_owners
    assert home == pytest.approx(-found.average, abs=1e-9)
    assert math.fsum(found.insurance) == pytest.approx(0, abs=1e-9)


@given(st.floats(0.3, 3), st.floats(0, 1), shocks)
def test_what_luck_changes_does_not_depend_on_who_is_richer(ratio: float, rate: float, shock: float) -> None:
    found = common_budget(ratio, rate, shock)
    own = rate * shock * FOREIGN_SIZE / (1 + FOREIGN_SIZE)
    assert found.insurance[0] == pytest.approx(-own, abs=1e-9)
    assert found.insurance[5] == pytest.approx(own, abs=1e-9)
    # When abroad is hit, home pays the same amount more; as a part of its income, more where that is smaller.
    assert found.insurance[3] == pytest.approx(own / ratio, abs=1e-9)
    # Where both are, a payment follows all incomes.
    assert found.insurance[2] == pytest.approx(-shock * found.average, abs=1e-9)


@given(st.floats(0, 1), shocks)
def test_equal_incomes_pay_nothing_on_average(rate: float, shock: float) -> None:
    assert common_budget(1, rate, shock).average == pytest.approx(0, abs=1e-9)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match=r"budget = -1: must be a finite number, 0 or more"):
        Institutions(budget=-1)
    with pytest.raises(ValueError, match=r"capital_market = 0.5: must be at most 0.4"):
        Institutions(capital_market=0.5)
    with pytest.raises(ValueError, match="at most 1: they are shares"):
        Institutions(currency=1.5)
    with pytest.raises(ValueError, match="the shares take 1.20 of a shock"):
        Institutions(capital_market=0.4, credit=0.4, budget=0.4)
    with pytest.raises(ValueError, match="shock = 2: must be at most 1"):
        union_round(AMERICA, 2, 1)
    with pytest.raises(ValueError, match="number = 9: must be a whole number from 1 to 8"):
        union_round(AMERICA, 0.1, 9)
    with pytest.raises(ValueError, match="rate = 2: must be at most 1"):
        common_budget(1, 2)
