"""A panel in few lines is the panel that it says; a chart names its table."""

from integration_ladder import data
from integration_ladder.vocabulary.panels import axis, by_panel, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import HOME, THEME


def test_axes_bring_ends_labels_and_ticks() -> None:
    made = panel(
        "Gain",
        axis(0, 1, "price", {0: "0", 1: "1"}),
        axis(1, 100, "per cent", scale="log"),
        size=(4, 3.2),
        colour=HOME,
    )
    assert (made.title, made.title_colour, made.width, made.height) == ("Gain", HOME, 4, 3.2)
    assert (made.x, made.x_label, made.x_ticks, made.x_scale) == ((0, 1), "price", {0: "0", 1: "1"}, "linear")
    assert (made.y, made.y_label, made.y_ticks, made.y_scale) == ((1, 100), "per cent", (), "log")


def test_a_chart_names_the_source_of_its_table_and_depends_on_it() -> None:
    said = drawn_from("merchandise_exports")
    assert said["depends_on"] == (data.path("merchandise_exports"),)
    assert said["source"]
    assert not said["source"].startswith("Source")
    assert said["theme"] is THEME


def test_each_panel_is_drawn_by_its_own_function() -> None:
    drawn = []
    draw = by_panel(
        one=lambda *told: drawn.append(("one", *told)), two=lambda *told: drawn.append(("two", *told))
    )
    draw("result", {"two": "second axes", "one": "first axes"})
    assert drawn == [("one", "first axes", "result"), ("two", "second axes", "result")]
