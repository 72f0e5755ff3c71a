"""The groups of the sample church: types, groups, who belongs to them, how to join, when they meet."""

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from kiosk.simulator.church_files import read, row, rows
from kiosk.simulator.church_week import Week, utc_text
from kiosk.simulator.records import Church

WEB = "https://riverside-example.churchcenter.com/groups"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting: days after the service day, and how many weeks it repeats each way."""

    id: int
    name: str
    day: int
    at: str
    minutes: int
    repeats: int = 0
    multi_day: bool = False
    virtual: bool = False
    cancelled: bool = False
    place: str = ""
    coming: tuple[int, ...] = ()
    not_coming: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group."""

    id: int
    type: int
    name: str
    schedule: str
    enrollment: str
    leaders: tuple[int, ...]
    members: tuple[int, ...]
    meetings: tuple[dict[str, Any], ...]
    limit: int | None = None
    limit_reached: bool = False
    listed: bool = True
    confidential: bool = False
    virtual: bool = False
    archived_days_ago: int | None = None


def file_groups(church: Church, week: Week) -> None:
    """File group types, groups, memberships, enrolments and meetings."""
    told = read("groups")
    for position, kind in enumerate(told["type"], start=1):
        attributes = {
            "name": kind["name"],
            "color": kind["color"],
            "description": kind["description"],
            "position": position,
            "church_center_visible": True,
            "church_center_map_visible": False,
            "default_group_settings": "{}",
            "public_church_center_web_url": f"{WEB}/{kind['id']}",
        }
        church.add("groups", "GroupType", str(kind["id"]), attributes)
    for group in rows(GroupRow, told["group"]):
        _add_group(church, week, group)


def _add_group(church: Church, week: Week, group: GroupRow) -> None:
    id, created_at = str(group.id), week.ago(days=800 - group.id)
    church.add(
        "groups",
        "Group",
        id,
        {
            "name": group.name,
            "schedule": group.schedule or None,
            "description": f"<p>{group.name}</p>",
            "description_as_plain_text": group.name,
            "archived_at": week.ago(days=group.archived_days_ago) if group.archived_days_ago else None,
            "created_at": created_at,
            "memberships_count": len(group.leaders) + len(group.members),
            "listed": group.listed,
            "events_listed": group.listed,
            "events_visibility": "members" if group.confidential else "public",
            "members_are_confidential": group.confidential,
            "leaders_can_search_people_database": False,
            "chat_enabled": False,
            "direct_messages_enabled": False,
            "contact_email": None,
            "header_image": None,
            "location_type_preference": "virtual" if group.virtual else "physical",
            "virtual_location_url": "https://meet.example.org/early-birds" if group.virtual else None,
            "public_church_center_web_url": f"{WEB}/{group.type}/{id}",
        },
        {"group_type": ("GroupType", str(group.type)), "campuses": [("Campus", "1")]},
    )
    _add_enrollment(church, group)
    members = [(person, "leader") for person in group.leaders] + [(person, "member") for person in group.members]
    for place, (person, role) in enumerate(members, start=1):
        if church.get("people", "Person", str(person)) is None:
            raise ValueError(f"group {id} names person {person}, who does not exist")
        church.add(
            "groups",
            "Membership",
            f"{id}{place:02d}",
            {"role": role, "joined_at": week.ago(days=20 + (person * 13 + group.id) % 600)},
            {"group": ("Group", id), "person": ("Person", str(person))},
        )
    for meeting in (row(MeetingRow, one) for one in group.meetings):
        _add_meetings(church, week, group, meeting)


def _add_enrollment(church: Church, group: GroupRow) -> None:
    status = "closed" if group.enrollment == "closed" else "full" if group.limit_reached else "open"
    church.add(
        "groups",
        "Enrollment",
        str(group.id),
        {
            "strategy": group.enrollment,
            "status": status,
            "auto_closed": group.limit_reached,
            "auto_closed_reason": "member_limit" if group.limit_reached else None,
            "date_limit": None,
            "date_limit_reached": False,
            "member_limit": group.limit,
            "member_limit_reached": group.limit_reached,
        },
        {"group": ("Group", str(group.id))},
    )


def _add_meetings(church: Church, week: Week, group: GroupRow, meeting: MeetingRow) -> None:
    links = {"group": ("Group", str(group.id))}
    if meeting.place:
        church.add("groups", "Location", str(meeting.id), {"name": meeting.place, "display_preference": "exact"})
        links["location"] = ("Location", str(meeting.id))
    for place, weeks in enumerate(range(-meeting.repeats, meeting.repeats + 1)):
        starts = week.weeks_from(week.on(meeting.day, meeting.at), weeks).astimezone(UTC)
        church.add(
            "groups",
            "Event",
            f"{meeting.id}{place}",
            {
                "name": meeting.name,
                "description": "<p>Bring a friend.</p>",
                "starts_at": utc_text(starts),
                "ends_at": utc_text(starts + timedelta(minutes=meeting.minutes)),
                "multi_day": meeting.multi_day,
                "repeating": meeting.repeats > 0,
                "canceled": meeting.cancelled,
                "canceled_at": week.ago(days=1) if meeting.cancelled else None,
                "location_type_preference": "virtual" if meeting.virtual else "physical",
                "virtual_location_url": "https://meet.example.org/early-birds" if meeting.virtual else None,
                "attendance_requests_enabled": False,
                "automated_reminder_enabled": False,
                "reminders_sent": False,
                "reminders_sent_at": None,
                "visitors_count": 0 if starts > week.now else None,
                "image": None,
            },
            links,
        )
        for person in (*meeting.coming, *meeting.not_coming) if starts > week.now else ():
            church.add(
                "groups",
                "Rsvp",
                f"{meeting.id}{place}{person}",
                {"response": "yes" if person in meeting.coming else "no"},
                {
                    "event": ("Event", f"{meeting.id}{place}"),
                    "group": ("Group", str(group.id)),
                    "person": ("Person", str(person)),
                },
            )
