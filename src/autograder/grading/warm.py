"""A process that has everything imported and waits, shut in, to be forked once for every submission.

    trusted grader → launcher (new namespaces) → warm process (first of its process namespace, own file system)
                                                   → keeper, one a submission (process and mount namespace again)
                                                       → the student's process: no rights, few calls, limits

It is started afresh by `session`, so that nothing of the teacher's is in its memory: no key, no expected value, no
seed, no environment. When any process of the chain ends, all below it are killed by the kernel.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from . import isolation
from .isolation import IsolationError, Limits

# Where the files lie that are seen, by links, in the private folder in which a student's process runs.
PUBLIC = "/public"


def main(control: socket.socket) -> None:
    """Shut this process in as the grader asks, import what answers need, then fork on request until the grader ends."""
    lines = control.makefile("rw", encoding="utf-8")
    wish: dict[str, Any] = json.loads(lines.readline())

    def tell(**what: Any) -> None:
        lines.write(json.dumps(what) + "\n")
        lines.flush()

    pages = _size_of_this_process()
    try:
        if wish["protected"]:
            isolation.machine()
            isolation.unshare(isolation.CLONE_NEWUSER)
            tell(mapping=os.getpid())
            lines.readline()  # the grader has written the map of users
            # Set here because the kernel clears it where rights change.
            isolation.die_with_parent(wish["parent"])
            isolation.unshare(
                isolation.CLONE_NEWPID
                | isolation.CLONE_NEWNS
                | isolation.CLONE_NEWIPC
                | isolation.CLONE_NEWUTS
                | isolation.CLONE_NEWNET
            )
            child = os.fork()
            if child:
                control.close()
                os.waitpid(child, 0)
                os._exit(0)
            isolation.die_with_parent(None)
            pages = _size_of_this_process()
            isolation.new_root(
                wish["visible"],
                [wish["folder"]],
                {f"{PUBLIC}/{name}": text.encode() for name, text in wish["files"].items()},
            )
            # For what modules keep while they are imported; a student's process gets folders of its own over it.
            isolation.private_folder(isolation.SCRATCH, wish["limits"]["disk"])
        for name in wish["modules"]:
            # A name may be no module but something in one; a module may be missing: the cell that wants it says so.
            with contextlib.suppress(ModuleNotFoundError):
                importlib.import_module(name)
    except (IsolationError, OSError) as error:
        tell(failed=str(error))
        return
    except Exception as error:  # a module's own; half imported it would fail in every submission
        tell(unfit=f"{name}: {type(error).__name__}, {error}")
        return
    gc.collect()
    gc.freeze()  # so that a child's collector does not touch, and copy, what is shared
    wish["size"] = pages()
    tell(ready=True)
    while True:
        data, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not data:
            return  # the grader has ended
        if data == b"n":
            tell(**_one(control, handles[0], wish))


def _size_of_this_process() -> Callable[[], int]:
    """Return a way to ask for the bytes of addresses in use, which goes on working where /proc is no longer seen."""
    try:
        file = os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:  # not Linux: the limit of memory then counts from nothing
        return lambda: 0
    return lambda: int(os.pread(file, 200, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _one(control: socket.socket, handle: int, wish: dict[str, Any]) -> dict[str, Any]:
    """Fork a student's process for one submission, wait for its end or for the grader's word to end it."""
    told, say = os.pipe()
    keeper = os.fork()
    if keeper == 0:
        code = 1
        try:
            control.close()
            os.close(told)
            _keep(socket.socket(fileno=handle), say, wish)
            code = 0
        finally:
            os._exit(code)
    os.close(handle)
    os.close(say)
    with os.fdopen(told, "rb") as told_by_keeper:
        first = told_by_keeper.readline()
        child = int(first) if first else 0
        ended = b""
        while child and not ended:
            ready, _, _ = select.select([control, told_by_keeper], [], [])
            if told_by_keeper in ready:
                ended = told_by_keeper.readline() or b"{}"
            elif control.recv(1) != b"k":
                os._exit(0)  # the grader has ended: the kernel ends everything below
            else:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
    os.waitpid(keeper, 0)
    if child and not ended.strip(b"{}"):  # the keeper was killed, not so what it kept
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)  # it is this process's since then
    return {"ended": json.loads(ended or b"{}"), "started": bool(child)}


def _keep(channel: socket.socket, say: int, wish: dict[str, Any]) -> None:
    """Fork the student's process into namespaces of its own, and see it end."""
    if wish["protected"]:
        isolation.die_with_parent(1)
        isolation.unshare(isolation.CLONE_NEWPID | isolation.CLONE_NEWNS | isolation.CLONE_NEWIPC)
    child = os.fork()
    if child == 0:
        try:
            os.close(say)
            _student(channel, wish)
        finally:
            os._exit(1)
    channel.close()
    os.write(say, f"{child}\n".encode())
    _, status, usage = os.wait4(child, 0)
    if not wish["protected"]:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
    told = {
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0,
        "processor": round(usage.ru_utime + usage.ru_stime, 3),
        "memory": usage.ru_maxrss // 1024,
    }
    os.write(say, json.dumps(told).encode() + b"\n")


def _student(channel: socket.socket, wish: dict[str, Any]) -> None:
    """Give up everything, then answer requests. What stands here runs before any line of the student's."""
    from .answering import serve

    os.setsid()
    null = os.open("/dev/null", os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    kept = channel.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, 1024)
    limits = Limits(**wish["limits"])
    isolation.limit(limits, wish["size"])
    if wish["protected"]:
        isolation.private_folder(isolation.SCRATCH, limits.disk)
        isolation.private_folder(wish["folder"], limits.disk)
        os.chdir(wish["folder"])
        for name in wish["beside"]:
            os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
            os.symlink(f"{PUBLIC}/{name}", name)
        isolation.drop_rights()
        isolation.die_with_parent(None)
        isolation.refuse_calls()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a file that grows too large is an error, and no death
    serve(channel)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
