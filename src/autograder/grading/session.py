"""The grader's side of the isolation: start a warm process, ask a student's process, and end it whatever it does.

A `Worker` has one warm process and one student's process at a time. What comes out of a student's process is bytes from
an adversary: bounded, timed, parsed as JSON, checked for its form, and never more than a value.
"""

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ..compare import NotPlain, Unanswered, plain
from ..run import Outcome
from . import isolation
from .isolation import IsolationError, Limits
from .warm import PUBLIC

LONGEST_REPLY = 4_000_000
# How long the warm process may take to import what a set needs (seconds).
STARTING = 120
# After a student's process was told to stop what it does, it has this long to say so (seconds).
GRACE = 2.0
SENTENCE = 400

HOW_TO = (
    "Student code has to run apart from everything else, and this machine does not allow it ({why}). "
    "On Linux an ordinary user may do this where user namespaces are on: as root, "
    "`sysctl -w user.max_user_namespaces=10000`, on Ubuntu also `sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`; "
    "in Docker, start the container with --privileged. On macOS and Windows use Linux in Docker or WSL 2. "
    "Who trusts every student with this computer and with the marks may add --run-student-code-unprotected."
)


class IsolationUnavailable(Exception):
    """Student code cannot be shut in here; the message says how it can."""


class WorkerLost(Exception):
    """The warm process itself has ended, which no student's code should bring about; the worker is of no more use."""


class Died(Exception):
    """A student's process has ended, or was ended, during a request."""

    def __init__(self, late: bool, broken: bool = False) -> None:
        self.late = late
        """It took longer than it may."""
        self.broken = broken
        """It sent what honest code cannot send."""
        super().__init__("late" if late else "broken" if broken else "ended")


@dataclass(frozen=True)
class Room:
    """What a student's process finds."""

    folder: Path
    """Where it runs: the folder of the set, in which only the public files are seen."""
    visible: tuple[Path, ...] = ()
    """What it can read besides Python and what Python imports."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Public files beside the notebook: name to text."""
    modules: tuple[str, ...] = ()
    """What is imported beforehand."""
    protected: bool = True
    limits: Limits = Limits()

    def everything_visible(self) -> list[Path]:
        """Return all folders and files that can be read inside."""
        python = [Path(p) for p in (*_python_path(), sys.prefix, sys.base_prefix, sys.exec_prefix)]
        system = [
            Path("/usr"),
            Path("/lib"),
            Path("/lib64"),
            Path("/etc/ld.so.cache"),
            Path("/etc/localtime"),
        ]
        system += [Path("/etc/fonts"), Path("/bin")]
        return isolation.outermost(p for p in [*self.visible, *python, *system] if p.exists())


@cache
def _python_path() -> tuple[str, ...]:
    """Return where a Python that is shut in imports from: not from the folder in which somebody happens to stand."""
    ask = [sys.executable, "-I", "-c", "import json, sys; print(json.dumps(sys.path))"]
    return tuple(json.loads(subprocess.run(ask, capture_output=True, check=True, cwd="/").stdout))


class Worker:
    """A warm process, to be used by one thread: the kernel ends it when the thread that started it ends."""

    def __init__(self, room: Room) -> None:
        """Start it. Raises `IsolationUnavailable` where student code cannot be shut in."""
        self.room = room
        self.control, theirs = socket.socketpair()
        self.control.settimeout(STARTING)
        command = [sys.executable, "-I", "-B", "-m", "autograder.grading.warm", str(theirs.fileno())]
        self.process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": isolation.SCRATCH if room.protected else "/tmp",
                "TMPDIR": isolation.SCRATCH if room.protected else "/tmp",
                "LANG": "C.UTF-8",
                "MPLBACKEND": "Agg",
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
            },
        )
        theirs.close()
        self.lines = self.control.makefile("rw", encoding="utf-8")
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _start(self) -> None:
        room = self.room
        folder = room.folder.resolve()
        visible = {str(path): str(path) for path in room.everything_visible()}
        beside = [p.relative_to(folder) for p in room.everything_visible() if p.is_relative_to(folder)]
        wish = {
            "protected": room.protected,
            "parent": os.getpid(),
            "folder": str(folder),
            "visible": visible | {f"{PUBLIC}/{path}": str(folder / path) for path in beside},
            "files": dict(room.files),
            "beside": [*room.files, *map(str, beside)],
            "modules": list(room.modules),
            "limits": asdict(room.limits),
        }
        said = self._tell(wish)
        if "mapping" in said:
            try:
                isolation.map_users(said["mapping"])
            except IsolationError as error:
                raise IsolationUnavailable(HOW_TO.format(why=error)) from None
            said = self._tell({})
        if "unfit" in said:
            raise IsolationUnavailable(f"What the set imports fails where student code runs: {said['unfit']}")
        if "failed" in said:
            raise IsolationUnavailable(HOW_TO.format(why=said["failed"]))
        if not said.get("ready"):
            raise IsolationUnavailable(
                HOW_TO.format(why="the process that waits for submissions did not start")
            )

    def _tell(self, what: dict[str, Any]) -> dict[str, Any]:
        try:
            self.lines.write(json.dumps(what) + "\n")
            self.lines.flush()
            return json.loads(self.lines.readline() or "{}")
        except OSError:
            return {}

    def close(self) -> None:
        """End the warm process, and with it all that it has started."""
        with contextlib.suppress(OSError):
            self.lines.close()
        self.control.close()
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @contextmanager
    def student(self) -> Iterator["Session"]:
        """Fork a student's process; at the end it is gone, with everything that it has started."""
        ours, theirs = socket.socketpair()
        session = Session(ours)
        try:
            try:
                socket.send_fds(self.control, [b"n"], [theirs.fileno()])
            except OSError:
                raise WorkerLost from None
            finally:
                theirs.close()
            yield session
        finally:
            ours.close()
            session.usage = self._end()

    def _end(self) -> dict[str, Any]:
        with contextlib.suppress(OSError):
            self.control.send(b"k")
        try:
            line = self.lines.readline()
        except OSError:
            line = ""
        if not line:
            raise WorkerLost
        return json.loads(line).get("ended", {})


class Session:
    """Questions to one student's process."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self.rest = b""
        self.asked = 0
        self.usage: dict[str, Any] = {}

    def ask(self, do: str, seconds: float, **what: Any) -> dict[str, Any]:
        """Send a request and return the reply. Raises `Died` if there is none in time, or none of this form."""
        self.asked += 1
        until = time.monotonic() + seconds + GRACE
        request = json.dumps({"id": self.asked, "do": do, **what}).encode() + b"\n"
        reply = self._exchange(request, until)
        try:
            found = json.loads(reply, parse_constant=_refuse)
            if not isinstance(found, dict) or type(found.get("id")) is not int or found["id"] != self.asked:
                raise ValueError("it answers something else")
        except (ValueError, RecursionError):
            raise Died(late=False, broken=True) from None
        return found

    def _exchange(self, request: bytes, until: float) -> bytes:
        """Write a line and read a line, by turns, so that neither side can make the other wait for ever."""
        self.channel.setblocking(False)
        while b"\n" not in self.rest:
            left = until - time.monotonic()
            if left <= 0:
                raise Died(late=True)
            readable, writable, _ = select.select(
                [self.channel], [self.channel] if request else [], [], min(left, 1.0)
            )
            try:
                if writable:
                    request = request[self.channel.send(request[:65536]) :]
                if readable:
                    data = self.channel.recv(1 << 20)
                    if not data:
                        raise Died(late=False)
                    self.rest += data
            except BlockingIOError:
                continue
            except OSError:
                raise Died(late=False) from None
            if len(self.rest) > LONGEST_REPLY:
                raise Died(late=False, broken=True)
        line, self.rest = self.rest.split(b"\n", 1)
        if request:
            raise Died(late=False, broken=True)  # it answers what it was not yet asked
        return line


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def text(value: Any, longest: int = SENTENCE) -> str:
    """Return what should be a sentence as one: bounded, on one line, without characters that steer a terminal."""
    if not isinstance(value, str):
        return ""
    value = value.encode("utf-8", "replace").decode("utf-8")
    value = "".join(c if c.isprintable() else " " for c in value[: 2 * longest])
    value = " ".join(value.split())
    return value if len(value) <= longest else value[: longest - 2] + " …"


def outcome(reply: Mapping[str, Any]) -> Outcome:
    """Return a reply as an outcome, whose value is plain and within bounds. Raises `Died` if it has not that form."""
    status, sentence = reply.get("status"), text(reply.get("sentence"))
    if status == "unanswered":
        return Outcome("unanswered", sentence=sentence)
    if status == "failed":
        return Outcome("failed", sentence=sentence)
    if status != "value":
        raise Died(late=False, broken=True)
    try:
        value = plain(reply.get("value"))
    except (NotPlain, Unanswered, RecursionError):
        raise Died(late=False, broken=True) from None
    if value is None:
        raise Died(late=False, broken=True)
    return Outcome("value", value)
