"""Explorer of section 3.1: when did openness rise and fall, who led then, and how large was the leader? (data, no card)"""

from dataclasses import dataclass

from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.charts.evolution import eras
from integration_ladder.charts.evolution.eras import Era
from integration_ladder.vocabulary.drawing import band, dots, drop, name, note
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import sentences
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, PAPER, SOFT, THEME, THIRD
from livefigure import Choice, LiveFigure, Task, Words, number

ABOUT = About("3.1", "When did openness rise and fall, who led then, and how large was the leader?", ())

SAY = Words(
    open="In {year} {series} were {values} of GDP.",
    unknown="{series} in {year}: not in the table.",
    one="{value}\u00a0% ({source})",
    inside="By {dating} this is the time in which {era}.",
    border="By {dating} {era} until this year; then {then}.",
    outside="By {dating} the year lies in no period.",
    shares="Of the world’s output {all} that year.",
    share="{country} made {value}\u00a0%",
    gap="The table has no shares of output for this year, only for {before} and {after}.",
    end="The table has no shares of output for this year; its last is {before}.",
)

CHOSEN = {
    "goods": ("World goods", "world exports of goods", ("goods",)),
    "trade": ("World trade", "world exports plus imports", ("trade_km", "trade_pwt", "trade_wb")),
    "goods_uk": ("UK goods", "British exports of goods", ("goods_uk",)),
    "goods_us": ("US goods", "American exports of goods", ("goods_us",)),
}
"""Key of what can be chosen → what its button says, how a sentence names it, and its series of one definition each."""
SOURCES = {
    "trade_km": ("Klasing and Milionis", HOME),
    "trade_pwt": ("Penn World Table", FOREIGN),
    "trade_wb": ("World Bank", THIRD),
}
"""Series of exports plus imports → who made it, and its colour."""
BY = {
    "leader": ("Leaders", "who leads (the paper)"),
    "costs": ("Booms", "boom and bust of trade (Jacks, Meissner and Novy)"),
    "waves": ("Waves", "waves of globalisation (Baldwin and Martin)"),
}
"""Key of a dating → what its button says, and how a sentence names it."""
SHORT = {
    "leader": ("Britain", "US, USSR", "US"),
    "costs": ("boom", "bust", "boom"),
    "waves": ("first wave", "second wave"),
}
"""What stands above each period in the panel."""
HAPPENS = {
    "leader": (
        "Britain and other European countries lead",
        "the United States and the Soviet Union lead",
        "the United States lead",
    ),
    "costs": ("trade booms", "trade falls back", "trade booms again"),
    "waves": ("the first wave runs", "the second wave runs"),
}
"""The periods as a sentence has them."""
COUNTRIES = {
    "share_uk": ("Britain", HOME),
    "share_us": ("the United States", FOREIGN),
    "share_su": ("the Soviet Union", THIRD),
    "share_cn": ("China", SOFT),
}
"""Series of shares → the country, and its colour."""
LAST_SOVIET = 1990
"""After it the Soviet rows are of what was its territory."""
YEARS = (
    *(1850, 1870, 1900, 1913, 1920, 1929, 1932, 1938, 1940, 1944, 1945),
    *(1950, 1960, 1970, 1980, 1990, 1991, 2000, 2007, 2008, 2014, 2018, 2022),
)
"""The years at which the slider stops, each one step from the next."""
FROM, TO = 1820, 2026
LOW, HIGH = 2.5, 100.0
"""The ends of the axis of openness."""
TOP = 34.0
"""The upper end of the axis of shares."""
TICKS = (1850, 1900, 1950, 2000)
SMALL = 3.6
"""Size of the dots of the table (points)."""


def moment(year: int) -> int:
    """Return where a year stands among the slider's stops (``ValueError`` if it does not)."""
    return YEARS.index(year)


def turns(series: str) -> dict[str, int]:
    """Return the years in which what can be chosen is highest or lowest, by the slider's stops."""
    found = {
        "goods": (
            eras.highest("goods", 1870, 1945),
            eras.lowest("goods", 1870, 2014),
            eras.highest("goods", 1945, 2014),
        ),
        "trade": (
            eras.highest("trade_km", 1870, 1949),
            eras.lowest("trade_km", 1870, 1949),
            eras.highest("trade_pwt", 1950, 2014),
            eras.highest("trade_wb", 1970, 2024),
        ),
        "goods_uk": (eras.highest("goods_uk", 1870, 1914), eras.lowest("goods_uk", 1870, 2014)),
        "goods_us": (eras.lowest("goods_us", 1870, 2014),),
    }
    return {str(year): moment(year) for year in found[series]}


@dataclass(frozen=True)
class Scene:
    """A year.

    Attributes:
        series, dating, year: what is chosen.
        openness: series of one definition → its value, without those that have no row.
        era: the period that the year lies in by the dating, None if in none.
        then: the period that begins in the year in which ``era`` ends.
        shares: country's series → its share of world output, without those that have no row.
    """

    series: str
    dating: str
    year: int
    openness: dict[str, float]
    era: Era | None
    then: Era | None
    shares: dict[str, float]


def model(series: str, dating: str, moment: float) -> Scene:
    """Read a year off the tables."""
    year = YEARS[int(moment)]
    era = eras.era(dating, year)
    return Scene(
        series,
        dating,
        year,
        {key: eras.value(key, year) for key in CHOSEN[series][2] if eras.known(key, year) is not None},
        era,
        next((one for one in eras.DATINGS[dating] if one is not era and one.covers(year)), None),
        {key: eras.value(key, year) for key in COUNTRIES if eras.known(key, year) is not None},
    )


def _shade(axes: Axes, scene: Scene, height: float) -> None:
    """Shade the periods, of two that adjoin the first only, and name each above."""
    shaded_to = None
    for era, text in zip(eras.DATINGS[scene.dating], SHORT[scene.dating], strict=True):
        left, right = max(era.first, FROM), era.last or TO
        if shaded_to != era.first:
            band(axes, left, right)
            shaded_to = right
        note(axes, (left + right) / 2, height, text, ha="center", va="center")


def draw_openness(axes: Axes, scene: Scene) -> None:
    """Draw what is chosen, a line for each run of years without a gap, a dot for a year that stands alone."""
    _shade(axes, scene, 80)
    keys = CHOSEN[scene.series][2]
    for key in keys:
        colour = SOURCES[key][1] if key in SOURCES else INK
        known = eras.values(key)
        for run in eras.runs(key):
            if len(run) > 1:
                axes.plot(run, [known[year] for year in run], color=colour, lw=1.8)
            else:
                axes.plot(run, [known[run[0]]], "o", color=colour, ms=SMALL)
        if key in SOURCES:
            name(axes, 1826, 6.2 / 1.43 ** keys.index(key), SOURCES[key][0], colour, va="center")
    drop(axes, scene.year, HIGH, base=LOW)
    here = [(scene.year, y, SOURCES[key][1] if key in SOURCES else INK) for key, y in scene.openness.items()]
    dots(axes, *here)


def draw_centre(axes: Axes, scene: Scene) -> None:
    """Draw the shares of the table, a dot for each row; no line joins rows that are years apart."""
    _shade(axes, scene, 31.7)
    for key, (_, colour) in COUNTRIES.items():
        for year, share in eras.values(key).items():
            face = PAPER if key == "share_su" and year > LAST_SOVIET else colour
            axes.plot([year], [share], "o", mfc=face, mec=colour, mew=0.8, ms=SMALL)
    for x, y, text, key in (
        (1834, 27.9, "China", "share_cn"),
        (1905, 22.3, "US", "share_us"),
        (1824, 13.3, "Britain", "share_uk"),
        (1944, 12.4, "USSR", "share_su"),
    ):
        name(axes, x, y, text, COUNTRIES[key][1], va="center")
    drop(axes, scene.year, TOP)
    dots(axes, *((scene.year, y, COUNTRIES[key][1]) for key, y in scene.shares.items()))


def _percent(value: float) -> str:
    return f"{number(value, 1)}\u00a0%"


def _openness(scene: Scene) -> str:
    """Return the values with their sources, where there are several."""
    if not scene.openness:
        return "not in the table"
    told = [
        SAY("one", value=number(value, 1), source=SOURCES[key][0]) if key in SOURCES else _percent(value)
        for key, value in scene.openness.items()
    ]
    return " and ".join(told)


def describe(scene: Scene) -> str:
    """Say how open, in which period, and how large the leaders are."""
    text, how = CHOSEN[scene.series][1], BY[scene.dating][1]
    first = (
        SAY("open", year=scene.year, series=text, values=_openness(scene))
        if scene.openness
        else SAY("unknown", year=scene.year, series=text[0].upper() + text[1:])
    )
    return sentences(first, _period(scene, how), _shares(scene))


def _period(scene: Scene, how: str) -> str:
    said = dict(zip(eras.DATINGS[scene.dating], HAPPENS[scene.dating], strict=True))
    if scene.era is None:
        return SAY("outside", dating=how)
    if scene.then is None:
        return SAY("inside", dating=how, era=said[scene.era])
    return SAY("border", dating=how, era=said[scene.era], then=said[scene.then])


def _shares(scene: Scene) -> str:
    if not scene.shares:
        before, after = eras.neighbours("share_us", scene.year)
        return SAY("end", before=before) if after is None else SAY("gap", before=before, after=after)
    told = [
        SAY("share", country=COUNTRIES[key][0], value=number(scene.shares[key], 1))
        for key in ("share_uk", "share_us")
    ]
    return SAY("shares", all=" and ".join(told))


def _share(key: str, scene: Scene) -> str:
    return _percent(scene.shares[key]) if key in scene.shares else "not in the table"


def lower_in_the_first_period(scene: Scene) -> bool:
    """Tell whether, by who leads, the world is less open in goods than when the first period began, and still in it."""
    first = eras.DATINGS["leader"][0]
    return (
        (scene.series, scene.dating, scene.era) == ("goods", "leader", first)
        and "goods" in scene.openness
        and scene.openness["goods"] < eras.value("goods", first.first)
    )


WHAT = Choice(
    name="series",
    label="Trade over GDP",
    options={label: key for key, (label, _, _) in CHOSEN.items()},
    default="goods",
)

EXPLORER = LiveFigure(
    name="three-eras",
    title="Openness, eras and the leader’s share",
    controls=(
        WHAT,
        Choice(
            name="dating",
            label="Periods by",
            options={label: key for key, (label, _) in BY.items()},
            default="leader",
        ),
        slider(
            "moment",
            "Year",
            range(len(YEARS)),
            default=moment(1900),
            text=lambda at: str(YEARS[int(at)]),
            turning=turns,
            given=(WHAT,),
        ),
    ),
    presets={
        "Goods, 1913": {"moment": moment(1913)},
        "Between booms, 1940": {"dating": "costs", "moment": moment(1940)},
        "Three sources, 1970": {"series": "trade", "moment": moment(1970)},
        "US goods, 1932": {"series": "goods_us", "moment": moment(1932)},
        "Goods, 2000": {"moment": moment(2000)},
    },
    model=model,
    panels={
        "openness": panel(
            "Trade over GDP",
            axis(FROM, TO, "", TICKS),
            axis(
                LOW,
                HIGH,
                "per cent; each step doubles",
                {value: f"{value:g}" for value in (2.5, 5, 10, 20, 40, 80)},
                scale="log",
            ),
            size=(4.1, 2.95),
            margins=(0.62, 0.1, 0.55, 0.35),
        ),
        "centre": panel(
            "Share of world output",
            axis(FROM, TO, "", TICKS),
            axis(0, TOP, "per cent of real GDP", (0, 10, 20, 30)),
            size=(3.7, 2.95),
            margins=(0.58, 0.1, 0.55, 0.35),
        ),
    },
    covered=("centre",),
    draw=by_panel(openness=draw_openness, centre=draw_centre),
    describe=describe,
    readout=key_numbers(
        {
            "Trade over GDP": _openness,
            "Britain": lambda scene: _share("share_uk", scene),
            "United States": lambda scene: _share("share_us", scene),
            "Soviet Union": lambda scene: _share("share_su", scene),
        }
    ),
    bars=strip("Who gains? These tables do not say"),
    tasks=(
        Task(
            name="lower",
            prompt="Find a year of the paper’s first period in which world exports of goods are less of GDP than in 1870.",
            holds=lower_in_the_first_period,
            right="Right. The period led by Britain and others has both the top of the first boom and the depth of the bust.",
            not_yet="Not yet. Keep world goods, and periods by leaders; where is the line lower than in 1870?",
        ),
    ),
    source="tables trade_openness and centre_share of this course, with a source in every row; CC BY 4.0.",
    depends_on=(data.path(eras.OPENNESS), data.path(eras.SHARES)),
    theme=THEME,
)
