"""This station's printer: which one, and the worker that feeds it."""

from collections.abc import Sequence
from pathlib import Path

from kiosk.app.compose import Church
from kiosk.domain.ids import CheckInGroupId
from kiosk.domain.problems import NotKnown
from kiosk.printing.address import printer_address
from kiosk.services.print_labels import PrintWorker


def worker_for(church: Church) -> PrintWorker | None:
    """The worker of this station's printer; None where there is none. Raises SettingNotValid for an address with a mistake."""
    # Imported here: drawing and python-escpos are not needed before the first label.
    from kiosk.printing.printers import printer_at

    printer = printer_at(church.settings.printer)
    return PrintWorker(church.queue, printer) if printer is not None else None


def ready_to_draw() -> None:
    """Make what Qt needs to draw outside of a station; without it the process would die at the first stroke."""
    from kiosk.printing.drawing import ensure_application

    ensure_application()


async def keep_labels(church: Church, group_id: CheckInGroupId, folder: Path) -> tuple[Path, ...]:
    """The labels of a check-in group as PNG files, drawn as they print. Raises NotKnown for a group without labels."""
    from kiosk.printing.pipeline import draw
    from kiosk.printing.stock import DEFAULT_STOCK, stock_named

    jobs = [job for job in await church.queue.of_group(group_id) if job.label is not None]
    if not jobs:
        raise NotKnown(group=group_id)
    ready_to_draw()
    address = printer_address(church.settings.printer)
    stock = stock_named(address.stock if address is not None else DEFAULT_STOCK)
    return _drawn(folder, [(job.kind.value, draw(job.label, stock).bitmap.to_png()) for job in jobs if job.label])


def _drawn(folder: Path, labels: Sequence[tuple[str, bytes]]) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    kept = []
    for number, (kind, picture) in enumerate(labels, 1):
        path = folder / f"{number:02}-{kind}.png"
        path.write_bytes(picture)
        kept.append(path)
    return tuple(kept)
