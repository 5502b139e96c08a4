"""What the tables expect of the table-one explorer, at every setting: read off their rows here, without its loader."""

from calendar import month_name
from datetime import date

from integration_ladder import data

from ..expected import FOREIGN, HOME, INK, LINE, SOFT, Expected, four
from ..seen import Seen

CHECK = data.load("table_one_check").to_dict("records")
MARKS = {1: "111", 2: "001", 3: "110", 4: "001", 5: "011"}
"""Row → is an effect claimed, a change counted, an effect estimated."""
AGAINST = (
    "the old tax; American firms",
    "the promise kept; a scenario",
    "–",
    "NAFTA going on",
    "no tariffs of 2018",
)
STATED = {1: (2017, 2018), 2: (2017, 2018), 3: (2017, 2020), 4: (2018, 2019), 5: (2018, 2021)}
SAID = {
    1: [
        "2017: a tax reform",
        "so that the scale of cross-border investment in the world fell. So the row itself says what followed.",
    ],
    2: [
        "2017: the United States",
        "announced its withdrawal from this agreement on global climate change. Besides the heading’s “damaged” the",
    ],
    3: [
        "2017 to 2019: the United States",
        "29 times",
        "gradually came to a halt. So the row itself says what followed.",
    ],
    4: ["2018: the United States", "replaced it", "the row does not say what followed."],
    5: [
        "2018 to date",
        "about 60 billion dollars",
        "keeps escalating. Besides the heading’s “damaged” the row does not say what followed from",
    ],
}
HIDDEN = {
    1: ["investment of 2018 without the reform"],
    2: ["had the United States stayed."],
    3: ["had appeals gone on."],
    4: ["with the old agreement going on, or with none."],
    5: ["trade without these tariffs"],
}


def of(fact: str, when: str | None = None) -> list[tuple[str, float]]:
    return [
        (row["date"], row["value"]) for row in CHECK if row["fact"] == fact and when in (None, row["date"])
    ]


def figure(fact: str, when: str) -> float:
    ((_, value),) = of(fact, when)
    return value


def words(day: str) -> str:
    year, month, number = map(int, day.split("-"))
    return f"{number} {month_name[month]} {year}"


def spot(day: str | date, first: int = 2016, units: float = 2) -> float:
    """Where a day stands on an axis that begins with a year, in units of the axis."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    length = 366 if day.year % 4 == 0 else 365
    return (day.year - first + (day.timetuple().tm_yday - 1) / length) * units


def investment() -> dict[tuple[str, int], float]:
    return {
        (row["indicator"], row["year"]): row["value"] for row in data.load("table_one_fdi").to_dict("records")
    }


def tariff(indicator: str, day: str) -> float:
    table = data.load("us_china_tariffs")
    return float(table[(table["indicator"] == indicator) & (table["date"] <= day)]["value"].iloc[-1])


def measured(row: int) -> list[str]:
    """The numbers of the sentence, in its order."""
    if row == 1:
        inflow = investment()
        bank = 100 - 100 * inflow["world", 2018] / inflow["world", 2017]
        unctad, oecd = (-figure(one, "2018") for one in ("fdi_world_change", "fdi_world_change_oecd"))
        return [
            f"received {unctad:.0f} % less direct investment in 2018 than in 2017 by UNCTAD",
            f"{oecd:.0f} % less by the OECD",
            f"{bank:.0f} % less by the World Bank",
            f"By UNCTAD’s it had fallen in 2017 too, by {-figure('fdi_world_change', '2017'):.0f} %",
            f"rose by {figure('new_projects_change', '2018'):.0f} %",
            f"invest {-figure('american_investment_abroad', '2022'):.1f} % less abroad",
        ]
    if row == 2:
        joined, left, back = (words(day) for day, _ in of("party"))
        least, most = (figure(one, "2030") for one in ("china_cost_least", "china_cost_most"))
        low, high = (figure(one, "2030") for one in ("eu_cost_least", "eu_cost_most"))
        return [
            f"a party from {joined}, out from {left}, and in again from {back}",
            f"lose {least:.0f} to {most:.0f} billion dollars more of GDP in 2030, and the EU {low:.0f} to {high:.0f},",
        ]
    if row == 3:
        ends = {11: "th", 52: "nd"}
        numbered = [f"the {count:.0f}{ends[int(count)]} on {words(day)}" for day, count in of("refusals")[:2]]
        few, many = (count for _, count in of("asked"))
        waiting = figure("appeals_pending", "2020-12")
        asked = f"had {few:.0f} members behind it in November 2017, {many:.0f} in December 2019"
        return [*numbered, asked, "After 10 December 2019 no new", f"{waiting:.0f} waited at the end of 2020"]
    if row == 4:
        ((day, _),) = of("usmca_in_force")
        gain, loss = (figure(f"usmca_output_{one}", "2019-04") for one in ("change", "without_certainty"))
        return [words(day), f"{gain:.2f} % above NAFTA going on", f"it is {-loss:.0f} billion dollars below"]
    us, china = (
        [tariff(one, day) for day in ("2018-01-01", "2019-09-01", "2020-02-14")]
        for one in ("us_on_china", "china_on_us")
    )
    lost = data.load("tariff_estimates").set_index(["study", "measure"])["value"]["fajgelbaum2020"]
    return [
        "From January 2018 to September 2019",
        f"goods from China rose from {us[0]:.1f} % to {us[1]:.1f} %",
        f"American goods from {china[0]:.1f} % to {china[1]:.1f} %",
        f"from 14 February 2020, under an agreement, they were {us[2]:.1f} % and {china[2]:.1f} %",
        f"In 2018 American buyers of imports lost {lost['buyers_loss']:.0f} billion",
        f"{lost['net_loss']:.1f} billion remained",
    ]


def expected(row: int, reading: str) -> Expected:
    """Return the picture at a setting."""
    claimed, counted, estimated = (mark == "1" for mark in MARKS[row])
    says = {"said": SAID[row], "measured": measured(row), "not_measurable": HIDDEN[row]}[reading]
    says = [one.replace(" %", "\u00a0%") for one in says]
    return Expected(
        bars=four(),
        says=says,
        readout={
            "What followed": "said" if claimed else "not said",
            "Change counted": "yes" if counted else "dates only",
            "Effect estimated": "yes" if estimated else "none found",
            "Estimate against": AGAINST[row - 1],
        },
        panels={"record": record(row, reading), "overview": overview(row)},
    )


def overview(chosen: int) -> Seen:
    seen = Seen()
    for row, marks in MARKS.items():
        for at, mark in enumerate(marks):
            if mark == "1":
                seen.full.append((HOME if row == chosen else SOFT, at, -row))
    return seen


def record(row: int, reading: str) -> Seen:
    if reading == "said":
        first, units = {1: (2010, 1), 3: (2016, 1.5)}.get(row, (2016, 2))
        begin, end = ((year - first) * units for year in STATED[row])
        return Seen(strokes=[(INK, begin, 0.6, end, 0.6)])
    pale = reading == "not_measurable"
    seen = (investments, paris, refusals, nafta, tariffs)[row - 1](pale)
    if pale:
        gone = (
            spot("2018-01-01", 2010, 1),
            spot("2020-11-04"),
            spot("2019-12-11", units=1.5),
            spot("2020-07-01"),
            spot("2018-07-06"),
        )[row - 1]
        seen.drops.append((gone, 0, gone, 0.96))
    return seen


def investments(pale: bool) -> Seen:
    inflow = investment()
    groups = (("world", HOME), ("other", FOREIGN))
    dots = [
        (colour, year - 2010, inflow[group, year] / 3000) for group, colour in groups for year in (2017, 2018)
    ]
    return Seen(full=[] if pale else dots)


def level(is_in: float) -> float:
    return 0.82 if is_in else 0.36


def paris(pale: bool) -> Seen:
    days = [(spot(day), level(is_in)) for day, is_in in of("party") if day < "2021"]
    colour = LINE if pale else HOME
    strokes = [
        (colour, begin, y, end, y)
        for (begin, y), end in zip(days, [*(x for x, _ in days[1:]), 10], strict=True)
    ]
    said = [] if pale else [(HOME, spot(of("announced")[0][0]), 0.82)]
    return Seen(full=[] if pale else [(HOME, x, y) for x, y in days[1:]], hollow=said, strokes=strokes)


def refusals(pale: bool) -> Seen:
    stop = spot("2019-12-11", units=1.5)
    return Seen(
        full=[
            (LINE if pale else HOME, spot(day, units=1.5), count / 80) for day, count in of("refusals")[:2]
        ],
        drops=[] if pale else [(stop, 0, stop, 0.96)],
    )


def nafta(pale: bool) -> Seen:
    ((new, _),), ((signed, _),) = of("usmca_in_force"), of("usmca_signed")
    colour, at = LINE if pale else HOME, spot(new)
    return Seen(
        full=[] if pale else [(HOME, at, 0.36)],
        hollow=[] if pale else [(HOME, spot(signed), 0.36)],
        strokes=[(colour, 0, 0.82, at, 0.82), (colour, at, 0.36, 10, 0.36)],
    )


def tariffs(pale: bool) -> Seen:
    if pale:
        return Seen()
    return Seen(
        full=[
            (colour, spot(day), tariff(one, day) / 25)
            for one, colour in (("china_on_us", FOREIGN), ("us_on_china", HOME))
            for day in ("2018-01-01", "2019-09-01", "2020-02-14")
        ]
    )
