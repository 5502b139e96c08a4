"""Bad input is named with its value and what is admissible, the same in every model."""

import math

import pytest

from integration_ladder.models.checks import require_not_negative, require_positive


@pytest.mark.parametrize("value", [-1, math.inf, math.nan])
def test_what_is_negative_or_not_finite_is_refused_by_both(value: float) -> None:
    with pytest.raises(ValueError, match=rf"^tariff = {value!r}: must be a finite number above 0$"):
        require_positive(price=1, tariff=value)
    with pytest.raises(ValueError, match=rf"^tariff = {value!r}: must be a finite number, 0 or more$"):
        require_not_negative(price=1, tariff=value)


def test_zero_is_not_negative_and_not_positive() -> None:
    require_not_negative(tariff=0)
    with pytest.raises(ValueError, match=r"^tariff = 0: "):
        require_positive(tariff=0)
