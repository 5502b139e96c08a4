"""Card M11: its check numbers, and the properties of its card over random parameters."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integration_ladder.models.common_market import (
    FOREIGN,
    HOME,
    LUCAS_OUTPUT,
    LUCAS_SHARE,
    Country,
    best_mobility_for_borrower,
    best_mobility_for_lender,
    borrowers_income_taxed,
    move_capital,
    relative_capital,
    relative_return,
    tax_at,
    would_lend,
)

CARD = 1e-4
"""The card's tolerance."""

countries = st.builds(Country, st.floats(5, 200), st.floats(10, 200), st.floats(0.3, 3))
shares = st.floats(0.15, 0.6)
mobilities = st.floats(0, 1)
some = st.floats(0.02, 1)


def apart(home: Country, foreign: Country, share: float) -> None:
    """Go on only where a visible part of the world's capital would move."""
    assume(abs(would_lend(home, foreign, share)) > 1e-3 * (home.capital + foreign.capital))


def test_the_world_makes_more() -> None:
    none, free = move_capital(0), move_capital(1)
    assert none.world_output == pytest.approx(95.3207, abs=CARD)
    assert free.world_output == pytest.approx(100, abs=CARD)
    assert 100 * free.world_gain == pytest.approx(4.9090, abs=CARD)


def test_both_countries_gain() -> None:
    free = move_capital(1)
    assert free.home.income_gain == pytest.approx(1.5196, abs=CARD)
    assert free.foreign.income_gain == pytest.approx(3.1597, abs=CARD)
    assert (free.lender, free.lent) == ("home", pytest.approx(30))
    assert free.home.income == pytest.approx(60, abs=CARD)


def test_wages_meet() -> None:
    none, free = move_capital(0), move_capital(1)
    assert (none.home.wage, none.foreign.wage) == pytest.approx((0.7797, 0.4912), abs=CARD)
    assert (free.home.wage, free.foreign.wage) == pytest.approx((2 / 3, 2 / 3), abs=CARD)


def test_four_classes_four_fates() -> None:
    none, free = move_capital(0), move_capital(1)
    assert none.home.capital_income == pytest.approx(19.49, abs=5e-3)
    assert free.home.capital_income == pytest.approx(26.67, abs=5e-3)
    changes = (free.home.workers, free.home.owners, free.foreign.workers, free.foreign.owners)
    assert changes == pytest.approx((-0.145, 0.368, 0.357, -0.457), abs=5e-4)


def test_what_chapter_four_counts_per_head() -> None:
    """Card M29 begins with these: a head has one unit of labour, and the mean of capital."""
    free = move_capital(1)
    assert free.home.workers_gain / HOME.labour == pytest.approx(-0.113071, abs=1e-6)
    assert free.home.owners_gain / HOME.labour == pytest.approx(0.143464, abs=1e-6)
    assert -free.home.workers_gain / free.home.owners_gain == pytest.approx(0.788150, abs=1e-6)
    assert -free.foreign.workers_gain / free.foreign.owners_gain == pytest.approx(1.562879, abs=1e-6)


def test_the_lenders_income_peaks_before_capital_moves_freely() -> None:
    best = best_mobility_for_lender()
    assert best == pytest.approx(0.56, abs=5e-3)
    assert move_capital(best).home.income == pytest.approx(60.93, abs=5e-3)
    for other in (best - 0.02, best + 0.02, 1):
        assert move_capital(other).home.income < move_capital(best).home.income


def test_a_tax_on_capitals_income_abroad_stops_it_at_the_peak() -> None:
    best = move_capital(best_mobility_for_lender())
    tax = tax_at(best)
    assert 0.2 < tax < 0.4
    assert (1 - tax) * best.foreign.rate_of_return == pytest.approx(best.home.rate_of_return)
    # The textbook's rule: the tax is what a unit more takes from the return of all that is lent.
    at_work = best.foreign.capital_at_work
    assert tax == pytest.approx((1 - best.share) * best.lent / at_work)
    assert tax_at(move_capital(1)) == pytest.approx(0, abs=1e-12)
    assert tax_at(move_capital(1, HOME, HOME)) == 0


def test_a_borrower_that_taxes_foreign_capital_has_more_than_where_it_moves_freely() -> None:
    free, best = move_capital(1), move_capital(best_mobility_for_borrower())
    assert 100 * best.mobility == pytest.approx(72.5, abs=0.05)
    assert 100 * tax_at(best) == pytest.approx(19.9, abs=0.05)
    assert borrowers_income_taxed(best) == pytest.approx(40.53, abs=5e-3)
    assert borrowers_income_taxed(free) == pytest.approx(free.foreign.income) == pytest.approx(40, abs=CARD)
    # By another way: all incomes that a tax could bring, on a fine grid.
    incomes = {m / 2000: borrowers_income_taxed(move_capital(m / 2000)) for m in range(2001)}
    assert max(incomes, key=incomes.get) == pytest.approx(best.mobility, abs=1e-3)
    # And as a treasury counts it: what is made, less what the tax leaves to the owners at home.
    left = (1 - tax_at(best)) * best.foreign.rate_of_return * best.lent
    assert borrowers_income_taxed(best) == pytest.approx(best.foreign.output - left)
    assert (
        best_mobility_for_borrower(HOME, HOME) is borrowers_income_taxed(move_capital(1, HOME, HOME)) is None
    )


def test_lucas_numbers() -> None:
    assert relative_return(LUCAS_OUTPUT, LUCAS_SHARE) == pytest.approx(58.09, abs=5e-3)
    assert relative_capital(LUCAS_OUTPUT, LUCAS_SHARE) == pytest.approx(871.4, abs=0.05)


@pytest.mark.parametrize("share", [0.25, 1 / 3, 0.4])
def test_lucas_ratios_are_this_models(share: float) -> None:
    """Two countries alike but for capital: the ratio of their returns follows from that of their outputs."""
    none = move_capital(0, share=share)
    outputs = none.home.output / none.foreign.output
    assert relative_return(outputs, share) == pytest.approx(
        none.foreign.rate_of_return / none.home.rate_of_return
    )
    assert relative_capital(outputs, share) == pytest.approx(4)


def test_low_productivity_can_explain_why_nothing_moves() -> None:
    poor = Country(20, 50, 0.25 ** (2 / 3))
    market = move_capital(1, HOME, poor)
    assert (market.lender, market.lent, market.home.gain, market.foreign.workers) == (None, 0, 0, 0)
    assert best_mobility_for_lender(HOME, poor) is None
    # And lower still, capital leaves the poor country.
    assert move_capital(1, HOME, Country(20, 50, 0.3)).lender == "foreign"


@given(countries, countries, mobilities, shares)
def test_returns_come_closer_and_meet(home: Country, foreign: Country, mobility: float, share: float) -> None:
    apart(home, foreign, share)
    none, some_of_it, free = (move_capital(m, home, foreign, share) for m in (0, mobility, 1))
    gaps = [one.foreign.rate_of_return - one.home.rate_of_return for one in (none, some_of_it, free)]
    assert (none.lender == "home") == (gaps[0] > 0)
    assert gaps[2] == pytest.approx(0, abs=1e-9 * max(1, abs(gaps[0])))
    assert abs(gaps[1]) <= abs(gaps[0]) + 1e-12
    assert some_of_it.lent == pytest.approx(mobility * free.lent)


@given(countries, countries, mobilities, shares)
def test_incomes_add_up(home: Country, foreign: Country, mobility: float, share: float) -> None:
    market = move_capital(mobility, home, foreign, share)
    both = (market.home, market.foreign)
    assert sum(one.income for one in both) == pytest.approx(market.world_output)
    assert sum(one.capital_at_work for one in both) == pytest.approx(home.capital + foreign.capital)
    for one in both:
        assert one.labour_income + one.capital_income == pytest.approx(one.income)
        assert one.workers_gain + one.owners_gain == pytest.approx(one.income_gain, abs=1e-9 * one.output)
    for one, country in zip(both, (home, foreign), strict=True):
        assert one.wage * country.labour == pytest.approx(one.labour_income)


@given(countries, countries, st.floats(0, 0.95), shares)
def test_world_output_rises_with_mobility(
    home: Country, foreign: Country, mobility: float, share: float
) -> None:
    apart(home, foreign, share)
    outputs = [move_capital(m, home, foreign, share).world_output for m in (mobility, mobility + 0.05)]
    assert outputs[1] > outputs[0]


@given(countries, countries, some, shares)
def test_two_gain_and_two_lose_and_no_country_loses(
    home: Country, foreign: Country, mobility: float, share: float
) -> None:
    apart(home, foreign, share)
    market = move_capital(mobility, home, foreign, share)
    sides = (market.home, market.foreign)
    lender, borrower = sides if market.lender == "home" else sides[::-1]
    assert lender.owners > 0 > lender.workers
    assert borrower.workers > 0 > borrower.owners
    assert lender.gain > 0
    assert borrower.gain > 0
    # What the winners gain is more than what the losers lose: the losers could be paid.
    assert lender.owners_gain > -lender.workers_gain
    assert borrower.workers_gain > -borrower.owners_gain


@given(countries, countries, mobilities, shares)
def test_the_lenders_income_is_highest_before_the_borrowers(
    home: Country, foreign: Country, mobility: float, share: float
) -> None:
    apart(home, foreign, share)
    best = best_mobility_for_lender(home, foreign, share)
    at_best, free, other = (move_capital(m, home, foreign, share) for m in (best, 1, mobility))

    def lender_and_borrower(market) -> tuple[float, float]:
        incomes = (market.home.income, market.foreign.income)
        return incomes if market.lender == "home" else incomes[::-1]

    slack = 1e-12 * free.world_output
    assert 0 < best < 1
    assert lender_and_borrower(at_best)[0] > lender_and_borrower(free)[0]
    assert lender_and_borrower(at_best)[0] >= lender_and_borrower(other)[0] - slack
    assert lender_and_borrower(free)[1] >= lender_and_borrower(other)[1] - slack


@given(countries, countries, mobilities, shares)
def test_the_borrower_gains_by_a_tax_and_the_lender_still_does_not_lose(
    home: Country, foreign: Country, mobility: float, share: float
) -> None:
    apart(home, foreign, share)
    best = best_mobility_for_borrower(home, foreign, share)
    at_best, free, other = (move_capital(m, home, foreign, share) for m in (best, 1, mobility))
    alone = home if free.lender == "home" else foreign

    def lenders(market) -> float:
        return market.world_output - borrowers_income_taxed(market)

    slack = 1e-12 * free.world_output
    assert 0 < best < 1
    assert borrowers_income_taxed(at_best) > borrowers_income_taxed(free)
    assert borrowers_income_taxed(at_best) >= borrowers_income_taxed(other) - slack
    assert lenders(at_best) < lenders(free)
    assert lenders(at_best) > alone.output(alone.capital, share)
    assert 0 < tax_at(at_best) < 1


@given(countries, countries, mobilities, shares)
def test_the_sides_do_not_matter(home: Country, foreign: Country, mobility: float, share: float) -> None:
    one, other = move_capital(mobility, home, foreign, share), move_capital(mobility, foreign, home, share)
    assert one.lent == pytest.approx(-other.lent, abs=1e-9)
    assert one.home.income == pytest.approx(other.foreign.income)
    assert one.home.workers == pytest.approx(other.foreign.workers, abs=1e-9)
    assert one.foreign.owners == pytest.approx(other.home.owners, abs=1e-9)


def test_nothing_moves_nothing_changes() -> None:
    none = move_capital(0)
    assert none.lender == "home"
    for one in (none.home, none.foreign):
        assert (one.workers, one.owners, one.gain, one.income_gain) == (0, 0, 0, 0)
    assert (none.world_gain, FOREIGN.capital) == (0, none.foreign.capital_at_work)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match=r"mobility = 1\.2: must be from 0 to 1"):
        move_capital(1.2)
    with pytest.raises(ValueError, match="share = 1: must be between 0 and 1"):
        move_capital(1, share=1)
    with pytest.raises(ValueError, match="share = 0: must be between 0 and 1"):
        best_mobility_for_lender(share=0)
    with pytest.raises(ValueError, match="share = 1: must be between 0 and 1"):
        best_mobility_for_borrower(share=1)
    with pytest.raises(ValueError, match="capital = -1: must be a finite number above 0"):
        Country(-1)
    with pytest.raises(ValueError, match="output_per_worker = 0"):
        relative_return(0)
