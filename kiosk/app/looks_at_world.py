"""What the doctor sees around the data: Planning Center, the clock, the keyring, the printer, the screen, fonts and versions."""

import asyncio
import importlib.metadata
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from kiosk.app.config import Config
from kiosk.app.screen_probe import SMALLEST, probe_screen
from kiosk.app.sign_in import connected, sign_in_book, usable_sign_in
from kiosk.domain.clock_doubt import ClockFault, clock_doubt
from kiosk.domain.problems import Offline, Problem, TooFast, UnexpectedAnswer
from kiosk.fonts import FONT_FILES
from kiosk.services.doctor import Finding, Health, Look, failed, ok, warning
from kiosk.services.printing_ports import LabelPrinter, PrinterState
from kiosk.services.pull_plan import horizon
from kiosk.services.pulled import Ask, Resource
from kiosk.services.sign_in import Access, SignInPlace, look_at_access
from kiosk.storage.vital_signs import SQLITE_VERSION
from kiosk.words import Words
from kiosk.words import doctor as said
from kiosk.words.labels import TROUBLE
from kiosk.words.sign_in import MAY_NOT_SEE

WINDOW_PACKAGES = "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libegl1 libgl1"
_FONT_MAGIC = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_MINUTE = timedelta(minutes=1)


def looks_at_world(config: Config, printer: str, words: Words, newest_record: datetime | None) -> Mapping[str, Look]:
    """Everything that is not data. ``printer``: the address that is set; ``newest_record``: the last moment written here."""
    visit = Visit(config)
    return {
        "clock": partial(looks_at_clock, visit, words, newest_record),
        "network": partial(_network, visit, words),
        "sign_in": partial(_sign_in, visit, words),
        "products": partial(_products, visit, words),
        "keyring": partial(_keyring, config, words),
        "printer": partial(_printers, printer, words),
        "screen": partial(_screen, words),
        "fonts": partial(_fonts, words),
        "versions": partial(_versions, words),
    }


@dataclass(slots=True)
class Visit:
    """One call at Planning Center, for all who want to know what came of it."""

    config: Config
    has_sign_in: bool = False
    off_by: timedelta | None = None
    access: Access | None = None
    problem: Problem | None = None
    is_done: bool = False
    _once: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def made(self) -> "Visit":
        """The call, made when somebody first asks."""
        async with self._once:
            if not self.is_done:
                self.is_done = True
                await self._call()
        return self

    async def _call(self) -> None:
        kept = await usable_sign_in(self.config)
        self.has_sign_in = kept is not None
        if kept is None:
            return
        now = datetime.now(UTC)
        try:
            book = sign_in_book(self.config)
            async with connected(kept.kind, kept.values, kept.base_url, book, pauses=()) as gateway:
                page = await gateway.page(Ask(Resource.ORGANIZATION, horizon(now)))
                self.off_by = page.clock_off_by
                self.access = await look_at_access(gateway, now)
        except Problem as problem:
            self.problem = problem


async def looks_at_clock(visit: Visit, words: Words, newest_record: datetime | None) -> Finding:
    """The clock beside Planning Center's, or beside the record."""
    await visit.made()
    doubt = clock_doubt(datetime.now(UTC), measured_offset=visit.off_by, newest_record=newest_record)
    if doubt is None and visit.off_by is None:
        return (
            warning(words.say(said.CLOCK_NOT_COMPARED)) if visit.has_sign_in else ok(words.say(said.CLOCK_NOT_COMPARED))
        )
    if doubt is None:
        assert visit.off_by is not None
        return ok(words.say(said.CLOCK_OK, seconds=round(abs(visit.off_by).total_seconds())))
    minutes = round(doubt.off_by / _MINUTE)
    match doubt.fault:
        case ClockFault.FAST:
            return failed(words.say(said.CLOCK_FAST, minutes=minutes))
        case ClockFault.SLOW:
            return failed(words.say(said.CLOCK_SLOW, minutes=minutes))
        case ClockFault.BEHIND_RECORDS | ClockFault.BEFORE_RELEASE:
            return failed(words.say(said.CLOCK_BEHIND))


async def _network(visit: Visit, words: Words) -> Finding:
    await visit.made()
    if not visit.has_sign_in:
        return warning(words.say(said.NETWORK_NOT_TRIED))
    match visit.problem:
        case Offline():
            return failed(words.say(said.NETWORK_OFF))
        case UnexpectedAnswer():
            return failed(words.say(said.NETWORK_STRANGE))
        case _:
            return ok(words.say(said.NETWORK_OK))


async def _sign_in(visit: Visit, words: Words) -> Finding:
    await visit.made()
    if not visit.has_sign_in:
        is_for_another = await sign_in_book(visit.config).kept() is not None
        return failed(words.say(said.KEYRING_OTHER_SERVER if is_for_another else said.SIGN_IN_MISSING))
    match visit.problem:
        case Offline() | TooFast() | UnexpectedAnswer():
            return warning(words.say(said.SIGN_IN_UNKNOWN))
        case Problem() as problem:
            raise problem
    church = visit.access.church if visit.access is not None else ""
    return ok(words.say(said.SIGN_IN_OK, church=church))


async def _products(visit: Visit, words: Words) -> Finding:
    await visit.made()
    if visit.access is None:
        return warning(words.say(said.SIGN_IN_UNKNOWN if visit.has_sign_in else said.SIGN_IN_MISSING))
    if not visit.access.refused:
        return ok(words.say(said.PRODUCTS_OK))
    text = " ".join(words.say(MAY_NOT_SEE[product.value]) for product in visit.access.refused)
    return warning(text) if visit.access.is_enough else failed(text)


async def _keyring(config: Config, words: Words) -> Finding:
    book = sign_in_book(config)
    kept = await book.kept()
    match kept.place if kept is not None else None:
        case SignInPlace.ENVIRONMENT:
            return ok(words.say(said.KEYRING_ENVIRONMENT))
        case SignInPlace.KEYRING:
            return ok(words.say(said.KEYRING_OK))
        case SignInPlace.FILE:
            return ok(words.say(said.KEYRING_FILE, file=book.file))
    return ok(words.say(said.KEYRING_READY if await book.has_keyring() else said.KEYRING_NONE))


async def _printers(setting: str, words: Words) -> Finding:
    # Imported here: drawing and python-escpos are not needed by the other looks.
    from kiosk.printing.address import printer_addresses
    from kiosk.printing.printers import printer_for

    boxes = {printer.address: printer for printer in map(printer_for, printer_addresses(setting))}
    if not boxes:
        return ok(words.say(said.PRINTER_NONE))
    found = await asyncio.gather(*(_printer(printer, words) for printer in boxes.values()))
    worst = max((one.health for one in found), key=tuple(Health).index)
    return Finding(worst, " ".join(one.sentence for one in found))


async def _printer(printer: LabelPrinter, words: Words) -> Finding:
    health = await asyncio.to_thread(printer.probe)
    if health.state is PrinterState.READY:
        return ok(words.say(said.PRINTER_OK, printer=printer.address))
    if health.state is PrinterState.UNKNOWN and health.may_print:
        return ok(words.say(said.PRINTER_SILENT, printer=printer.address))
    trouble = words.say(TROUBLE.get(health.state.value, TROUBLE["unknown"]))
    text = words.say(said.PRINTER_TROUBLE, printer=printer.address, trouble=trouble)
    return warning(text) if health.may_print else failed(text)


async def _screen(words: Words) -> Finding:
    screen = await asyncio.to_thread(probe_screen)
    if screen is None:
        return warning(words.say(said.SCREEN_NONE))
    if not screen.opens:
        return failed(words.say(said.SCREEN_BROKEN, packages=WINDOW_PACKAGES))
    pixels = {"width": screen.width, "height": screen.height}
    if min(screen.width, screen.height) < min(SMALLEST) or max(screen.width, screen.height) < max(SMALLEST):
        return failed(words.say(said.SCREEN_SMALL, **pixels))
    if not (screen.across_mm and screen.along_mm):
        return warning(words.say(said.SCREEN_UNMEASURED, **pixels))
    return ok(words.say(said.SCREEN_OK, **pixels, across=round(screen.across_mm), along=round(screen.along_mm)))


async def _fonts(words: Words) -> Finding:
    missing = await asyncio.to_thread(lambda: [path for path in FONT_FILES if not _is_font(path)])
    if missing:
        return failed(words.say(said.FONTS_MISSING, count=len(missing), file=missing[0].name))
    return ok(words.say(said.FONTS_OK, count=len(FONT_FILES)))


def _is_font(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in _FONT_MAGIC
    except OSError:
        return False


async def _versions(words: Words) -> Finding:
    python, qt = platform.python_version(), await asyncio.to_thread(version_of, "PySide6-Essentials")
    if sys.version_info < (3, 12) and qt.startswith("6.12."):
        # It gives back None once too often there, and the interpreter ends (stack.md section 0).
        return failed(words.say(said.VERSIONS_BAD_QT, qt=qt, python=python))
    kiosk = version_of("kiosk")
    return ok(words.say(said.VERSIONS_OK, kiosk=kiosk, python=python, qt=qt, sqlite=SQLITE_VERSION))


def version_of(package: str) -> str:
    """The version that is installed, "?" where it does not say."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "?"
