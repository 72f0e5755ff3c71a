"""What leaves the cache when a list has been read to its end: whatever the pull did not see."""

from collections.abc import Mapping

from kiosk.services.pulled import Resource

SWEEPS: Mapping[Resource, tuple[str, ...]] = {
    Resource.PEOPLE: (
        "delete from phone_digits where person in"
        " (select id from person where is_gone = 0 and seen_in is not :pull and id not like 'gid://%')",
        "delete from pco_sync_map where local_type = 'person' and sync_status = 'synced' and local_id in"
        " (select id from person where is_gone = 0 and seen_in is not :pull and id not like 'gid://%')",
        "delete from household_member where household not like 'gid://local/%' and person in"
        " (select id from person where is_gone = 0 and seen_in is not :pull and id not like 'gid://%')",
        # Their rows stay: a check-in of today still needs a name. They leave the search.
        "update person set is_gone = 1, name_fold = ''"
        " where is_gone = 0 and seen_in is not :pull and id not like 'gid://%'",
    ),
    Resource.HOUSEHOLDS: (
        "delete from pco_sync_map where local_type = 'household' and sync_status = 'synced' and local_id in"
        " (select id from household where is_gone = 0 and seen_in is not :pull and id not like 'gid://%')",
        "update household set is_gone = 1 where is_gone = 0 and seen_in is not :pull and id not like 'gid://%'",
    ),
    Resource.EVENTS: (
        "delete from event where seen_in is not :pull and id not like 'gid://%'",
        "delete from attendance_type where event not in (select id from event)",
    ),
    Resource.EVENT_TIMES: (
        "delete from event_period where seen_in is not :pull and id not like 'gid://%'",
        "delete from event_time where seen_in is not :pull and id not like 'gid://%' and starts_at < :horizon",
        # Somebody may be in already: their record needs a time that says that it is off, and nothing is predicted instead.
        "update event_time set is_cancelled = 1 where seen_in is not :pull and id not like 'gid://%' and is_cancelled = 0",
        "delete from headcount_there where event_time not in (select id from event_time)",
        "delete from time_count_there where event_time not in (select id from event_time)",
    ),
    Resource.LOCATIONS: (
        "delete from location where seen_in is not :pull and id not like 'gid://%'",
        "delete from check_in_option where location not in (select id from location)",
    ),
    Resource.AVAILABLE_LOCATIONS: (
        "update event_time set location_ids = null where location_ids is not null and event in"
        " (select id from event where has_rooms_per_time = 0)",
    ),
    Resource.LABELS: ("delete from label_sheet where seen_in is not :pull",),
    Resource.EVENT_LABELS: ("delete from label_rule where owner = 'event' and seen_in is not :pull",),
    Resource.LOCATION_LABELS: ("delete from label_rule where owner = 'location' and seen_in is not :pull",),
    Resource.PASSES: ("delete from pass where seen_in is not :pull",),
    Resource.CAMPUSES: ("delete from campus where seen_in is not :pull",),
    Resource.STATIONS: (
        "delete from theme_there where seen_in is not :pull",
        "delete from station_there where seen_in is not :pull",
    ),
    Resource.INTEGRATION_LINKS: ("delete from integration_link where seen_in is not :pull",),
    Resource.FREE_OF_FILTERS: (
        "update person set ignore_filters = 0 where ignore_filters = 1 and free_seen_in is not :pull",
    ),
    Resource.CHECK_INS: ("delete from past_check_in where seen_in is not :pull",),
    Resource.GROUP_TYPES: ("delete from group_type where seen_in is not :pull",),
    Resource.GROUPS: (
        "delete from pco_sync_map where local_type = 'group' and sync_status = 'synced' and local_id in"
        " (select id from church_group where seen_in is not :pull)",
        "delete from church_group where seen_in is not :pull",
    ),
    Resource.MEMBERSHIPS: (
        "delete from pco_sync_map where local_type = 'membership' and sync_status = 'synced' and local_id in"
        " (select id from membership where seen_in is not :pull and id not like 'gid://%')",
        "delete from membership where seen_in is not :pull and id not like 'gid://%'",
    ),
    Resource.GROUP_EVENTS: (
        "delete from group_event where seen_in is not :pull",
        "delete from group_event_reply where group_event not in (select id from group_event)",
    ),
    Resource.EVENT_INSTANCES: (
        "delete from calendar_instance where seen_in is not :pull",
        "delete from calendar_event where seen_in is not :pull",
        "delete from calendar_event_tag where event not in (select id from calendar_event)",
    ),
    Resource.EVENT_CONNECTIONS: ("delete from event_connection where seen_in is not :pull",),
    Resource.ROOMS: ("delete from building_room where seen_in is not :pull",),
    Resource.BOOKINGS: ("delete from booking where seen_in is not :pull",),
}
"""By resource; ``:pull`` is the pull's number, ``:horizon`` how far back it looks. What was made here never leaves this way."""

COUNTS: Mapping[Resource, str] = {
    Resource.PEOPLE: "select count(*) from person where is_gone = 0",
    Resource.HOUSEHOLDS: "select count(*) from household where is_gone = 0",
    Resource.EVENTS: "select count(*) from event",
    Resource.EVENT_TIMES: "select count(*) from event_time where is_cancelled = 0",
    Resource.LOCATIONS: "select count(*) from location",
    Resource.GROUPS: "select count(*) from church_group",
    Resource.MEMBERSHIPS: "select count(*) from membership",
    Resource.PASSES: "select count(*) from pass",
}
"""How many of what ``kiosk status`` names are here."""

SEEN: Mapping[Resource, str] = {
    Resource.PEOPLE: (
        "select count(*), coalesce(sum(created_at >= :since and substr(created_at, 1, 19) <= :until), 0)"
        " from person where seen_in = :pull"
    ),
    Resource.HOUSEHOLDS: "select count(*), 0 from household where seen_in = :pull",
}
"""How many rows a pull has seen, and how many of them were made from ``:since`` to ``:until`` (text that
sorts as time does)."""

_NEWEST_PERSON = "select max(updated_at) from person where id not like 'gid://%'"
NEWEST_CHANGE: Mapping[Resource, str] = {
    Resource.PEOPLE: _NEWEST_PERSON,
    # A merger's own stamp is not kept; it moves the stamp of whoever stays.
    Resource.PERSON_MERGERS: _NEWEST_PERSON,
    Resource.HOUSEHOLDS: "select max(updated_at) from household where id not like 'gid://%'",
    Resource.CHECK_INS: "select max(max(checked_in_at), coalesce(max(checked_out_at), '')) from past_check_in",
}
"""The newest stamp that Planning Center gave to what is here."""

PARENTS: Mapping[Resource, str] = {
    Resource.LOCATIONS: "select id from event where seen_in = :pull and is_archived = 0 order by id",
    Resource.EVENT_LABELS: "select id from event where seen_in = :pull and is_archived = 0 order by id",
    Resource.PERSON_EVENTS: (
        "select id from event where seen_in = :pull and is_archived = 0"
        " and (people_counted_at is null or people_counted_at < :yesterday) order by id"
    ),
    Resource.AVAILABLE_LOCATIONS: (
        "select event_time.id from event_time join event on event.id = event_time.event"
        " where event_time.seen_in = :pull and coalesce(event.has_rooms_per_time, 1) = 1 and event.is_archived = 0"
        " and (event_time.starts_at >= :since and event_time.starts_at < :until or julianday(event_time.starts_at) >"
        " (select julianday(max(latest.starts_at)) - 8 from event_time as latest where latest.event = event.id))"
        " order by event_time.starts_at, event_time.id"
    ),
    Resource.ROOM_COUNTS: (
        "select id from event_time where seen_in = :pull and starts_at >= :today and starts_at < :soon order by id"
    ),
    Resource.LOCATION_LABELS: "select id from label_sheet where seen_in = :pull order by id",
    Resource.MEMBERSHIPS: "select id from church_group where seen_in = :pull and is_archived = 0 order by id",
    Resource.REPLIES: (
        "select id from group_event where seen_in = :pull and is_cancelled = 0 and is_virtual = 0"
        " and starts_at >= :today and starts_at < :tomorrow order by starts_at, id"
    ),
    Resource.EVENT_CONNECTIONS: (
        "select distinct calendar_event.id from calendar_event join calendar_instance"
        " on calendar_instance.event = calendar_event.id where calendar_event.is_approved = 1"
        " and calendar_instance.seen_in = :pull order by calendar_event.id"
    ),
}
"""The ids below which a resource is listed.

Rooms are asked for at the times between ``:since`` and ``:until``, and at the last eight days' of an event that pauses.
"""
