"""Running several SQL statements inside a transaction that is already open."""

import sqlite3


def run_statements(connection: sqlite3.Connection, statements: str) -> None:
    """Execute several statements inside the transaction that is open (``executescript`` would commit it).

    A statement ends where SQLite says it does, so triggers may contain semicolons.
    """
    pending = ""
    for line in statements.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            connection.execute(pending)
            pending = ""
    if pending.strip():
        connection.execute(pending)
