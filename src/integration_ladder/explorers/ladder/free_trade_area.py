"""Explorer of section 2.1: by which port does a good come in, and is a preference worth its proof? (card M10)"""

from matplotlib.axes import Axes

from integration_ladder.models.free_trade_area import HOME_TARIFF, Area, form_area
from integration_ladder.vocabulary.drawing import (
    Named,
    band,
    curve,
    name,
    name_curves,
    note,
    present,
    spread,
)
from integration_ladder.vocabulary.labels import LINE_OF_TEXT, points_per_unit
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import adding_up, amount, decimal, does, sentences, share
from integration_ladder.vocabulary.theme import FOREIGN, HOME, LOSS, SECOND, SOFT, THEME, THIRD
from livefigure import LiveFigure, Task, Words, percent

ABOUT = About("2.1", "By which port does a good come in, and when is a preference worth its proof?", ("M10",))

SAY = Words(
    duty="partner’s tariff {size}",
    transhipment="trans-shipment {size}",
    proof="proof {size}",
    in_all="{size} in all",
    home="home’s",
    home_duty="tariff {size}",
    round="The good from outside comes through the partner: at {cost} that is cheaper than home’s tariff of {tariff}. ",
    collects="The partner collects {duty} on it, home nothing on either good.",
    nobody="Nobody collects a tariff on it or on the partner’s good.",
    direct="The good from outside comes by home’s port and pays {tariff} to home: going round would cost {cost}. ",
    tie="The good from outside comes by home’s port and pays {tariff} to home: going round would cost exactly as much. ",
    proved="The partner’s good comes free of tariff, with a proof that costs {proof}.",
    no_proof="The partner’s good comes free of tariff, without any proof.",
    gains="Buyers {buyers}, home’s makers {makers}, its government {government}; home as a whole {home}.",
    useless="A proof costs {proof}, {than} home’s tariff of {tariff}. So nobody asks for the preference, both goods pay it "
    "as before, and nobody gains or loses.",
    to_home="home, {size}",
    to_partner="the partner, {size}",
)

ENOUGH = 0.12
"""The cost of proof from which on the good from outside comes by home's port, at the first setting."""
MOST = 44
"""Where a column is cut (per cent)."""
LAST = 30
"""Where the axis of the cost of proof ends (per cent)."""
COLUMNS = (0.06, 2.2)
"""Where the two columns begin."""
WIDE = 0.4
"""How wide they are."""
OVER = 0.06
"""How far the line of home's tariff reaches beyond them."""


def _per_cent(value: float) -> str:
    return amount(100 * value, 1)


def draw_ports(axes: Axes, area: Area) -> None:
    """Draw what the way round home's tariff costs for either good, and home's tariff across."""
    right, duty = axes.get_xlim()[1], 100 * area.tariff
    pieces = (
        (area.partner_tariff, "duty", FOREIGN),
        (area.transhipment, "transhipment", SOFT),
        (area.proof, "proof", LOSS),
    )
    _column(axes, COLUMNS[0], pieces)
    _column(axes, COLUMNS[1], pieces[2:])
    for start, end in ((0, COLUMNS[0] + WIDE + OVER), (COLUMNS[1] - OVER, right)):
        axes.plot([start, end], [duty, duty], color=HOME, lw=2.2)
    name(axes, right, duty + 7.2, SAY("home"), HOME, ha="right")
    name(axes, right, duty + 1.6, SAY("home_duty", size=_per_cent(area.tariff)), HOME, ha="right")
    if 100 * area.outside.cost > MOST:
        note(axes, COLUMNS[0], MOST + 1, SAY("in_all", size=_per_cent(area.outside.cost)))


def _column(axes: Axes, left: float, pieces: tuple[tuple[float, str, str], ...]) -> None:
    """Draw a column of pieces, as high as it is drawn, each with its name at the right."""
    low, names = 0.0, []
    for size, key, colour in pieces:
        high = min(low + 100 * size, MOST)
        if high > low:
            axes.bar([left], [high - low], bottom=[low], width=WIDE, align="edge", color=colour)
            names.append(((low + high) / 2, SAY(key, size=_per_cent(size)), colour))
        low = high
    gap = LINE_OF_TEXT / points_per_unit(axes)[1]
    heights = spread((max(height, gap / 2) for height, _, _ in names), gap)
    for height, (_, text, colour) in zip(heights, names, strict=True):
        name(axes, left + WIDE + OVER + 0.03, height, text, colour, va="center")


def draw_prices(axes: Axes, area: Area) -> None:
    """Draw both prices at home over the cost of proof, and where the setting stands."""
    least, most = 100 * area.least_proof, 100 * area.tariff
    if least < most:
        band(axes, least, most)
    top = 1 + area.tariff
    lines = (
        (_kinked(1.0, most, top), FOREIGN, "partner’s good", "-"),
        (_kinked(top - area.least_proof, least, top), THIRD, "from outside", SECOND),
    )
    for (xs, ys), colour, _, dash in lines:
        curve(axes, xs, ys, colour, dash=dash)
    places = [(THIRD, area.outside.price), (FOREIGN, area.partner.price)]
    present(axes, 100 * area.proof, places, base=axes.get_ylim()[0])
    name_curves(axes, *(Named(xs, ys, text, colour) for (xs, ys), colour, text, _ in lines))


def _kinked(start: float, kink: float, top: float) -> tuple[list[float], list[float]]:
    """Return a line that rises from ``start`` to ``top`` at the kink, and stays there."""
    if kink == 0:
        return [0.0, LAST], [top, top]
    return [0.0, kink, LAST], [start, top, top]


draw = by_panel(ports=draw_ports, prices=draw_prices)


def describe(area: Area) -> str:
    """Say by which port the goods come, and who gains."""
    said = {"tariff": share(area.tariff), "cost": share(area.outside.cost), "proof": share(area.proof)}
    if not area.preference_used:
        return SAY("useless", than="as much as" if area.margin_left == 0 else "more than", **said)
    if area.deflected:
        duty = share(area.partner_tariff)
        way = SAY("round", **said) + (SAY("collects", duty=duty) if area.partner_tariff else SAY("nobody"))
    else:
        way = SAY("tie" if area.deflection_gap == 0 else "direct", **said)
        way += SAY("proved", **said) if area.proof else SAY("no_proof")
    # In the order of the strip, so that both round alike.
    parts = (area.makers, area.buyers, area.treasury)
    makers, buyers, government, home = adding_up(*(100 * part for part in parts), digits=1)
    gains = SAY(
        "gains",
        buyers=does(buyers, many=True, said=_points),
        makers=does(makers, many=True, said=_points),
        government=does(government, said=_points),
        home=does(home, said=_points),
    )
    return sentences(way, gains)


def _points(value: float) -> str:
    return percent(value / 100)


def _duty(area: Area) -> str:
    if not area.deflected:
        return SAY("to_home", size=share(area.tariff))
    return SAY("to_partner", size=share(area.partner_tariff)) if area.partner_tariff else "nobody"


PARTNER_TARIFF = slider(
    "partner_tariff",
    "Partner’s tariff",
    grid(0, 0.2, 0.05),
    default=0.05,
    text=share,
    marks={0.0: "none", HOME_TARIFF: "equal"},
    symbol="t^*",
)
TRANSHIPMENT = slider(
    "transhipment",
    "Cost of trans-shipment",
    grid(0, 0.2, 0.05),
    (0.03,),
    default=0.03,
    text=share,
    symbol="s",
)


def turning(partner_tariff: float, transhipment: float) -> dict[str, float]:
    """Return where the lesson turns on the slider of proof: where the ports tie."""
    return {"ports tie": HOME_TARIFF - partner_tariff - transhipment}


EXPLORER = LiveFigure(
    name="free-trade-area",
    title="A free trade area: which port?",
    controls=(
        PARTNER_TARIFF,
        TRANSHIPMENT,
        slider(
            "proof",
            "Cost of proof of origin",
            grid(0, 0.3, 0.05),
            (0.02,),
            default=0.0,
            text=share,
            symbol="k",
            turning=turning,
            given=(PARTNER_TARIFF, TRANSHIPMENT),
            marks={HOME_TARIFF: "as home’s tariff"},
        ),
    ),
    presets={
        "No rules of origin": {},
        "Just enough": {"proof": ENOUGH},
        "Strict rules": {"proof": HOME_TARIFF},
        "Far round": {"transhipment": 0.15},
        "Tariffs alike": {"partner_tariff": HOME_TARIFF},
    },
    model=form_area,
    play="proof",
    panels={
        "ports": panel(
            "What the way round home’s tariff costs",
            axis(0, 3.55, "", {0.62: "from outside", 2.76: "partner’s good"}),
            axis(0, 50, "per cent of the price outside", (0, 20, 40)),
            size=(4.1, 2.85),
            margins=(0.45, 0.1, 0.55, 0.4),
        ),
        "prices": panel(
            "Price at home",
            axis(0, LAST, "cost of proof (per cent)", (0, 10, 20, 30)),
            axis(0.98, 1.26, "price outside = 1", {1.0: "1.00", 1.1: "1.10", 1.2: "1.20"}),
            size=(3.65, 2.85),
            margins=(0.55, 0.15, 0.55, 0.6),
        ),
    },
    covered=("ports", "prices"),  # in a lecture hall, until the vote
    draw=draw,
    describe=describe,
    readout=key_numbers(
        {
            "Price, from outside": ("outside.price", decimal),
            "Price, partner’s good": ("partner.price", decimal),
            "Outsiders pay tariff to": _duty,
            "Used up on the way": ("used_up", percent),
        }
    ),
    bars=strip(
        "Who gains, against before (share of home’s spending on both goods then)",
        home_owners="makers",
        foreign_owners=0.0,  # the partner's makers get the price outside before and after
        further={
            "Home, buyers": "buyers",
            "Home, government": "treasury",
            "Home, all": "home",
            "Abroad, government": "partner_treasury",
        },
        sums={"Home, all": ("Home, owners", "Home, buyers", "Home, government")},
    ),
    tasks=(
        Task(
            name="apart",
            prompt="With the partner’s tariff at 0 %: the good from outside pays home’s tariff, the partner’s good pays none.",
            holds=lambda area: area.partner_tariff == 0 and area.preference_used and not area.deflected,
            right="Right: trans-shipment and proof together cost enough to keep the outsider from going round, and the proof "
            "costs less than home’s tariff.",
            not_yet="Not yet. Compare both columns with home’s tariff: one must not stay below it, the other must.",
        ),
        Task(
            name="collects",
            prompt="The partner’s government collects more than 5 % of what home spent.",
            holds=lambda area: area.partner_treasury > 0.05,
            right="Right: the partner collects most with a tariff that is high, and yet leaves its port the cheaper one.",
            not_yet="Not yet. A higher tariff brings the partner more on each unit. When does no unit come any more?",
        ),
    ),
    theme=THEME,
)
