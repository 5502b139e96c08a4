"""What the table expects of the explorer of the world's incomes: read off its rows here, without the explorer's loader."""

from integration_ladder import data

from ..expected import GAIN, HOME, LINE, LOSS, Expected, four
from ..seen import Seen

ROWS = data.load("global_incomes")
INCOMES = ROWS[ROWS["indicator"] == "mean_income"].pivot(
    index=["from_hundredth", "to_hundredth"], columns="year", values="value"
)
SEEN = 120


def expected(period: str, group: float) -> Expected:
    """Return the picture at a setting."""
    first, last = int(period[:4]), int(period[5:])
    rise = INCOMES[last] - INCOMES[first]
    growth = 100 * rise / INCOMES[first]
    people = [end - start for start, end in INCOMES.index]
    start, end = INCOMES.index[int(group)]
    middle, own, dollars = (start + end) / 2, growth.iloc[int(group)], rise.iloc[int(group)]
    total, lost = sum(rise * people), int((rise < 0).sum())
    shares = (
        [rise.iloc[int(group)] * people[int(group)] / total, sum((rise * people).iloc[-2:]) / total]
        if not lost
        else None
    )
    return Expected(
        bars=four(),
        says=[*of_group(first, last, int(group)), *of_all(growth, lost)],
        readout={
            "Growth": sign(own, f"{abs(own):.1f}\u00a0%"),
            "Dollars a head": sign(dollars, f"{abs(dollars):,.0f}"),
            "Of all dollars gained": f"{100 * shares[0]:.1f}\u00a0%" if shares else "–",
            "Richest 5\u00a0% got": f"{100 * shares[1]:.1f}\u00a0%" if shares else "–",
        },
        panels={
            "growth": Seen(
                full=[(HOME, middle, own)], strokes=[(LINE, 0, 0, 100, 0)], drops=[drop(middle, own)]
            ),
            "dollars": Seen(
                full=[(HOME, middle, dollars)],
                strokes=[(LINE, 0, 0, 100, 0)],
                drops=[drop(middle, dollars)],
                blocks=[
                    (GAIN if one > 0 else LOSS, *borders, min(one, 0), max(one, 0))
                    for borders, one in rise.items()
                    if abs(one) >= SEEN
                ],
            ),
        },
    )


def drop(x: float, y: float) -> tuple[float, float, float, float]:
    return (x, min(0, y), x, max(0, y))


def sign(value: float, text: str) -> str:
    return ("+" if value > 0 else "−") + text


def of_group(first: int, last: int, group: int) -> list[str]:
    start, end = INCOMES.index[group]
    before, after = INCOMES[first].iloc[group], INCOMES[last].iloc[group]
    who = f"between the hundredths {start} and {end} "
    who = {0: "the poorest twentieth of the world ", 99: "the richest hundredth of the world "}.get(
        start, who
    )
    return [
        f"From {first} to {last} the mean income of ",
        f"{who}{'rose' if after > before else 'fell'} from {before:,.0f} to {after:,.0f} dollars",
        f"by {100 * abs(after / before - 1):.1f}\u00a0%, or {abs(after - before):,.0f} dollars.",
    ]


def of_all(growth, lost: int) -> list[str]:
    slow, fast = growth.idxmin(), growth.idxmax()
    start = {0: "No group lost", 1: "One of 21 groups lost"}.get(lost, f"{lost} of 21 groups lost, most")
    return [
        start,
        f"the hundredths {slow[0]}–{slow[1]} ({sign(growth[slow], f'{abs(growth[slow]):.1f}')}\u00a0%)",
        f"fastest{'' if not lost else ' were'} {fast[0]}–{fast[1]} (+{growth[fast]:.1f}\u00a0%).",
    ]
