"""Explorer of the opening page of chapter 3: how far did world trade fall after four peaks? (data, no card)"""

from dataclasses import dataclass

from matplotlib.axes import Axes

from integration_ladder.charts.evolution import world_trade
from integration_ladder.vocabulary.drawing import dot, name, note
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import sentences
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import HOME, INK, LINE, SOFT
from livefigure import Choice, LiveFigure, Task, Words, percent

ABOUT = About("3", "How far did world trade fall after four peaks, and when was it back?", ())

SAY = Words(
    peak="In {year} the volume of world trade in goods was larger than in any year before. A year later it was {less} smaller.",
    lowest="In {year} the volume was {less} smaller than in {peak}: the lowest year so far.",
    below="In {year} the volume was {less} smaller than in {peak}. The lowest year so far was {low}, with {low_less} less.",
    above="In {year} the volume was {more} larger than in {peak}. It was back in {back}, after {took} {years}.",
    missing="The table has no value for {year}.",
    not_back="In {last}, the last year that it has, the volume was {less} smaller than in {peak}.",
    came_back="It was back in {back}.",
)

LONGEST = 11
"""Years after a peak that the figure shows."""
PEAKS = (1913, 1929, 1974, 2008)
NAMED = {
    1913: (11.3, 110, "right"),
    1929: (9.25, 84, "left"),
    1974: (9, 124, "right"),
    2008: (2.1, 97, "left"),
}
"""Where the name of each fall stands: years after the peak, height, and which of its ends."""


@dataclass(frozen=True)
class Fall:
    """World trade some years after a peak.

    Attributes:
        peak, year: the peak, and the year looked at.
        change: the volume's change since the peak, as a fraction; None where the table has no value.
        low: the lowest year from the peak to this year (or to the last that the table has).
        last: the last year of the table on the way to this one.
        back: the first year in which the volume was that of the peak again; None if the table ends before.
    """

    peak: int
    year: int
    change: float | None
    low: int
    last: int
    back: int | None

    @property
    def is_back(self) -> bool:
        """Whether the volume has been that of the peak again by this year."""
        return self.back is not None and self.back <= self.year


def model(peak: float, after: float) -> Fall:
    """Read world trade some years after a peak off the table."""
    start, year = int(peak), int(peak + after)
    known = world_trade.years_after(start, int(after))
    return Fall(
        start,
        year,
        world_trade.against(start, year) if year in known else None,
        min(known, key=world_trade.volume),
        known[-1],
        world_trade.back(start),
    )


def draw(axes: Axes, fall: Fall) -> None:
    """Draw all falls from their peaks, the chosen one in colour up to the year."""
    axes.plot([0, LONGEST], [100, 100], color=LINE, lw=1.2)
    for peak in PEAKS:
        years = world_trade.years_after(peak, LONGEST)
        ways = [(years, SOFT, 1.2)]
        if peak == fall.peak:
            ways = [
                (tuple(year for year in years if year >= fall.year), HOME, 1.2),
                (tuple(year for year in years if year <= fall.year), HOME, 2.8),
            ]
        for some, colour, width in ways:
            if len(some) > 1:
                heights = [100 * (1 + world_trade.against(peak, year)) for year in some]
                axes.plot([year - peak for year in some], heights, color=colour, lw=width)
        x, y, side = NAMED[peak]
        (name if peak == fall.peak else note)(
            axes, x, y, str(peak), HOME if peak == fall.peak else INK, ha=side, va="center"
        )
    if fall.change is not None:
        dot(axes, fall.year - fall.peak, 100 * (1 + fall.change), HOME)


def describe(fall: Fall) -> str:
    """Say how the year compares with the peak, how deep the fall was so far, and when it was over."""
    peak, year = fall.peak, fall.year
    if year == peak:
        return SAY("peak", year=year, less=percent(-world_trade.against(peak, peak + 1)))
    if fall.change is None:
        gone = (
            SAY("came_back", back=fall.back)
            if fall.is_back
            else SAY(
                "not_back", last=fall.last, peak=peak, less=percent(-world_trade.against(peak, fall.last))
            )
        )
        return sentences(SAY("missing", year=year), gone)
    if fall.change >= 0:
        took = fall.back - peak
        return SAY(
            "above",
            year=year,
            peak=peak,
            more=percent(fall.change),
            back=fall.back,
            took=took,
            years="year" if took == 1 else "years",
        )
    which = "lowest" if fall.low == year else "below"
    return SAY(
        which,
        year=year,
        peak=peak,
        less=percent(-fall.change),
        low=fall.low,
        low_less=percent(-world_trade.against(peak, fall.low)),
    )


EXPLORER = LiveFigure(
    name="after-a-peak",
    title="World trade after four peaks",
    controls=(
        Choice(name="peak", label="Peak", options={str(peak): peak for peak in PEAKS}, default=1929),
        slider(
            "after",
            "Years after the peak",
            range(LONGEST + 1),
            default=4,
            text=lambda after: f"{int(after)}",
            marks={0: "0", 5: "5", LONGEST: str(LONGEST)},
        ),
    ),
    presets={
        "The war, 1915": {"peak": 1913, "after": 2},
        "Oil, 1975": {"peak": 1974, "after": 1},
        "Crisis, 2009": {"peak": 2008, "after": 1},
    },
    model=model,
    panels={
        "falls": panel(
            "World trade in goods, volume, peak = 100",
            axis(-0.3, LONGEST + 0.4, "years after the peak", (0, 2, 4, 6, 8, 10)),
            axis(60, 140, ticks=(60, 80, 100, 120)),
            size=(4.35, 2.85),
            margins=(0.45, 0.15, 0.4, 0.55),
        ),
    },
    draw=by_panel(falls=draw),
    describe=describe,
    readout=key_numbers(
        {
            "Year": lambda fall: str(fall.year),
            "Against the peak": lambda fall: None if fall.change is None else percent(fall.change, sign=True),
            "Lowest so far": lambda fall: percent(world_trade.against(fall.peak, fall.low), sign=True),
            "Back at the peak": lambda fall: str(fall.back) if fall.is_back else "not yet",
        }
    ),
    bars=strip("Who gains? A total does not say"),
    tasks=(
        Task(
            name="long",
            prompt="Find a year, seven or more after its peak, in which the volume is still a fifth or more below it.",
            holds=lambda fall: fall.change is not None and fall.year - fall.peak >= 7 and fall.change <= -0.2,
            right="Right. A fall that lasts so long is more than a dip. Why it lasts, the total does not say.",
            not_yet="Not yet. Which of the four falls was not over after two or three years?",
        ),
    ),
    **drawn_from(world_trade.TABLE),
)
