"""A site and a browser that the tests of selfcheck share."""

import shutil
from pathlib import Path

import pytest

from .tiny_project import example, project, sphinx


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The README's example and a page that asks nothing, built once with warnings as errors."""
    folder = tmp_path_factory.mktemp("selfcheck")
    project(
        folder, {"index": "# Home\n\n" + example(), "plain": "# Plain\n\nNothing is asked here.\n"}, "myst_nb"
    )
    built = sphinx(folder, "-W", "--keep-going")
    assert built.returncode == 0, built.stderr
    return folder / "out-html"


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    assert path, "the browser tests need Debian's chromium: apt-get install chromium"
    quiet = ("disable-gpu", "disable-quic", "no-first-run", "disable-background-networking")
    flags = [f"--{flag}" for flag in ("no-sandbox", *quiet, "disable-component-update", "disable-sync")]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()
