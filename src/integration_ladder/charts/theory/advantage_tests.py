"""Chart of section 1.2: two tests of comparative advantage, every case a dot."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name, note
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import HOME, PAPER
from livefigure import LiveFigure, Words

SAY = Words(
    macdougall="United States and United Kingdom, {year}: {all} products",
    bernhofen_brown="Japan after its opening, {first}–{last}: {all} years",
    outcomes="{obey} obey · {half} obey by another measure · {hollow} do not",
    all_obey="{count} obey",
    sentence="Of {all} products in which America and Britain competed abroad, {obey} were mainly sold by the country with the "
    "comparative advantage; {by_measure} more would count by another measure of output per worker; {exception} do not. "
    "Japan’s trade went with its comparative advantage in {years} of {years} years.",
)
TABLE = "advantage_tests"


@dataclass(frozen=True)
class Counts:
    """Cases of the two studies, by outcome."""

    obeys: int
    by_measure: int
    exception: int
    year: int
    years_obeying: int
    first: int
    last: int

    @property
    def products(self) -> int:
        """All products of the first study."""
        return self.obeys + self.by_measure + self.exception


def load() -> Counts:
    """Return the cases by outcome."""
    rows = data.load(TABLE).set_index(["study", "measure", "outcome"]).sort_index()
    products = rows.loc[("macdougall", "cases")]
    japan = rows.loc[("bernhofen_brown", "cases", "obeys")]
    return Counts(
        obeys=int(products.loc["obeys", "value"]),
        by_measure=int(products.loc["exception_by_measure", "value"]),
        exception=int(products.loc["exception", "value"]),
        year=int(products.loc["obeys", "year_from"]),
        years_obeying=int(japan["value"]),
        first=int(japan["year_from"]),
        last=int(japan["year_to"]),
    )


def draw(counts: Counts, panels: dict[str, Axes]) -> None:
    """Draw a dot per case: full for obeys, half for obeys by another measure, hollow for an exception."""
    axes = panels["dots"]
    style = {"color": HOME, "ms": 10, "mew": 1.6, "ls": ""}
    last = counts.obeys + counts.by_measure
    groups = (
        (range(counts.obeys), {"mfc": HOME}),
        (range(counts.obeys, last), {"fillstyle": "left", "markerfacecoloralt": PAPER}),
        (range(last, counts.products), {"mfc": PAPER}),
    )
    name(axes, -0.4, 4.2, SAY("macdougall", year=counts.year, all=counts.products))
    for places, fill in groups:
        axes.plot(places, [3.4] * len(places), "o", **style, **fill)
    outcomes = SAY("outcomes", obey=counts.obeys, half=counts.by_measure, hollow=counts.exception)
    note(axes, -0.4, 2.55, outcomes)
    name(
        axes,
        -0.4,
        1.45,
        SAY("bernhofen_brown", first=counts.first, last=counts.last, all=counts.years_obeying),
    )
    axes.plot(range(counts.years_obeying), [0.65] * counts.years_obeying, "o", mfc=HOME, **style)
    note(axes, -0.4, -0.2, SAY("all_obey", count=counts.years_obeying))


def describe(counts: Counts) -> str:
    """Say how many cases obey."""
    return SAY(
        "sentence",
        all=counts.products,
        obey=counts.obeys,
        by_measure=counts.by_measure,
        exception=counts.exception,
        years=counts.years_obeying,
    )


CHART = LiveFigure(
    name="advantage-tests",
    title="How often does trade follow comparative advantage?",
    model=load,
    panels={
        "dots": panel(
            "",
            axis(-0.8, 24.8, ticks=None),
            axis(-0.4, 4.8, ticks=None),
            size=(4.75, 2.5),
            margins=(0.05, 0.05, 0.05, 0.05),
            frame=False,
        )
    },
    draw=draw,
    describe=describe,
    **drawn_from(TABLE),
)
