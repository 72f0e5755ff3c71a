"""An option ticked at check-in prints its labels beside the usual ones and is written down; one of another room brings none."""

import pytest

from kiosk.app.compose import Church
from kiosk.domain.facts import FactKind
from kiosk.domain.ids import CheckInGroupId, HouseholdId
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.services.self_station import CheckInTap, FamilyKey, OptionChoice, PersonTap
from kiosk.storage.fact_log import facts_of_kinds
from tests.support.at_the_door import ANA, NINE, TWOS
from tests.support.self_desk import desk_of
from tests.support.sunday import church_at, without_limits

NONCE = CheckInGroupId("01J00000000000000000000001")


async def offer_a_bottle(church: Church) -> None:
    """A bottle in Ana's room, and something in another."""

    def write(connection):
        connection.execute("delete from check_in_option")
        insert = "insert into check_in_option(id, location, body, quantity, label) values(?,?,?,?,null)"
        connection.executemany(insert, [("1", TWOS, "Bottle", 2), ("2", "nowhere", "Bag", 5)])

    await church.database.run(write)


async def test_a_bottle_brings_its_label(data):
    async with church_at(without_limits(data)) as church:
        await offer_a_bottle(church)
        want = Want(ANA, NINE, TWOS, options=("1", "2", "unknown"))
        answer = await church.check_in(CheckInRequest(NONCE, (want,)))

        jobs = await church.queue.of_group(answer.group_id)
        assert [job.kind.value for job in jobs] == ["name", "name", "name", "security"]
        (fact,) = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.CHECK_IN,)))
        assert fact.body["options"] == ["1", "2", "unknown"]


@pytest.mark.parametrize(("ticked", "labels"), [((), 1), (("1",), 3)])
async def test_a_family_is_offered_the_bottle_at_its_room_and_gets_its_labels(data, ticked, labels):
    async with church_at(without_limits(data)) as church:
        await offer_a_bottle(church)
        desk = desk_of(church)
        household = await desk.open(FamilyKey(HouseholdId("1")))
        card = next(one for one in household.cards if one.person_id == ANA)
        twos = next(room for time in card.times for room in time.rooms if room.location_id == TWOS)
        assert twos.options == (OptionChoice("1", "Bottle"),)

        done = await desk.check_in(CheckInTap(NONCE, (PersonTap(ANA, NINE, TWOS, options=ticked),)))

        jobs = await church.queue.of_group(done.group_id)
        assert [job.kind.value for job in jobs].count("name") == labels
