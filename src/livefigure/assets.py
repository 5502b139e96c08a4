"""What a page loads of the engine: a script and a style sheet, made small; the view for a lecture hall comes after them."""

from pathlib import Path

import rcssmin
import rjsmin

STATIC = Path(__file__).parent / "static"
SHEETS = ("livefigure", "present")


def script() -> str:
    """Return the script of a page."""
    return rjsmin.jsmin(_read("livefigure.js"))


def hall_script() -> str:
    """Return the script of the view for a lecture hall, which a page fetches for itself where its button is seen."""
    return rjsmin.jsmin(_read("present.js"))


def style() -> str:
    """Return the style sheet of a page."""
    return rcssmin.cssmin("\n".join(_read(f"{name}.css") for name in SHEETS))


def publish(folder: Path) -> None:
    """Write scripts and style sheet into ``folder``, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "livefigure.js").write_text(script(), encoding="utf-8")
    (folder / "livefigure-present.js").write_text(hall_script(), encoding="utf-8")
    (folder / "livefigure.css").write_text(style(), encoding="utf-8")


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
