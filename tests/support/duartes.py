"""The Duartes: a mother and two children, entered in Planning Center after the station's last pull."""

from kiosk.simulator.server import PlanningCenterServer

STAMP = "2026-09-13T12:00:00Z"


def file(
    center: PlanningCenterServer, type: str, id: str, attributes: dict[str, object], **links: tuple[str, str]
) -> None:
    """Enter one record."""
    told = {name: {"data": {"type": kind, "id": to}} for name, (kind, to) in links.items()}
    stamped = {"created_at": STAMP, "updated_at": STAMP, **attributes}
    with center.store.lock:
        center.store.put(f"people/{type}", {"type": type, "id": id, "attributes": stamped, "relationships": told})


def enter_the_duartes(center: PlanningCenterServer) -> None:
    """The household with its people and a telephone number."""
    file(center, "Household", "900", {"name": "Duarte Household"}, primary_contact=("Person", "9001"))
    for id, first, is_child in (("9001", "Inês", False), ("9002", "Rui", True), ("9003", "Eva", True)):
        file(center, "Person", id, {"first_name": first, "last_name": "Duarte", "child": is_child, "status": "active"})
        file(
            center, "HouseholdMembership", id, {"pending": False}, household=("Household", "900"), person=("Person", id)
        )
    file(center, "PhoneNumber", "901", {"number": "(425) 555-0977", "primary": True}, person=("Person", "9001"))
