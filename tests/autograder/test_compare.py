"""What counts as the same answer, in all corners."""

import datetime
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.compare import (
    STEPS,
    NotPlain,
    Tolerance,
    Unanswered,
    canonical,
    kind,
    matches,
    offsets,
    plain,
)
from autograder.hashing import recognises, rounds, seal

ABSOLUTE, RELATIVE = Tolerance(1e-6), Tolerance(1e-3, relative=True)


class Liar(float):
    """A number that says it equals everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = float.__hash__

    def __float__(self) -> float:
        return 42.0


class Chameleon:
    """An object that equals everything and claims to be an int."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = object.__hash__

    @property
    def __class__(self) -> type:
        return int


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (0.5, 0.5),
        ("text", "text"),
        ((1, (2, 3)), [1, [2, 3]]),
        (range(3), [0, 1, 2]),
        ({2, 1, 0.5}, [0.5, 1, 2]),
        pytest.param(frozenset({"b", "a"}), ["a", "b"], id="frozenset"),
        ({2001: 1, "x": (1,)}, {"2001": 1, "x": [1]}),
        ({"a": 1}.keys(), ["a"]),
        ({"a": 1}.values(), [1]),
        (Fraction(5, 6), 5 / 6),
        (Decimal("0.25"), 0.25),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (np.float64(0.5), 0.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (np.array(2.5), 2.5),
        (np.str_("x"), "x"),
        (pd.Series([1.5, 2], index=["a", "b"]), {"a": 1.5, "b": 2}),
        (pd.Series([1, 2], index=[2001, 2002]), {"2001": 1, "2002": 2}),
        (pd.DataFrame({"x": [1, 2]}, index=["a", "b"]), {"x": {"a": 1, "b": 2}}),
        (pd.Index(["a", "b"]), ["a", "b"]),
        (pd.Timestamp("2026-01-02"), "2026-01-02T00:00:00"),
        (10**400, 10**400),
        (Liar(0.5), 0.5),
    ],
    ids=repr,
)
def test_plain(value: Any, expected: Any) -> None:
    got = plain(value)
    assert got == expected
    assert type(got) is type(expected)


class Table:
    """What a library may hand over: it has a way to become a dict, or says so and does not."""

    def __init__(self, table: Any, **more: Any) -> None:
        self.table = table
        vars(self).update(more)

    def to_dict(self) -> Any:
        return self.table


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b", 2, "a", 1.5, None}, [1.5, 2, "a", "b", None]),
        ({True, 3, 2}, [2, 3, True]),
        ({(2, "x"), (1, "y"), "z"}, ["z", [1, "y"], [2, "x"]]),
        (Table({"a": 1}), {"a": 1}),
        (Table({"a": {"x": 1, "y": 2}}, index=[1, 2], columns=["a"]), {"a": {"x": 1, "y": 2}}),
        (pd.DataFrame({"x": []}), {"x": {}}),
        ({"a": (1, [2]), "b": {}}, {"a": [1, [2]], "b": {}}),
        ({np.int64(3): 1, np.str_("x"): 2}, {"3": 1, "x": 2}),
        (np.array([]), []),
        (Fraction(-1, 4), -0.25),
    ],
    ids=lambda value: type(value).__name__,
)
def test_plain_of_what_is_mixed(value: Any, expected: Any) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (pd.DataFrame({"x": [1, 2]}, index=["a", "a"]), "a table that has a row name twice"),
        (Table("no table"), "an object of type Table"),
        (Table({"a": 1}, index=[1, 2]), "a table that has a row name twice"),
        (Table({None: 1}), "names that are neither text nor whole numbers"),
        ({True: 1}, "names that are neither text nor whole numbers"),
        ({"1": 1, 1: 2}, "a table that has the name 1 twice"),
        (Table({1}), "an object of type Table, not a plain value"),
        ({"a": math.nan}, "not a number (nan): something is missing, or was divided by nothing"),
        (Decimal("NaN"), "not a number (nan)"),
        (Decimal("Infinity"), "infinite (inf)"),
        ({1, 1j}, "an object of type complex"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value[:20],
)
def test_not_plain_of_what_is_mixed(value: Any, said: str) -> None:
    with pytest.raises(NotPlain) as caught:
        plain(value)
    assert said in str(caught.value)


def test_what_breaks_while_it_is_read_is_named() -> None:
    class Breaks:
        def tolist(self) -> list:
            return [1 / 0]

    with pytest.raises(NotPlain, match=r"^an object \(Breaks\) that cannot be read: ZeroDivisionError$"):
        plain(Breaks())
    with pytest.raises(Unanswered):
        plain(Table({"a": ...}))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "nothing (None)"),
        (True, "true or false"),
        (1, "a number"),
        (0.5, "a number"),
        ("x", "text"),
        ([1], "a list"),
        ({"a": 1}, "a table of names and values (dict)"),
    ],
)
def test_each_kind_has_a_name(value: Any, name: str) -> None:
    assert kind(value) == name


LOOP: list = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (math.nan, "not a number (nan)"),
        ([1, math.nan], "not a number (nan)"),
        (pd.Series([1.0, None]), "not a number (nan)"),
        (math.inf, "infinite"),
        (-math.inf, "infinite"),
        (10**4000, "too large"),
        ([0] * 200_000, "too large"),
        ("x" * 200_000, "too large"),
        (LOOP, "too large"),
        (Fraction(10**400), "too large"),
        (1j, "an object of type complex"),
        (b"x", "an object of type bytes"),
        (object(), "an object of type object"),
        (len, "a function or class (len)"),
        (float, "a function or class (float)"),
        ((x for x in "ab"), "an object of type generator"),
        ({1.5: "x"}, "names that are neither text nor whole numbers"),
        ({(1, 2): "x"}, "names that are neither text nor whole numbers"),
        ({1: "x", "1": "y"}, "the name 1 twice"),
        (pd.Series([1, 2], index=["a", "a"]), "row name twice"),
        (pd.NA, "an object of type NAType"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value[:20],
)
def test_not_plain(value: Any, said: str) -> None:
    with pytest.raises(NotPlain) as caught:
        plain(value)
    assert said in str(caught.value)


def nested(depth: int, innermost: Any = 1) -> Any:
    return [nested(depth - 1, innermost)] if depth else innermost


@pytest.mark.parametrize(
    ("largest", "larger"),
    [
        ("x" * 100_000, "x" * 100_001),
        ([0] * 99_999, [0] * 100_000),
        (nested(20), nested(21)),
        (2**4096 - 1, 2**4096),
    ],
    ids=["text", "parts", "depth", "bits"],
)
def test_the_largest_that_is_read(largest: Any, larger: Any) -> None:
    assert plain(largest) == largest
    with pytest.raises(NotPlain, match="too large"):
        plain(larger)


@pytest.mark.parametrize(
    "innermost",
    [[1], (1,), {"a": 1}, {1}, range(1), {"a": 1}.values(), pd.Series([1], index=["a"])],
    ids=lambda value: type(value).__name__,
)
def test_each_kind_of_container_counts_as_a_level(innermost: Any) -> None:
    assert plain(nested(19, innermost)) == nested(19, plain(innermost))
    with pytest.raises(NotPlain, match="too large"):
        plain(nested(20, innermost))


def test_an_object_that_claims_a_class_is_not_read() -> None:
    with pytest.raises((NotPlain, TypeError)):
        plain(Chameleon())


@pytest.mark.parametrize("value", [..., [1, ...], {"a": ...}])
def test_dots_are_unanswered(value: Any) -> None:
    with pytest.raises(Unanswered):
        plain(value)


@pytest.mark.parametrize(
    ("expected", "value", "tolerance", "same"),
    [
        (1, True, None, False),
        (True, 1, None, False),
        (0, False, None, False),
        (1, 1.0, None, True),
        (1, 1.0000001, None, False),
        (1, "1", None, False),
        ("1", 1, None, False),
        (0, None, None, False),
        (0, -0.0, ABSOLUTE, True),
        ("Portugal", "portugal", None, False),
        ([1, 2], [2, 1], None, False),
        ([1, 2], [1, 2, 3], ABSOLUTE, False),
        ([[1], 2], [1, [2]], ABSOLUTE, False),
        ([], {}, None, False),
        ([], None, None, False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, None, True),
        ({"a": 1}, {"a": 1, "b": 2}, ABSOLUTE, False),
        ({"a": 1}, {"b": 1}, ABSOLUTE, False),
        ({"a": 1}, ["a", 1], None, False),
        (["list", []], [], None, False),
        (5 / 6, 0.833333, ABSOLUTE, True),
        (5 / 6, 0.83333, ABSOLUTE, False),
        (100, 100.1, RELATIVE, True),
        (100, 100.11, RELATIVE, False),
        (100, 99.9, RELATIVE, True),
        (100, 99.89, RELATIVE, False),
        (-100, 100, RELATIVE, False),
        (1e-300, 1.0001e-300, RELATIVE, True),
        (1e-300, 0, RELATIVE, False),
        (0, 0.0, RELATIVE, True),
        (0, 1e-300, RELATIVE, False),
        (10**400, 10**400 + 1, None, False),
        (10**400, 10**400, RELATIVE, True),
        (1e300, 1e300, ABSOLUTE, True),
        ({"a": 1, "b": 2}, {"a": 2, "b": 1}, ABSOLUTE, False),
        ({"a": "x", "b": 2}, {"a": 2, "b": "x"}, ABSOLUTE, False),
        (["x", 1, 2], ["x", 1, 2], ABSOLUTE, True),
        ([1, "x", 2], [1, "x", 2.5], ABSOLUTE, False),
        ([1, True], [1, 1], ABSOLUTE, False),
        ([1, None], [1], ABSOLUTE, False),
        (-100, -100.1, RELATIVE, True),
        (-100, -100.11, RELATIVE, False),
        (0, -0.0, RELATIVE, True),
        ([0, 5], [5, 0], RELATIVE, False),
        (1, 1.0005, RELATIVE, True),
        (1, -1, RELATIVE, False),
    ],
)
def test_corners(expected: Any, value: Any, tolerance: Tolerance | None, same: bool) -> None:
    assert matches(expected, value, tolerance) is same


@pytest.mark.parametrize("expected", [0.0, 0.5, -2.0, 3.0, 5 / 6, 1e6, -7e-6, 2e-6, 4e-6])
@pytest.mark.parametrize("size", [1e-6, 2e-6, 0.5, 2.0])
def test_both_ends_of_the_tolerance_are_right_and_what_lies_beyond_is_wrong(
    expected: float, size: float
) -> None:
    tolerance = Tolerance(size)
    kept = seal(expected, tolerance, "salt", 1)
    for sign in (-1, 1):
        end = float(Fraction(expected) + sign * Fraction(size))
        # The end itself, as near as a float comes to it.
        inside = (
            end
            if abs(Fraction(end) - Fraction(expected)) <= Fraction(size)
            else math.nextafter(end, expected)
        )
        beyond = float(Fraction(expected) + sign * Fraction(size) * Fraction(1_001, 1_000)) + sign * 1e-9
        assert recognises(kept, inside, tolerance, "salt", 1)
        assert not recognises(kept, beyond, tolerance, "salt", 1)


@pytest.mark.parametrize("tolerance", [Tolerance(0.5), Tolerance(0.5, relative=True), None])
def test_a_tolerance_survives_its_file(tolerance: Tolerance | None) -> None:
    assert Tolerance.from_json(None if tolerance is None else tolerance.to_json()) == tolerance


def test_hash_depends_on_salt_and_value() -> None:
    one = seal(0.5, ABSOLUTE, "a", 10)
    assert seal(0.5, ABSOLUTE, "b", 10)["seal"] != one["seal"]
    assert seal(1.5, ABSOLUTE, "a", 10)["seal"] != one["seal"]
    assert seal(0.5, ABSOLUTE, "a", 10) == one


def test_what_was_published_is_still_recognised() -> None:
    """A set that was handed out holds these: other constants would make every answer to it wrong."""
    assert offsets([0.25, 7], ABSOLUTE) == [25, 10_700]
    assert offsets([0.25, 7], RELATIVE) == [8_442, 7_144]
    kept = {"offsets": [25], "seal": "3d1f9b98d22516ed790dc3fa9f0db643"}
    assert seal([0.25, True, "x"], ABSOLUTE, "salt", 3) == kept
    assert [seal([-2.5, 0, 3], RELATIVE, "salt", 3)["seal"], seal(-2.5, None, "salt", 3)["seal"]] == [
        "2db5c3769b4824f707871ceb4c3fe9b5",
        "f6212892737d2ab624fb3e0e8bb4322e",
    ]
    assert [rounds(seals) for seals in (0, 1, 8, 10**6)] == [4000, 4000, 500, 1]


NUMBERS = st.integers(-(10**12), 10**12) | st.floats(-1e12, 1e12)
LEAVES = st.none() | st.booleans() | NUMBERS | st.text(max_size=5)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=8,
)
TOLERANCES = (
    st.none()
    | st.floats(1e-9, 1e3).map(Tolerance)
    | st.floats(1e-7, 0.5).map(lambda size: Tolerance(size, relative=True))
)


# A machine that does other work besides may take its time for an example.


def skeleton(value: Any) -> Any:
    """The structure of a value: the same with every number replaced."""
    if isinstance(value, list):
        return [skeleton(item) for item in value]
    if isinstance(value, dict):
        return {name: skeleton(item) for name, item in value.items()}
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else ("leaf", value)


@given(VALUES, TOLERANCES)
def test_a_value_is_itself(value: Any, tolerance: Tolerance | None) -> None:
    assert plain(value) == value
    assert matches(value, value, tolerance)


@given(VALUES, VALUES, TOLERANCES)
def test_another_structure_is_never_accepted(one: Any, other: Any, tolerance: Tolerance | None) -> None:
    if repr(skeleton(one)) != repr(skeleton(other)) and skeleton(one) != skeleton(other):
        assert not matches(one, other, tolerance)


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e3), st.floats(-3, 3))
def test_absolute_tolerance_is_respected(expected: float, size: float, distance: float) -> None:
    value = expected + distance * size
    far = abs(Fraction(value) - Fraction(expected)) / Fraction(size)
    if far <= 1:
        assert matches(expected, value, Tolerance(size))
    elif far > Fraction(10_003, 10_000):
        assert not matches(expected, value, Tolerance(size))


@given(st.floats(1e-9, 1e9), st.floats(1e-6, 0.5), st.floats(-1, 3))
def test_relative_tolerance_is_respected(expected: float, size: float, distance: float) -> None:
    value = expected * (1 + distance * size)
    far = abs(Fraction(value) - Fraction(expected)) / (Fraction(size) * Fraction(expected))
    if far <= 1:
        assert matches(expected, value, Tolerance(size, relative=True))
    elif far > Fraction(10_003, 10_000):
        assert not matches(expected, value, Tolerance(size, relative=True))


@given(VALUES, VALUES, TOLERANCES)
def test_the_seal_agrees_with_the_comparison(one: Any, other: Any, tolerance: Tolerance | None) -> None:
    kept = seal(one, tolerance, "salt", 1)
    assert recognises(kept, one, tolerance, "salt", 1)
    assert recognises(kept, other, tolerance, "salt", 1) == matches(one, other, tolerance)


def test_what_is_published_does_not_depend_on_the_whole_cells_below() -> None:
    """The offset says where in its cell a value lies, and not in which."""
    width = 2 * 1e-6 * (1 + 1e-4)
    assert offsets(0.25, ABSOLUTE) == offsets(0.25 + 1000 * width, ABSOLUTE)
    assert canonical([1, 2], ABSOLUTE, [0]) is None


@given(st.floats(-1e4, 1e4), st.sampled_from([1e-6, 0.01, 3.0]))
def test_another_machines_last_digit_changes_nothing_that_is_committed(value: float, size: float) -> None:
    """But for one step, where the value lies on the border of two."""
    tolerance = Tolerance(size)
    one, other = offsets(value, tolerance)[0], offsets(math.nextafter(value, math.inf), tolerance)[0]
    assert (other - one) % STEPS <= 1
    assert canonical(value, tolerance, [one]) == canonical(math.nextafter(value, 0), tolerance, [one])
