"""What else stands still in the sample church's Check-Ins: labels, options, stations, themes, links to other products."""

from typing import Any

from kiosk.simulator.church_files import read
from kiosk.simulator.church_schedule import standing_stamps
from kiosk.simulator.church_week import Week
from kiosk.simulator.records import Church

KINDS = ("regular", "guest", "volunteer")


def file_labels(church: Church, week: Week) -> None:
    """File labels with what prints them, options, themes, stations and integration links."""
    told, stamps = read("events"), standing_stamps(week)
    for label in told["label"]:
        _add_label(church, label, stamps)
    for option in told["option"]:
        links = {"location": ("Location", str(option["room"]))}
        if "label" in option:
            links["label"] = ("Label", str(option["label"]))
        attributes = {"body": option["body"], "quantity": option["quantity"], **stamps}
        church.add("check-ins", "Option", str(option["id"]), attributes, links)
    for theme in told["theme"]:
        attributes = {key: value for key, value in theme.items() if key != "id"}
        church.add(
            "check-ins", "Theme", str(theme["id"]), {**attributes, "image": None, "image_thumbnail": None, **stamps}
        )
    for station in told["station"]:
        _add_station(church, station, stamps)
    for link in told["link"]:
        _add_link(church, link)


def _add_label(church: Church, label: dict[str, Any], stamps: dict[str, str]) -> None:
    id = str(label["id"])
    objects = "".join(
        f"<ObjectInfo><TextObject><Name>{field}</Name></TextObject></ObjectInfo>" for field in label["fields"]
    )
    xml = f'<?xml version="1.0" encoding="utf-8"?><DieCutLabel Version="8.0" Units="twips">{objects}</DieCutLabel>'
    shared = {"name": label["name"], "prints_for": label["prints_for"], "roll": label["roll"], "xml": xml}
    church.add("check-ins", "Label", id, shared | stamps)
    for told, kind, link in (("per_event", "EventLabel", "event"), ("per_room", "LocationLabel", "location")):
        for use in label.get(told, ()):
            counts = {"quantity": use["quantity"]} | {f"for_{one}": one in use["to"] for one in KINDS}
            links = {"label": ("Label", id), link: (link.capitalize(), str(use[link]))}
            church.add("check-ins", kind, str(use["id"]), counts | stamps, links)


def _add_station(church: Church, station: dict[str, Any], stamps: dict[str, str]) -> None:
    points_at = {"event": "Event", "location": "Location", "theme": "Theme", "print_station": "Station"}
    attributes = {
        "name": station["name"],
        "mode": station["mode"],
        "timeout_seconds": 45,
        "input_type": "keypad",
        "input_type_options": "all_input_types",
    }
    links = {link: (type_name, str(station[link])) for link, type_name in points_at.items() if link in station}
    church.add("check-ins", "Station", str(station["id"]), attributes | stamps, links)


def _add_link(church: Church, link: dict[str, Any]) -> None:
    app, type_name, id = link["gid"].removeprefix("gid://").split("/")
    local_type, local_id = link["local"]
    church.add(
        "check-ins",
        "IntegrationLink",
        str(link["id"]),
        {
            "remote_gid": link["gid"],
            "remote_app": app,
            "remote_type": type_name,
            "remote_id": id,
            "sync_future_assignment_types": link.get("syncs_future", False),
        },
        {"local": (local_type, str(local_id))},
    )
