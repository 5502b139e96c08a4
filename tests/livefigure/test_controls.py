"""Controls: which values there are, how each is written for readers and in links, and what is no value."""

import pytest

from livefigure import Choice, LiveFigureError, Slider, Switch


def slider(**changes: object) -> Slider:
    return Slider(**{"name": "x", "label": "x", "low": 0, "high": 1, "step": 0.25, "default": 0.5, **changes})


def why(control: Slider | Choice | Switch) -> str:
    """Return what is wrong with a control."""
    with pytest.raises(LiveFigureError) as caught:
        control.check()
    return str(caught.value)


@pytest.mark.parametrize(
    ("low", "high", "step", "values"),
    [
        (0, 1, 0.5, (0, 0.5, 1)),
        (0.1, 0.3, 0.1, (0.1, 0.2, 0.3)),
        (-0.2, 0.1, 0.1, (-0.2, -0.1, 0, 0.1)),
        (5, 6, 1, (5, 6)),
        (0, 10, 2.5, (0, 2.5, 5, 7.5, 10)),
    ],
)
def test_an_even_grid_has_both_ends_and_exact_decimals(
    low: float, high: float, step: float, values: tuple
) -> None:
    assert slider(low=low, high=high, step=step).values == values


@pytest.mark.parametrize("changes", [{"low": None}, {"high": None}, {"step": None}])
def test_a_grid_needs_both_ends_and_a_step(changes: dict) -> None:
    assert why(slider(**changes)) == "control 'x': needs stops, or low, high and step"


@pytest.mark.parametrize(
    ("low", "high", "step"), [(0, 1, 0), (0, 1, -0.5), (1, 1, 0.5), (2, 1, 0.5), (0, 1, float("nan"))]
)
def test_a_grid_goes_up(low: float, high: float, step: float) -> None:
    assert why(slider(low=low, high=high, step=step)) == (
        f"control 'x': needs low < high and step > 0, has low {low!r}, high {high!r}, step {step!r}"
    )


def test_stops_may_be_any_numbers_also_from_a_generator() -> None:
    control = slider(stops=(n / 3 for n in (1, 2, 4)), default=2 / 3)
    control.check()
    assert control.values == control.values == (1 / 3, 2 / 3, 4 / 3)


@pytest.mark.parametrize(
    ("value", "index"),
    [(0, 0), (0.5, 2), (1, 4), (0.5 + 1e-12, 2), (1e-13, 0), (0.5 + 1e-6, None), (1e-6, None), ("0.5", None), (None, None)],
)  # fmt: skip
def test_a_value_is_known_but_for_a_rounding(value: object, index: int | None) -> None:
    assert slider().has(value) == (index is not None)
    if index is None:
        with pytest.raises(LiveFigureError) as caught:
            slider().index(value)
        assert str(caught.value) == f"control 'x': {value!r} is not one of its values: 0, 0.25, 0.5, 0.75, 1"
    else:
        assert slider().index(value) == index


def test_values_of_a_choice_need_not_be_numbers() -> None:
    half = object()
    control = Choice(name="c", label="c", options={"A": "a", "Half": half, "None": None}, default="a")
    control.check()
    assert [control.index(value) for value in ("a", half, None)] == [0, 1, 2]
    assert control.text(half) == "Half"
    assert not control.has("b")
    with pytest.raises(LiveFigureError, match=r"^control 'c': 'b' is not one of its values: 'a', <object"):
        control.index("b")
    assert control.range_text() == "A, Half, None"
    assert control.range_text(str.upper) == "A, HALF, NONE"
    assert why(Choice(name="c", label="c", options={"A": 1}, default=1)) == (
        "control 'c': needs at least two values, has 1"
    )
    assert why(Choice(name="c", label="c", options={"A": 1, "B": 2}, default=3)) == (
        "control 'c': default 3 is not one of its values: 1, 2"
    )
    assert "has a value twice: 1, 1" in why(Choice(name="c", label="c", options={"A": 1, "B": 1}, default=1))


def test_a_switch_is_off_at_first_and_is_called_as_its_author_says() -> None:
    control = Switch(name="s", label="s", off="closed", on="open")
    control.check()
    assert (control.default, control.values) == (False, (False, True))
    assert [control.text(value) for value in control.values] == ["closed", "open"]
    assert [control.link(value) for value in control.values] == ["off", "on"]
    assert [control.text(value, str.upper) for value in control.values] == ["CLOSED", "OPEN"]
    assert Switch(name="s", label="s", default=True).default


@pytest.mark.parametrize(
    ("value", "link"),
    [(0.5, "0.5"), (5 / 6, "0.833333"), (1.0, "1"), (1234567.0, "1.23457e+06"), (3, "3"), ("a", "a")],
)
def test_a_value_in_a_link_has_six_digits(value: object, link: str) -> None:
    assert slider().link(value) == link


def test_two_stops_that_one_link_would_name_are_refused() -> None:
    assert "has a value twice" in why(slider(stops=[0.5, 0.50000001, 1]))
    slider(stops=[0.5, 0.500001, 1]).check()


def test_some_stops_have_words_of_their_own() -> None:
    control = slider(unit="wine per cloth", digits=3, labels={0.25: "a quarter", 1: "one"})
    assert control.short(0.25) == control.short(0.25 + 1e-13) == "a quarter"
    assert control.short(0.5) == "0.500"
    assert control.text(1) == "one wine per cloth"
    assert control.text(0.5) == "0.500 wine per cloth"
    assert control.text(1, str.upper) == "ONE WINE PER CLOTH"
    assert slider().text(0.5) == "0.50"
    assert slider(digits=0).text(1) == "1"


def test_a_few_stops_are_listed_and_many_counted() -> None:
    eight = slider(stops=range(8), default=1, digits=0, unit="units")
    assert eight.range_text() == "0, 1, 2, 3, 4, 5, 6, 7 units"
    nine = slider(stops=range(9), default=1, digits=0, unit="units", labels={0: "none"})
    assert nine.range_text() == "none to 8 units, 9 stops"
    assert slider(stops=[0, 1], default=1, digits=0).range_text() == "0, 1"


@pytest.mark.parametrize(
    ("count", "said"), [(12, ", ".join(map(str, range(12)))), (13, "13 stops from 0 to 12")]
)
def test_a_message_lists_a_dozen_stops_and_counts_more(count: int, said: str) -> None:
    assert why(slider(stops=range(count), default=-1)) == (
        f"control 'x': default -1 is not one of its values: {said}"
    )


@pytest.mark.parametrize(
    ("value", "beside"), [(0.3, "0.25 and 0.5"), (-1, "0"), (2, "1"), (0.999, "0.75 and 1"), (0.5, "0.25 and 0.75")]
)  # fmt: skip
def test_what_is_no_stop_is_told_with_its_neighbours(value: float, beside: str) -> None:
    assert slider().between(value) == f"not one of its stops; next to it: {beside}"


def test_marks_may_stay_or_move_with_another_control() -> None:
    assert slider(marks={0.25: "a quarter", 1: "one"}).marks_at({}) == {1: "a quarter", 4: "one"}
    moving = slider(marks=lambda setting: {setting["y"]: "here"})
    assert [moving.marks_at({"y": y}) for y in (0, 0.75)] == [{0: "here"}, {3: "here"}]
    assert slider().marks_at({}) == {}
    with pytest.raises(LiveFigureError, match=r"0\.3 is not one of its values"):
        slider(marks={0.3: "nowhere"}).marks_at({})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "not a name"}, "control 'not a name': its name must be a Python identifier"),
        ({"stops": [0.5], "default": 0.5}, "control 'x': needs at least two values, has 1"),
        ({"stops": [], "default": 0.5}, "control 'x': needs at least two values, has 0"),
        ({"stops": [1, 0.5]}, "control 'x': stops must increase: 1, 0.5"),
        ({"stops": [0.5, float("inf")]}, "control 'x': every stop must be a finite number: 0.5, inf"),
        ({"labels": {0.3: "?"}}, "control 'x': 0.3 is not one of its values: 0, 0.25, 0.5, 0.75, 1"),
        ({"step": 0.3}, "control 'x': step 0.3 does not divide the range from 0 to 1"),
    ],
)
def test_each_mistake_has_its_sentence(changes: dict, said: str) -> None:
    assert why(slider(**changes)) == said


def test_two_stops_are_enough() -> None:
    slider(stops=[0.5, 1]).check()
