"""What a student's process cannot do, tried from inside: nothing of the teacher's is seen, nothing is left behind."""

import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading import isolation, session
from autograder.grading.session import Died, IsolationUnavailable, Room, Session, Worker, WorkerLost, outcome

LIMITS = isolation.Limits(processor=60, memory=256, file=1, disk=4, open_files=32, threads=8)
# Seconds: for what never ends, and for everything else, which so only ends when it hangs.
MOMENT, LONG = 0.3, 60


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine it may be long until a process says that it was stopped."""
    monkeypatch.setattr(session, "GRACE", LONG)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    (folder / "solutions.md").write_text("the teacher's")
    (folder / "data").mkdir()
    (folder / "data" / "table.csv").write_text("a,b\n1,2\n")
    return folder


@pytest.fixture(scope="module")
def worker(folder: Path) -> Iterator[Worker]:
    room = Room(
        folder, visible=(folder / "data",), files={"public.json": "{}"}, modules=("math",), limits=LIMITS
    )
    with Worker(room) as worker:
        yield worker


@pytest.fixture
def student(worker: Worker) -> Iterator[Session]:
    with worker.student() as student:
        yield student


def run(student: Session, source: str, seconds: float = LONG) -> str:
    """Run a cell; return the error in words."""
    return student.ask("run", seconds, source=source, name="cell", processor=seconds, wall=seconds)["error"]


def value(student: Session, expression: str) -> object:
    limits = {"processor": LONG, "wall": LONG}
    reply = student.ask("value", LONG, expression=expression, inputs={}, **limits, **{"in": ""})
    return outcome(reply).value


def test_it_sees_python_and_the_public_files_only(student: Session, folder: Path) -> None:
    assert run(student, "import os, math, json") == ""
    assert value(student, "sorted(os.listdir('.'))") == ["data", "public.json"]
    assert value(student, "os.listdir('data')") == ["table.csv"]
    assert value(student, "open('public.json').read()") == "{}"
    assert value(student, f"open({str(folder / 'data' / 'table.csv')!r}).read()") == "a,b\n1,2\n"
    assert value(student, f"os.path.exists({str(folder / 'solutions.md')!r})") is False
    assert value(student, f"os.path.exists({str(Path(__file__))!r})") is False
    assert (
        value(student, "os.path.exists('/proc') or os.path.exists('/sys') or os.path.exists('/etc/passwd')")
        is False
    )
    assert value(student, "sorted(os.listdir('/dev'))") == sorted(isolation.DEVICES)


def test_nothing_of_the_grader_is_in_its_environment_or_memory(student: Session) -> None:
    os.environ["CANARY_OF_THE_TEST"] = "seen"
    run(student, "import os, sys")
    assert value(student, "'CANARY_OF_THE_TEST' in os.environ") is False
    assert value(student, "[m for m in sys.modules if 'mark' in m and 'autograder.grading' in m]") == []
    assert value(student, "'autograder.prove' in sys.modules") is False


def test_it_is_alone(student: Session) -> None:
    run(student, "import os")
    assert value(student, "[os.getpid(), os.getppid()]") == [1, 0]


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/new', 'w')",
        "open('{data}', 'a')",
        "os.rename('{data}', '/tmp/x')",
        "os.chmod('{data}', 0o777)",
        "os.symlink('/', '/link')",
        "os.fork()",
        "os.execv('/bin/sh', ['sh'])",
        "os.posix_spawn('/bin/sh', ['sh'], {{}})",
        "import subprocess; subprocess.run(['sh'])",
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)",
        "os.memfd_create('x')",
        "os.chroot('/tmp')",
        "os.setuid(0) or open('/new', 'w')",
        "os.mknod('/tmp/sda', 0o60666, os.makedev(8, 0))",
        "import ctypes; assert ctypes.CDLL(None).unshare(0x10000000) == 0",
        "import ctypes; assert ctypes.CDLL(None).unshare(0x00020000) == 0",
        "import ctypes; assert ctypes.CDLL(None).mount(b'x', b'/tmp', b'tmpfs', 0, None) == 0",
        "import ctypes; assert ctypes.CDLL(None).ptrace(16, 1, 0, 0) == 0",
        "import ctypes; assert ctypes.CDLL(None).shmget(1, 4096, 0o1666) >= 0",
        "import ctypes; assert ctypes.CDLL(None).syscall(435, 0, 0) == 0",
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (10**6, 10**6))",
        "import os; os.nice(-5)",
    ],
)
def test_it_may_not(student: Session, folder: Path, attempt: str) -> None:
    before = sorted(folder.rglob("*"))
    source = "import os\n" + attempt.format(data=folder / "data" / "table.csv")
    assert run(student, source) != ""
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x = bytearray(10**10)", "memory"),
        ("x = []\nwhile True:\n    x.append(bytearray(10**7))", "memory"),
        (
            "import tempfile\nx = [tempfile.NamedTemporaryFile() for _ in range(20)]\n"
            "for one in x:\n    one.write(bytes(10**6))\n    one.flush()",
            "No space left",
        ),
        ("open('big', 'wb').write(bytes(2 * 10**6))", "File too large"),
        ("x = [open('/dev/null') for _ in range(99)]", "Too many open files"),
        (
            "import threading, time\nfor _ in range(99):\n    threading.Thread(target=time.sleep, args=(9,)).start()",
            "can't start new thread",
        ),
        ("while True:\n    pass", "too long"),
        ("import time\ntime.sleep(9999)", "too long"),
        ("input()", "somebody to type"),
        ("raise KeyboardInterrupt", "interrupted"),
        ("import sys\nsys.exit()", "ends the program"),
    ],
)
def test_it_meets_its_limits_and_lives(student: Session, source: str, says: str) -> None:
    assert says in run(student, source, MOMENT if says == "too long" else LONG)
    assert value(student, "1 + 1") == 2


def test_output_goes_nowhere(student: Session) -> None:
    assert (
        run(student, "import os\nfor _ in range(100):\n    print('x' * 10**6)\n    os.write(1, b'x' * 10**6)")
        == ""
    )


SAYS = """
import os
def say():
    for number in range(3, 32):
        try:
            os.write(number, {})
        except BlockingIOError:
            raise
        except OSError:
            pass
say()
"""


@pytest.mark.parametrize(
    ("source", "late", "broken"),
    [
        ("import os\nos._exit(0)", False, False),
        ("import os\nos.abort()", False, False),
        ("import ctypes\nctypes.string_at(0)", False, False),
        ("import os\nos.closerange(0, 64)", False, False),
        ("import itertools\nsum(itertools.repeat(1))", True, False),
        (
            "import signal\nfor s in (14, 27):\n    signal.signal(s, signal.SIG_IGN)\nwhile True: pass",
            True,
            False,
        ),
        (SAYS.format("b'{}\\n'"), False, True),
        (SAYS.format("b'[' * 9 + b'\\n'"), False, True),
        (SAYS.format('b\'{"id": 1, "error": NaN}\\n\''), False, True),
        (SAYS.format("b'[' * 65536") + "\nwhile True: say()", False, True),
        ("import json\njson.dumps = lambda *a: '9' * 9999", False, True),
    ],
)
def test_the_grader_outlives_it(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, source: str, late: bool, broken: bool
) -> None:
    if late:
        monkeypatch.setattr(session, "GRACE", MOMENT)
    seconds = MOMENT if late else LONG
    with pytest.raises(Died) as death, worker.student() as student:
        assert [run(student, source, seconds), run(student, source, seconds)] == "never said"
    assert (death.value.late, death.value.broken) == (late, broken)
    with worker.student() as student:
        assert value(student, "1 + 1") == 2


def test_a_reply_is_a_value_within_bounds_or_nothing() -> None:
    for value_ in ([[[]]], {"a": 1.5}, "x", True, 3):
        assert outcome({"status": "value", "value": value_}).value == value_
    deep: list = []
    for _ in range(50):
        deep = [deep]
    bad = [deep, [0] * 200_000, 1 << 9999, None]
    for reply in ({}, {"status": "right"}, {"status": 3}, *({"status": "value", "value": v} for v in bad)):
        with pytest.raises(Died) as death:
            outcome(reply)
        assert death.value.broken
    said = outcome({"status": "failed", "sentence": "a\x1b[31m\n\u202eb" + "x" * 9999}).sentence
    assert said.startswith("a [31m b")
    assert len(said) == session.SENTENCE


def test_no_connection_leaves_it(student: Session) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)  # who is refused knows at once: nothing is on its way
        port = server.getsockname()[1]
        assert run(student, f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 1)") != ""
        with pytest.raises(BlockingIOError):
            server.accept()


def test_one_submission_leaves_nothing_to_the_next(worker: Worker) -> None:
    with worker.student() as one:
        run(
            one,
            "import builtins, math\nopen('/tmp/left', 'w').write('x')\nopen('left', 'w').write('x')\nmath.pi = 3",
        )
        run(
            one,
            "import threading\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)], daemon=True).start()",
        )
    with worker.student() as other:
        run(other, "import os, math")
        assert value(other, "os.path.exists('/tmp/left') or os.path.exists('left')") is False
        assert value(other, "math.pi > 3.1") is True


def children(of: int) -> list[int]:
    """Return all processes below a process."""
    table = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(line.split()[0]): int(line.split()[1]) for line in table.splitlines()}
    found = [of]
    for process in found:
        found += [p for p, parent in parents.items() if parent == process]
    return found[1:]


def left(processes: list[int]) -> list[int]:
    """Return those that do not end: the kernel tells when each has, and the wait is long only where one stays."""
    found = []
    for process in processes:
        try:
            handle = os.pidfd_open(process)
        except ProcessLookupError:
            continue
        if not select.select([handle], [], [], LONG)[0]:
            found.append(process)
        os.close(handle)
    return found


BUSY = """
import sys
from pathlib import Path
from autograder.grading.session import Room, Worker
with Worker(Room(Path(sys.argv[1]))) as worker, worker.student() as student:
    student.ask("run", 60, source="x = 1", name="cell", processor=60, wall=60)
    print("running", flush=True)
    student.ask("run", 600, source="while True: pass", name="cell", processor=600, wall=600)
"""


def test_no_process_is_left_when_the_grader_is_killed(folder: Path) -> None:
    grader = subprocess.Popen([sys.executable, "-c", BUSY, str(folder)], stdout=subprocess.PIPE, text=True)
    assert grader.stdout is not None
    assert grader.stdout.readline() == "running\n"
    below = children(grader.pid)
    assert len(below) >= 3
    grader.kill()
    grader.wait()
    grader.stdout.close()
    assert left(below) == []


def test_a_worker_that_ends_leaves_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits, below = select.select, []

    def ended_meanwhile(readable: list, writable: list, *more: object) -> tuple:
        if not writable:  # all is asked, and the cell runs
            worker.process.kill()
        return waits(readable, writable, *more)

    def asked() -> None:
        with worker.student() as student, monkeypatch.context() as patch:
            run(student, "x = 1")
            below.extend([worker.process.pid, *children(worker.process.pid)])
            patch.setattr(select, "select", ended_meanwhile)
            run(student, "while True: pass")

    with Worker(Room(folder)) as worker, pytest.raises(WorkerLost):
        asked()
    assert len(below) >= 3
    assert left(below) == []


def test_where_it_is_not_possible_a_sentence_says_how_to_get_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: int) -> None:
        raise isolation.IsolationError("users of a new namespace: Operation not permitted")

    monkeypatch.setattr(isolation, "map_users", refuse)
    with pytest.raises(IsolationUnavailable, match="max_user_namespaces.*--run-student-code-unprotected"):
        Worker(Room(folder))


def test_without_isolation_it_still_has_limits(folder: Path) -> None:
    with Worker(Room(folder, protected=False, limits=LIMITS)) as worker, worker.student() as student:
        assert value(student, "1 + 1") == 2
        assert "memory" in run(student, "x = bytearray(10**10)")
        assert "too long" in run(student, "while True: pass", MOMENT)


def test_what_student_code_can_read_is_told(folder: Path) -> None:
    shown = Room(folder, visible=(folder / "data",)).everything_visible()
    assert (folder / "data").resolve() in shown
    assert not any(folder.resolve().is_relative_to(path) for path in shown)
    assert not any(Path(__file__).resolve().is_relative_to(path) for path in shown)
