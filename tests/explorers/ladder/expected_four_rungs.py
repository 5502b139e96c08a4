"""What the paper's list of stages expects of the figure on the opening page: C9, stage by stage."""

from ..expected import FOREIGN, GAIN, HOME, SOFT, Expected, four
from ..seen import Seen

STAGES = ("", "Free trade area", "Customs union", "Common market", "Economic union")
JOINS = (
    "",
    "trade barriers between the two are removed",
    "the same tariffs on outsiders",
    "labour and capital included",
    "income-distribution policies",
)
LEAVES = (
    "Nothing is joined",
    "own tariffs on outsiders",
    "stay where they are",
    "own policies, monetary and income-distribution policy",
    "leaves its list of policies open",
)


def expected(rung: float) -> Expected:
    """Return the picture on a rung: one box a row up to it, two boxes and a wall from there on."""
    rung, blocks, walls = int(rung), [], []
    for row in range(4):
        low, high = 4 - 0.62 - row - 0.25, 4 - 0.62 - row + 0.25
        if row < rung:
            blocks.append((GAIN, -2.16, 2.16, low, high))
        else:
            blocks += [(HOME, -2.16, -0.16, low, high), (FOREIGN, 0.16, 2.16, low, high)]
            walls.append((SOFT, 0, low, 0, high))
    return Expected(
        bars=four(),
        says=[LEAVES[0]] if not rung else [STAGES[rung], JOINS[rung], LEAVES[rung]],
        panels={"matters": Seen(blocks=blocks, strokes=walls)},
    )
