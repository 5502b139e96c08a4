"""A site that the tests of selfcheck share; the browser comes from tests/conftest.py."""

from pathlib import Path

import pytest

from .tiny_project import example, project, sphinx

MORE = """# More & more

```{question} more-practice
:kind: choice

What is *asked* here?

- [x] Little
- [ ] Much
  No.
```
"""
DONE = """# Done

```{progress} Chapter “1”
:pages: [im]*
:points: 2
```
"""


@pytest.fixture(scope="session")
def site(made_once) -> Path:
    """The README's example and a page that asks nothing, built once with warnings as errors."""
    pages = {
        "index": "# Home\n\n" + example(),
        "more": MORE,
        "fresh": "# Fresh\n\n" + example("Fresh numbers"),
        "worked": "# Worked\n\n" + example("A worked example, faded"),
        "plain": "# Plain\n\nNothing is asked here.\n",
        "done": DONE,
    }

    def make(folder: Path) -> None:
        built = sphinx(project(folder, pages, "myst_nb"), "-W", "--keep-going")
        assert built.returncode == 0, built.stderr

    return made_once("selfcheck", make) / "out-html"
