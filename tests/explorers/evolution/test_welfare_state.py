"""What the welfare-state explorer must let a reader see: the critical points of card M18 are on the grid."""

import pytest

from integration_ladder.explorers.evolution.welfare_state import EXPLORER, SHARE, TAX
from integration_ladder.models.welfare_state import even_share, even_tax, fastest_tax

from ..tasks import answers


@pytest.mark.parametrize("tax", [0, 0.25, 0.5, 0.75])
def test_the_taxes_of_the_card_are_stops(tax: float) -> None:
    assert TAX.has(tax)


@pytest.mark.parametrize("share", SHARE.values)
def test_the_fastest_tax_and_the_even_one_have_their_marks(share: float) -> None:
    marks = {mark: TAX.values[at] for at, mark in TAX.marks_at({"tax": 0.25, "share": share}).items()}
    assert marks["fastest"] == pytest.approx(fastest_tax(share), abs=1e-9)
    if share > 0 and even_tax(share) <= 0.8:
        assert even_share(marks["even"]) == pytest.approx(share, abs=1e-6)


def test_the_check_numbers_stand_in_the_figure() -> None:
    for tax, said in ((0, "4.5 %"), (0.5, "1.5 %"), (0.75, "0 %")):
        frame = EXPLORER.frame({"tax": tax, "share": 0})
        assert frame.readout["Growth"].replace("\N{NO-BREAK SPACE}", " ") == said


def test_at_a_tax_of_alpha_growth_is_the_same_whatever_it_pays_for() -> None:
    said = {EXPLORER.frame({"tax": 0.25, "share": share}).readout["Growth"] for share in SHARE.values}
    assert len(said) == 1


def test_the_tasks_have_the_answers_of_the_card() -> None:
    found = answers(EXPLORER)
    assert [one["share"] for one in found["top"]] == [0.5]
    assert found["top"][0]["tax"] == pytest.approx(fastest_tax(0.5), abs=1e-9)
    assert all(one["share"] >= even_share(one["tax"]) - 1e-9 for one in found["high"])
    assert {"tax": 0.5, "share": 0.5} in found["high"]
