"""Labels of somebody whose check-in was taken back: those that still wait do not come out any more."""

import sqlite3
from datetime import datetime

from kiosk.domain.ids import CheckInId, PrintJobId
from kiosk.domain.labels import PrintState
from kiosk.storage.spool_store import settle

_UNDONE = "check-in undone"
_NAME_LABELS = "select id from print_job where key >= ? || ':' and key < ? || ';' and state in ('queued', 'held')"
_TAG = """
select print_job.id from print_job where kind = 'security' and state in ('queued', 'held')
and group_id = (select group_id from check_in where id = ?1)
and not exists(select 1 from check_in where check_in.group_id = print_job.group_id and is_undone = 0)
"""


def cancel_of_check_in(connection: sqlite3.Connection, check_in_id: CheckInId, at: datetime) -> None:
    """Cancel what waits for this check-in, and the adult's label if nobody of the visit is left."""
    rows = connection.execute(_NAME_LABELS, (check_in_id, check_in_id)).fetchall()
    rows += connection.execute(_TAG, (check_in_id,)).fetchall()
    for (job_id,) in rows:
        settle(connection, PrintJobId(job_id), PrintState.CANCELLED, _UNDONE, at)
