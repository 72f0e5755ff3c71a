"""Colours as tokens: light, dark and high contrast, and a church's own accent made readable in each."""

import enum
from dataclasses import dataclass, replace

TEXT_CONTRAST = 4.5
CONTROL_CONTRAST = 3.0
HIGH_CONTRAST = 7.0
"""WCAG 2.2: AA for text (1.4.3), for controls (1.4.11), AAA for text (1.4.6)."""


class Theme(enum.StrEnum):
    """How a station looks."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by their job, as "#rrggbb".

    ``edge`` draws what shows where a control is, ``line`` only decorates. ``tint_pressed`` fills a key under the finger.
    ``panel_…`` is the coloured panel and what lies on it.
    """

    theme: Theme
    paper: str
    card: str
    pressed: str
    ink: str
    soft: str
    line: str
    edge: str
    accent: str
    accent_pressed: str
    accent_ink: str
    tint: str
    tint_pressed: str
    tint_ink: str
    warn: str
    warn_tint: str
    good: str
    focus: str
    panel_from: str
    panel_to: str
    panel_ink: str
    panel_soft: str
    panel_box: str
    panel_pill: str
    panel_pill_ink: str
    shadow_opacity: float
    avatars: tuple[str, ...]
    avatar_ink: str


AVATARS = ("#E8A598", "#9DB8E8", "#E9C46A", "#A8D5BA", "#C9B1E4", "#F2B8C6", "#9FD3D6", "#D8C3A5")

_LIGHT = Tokens(
    theme=Theme.LIGHT,
    paper="#FAF7F2",
    card="#FFFFFF",
    pressed="#F1ECE3",
    ink="#1C2430",
    soft="#565F6C",
    line="#E6DFD4",
    edge="#8D8577",
    accent="#1F6F5C",
    accent_pressed="#185848",
    accent_ink="#FFFFFF",
    tint="#E3F0EB",
    tint_pressed="#E3F0EB",
    tint_ink="#1B6352",
    warn="#97430A",
    warn_tint="#FDF0DC",
    good="#1F7A4D",
    focus="#1C2430",
    panel_from="#1F6F5C",
    panel_to="#143F36",
    panel_ink="#FFFFFF",
    panel_soft="#DDEBE6",
    panel_box="#2E6254",
    panel_pill="#F6E7B4",
    panel_pill_ink="#143F36",
    shadow_opacity=0.07,
    avatars=AVATARS,
    avatar_ink="#2A2230",
)

_DARK = replace(
    _LIGHT,
    theme=Theme.DARK,
    paper="#12171C",
    card="#1C232B",
    pressed="#27313B",
    ink="#F2F4F6",
    soft="#A7B0BC",
    line="#2C3640",
    edge="#6E7B89",
    accent="#4FBF9F",
    accent_pressed="#3FA588",
    accent_ink="#06231B",
    tint="#17352D",
    tint_pressed="#17352D",
    tint_ink="#6AD0B2",
    warn="#F2B25C",
    warn_tint="#3A2A12",
    good="#5ED39A",
    focus="#F2F4F6",
    panel_from="#1B5647",
    panel_to="#0C2A23",
    panel_ink="#F6FAF8",
    panel_soft="#CFE3DC",
    panel_box="#245346",
    shadow_opacity=0.35,
)

_HIGH_CONTRAST = replace(
    _LIGHT,
    theme=Theme.HIGH_CONTRAST,
    paper="#000000",
    card="#000000",
    pressed="#3A3A3A",
    ink="#FFFFFF",
    soft="#FFFFFF",
    line="#FFFFFF",
    edge="#FFFFFF",
    accent="#FFFFFF",
    accent_pressed="#D0D0D0",
    accent_ink="#000000",
    tint="#000000",
    tint_pressed="#4A4A4A",
    tint_ink="#FFFFFF",
    warn="#FFD35C",
    warn_tint="#000000",
    good="#FFFFFF",
    focus="#FFE600",
    panel_from="#000000",
    panel_to="#000000",
    panel_ink="#FFFFFF",
    panel_soft="#FFFFFF",
    panel_box="#000000",
    panel_pill="#FFFFFF",
    panel_pill_ink="#000000",
    shadow_opacity=0.0,
    avatars=("#FFFFFF",),
    avatar_ink="#000000",
)

_THEMES = {Theme.LIGHT: _LIGHT, Theme.DARK: _DARK, Theme.HIGH_CONTRAST: _HIGH_CONTRAST}


def tokens_for(theme: Theme, accent: str = "") -> Tokens:
    """The theme's colours, carrying the church's ``accent`` ("#rrggbb") as far as it stays readable.

    An accent that is too pale or too dark is moved along its own hue until every text on it and in it has 4.5:1. High contrast keeps
    black and white; an accent that is no colour is ignored.
    """
    tokens = _THEMES[theme]
    colour = _parsed(accent)
    if colour is None or theme is Theme.HIGH_CONTRAST:
        return tokens
    return _with_accent(tokens, colour)


def _with_accent(tokens: Tokens, colour: tuple[int, int, int]) -> Tokens:
    is_light = tokens.theme is Theme.LIGHT
    towards = (0, 0, 0) if is_light else (255, 255, 255)
    ink = "#FFFFFF" if is_light else _hex(_mixed(colour, (0, 0, 0), 0.86))
    accent = colour
    for step in range(21):
        accent = _mixed(colour, towards, step / 20)
        shown = _hex(accent)
        # A little more than the rule asks, so that a pressed or tinted shade of it still keeps the rule.
        if all(contrast(shown, ground) >= TEXT_CONTRAST + 0.4 for ground in (ink, tokens.paper, tokens.card)):
            break
    tint = _hex(_mixed(_rgb(tokens.card), accent, 0.12 if is_light else 0.18))
    tint_ink = _readable(accent, tint, towards, TEXT_CONTRAST)
    panel_from = _readable(accent if is_light else _mixed(colour, (0, 0, 0), 0.3), "#FFFFFF", (0, 0, 0), 6.0)
    panel_to = _hex(_mixed(_rgb(panel_from), (0, 0, 0), 0.42))
    return replace(
        tokens,
        accent=_hex(accent),
        accent_pressed=_hex(_mixed(accent, (0, 0, 0), 0.18 if is_light else 0.12)),
        accent_ink=ink,
        tint=tint,
        tint_pressed=tint,
        tint_ink=tint_ink,
        soft=_readable(_rgb(tokens.soft), tint, towards, TEXT_CONTRAST),
        good=_readable(_rgb(tokens.good), tint, towards, TEXT_CONTRAST),
        panel_from=panel_from,
        panel_to=panel_to,
        panel_soft=_hex(_mixed(_rgb(panel_from), (255, 255, 255), 0.84)),
        panel_box=_hex(_mixed(_rgb(panel_to), (255, 255, 255), 0.13)),
        panel_pill_ink=panel_to,
    )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: tuple[int, int, int], ground: str, towards: tuple[int, int, int], ratio: float) -> str:
    """The colour, moved towards black or white until it can be read on the ground."""
    for step in range(21):
        shown = _hex(_mixed(colour, towards, step / 20))
        if contrast(shown, ground) >= ratio:
            return shown
    return _hex(towards)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = _rgb(colour)
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def _parsed(text: str) -> tuple[int, int, int] | None:
    try:
        return _rgb(text) if len(text) == 7 and text.startswith("#") else None
    except ValueError:
        return None


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)


def _mixed(one: tuple[int, int, int], other: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    """``one`` with a ``share`` of ``other`` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
