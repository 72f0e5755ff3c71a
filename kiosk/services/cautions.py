"""What a volunteer has to know before a child is handed over: who may not collect it, and what the watch list says of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.domain.ids import PersonId
from kiosk.services.door_ports import PickUpBook
from kiosk.services.door_views import Caution
from kiosk.services.watch import WatchList


@dataclass(frozen=True, slots=True)
class Cautions:
    """Asks the children's lists and the watch list."""

    pick_up: PickUpBook
    watch: WatchList

    async def of(self, children: Iterable[PersonId]) -> Mapping[PersonId, Caution]:
        """What there is to know, by child; nobody of whom there is nothing."""
        asked = tuple(children)
        barred = [one for one in await self.pick_up.listed(asked) if not one.may_collect]
        alerts = await self.watch.alerts(asked)
        return {
            child: Caution(
                tuple(dict.fromkeys(one.name for one in barred if one.child_id == child)),
                tuple(one for one in alerts if one.person_id == child),
            )
            for child in {*(one.child_id for one in barred), *(one.person_id for one in alerts)}
        }
