"""When each resource was last read to its end; apart from the pull itself, which no first screen needs."""

from datetime import datetime

from kiosk.storage.database import Database
from kiosk.storage.stored_values import moment_of


async def pulled_at(database: Database) -> dict[str, datetime]:
    """The moment of each resource that was ever read to its end."""
    rows = await database.read(lambda c: c.execute("select resource, at from pulled_at").fetchall())
    return {resource: moment_of(at) for resource, at in rows}
