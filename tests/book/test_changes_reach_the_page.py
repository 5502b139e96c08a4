"""An author changes a constant in a model: the page's numbers, picture and frames follow at the next build."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.browser  # builds the book twice
ROOT = Path(__file__).parents[2]
PAGE = "book/1-theory/ricardo"
NEEDED = {"__init__", "ricardo", "one_price"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the book's sources whose contents are the Ricardo page alone."""
    for name in ("book", "data", "scripts", "src"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    for explorer in (tmp_path / "src/integration_ladder/explorers").rglob("*.py"):
        if explorer.stem not in NEEDED:  # drawing them all would take minutes and show nothing more
            explorer.unlink()
    config = yaml.safe_load((ROOT / "_config.yml").read_text())
    config["only_build_toc_files"] = True
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(config))
    toc = {"format": "jb-book", "root": PAGE, "chapters": [{"file": "book/reference/references"}]}
    (tmp_path / "_toc.yml").write_text(yaml.safe_dump(toc))
    return tmp_path


def build(folder: Path) -> tuple[str, str]:
    """Build with warnings as errors; return the page's text and the name of its frames."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LIVEFIGURE")}
    environment["PYTHONPATH"] = str(folder / "src")
    command = [sys.executable, str(folder / "scripts/build.py")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    html = (folder / f"_build/html/{PAGE}.html").read_text()
    frames = re.search(r'data-frames="([^"]+)"', html)[1]
    assert (folder / f"_build/html/_static/livefigure/{frames}.js").is_file()
    return html, frames


def test_a_changed_constant_reaches_the_page(copy: Path) -> None:
    before, frames_before = build(copy)
    assert "The plans add up at 0.965909 wine per cloth." in before
    assert "World output</dt><dd>2.200 cloth, 2.125 wine" in before
    model = copy / "src/integration_ladder/models/ricardo.py"
    text = model.read_text()
    changed = text.replace("wine_labour=80, labour=170)", "wine_labour=80, labour=172)")
    assert changed != text
    model.write_text(changed)
    after, frames_after = build(copy)
    assert "The plans add up at 0.977273 wine per cloth." in after  # (172/80) / (220/100)
    assert "World output</dt><dd>2.200 cloth, 2.150 wine" in after
    assert frames_after != frames_before
    assert not (copy / f"_build/html/_static/livefigure/{frames_before}.js").exists()


def test_a_setting_that_fails_stops_the_build_in_one_line(copy: Path) -> None:
    explorer = copy / "src/integration_ladder/explorers/theory/one_price.py"
    text = explorer.read_text()
    explorer.write_text(
        text.replace("return ricardo.model(price,", "return ricardo.model(0 if price > 1.2 else price,")
    )
    with pytest.raises(AssertionError) as stopped:
        build(copy)
    message = str(stopped.value)
    assert (
        "livefigure: explorer 'one-price' at 6 of 39 settings (price = 1.22, 1.24 … 1.3): "
        "the model raised ValueError: price = 0" in message
    )
    assert "Traceback" not in message.partition("assert ")[0]
