"""Numbers and outcomes read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder.vocabulary.saying import (
    FORMATS,
    adding_up,
    amount,
    by_sign,
    capital,
    change,
    count,
    decimal,
    does,
    each,
    fraction,
    least_first,
    of_hundred,
    price,
    rate,
    ratio,
    sentences,
    share,
    signed,
)
from livefigure import number, percent


@pytest.mark.parametrize(
    ("value", "said"),
    [(2, "2"), (1.5, "1.5"), (2 / 3, "0.67"), (9.999, "10.00"), (-0.5, "−0.5"), (12_000, "12,000")],
)
def test_amounts_have_no_needless_decimals(value: float, said: str) -> None:
    assert amount(value) == said


def test_amounts_keep_to_the_decimals_asked_for() -> None:
    assert (amount(8.485, 1), amount(9.999, 1), amount(10.0, 1)) == ("8.5", "10.0", "10")
    assert (amount(1.5, 3, 2), amount(1.21551, 3, 2)) == ("1.50", "1.216")


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_an_amount_is_as_near_as_its_decimals_allow(value: float, most: int) -> None:
    said = float(amount(value, most).replace(",", "").replace("−", "-"))
    assert abs(said - value) <= 0.5 * 10**-most + 1e-6


def test_shares_are_whole_where_they_can_be() -> None:
    assert share(0.5) == percent(0.5, 0)
    assert share(0.618034) == percent(0.618)
    assert share(0.1 + 0.2) == percent(0.3, 0)


def test_fractions_ratios_and_prices() -> None:
    assert (fraction(5 / 6), fraction(9 / 8), fraction(1.0)) == ("5/6", "9/8", "1")
    assert [ratio(value) for value in (0.2, 0.75, 1, 4 / 3, 5)] == ["0.2", "0.75", "1", "4/3", "5"]
    assert [ratio(value, (2, 3)) for value in (0.5, 2 / 3)] == ["1/2", "2/3"]
    assert (price(1.0), price(5 / 6), price(9 / 8)) == ("1.00", "0.833 (5/6)", "1.125 (9/8)")
    assert (price(0.85 / 0.88), price(0.75)) == ("0.966", "0.75")


def test_counts_rates_decimals_and_changes() -> None:
    assert (count(10.0), count(8.485), count(9.999)) == ("10", "8.5", "10.0")
    assert [rate(value) for value in (0.5, 2 / 3, 1, 2.5, 9)] == ["1/2", "2/3", "1", "2.5", "9"]
    assert (decimal(1.5), decimal(1.05**4)) == ("1.50", "1.216")
    assert (change(0.095), change(-0.021), change(0.0)) == (
        percent(0.095, sign=True),
        percent(-0.021),
        percent(0),
    )


def test_every_format_has_its_own_name_and_writes_a_number() -> None:
    assert all(FORMATS[name].__name__ == name for name in FORMATS)
    assert {name: form(0.5) for name, form in FORMATS.items() if name in ("fraction", "number", "share")} == {
        "fraction": "1/2",
        "number": "0.50",
        "share": percent(0.5, 0),
    }
    assert all(any(char.isdigit() for char in form(1.25)) for form in FORMATS.values())


def test_each_of_several_values_in_one_format() -> None:
    assert each(number, 0, home=10_000, foreign=8750) == {"home": "10,000", "foreign": "8,750"}
    assert each(percent, gain=0.5) == {"gain": percent(0.5)}


def test_who_has_least_stands_first() -> None:
    assert least_first(home=2, foreign=1) == [("foreign", 1), ("home", 2)]
    assert least_first(home=1, foreign=1) == [("home", 1), ("foreign", 1)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (0.07, f"gains {percent(0.07)}"),
        (-0.021, f"loses {percent(0.021)}"),
        (0.0, "gains exactly nothing"),
        (-1e-9, "gains exactly nothing"),
        (4e-4, "gains next to nothing"),
        (-4e-4, "loses next to nothing"),
        (6e-4, f"gains {percent(0.001)}"),
    ],
)
def test_who_gains_how_much(change: float, said: str) -> None:
    assert does(change) == said


def test_many_gain_and_other_units_are_said() -> None:
    def coins(size: float) -> str:
        return f"{amount(size)} coins"

    assert [does(change, many=True) for change in (0.07, -0.021, 0, -4e-4)] == [
        f"gain {percent(0.07)}",
        f"lose {percent(0.021)}",
        "gain exactly nothing",
        "lose next to nothing",
    ]
    assert [does(change, said=coins) for change in (15, -11.25, 0, 0.004, 0.006)] == [
        "gains 15 coins",
        "loses 11.25 coins",
        "gains exactly nothing",
        "gains next to nothing",
        "gains 0.01 coins",
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [(15, "+15"), (-11.25, "−11.25"), (0, "0"), (-1e-9, "0"), (0.75, "+0.75"), (1200, "+1,200")],
)
def test_numbers_with_their_signs(value: float, said: str) -> None:
    assert signed(value) == said


def test_signs_before_other_numbers() -> None:
    assert signed(-0.0875, percent) == f"−{percent(0.0875)}"
    assert [signed(value, percent) for value in (0.0004, -0.0004)] == [percent(0)] * 2


@given(st.lists(st.floats(-1e4, 1e4).map(lambda value: round(value, 6)), min_size=1, max_size=5))
def test_amounts_that_add_up_do_so_as_printed(parts: list[float]) -> None:
    *shown, total = (float(number(value).replace(",", "").replace("−", "-")) for value in adding_up(*parts))
    assert sum(shown) == pytest.approx(total, abs=1e-6)
    assert all(abs(one - part) < 0.01 + 1e-6 for one, part in zip(shown, parts, strict=True))


def test_creation_and_diversion_add_up() -> None:
    assert adding_up(1.35, -21.375) == (1.35, -21.37, -20.02)
    assert adding_up(0.0875, 0.0875, digits=3) == (0.088, 0.087, 0.175)


def test_prices_where_the_world_price_is_a_hundred() -> None:
    assert [of_hundred(price) for price in (1, 1.08, 1.155, 1.05 + 0.03)] == ["100", "108", "115.5", "108"]


@pytest.mark.parametrize(("value", "found"), [(1, "+"), (-1, "-"), (1e-7, "0"), (-1e-7, "0"), (0, "0")])
def test_by_sign(value: float, found: str) -> None:
    assert by_sign(value, above="+", zero="0", below="-") == found


def test_sentences_leave_out_what_is_not_said() -> None:
    assert sentences("One.", "", "Two.") == "One. Two."
    assert (capital("the country abroad"), capital("")) == ("The country abroad", "")
