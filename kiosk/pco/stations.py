"""Planning Center's own check-in stations, for an admin who wants to take one over (mapping.md: Station, Theme)."""

from dataclasses import dataclass

from kiosk.domain.ids import EventId, LocationId
from kiosk.pco.documents import Document, Node, parse
from kiosk.pco.gateway import Gateway
from kiosk.pco.targets import first_target
from kiosk.services.pulled import Product
from kiosk.services.set_up_ports import FoundStation

MOST_STATIONS = 100


@dataclass(frozen=True, slots=True)
class PlanningCenterStations:
    """`kiosk.services.set_up_ports.StationFinder` over a gateway that is open."""

    gateway: Gateway

    async def stations(self) -> tuple[FoundStation, ...]:
        """All of them, by name; a church with more than a hundred sees the first hundred."""
        target = first_target(
            self.gateway.base_url,
            Product.CHECK_INS,
            "stations",
            {"include": "event,location,theme", "per_page": str(MOST_STATIONS)},
        )
        answer = await self.gateway.client().get(Product.CHECK_INS, target)
        document = parse(answer.json)
        found = (_station(node, document) for node in document.data)
        return tuple(sorted(found, key=lambda station: (station.name.casefold(), station.id)))


def _station(node: Node, document: Document) -> FoundStation:
    event, location, theme_id = node.linked("event"), node.linked("location"), node.linked("theme")
    theme = next(iter(document.among("Theme", [theme_id] if theme_id else None)), None)
    mode = theme.text("mode") if theme is not None else ""
    return FoundStation(
        id=node.id,
        name=node.text("name"),
        event_id=EventId(event) if event else None,
        location_id=LocationId(location) if location else None,
        is_dark={"dark": True, "light": False}.get(mode),
        colour=_colour(theme.text("color")) if theme is not None else "",
    )


def _colour(text: str) -> str:
    """A colour as settings hold it, empty for anything else."""
    digits = text.lower().removeprefix("#")
    return f"#{digits}" if len(digits) == 6 and all(digit in "0123456789abcdef" for digit in digits) else ""
