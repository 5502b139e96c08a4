"""The numbers in the questions and sentences of the section on two-way trade agree with the model."""

import pytest

from integration_ladder.explorers.theory.two_way_trade import model

from .questions import question

PAGE = "1-theory/two-way-trade"


def test_question_on_the_order_of_counts() -> None:
    text = question(PAGE, "two-way-order")
    assert "car parts for 100 and wine for 40; it buys finished cars for 100 and tractors for 40" in text
    parts, cars, tractors, wine = (100, 0), (0, 100), (0, 40), (40, 0)

    def total(*groups: tuple[int, int]) -> float:
        gaps = sum(abs(x - m) for x, m in groups)
        return 1 - gaps / sum(x + m for x, m in groups)

    assert total(parts, cars, tractors, wine) == 0
    assert 0 < total((100, 100), tractors, wine) < 1
    assert total(tuple(map(sum, zip(parts, cars, tractors, wine, strict=True)))) == 1


def test_what_the_page_says_of_the_three_tables() -> None:
    def indices(table: str) -> list[float]:
        return [model(digits, table, 1.0).index for digits in range(4)]

    assert indices("parts")[2] == pytest.approx(indices("two_rich")[2], abs=0.03)
    assert indices("one_way")[1] == indices("one_way")[3]
    for factor in (0.5, 0.25):
        scene = model(1, "two_rich", factor)
        assert scene.index == pytest.approx(scene.ceilings["two_rich"])
