"""A class full of attackers: no unearned mark, no escape, no process left, everybody graded; honest answers keep theirs."""

import json
import os
import socket
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.grading.batch import Class, Options, alone_in
from autograder.grading.results import Result
from autograder.grading.submissions import find

from .classes import TIMES, endless, handout, sample, solved
from .hostile import HARMFUL, HOSTILE

pytestmark = pytest.mark.slow

CODE = 8
# These write into the answers themselves: what they put there is all that can earn.
EARNS = {
    "only the visible inputs": 2,  # two visible checks are right at the numbers that everybody can see
}
# Cells beside the answers; of these one breaks the values of its own answers.
BESIDE = {name for name, make in HOSTILE.items() if make.__qualname__.startswith(("first", "last"))}
BESIDE -= {"patches the answering process"}


@dataclass
class Outside:
    """What an attack would leave on this machine, and what came out."""

    folder: Path
    secret: Path
    results: dict[str, Result]
    connections: int
    left: list[str]


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Outside:
    folder = tmp_path_factory.mktemp("hostile")
    secret = folder / "secret.py"
    secret.write_text("own_price = lambda a, b: a / b\n")
    submissions, out = folder / "in", folder / "out"
    submissions.mkdir()
    os.environ["INTEGRATION_LADDER_CANARY"] = "seen"
    connections = 0
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            nonlocal connections
            while True:
                try:
                    server.accept()[0].close()
                    connections += 1
                except OSError:
                    return

        thread = threading.Thread(target=listen)
        thread.start()
        own: set[str] = set()
        handed_out = {"".join(cell["source"]) for cell in [*handout()["cells"], *solved()["cells"]]}
        for name, make in HOSTILE.items():
            for kind, base in (("blank", handout()), ("solved", solved())):
                text = (
                    json.dumps(make(base)).replace("{secret}", str(secret)).replace("{folder}", str(folder))
                )
                text = text.replace("{port}", str(server.getsockname()[1]))
                (submissions / f"{kind}, {name}.ipynb").write_text(text)
                own |= {"".join(cell["source"]) for cell in json.loads(text)["cells"]} - handed_out
        with alone_in(out), pytest.MonkeyPatch.context() as patch:
            # What attackers write is stopped soon; what is honest has all the time there is.
            endless(patch, lambda do, what: do == "run" and what["source"] in own, grace=0.5)
            run = Class(
                sample(), find(submissions, "set-0"), out, Options(workers=2, memory=512, times=TIMES)
            )
            results = run.run(lambda done, of: None)
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
    processes = subprocess.run(
        ["ps", "-eo", "ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    left = [line for line in processes.splitlines() if line.split()[0] == str(os.getpid()) and "warm" in line]
    del os.environ["INTEGRATION_LADDER_CANARY"]
    return Outside(folder, secret, {result.student: result for result in results}, connections, left)


def test_everybody_is_graded_and_nothing_is_left(outside: Outside) -> None:
    assert len(outside.results) == 2 * len(HOSTILE)
    assert all(result.reason for result in outside.results.values())
    assert outside.left == []
    assert outside.connections == 0
    assert sorted(path.name for path in outside.folder.iterdir()) == ["in", "out", "secret.py"]
    assert outside.secret.read_text() == "own_price = lambda a, b: a / b\n"
    assert not Path("/tmp/pickled").exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_no_mark_is_unearned(outside: Outside, name: str) -> None:
    result = outside.results[f"blank, {name}"]
    assert result.points == EARNS.get(name, 0), result
    assert result.status != "unreadable"


@pytest.mark.parametrize("name", sorted(BESIDE))
def test_honest_answers_beside_it_keep_their_marks(outside: Outside, name: str) -> None:
    result = outside.results[f"solved, {name}"]
    assert result.points == CODE, (result.reason, result.notes, result.flags)


@pytest.mark.parametrize("name", [name for name in HOSTILE if "patches" in name or "speaks" in name])
def test_who_reaches_for_the_machinery_is_shown_to_the_teacher(outside: Outside, name: str) -> None:
    result = outside.results[f"blank, {name}"]
    assert result.status == "suspicious"
    assert result.flags


def test_every_case_that_harms_a_bare_machine_is_named() -> None:
    assert set(HOSTILE) >= HARMFUL
