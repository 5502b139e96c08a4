"""Explorer of section 2.4: who bears a shock in a union, through which institution, and when? (card M12)"""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.economic_union import AMERICA, ROUNDS, Institutions, Round, union_round
from integration_ladder.vocabulary.drawing import Line, Piece, margin_names, note, outcome, results, stack
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import NEAR, change, exact, sentences, share
from integration_ladder.vocabulary.theme import COMPARED, FOREIGN, GAIN, HOME, LOSS, SECOND, SOFT, THEME
from livefigure import LiveFigure, Task, Words, percent

ABOUT = About("2.4", "Who bears a shock in a union, through which institution, and when?", ("M12",))

SAY = Words(
    falls="{whose} output {falls} by {size}.",
    hit="A shock of {size} hits {whom}; its currency falls, and its output falls by {less}.",
    hit_up="A lucky shock of {size} comes to {whom}; its currency rises, and its output rises by {less}.",
    kept="Its own people bear {now} of the shock now",
    kept_up="Its own people get {now} of the gain now",
    owners="owners {elsewhere} {share}",
    taxpayers="taxpayers {elsewhere} {share}",
    later="{share} is borrowed for a round",
    later_up="{share} is lent for a round",
    movers="people who move earn {share}",
    currency="a fall of the currency makes up {share}",
    currency_up="a rise of the currency takes {share}",
    both="Output {falls} by {size} in both regions alike: neither can help the other, and each bears it alone.",
    both_up="Output {falls} by {size} in both regions alike: nothing is passed on, and each keeps it.",
    quiet="Nobody is hit in this round.",
    home_repays="Home repays a loan with interest: {amount} of its normal income goes to owners abroad.",
    abroad_repays="Abroad repays a loan with interest: owners at home receive {amount} of home’s normal income.",
    nothing_due="No loan is due, and everybody spends as usual.",
    spends_less="Home spends {size} less.",
    spends_more="Home spends {size} more.",
    spends_same="Home spends as usual.",
    piece="{who} {share}",
)

CREDIT, CAPITAL, BUDGET = AMERICA.credit, AMERICA.capital_market, AMERICA.budget
MOBILITY, CURRENCY = 0.2, 0.4
"""The course's own assumption: a fifth of those out of work move; a depreciation saves two fifths of a fall."""
SETS: dict[str, tuple[str, Institutions]] = {
    "none": ("Nothing", Institutions()),
    "credit": ("Credit", Institutions(credit=CREDIT)),
    "capital": ("Capital market", Institutions(capital_market=CAPITAL)),
    "mobility": ("Mobility", Institutions(mobility=MOBILITY)),
    "currency": ("Own currency", Institutions(currency=CURRENCY)),
    "budget": ("Common budget", Institutions(budget=BUDGET)),
    "markets": ("Capital, credit", Institutions(CAPITAL, CREDIT)),
    "public": ("Credit, budget, mobility", Institutions(0, CREDIT, BUDGET, MOBILITY)),
    "america": ("Capital, credit, budget", AMERICA),
    "apart": ("All but a budget", Institutions(CAPITAL, CREDIT, 0, MOBILITY, CURRENCY)),
}
"""Key → how the control calls it, and what it has."""
HIT = (
    "home falls",
    "no shock",
    "both fall",
    "abroad falls",
    "both rise",
    "home rises",
    "abroad rises",
    "no shock",
)
"""What happens in each round, as the slider says it."""
ORDER = tuple(SETS)
"""The sets on the slider: one institution each, then several."""


def model(institutions: float, shock: float, round: float) -> Round:
    """Let a shock pass through the set of institutions at this place of ``ORDER``, in one round."""
    return union_round(SETS[ORDER[int(institutions)]][1], shock, int(round))


@cache
def _series(institutions: Institutions, shock: float) -> tuple[np.ndarray, ...]:
    """Return home's output and both regions' spending over the rounds, in per cent."""
    numbers = range(1, len(ROUNDS) + 1)
    fields = ("home.output", "home.all", "foreign.all")
    return results(lambda number: union_round(institutions, shock, int(number)), numbers, *fields, times=100)


def _own(result: Round) -> tuple[str, str, str, str]:
    """Return whose shock it is, where the others live, and the two colours."""
    if result.event.home:
        return "Home’s", "abroad", HOME, FOREIGN
    return "Abroad’s", "at home", FOREIGN, HOME


def draw_shares(axes: Axes, result: Round) -> None:
    """Draw who bears the shock, from the region's own people upwards."""
    borne = result.borne
    if borne is None:
        text = "no shock" if not result.event.common else "both alike:\neach bears all"
        note(axes, 0.3, 50, text, va="center", ha="left")
        return
    _, elsewhere, own, other = _own(result)
    pieces = (
        (borne.now, "own people, now", LOSS),
        (borne.later, "own people, later", own),
        (borne.taxpayers_elsewhere, f"taxpayers {elsewhere}", SOFT),
        (borne.owners_elsewhere, f"owners {elsewhere}", other),
        (borne.movers, "movers earn", GAIN),
        (borne.currency, "own currency", GAIN),
    )
    named = [
        Piece(100 * size, SAY("piece", who=who, share=share(size, 2)), colour) for size, who, colour in pieces
    ]
    stack(axes, 0.3, named, width=0.46)


def draw_rounds(axes: Axes, result: Round) -> None:
    """Draw home's output and what both regions can spend, round by round."""
    numbers = list(range(1, len(ROUNDS) + 1))
    output, home, foreign = _series(result.institutions, result.shock)
    axes.plot([numbers[0], numbers[-1]], [0, 0], color=SOFT, lw=0.8)
    now = result.number - 1
    lines = (
        Line(output, output[now], SOFT, COMPARED),
        Line(foreign, foreign[now], FOREIGN, SECOND),
        Line(home, home[now], HOME),
    )
    outcome(axes, numbers, lines, result.number)
    names = ((output[-1], "home makes", SOFT), (foreign[-1], "abroad spends", FOREIGN))
    margin_names(axes, ((home[-1], "home spends", HOME), *names))


def describe(result: Round) -> str:
    """Say who bears the shock, and who repays."""
    event = result.event
    if event.common:
        key, falls = ("both", "falls") if event.common < 0 else ("both_up", "rises")
        return sentences(SAY(key, falls=falls, size=share(result.shock)), _repaid(result), _spends(result))
    if result.borne is None:
        repaid = _repaid(result)
        return sentences(SAY("quiet"), *((repaid, _spends(result)) if repaid else (SAY("nothing_due"),)))
    whose, elsewhere, _, _ = _own(result)
    up = (event.home or event.foreign) > 0
    started = SAY("falls", whose=whose, falls="rises" if up else "falls", size=share(result.shock))
    borne, end = result.borne, "_up" if up else ""
    if result.institutions.currency:
        output = result.home.output if event.home else result.foreign.output
        whom, less = "home" if event.home else "abroad", share(abs(exact(output)))
        started = SAY(f"hit{end}", size=share(result.shock), whom=whom, less=less)
    said = SAY(f"kept{end}", now=share(borne.now, 2))
    for before, key, size in (
        (", ", "owners", borne.owners_elsewhere),
        (", ", "taxpayers", borne.taxpayers_elsewhere),
        ("; ", f"later{end}", borne.later),
        ("; ", "movers", borne.movers),
        ("; ", f"currency{end}", borne.currency),
    ):
        if size > NEAR:
            said += before + SAY(key, share=share(size, 2), elsewhere=elsewhere)
    return sentences(started, said + ".", _repaid(result), _spends(result))


def _repaid(result: Round) -> str:
    if abs(result.repays) < NEAR:
        return ""
    return SAY(
        "home_repays" if result.repays > 0 else "abroad_repays",
        amount=percent(abs(exact(result.repays)), 2),
    )


def _spends(result: Round) -> str:
    """Say what all of home spends: in a lecture hall no key number does."""
    spends = exact(result.home.all)
    if abs(spends) < NEAR:
        return SAY("spends_same")
    return SAY("spends_less" if spends < 0 else "spends_more", size=share(abs(spends)))


def _change(value: float) -> str:
    return change(exact(value))


EXPLORER = LiveFigure(
    name="economic-union",
    title="Who bears a shock",
    controls=(
        slider(
            "institutions",
            "Institutions",
            range(len(SETS)),
            default=ORDER.index("america"),
            text=lambda place: SETS[ORDER[int(place)]][0],
            marks={0: "none", ORDER.index("america"): "America"},
        ),
        slider(
            "shock",
            "Size of the shock",
            grid(0.05, 0.2, 0.05),
            default=0.1,
            text=share,
            symbol="x",
            marks=(0.05, 0.1, 0.2),
        ),
        slider(
            "round",
            "Round",
            range(1, len(ROUNDS) + 1),
            default=1,
            text=lambda number: f"{int(number)}, {HIT[int(number) - 1]}",
            marks={number: str(number) for number in range(1, len(ROUNDS) + 1)},
        ),
    ),
    presets={
        "Like American states": {},
        "Without the budget": {"institutions": ORDER.index("markets")},
        "Nothing": {"institutions": ORDER.index("none")},
        "The loan is due": {"round": 2},
        "Both alike": {"round": 3},
    },
    model=model,
    panels={
        "shares": panel(
            "Who bears it, per cent of the shock",
            axis(0, 2.2),
            axis(-3, 103, ticks=(0, 50, 100)),
            size=(3.55, 2.5),
            margins=(0.4, 0.05, 0.4, 0.15),
        ),
        "rounds": panel(
            "Output and spending by round, per cent",
            axis(0.7, 8.3, "", range(1, len(ROUNDS) + 1)),
            axis(-27, 27, ticks={-20: "−20", -10: "−10", 0: "0", 10: "10", 20: "20"}),
            size=(4.2, 2.5),
            margins=(0.42, 1.33, 0.4, 0.3),
        ),
    },
    covered=("shares", "rounds"),  # in a lecture hall, until the vote
    draw=by_panel(shares=draw_shares, rounds=draw_rounds),
    describe=describe,
    readout=key_numbers(
        {
            "Home’s output": ("home.output", _change),
            "Home spends": ("home.all", _change),
            "Abroad spends": ("foreign.all", _change),
        }
    ),
    bars=strip(
        "What each can spend, against no shock",
        home_workers="home.workers",
        home_owners="home.owners",
        foreign_workers="foreign.workers",
        foreign_owners="foreign.owners",
    ),
    tasks=(
        Task(
            name="private",
            prompt="Home’s output falls by 20 %. Home spends less than 10 % less, and nobody abroad loses but owners.",
            holds=lambda result: (
                result.shock == 0.2
                and result.event.home < 0
                and result.home.all > -0.1
                and result.foreign.workers > -NEAR
            ),
            right="Right: cross-ownership and loans bring in owners abroad alone. Without a common budget no taxpayer "
            "there pays; without movers and dearer imports no worker there is touched.",
            not_yet="Not yet. Which institutions move money only between owners and borrowers?",
        ),
        Task(
            name="later",
            prompt="Nobody is hit, and still home spends at least 4 % less than normal.",
            holds=lambda result: result.borne is None and not result.event.common and result.home.all < -0.04,
            right="Right: credit moved that part of the shock into this round, and added interest.",
            not_yet="Not yet. Which institution moves a loss into another round, and how large must the shock have been?",
        ),
    ),
    theme=THEME,
)
