"""The look of a set of figures: a matplotlib style, its fonts, and what its colours become in the dark."""

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.colors import to_hex

DARK_SCOPES = ('html[data-theme="dark"]', '[data-jp-theme-light="false"]')


def _rules(scope: str, element: str, colours: Mapping[str, str]) -> str:
    return "".join(
        f'{scope} .lf-panel {element}[{attribute}="{light}"]{{{attribute}:{other}}}'
        for light, other in colours.items()
        for attribute in (("fill",) if element == "text" else ("fill", "stroke"))
    )


@dataclass(frozen=True)
class Theme:
    """One style for all figures of a course.

    Attributes:
        style: a matplotlib style file; None for matplotlib's defaults.
        fonts: font files to register with matplotlib, so that labels are measured with the face that
            the page shows.
        dark: colour → the colour that stands for it in dark mode (both hexadecimal). The text colour of
            the style need not be listed: it follows the page.
        text: colour → a darker shade that replaces it for text, where contrast asks for one.
    """

    style: Path | None = None
    fonts: tuple[Path, ...] = ()
    dark: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Draw with this theme inside the ``with`` block."""
        with mpl.rc_context(self._rc):
            yield

    @cached_property
    def _rc(self) -> dict[str, Any]:
        families = {font_manager.get_font(font).family_name for font in self.fonts}
        # A face of the same name that happens to be installed here must not be measured instead.
        manager = font_manager.fontManager
        manager.ttflist = [entry for entry in manager.ttflist if entry.name not in families]
        for font in self.fonts:
            manager.addfont(font)
        style = mpl.rc_params_from_file(self.style, use_default_template=False) if self.style else {}
        defaults = {
            k: v
            for k, v in mpl.rcParamsDefault.items()
            if not k.startswith(("backend", "interactive", "webagg"))
        }
        return {**defaults, **style, "text.parse_math": False}

    @property
    def families(self) -> list[str]:
        """The names of the style's fonts, the preferred one first."""
        return list(self._rc["font.family"])

    @cached_property
    def ink(self) -> str:
        """The style's text colour (hexadecimal)."""
        with self.applied():
            return to_hex(mpl.rcParams["text.color"])

    @property
    def css(self) -> str:
        """Rules that recolour a figure's elements for text and for dark mode."""
        light = _rules("", "text", self.text)
        dark = "".join(
            _rules(scope, "", self.dark)
            + _rules(scope, "text", {k: self.dark[k] for k in self.text if k in self.dark})
            for scope in DARK_SCOPES
        )
        return f"{light}@media screen{{{dark}}}" if dark else light

    @property
    def font_css(self) -> str:
        """The fonts as style rules that carry them along, for where no page provides them (a kernel's output)."""
        if not self.fonts:
            return ""
        faces, families = "", {}
        for path in self.fonts:
            font = font_manager.get_font(path)
            weight = font_manager.ttfFontProperty(font).weight
            data = base64.b64encode(path.read_bytes()).decode()
            families[font.family_name] = None
            faces += (
                f'@font-face{{font-family:"{font.family_name}";font-weight:{weight};'
                f"src:url(data:font/ttf;base64,{data})}}"
            )
        return faces + f".lf-kernel{{--lf-font:{','.join(families)},sans-serif}}"

    @property
    def files(self) -> tuple[Path, ...]:
        """Files that a drawing depends on."""
        return (*((self.style,) if self.style else ()), *self.fonts)
