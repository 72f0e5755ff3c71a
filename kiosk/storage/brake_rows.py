"""Brakes by name, on disk, so that starting anew does not make a box forget who was guessing."""

import sqlite3

from kiosk.domain.brakes import Brake
from kiosk.domain.facts import moment_text
from kiosk.storage.stored_values import optional_moment_of


def kept_brake(connection: sqlite3.Connection, name: str) -> Brake:
    """The brake of that name, released if there is none."""
    row = connection.execute("select failures, until from brake where name = ?", (name,)).fetchone()
    return Brake(row[0], optional_moment_of(row[1])) if row else Brake()


def keep_brake(connection: sqlite3.Connection, name: str, brake: Brake) -> None:
    """Write the brake of that name."""
    connection.execute(
        "insert or replace into brake(name, failures, until) values(?, ?, ?)",
        (name, brake.failures, moment_text(brake.until) if brake.until else None),
    )
