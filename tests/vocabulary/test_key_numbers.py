"""The key numbers say what the model knows, and that it does not say the rest."""

from types import SimpleNamespace

import pytest

from integration_ladder.vocabulary.key_numbers import key_numbers
from integration_ladder.vocabulary.saying import NOT_SAID
from livefigure import Infeasible, number, percent

RESULT = SimpleNamespace(home=SimpleNamespace(gain=0.1, wage=None), firms=8.5)
READOUT = key_numbers(
    {
        "Gain": ("home.gain", percent),
        "Firms": ("firms", number, 1),
        "Wage": ("home.wage", number),
        "Twice": lambda result: number(2 * result.firms, 0),
        "Never": lambda result: None,
    }
)


def test_a_text_is_a_field_in_a_format_or_a_function_of_the_result() -> None:
    assert READOUT(RESULT) == {
        "Gain": percent(0.1),
        "Firms": "8.5",
        "Wage": NOT_SAID,
        "Twice": "17",
        "Never": NOT_SAID,
    }


def test_nothing_is_said_of_a_setting_that_theory_does_not_admit() -> None:
    told = READOUT(Infeasible("too small"))
    assert list(told) == list(READOUT(RESULT))
    assert set(told.values()) == {NOT_SAID}


def test_a_field_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError, match="gian"):
        key_numbers({"Gain": ("home.gian", percent)})(RESULT)
