"""A station that dies while it prints: its arguments are a data folder, a printer's address, first-byte, last-byte or "killed"."""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.app.clock import MachineClock
from kiosk.domain.labels import Label
from kiosk.printing.printers import printer_at
from kiosk.services.print_labels import PrintWorker
from kiosk.services.printing_ports import Health, LabelPrinter, Outcome
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.print_queue import SqlitePrintQueue

DIED = 9


class DeadlyPrinter:
    """A real printer; the process ends without a word before its first byte or after its last."""

    def __init__(self, printer: LabelPrinter, moment: str) -> None:
        self._printer, self._moment = printer, moment
        self.address = printer.address

    def probe(self) -> Health:
        return self._printer.probe()

    def print(self, label: Label, tag: str, started: Callable[[], None]) -> Outcome:
        def first_byte() -> None:
            started()
            if self._moment == "first-byte":
                os._exit(DIED)

        self._printer.print(label, tag, first_byte)
        os._exit(DIED)


async def main(folder: Path, address: str, moment: str) -> None:
    """Print until death."""
    database = Database(DataFolder(folder))
    await database.open()
    printer = printer_at(address)
    assert printer is not None
    deadly = printer if moment == "killed" else DeadlyPrinter(printer, moment)
    await PrintWorker(SqlitePrintQueue(database, MachineClock()), deadly).run()


def ready() -> None:
    """Import what a child needs; Qt itself starts in the child."""
    import kiosk.printing.escpos_printer
    import kiosk.printing.escpos_transport  # noqa: F401


def print_until_killed(folder: str, address: str) -> None:
    """For `tests.support.forking`."""
    asyncio.run(main(Path(folder), address, "killed"))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
