"""What a page loads of the engine: one script and one style sheet, each joined from its sources and made small."""

from pathlib import Path

import rcssmin
import rjsmin

STATIC = Path(__file__).parent / "static"
SOURCES = ("livefigure", "present")


def script() -> str:
    """Return the script of a page: figures, and their view for a lecture hall."""
    return rjsmin.jsmin(_joined("js"))


def style() -> str:
    """Return the style sheet of a page."""
    return rcssmin.cssmin(_joined("css"))


def publish(folder: Path) -> None:
    """Write script and style sheet into ``folder``, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "livefigure.js").write_text(script(), encoding="utf-8")
    (folder / "livefigure.css").write_text(style(), encoding="utf-8")


def _joined(kind: str) -> str:
    return "\n".join((STATIC / f"{name}.{kind}").read_text(encoding="utf-8") for name in SOURCES)
