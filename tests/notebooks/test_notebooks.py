"""Every notebook runs from top to bottom as committed, and its widgets move as a reader moves them."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_core.utils import run_sync
from nbclient import NotebookClient

from integration_ladder.explorers.theory.ricardo import EXPLORER

from .runs import NOTEBOOKS, executed

pytestmark = pytest.mark.slow

# scratch*.ipynb are an author's own and not committed.
COMMITTED = sorted(set(NOTEBOOKS.glob("*.ipynb")) - set(NOTEBOOKS.glob("scratch*.ipynb")))


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_committed_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    clean = all(not cell.outputs and cell.execution_count is None for cell in code)
    assert clean, f"{path.name} has outputs: run .venv/bin/nbstripout notebooks/{path.name}"


@pytest.mark.parametrize(
    "name", [pytest.param(path.stem, marks=pytest.mark.xdist_group(path.stem)) for path in COMMITTED]
)
def test_runs_from_top_to_bottom(name: str) -> None:
    code = [cell for cell in executed(name).blank.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)


def model_of(client: NotebookClient, **state: Any) -> str:
    """Return the id of the one widget whose state has these values."""
    (found,) = [
        identity
        for identity, widget in client.widget_state.items()
        if all(widget.get(key) == value for key, value in state.items())
    ]
    return found


def answers(client: NotebookClient, message: str) -> list[dict[str, Any]]:
    """Return the states that the kernel sends back until it has handled a message."""
    states = []
    while True:
        answer = run_sync(client.kc.get_iopub_msg)(timeout=60)
        if answer["parent_header"].get("msg_id") != message:
            continue
        if answer["msg_type"] == "comm_msg" and answer["content"]["data"].get("method") == "update":
            states.append(answer["content"]["data"]["state"])
        if answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
            return states


def test_the_slider_moved_by_a_reader_redraws_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIVEFIGURE_BOOK", raising=False)
    notebook = nbformat.read(NOTEBOOKS / "ricardo-live.ipynb", as_version=4)
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    with client.setup_kernel():
        client.execute_cell(notebook.cells[1], 1)
        output = notebook.cells[1].outputs[0]
        assert "application/vnd.jupyter.widget-view+json" in output.data
        slider = model_of(client, _model_name="SelectionSliderModel", description="Terms of trade")
        stops = EXPLORER.controls[0].values
        end = stops.index(5 / 6)
        # What a browser sends when the slider is dragged to the stop 5/6.
        message = client.kc.session.msg(
            "comm_msg", {"comm_id": slider, "data": {"method": "update", "state": {"index": end}}}
        )
        client.kc.shell_channel.send(message)
        updates = answers(client, message["header"]["msg_id"])
    pictures = [state["value"] for state in updates if "lf-sentence" in str(state.get("value"))]
    sentence = EXPLORER.frame({"price": 5 / 6, "portugal_wine": 80}).sentence
    assert "England gains exactly nothing" in sentence
    assert [sentence in picture for picture in pictures] == [True]
