"""Which records point at which: the links a church's records may carry, also those Planning Center keeps to itself."""

TO_ONE: dict[str, dict[str, str]] = {
    "people/Person": {
        "primary_campus": "people/Campus",
        "created_by": "people/Person",
        "marital_status": "people/MaritalStatus",
        "inactive_reason": "people/InactiveReason",
        "name_prefix": "people/NamePrefix",
        "name_suffix": "people/NameSuffix",
        "school": "people/SchoolOption",
    },
    "people/Email": {"person": "people/Person"},
    "people/PhoneNumber": {"person": "people/Person"},
    "people/Address": {"person": "people/Person"},
    "people/Household": {"primary_contact": "people/Person"},
    "people/HouseholdMembership": {"household": "people/Household", "person": "people/Person"},
    "people/PersonMerger": {"person_to_keep": "people/Person", "person_to_remove": "people/Person"},
    "people/FieldDefinition": {"tab": "people/Tab"},
    "people/FieldDatum": {"field_definition": "people/FieldDefinition", "customizable": "people/Person"},
    "people/FieldOption": {"field_definition": "people/FieldDefinition"},
    "check-ins/AttendanceType": {"event": "check-ins/Event"},
    "check-ins/EventPeriod": {"event": "check-ins/Event"},
    "check-ins/EventTime": {"event": "check-ins/Event", "event_period": "check-ins/EventPeriod"},
    "check-ins/Location": {"event": "check-ins/Event", "parent": "check-ins/Location"},
    "check-ins/LocationEventTime": {"location": "check-ins/Location", "event_time": "check-ins/EventTime"},
    "check-ins/LocationEventPeriod": {"location": "check-ins/Location", "event_period": "check-ins/EventPeriod"},
    "check-ins/EventLabel": {"event": "check-ins/Event", "label": "check-ins/Label"},
    "check-ins/LocationLabel": {"location": "check-ins/Location", "label": "check-ins/Label"},
    "check-ins/Option": {"location": "check-ins/Location", "label": "check-ins/Label"},
    "check-ins/CheckIn": {
        "event": "check-ins/Event",
        "event_period": "check-ins/EventPeriod",
        "person": "people/Person",
        "check_in_group": "check-ins/CheckInGroup",
        "checked_in_at": "check-ins/Station",
        "checked_in_by": "people/Person",
        "checked_out_by": "people/Person",
    },
    "check-ins/CheckInTime": {
        "check_in": "check-ins/CheckIn",
        "event_time": "check-ins/EventTime",
        "location": "check-ins/Location",
    },
    "check-ins/CheckInGroup": {"event_period": "check-ins/EventPeriod", "print_station": "check-ins/Station"},
    "check-ins/Headcount": {"event_time": "check-ins/EventTime", "attendance_type": "check-ins/AttendanceType"},
    "check-ins/IntegrationLink": {"local": ""},
    "check-ins/Pass": {"person": "people/Person"},
    "check-ins/PersonEvent": {
        "person": "people/Person",
        "event": "check-ins/Event",
        "first_check_in": "check-ins/CheckIn",
        "last_check_in": "check-ins/CheckIn",
    },
    "check-ins/Station": {
        "event": "check-ins/Event",
        "location": "check-ins/Location",
        "print_station": "check-ins/Station",
        "theme": "check-ins/Theme",
    },
    "groups/Group": {"group_type": "groups/GroupType", "location": "groups/Location"},
    "groups/Membership": {"group": "groups/Group", "person": "people/Person"},
    "groups/GroupApplication": {"group": "groups/Group", "person": "people/Person"},
    "groups/Enrollment": {"group": "groups/Group"},
    "groups/Event": {
        "group": "groups/Group",
        "location": "groups/Location",
        "attendance_submitter": "people/Person",
    },
    "groups/Rsvp": {"event": "groups/Event", "group": "groups/Group", "person": "people/Person"},
    "groups/Attendance": {"event": "groups/Event", "person": "people/Person"},
    "groups/Tag": {"tag_group": "groups/TagGroup"},
    "calendar/Event": {"owner": "people/Person"},
    "calendar/EventInstance": {"event": "calendar/Event"},
    "calendar/EventTime": {"event": "calendar/Event", "event_instance": "calendar/EventInstance"},
    "calendar/EventConnection": {"event": "calendar/Event"},
    "calendar/ResourceBooking": {
        "event": "calendar/Event",
        "event_instance": "calendar/EventInstance",
        "resource": "calendar/Resource",
        "event_resource_request": "calendar/EventResourceRequest",
    },
    "calendar/EventResourceRequest": {
        "event": "calendar/Event",
        "resource": "calendar/Resource",
        "created_by": "people/Person",
        "updated_by": "people/Person",
    },
    "calendar/Resource": {"resource_folder": "calendar/ResourceFolder"},
    "calendar/Tag": {"tag_group": "calendar/TagGroup"},
}
"""Links to one record: name -> the key it points into. A link that is not given is None.

What is counted or gathered from others is nobody's link: a household's people come from its memberships, a check-in's
event times and locations from its check-in times. ``local`` of an integration link is an Event or a Location.
"""

TO_MANY: dict[str, dict[str, str]] = {
    "check-ins/Event": {"campuses": "people/Campus"},
    "check-ins/EventTime": {"available_locations": "check-ins/Location"},
    "check-ins/CheckIn": {"options": "check-ins/Option"},
    "groups/Group": {"tags": "groups/Tag", "campuses": "groups/Campus"},
    "calendar/Event": {"tags": "calendar/Tag"},
    "calendar/EventInstance": {"tags": "calendar/Tag"},
}
"""Links to several records. An event time without ``available_locations`` offers every location of its event
that is no folder."""
