"""Writing options, kinds of heads and Planning Center's own counts into the cache: what is told of one owner is all it has."""

from collections.abc import Sequence
from sqlite3 import Connection

from kiosk.domain.counts_there import TimeCounts
from kiosk.services.pulled import AttendanceTypesOfEvent, CountsOfTime, OptionsOfLocation

_KEEP_COUNTS = "insert or replace into time_count_there values(?, ?, ?, ?, ?)"


def keep_attendance_types(connection: Connection, told: Sequence[AttendanceTypesOfEvent]) -> None:
    """Write the kinds of heads that are counted at events."""
    connection.executemany("delete from attendance_type where event = ?", [(one.event_id,) for one in told])
    connection.executemany(
        "insert or replace into attendance_type values(?, ?, ?, ?, ?)",
        [(kind.id, kind.event_id, kind.name, kind.color, kind.limit) for one in told for kind in one.types],
    )


def keep_options(connection: Connection, told: Sequence[OptionsOfLocation]) -> None:
    """Write the options of rooms."""
    connection.executemany("delete from check_in_option where location = ?", [(one.location_id,) for one in told])
    connection.executemany(
        "insert or replace into check_in_option values(?, ?, ?, ?, ?)",
        [(o.location_id, o.id, o.body, o.quantity, o.label_id) for one in told for o in one.options],
    )


def keep_counts_of_times(connection: Connection, told: Sequence[CountsOfTime]) -> None:
    """Write what was counted at event times."""
    keep_counts(connection, [one.checked_in for one in told])
    counted = [one for one in told if one.headcounts is not None]
    connection.executemany(
        "delete from headcount_there where event_time = ?", [(one.event_time_id,) for one in counted]
    )
    connection.executemany(
        "insert or replace into headcount_there values(?, ?, ?, ?)",
        [(o.id, o.event_time_id, o.attendance_type_id, o.total) for one in counted for o in one.headcounts or ()],
    )


def keep_counts(connection: Connection, counts: Sequence[TimeCounts]) -> None:
    """Write how many were checked in, to times and to rooms at times; no location is every room together."""
    connection.executemany(
        _KEEP_COUNTS,
        [(one.event_time_id, one.location_id or "", one.regular, one.guest, one.volunteer) for one in counts],
    )
