"""People who were merged in Planning Center: their old ids lead to whom they were merged into."""

from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from kiosk.domain.ids import PersonId
from kiosk.storage.stored_values import list_text

_MOST_HOPS = 20
"""Mergers of mergers; a ring of them, which cannot be, ends here."""


def kept_ids(connection: Connection, ids: Iterable[PersonId]) -> Mapping[PersonId, PersonId]:
    """For each id the one that holds now: its own, unless it was merged away."""
    kept = {id: id for id in ids}
    for _ in range(_MOST_HOPS):
        steps = dict(
            connection.execute(
                "select removed, kept from person_alias where removed in (select value from json_each(?))",
                (list_text(set(kept.values())),),
            ).fetchall()
        )
        if not steps:
            break
        kept = {id: PersonId(steps.get(now, now)) for id, now in kept.items()}
    return kept


def with_former_ids(connection: Connection, ids: Iterable[PersonId]) -> Mapping[PersonId, PersonId]:
    """Every id under which rows of these people may stand, each with the id that was asked for."""
    asked = kept_ids(connection, ids)
    found: dict[PersonId, PersonId] = {}
    for id, now in asked.items():
        found.setdefault(now, id)
    fresh = list(found)
    for _ in range(_MOST_HOPS):
        rows = connection.execute(
            "select removed, kept from person_alias where kept in (select value from json_each(?))", (list_text(fresh),)
        ).fetchall()
        fresh = [PersonId(removed) for removed, _ in rows if removed not in found]
        found.update({PersonId(removed): found[kept] for removed, kept in rows if removed not in found})
        if not fresh:
            break
    return found
