"""The typefaces that ship with the program: their files, and in which order families are asked for a character.

No Qt here: screens and labels each add the files to their own font database. The families carry names of their own, so that
a font installed on the machine is never drawn instead (packaging/fonts.py).
"""

from pathlib import Path

from kiosk.resources import resource_path

_LATIN_FACES = (
    ("Kiosk Sans", ("Regular", "Medium", "SemiBold", "Bold"), "ttf"),
    ("Kiosk Display", ("SemiBold", "Bold", "ExtraBold"), "ttf"),
)
_OTHER_FACES = (
    # Latin, Greek and Cyrillic first, then the scripts with a bold of their own, then the large ones, then pictures.
    ("Kiosk Noto", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Arabic", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Hebrew", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Armenian", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Georgian", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Ethiopic", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Devanagari", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Gurmukhi", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Tamil", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Thai", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Lao", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto Khmer", ("Regular", "Bold"), "ttf"),
    ("Kiosk Noto CJK", ("Regular", "Bold"), "otf"),
    ("Kiosk Noto Bengali", ("Regular",), "ttf"),
    ("Kiosk Noto Gujarati", ("Regular",), "ttf"),
    ("Kiosk Noto Oriya", ("Regular",), "ttf"),
    ("Kiosk Noto Telugu", ("Regular",), "ttf"),
    ("Kiosk Noto Kannada", ("Regular",), "ttf"),
    ("Kiosk Noto Malayalam", ("Regular",), "ttf"),
    ("Kiosk Noto Sinhala", ("Regular",), "ttf"),
    ("Kiosk Noto Myanmar", ("Regular",), "ttf"),
    ("Kiosk Noto Syriac", ("Regular",), "ttf"),
    ("Kiosk Noto Cherokee", ("Regular",), "ttf"),
    ("Kiosk Noto CanadianAboriginal", ("Regular",), "ttf"),
    ("Kiosk Noto NKo", ("Regular",), "ttf"),
    ("Kiosk Noto Adlam", ("Regular",), "ttf"),
    ("Kiosk Noto Tifinagh", ("Regular",), "ttf"),
    ("Kiosk Noto Emoji", ("Regular",), "ttf"),
)

_Faces = tuple[tuple[str, tuple[str, ...], str], ...]


def _files(faces: _Faces) -> tuple[Path, ...]:
    return tuple(
        resource_path("fonts", f"{family.replace(' ', '')}-{weight}.{suffix}")
        for family, weights, suffix in faces
        for weight in weights
    )


LATIN_FILES = _files(_LATIN_FACES)
"""Inter: all that words in Latin letters need."""
OTHER_FILES = _files(_OTHER_FACES)
"""Adding these takes some 15 ms; their glyphs are read when first drawn."""
FONT_FILES = LATIN_FILES + OTHER_FILES
"""Every file to add."""

_LAST_OF_LATIN = "\u024f"


def is_latin(text: str) -> bool:
    """Whether Inter alone draws every character of it."""
    return max(text, default="") <= _LAST_OF_LATIN


_OTHER_FAMILIES = tuple(family for family, _, _ in _OTHER_FACES)

TEXT_FAMILIES: tuple[str, ...] = ("Kiosk Sans", *_OTHER_FAMILIES)
"""For running text: Inter, then Noto for every other script, in the order to ask. Weights 400, 500, 600, 700."""

DISPLAY_FAMILIES: tuple[str, ...] = ("Kiosk Display", *_OTHER_FAMILIES)
"""For large text: Inter Display, then as above. Weights 600, 700, 800."""
