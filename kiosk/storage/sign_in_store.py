"""What Planning Center last said to this station's sign-in."""

import sqlite3
from dataclasses import dataclass

from kiosk.storage.database import Database

_KEY = "sign_in_refused"


@dataclass(frozen=True, slots=True)
class SqliteSignInState:
    """Remembers a refusal until a later sign-in is accepted."""

    database: Database

    async def was_refused(self) -> bool:
        """Whether the last request was refused for its sign-in."""
        return await self.database.read(_was_refused)

    async def heard(self, *, refused: bool) -> None:
        """Write down what was said, if it is news."""
        if await self.was_refused() != refused:
            await self.database.run(lambda connection: _write(connection, refused))


def _was_refused(connection: sqlite3.Connection) -> bool:
    return connection.execute("select 1 from setting where key = ?", (_KEY,)).fetchone() is not None


def _write(connection: sqlite3.Connection, refused: bool) -> None:
    if refused:
        connection.execute("insert or replace into setting(key, value) values(?, '1')", (_KEY,))
    else:
        connection.execute("delete from setting where key = ?", (_KEY,))
