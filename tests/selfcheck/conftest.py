"""A site that the tests of selfcheck share; the browser comes from tests/conftest.py."""

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
