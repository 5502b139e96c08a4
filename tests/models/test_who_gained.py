"""Card M19: its check numbers, and the properties of its card over random parameters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder.models.who_gained import effect


def test_check_numbers() -> None:
    # TO WRITE every check number of the card with its tolerance
    assert effect(0.5).change == pytest.approx(-0.025, abs=1e-9)


@given(st.floats(0, 1))
def test_a_property_holds(tariff: float) -> None:
    # TO WRITE every property of the card, a test each
    assert effect(tariff).change <= 0


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match=r"tariff = -2: must be a finite number, 0 or more"):
        effect(-2)
