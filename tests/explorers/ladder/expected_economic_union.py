"""What the theory of card M12 expects of the economic-union explorer, at every setting."""

from livefigure import percent

from ..expected import FOREIGN, GAIN, HOME, LINE, LOSS, SOFT, Expected, four
from ..seen import Seen

# Shares of a shock: capital market, credit, budget, mobility, own currency.
SETS = {
    "none": (0, 0, 0, 0, 0),
    "credit": (0, 0.23, 0, 0, 0),
    "capital": (0.39, 0, 0, 0, 0),
    "mobility": (0, 0, 0, 0.2, 0),
    "currency": (0, 0, 0, 0, 0.4),
    "budget": (0, 0, 0.13, 0, 0),
    "markets": (0.39, 0.23, 0, 0, 0),
    "public": (0, 0.23, 0.13, 0.2, 0),
    "america": (0.39, 0.23, 0.13, 0, 0),
    "apart": (0.39, 0.23, 0, 0.2, 0.4),
}
# Who is hit in each round: home, abroad, both.
SERIES = ("h-", "", "b-", "a-", "b+", "h+", "a+", "")
WAGES, PROFITS = 0.6, 0.4


def _round(key: str, shock: float, number: int) -> tuple[list[float], list[float]]:
    """Return spending of home's workers and owners and of those abroad before repayment, and what of it is loans.

    Both as fractions of each class's income, by the accounts of the region that is hit and of the other.
    """
    capital, credit, budget, mobility, currency = SETS[key]
    what = SERIES[number - 1]
    size = {"-": -shock, "+": shock}.get(what[1:], 0.0)
    if not what or what[0] == "b":
        return [size] * 4, [0.0] * 4
    mine, other = (1, 4) if what[0] == "h" else (4, 1)
    output = size * (1 - currency / mine)
    left = size * (1 - currency)
    rest_workers = WAGES * (mine * output - mobility * left)
    rest_owners = PROFITS * mine * output - capital * left
    part = rest_workers / (rest_workers + rest_owners)
    imports = 0.5 * currency * size
    borrowed = [-part * credit * left / mine / WAGES, -(1 - part) * credit * left / mine / PROFITS]
    lent = [0.0, credit * left / other / PROFITS]
    hit = [
        output + (imports - mobility * left) / mine - part * budget * left / mine / WAGES,
        output + imports / mine - (capital + (1 - part) * budget) * left / mine / PROFITS,
    ]
    rest = [
        (-imports + (budget + PROFITS * mobility) * left) / other,
        (-imports + (budget + capital / PROFITS - WAGES * mobility) * left) / other,
    ]
    spent = [one + loan for one, loan in zip(hit + rest, borrowed + lent, strict=True)]
    loans = borrowed + lent
    return (spent, loans) if mine == 1 else (spent[2:] + spent[:2], loans[2:] + loans[:2])


def _bars(key: str, shock: float, number: int) -> list[float]:
    spent, _ = _round(key, shock, number)
    _, due = _round(key, shock, number - 1) if number > 1 else (None, [0.0] * 4)
    return [one - 1.05 * loan for one, loan in zip(spent, due, strict=True)]


def _repays(key: str, shock: float, number: int) -> float:
    _, due = _round(key, shock, number - 1) if number > 1 else (None, [0.0] * 4)
    return 1.05 * (WAGES * due[0] + PROFITS * due[1])


def _all(bars: list[float], first: int) -> float:
    return WAGES * bars[first] + PROFITS * bars[first + 1]


def _shares(key: str, what: str) -> dict[str, float]:
    """Return who bears the shock, its own people first."""
    capital, credit, budget, mobility, currency = SETS[key]
    size = 1 if what[0] == "h" else 4
    taken = {
        "owners": capital * (1 - currency) / size,
        "taxpayers": budget * (1 - currency) / size,
        "later": credit * (1 - currency) / size,
        "movers": WAGES * mobility * (1 - currency) / size,
        "currency": currency / 2 / size,
    }
    return {"now": 1 - sum(taken.values()), **taken}


def _percent(value: float) -> str:
    text = f"{100 * value:.2f}".rstrip("0").rstrip(".")
    return f"{text}\u00a0%"


def _change(value: float) -> str:
    """Return a change without the dust of computing it, which would round a half the other way."""
    return percent(round(value, 9), sign=True)


def _says(key: str, shock: float, number: int) -> list[str]:
    what, repays = SERIES[number - 1], _repays(key, shock, number)
    amount = percent(abs(round(repays, 9)), 2)
    said = []
    if what[:1] == "b":
        said = [f"Output {'falls' if what[1] == '-' else 'rises'} by {_percent(shock)} in both regions alike"]
    elif not what:
        said = ["Nobody is hit in this round."] + ([] if repays else ["No loan is due"])
    else:
        shares = _shares(key, what)
        whose, there = ("Home", "abroad") if what[0] == "h" else ("Abroad", "at home")
        way, kept = ("falls", "shock") if what[1] == "-" else ("rises", "gain")
        currency = SETS[key][4]
        left = shock * (1 - currency / (1 if what[0] == "h" else 4))
        said = [
            f"shock of {_percent(shock)} {'hits' if way == 'falls' else 'comes to'} {whose.lower()}",
            f"its currency {way}, and its output {way} by {_percent(left)}",
        ]
        if not currency:
            said = [f"{whose}’s output {way} by {_percent(shock)}"]
        said += [
            f"Its own people {'bear' if way == 'falls' else 'get'} {_percent(shares['now'])} of the {kept} now",
        ]
        for who, words in (
            ("owners", f"owners {there} {{}}"),
            ("taxpayers", f"taxpayers {there} {{}}"),
            ("later", f"{{}} is {'borrowed' if way == 'falls' else 'lent'} for a round"),
            ("movers", "people who move earn {}"),
            (
                "currency",
                f"a {'fall' if way == 'falls' else 'rise'} of the currency {'makes up' if way == 'falls' else 'takes'} {{}}",
            ),
        ):
            if shares[who]:
                said.append(words.format(_percent(shares[who])))
    if repays > 0:
        said.append(f"Home repays a loan with interest: {amount}")
    elif repays < 0:
        said.append(f"Abroad repays a loan with interest: owners at home receive {amount}")
    spends = round(_all(_bars(key, shock, number), 0), 9)
    if what or repays:
        way = "less" if spends < 0 else "more"
        whole = abs(100 * spends - round(100 * spends)) < 1e-6
        size = percent(abs(spends), 0 if whole else 1)
        said.append(f"Home spends {size} {way}." if spends else "Home spends as usual.")
    return said


def _stack(key: str, what: str) -> Seen:
    if not what or what[0] == "b":
        return Seen()
    own, other = (HOME, FOREIGN) if what[0] == "h" else (FOREIGN, HOME)
    colours = {
        "now": LOSS,
        "later": own,
        "taxpayers": SOFT,
        "owners": other,
        "movers": GAIN,
        "currency": GAIN,
    }
    shares, at, blocks = _shares(key, what), 0.0, []
    for who, colour in colours.items():
        if shares[who]:
            blocks.append((colour, 0.07, 0.53, at, at + 100 * shares[who]))
        at += 100 * shares[who]
    over = 0.23 + 4 / (72 * (3.55 - 0.45) / 2.2)
    return Seen(blocks=blocks, strokes=[(LINE, 0.3 - over, 0, 0.3 + over, 0)])


def expected(institutions: float, shock: float, round: float) -> Expected:
    """Return the picture at a setting."""
    number, institutions = int(round), tuple(SETS)[int(institutions)]
    what, bars = SERIES[number - 1], _bars(institutions, shock, number)
    size = {"-": -shock, "+": shock}.get(what[1:], 0.0)
    currency = SETS[institutions][4]
    output = {"h": size * (1 - currency), "b": size}.get(what[:1], 0.0)
    home, foreign = _all(bars, 0), _all(bars, 2)
    heights = [100 * value for value in (output, foreign, home)]
    low, high = sorted((0.0, max(heights)))
    return Expected(
        bars=four(*bars),
        says=_says(institutions, shock, number),
        readout={
            "Home’s output": _change(output),
            "Home spends": _change(home),
            "Abroad spends": _change(foreign),
        },
        panels={
            "shares": _stack(institutions, what),
            "rounds": Seen(
                full=[
                    (colour, number, height)
                    for colour, height in zip((SOFT, FOREIGN, HOME), heights, strict=True)
                ],
                drops=[(number, low, number, high)],
                strokes=[(SOFT, 1, 0, 8, 0)],
            ),
        },
    )
