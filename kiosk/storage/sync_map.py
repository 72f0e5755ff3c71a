"""Which row here is which record of Planning Center, and how the two stand to each other."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

_NOTE = """
insert into pco_sync_map(local_type, local_id, pco_id, pco_updated_at, last_synced_at, sync_status)
values(?1, ?2, ?2, ?3, ?4, 'synced')
on conflict(local_type, local_id) do update set pco_updated_at = excluded.pco_updated_at,
    last_synced_at = excluded.last_synced_at,
    sync_status = case when sync_status in ('pending_push', 'conflict') then sync_status else 'synced' end
"""


def connection_of(tables: "Tables") -> Connection:
    """The plain connection behind sqlite-utils' tables."""
    assert isinstance(tables.conn, Connection)
    return tables.conn


def upsert(tables: "Tables", table: str, rows: Sequence[dict[str, Any]], key: str) -> None:
    """Insert rows or overwrite the columns given; what a row holds beside them stays."""
    if rows:
        tables.table(table).upsert_all(rows, pk=key)


def note_synced(connection: Connection, local_type: str, records: Iterable[tuple[str, str | None]], at: str) -> None:
    """Note that records (id, ``updated_at``) were just read; what waits to be sent keeps waiting."""
    connection.executemany(_NOTE, [(local_type, id, updated_at, at) for id, updated_at in records])


def counts_by_status(connection: Connection) -> dict[str, int]:
    """How many records stand how."""
    return dict(connection.execute("select sync_status, count(*) from pco_sync_map group by sync_status").fetchall())
