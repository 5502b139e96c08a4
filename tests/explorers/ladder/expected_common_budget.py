"""What the theory of card M12 expects of the common-budget explorer, at every setting."""

from livefigure import percent

from ..expected import GAIN, HOME, INK, LINE, LOSS, SOFT, Expected, four
from ..seen import Seen

# Both regions' incomes in each round, as multiples of normal.
SERIES = ((0.9, 1), (1, 1), (0.9, 0.9), (1, 0.9), (1.1, 1.1), (1.1, 1), (1, 1.1), (1, 1))


def expected(ratio: float, rate: float) -> Expected:
    """Return the picture at a setting."""
    # A fifth of the union's people live at home: the mean is a fifth of home's and four fifths of abroad's income.
    payments = [rate * 0.8 * (ratio * home - foreign) / ratio for home, foreign in SERIES]
    average = rate * 0.8 * (ratio - 1) / ratio
    mean = (ratio + 4) / 5
    # A worker has three quarters of the mean income of the country, an owner twice as much.
    classes = (0.75 * ratio, 2 * ratio, 0.75, 2)
    bars = [rate * (mean / income - 1) for income in classes]
    return Expected(
        bars=four(*bars),
        says=_says(ratio, rate, average, bars[0]),
        readout={
            "Distribution, on average": percent(round(average, 9), sign=True),
            "Insurance, when home is hit": f"{'−' if rate else ''}{_points(rate)} points",
            "Over the rounds": _direction(ratio, rate),
        },
        panels={
            "rounds": Seen(
                blocks=[
                    (
                        LOSS if paid > 0 else GAIN,
                        number - 0.35,
                        number + 0.35,
                        *sorted((0, 100 * paid)),
                    )
                    for number, paid in enumerate(payments, 1)
                    if abs(paid) > 1e-6
                ],
                strokes=[
                    (SOFT, 0.5, 0, 8.5, 0),
                    (INK, 0.5, 100 * average, 8.5, 100 * average),
                    # Where one of the two is hit alone: home in rounds 1 and 6, abroad in 4 and 7.
                    *(
                        (INK, number, 100 * average, number, 100 * payments[number - 1])
                        for number in (1, 4, 6, 7)
                        if rate
                    ),
                ],
            ),
            "average": Seen(
                full=[(HOME, ratio, 100 * average)],
                drops=[(ratio, *sorted((0, 100 * average))[:1], ratio, max(0, 100 * average))],
                blocks=[(LINE, 0.9, 10 / 9, -28, 20)],
                strokes=[(SOFT, 0.6, 0, 1.8, 0)],
            ),
        },
    )


def _points(rate: float) -> str:
    """Return what a shock of a tenth takes off home's payment: a fifth of the tax comes back to itself."""
    return f"{8 * rate:.1f}".removesuffix(".0")


def _direction(ratio: float, rate: float) -> str:
    if rate == 0:
        return "no payment"
    if ratio > 10 / 9 - 1e-9:
        return "home always pays"
    return "home always receives" if ratio < 0.9 + 1e-9 else "both ways"


def _says(ratio: float, rate: float, average: float, worker: float) -> list[str]:
    if rate == 0:
        return ["Without a common tax nobody pays and nobody receives."]
    if abs(ratio - 1) < 1e-9:
        return [
            "on average home pays exactly nothing, so nothing is distributed",
            f"When its output falls it receives {percent(round(0.08 * rate, 9))} of its income, and when abroad’s falls it pays",
        ]
    size = percent(abs(round(average, 9)))
    less = _points(rate)
    if ratio > 10 / 9 - 1e-9:
        said = [
            f"Home never receives: on average it pays {size} of its income, which is distribution.",
            f"When its output falls it pays {less} points less, which is insurance.",
        ]
    elif ratio < 0.9 + 1e-9:
        said = [
            f"Home never pays: on average it receives {size} of its income, which is distribution.",
            f"When its output falls it receives {less} points more, which is insurance.",
        ]
    else:
        said = [
            f"On average home {'pays' if ratio > 1 else 'receives'} {size} of its income, which is distribution.",
            f"better for it by {less} points, so that it receives: insurance.",
        ]
    if ratio < 1:
        return said
    if abs(worker) < 1e-9:
        return [*said, "Workers at home get back exactly what they pay."]
    gain = percent(abs(round(worker, 9)))
    return [*said, f"Its workers gain {gain}" if worker > 0 else f"Workers at home lose {gain}: they pay"]
