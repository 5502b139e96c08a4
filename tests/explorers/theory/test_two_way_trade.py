"""What the explorer of two-way trade must let a reader see: card M7."""

import pytest

from integration_ladder.explorers.theory.two_way_trade import DIGITS, EXPLORER, FACTORS, model
from integration_ladder.models.grubel_lloyd import LEVELS, TABLES

from ..tasks import answers


def setting(table: str, digits: int, factor: float = 1.0) -> dict[str, object]:
    return {"digits": digits, "table": table, "exports_factor": factor}


def test_the_levels_are_the_models_from_coarse_to_fine() -> None:
    assert tuple(LEVELS) == DIGITS


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("factor", FACTORS)
def test_finer_counts_never_raise_the_index(table: str, factor: float) -> None:
    indices = [model(digits, table, factor).index for digits in range(4)]
    assert indices == sorted(indices, reverse=True)
    assert indices[0] == pytest.approx(model(0, table, factor).ceilings[table])


def test_each_table_tells_its_own_story() -> None:
    assert model(3, "two_rich", 1.0).index == pytest.approx(0.8)
    assert model(1, "one_way", 1.0).index < 0.1 < 0.9 < model(0, "one_way", 1.0).index
    assert model(3, "parts", 1.0).index < 0.2 < 0.9 < model(2, "parts", 1.0).index


def test_the_strip_is_silent_everywhere() -> None:
    for one in EXPLORER.settings():
        assert set(EXPLORER.bars.of(model(**one)).values()) == {None}


def test_fewer_exports_cap_the_index_and_the_sentence_says_so() -> None:
    frame = EXPLORER.frame(setting("two_rich", 1, 0.5))
    assert frame.readout["At most, at this balance"] == frame.readout["Index"] == "0.67"
    assert "could not exceed 0.67" in frame.sentence


def test_each_task_has_one_answer() -> None:
    assert {name: len(found) for name, found in answers(EXPLORER).items()} == {
        "parts": 1,
        "one_way": 1,
        "cap": 1,
    }
