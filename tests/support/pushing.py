"""A data folder with families entered here and a way to Planning Center: what the tests of sending start from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from kiosk.domain.outbox import ChangeKind
from kiosk.pco.writing import WritingGateway
from kiosk.services.push import Push, PushReport
from kiosk.simulator.server import PlanningCenterServer
from kiosk.storage.outbox_store import SqliteOutbox, add_to_outbox
from kiosk.storage.push_store import SqliteOutboxBook
from tests.support.pulling import Puller, a_puller

NOBODY_WAITS = {"waiting": 0, "parked": 0}
LATER = timedelta(hours=2)


@dataclass
class Pusher:
    """One data folder, its outbox, and what sends it."""

    puller: Puller
    push: Push

    async def queue(self, kind: ChangeKind, subject: str, **body: object) -> int:
        """Queue one change."""
        at = self.puller.clock.now()
        return await self.puller.database.run(lambda c: add_to_outbox(c, kind.value, subject, body, at))

    async def counts(self) -> dict[str, int]:
        """What waits and what is parked."""
        return await SqliteOutbox(self.puller.database).counts()

    async def until_sent(self, most: int = 40) -> PushReport:
        """Push again and again, hours apart, until nothing waits."""
        for _ in range(most):
            report = await self.push.push()
            if report.waiting == 0:
                return report
            self.puller.clock.pass_time(LATER)
        raise AssertionError(f"something still waits: {report}")

    async def a_family(self, name: str, children: int = 1, *, is_short: bool = False) -> str:
        """Queue a household of one adult with a phone (and e-mail and address) and some children; returns its id here."""
        people = []
        for number in range(children + 1):
            id = f"gid://local/Person/{name}{number}"
            is_child = number > 0
            body: dict[str, object] = {"first_name": f"P{number}", "last_name": name, "is_child": is_child}
            if is_child:
                body |= {
                    "birthdate": "2021-05-0" + str(number),
                    "gender": "female",
                    "medical_notes": "Nuts\nand so on ",
                }
            await self.queue(ChangeKind.PERSON_CREATE, id, **body)
            people.append(id)
        phone = {"number": "(214) 555-0100", "location": "Mobile", "is_primary": True}
        await self.queue(ChangeKind.PHONE_CREATE, f"gid://local/Phone/{name}", person=people[0], **phone)
        if is_short:
            return await self._household(name, people)
        email = {"address": f"{name}@example.com".lower(), "location": "Home", "is_primary": True}
        await self.queue(ChangeKind.EMAIL_CREATE, f"gid://local/Email/{name}", person=people[0], **email)
        street = {"street_line_1": "1 River Rd", "city": "Riverside", "zip": "75001", "location": "Home"}
        await self.queue(ChangeKind.ADDRESS_CREATE, f"gid://local/Address/{name}", person=people[0], **street)
        return await self._household(name, people)

    async def _household(self, name: str, people: list[str]) -> str:
        roles = {id: "child_or_dependent" if id in people[1:] else "parent_guardian" for id in people}
        household = f"gid://local/Household/{name}"
        await self.queue(
            ChangeKind.HOUSEHOLD_CREATE, household, name=name, primary_contact=people[0], people=people, roles=roles
        )
        return household


@asynccontextmanager
async def a_pusher(
    folder: Path, center: PlanningCenterServer, *, pauses: tuple[float, ...] = (0.0, 0.0, 0.0), seed: int = 1
) -> AsyncIterator[Pusher]:
    """Open the folder; everything is closed at the end."""
    async with a_puller(folder, center.base_url, pauses=pauses) as puller:
        book = SqliteOutboxBook(puller.database, 3, Random(seed).randrange)
        puller.clock.moment = datetime.now(UTC)
        yield Pusher(puller, Push(WritingGateway(puller.gateway), book, puller.clock))


def of_type(center: PlanningCenterServer, key: str, **attributes: object) -> list[dict[str, Any]]:
    """The records of one kind there with these attributes."""
    return [
        record
        for record in center.store.every(key)
        if all(record["attributes"].get(name) == value for name, value in attributes.items())
    ]
