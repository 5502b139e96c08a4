"""What Ricardo's theory expects of the explorer on the home page: that of his own, without plans and countries."""

from ..expected import Expected
from . import expected_ricardo


def expected(price: float) -> Expected:
    """Return the picture at a price, Portugal's labour as Ricardo has it."""
    whole = expected_ricardo.expected(price, 80)
    trades = whole.readout["England sells"] != "nothing"
    return Expected(
        bars=whole.bars,
        says=whole.says[:-1] if trades else whole.says,  # the last part tells of plans
        panels={"gains": whole.panels["gains"]},
    )
