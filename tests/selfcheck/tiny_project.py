"""Tiny Sphinx projects for the tests of selfcheck, built in a process of their own."""

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "src" / "selfcheck" / "README.md"
CONF = """
project = "Tiny"
extensions = ["sphinx-mathjax-offline", "{parser}", "selfcheck"]
nb_execution_mode = "off"
suppress_warnings = ["myst-nb.lexer"]
html_theme = "basic"
myst_enable_extensions = ["dollarmath"]
exclude_patterns = ["out*"]


def prompt(app, figure, task):
    if task == "missing":
        raise LookupError("figure " + figure + " has no task " + task)
    return None if task == "unnamed" else "What " + figure + " asks in <" + task + ">."


def aim(app, page, objective):
    if objective == "nowhere":
        raise LookupError("there is no objective nowhere")
    return "Say who gains." if objective == "advantage" else None


def setup(app):
    app.connect("selfcheck-task", prompt)
    app.connect("selfcheck-objective", aim)
"""


def example(section: str = "One of each") -> str:
    """The example in a section of the README, so that the documentation is what is tested."""
    part = README.read_text().partition(f"## {section}\n")[2]
    return re.search(r"````md\n(.*?)````", part, re.DOTALL)[1]


def sphinx(folder: Path, *options: str, builder: str = "html") -> subprocess.CompletedProcess[str]:
    """Build a project; the output lands in out-<builder>."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, *options, ".", f"out-{builder}"]
    return subprocess.run(command, cwd=folder, text=True, capture_output=True, check=False)


def project(folder: Path, pages: dict[str, str], parser: str = "myst_parser") -> Path:
    """Write a project whose first page lists the others."""
    (folder / "conf.py").write_text(CONF.format(parser=parser))
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text)
    toc = "\n".join(name for name in pages if name != "index")
    with (folder / "index.md").open("a") as index:
        index.write(f"\n```{{toctree}}\n{toc}\n```\n")
    return folder
