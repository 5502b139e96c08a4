"""Cut the course's fonts to the characters it uses, so that pages stay light and figures keep their widths.

The results are committed; run this only to add a character or to follow a new release of a font:

    uv run --no-project --with fonttools==4.68.0 --with brotli==1.2.1 scripts/fonts.py

It fetches packages with npm (exact versions below) and writes woff2 for the pages and, from
the very same outlines, TTF of Inter for matplotlib. Kerning stays; ligatures and contextual forms go,
because a browser would apply them to figure labels that matplotlib has measured without. STIX Two Math
keeps its MATH table, by which a browser draws fractions and roots.
"""

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
WEB = ROOT / "book/assets/fonts"
FIGURES = ROOT / "src/integration_ladder/vocabulary/fonts"
INTER = "inter-ui@4.1.1"
MATH = "@fontsource/stix-two-math@5.3.0"
SERIF = "source-serif@4.5.1"
TEXT = (
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)]))
    + "ǎǐǒǔǖǘǚǜǍǏǑǓ\u0300\u0301\u0304\u030c‐‑‒–—‘’‚“”„†‡•…‰′″‹›€₂∂Δ∆∏Σ∑√∞∫≈≠≤≥−∗∙⋅"
    + "ΓΘΛΠΦΨΩαβγδεζηθικλμνξπρστυφχψω½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⁄←↑→↓↗↘↔○●◦■□▲△▼▽▶◀◆◇✓✗₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₊₋ₜₙᵢ"
)
FORMULAS = (
    "".join(
        map(
            chr,
            [*range(0x20, 0x7F), *range(0x391, 0x3CA), *range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C)]
            + [0x3D1, 0x3D5, 0x3F1, 0x3F5, 0x210E, *range(0x300, 0x30D), *range(0x20D0, 0x20D2), 0x20D7],
        )
    )
    + "\xa0±·×÷¬¯´˘˙¨ˆˇ˜‖…′″∂∅∆∇∈∉∏∑−∓∗∘√∝∞∣∥∧∨∩∪∫∼≈≠≡≤≥≪≫≺≻⊂⊆⋅⋮⋯⌈⌉⌊⌋⟨⟩→←↔⇒⇔↦ℓℝ⏞⏟⎴⎵"
)
SOURCES = {
    "Inter-Regular": (INTER, "package/web/Inter-Regular.woff2"),
    "Inter-SemiBold": (INTER, "package/web/Inter-SemiBold.woff2"),
    "SourceSerif4-Regular": (SERIF, "package/WOFF2/TTF/SourceSerif4-Regular.ttf.woff2"),
    "SourceSerif4-It": (SERIF, "package/WOFF2/TTF/SourceSerif4-It.ttf.woff2"),
    "SourceSerif4-Semibold": (SERIF, "package/WOFF2/TTF/SourceSerif4-Semibold.ttf.woff2"),
    "STIXTwoMath": (MATH, "package/files/stix-two-math-latin-400-normal.woff2"),
}


def unpack(package: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            return {m.name: tar.extractfile(m).read() for m in tar.getmembers() if m.isfile()}


def main() -> None:
    packages = {package: unpack(package) for package in (INTER, SERIF, MATH)}
    features = [
        "kern",
        "mark",
        "mkmk",
        "ccmp",
        "tnum",
        "lnum",
        "sups",
        "subs",
        "frac",
        "numr",
        "dnom",
        "ssty",
    ]
    options = subset.Options(
        layout_features=features, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    )
    for name, (package, path) in SOURCES.items():
        font = TTFont(io.BytesIO(packages[package][path]), recalcTimestamp=False)
        text = FORMULAS if name == "STIXTwoMath" else TEXT
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        missing = sorted(set(text) - set(map(chr, font.getBestCmap())))
        for record in font["name"].names:
            if name.startswith("Inter") and record.nameID in (1, 16):
                record.string = "Inter"  # one family for matplotlib, told apart by weight
            if name.startswith("Source") and record.nameID in (1, 3, 4, 6, 16):
                record.string = "LadderSerif"  # "Source" is a reserved name: a cut version needs another
        if name.startswith("Inter"):
            font.flavor = None
            font.save(FIGURES / f"{name}.ttf")
        font.flavor = "woff2"
        font.save(WEB / f"{name}.woff2")
        size = (WEB / f"{name}.woff2").stat().st_size
        print(f"{name}: {size / 1000:.1f} kB, not in the font: {''.join(missing)}")
    for folder in (WEB, FIGURES):
        (folder / "OFL-Inter.txt").write_bytes(packages[INTER]["package/LICENSE.txt"])
    (WEB / "OFL-STIXTwoMath.txt").write_bytes(packages[MATH]["package/LICENSE"])
    (WEB / "OFL-SourceSerif4.txt").write_bytes(packages[SERIF]["package/LICENSE.md"])


if __name__ == "__main__":
    main()
