"""The digits people are found by: of every number of somebody, backwards, so that the last ones are looked up first."""

from sqlite3 import Connection

SHORTEST_NUMBER = 4
_NUMBERS = "select number, coalesce(e164, '') from phone where person = ?"
_IS_FOUND = "select 1 from person where id = ? and is_hidden = 0"


def digits_of(text: str) -> str:
    """The digits of a telephone number as written, in whatever script."""
    return "".join(str(int(ch)) for ch in text if ch.isdecimal())


def index_numbers(connection: Connection, person_id: str) -> None:
    """Write anew by which digits somebody is found: by none if they are inactive or gone."""
    connection.execute("delete from phone_digits where person = ?", (person_id,))
    if connection.execute(_IS_FOUND, (person_id,)).fetchone() is None:
        return
    written = {digits_of(text) for row in connection.execute(_NUMBERS, (person_id,)).fetchall() for text in row}
    connection.executemany(
        "insert or ignore into phone_digits(reversed, person) values(?, ?)",
        [(digits[::-1], person_id) for digits in sorted(written) if len(digits) >= SHORTEST_NUMBER],
    )
