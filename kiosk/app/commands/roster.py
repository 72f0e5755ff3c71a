"""``kiosk roster``: who is inside, by location."""

from collections.abc import Sequence
from datetime import datetime

import click

from kiosk.app.answers import say_document
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.moments import in_zone, moment_option
from kiosk.domain.ids import LocationId
from kiosk.services.room_views import ExpectedLine
from kiosk.services.roster import RoomRoster, RosterLine


def _line(line: RosterLine) -> dict[str, object]:
    check_in = line.check_in
    return {
        "check_in": check_in.id,
        "person": {"id": check_in.person_id, "name": line.person.name},
        "kind": check_in.kind,
        "security_code": check_in.security_code,
        "medical_notes": line.person.medical_notes or None,
        "checked_in_at": check_in.checked_in_at,
        "confirmed_at": check_in.confirmed_at,
        "checked_out_at": check_in.checked_out_at,
    }


def _room(room: RoomRoster, expected: Sequence[ExpectedLine]) -> dict[str, object]:
    return {
        "location": {"id": room.location.id, "name": room.location.name},
        "present": [_line(line) for line in room.present],
        "left": [_line(line) for line in room.left],
        "expected": [{"person": {"id": line.person_id, "name": line.name}, "why": line.why} for line in expected],
    }


@click.command("roster")
@click.option("--location", metavar="ID", help="Only this location.")
@moment_option
@click.pass_obj
def roster(config: Config, location: str | None, at: datetime | None) -> None:
    """Who is inside, by location, and who of today has left."""

    async def work() -> None:
        async with opened(config, at) as church:
            await church.must_be_set_up()
            rooms = await church.rosters.at(
                church.clock.now(), church.zone, LocationId(location) if location is not None else None
            )
            expected = {view.location_id: view.expected for view in await church.volunteers.rosters.rooms()}
            zone = church.zone
        if config.wants_json:
            documents = [_room(room, expected.get(room.location.id, ())) for room in rooms]
            say_document({"locations": [in_zone(document, zone) for document in documents]})
            return
        for room in rooms:
            click.echo(f"{room.location.name}: {len(room.present)}")
            for line in room.present:
                click.echo(f"  {line.check_in.security_code or '':<6} {line.person.name}")

    answer(config, work)
