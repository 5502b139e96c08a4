"""Card M19: its check numbers, and the properties of its card over random parameters."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder import data
from integration_ladder.models.who_gained import district, fewer_jobs, shift_share

EXPOSURES = st.floats(0, 20)
POINTS = st.floats(-5, 5)


def estimates() -> dict[tuple[str, str, int], float]:
    rows = data.load("china_shock_estimates")
    return {(row.study, row.outcome, row.year_from): row.value for row in rows.itertuples()}


def test_check_numbers_of_the_card() -> None:
    found = estimates()
    slope = found["autor_dorn_hanson", "mfg_employment_coefficient", 1990]
    rises = [found["autor_dorn_hanson", "exposure_rise", year] for year in (1990, 2000)]
    falls = [-district(rise, rise, 0, slope).average_change for rise in rises]
    assert falls == pytest.approx([0.679, 1.097], abs=0.0005)
    supply = found["autor_dorn_hanson", "supply_share_of_rise", 1990]
    counted = found["autor_dorn_hanson", "share_of_decline_all_imports", 2000]
    assert supply * counted / 100 == pytest.approx(0.264, abs=1e-9)


def test_a_quarter_is_of_the_years_from_2000_and_a_fifth_of_all() -> None:
    """The national falls that the percentages imply: the two periods together give the 21 per cent."""
    found = estimates()
    later = (
        1.84 * 0.596 / 0.55
    )  # what the whole country lost in 2000-2007 if 1.097 points are 55 per cent of it
    both = 100 * 0.48 * 0.596 * (1.14 + 1.84) / found["autor_dorn_hanson", "share_of_decline", 1990]
    assert later == pytest.approx(2.0, abs=0.01)
    assert both == pytest.approx(4.06, abs=0.01)


def test_a_made_up_district() -> None:
    national, imports = {"toys": 100_000, "chairs": 50_000}, {"toys": 300e6, "chairs": 200e6}
    assert shift_share({"toys": 5000, "chairs": 2000}, 20_000, national, imports) == pytest.approx(1150)
    assert shift_share({"toys": 0, "chairs": 1000}, 20_000, national, imports) == pytest.approx(200)
    assert fewer_jobs(-0.6, 30_000) == pytest.approx(180)


@given(EXPOSURES, EXPOSURES, POINTS, POINTS, POINTS)
def test_the_gap_does_not_depend_on_the_common_change(
    exposure: float, average: float, one: float, other: float, slope: float
) -> None:
    first, second = district(exposure, average, one, slope), district(exposure, average, other, slope)
    assert first.gap == second.gap
    assert first.change - first.average_change == pytest.approx(first.gap, abs=1e-9)


@given(EXPOSURES, POINTS, POINTS)
def test_the_average_district_has_no_gap(average: float, common: float, slope: float) -> None:
    assert district(average, average, common, slope).gap == 0


@given(EXPOSURES, EXPOSURES, EXPOSURES, POINTS, st.floats(-5, 0))
def test_more_exposure_never_raises_the_share(
    low: float, more: float, average: float, common: float, slope: float
) -> None:
    assert (
        district(low + more, average, common, slope).change
        <= district(low, average, common, slope).change + 1e-12
    )


@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(1, 500), st.integers(0, 500)), min_size=2, max_size=6)
)
def test_exposures_average_the_countrys_rise_per_worker(rows: list[tuple[int, int, int]]) -> None:
    national = {"toys": sum(row[0] for row in rows), "chairs": sum(row[1] for row in rows)}
    imports = {"toys": 3000.0, "chairs": 700.0}
    sizes = [sum(row) for row in rows]
    found = [
        shift_share({"toys": row[0], "chairs": row[1]}, size, national, imports)
        for row, size in zip(rows, sizes, strict=True)
    ]
    weighted = sum(one * size for one, size in zip(found, sizes, strict=True)) / sum(sizes)
    assert weighted == pytest.approx(3700 / sum(sizes))


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match=r"exposure = -2: must be a finite number, 0 or more"):
        district(-2, 1, 0, -0.6)
    with pytest.raises(ValueError, match=r"common = nan: must be a finite number"):
        district(1, 1, math.nan, -0.6)
    with pytest.raises(ValueError, match=r"workers of toys = 5: must be at most the country's, 4"):
        shift_share({"toys": 5}, 10, {"toys": 4}, {"toys": 1})
    with pytest.raises(ValueError, match=r"people"):
        fewer_jobs(1, -1)
