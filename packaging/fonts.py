"""Make the fonts in resources/fonts from their sources: cut to the writing systems churches meet, renamed, without hints.

    python packaging/fonts.py --inter DIR --noto DIR --cjk DIR --emoji FILE

needs ``fonttools[woff]`` and is run by hand when a source changes; resources/fonts/README.md says where the sources come from.
The families get names of their own so that a copy of Noto or Inter installed on the machine can never be drawn instead:
a label comes out the same everywhere. Line heights are evened out, so that a row does not grow when a name is in Arabic.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "resources" / "fonts"
ASCENT, DESCENT = 0.969, 0.241
"""Inter's own, in em."""
MOST_ASCENT, MOST_DESCENT = 1.05, 0.38
"""Writing systems that stack marks may take this much, in em."""

LATIN_GREEK_CYRILLIC = (
    (0x20, 0x7E), (0xA0, 0x2AF), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1AB0, 0x1AC0), (0x1C80, 0x1C88),
    (0x1D00, 0x1DFF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2713, 0x2717), (0x2C60, 0x2C7F), (0xA720, 0xA7FF),
    (0xAB30, 0xAB6F), (0xFB00, 0xFB06), (0xFE20, 0xFE2F), (0xFFFD, 0xFFFD),
)  # fmt: skip
CJK_BEYOND_THE_CODED_SETS = ((0x3000, 0x318F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0xAC00, 0xD7A3), (0xFF00, 0xFFEF))

SCRIPTS = {
    # Noto's name: weights to take. One weight where the face is large and rare; Qt thickens it for bold.
    "Arabic": ("Regular", "Bold"), "Hebrew": ("Regular", "Bold"), "Devanagari": ("Regular", "Bold"),
    "Ethiopic": ("Regular", "Bold"), "Thai": ("Regular", "Bold"), "Armenian": ("Regular", "Bold"),
    "Georgian": ("Regular", "Bold"), "Tamil": ("Regular", "Bold"), "Khmer": ("Regular", "Bold"),
    "Lao": ("Regular", "Bold"), "Gurmukhi": ("Regular", "Bold"), "Myanmar": ("Regular",), "Bengali": ("Regular",),
    "Gujarati": ("Regular",), "Telugu": ("Regular",), "Kannada": ("Regular",), "Malayalam": ("Regular",),
    "Sinhala": ("Regular",), "Oriya": ("Regular",), "Syriac": ("Regular",), "Cherokee": ("Regular",),
    "CanadianAboriginal": ("Regular",), "NKo": ("Regular",), "Adlam": ("Regular",), "Tifinagh": ("Regular",),
}  # fmt: skip
WITH_LATIN_METRICS = {"Hebrew", "Armenian", "Georgian", "Cherokee", "CanadianAboriginal", "Tifinagh"}


def main() -> None:
    """Write every font anew."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("inter", "noto", "cjk", "emoji"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    given = arguments.parse_args()
    latin = _codes(LATIN_GREEK_CYRILLIC)
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        _make(given.inter / "web" / f"Inter-{weight}.woff2", "Sans", weight, latin, ("tnum", "zero", "case", "calt"))
    for weight in ("SemiBold", "Bold", "ExtraBold"):
        source = given.inter / "display" / f"InterDisplay-{weight}.woff2"
        _make(source, "Display", weight, latin, ("tnum", "zero", "case", "calt"))
    for weight in ("Regular", "Bold"):
        _make(given.noto / f"NotoSans-{weight}.ttf", "Noto", weight, latin, ("liga",))
    for script, weights in SCRIPTS.items():
        for weight in weights:
            source = given.noto / f"NotoSans{script}-{weight}.ttf"
            _make(source, f"Noto {script}", weight, None, ("*",), evened=script in WITH_LATIN_METRICS)
    for weight in ("Regular", "Bold"):
        _make(
            given.cjk / f"NotoSansCJK-{weight}.ttc", "Noto CJK", weight, _cjk_codes(), ("ljmo", "vjmo", "tjmo"), face=2
        )
    _make(given.emoji, "Noto Emoji", "Regular", None, ())


def _make(
    source: Path,
    family: str,
    weight: str,
    codes: set[int] | None,
    features: Iterable[str],
    *,
    face: int = 0,
    evened: bool = True,
) -> None:
    font = TTFont(source, fontNumber=face if source.suffix == ".ttc" else -1)
    font.flavor = None
    options = subset.Options()
    options.layout_features = ["*"] if "*" in features else ["kern", "mark", "mkmk", "ccmp", "locl", "rlig", *features]
    if family == "Noto CJK":
        options.layout_features = ["kern", "ccmp", *features]  # locl would bring every region's variant of every glyph
    options.hinting = False
    options.name_IDs = [0, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "meta", "STAT", "vhea", "vmtx", "VORG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes if codes is not None else set(font.getBestCmap()))
    subsetter.subset(font)
    _even_out(font, evened)
    _rename(font, f"Kiosk {family}", weight)
    suffix = "otf" if "CFF " in font else "ttf"
    path = TARGET / f"Kiosk{family.replace(' ', '')}-{weight}.{suffix}"
    font.save(path)
    print(f"{path.name:36} {path.stat().st_size / 1000:8.0f} kB {len(font.getBestCmap()):6} characters")


def _even_out(font: TTFont, evened: bool) -> None:
    em = font["head"].unitsPerEm
    ascent, descent = ASCENT, DESCENT
    if not evened:
        ascent = min(max(font["hhea"].ascent / em, ASCENT), MOST_ASCENT)
        descent = min(max(-font["hhea"].descent / em, DESCENT), MOST_DESCENT)
    up, down = round(ascent * em), round(descent * em)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = up, -down, 0
    metrics = font["OS/2"]
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = up, -down, 0
    metrics.usWinAscent, metrics.usWinDescent = up, down


def _rename(font: TTFont, family: str, weight: str) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 13, 14) and record.platformID == 3]
    plain = weight in ("Regular", "Bold")
    said = {
        1: family if plain else f"{family} {weight}",
        2: weight if plain else "Regular",
        3: f"{family} {weight}; made by packaging/fonts.py",
        4: f"{family} {weight}",
        5: "Version 1.0",
        6: f"{family.replace(' ', '')}-{weight}",
    }
    if not plain:
        said |= {16: family, 17: weight}
    for identity, text in said.items():
        names.setName(text, identity, 3, 1, 0x409)
    if "CFF " in font:
        compact = font["CFF "].cff
        compact.fontNames = [said[6]]
        compact.topDictIndex[0].FamilyName = family
        compact.topDictIndex[0].FullName = said[4]


def _codes(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


def _cjk_codes() -> set[int]:
    """What the national standards of mainland China, Taiwan, Japan and Korea hold, and every syllable of Hangul."""
    coded = {
        ord(character)
        for encoding in ("gb2312", "big5", "shift_jis", "euc_kr")
        for character in _two_byte_characters(encoding)
    }
    ideographs = {code for code in coded if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF}
    return ideographs | _codes(CJK_BEYOND_THE_CODED_SETS)


def _two_byte_characters(encoding: str) -> Iterator[str]:
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                yield from bytes((first, second)).decode(encoding)
            except UnicodeDecodeError:
                continue


if __name__ == "__main__":
    main()
