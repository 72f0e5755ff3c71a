"""What a lead should know of, quietly: wrong codes in a row, somebody who may not collect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.check_out import COLLECTOR
from kiosk.domain.facts import FactKind, FactWords, NewFact
from kiosk.domain.ids import FactId
from kiosk.services.door_ports import DoorBook
from kiosk.services.ports import Clock

WRONG_CODES, NOT_AUTHORISED = "wrong_codes", "not_authorised"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert. ``what``: wrong_codes or not_authorised; ``typed``: the name that was given, where it is still kept.

    ``about``: ids and numbers, such as ``tries``, ``children`` and the ``entries`` of their lists.
    """

    at: datetime
    what: str
    typed: str
    about: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Alerts:
    """Writes alerts, and shows them to leads."""

    door: DoorBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def tell(self, what: str, about: Mapping[str, object], typed: str = "") -> None:
        """Write an alert; ``about`` holds ids and numbers only."""
        now = self.clock.now()
        fact_id = FactId(self.new_id(now))
        fact = NewFact(fact_id, str(fact_id), FactKind.ALERT, now, None, None, {"what": what, **about})
        await self.door.log(fact, (FactWords(fact_id, COLLECTOR, typed),))

    async def since(self, moment: datetime) -> tuple[Alert, ...]:
        """The alerts since a moment, newest first: for a lead's screen."""
        facts = await self.door.facts_since(moment, (FactKind.ALERT,))
        typed = await self.door.words([fact.id for fact in facts], COLLECTOR)
        return tuple(
            Alert(
                fact.happened_at,
                str(fact.body["what"]),
                typed.get(fact.id, ""),
                {key: value for key, value in fact.body.items() if key != "what"},
            )
            for fact in reversed(facts)
        )
