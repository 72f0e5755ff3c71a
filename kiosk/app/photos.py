"""Photos for an open church: fetched after a pull, made small away from the screen's thread."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from kiosk.app.compose import Church
from kiosk.app.sign_in import usable_sign_in
from kiosk.pco.photo_host import PhotosOverHttp
from kiosk.services.photos import PHOTO_PIXELS, Photos
from kiosk.storage.photo_store import SqlitePhotos

_MOST_PIXELS_EACH_WAY = 4000
"""A picture of a few bytes can unpack to a computer's whole memory."""
_QUALITY = 82


@asynccontextmanager
async def photos_of(church: Church) -> AsyncIterator[Photos]:
    """The photos of a church as its settings have them, the line to them closed afterwards."""
    kept = await usable_sign_in(church.config)
    host = PhotosOverHttp(kept.base_url if kept is not None else church.config.base_url)
    try:
        yield Photos(host, SqlitePhotos(church.database), shrunk, church.settings.shows_photos)
    finally:
        await host.close()


async def shrunk(raw: bytes) -> bytes | None:
    """A picture as a small JPEG without anything but its pixels; None for what is no picture."""
    _load_formats()
    return await asyncio.to_thread(_shrunk, raw)


@cache
def _load_formats() -> None:
    # WORKAROUND Qt's image formats stay with the thread that first needs them, and complain in others where there is no
    # application, as under ``kiosk sync``. What is no format at all makes it try every one.
    QImage.fromData(b"no picture at all")


def _shrunk(raw: bytes) -> bytes | None:
    # By files: a QBuffer belongs to a thread, and PySide lets go of it in another.
    with TemporaryDirectory() as folder:
        there, small = Path(folder, "there"), Path(folder, "small.jpg")
        there.write_bytes(raw)
        picture = _read(str(there))
        if picture.isNull():
            return None
        # Without a transparent ground, which a JPEG turns black.
        flat = QImage(picture.size(), QImage.Format.Format_RGB32)
        flat.fill(Qt.GlobalColor.white)
        with QPainter(flat) as painter:
            painter.drawImage(0, 0, picture)
        writer = QImageWriter(str(small))
        writer.setQuality(_QUALITY)
        return small.read_bytes() if writer.write(flat) else None


def _read(file: str) -> QImage:
    """The picture in a file, the right way up and scaled down while it is read; a null one for what is no picture."""
    reader = QImageReader(file)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _MOST_PIXELS_EACH_WAY:
        return QImage()
    square = QSize(PHOTO_PIXELS, PHOTO_PIXELS)
    if min(size.width(), size.height()) > PHOTO_PIXELS:
        reader.setScaledSize(size.scaled(square, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return reader.read()
