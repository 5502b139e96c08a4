"""What the theory of card M11 expects of the common-market explorer, at every setting: Cobb-Douglas, a share of a third."""

from livefigure import number, percent

from ..expected import FOREIGN, HOME, INK, Expected, four
from ..seen import Seen

WORKERS = 50


def output(productivity: float, capital: float) -> float:
    return productivity * capital ** (1 / 3) * WORKERS ** (2 / 3)


def free(capital: float, productivity: float) -> float:
    """Capital at work at home where the returns are equal: in proportion to productivity to the power 3/2."""
    del capital  # who owns it does not matter
    return 100 / (1 + productivity**1.5)


def incomes(moved: float, capital: float, productivity: float) -> tuple[float, float, float, float]:
    """Return what workers and owners earn at home and abroad when ``moved`` of home's capital is abroad."""
    at_home, abroad = output(1, capital - moved), output(productivity, 100 - capital + moved)
    r, r_star = at_home / 3 / (capital - moved), abroad / 3 / (100 - capital + moved)
    owners = r * min(capital, capital - moved) + r_star * max(moved, 0)
    owners_abroad = r_star * min(100 - capital, 100 - capital + moved) + r * max(-moved, 0)
    return 2 / 3 * at_home, owners, 2 / 3 * abroad, owners_abroad


def peak(capital: float, productivity: float) -> float:
    """Return the mobility at which the lender's income is highest, by looking closer and closer."""
    would = capital - free(capital, productivity)
    lender = slice(0, 2) if would > 0 else slice(2, 4)
    low, high = 0.0, 1.0
    for _ in range(80):
        thirds = low + (high - low) / 3, high - (high - low) / 3
        first, second = (sum(incomes(m * would, capital, productivity)[lender]) for m in thirds)
        low, high = (thirds[0], high) if first < second else (low, thirds[1])
    return (low + high) / 2


def expected(mobility: float, capital: float, productivity: float) -> Expected:
    """Return the picture at a setting."""
    would = capital - free(capital, productivity)
    would = 0.0 if abs(would) < 1e-9 else would
    moved = mobility * would
    before, now = (incomes(m, capital, productivity) for m in (0, moved))
    classes = [after / then - 1 for after, then in zip(now, before, strict=True)]
    countries = [sum(now[i : i + 2]) / sum(before[i : i + 2]) - 1 for i in (0, 2)]
    at_work = capital - moved
    r, r_star = now[0] / 2 / at_work, now[2] / 2 / (100 - at_work)
    paid = r_star if would > 0 else r
    world = sum(now)
    workers, owners = now[0] - before[0], now[1] - before[1]
    grown = percent(world / sum(before) - 1, sign=True)
    return Expected(
        bars=four(*classes) | {"Home, all": countries[0], "Abroad, all": countries[1]},
        says=_says(mobility, would, classes, r, r_star, peak(capital, productivity) if would else 0),
        readout={
            "World output": f"{number(world)} ({grown})",
            "Return, home and abroad": f"{number(r, 3)}, {number(r_star, 3)}",
            "Wage, home and abroad": f"{number(now[0] / WORKERS, 3)}, {number(now[2] / WORKERS, 3)}",
            "Home’s national income": number(now[0] + now[1]),
            "Home’s owners, workers": f"{_signed(owners)}, {_signed(workers)}" if moved else "nothing",
        },
        panels={
            "returns": Seen(
                full=[(HOME, at_work, r), (FOREIGN, at_work, r_star)],
                hollow=[
                    (HOME, capital, before[0] / 2 / capital),
                    (FOREIGN, capital, before[2] / 2 / (100 - capital)),
                ],
                drops=[(at_work, 0, at_work, max(r, r_star))],
                strokes=[(INK, at_work, paid, capital, paid)] if moved else [],
            ),
            "gains": _gains(mobility, would, capital, productivity),
        },
    )


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else '−'}{number(abs(value))}"


def _gains(mobility: float, would: float, capital: float, productivity: float) -> Seen:
    if not would:
        return Seen()
    before = incomes(0, capital, productivity)
    most = sum(incomes(would, capital, productivity)) - sum(before)

    def of_most(m: float) -> tuple[float, float]:
        now = incomes(m * would, capital, productivity)
        return tuple(100 * (sum(now[i : i + 2]) - sum(before[i : i + 2])) / most for i in (0, 2))

    home, foreign = of_most(mobility)
    best = peak(capital, productivity)
    at = 100 * mobility
    return Seen(
        full=[(INK, at, home + foreign), (FOREIGN, at, foreign), (HOME, at, home)],
        hollow=[(HOME if would > 0 else FOREIGN, 100 * best, of_most(best)[0 if would > 0 else 1])],
        drops=[(at, 0, at, home + foreign)],
    )


def _says(
    mobility: float, would: float, classes: list[float], r: float, r_star: float, best: float
) -> list[str]:
    if not would:
        return [f"Capital earns {number(r, 3)} in both countries, so none of it moves", "nobody gains"]
    here, there = ("at home", "abroad") if would > 0 else ("abroad", "at home")
    if not mobility:
        low, high = sorted((r, r_star))
        return [f"may not move. It earns {number(low, 3)} {here} and would earn {number(high, 3)} {there}"]
    workers, owners, workers_star, owners_star = classes if would > 0 else classes[2:] + classes[:2]
    lent = abs(mobility * would)
    units = number(lent, 0 if abs(lent - round(lent)) < 1e-6 else 1)
    turn = (
        "has its highest income here"
        if abs(mobility - best) < 1e-6
        else "would gain more if more capital"
        if mobility < best
        else "would gain more if less capital"
    )
    return [
        f"Of the world’s 100 units of capital, {units} have moved from {'home to abroad' if would > 0 else 'abroad to home'}.",
        f"Owners {here} gain {percent(owners)} and workers {there} {percent(workers_star)}; workers {here} lose "
        f"{percent(-workers)} and owners {there} {percent(-owners_star)}.",
        "Both countries gain",
        "home, which lends" if would > 0 else "the country abroad, which lends",
        turn,
    ]
