"""What an answer leaves out about people, because this sign-in may not see it now: that is not the same as empty.

A child's allergies once read stay on the label when somebody narrows the rights of the kiosk's user.
"""

import json
from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from kiosk.domain.ids import PersonId
from kiosk.domain.outbox import PERSON_FIELDS
from kiosk.storage.names_folded import words_of

_COLUMNS = (*PERSON_FIELDS, "avatar", "remote_id", "passed_background_check")
_KNOWN = f"select {', '.join(_COLUMNS)} from person where id = ?"  # noqa: S608 - a constant
_NAMES = ("first_name", "given_name", "nickname", "middle_name", "last_name")


def keep_untold(
    connection: Connection, rows: Mapping[PersonId, dict[str, Any]], untold: Mapping[PersonId, frozenset[str]]
) -> None:
    """Fill what was not told from what is known, before the rows are written; of who is new there is nothing to fill."""
    for id, fields in untold.items():
        row = rows.get(id)
        known = connection.execute(_KNOWN, (id,)).fetchone()
        if row is None or known is None:
            continue
        there = dict(zip(_COLUMNS, known, strict=True)) | _before_answers(connection, id)
        row |= {column: value for column, value in there.items() if column in fields}
        if row["name_fold"]:
            row["name_fold"] = words_of([row[name] for name in _NAMES])


def _before_answers(connection: Connection, id: PersonId) -> dict[str, Any]:
    """Of fields whose answer waits to be sent: what Planning Center had before, so that the answer still differs and is sent."""
    waiting = connection.execute(
        "select field, pco_value from local_answer where person = ? and pco_value is not null", (id,)
    ).fetchall()
    return {field: json.loads(value) for field, value in waiting}
