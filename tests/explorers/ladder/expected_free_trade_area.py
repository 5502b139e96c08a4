"""What the theory of card M10 expects of the free-trade-area explorer, at every setting: prices and areas by hand."""

from livefigure import add_up, percent

from ..expected import FOREIGN, HOME, LINE, LOSS, SOFT, THIRD, Expected, four
from ..seen import Seen

TARIFF = 20
"""Home's tariff; everything here is in per cent of the price outside."""
SPENT = 2 * 1.2 * 66
"""What home spent on both goods before: 66 of each at 1.20."""


def expected(partner_tariff: float, transhipment: float, proof: float) -> Expected:
    """Return the picture at a setting."""
    abroad, ship, papers = (round(100 * value) for value in (partner_tariff, transhipment, proof))
    around = abroad + ship + papers
    outside, own = min(around, TARIFF), min(papers, TARIFF)
    deflected, used = around < TARIFF, papers < TARIFF
    buyers = sum(_buyers(beyond) for beyond in (outside, own)) / SPENT
    makers = sum(_makers(beyond) for beyond in (outside, own)) / SPENT
    home_duty = -10.8 * (deflected + used) / SPENT
    abroad_duty = abroad / 100 * _imports(outside) / SPENT if deflected else 0.0
    spent = (ship + papers) / 100 * _imports(outside) * deflected + papers / 100 * _imports(own) * used
    bars = four(None, makers, None, 0.0) | {
        "Home, buyers": buyers,
        "Home, government": home_duty,
        "Home, all": buyers + makers + home_duty,
        "Abroad, government": abroad_duty,
    }
    to = "home, 20\xa0%" if not deflected else f"the partner, {abroad}\xa0%" if abroad else "nobody"
    return Expected(
        bars=bars,
        says=_says(around, abroad, papers, bars),
        readout={
            "Price, from outside": f"{1 + outside / 100:.2f}",
            "Price, partner’s good": f"{1 + own / 100:.2f}",
            "Outsiders pay tariff to": to,
            "Used up on the way": percent(spent / SPENT),
        },
        panels={
            "ports": _ports(abroad, ship, papers),
            "prices": _prices(abroad + ship, papers, outside, own),
        },
    )


def _imports(beyond: float) -> float:
    return 90 - 30 * (1 + beyond / 100)


def _buyers(beyond: float) -> float:
    return (TARIFF - beyond) / 100 * (66 + 90 - 20 * (1 + beyond / 100)) / 2


def _makers(beyond: float) -> float:
    return -(TARIFF - beyond) / 100 * (12 + 10 * (1 + beyond / 100)) / 2


def _says(around: int, abroad: int, papers: int, bars: dict[str, float | None]) -> list[str]:
    if papers >= TARIFF:
        than = "as much as" if papers == TARIFF else "more than"
        return [f"A proof costs {papers}\xa0%, {than} home’s tariff of 20\xa0%.", "nobody gains or loses."]
    if around < TARIFF:
        way = [f"comes through the partner: at {around}\xa0%", "home’s tariff of 20\xa0%."]
        way += [f"The partner collects {abroad}\xa0% on it" if abroad else "Nobody collects a tariff on it"]
    else:
        way = ["comes by home’s port and pays 20\xa0% to home: going round would cost"]
        way += [f" {around}\xa0%." if around > TARIFF else " exactly as much."]
        way += [f"with a proof that costs {papers}\xa0%." if papers else "without any proof."]
    home = bars["Home, all"]
    ends = f"as a whole {'gains' if home > 0 else 'loses'} {abs(100 * home):.1f}\xa0%."
    # The parts are rounded so that they give the whole as printed, as in the strip.
    parts = [100 * bars[name] for name in ("Home, owners", "Home, buyers", "Home, government")]
    makers, buyers, duty = add_up(parts, round(100 * home, 1), 1)
    return [*way, *_parts(buyers, makers, duty), ends]


def _parts(buyers: float, makers: float, duty: float) -> list[str]:
    lose = f"makers lose {-makers:.1f}\xa0%" if makers <= -0.05 else "makers lose next to nothing"
    return [f"Buyers gain {buyers:.1f}\xa0%", lose, f"government loses {-duty:.1f}\xa0%;"]


def _ports(abroad: int, ship: int, papers: int) -> Seen:
    """Return both columns, cut at 44, and home's duty across each."""
    blocks = []
    for left, pieces in ((0.06, ((abroad, FOREIGN), (ship, SOFT), (papers, LOSS))), (2.2, ((papers, LOSS),))):
        low = 0
        for size, colour in pieces:
            high = min(low + size, 44)
            if high > low:
                blocks.append((colour, left, left + 0.4, low, high))
            low = high
    duty = [(HOME, 0, TARIFF, 0.52, TARIFF), (HOME, 2.14, TARIFF, 3.55, TARIFF)]
    return Seen(blocks=blocks, strokes=duty)


def _prices(way: int, papers: int, outside: int, own: int) -> Seen:
    """Return both prices over the cost of proof, each with its kink, and the band between the kinks."""
    kink = TARIFF - way
    third = (THIRD, 0, 1 + way / 100, kink, 1.2, 30, 1.2) if kink > 0 else (THIRD, 0, 1.2, 30, 1.2)
    low = max(kink, 0)
    return Seen(
        full=[(THIRD, papers, 1 + outside / 100), (FOREIGN, papers, 1 + own / 100)],
        drops=[(papers, 0.98, papers, 1 + max(outside, own) / 100)],
        blocks=[(LINE, low, TARIFF, 0.98, 1.26)] if low < TARIFF else [],
        strokes=[third, (FOREIGN, 0, 1.0, TARIFF, 1.2, 30, 1.2)],
    )
