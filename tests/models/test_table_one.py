"""Card M19b: its check numbers, and the properties of its card over random counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder import data
from integration_ladder.models.table_one import between

DAYS = st.dates(date(1995, 1, 1), date(2030, 1, 1))
COUNTED = data.load("table_one_check").query("fact == 'refusals'").set_index("date")["value"]


def counted(day: str) -> tuple[date, float]:
    return date.fromisoformat(day), COUNTED[day]


def test_about_28_by_december_2019() -> None:
    line = between(counted("2018-04-27"), counted("2022-03-28"), date(2019, 12, 10))
    assert (line.days, line.span) == (592, 1431)
    assert line.count == pytest.approx(11 + 41 * 592 / 1431, abs=1e-9)
    assert 27.9 < line.count < 28.0


def test_on_a_day_whose_count_is_known_the_line_errs_by_less_than_one() -> None:
    line = between(counted("2022-03-28"), counted("2024-04-26"), date(2023, 2, 27))
    assert line.count == pytest.approx(52 + 23 * 336 / 760, abs=1e-9)
    assert 0 < COUNTED["2023-02-27"] - line.count < 1


@given(DAYS, st.integers(1, 4000), st.floats(0, 1), st.floats(0, 500), st.floats(0, 500))
def test_it_lies_between_the_two_counts_and_meets_them(
    start: date, span: int, share: float, first: float, more: float
) -> None:
    end = start + timedelta(span)
    earlier, later = (start, first), (end, first + more)
    assert between(earlier, later, start).count == first
    assert between(earlier, later, end).count == pytest.approx(first + more)
    inside = between(earlier, later, start + timedelta(int(share * span)))
    assert first - 1e-9 <= inside.count <= first + more + 1e-9
    assert 0 <= inside.passed <= 1


@pytest.mark.parametrize(
    ("earlier", "later", "day", "message"),
    [
        ((date(2020, 1, 1), -1), (date(2021, 1, 1), 2), date(2020, 5, 1), "first = -1"),
        ((date(2020, 1, 1), 1), (date(2020, 1, 1), 2), date(2020, 1, 1), "must be after 2020-01-01"),
        ((date(2020, 1, 1), 3), (date(2021, 1, 1), 2), date(2020, 5, 1), "a count does not fall"),
        ((date(2020, 1, 1), 1), (date(2021, 1, 1), 2), date(2021, 5, 1), "a line says nothing of other days"),
    ],
)
def test_bad_input_is_named(earlier, later, day, message) -> None:
    with pytest.raises(ValueError, match=message):
        between(earlier, later, day)
