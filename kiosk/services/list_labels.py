"""Lists on the label printer: who is in a room, and everyone inside, one label a room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.decisions import Decision
from kiosk.domain.ids import CheckInGroupId, PrintJobId
from kiosk.domain.labels import LabelKind, PrintJob, RoomListLabel, RoomListLine
from kiosk.domain.problems import PrinterUnavailable
from kiosk.services.door_ports import DoorBook
from kiosk.services.evacuation import Everyone, EveryoneLine
from kiosk.services.ports import Clock, StationSettings
from kiosk.services.printing_ports import names_a_printer
from kiosk.services.room_views import RoomView
from kiosk.words import Words
from kiosk.words.times import clock_time


@dataclass(frozen=True, slots=True)
class ListLabels:
    """Queues lists beside the labels of families; they wait for paper as every label does."""

    door: DoorBook
    clock: Clock
    settings: StationSettings
    new_id: Callable[[datetime], str]

    async def rooms(self, views: Iterable[RoomView], on: date) -> int:
        """Rooms with somebody in them; how many labels. Raises PrinterUnavailable where the station has no printer."""
        words = Words(self.settings.label_language)
        return await self._queue(
            self._label(
                view.name,
                view.event_name,
                " · ".join(dict.fromkeys(clock_time(words, line.starts_at) for line in view.present)),
                on,
                tuple(
                    RoomListLine(line.name, "", line.medical_notes, line.kind.value, line.security_code)
                    for line in view.present
                ),
            )
            for view in views
            if view.present
        )

    async def everyone(self, everyone: Everyone) -> int:
        """Everyone inside, with an adult's number each; how many labels. Raises as ``rooms``."""
        words = Words(self.settings.label_language)
        return await self._queue(
            self._label(
                room.name,
                everyone.church_name,
                clock_time(words, everyone.made_at),
                everyone.made_at.date(),
                tuple(RoomListLine(line.name, "", kind=line.kind.value, contact=_adult(line)) for line in room.lines),
            )
            for room in everyone.rooms
            if room.lines
        )

    def _label(self, room: str, event: str, time: str, on: date, lines: tuple[RoomListLine, ...]) -> RoomListLabel:
        is_rehearsal, language = self.settings.is_rehearsal, self.settings.label_language
        return RoomListLabel(room, event, time, on, lines, is_rehearsal=is_rehearsal, language=language)

    async def _queue(self, labels: Iterable[RoomListLabel]) -> int:
        if not names_a_printer(self.settings.printer):
            raise PrinterUnavailable()
        list_id = self.new_id(self.clock.now())
        jobs = tuple(
            PrintJob(
                PrintJobId(f"{list_id}-{LabelKind.ROOM_LIST.value}-{number}"),
                f"{list_id}:{LabelKind.ROOM_LIST.value}:{number}:0",
                CheckInGroupId(list_id),
                LabelKind.ROOM_LIST,
                label=label,
            )
            for number, label in enumerate(labels)
        )
        await self.door.record(lambda _view: (Decision(jobs=jobs), None))
        return len(jobs)


def _adult(line: EveryoneLine) -> str:
    """Whom to call."""
    return next((f"{adult.name} {adult.phone}" for adult in line.adults if adult.phone), "")
