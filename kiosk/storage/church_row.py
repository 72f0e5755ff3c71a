"""The church itself as its products describe it, put together into one."""

import json
import sqlite3
from zoneinfo import ZoneInfo

from kiosk.domain.people import Grade, Organization

_FALLBACK_ZONE = "UTC"
_ROWS = "select product, id, name, time_zone, grades from organization where name <> '' order by product = 'people'"
_MADE_HERE = "select 'local', id, name, time_zone, grades from local_church"


def organization(connection: sqlite3.Connection) -> Organization | None:
    """The church, or None before the first pull; one that runs without Planning Center as it was named here.

    Check-Ins' time zone comes first: it is an IANA name since 2024-11-07, what People says may be another kind of name.
    """
    rows = connection.execute(_ROWS).fetchall() or connection.execute(_MADE_HERE).fetchall()
    if not rows:
        return None
    zone = next((row[3] for row in rows if _is_zone(row[3])), _FALLBACK_ZONE)
    church = next((row for row in rows if row[0] == "people"), rows[0])
    grades = next((row[4] for row in rows if row[4] != "[]"), "[]")
    return Organization(church[1], church[2], zone, tuple(Grade(key, name) for key, name in json.loads(grades)))


def church_zone(connection: sqlite3.Connection) -> ZoneInfo:
    """The church's zone; UTC before the first pull."""
    church = organization(connection)
    return ZoneInfo(church.time_zone if church is not None else _FALLBACK_ZONE)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
