"""Where the rivals, nbgrader and otter-grader, are installed: they are measured, never needed."""

from pathlib import Path

import environments
from environments import ROOT

HERE = Path(__file__).resolve().parent
FOLDER = ROOT / "_build/rivals"
ENVIRONMENT = FOLDER / ".venv"
PYTHON = ENVIRONMENT / "bin/python"


def ready() -> Path:
    """Install the rivals once, with the versions that students have; return their Python."""
    requirements = [ROOT / "requirements.txt", HERE / "requirements.txt"]
    # otter-grader asks for an older version of a package than the course has.
    return environments.ready(ENVIRONMENT, "nbgrader and otter-grader", requirements, HERE / "overrides.txt")
