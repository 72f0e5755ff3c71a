"""From the moment a record made here is at Planning Center, it goes by its id there; what was written before leads to it."""

from sqlite3 import Connection

from kiosk.domain.ids import PersonId

_NAMED_BY_ID = {
    "phone": "select 1 from phone where id = ?",
    "email": "select 1 from email where id = ?",
    "address": "select 1 from address where id = ?",
    "household": "select 1 from household where id = ?",
    "person": "select 1 from person where id = ?",
    "membership": "select 1 from membership where id = ?",
}
_RENAME = {
    "phone": ("update or replace phone set id = :there where id = :here",),
    "email": ("update or replace email set id = :there where id = :here",),
    "address": ("update or replace address set id = :there where id = :here",),
    "membership": ("update membership set id = :there, seen_in = (select max(number) from pull) where id = :here",),
    "household": ("update household set id = :there, seen_in = (select max(number) from pull) where id = :here",),
    "person": (
        # A pull that is under way may have read past where the newcomer now stands.
        "update person set id = :there, seen_in = (select max(number) from pull) where id = :here",
    ),
}
_DROP = {
    "phone": "delete from phone where id = ?",
    "email": "delete from email where id = ?",
    "address": "delete from address where id = ?",
    "household": "delete from household where id = ?",
    "person": "delete from person where id = ?",
    "membership": "delete from membership where id = ?",
}
_FOLLOW = {
    "household": ("update or replace household_member set household = :there where household = :here",),
    "person": (
        "update phone set person = :there where person = :here",
        "update email set person = :there where person = :here",
        "update address set person = :there where person = :here",
        "update or replace phone_digits set person = :there where person = :here",
        "update or replace household_member set person = :there where person = :here",
        "update household set primary_contact_id = :there where primary_contact_id = :here",
        "update membership set person = :there where person = :here",
        "update pass set person = :there where person = :here",
        "update or replace local_answer set person = :there where person = :here",
    ),
}


def take_pco_id(connection: Connection, kind: str, here: str, there: str, at: str) -> None:
    """Let a record made here go by its id at Planning Center; where a pull has brought it already, the two become one."""
    if here == there:
        return
    ids = {"here": here, "there": there}
    connection.execute(
        "insert or replace into created_there(local_id, local_type, pco_id, at) values(?, ?, ?, ?)",
        (here, kind, there, at),
    )
    if kind in _NAMED_BY_ID:
        if connection.execute(_NAMED_BY_ID[kind], (there,)).fetchone():
            connection.execute(_DROP[kind], (here,))
        else:
            for statement in _RENAME[kind]:
                connection.execute(statement, ids)
    for statement in _FOLLOW.get(kind, ()):
        connection.execute(statement, ids)
    if kind == "person":
        connection.execute(
            "insert or replace into person_alias(removed, kept, merger) values(?, ?, '')", (PersonId(here), there)
        )
    connection.execute("delete from pco_sync_map where local_type = ? and local_id = ?", (kind, here))
