"""Planning Center's own stations, as an admin sees them who wants to take one over."""

from datetime import UTC, datetime

from kiosk.pco.gateway import Gateway
from kiosk.pco.sign_in import PersonalAccessToken
from kiosk.pco.stations import PlanningCenterStations
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.server import PlanningCenterServer


async def test_a_station_comes_with_its_event_room_and_colours():
    with PlanningCenterServer(load_sample_church(datetime.now(UTC))) as server:
        gateway = Gateway(PersonalAccessToken("demo", "demo"), server.base_url)
        try:
            found = {one.name: one for one in await PlanningCenterStations(gateway).stations()}
        finally:
            await gateway.close()

    roster = found["Twos roster"]
    assert (roster.event_id, roster.location_id, roster.is_dark, roster.colour) == ("1", "52", False, "#1f6f5c")
    assert found["Front doors, left"].location_id is None
