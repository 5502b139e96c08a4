"""What the theory of card M17 expects of the vote explorer: 100 voters, 51 gain g, 49 lose 1, K know that they win."""

from math import log10

from livefigure import number, percent

from ..expected import HOME, LINE, SOFT, Expected, four
from ..seen import Seen


def amount(value: float) -> str:
    """Return an amount with at most two decimals."""
    return number(value, next((d for d in range(2) if abs(round(value, d) - value) < 1e-6), 2))


def signed(value: float) -> str:
    """Return an amount with its sign."""
    text = amount(abs(value))
    return text if not text.strip("0.") else f"{'+' if value > 0 else '−'}{text}"


def share(value: float) -> str:
    """Return a part in per cent, with one decimal where it needs one."""
    return percent(value, 0 if abs(round(100 * value) - 100 * value) < 1e-6 else 1)


def expected(known: float, gain: float, leak: float) -> Expected:
    """Return the picture at a setting."""
    others = 100 - known
    mean = (51 * gain - 49 - known * gain) / others  # all that there is, less what known winners get
    hope = mean > 1e-9
    yes = 100 if hope else int(known)
    sums = 51 * gain - 49
    taken = 49 / (1 - leak)
    tax = taken / (51 * gain)
    keeps = gain - taken / 51
    can = keeps > 1e-9
    paid = (51 if known == 51 else 100) if can else None
    limit = 1 - 49 / (51 * gain)
    end = min(limit, 0.9)
    return Expected(
        bars={
            **four(None, None, None, None),
            "Home, winners": gain / 100,
            "Home, losers": -0.01,
            "Home, average": sums / 10_000,
            "Home, paying winners": keeps / 100,
        },
        readout={
            "Others expect": signed(mean),
            "All together": signed(sums),
            "Votes for it": str(yes),
            "Winners give": share(tax),
            "Lost on the way": amount(taken - 49),
        },
        says=[*_who(known, gain, mean, hope), *_result(yes), *_bucket(leak, tax, paid)],
        panels={
            "votes": Seen(
                blocks=[
                    (HOME, 0, length, at - 0.3, at + 0.3)
                    for at, length in ((2, yes), (1, 51), (0, paid))
                    if length is not None
                ],
                strokes=[(LINE, 50, -0.6, 50, 2.6)],
            ),
            "map": Seen(  # the axis of gains is logarithmic
                full=[(HOME, known, log10(gain))], drops=[(known, log10(0.9), known, log10(gain))]
            ),
            "bucket": Seen(
                full=[(HOME, 100 * leak, 100 * tax)] if tax < 1 + 1e-6 else [],
                hollow=[(SOFT, 100 * limit, 100)] if limit <= 0.9 else [],
                drops=[(100 * leak, 0, 100 * leak, 100 * tax)] if tax < 1 + 1e-6 else [],
                blocks=[(SOFT, 0, 100 * end, 0, 4900 / (51 * gain))],
                strokes=[(SOFT, 0, 4900 / (51 * gain), 100 * end, 4900 / (51 * gain))],
            ),
        },
    )


def _who(known: float, gain: float, mean: float, hope: bool) -> list[str]:
    if known == 51:
        return ["All 51 winners are known, and gain", amount(gain), "the other 49", "loses 1", "vote no."]
    change = (
        "gain exactly nothing"
        if abs(mean) < 1e-6
        else f"{'gain' if mean > 0 else 'lose'} {amount(abs(mean))}"
    )
    begins = {0: ["Nobody knows who wins. Of 100 voters"], 1: ["There is one known winner.", "other 99"]}
    return [
        *begins.get(int(known), [f"There are {known:g} known winners.", f"other {100 - known:g}"]),
        f"{51 - known:g} will gain {amount(gain)} and 49 will lose 1 each",
        f"on average they {change}, and vote {'yes' if hope else 'no'}.",
    ]


def _result(yes: int) -> list[str]:
    ends = (
        "the reform passes."
        if yes > 50
        else "it is a tie, and the reform fails."
        if yes == 50
        else "the reform fails."
    )
    return [f"With {yes} of 100 votes {ends}"]


def _bucket(leak: float, tax: float, paid: int | None) -> list[str]:
    start = f"At a leak of {share(leak)}"
    if paid is not None:
        return [start, f"give {share(tax)} of their gain", f"brings {paid} votes."]
    return [start, "just all" if tax < 1 + 1e-6 else "more than all"]
