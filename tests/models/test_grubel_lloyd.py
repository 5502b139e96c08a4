"""Card M7: the check numbers, and the properties named in the model's docstring over random tables."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder.models.grubel_lloyd import (
    LEVELS,
    ONE_WAY,
    PARTS,
    TABLES,
    TWO_RICH,
    Flow,
    ceiling,
    grouped,
    index,
    table_index,
    with_exports,
)

FROM_COARSE_TO_FINE = tuple(LEVELS)

values = st.floats(0, 1000)
nested = st.integers(0, 11).map(lambda i: (f"product {i}", f"industry {i // 2}", f"section {i // 4}"))
tables = st.lists(
    st.builds(lambda names, x, m: Flow(*names, x, m), nested, values, values), min_size=1
).filter(lambda flows: sum(flow.exports + flow.imports for flow in flows) > 1)


def at(flows: tuple[Flow, ...], level: str) -> float:
    return table_index(grouped(flows, level))


def test_equal_flows_are_all_two_way_and_one_way_flows_not_at_all() -> None:
    assert index(50, 50) == 1
    assert index(50, 0) == 0
    assert index(0, 50) == 0
    assert index(0, 0) == 0
    assert index(80, 60) == pytest.approx(120 / 140, abs=1e-12)


def test_two_products_alone_and_together() -> None:
    card = (Flow("one", "both", "both", 80, 60), Flow("two", "both", "both", 20, 40))
    assert at(card, "product") == pytest.approx(0.80, abs=1e-12)
    assert at(card, "industry") == pytest.approx(1.00, abs=1e-12)


def test_the_tables_are_nested_and_each_has_eight_products() -> None:
    for flows in TABLES.values():
        assert [len(grouped(flows, level)) for level in ("all", "section", "industry", "product")] == [
            1,
            2,
            4,
            8,
        ]
        assert len({(flow.industry, flow.section) for flow in flows}) == 4


def test_the_tables_industries() -> None:
    def industries(flows: tuple[Flow, ...]) -> list[tuple[float, float]]:
        return [(group.exports, group.imports) for group in grouped(flows, "industry")]

    assert industries(TWO_RICH) == [(120, 120), (90, 90), (40, 35), (50, 55)]
    assert industries(ONE_WAY) == [(140, 5), (140, 5), (5, 150), (0, 135)]
    assert industries(PARTS) == [(130, 130), (75, 90), (55, 50), (35, 35)]


def test_however_little_is_traded_it_counts() -> None:
    assert index(0.2, 0.1) == pytest.approx(2 / 3, abs=1e-12)
    assert table_index(grouped([Flow("a", "a", "a", 0.2, 0.1)], "all")) == pytest.approx(2 / 3, abs=1e-12)


def test_without_trade_there_is_no_two_way_trade() -> None:
    nothing = grouped([Flow("a", "a", "a", 0, 0)], "all")
    assert (table_index(nothing), nothing[0].index, nothing[0].two_way) == (0, 0, 0)


def test_what_the_three_tables_show() -> None:
    assert [round(at(TWO_RICH, level), 3) for level in FROM_COARSE_TO_FINE] == [1.0, 1.0, 0.983, 0.8]
    assert [round(at(ONE_WAY, level), 3) for level in FROM_COARSE_TO_FINE] == [0.983, 0.052, 0.052, 0.052]
    assert [round(at(PARTS, level), 3) for level in FROM_COARSE_TO_FINE] == [0.983, 0.967, 0.967, 0.183]


@pytest.mark.parametrize(("exports", "name"), [(-1, "exports = -1"), (math.nan, "exports = nan")])
def test_a_bad_flow_is_named(exports: float, name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}: must be a finite number of at least 0"):
        index(exports, 1)


def test_a_bad_level_and_factor_are_named() -> None:
    with pytest.raises(ValueError, match="level = 'digit': must be one of all, section, industry, product"):
        grouped(TWO_RICH, "digit")
    with pytest.raises(ValueError, match="factor = 0: must be a finite number above 0"):
        with_exports(TWO_RICH, 0)


@given(tables)
def test_grouping_never_lowers_the_index(flows: list[Flow]) -> None:
    indices = [at(tuple(flows), level) for level in FROM_COARSE_TO_FINE]
    assert all(coarse >= fine - 1e-12 for coarse, fine in zip(indices, indices[1:], strict=False))
    assert max(indices) == pytest.approx(ceiling(flows), abs=1e-12)
    assert all(-1e-12 <= value <= 1 + 1e-12 for value in indices)


@given(tables)
def test_grouping_leaves_trade_alone(flows: list[Flow]) -> None:
    trade = sum(flow.exports + flow.imports for flow in flows)
    for level in LEVELS:
        assert sum(group.trade for group in grouped(flows, level)) == pytest.approx(trade, rel=1e-9)


@given(tables)
def test_where_all_are_in_surplus_grouping_changes_nothing(flows: list[Flow]) -> None:
    surplus = [
        Flow(f.product, f.industry, f.section, max(f.exports, f.imports), min(f.exports, f.imports))
        for f in flows
    ]
    finest, coarsest = at(tuple(surplus), "product"), at(tuple(surplus), "all")
    assert finest == pytest.approx(coarsest, abs=1e-9)


@given(tables, st.floats(0.01, 100))
def test_side_and_currency_do_not_matter(flows: list[Flow], rate: float) -> None:
    mirror = [Flow(f.product, f.industry, f.section, rate * f.imports, rate * f.exports) for f in flows]
    for level in LEVELS:
        assert at(tuple(mirror), level) == pytest.approx(at(tuple(flows), level), abs=1e-9)


@given(tables)
def test_the_tables_index_is_the_weighted_mean_of_its_groups(flows: list[Flow]) -> None:
    groups = grouped(flows, "product")
    trade = sum(group.trade for group in groups)
    mean = sum(group.index * group.trade / trade for group in groups)
    assert table_index(groups) == pytest.approx(mean, abs=1e-9)


@given(st.floats(1, 1000), st.floats(0.01, 0.99))
def test_an_imbalance_caps_the_index_whatever_is_traded(imports: float, factor: float) -> None:
    flows = with_exports(
        (Flow("a", "a", "a", imports, imports), Flow("b", "b", "b", imports, imports)), factor
    )
    for level in LEVELS:
        assert at(flows, level) == pytest.approx(2 * factor / (1 + factor), abs=1e-9)
    assert ceiling(flows) < 1
