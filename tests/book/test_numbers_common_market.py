"""What section 2.3 says in words, held against the model: typed parts of prose, keys of questions, both folds."""

import pytest

from integration_ladder.models.common_market import (
    HOME,
    LUCAS_SHARE,
    Country,
    best_mobility_for_borrower,
    best_mobility_for_lender,
    borrowers_income_taxed,
    move_capital,
    tax_at,
)

from .questions import BOOK, question

PAGE = "2-ladder/common-market"
NONE, FREE = move_capital(0), move_capital(1)


def says(*words: str) -> None:
    """Hold that the page says these words."""
    text = (BOOK / f"{PAGE}.md").read_text(encoding="utf-8")
    assert [one for one in words if one not in text] == []


def test_if_labour_moves_instead_wages_and_returns_are_the_same() -> None:
    says("thirty of the fifty", "just what they are when capital moves")
    home, foreign = Country(80, 50 + 30), Country(20, 50 - 30)
    for one in (home, foreign):
        assert one.wage(one.capital) == pytest.approx(FREE.home.wage)
        assert one.rate_of_return(one.capital) == pytest.approx(FREE.home.rate_of_return)
    assert home.output(80) + foreign.output(20) == pytest.approx(FREE.world_output)
    # Who gains and who loses: whoever goes or stays abroad, the wage rises; at home it falls.
    assert NONE.foreign.wage < FREE.home.wage < NONE.home.wage
    assert NONE.home.rate_of_return < FREE.home.rate_of_return < NONE.foreign.rate_of_return


def test_if_home_is_more_productive_workers_may_come_while_capital_stays() -> None:
    poor = move_capital(1, HOME, Country(20, 50, 0.25 ** (2 / 3)))
    assert poor.lent == 0
    assert poor.home.wage > poor.foreign.wage


def test_more_than_three_quarters_of_the_owners_gain_is_the_workers_loss() -> None:
    says("More than three quarters")
    assert 0.75 < -FREE.home.workers_gain / FREE.home.owners_gain < 0.8


def test_lucas_took_two_fifths() -> None:
    says("two fifths")
    assert LUCAS_SHARE == 2 / 5


def test_beyond_the_best_home_loses_part_of_its_gain_and_the_tax_helps_it_and_harms_abroad() -> None:
    best = move_capital(best_mobility_for_lender())
    assert 0 < FREE.home.income_gain < best.home.income_gain
    assert best.foreign.income_gain < FREE.foreign.income_gain
    at_work = best.foreign.capital_at_work
    bracket = 1 - (1 - best.share) * best.lent / at_work
    assert best.home.rate_of_return == pytest.approx(best.foreign.rate_of_return * bracket)
    assert tax_at(best) == pytest.approx(1 - bracket)


def test_the_borrower_could_tax_too_and_pays_what_capital_earns_at_home() -> None:
    says("$Y^* - r F$", "at the lender’s cost")
    taxed = move_capital(best_mobility_for_borrower())
    income = borrowers_income_taxed(taxed)
    assert income == pytest.approx(taxed.foreign.output - taxed.home.rate_of_return * taxed.lent)
    assert income > FREE.foreign.income
    assert taxed.world_output - income < FREE.home.income
    bracket = 1 + (1 - taxed.share) * taxed.lent / taxed.home.capital_at_work
    assert taxed.foreign.rate_of_return == pytest.approx(taxed.home.rate_of_return * bracket)
    # Exercise set 2 asks for the tax: the page does not give it away.
    text = (BOOK / f"{PAGE}.md").read_text(encoding="utf-8")
    assert "tax_at(taxed)" not in text


def test_labour_gets_two_thirds_of_what_a_country_makes() -> None:
    says("labour always gets two thirds of what a country makes")
    for outcome in (NONE.home, NONE.foreign, FREE.home, FREE.foreign):
        assert outcome.labour_income / outcome.output == pytest.approx(2 / 3)


def test_domestic_capital_goes_on_earning_but_less() -> None:
    says("goes on earning, but less than before")
    assert 0 < FREE.foreign.rate_of_return < NONE.foreign.rate_of_return
    assert 0 < FREE.foreign.capital_income < NONE.foreign.capital_income


def test_returns_are_alike_where_low_productivity_goes_with_little_capital() -> None:
    says("low productivity goes with little capital")
    apart = move_capital(0, HOME, Country(20, 50, 0.25 ** (2 / 3)))
    assert apart.home.rate_of_return == pytest.approx(apart.foreign.rate_of_return)


def test_output_falls_at_home_and_income_rises() -> None:
    assert FREE.home.output < NONE.home.output
    assert FREE.home.income > NONE.home.income


@pytest.mark.parametrize("capital", [62, 65, 68, 71, 74, 77, 83, 86, 89])
def test_question_on_national_income(capital: float) -> None:
    assert "a unit earns a third in either country" in question(PAGE, "common-market-national-income")
    free = move_capital(1, Country(capital), Country(100 - capital))
    assert free.home.rate_of_return == pytest.approx(1 / 3)
    assert free.home.income == pytest.approx(50 + (capital - 50) / 3)


def test_question_on_the_wage() -> None:
    assert "√(capital × labour)" in question(PAGE, "common-market-wage")
    free = move_capital(1, Country(72), Country(28), 1 / 2)
    assert 1 + free.home.workers == pytest.approx((50 / 72) ** 0.5)


def test_question_on_a_small_lender() -> None:
    small, large = Country(8, 2), Country(100_000, 100_000)
    assert best_mobility_for_lender(small, large) > 0.999


def test_question_on_the_drain() -> None:
    """The borrower gains what is left; its workers gain that, and what its owners lose."""
    assert "workers also have what the country’s own owners lose" in question(PAGE, "common-market-drain")
    poor, before = (move_capital(m, Country(10), Country(90)).home for m in (1, 0))
    added, paid = poor.output - before.output, poor.output - poor.income
    assert added - paid == pytest.approx(poor.income_gain)
    assert poor.owners_gain < 0 < poor.income_gain < poor.workers_gain
    assert poor.workers_gain == pytest.approx(poor.income_gain - poor.owners_gain)
    # As printed the numbers add up.
    gain = pytest.approx(round(poor.income_gain, 2))
    assert round(added, 2) - round(paid, 2) == gain
    assert round(poor.workers_gain, 2) + round(poor.owners_gain, 2) == gain


def test_question_on_a_fixed_wage() -> None:
    """Half of the capital goes; at the old wage firms employ half of the workers, and output falls by half."""
    assert "Half of a rich country’s capital goes abroad" in question(PAGE, "common-market-fixed-wage")
    rich, fewer = Country(80, 50), Country(40, 25)
    assert fewer.wage(40) == pytest.approx(rich.wage(80))
    assert fewer.output(40) == pytest.approx(rich.output(80) / 2)
    assert fewer.output(40) < rich.output(40), "less than where wages fall and everybody has work"
    # Owners at home miss the rise of their return that there is where wages fall.
    assert (
        fewer.rate_of_return(40) == pytest.approx(rich.rate_of_return(80)) == pytest.approx(0.244, abs=5e-4)
    )
    assert rich.rate_of_return(40) == pytest.approx(0.387, abs=5e-4)
