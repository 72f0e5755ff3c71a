"""Attendance for other systems: CSV and JSON with one stable header.

HEADER names each column. Where other check-in APIs have a field for the same fact it goes by their name: ``event_key``,
``participant_id``, ``badge_number``, ``check_in_type`` (manual, scan, app), ``station``, ``checked_in_at``, ``checked_in_by``,
``checked_out_at``, ``checked_out_by``, ``is_checked_in``, ``notes``. New columns are only ever added at the end.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.ids import FactId
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import SettingNotValid
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.attendance_rows import AttendanceRow, AttendanceRows
from kiosk.services.door_ports import DoorBook
from kiosk.services.ports import Clock

HEADER = (
    "id",
    "check_in_group",
    "event_key",
    "event_id",
    "event_title",
    "event_time_id",
    "starts_at",
    "service_date",
    "location_id",
    "location",
    "participant_id",
    "contact",
    "badge_number",
    "kind",
    "check_in_type",
    "station",
    "checked_in_at",
    "checked_in_by",
    "checked_out_at",
    "checked_out_by",
    "is_checked_in",
    "confirmed_at",
    "is_first_time",
    "is_one_time_guest",
    "is_override",
    "is_duplicate",
    "is_checked_out_automatically",
    "notes",
)
"""The columns, in order. Moments are ISO 8601 in the church's time; claims are true or false; what is not known is empty."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Exports:
    """Hands attendance out; that it was handed out is written down."""

    rows: AttendanceRows
    door: DoorBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def check_ins(self, first: date, last: date, staff: StaffMember | None) -> tuple[Mapping[str, object], ...]:
        """Every check-in of the church's dates from first to last, both included, by the names of HEADER.

        ``staff`` None: the command line. Raises SettingNotValid if the last date comes before the first.
        """
        if last < first:
            raise SettingNotValid(first=first, last=last)
        rows = tuple(_record(row) for row in await self.rows.of_dates(first, last))
        now = self.clock.now()
        about = {"first": first.isoformat(), "last": last.isoformat(), "rows": len(rows)}
        fact = staff_fact(FactId(self.new_id(now)), now, StaffAction.EXPORTED, staff.id if staff else None, about)
        await self.door.log(fact)
        return rows


def _record(row: AttendanceRow) -> Mapping[str, object]:
    check_in = row.check_in
    values: tuple[object, ...] = (
        check_in.id,
        check_in.group_id,
        row.event_id,
        row.event_id,
        row.event_name,
        check_in.event_time_id,
        row.starts_at,
        row.service_date,
        check_in.location_id,
        row.location_name,
        check_in.person_id,
        row.person_name,
        check_in.pass_id,
        row.kind.value,
        row.method.value,
        row.station,
        row.checked_in_at,
        row.checked_in_by or None,
        row.checked_out_at,
        row.checked_out_by or None,
        check_in.is_inside,
        row.confirmed_at,
        row.is_first_time,
        row.is_one_time_guest,
        check_in.is_override,
        check_in.is_duplicate,
        check_in.is_out_automatically,
        row.note or None,
    )
    return dict(zip(HEADER, values, strict=True))


def as_document(first: date, last: date, rows: Iterable[Mapping[str, object]]) -> Mapping[str, object]:
    """The rows as one JSON document; ``contact`` is an object there, as other check-in APIs have it."""
    contacts = [{**row, "contact": {"id": row["participant_id"], "name": row["contact"]}} for row in rows]
    return {"from": first, "to": last, "header": HEADER, "check_ins": contacts}


def as_csv(rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as CSV with a header line (RFC 4180); a cell that a spreadsheet would take for a formula is quoted with ``'``."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in HEADER])
    return out.getvalue()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            text = str(value)
            return f"'{text}" if text.startswith(_FORMULA) else text
