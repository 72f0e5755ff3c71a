"""The look on one sheet: colours with their contrasts, type, spaces, controls, motion and icons, drawn from the real tokens.

python -m kiosk.app.look_sheet --to FILE [--pictures DIR]
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app.screenshots import SIZES, look_for
from kiosk.resources import resource_path
from kiosk.ui.fonts import font_at, load_fonts
from kiosk.ui.icons import draw_icon
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import LETTER_KEY_MM, STAFF_TARGET_MM, TAP_GAP_MM, TAP_TARGET_MM, Type
from kiosk.ui.motion import SLIDE_MS
from kiosk.ui.screen_stack import TAP_GUARD_MS
from kiosk.ui.shapes import draw_body
from kiosk.ui.theme import Theme, Tokens, contrast
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.segments import Segments
from kiosk.ui.widgets.tick_mark import DRAW_MS
from kiosk.words.labels import TROUBLE_FOR_FAMILIES

_WIDTH, _MARGIN = 1600, 48
_SWATCH = QSize(232, 84)
_GROUNDS = {
    "accent_ink": "accent",
    "tint_ink": "tint",
    "warn": "warn_tint",
    "panel_ink": "panel_from",
    "panel_soft": "panel_from",
    "panel_pill_ink": "panel_pill",
}
"""What a colour of words lies on; others lie on paper."""
_SAMPLES = {
    Type.GREETING: "Good morning",
    Type.TITLE: "Who is here today?",
    Type.CODE: "XK7P",
    Type.DIGIT: "0190",
    Type.KEY: "1 2 3",
    Type.NAME: "Nguyễn Thị Ánh · محمد · 王小明",
    Type.BUTTON: "Check in 3 people",
    Type.PLAIN_BUTTON: "Start over",
    Type.LEAD: "Let’s get everyone to the right room.",
    Type.BODY: "or hold your family card to the scanner",
    Type.CHIP: "Kindergarten",
    Type.SMALL: "People as of 8:42",
}


class Sheet:
    """A page that is drawn from the top down."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self._painter = painter
        self.look = look
        self._y = _MARGIN

    @property
    def height(self) -> int:
        """Pixels drawn so far."""
        return self._y + _MARGIN

    def heading(self, text: str) -> None:
        """What comes next."""
        self._y += 36
        self._write(text, QRectF(_MARGIN, self._y, _WIDTH, 52), 38, QFont.Weight.Bold)
        self._y += 68

    def colours(self, look: Look) -> None:
        """Every token of a theme, with its number and, where words or controls are drawn with it, its contrast."""
        tokens = look.tokens
        names = [field.name for field in fields(Tokens) if str(getattr(tokens, field.name)).startswith("#")]
        columns = (_WIDTH - 2 * _MARGIN) // _SWATCH.width()
        rows = -(-len(names) // columns)
        area = QRectF(0, self._y, _WIDTH, rows * (_SWATCH.height() + 12) + 60)
        self._painter.fillRect(area, colour(tokens.paper))
        self._write(tokens.theme.value, area.adjusted(_MARGIN, 10, 0, -area.height() + 50), 24, ink=tokens.ink)
        for place, name in enumerate(names):
            row, column = divmod(place, columns)
            left = _MARGIN + column * _SWATCH.width()
            box = QRectF(left, self._y + 56 + row * (_SWATCH.height() + 12), 60, 60)
            draw_body(
                self._painter, look, box, 16, getattr(tokens, name), tokens.edge, look.metrics.hairline, is_raised=False
            )
            ground = getattr(tokens, _GROUNDS.get(name, "paper")) if name != "avatar_ink" else tokens.avatars[0]
            number = f"{getattr(tokens, name)}  {contrast(getattr(tokens, name), ground):.1f}"
            words = box.adjusted(70, 2, 150, 0)
            self._write(name, words.adjusted(0, 0, 0, -30), 17, QFont.Weight.DemiBold, tokens.ink)
            self._write(number, words.adjusted(0, 28, 0, 0), 15, ink=tokens.soft)
        self._y += round(area.height())

    def voices(self) -> None:
        """Every voice of the typography at its size on a 21.5 inch screen."""
        for voice, sample in _SAMPLES.items():
            font = self.look.font(voice)
            line = round(font.pixelSize() * 1.3) + 14
            note = f"{voice.name.lower()}  {voice.units} units, never under {voice.least_units}"
            self._write(note, QRectF(_MARGIN, self._y, 420, line), 18, ink=self.look.tokens.soft)
            self._painter.setFont(font)
            self._painter.setPen(colour(self.look.tokens.ink))
            self._painter.drawText(QRectF(_MARGIN + 440, self._y, _WIDTH, line), Qt.AlignmentFlag.AlignVCenter, sample)
            self._y += line

    def targets(self) -> None:
        """The sizes of what is tapped, to scale."""
        metrics, x = self.look.metrics, _MARGIN
        for text, millimetres in (
            ("families", TAP_TARGET_MM),
            ("volunteers", STAFF_TARGET_MM),
            ("letter keys", LETTER_KEY_MM),
            ("gap", TAP_GAP_MM),
        ):
            side = metrics.mm(millimetres)
            box = QRectF(x, self._y, side, side)
            radius = min(metrics.key_radius, side / 3)
            draw_body(
                self._painter, self.look, box, radius, self.look.tokens.card, self.look.tokens.edge, metrics.hairline
            )
            self._write(f"{text}: {millimetres:g} mm", QRectF(x + side + 14, self._y, 250, max(side, 30)), 20)
            x += side + 290
        self._y += metrics.mm(TAP_TARGET_MM) + 20

    def lines(self, *texts: str) -> None:
        """Sentences."""
        for text in texts:
            self._write(text, QRectF(_MARGIN, self._y, _WIDTH - 2 * _MARGIN, 38), 22)
            self._y += 40

    def widgets(self, makers: tuple[Callable[[Look], QWidget], ...]) -> None:
        """Real controls side by side."""
        x, tallest = _MARGIN, 0
        for make in makers:
            widget = make(self.look)
            size = widget.sizeHint()
            width = _WIDTH // 2 if isinstance(widget, Notice) else size.width()
            height = widget.heightForWidth(width) if widget.hasHeightForWidth() else size.height()
            widget.resize(width, height)
            self._painter.drawPixmap(QPoint(x, self._y), _pictured(widget, self.look))
            x, tallest = x + width + 32, max(tallest, height)
            widget.deleteLater()
        self._y += tallest + 20

    def icons(self) -> None:
        """Every icon with its name."""
        side, step = 48, 152
        columns = (_WIDTH - 2 * _MARGIN) // step
        names = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
        for place, name in enumerate(names):
            row, column = divmod(place, columns)
            left, top = _MARGIN + column * step, self._y + row * 96
            draw_icon(self._painter, name, QRectF(left, top, side, side), self.look.tokens.ink)
            self._write(name, QRectF(left, top + side + 6, step, 26), 15, ink=self.look.tokens.soft)
        self._y += -(-len(names) // columns) * 96

    def _write(
        self, text: str, area: QRectF, pixels: int, weight: QFont.Weight = QFont.Weight.Normal, ink: str = ""
    ) -> None:
        self._painter.setFont(font_at(pixels, weight))
        self._painter.setPen(QPen(colour(ink or self.look.tokens.ink)))
        self._painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)


def _pictured(widget: QWidget, look: Look) -> QPixmap:
    palette = widget.palette()
    palette.setColor(widget.backgroundRole(), colour(look.tokens.paper))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
    return widget.grab()


def _notice(look: Look) -> QWidget:
    notice = Notice(look)
    notice.say(look.words.say(TROUBLE_FOR_FAMILIES["paper_out"]))
    return notice


def _times(look: Look) -> QWidget:
    times = Segments(look, is_on_panel=False)
    times.display(("9:00", "10:45", "Both"), frozenset({0}))
    return times


def drawn() -> QImage:
    """The sheet. The application must exist and the fonts must be loaded."""
    look = look_for(SIZES["1920x1080"], Theme.LIGHT)
    # Drawn twice: first to see how tall it becomes.
    height = 4000
    for _ in range(2):
        image = QImage(_WIDTH, height, QImage.Format.Format_RGB32)
        image.fill(colour(look.tokens.paper))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = Sheet(painter, look)
        sheet.heading("Colour: tokens by their job, with the contrast to what they lie on")
        for theme in Theme:
            sheet.colours(look_for(SIZES["1920x1080"], theme))
        sheet.heading("Type: Inter, and Noto for every other script, in units of 1/96 inch")
        sheet.voices()
        sheet.heading("Space: what is tapped is measured on the glass, here on a 21.5 inch screen")
        sheet.targets()
        sheet.heading("One filled button a screen, what leads back is plain, amber asks to be read")
        sheet.widgets(
            (
                lambda look: PrimaryButton(look, "Check in 3 people"),
                lambda look: PlainButton(look, "Start over"),
                _times,
            )
        )
        sheet.widgets((_notice,))
        sheet.heading("Motion: little, short, and none with “reduce motion”")
        sheet.lines(
            "What is pressed shows it at once, by a darker fill and one pixel down.",
            f"A screen comes in within {SLIDE_MS} ms: from ahead on into the visit, from behind on the way back; the start fades in.",
            f"A tap that was meant for the screen before is let pass for {TAP_GUARD_MS} ms. Upright, the panel ends where it did before.",
            f"The tick of “You’re all set” is drawn within {DRAW_MS} ms. Nothing pulses, nothing bounces.",
        )
        sheet.heading("Icons: one family, outlined, drawn for this program, under its licence")
        sheet.icons()
        painter.end()
        height = sheet.height
    return image


def main(arguments: list[str]) -> int:
    """Draw the sheet. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.app.look_sheet", description="The look on one sheet.")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="draw the README's pictures of the screens, too")
    chosen = parser.parse_args(arguments)
    application = QApplication(sys.argv[:1])
    load_fonts()
    if chosen.pictures is not None:
        # These build on the samples of every kind of screen, which the sheet does not need.
        from kiosk.app.readme_pictures import draw_all

        draw_all(chosen.pictures)
    chosen.to.parent.mkdir(parents=True, exist_ok=True)
    drawn().save(str(chosen.to))
    sys.stdout.write(f"{chosen.to}\n")
    del application
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
