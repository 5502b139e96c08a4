"""What the page on Stolper and Samuelson says in words and types into questions agrees with the model."""

from pathlib import Path

import pytest

from integration_ladder.explorers.evolution.stolper_samuelson import EXPLORER
from integration_ladder.models.stolper_samuelson import (
    FOREIGN,
    HOME,
    TEXTBOOK,
    hats,
    open_to,
    rewards_at,
    world_at,
)

from .questions import draws, mistakes_that_pass, question

PAGE = "3-evolution/stolper-samuelson"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_is_the_first_setting() -> None:
    world = EXPLORER.result(EXPLORER.default)
    before, after = world.home.before, world.home.after
    assert not world.capital_intensive
    assert world.home.made_good == 0
    assert after.price / before.price == pytest.approx(2 / 3), "a third cheaper"
    assert after.wage / after.price == pytest.approx(before.wage / before.price / 2), "half the cloth"
    assert after.wage == pytest.approx(before.wage / 3), "a third of the other good"


def test_the_countries_of_the_table() -> None:
    assert vars(HOME) == {"labour": 70, "capital": 60}
    assert vars(FOREIGN) == {"labour": 290, "capital": 220}
    assert "| home | 70 | 60 |" in TEXT
    assert "| abroad | 290 | 220 |" in TEXT
    assert TEXTBOOK.prices == (30, 80)
    assert "Below a price of 30 the wage would be nothing, above 80 the return" in TEXT


def test_twice_and_three_times() -> None:
    then = rewards_at(60)
    assert hats(then.cloth_share, then.other_share, 1) == pytest.approx((2, -3))


def test_one_reward_changes_by_more_than_the_price_the_other_need_not() -> None:
    """Abroad the return falls by less than the price of cloth rises; the wage rises by more, as everywhere."""
    then = rewards_at(36)
    wage, rental = hats(then.cloth_share, then.other_share, 1)
    assert (wage, rental) == pytest.approx((6, -9 / 11))
    assert "the other by more or by less" in TEXT


def test_what_is_left_is_what_the_country_gains() -> None:
    home = world_at(40).home
    owners_need = 60 * home.before.rental * home.after.index / home.before.index
    assert home.capital_income - home.loss - owners_need == pytest.approx(home.left)
    assert home.loss / home.left == pytest.approx(20.1, abs=0.05)


@pytest.mark.parametrize("price", [32, 48, 72, 78])
def test_where_every_household_owns_alike_all_gain(price: float) -> None:
    """A household with a part of all labour and the same part of all capital gains what the country gains."""
    home = open_to(price)
    one = 0.1 * (home.labour_income + home.capital_income) / home.after.index
    alone = 0.1 * (70 * home.before.wage + 60 * home.before.rental) / home.before.index
    assert one / alone - 1 == pytest.approx(home.gain)
    assert home.gain > 0


def test_norlands_wage_rises_by_more_than_the_price_of_shirts() -> None:
    assert "a fifth" in question(PAGE, "stolper-samuelson-norland")
    for shirts, machines in ((0.8, 0.6), (0.7, 0.3), (0.55, 0.5)):
        wage, rental = hats(shirts, machines, 0.2)
        assert wage > 0.2 > 0 > rental


@pytest.mark.parametrize("values", draws(PAGE, "stolper-samuelson-hats"))
def test_no_mistake_gives_the_key_of_the_question_on_hats(values: tuple[float, ...]) -> None:
    shoes, machines, fall = values
    wage, rental = hats(shoes, machines, -fall)
    apart = shoes - machines
    mistakes = {
        "the wrong sign": -wage,
        "the return": rental,
        "the return, the wrong way": -rental,
        "the price": -fall,
        "the return stays": -fall / shoes,
        "labour's share of shoes above": -shoes / apart * fall,
        "capital's share of shoes above": -(1 - shoes) / apart * fall,
        "nothing above": -fall / apart,
        "weighted by the share": -fall * shoes,
        "nothing": 0.0,
    }
    assert mistakes_that_pass(wage, mistakes, tolerance=0.05) == []


def test_the_worked_example_solves_the_two_equations() -> None:
    mild = world_at(48).home
    assert 5 * mild.after.wage == pytest.approx(4 * 48 - 120)
    assert mild.after.rental == pytest.approx(48 - 2 * mild.after.wage)
    assert mild.loss == pytest.approx(494.6, abs=0.05)
    assert mild.left == pytest.approx(13.4, abs=0.05)
