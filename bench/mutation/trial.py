"""One mutant on trial: Cosmic Ray writes it into a copy of the project, and the tests that belong to its file run.

Cosmic Ray runs a command, which costs a start of Python and pytest for each mutant; here each is a child of a process
that has imported both, and nothing of the project, which is two to four times as fast.
"""

import contextlib
import difflib
import importlib.util
import os
import resource
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import traceback
import venv
from dataclasses import dataclass
from multiprocessing import SimpleQueue
from pathlib import Path

import psutil
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_item import MutationSpec
from environments import ROOT

PACKAGES = ("integration_ladder", "livefigure", "selfcheck", "autograder")
"""What may only be loaded once the mutant is in place."""

PATIENCE = 600
"""Seconds after which a test that waits, and does not compute, is given up."""


STRANGE = 70
"""What a child ends with that has tested other files than the copy's."""


@dataclass(frozen=True)
class Change:
    """What a mutant is, in words that do not hang on line numbers.

    Attributes:
        file: path from the project's root.
        within: name of the function or class around it, "" outside all of them.
        line: what the line was, without what is around it.
        becomes: what it is in the mutant; "" if it is gone.
    """

    file: str
    within: str
    line: str
    becomes: str


def change(mutant: MutationSpec, before: str, after: str) -> Change:
    """Return what a mutant is: what of its file's text differs."""
    old, new = [], []
    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""):
        if line.startswith("-") and not line.startswith("---"):
            old.append(line[1:].strip())
        elif line.startswith("+") and not line.startswith("+++"):
            new.append(line[1:].strip())
    within = mutant.definition_name or ""
    return Change(str(mutant.module_path), within, " ".join(old), " ".join(new))


def settle(folders: SimpleQueue) -> None:
    """Take the next folder, copy the project's present files into it, without what git ignores, and work there."""
    folder = folders.get()
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    os.chdir(folder)
    sys.path.insert(0, str(folder / "src"))
    # What a test starts gets a Python that knows this copy too, also where it asks for none of the surroundings (-I).
    home = folder.with_name(f"{folder.name}-venv")
    venv.create(home)
    paths = {"base": str(home), "platbase": str(home)}
    site = Path(sysconfig.get_path("purelib", "venv", paths))
    (site / "copy.pth").write_text(f"{folder / 'src'}\n{sysconfig.get_path('purelib')}\n")
    sys.executable = str(home / "bin/python")
    told = [sys.executable, "-I", "-c", "import autograder; print(autograder.__file__)"]
    where = subprocess.run(told, check=True, capture_output=True, text=True).stdout
    if not where.startswith(str(folder)):
        raise RuntimeError(f"a process of its own tests {where}")
    # The plugins that are installed cost a second and play no part; Hypothesis brings the one that knows its profiles.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"


def get_ready() -> None:
    """Import what the tests need anyway, and see that nothing of the project has come with it."""
    for name in (
        "pytest",
        "hypothesis",
        "numpy",
        "matplotlib.figure",
        "pandas",
        "nbformat",
        "IPython",
        "sphinx",
    ):
        importlib.import_module(name)
    if loaded := sorted(name for name in sys.modules if name.partition(".")[0] in PACKAGES):
        raise RuntimeError(f"loaded before the mutant is in place: {', '.join(loaded)}")


def outcome(tests: tuple[str, ...], seconds: float) -> tuple[str, float, str]:
    """Run tests in a child; return "survived", "found" or "late", what it took of the processor, and what was said.

    Args:
        tests: pytest's arguments.
        seconds: of the processor's time for the child and all its own, after which it is late: on a busy machine a
            clock would judge wrongly.
    """
    log = Path("pytest.log")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if not child:
        _run(tests, log)
    status, looked, given_up = None, time.monotonic(), time.monotonic() + PATIENCE
    while status is None and time.monotonic() < given_up:
        time.sleep(0.02)
        done, code = os.waitpid(child, os.WNOHANG)
        if done:
            status = os.waitstatus_to_exitcode(code)
        elif time.monotonic() > looked + 1:
            looked = time.monotonic()
            if _processor_time(child) > seconds:
                break
    with contextlib.suppress(ProcessLookupError):  # nothing is left behind
        os.killpg(child, signal.SIGKILL)
    if status is None:
        os.waitpid(child, 0)
    said = log.read_text(encoding="utf-8", errors="replace")
    if status == STRANGE:
        raise RuntimeError(said)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return "late" if status is None else "found" if status else "survived", used, said


def _processor_time(child: int) -> float:
    """Return the seconds that a child and all that it started have taken so far."""
    total = 0.0
    for one in (psutil.Process(child), *psutil.Process(child).children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):  # it has ended meanwhile: its parent counts it
            times = one.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def _run(tests: tuple[str, ...], log: Path) -> None:
    code = 1
    try:
        os.setsid()
        said = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(said, stream)
        import pytest

        options = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not browser"]
        # Its own profile for such runs draws the same examples each time and keeps none.
        options += ["-p", "_hypothesis_pytestplugin", "--hypothesis-profile=ci"]
        # What is imported already, Hypothesis, is not this project's and asserts nothing for it.
        options.append("-Wignore::pytest.PytestAssertRewriteWarning")
        code = int(pytest.main([*options, *tests]))
        here = str(Path.cwd())
        for name, module in sys.modules.items():
            if name in PACKAGES and not str(module.__file__).startswith(here):
                print(f"{name} is not the copy's: {module.__file__}")
                code = STRANGE
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def judged(mutant: MutationSpec, tests: tuple[str, ...], seconds: float) -> tuple[str, Change, int]:
    """Try one mutant in the present folder; return its outcome, what it is, and the number of its line.

    The outcome is "void" where Cosmic Ray takes a star that unpacks for one that multiplies, and what it writes cannot
    be compiled.
    """
    # Two mutants of the same length within a second look the same to Python's own cache.
    compiled = Path(importlib.util.cache_from_source(mutant.module_path))
    compiled.unlink(missing_ok=True)
    with use_mutation(mutant.module_path, get_operator(mutant.operator_name)(), mutant.occurrence) as texts:
        what = change(mutant, *texts)
        try:
            compile(texts[1], mutant.module_path, "exec")
        except SyntaxError:
            verdict = "void"
        else:
            verdict, _, _ = outcome(tests, seconds)
    compiled.unlink(missing_ok=True)
    return verdict, what, mutant.start_pos[0]
