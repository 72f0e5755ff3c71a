"""How many rows each table has: what can be told of a file without telling what stands in it."""

from collections.abc import Mapping
from sqlite3 import Connection

_SEARCH_INDEX = "person_fts"


def rows_by_table(connection: Connection) -> Mapping[str, int]:
    """The number of rows of every table, by name; the search index and what belongs to it are left out."""
    # Imported here: only a support bundle asks for this.
    from sqlite_utils import Database as Tables

    tables = Tables(connection, recursive_triggers=False).tables
    return {table.name: table.count for table in tables if not table.name.startswith(_SEARCH_INDEX)}
