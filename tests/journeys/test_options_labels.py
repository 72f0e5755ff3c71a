"""An option ticked at check-in prints its labels beside the usual ones and is written down; one of another room brings none."""

from kiosk.domain.facts import FactKind
from kiosk.domain.ids import CheckInGroupId
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.storage.fact_log import facts_of_kinds
from tests.support.at_the_door import ANA, NINE, TWOS
from tests.support.sunday import church_at, without_limits


async def test_a_bottle_brings_its_label(data):
    async with church_at(without_limits(data)) as church:

        def a_bottle_and_another_rooms(connection):
            connection.execute("delete from check_in_option")
            insert = "insert into check_in_option(id, location, body, quantity, label) values(?,?,?,?,null)"
            connection.executemany(insert, [("1", TWOS, "Bottle", 2), ("2", "nowhere", "Bag", 5)])

        await church.database.run(a_bottle_and_another_rooms)
        want = Want(ANA, NINE, TWOS, options=("1", "2", "unknown"))
        answer = await church.check_in(CheckInRequest(CheckInGroupId("01J00000000000000000000001"), (want,)))

        jobs = await church.queue.of_group(answer.group_id)
        assert [job.kind.value for job in jobs] == ["name", "name", "name", "security"]
        (fact,) = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.CHECK_IN,)))
        assert fact.body["options"] == ["1", "2", "unknown"]
