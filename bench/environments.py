"""Environments of their own, in _build, for what is measured or measures and is never needed."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def ready(environment: Path, what: str, requirements: list[Path], overrides: Path | None = None) -> Path:
    """Install once what is needed, with the versions that the project has; return the environment's Python.

    Needs the package index the first time, and exits with a sentence if it cannot be reached.

    Args:
        environment: folder of the environment; made anew where one of the files has changed.
        what: what is installed, for the messages.
        requirements: files of requirements; what they name together is installed.
        overrides: versions that hold against what another package asks for.
    """
    files = [*requirements, *([overrides] if overrides else [])]
    now = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    python = environment / "bin/python"
    stamp = environment / ".installed"
    if python.exists() and stamp.exists() and stamp.read_text() == now:
        return python
    print(f"Installing {what} into {environment.parent.relative_to(ROOT)}, once …", flush=True)
    shutil.rmtree(environment, ignore_errors=True)
    # Compiled now: what is run as another user later could not keep what Python compiles.
    install = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--compile-bytecode",
        "--python",
        python,
    ]
    for file in requirements:
        install += ["--requirement", file]
    if overrides:
        install += ["--override", overrides]
    for command in ([sys.executable, "-m", "venv", "--without-pip", environment], install):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            shutil.rmtree(environment, ignore_errors=True)
            sys.exit(
                f"{done.stderr[-2000:]}\nInstalling {what} did not succeed: is the package index in reach?"
            )
    stamp.write_text(now)
    return python
