"""What all tests of the built book share: one build of the current sources, one server, one browser a worker."""

import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Tests start many processes. Each would compile pandas and matplotlib for itself where Python is told to keep nothing.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Who imports nbformat would wait seconds while parsers of addresses in foreign scripts are made, which nobody needs here: in
# this process, and in those that tests start.
sys.modules["rfc3987_syntax"] = None
QUICKER = str(Path(__file__).parent / "quicker")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [QUICKER, os.environ.get("PYTHONPATH")]))

# A busy machine is no fault of what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "book/ext")]


def pytest_xdist_auto_num_workers() -> int:
    """Start three workers on two cores: a worker often waits, for a browser or for a grader's patience."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, 3 * cores // 2)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let `-k two-way-trade` and `-k two_way_trade` choose the same: a figure has the one name, its files the other."""
    item.extra_keyword_matches |= {item.nodeid.replace("_", "-"), item.nodeid.replace("-", "_")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One test of the built book first, the others last: while one worker builds, the other need not wait."""
    items.sort(key=lambda item: "book" in item.fixturenames)
    first = next((item for item in items if "book" in item.fixturenames), None)
    if first is not None:
        items.remove(first)
        items.insert(0, first)


@pytest.fixture
def not_for_ever() -> Iterator[None]:
    """Ends a test that hangs, after as much processor time as a thousand of it take."""

    def hangs(*_: object) -> None:
        raise TimeoutError("it does not come to an end")

    before = signal.signal(signal.SIGPROF, hangs)
    signal.setitimer(signal.ITIMER_PROF, 60)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a folder once in this test run: the first worker that needs it makes it, the others wait for its result.

    Tests only read what is in it. What went wrong is told to every test that needs it.
    """
    import fcntl

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    shared = tmp_path_factory.getbasetemp().parent if run else tmp_path_factory.getbasetemp()

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, result = shared / f"made-{name}", shared / f"made-{name}.txt"
        with open(shared / f"made-{name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not result.exists():
                folder.mkdir()
                try:
                    make(folder)
                except BaseException:
                    result.write_text(traceback.format_exc())
                    raise
                result.write_text("")
        trouble = result.read_text()
        if trouble:
            pytest.fail(trouble, pytrace=False)
        return folder

    return made


@pytest.fixture(scope="session")
def book(made_once) -> Path:
    """The folder of the built book, built once in this test run with warnings as errors."""

    def make(_: Path) -> None:
        done = subprocess.run(
            [sys.executable, str(ROOT / "scripts/build.py")], capture_output=True, text=True
        )
        if done.returncode:
            pytest.fail(done.stdout + done.stderr, pytrace=False)

    made_once("book", make)
    return ROOT / "_build/html"


@pytest.fixture(scope="session")
def address(book: Path) -> Iterator[str]:
    """The address of a local server of the book, as `make serve` serves it."""
    import serve

    with serve.server(0) as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """A headless Chromium that reaches this computer only; each test makes a context of its own."""
    from chromium import FLAGS, find
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # as all that waits: five seconds are few on a busy machine
    with sync_playwright() as playwright:
        # Without a route in each context, which would send every request through Python and keep no file.
        here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
        browser = playwright.chromium.launch(executable_path=find(), args=[*FLAGS, here])
        yield browser
        browser.close()
