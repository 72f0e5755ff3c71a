"""The count of changes that the tables of the program keep by themselves."""

from dataclasses import dataclass

from kiosk.storage.database import Database


@dataclass(frozen=True, slots=True)
class SqliteChanges:
    """`kiosk.services.ports.ChangeBook` on the counter of `kiosk.storage.schema_program`."""

    database: Database

    async def of_program(self) -> int:
        """A number that is another one after every change."""
        return await self.database.read(lambda c: int(c.execute("select number from program_change").fetchone()[0]))
