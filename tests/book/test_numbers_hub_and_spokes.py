"""What the page on hub and spokes says in words and asks in questions agrees with the model."""

from itertools import pairwise
from pathlib import Path

import pytest

from integration_ladder.explorers.evolution.hub_and_spokes import ADVANTAGES, EXPLORER
from integration_ladder.models.hub_and_spokes import alike, choices, leaves_from, wheel, world

from .questions import draws, mistakes_that_pass

PAGE = "3-evolution/hub-and-spokes"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def between_four(*agreements: tuple[int, int]) -> list[list[float]]:
    costs = [[1.0 if i == j else 1.6 for j in range(4)] for i in range(4)]
    for one, other in agreements:
        costs[one][other] = costs[other][one] = 1.2
    return costs


def test_the_prediction_is_the_first_setting() -> None:
    now = EXPLORER.result(EXPLORER.default)
    assert (now.size, now.advantage, now.hubs) == (1, 0, "stay")
    assert now.incumbent.gain > now.incumbent.free
    for country in (now.challenger, now.first, now.second):
        assert country.gain < country.free, "the three others become richer by free trade for all"


def test_the_moves_say_what_the_figure_shows() -> None:
    left, gone = wheel(1, 0, "switch"), wheel(1, 0, "follow")
    assert left.first.change == pytest.approx(left.second.change), "and so does the one that stays"
    assert gone.first.change == pytest.approx(0, abs=1e-9), "back where they were"
    assert gone.choices.follow < 0
    assert wheel(2, 0.2).choices.switch < 0
    tempted = choices(2, 0.1)
    assert min(tempted.switch, tempted.follow) > 0, "in each one’s interest"
    both = wheel(1, 0, "both")
    assert both.first.change > 0 > max(both.incumbent.change, both.second.change)


def test_the_spoke_that_left_cannot_pay_for_the_old_hub_but_all_who_gained_could() -> None:
    """At the new prices: what is needed to be as well off as before, and what can be given without being worse off."""
    left = wheel(1, 0, "switch")
    assert left.challenger.price == pytest.approx(left.incumbent.price), "now its equal"
    spare = {
        who: country.price * (1 - 1 / (1 + country.change))
        for who, country in vars(left).items()
        if who in {"incumbent", "challenger", "first", "second"}
    }
    assert spare["first"] < -spare["incumbent"] / 10
    assert spare["challenger"] < -spare["incumbent"]
    assert sum(spare.values()) > 0, "all three together could"


def test_once_both_have_gone_another_star_stands() -> None:
    gone, stay = wheel(1, 0, "follow"), wheel(1, 0, "stay")
    assert gone.challenger.real_income == pytest.approx(stay.incumbent.real_income)
    assert gone.incumbent.real_income == pytest.approx(stay.challenger.real_income)


def test_two_ways_to_the_same_change() -> None:
    assert choices(1, 0.1).switch < 0, "an equal challenger gets nobody at an advantage of 0.1"
    assert choices(2, 0.2).switch < 0, "nor one twice as large at 0.2"
    assert leaves_from("second", 0.1) < 2, "both leave for one twice as large at 0.1"


def test_an_advantage_raises_both_sizes_and_the_second_needs_more() -> None:
    for low, high in pairwise(ADVANTAGES):
        assert leaves_from("first", low) < leaves_from("first", high)
        assert leaves_from("second", low) < leaves_from("second", high)
    assert leaves_from("first") < 1 < leaves_from("second")


def test_where_it_breaks() -> None:
    assert wheel(4, 0, "switch").second.change < 0
    assert all(wheel(size, 0, "switch").second.change > 0 for size in (0.5, 0.75, 1, 1.5, 2, 3))


def test_the_hub_sells_more_dearly() -> None:
    now = wheel(1)
    assert now.incumbent.price > 1 > now.first.price


@pytest.mark.parametrize("values", draws(PAGE, "hub-and-spokes-alike"))
def test_no_mistake_gives_the_key_of_the_question_on_equal_countries(values: tuple[float, ...]) -> None:
    n, tau = values
    weight = tau**-4
    mistakes = {
        "one’s own good counted twice": (1 + n * weight) ** 0.25,
        "one’s own good left out": ((n - 1) * weight) ** 0.25,
        "own good shipped as well": (n * weight) ** 0.25,
        "the bracket": 1 + (n - 1) * weight,
        "the square root": (1 + (n - 1) * weight) ** 0.5,
        "the fifth root": (1 + (n - 1) * weight) ** 0.2,
        "the elasticity itself": (1 + (n - 1) * tau**-5) ** 0.2,
        "the elasticity in the weight alone": (1 + (n - 1) * tau**-5) ** 0.25,
        "one foreign good": (1 + weight) ** 0.25,
        "no trade cost": n**0.25,
        "the price index": (1 + (n - 1) * weight) ** -0.25,
        "the cost to the power of 4": (1 + (n - 1) / weight) ** 0.25,
        "the cost itself": (1 + (n - 1) / tau) ** 0.25,
    }
    assert mistakes_that_pass(alike(tau, n), mistakes, tolerance=0.004) == []


def test_question_on_two_spokes() -> None:
    ones, hub = [1.0] * 4, ((0, 1), (0, 2), (0, 3))
    before, after = world(ones, between_four(*hub)), world(ones, between_four(*hub, (1, 2)))
    norland, eastland, westland, southland = (
        later / earlier - 1 for earlier, later in zip(before.real_incomes, after.real_incomes, strict=True)
    )
    assert max(norland, southland) < 0 < min(eastland, westland)
    prices = [later / earlier for earlier, later in zip(before.prices, after.prices, strict=True)]
    assert max(prices[0], prices[3]) < 1 < min(prices[1], prices[2])


def test_question_on_the_historian() -> None:
    """There are cases in which growth alone is enough, others in which lower costs alone are, and some that need both."""
    assert choices(1, 0.1).switch < 0 < choices(2, 0.1).switch
    assert choices(2, 0.2).switch < 0 < choices(2, 0.1).switch
    assert max(choices(1, 0.1).switch, choices(1.75, 0.2).switch) < 0 < choices(1.75, 0.1).switch
