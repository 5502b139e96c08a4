"""Under a kernel: how long a move of a slider takes, beside `ipywidgets.interact` with an inline figure.

Both run in one real kernel, through the same notebook client, over the same 60 moves, alternating.
"""

import ast
import statistics
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
CODE = f"""
import sys, time
sys.path.insert(0, {str(HERE)!r})
import ipywidgets
import matplotlib.pyplot as plt
from integration_ladder.explorers.theory.ricardo import EXPLORER
from livefigure.widget import FigureWidget
from rivals import furnish, size
%matplotlib inline

def show(price):
    setting = {{"price": price, "portugal_wine": 80}}
    with EXPLORER.theme.applied():
        figure = plt.figure(figsize=size(EXPLORER))
        result = EXPLORER.model(**setting)
        EXPLORER.draw(result, furnish(figure, EXPLORER))
        plt.show()
    print(EXPLORER.describe(result))

stops = EXPLORER.controls[0].values
slider = ipywidgets.SelectionSlider(options=stops, value=1.0)
rival = ipywidgets.interactive(show, price=slider)
widget = FigureWidget(EXPLORER)
display(rival, widget)
moves = [p for p in (*stops, *reversed(stops)) if p != 1.0][:60]
times = {{"livefigure": [], "interact": []}}
for price in moves:
    for name, control in (("livefigure", widget.controls["price"]), ("interact", slider)):
        start = time.perf_counter()
        control.value = price
        times[name].append(1000 * (time.perf_counter() - start))
print("RESULT", times)
"""


def main() -> None:
    """Measure and print."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE)])
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    printed = "".join(
        o.text for o in notebook.cells[0].outputs if o.output_type == "stream" and o.name == "stdout"
    )
    times = ast.literal_eval(printed.partition("RESULT ")[2].strip())
    print(f"One move under a kernel, {len(times['interact'])} moves each")
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, values in times.items():
        worst = sorted(values)[int(0.95 * len(values))]
        print(f"  {name:11} median {medians[name]:6.1f} ms, 95th percentile {worst:6.1f} ms")
    print(f"  ratio {medians['interact'] / medians['livefigure']:.1f}")


if __name__ == "__main__":
    main()
