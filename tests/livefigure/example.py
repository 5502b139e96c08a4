"""The figure of the engine's example page, taken from the page itself."""

import re
from pathlib import Path

from livefigure import LiveFigure

FOLDER = Path(__file__).parents[2] / "src" / "livefigure" / "example"


def example_figure() -> LiveFigure:
    """Run the page's code cell and return what it ends with."""
    code = re.search(r"```\{code-cell\} python\n(.*?)```", (FOLDER / "index.md").read_text(), re.DOTALL)[1]
    head, _, last = code.rpartition("\nLiveFigure(")
    names: dict = {"__name__": "example"}
    exec(compile(f"{head}\nFIGURE = LiveFigure({last}", "example/index.md", "exec"), names)
    return names["FIGURE"]
