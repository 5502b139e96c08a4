"""What the page on the welfare state says in words and types into questions agrees with the model."""

import math
from pathlib import Path

import pytest

from integration_ladder.explorers.evolution.welfare_state import EXPLORER
from integration_ladder.models.welfare_state import (
    ELASTICITY,
    WAGES,
    World,
    economy_at,
    even_share,
    fastest_tax,
    growth_at,
    share_with_top_at,
)

from .questions import draws, mistakes_that_pass, question

PAGE = "3-evolution/welfare-state"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_is_the_first_setting() -> None:
    first = EXPLORER.result(EXPLORER.default)
    assert (first.tax, first.share) == (0.25, 0), "a quarter, all for workers"
    assert first.years == pytest.approx(8, abs=0.5), "about eight years"
    assert first.fastest == first.untaxed, "without it"
    assert first.workers > 0 > first.owners


def test_a_quarter_of_a_quarter_costs_no_growth() -> None:
    even = EXPLORER.result(EXPLORER.preset("A quarter each"))
    assert even.growth == pytest.approx(even.untaxed, abs=1e-12)
    assert even.untaxed < growth_at(0, 0), "grows more slowly where they are missing"


def test_the_moves_say_what_the_figure_shows() -> None:
    high = EXPLORER.result(EXPLORER.preset("High transfers"))
    assert high.owners == pytest.approx(-0.5), "owners lose half"
    assert high.fastest == high.untaxed, "without the tax"
    low, services = economy_at(0.1, 1), economy_at(0.25, 1)
    assert low.owners < 0, "owners lose against a higher tax"
    assert services.years is None
    half = economy_at(0.5, 0.5)
    assert half.tax > half.fastest_tax, "past its top"
    assert half.growth > half.untaxed


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 1])
def test_a_small_tax_raises_growth_as_soon_as_anything_is_spent_productively(share: float) -> None:
    small = fastest_tax(share) / 10
    assert growth_at(small, share) > growth_at(0, share)
    assert growth_at(1e-9, 0) < growth_at(0, 0)


@pytest.mark.parametrize("tax", [0.05, 0.1, 0.2, 0.25])
def test_the_formula_in_the_fold(tax: float) -> None:
    u = (tax / ELASTICITY) ** ((1 - 2 * ELASTICITY) / (1 - ELASTICITY))
    assert share_with_top_at(tax) == pytest.approx(u / (u + (1 - tax / ELASTICITY) / (1 - ELASTICITY)))


def test_the_worked_example_takes_its_numbers_from_the_model() -> None:
    found = economy_at(0.5, 0.4)
    lifted = (0.5 / ELASTICITY) ** (1 / 3)
    kept = 0.5 * 0.12 * (0.6 + 0.4 * lifted)
    assert found.growth == pytest.approx((kept - 0.03) / 2)
    assert found.share < even_share(0.5), "the share is below the even one"
    assert found.growth < found.untaxed
    assert growth_at(0, 0) == pytest.approx(0.045), "an economy that needs no services"


def test_wages_are_two_thirds_of_output() -> None:
    assert pytest.approx(2 / 3) == WAGES / (WAGES + 1)
    assert "wages are twice what capital earns before tax" in TEXT


def test_where_owners_can_leave() -> None:
    """They leave at any share below the even one: they keep less than without the tax, and so than abroad."""
    for share in (0, 0.1, 0.2, 0.24):
        assert growth_at(0.25, share) < growth_at(0, share)


def test_question_on_abolishing_a_tax() -> None:
    assert growth_at(0, 0) > growth_at(0.25, 0), "Ostia"
    for share in (0.75, 0.9, 1):
        assert growth_at(0, share) < growth_at(0.25, share), "Westia"


def test_question_on_two_workers() -> None:
    found = economy_at(0.3, 0, World(aversion=6))
    assert "retire = economy_at(0.3, 0, World(aversion=6))" in TEXT
    assert "soon, late = 5, 20" in TEXT
    assert 5 < 20 < found.years
    assert found.income(5) > found.income_fastest(5)
    assert found.income(20) > found.income_fastest(20)
    assert found.years == pytest.approx(math.log(1.15) / 0.006)
    assert economy_at(0.3, 0).years < 20, "in the page's own country Anna alone"


@pytest.mark.parametrize("values", draws(PAGE, "welfare-state-growth"))
def test_no_mistake_gives_the_key_of_the_question_on_growth(values: tuple[float, ...]) -> None:
    earns, tax = values
    assert "is paid to workers" in question(PAGE, "welfare-state-growth")
    found = economy_at(tax, 0, World(productivity=earns))
    mistakes = {
        "what owners keep less": earns * tax,
        "growth with the tax": found.growth,
        "growth without it": found.untaxed,
        "impatience taken off a second time": earns * tax / 2 - 0.03,
        "nothing divided, growth with the tax": (1 - tax) * earns - 0.03,
        "impatience forgotten": (1 - tax) * earns / 2,
        "in proportion": tax * found.untaxed,
        "the tax itself": tax,
        "what capital earns": earns,
        "half of what it earns": earns / 2,
    }
    in_points = {mistake: 100 * value for mistake, value in mistakes.items()}
    assert mistakes_that_pass(100 * (found.untaxed - found.growth), in_points, tolerance=0.05) == []
