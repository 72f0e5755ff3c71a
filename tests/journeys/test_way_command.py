"""``kiosk way`` and ``kiosk changes``: what switching would do is said first, and what waits is named with Planning Center's words."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.facts import FactKind
from tests.support.command_line import CommandLine
from tests.support.station_files import a_database
from tests.support.sunday import church_at

_QUEUED = """
insert into outbox(kind, subject, body, made_at, state, detail, fields)
values('person.update', '101', '{"nickname": "Nani"}', '2026-09-13T12:00:00.000000+00:00', ?, ?, ?)
"""


async def queued(data: Path) -> None:
    told = '{"reason": "refused", "words": "nickname: is too long", "people": []}'
    async with a_database(data) as database:
        await database.run(lambda c: c.execute(_QUEUED, ("waiting", "", "[]")))
        await database.run(lambda c: c.execute(_QUEUED, ("parked", told, '["nickname"]')))


@pytest.fixture
def kiosk(data: Path) -> CommandLine:
    asyncio.run(queued(data))
    return CommandLine(data)


def test_switching_is_shown_before_it_is_done(kiosk: CommandLine, data: Path):
    assert kiosk("way").document == {"way": "planning_center"}
    shown = kiosk("way", "both").document
    people = next(one for one in shown["resources"] if one["resource"] == "people")
    assert (shown["switched"], people["now"], people["then"], people["would_send"]) == (False, "pulled", "both_ways", 1)
    assert "Nothing was changed." in kiosk.plainly("way", "both").out
    assert kiosk("way").document == {"way": "planning_center"}

    assert kiosk("way", "both", "--switch").document["switched"] is True
    assert kiosk("way").document == {"way": "both"}
    assert kiosk("way", "planning_center").document["stays_waiting"] == 1

    async def last_fact() -> dict[str, object]:
        async with church_at(data) as church:
            facts = await church.volunteers.door.facts_since(datetime(2020, 1, 1, tzinfo=UTC), ())
            return dict([fact for fact in facts if fact.kind is FactKind.STAFF][-1].body)

    assert asyncio.run(last_fact())["key"] == "way"


def test_what_waits_and_what_was_refused_is_listed(kiosk: CommandLine):
    said = kiosk("changes").document
    (waiting,), (parked,) = said["waiting"], said["parked"]
    assert (waiting["kind"], waiting["subject"]) == ("person.update", "101")
    assert (parked["reason"], parked["words"], parked["fields"]) == ("refused", "nickname: is too long", ["nickname"])
    assert said["conflicts"] == []
    assert "nickname: is too long" in kiosk.plainly("changes").out
