"""This station's printer: which one, and the worker that feeds it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from kiosk.app.compose import Church
from kiosk.app.helper_desk import today_of
from kiosk.domain.ids import CheckInGroupId, PrintJobId
from kiosk.domain.problems import NotKnown
from kiosk.printing.address import printer_addresses
from kiosk.services.printer_pool import PrinterPool, StationPrinter


def worker_for(church: Church) -> PrinterPool | None:
    """What feeds this station's printers; None where there is none. Raises SettingNotValid for an address with a mistake."""
    return pool_at(church, church.settings.printer)


def pool_at(church: Church, addresses: str, *, prefix: str = "") -> PrinterPool | None:
    """What feeds the printers at addresses with blanks between them: the station's own, then those that stand in for it.

    ``prefix``: what the queue calls them, with a number; the station's own are "", "1" and so on. Raises SettingNotValid.
    """
    # Imported here: drawing and python-escpos are not needed before the first label.
    from kiosk.app.label_designs import design_shelf
    from kiosk.printing.pipeline import draw
    from kiosk.printing.printers import printer_for
    from kiosk.printing.stock import stock_named
    from kiosk.services.label_samples import PEOPLE, samples_of

    designs = design_shelf(church)
    printers = [
        StationPrinter(f"{prefix}{number or ''}", address.stock, printer_for(address, designs))
        for number, address in enumerate(printer_addresses(addresses))
    ]
    if not printers:
        return None

    def warm_up(stock: str) -> None:
        samples = samples_of(PEOPLE[0], church.settings.label_language)
        for kind in ("name", "security"):
            draw(samples[kind], stock_named(stock), designs)

    return PrinterPool(church.queue, printers, today=lambda: today_of(church), warm_up=warm_up)


def ready_to_draw() -> None:
    """Make what Qt needs to draw outside of a station; without it the process would die at the first stroke."""
    from kiosk.printing.drawing import ensure_application

    ensure_application()


async def keep_labels(church: Church, group_id: CheckInGroupId, folder: Path) -> tuple[Path, ...]:
    """The labels of a check-in group as PNG files, drawn as they print. Raises NotKnown for a group without labels."""
    from kiosk.app.label_designs import design_shelf
    from kiosk.printing.pipeline import picture_of
    from kiosk.printing.stock import DEFAULT_STOCK, stock_named

    jobs = [job for job in await church.queue.of_group(group_id) if job.label is not None]
    if not jobs:
        raise NotKnown(group=group_id)
    ready_to_draw()
    addresses = printer_addresses(church.settings.printer)
    stock = stock_named(addresses[0].stock if addresses else DEFAULT_STOCK)
    designs = design_shelf(church)
    return _drawn(folder, [(job.kind.value, picture_of(job.label, stock, designs)) for job in jobs if job.label])


async def label_picture(church: Church, job_id: PrintJobId) -> bytes:
    """A label of the queue exactly as it prints on the station's own paper, as PNG; empty where its data is cleared."""
    from kiosk.app.label_designs import design_shelf
    from kiosk.printing.pipeline import picture_of
    from kiosk.printing.stock import DEFAULT_STOCK, stock_named

    job = await church.queue.job(job_id)
    if job is None or job.label is None:
        return b""
    ready_to_draw()
    addresses = printer_addresses(church.settings.printer)
    stock = stock_named(addresses[0].stock if addresses else DEFAULT_STOCK)
    return await asyncio.to_thread(picture_of, job.label, stock, design_shelf(church))


def _drawn(folder: Path, labels: Sequence[tuple[str, bytes]]) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    kept = []
    for number, (kind, picture) in enumerate(labels, 1):
        path = folder / f"{number:02}-{kind}.png"
        path.write_bytes(picture)
        kept.append(path)
    return tuple(kept)
