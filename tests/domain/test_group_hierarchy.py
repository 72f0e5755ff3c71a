"""From a child's groups up the hierarchy to the event that is on (product.md section 4, mapping.md "Links resolve in this order")."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.attendable import Attendable, attendables, predicted_meetings
from kiosk.domain.event_choice import EventFinder, Via
from kiosk.domain.event_links import EventLinks, LinkFault, parse_gid
from kiosk.domain.groups import (
    CalendarEvent,
    CalendarInstance,
    EventConnection,
    Group,
    GroupEvent,
    GroupNode,
    GroupType,
    IntegrationLink,
    LinkSource,
    NodeKind,
    NodeLink,
)
from kiosk.domain.hierarchy import Hierarchy, HierarchyOverlay, SmallGroupFacts, TreeFault, group_node_id
from kiosk.domain.ids import EventId, EventTimeId, GroupId, GroupTypeId, LocationId, NodeId
from kiosk.domain.location_tree import LocationTree
from kiosk.domain.schedule import EventTime
from kiosk.domain.windows import window_of
from tests.support.church_builders import (
    CHURCH_ZONE,
    SUNDAY,
    TWO,
    a_location,
    a_membership,
    a_past_check_in,
    an_event_time,
    at,
)

KIDS = NodeId("gid://groups/GroupType/5")
YOUTH = NodeId("gid://groups/GroupType/6")
EARLY = NodeId("gid://local/Area/early")
TWOS = group_node_id(GroupId("77"))
TEENS = group_node_id(GroupId("88"))
TYPES = (GroupType(GroupTypeId("5"), "Kids"), GroupType(GroupTypeId("6"), "Youth"))
GROUPS = (Group(GroupId("77"), "Twos Tuesday", GroupTypeId("5")), Group(GroupId("88"), "Teens", GroupTypeId("6")))
AREA = GroupNode(EARLY, NodeKind.AREA, "Early Years", KIDS)
OVERLAY = HierarchyOverlay(areas=(AREA,), parents={TWOS: EARLY})
CHURCH = Hierarchy.of(TYPES, GROUPS, OVERLAY)


def names(node_id: NodeId, hierarchy: Hierarchy = CHURCH) -> list[str]:
    return [node.name for node in hierarchy.walk_up(node_id)]


def faults(hierarchy: Hierarchy) -> list[tuple[TreeFault, NodeId]]:
    return [(trouble.fault, trouble.node_id) for trouble in hierarchy.troubles]


def test_group_types_are_departments_and_areas_stand_between():
    assert names(TWOS) == ["Twos Tuesday", "Early Years", "Kids"]
    assert names(TEENS) == ["Teens", "Youth"]
    assert CHURCH.troubles == ()
    assert CHURCH.below(KIDS) == {KIDS, EARLY, TWOS}


def test_nearness_counts_the_steps_from_the_nearest_of_a_persons_groups():
    memberships = [a_membership("77"), a_membership("88"), a_membership("unknown")]
    assert CHURCH.nearness(memberships) == {TWOS: 0, EARLY: 1, KIDS: 2, TEENS: 0, YOUTH: 1}


def test_a_cycle_is_reported_and_never_followed():
    overlay = HierarchyOverlay(areas=(AREA,), parents={KIDS: EARLY, TWOS: EARLY})
    hierarchy = Hierarchy.of(TYPES, GROUPS, overlay)
    assert faults(hierarchy) == [(TreeFault.CYCLE, KIDS), (TreeFault.CYCLE, EARLY)]
    assert names(TWOS, hierarchy) == ["Twos Tuesday", "Early Years"]


def test_a_node_that_is_its_own_parent_is_a_cycle_too():
    assert faults(Hierarchy.of(TYPES, GROUPS, HierarchyOverlay(parents={KIDS: KIDS}))) == [(TreeFault.CYCLE, KIDS)]


def test_missing_parents_orphans_unknown_nodes_and_doubles_are_reported():
    overlay = HierarchyOverlay(
        areas=(
            GroupNode(EARLY, NodeKind.AREA, "Early", NodeId("gid://local/Area/gone")),
            GroupNode(KIDS, NodeKind.AREA, "X"),
        ),
        parents={NodeId("gid://groups/Group/404"): KIDS},
    )
    lost = (Group(GroupId("9"), "Lost"), Group(GroupId("10"), "No such type", GroupTypeId("99")))
    hierarchy = Hierarchy.of(TYPES, lost, overlay)
    assert set(faults(hierarchy)) == {
        (TreeFault.MISSING_PARENT, EARLY),
        (TreeFault.MISSING_PARENT, group_node_id(GroupId("10"))),
        (TreeFault.ORPHAN, group_node_id(GroupId("9"))),
        (TreeFault.UNKNOWN_NODE, NodeId("gid://groups/Group/404")),
        (TreeFault.DUPLICATE, KIDS),
    }
    assert names(group_node_id(GroupId("10")), hierarchy) == ["No such type"]
    assert names(KIDS, hierarchy) == ["Kids"]


def test_archived_groups_lead_nowhere():
    archived = (Group(GroupId("77"), "Twos Tuesday", GroupTypeId("5"), is_archived=True),)
    hierarchy = Hierarchy.of(TYPES, archived, OVERLAY)
    assert names(TWOS, hierarchy) == []
    assert hierarchy.nearness([a_membership("77")]) == {}
    assert (TreeFault.UNKNOWN_NODE, TWOS) in faults(hierarchy)


nodes = st.sampled_from([NodeId(f"gid://local/Area/{n}") for n in range(6)])


@given(st.dictionaries(nodes, st.none() | nodes | st.just(NodeId("gone"))))
def test_whatever_the_parents_every_walk_ends(parents: dict[NodeId, NodeId | None]):
    areas = tuple(GroupNode(node, NodeKind.AREA, node, parent) for node, parent in parents.items())
    hierarchy = Hierarchy.of(overlay=HierarchyOverlay(areas=areas))
    for node in parents:
        path = [one.id for one in hierarchy.walk_up(node)]
        assert len(path) == len(set(path)) <= len(parents)


def an_integration_link(gid: str, local_type: str = "Event", local_id: str = "1", id: str = "1") -> IntegrationLink:
    return IntegrationLink(id, gid, "", "", "", local_type, local_id)


def a_connection(product: str, kind: str, to: str, calendar: str = "9", id: str = "1") -> EventConnection:
    return EventConnection(id, calendar, product, kind, to)


PICNIC = CalendarEvent("9", "Picnic", is_approved=True)


def test_gids_are_read_and_what_is_none_is_not():
    gid = parse_gid(" gid://groups/GroupType/5 ")
    assert gid is not None
    assert (gid.product, gid.type, gid.id) == ("groups", "grouptype", "5")
    assert parse_gid("groups/5") is None
    assert parse_gid("") is None


def test_integration_links_tie_events_and_locations_to_nodes():
    links = EventLinks.of(
        CHURCH,
        integration_links=[
            an_integration_link("gid://groups/GroupType/5"),
            an_integration_link("gid://groups/Group/77", "Location", "TWO"),
        ],
    )
    assert links.links == (
        NodeLink(KIDS, LinkSource.INTEGRATION_LINK, event_id=EventId("1")),
        NodeLink(TWOS, LinkSource.INTEGRATION_LINK, location_id=LocationId("TWO")),
    )
    tree = LocationTree.of((TWO,), links.links)
    assert tree.rooms[0].member_node_ids == (TWOS,)


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        (an_integration_link("gid://groups/Group/404"), LinkFault.UNKNOWN_NODE),
        (an_integration_link("gid://services/ServiceType/1"), LinkFault.FOREIGN),
        (an_integration_link("nonsense"), LinkFault.NOT_READ),
        (an_integration_link("gid://groups/Group/77", "Station"), LinkFault.NO_LOCAL_SIDE),
        (an_integration_link("gid://calendar/Event/404"), LinkFault.UNKNOWN_CALENDAR_EVENT),
    ],
)
def test_links_that_lead_nowhere_are_reported_and_never_fatal(link: IntegrationLink, fault: LinkFault):
    links = EventLinks.of(CHURCH, integration_links=[link])
    assert links.links == ()
    assert [trouble.fault for trouble in links.troubles] == [fault]
    assert sum(links.report.values()) == 1


def test_two_hops_over_the_calendar_join_a_group_and_an_event():
    connections = [a_connection("groups", "group", "77"), a_connection("check-ins", "event", "1", id="2")]
    links = EventLinks.of(CHURCH, connections=connections, calendar_events=[PICNIC])
    assert links.links == (NodeLink(TWOS, LinkSource.EVENT_CONNECTION, event_id=EventId("1")),)


def test_an_integration_link_to_the_calendar_is_a_hop_as_well():
    links = EventLinks.of(
        CHURCH,
        integration_links=[an_integration_link("gid://calendar/Event/9")],
        connections=[a_connection("groups", "group", "77")],
        calendar_events=[PICNIC],
    )
    assert [(link.node_id, link.event_id) for link in links.links] == [(TWOS, "1")]


def test_unapproved_calendar_events_and_other_products_do_not_count():
    connections = [
        a_connection("groups", "group", "77", calendar="8"),
        a_connection("check-ins", "event", "1", calendar="8", id="2"),
        a_connection("registrations", "signup", "5", id="3"),
        a_connection("services", "service_type", "5", id="4"),
    ]
    pending = CalendarEvent("8", "Pending", is_approved=False)
    links = EventLinks.of(CHURCH, connections=connections, calendar_events=[PICNIC, pending])
    assert links.links == ()
    assert links.report["foreign: registrations signup"] == 1
    assert [trouble.fault for trouble in links.troubles].count(LinkFault.NOT_APPROVED) == 2


def test_links_to_other_products_keep_the_name_and_address_that_the_calendar_tells_of_them():
    signup = replace(
        a_connection("registrations", "signup", "31"),
        connected_to_name="Camp",
        connected_to_url="https://example.org/31",
    )
    (trouble,) = EventLinks.of(CHURCH, connections=[signup], calendar_events=[PICNIC]).troubles
    assert (trouble.kind, trouble.name, trouble.url) == ("registrations signup", "Camp", "https://example.org/31")


KIDS_9 = an_event_time("11", "9:00", event="1")
KIDS_1045 = an_event_time("12", "10:45", event="1")
YOUTH_930 = an_event_time("21", "9:30", event="2")
KIDS_LINK = NodeLink(KIDS, LinkSource.LOCAL, event_id=EventId("1"))
YOUTH_LINK = NodeLink(YOUTH, LinkSource.LOCAL, event_id=EventId("2"))


def finder(
    *links: NodeLink, times: tuple[EventTime, ...] = (KIDS_9, KIDS_1045, YOUTH_930), clock: str = "8:45"
) -> EventFinder:
    return EventFinder.of(CHURCH, EventLinks.of(CHURCH, links), times, at(clock))


def test_a_childs_groups_lead_up_to_the_event_with_the_names_walked():
    choice = finder(KIDS_LINK, YOUTH_LINK).choose([a_membership("77")])
    assert choice.times == (KIDS_9,)
    assert (choice.way.via, choice.way.path) == (Via.GROUP, ("Twos Tuesday", "Early Years", "Kids"))
    assert choice.alternatives == (YOUTH_930, KIDS_1045)


def test_the_nearest_node_wins_over_a_nearer_start():
    nearer = NodeLink(TWOS, LinkSource.GROUP_EVENT, event_id=EventId("2"))
    choice = finder(KIDS_LINK, nearer).choose([a_membership("77")])
    assert choice.times == (YOUTH_930,)
    assert choice.way.path == ("Twos Tuesday",)


def test_of_several_groups_the_nearest_start_then_the_newest_membership_wins():
    near = NodeLink(TEENS, LinkSource.LOCAL, event_id=EventId("2"))
    far = NodeLink(TWOS, LinkSource.LOCAL, event_id=EventId("1"))
    both = [a_membership("77", joined="2026-01-01"), a_membership("88", joined="2020-01-01")]
    assert finder(near, far).choose(both).times == (KIDS_9,)
    twins = (KIDS_9, an_event_time("22", "9:00", event="2"))
    newest = finder(near, far, times=twins).choose(both)
    assert newest.times == (KIDS_9,)
    older_first = [a_membership("77"), a_membership("88", joined="2020-01-01")]
    assert finder(near, far, times=twins).choose(older_first).times == (twins[1],)


def test_only_times_within_the_hour_of_the_nearest_compete():
    youth_at_eleven = an_event_time("23", "11:00", event="2")
    choice = finder(YOUTH_LINK, times=(KIDS_9, youth_at_eleven)).choose([a_membership("88")])
    assert (choice.way.via, choice.times) == (Via.STATION, (KIDS_9,))


def test_a_time_long_past_does_not_compete_with_the_next():
    times = (KIDS_9, an_event_time("24", "10:00", event="2"))
    choice = finder(KIDS_LINK, times=times, clock="9:50").choose([a_membership("77")])
    assert choice.times == (times[1],)


def test_a_more_believed_link_on_the_same_node_comes_before_a_nearer_start():
    local = NodeLink(KIDS, LinkSource.LOCAL, event_id=EventId("2"))
    pulled = NodeLink(KIDS, LinkSource.INTEGRATION_LINK, event_id=EventId("1"))
    assert finder(pulled, local).choose([a_membership("77")]).times == (YOUTH_930,)


def test_a_link_may_name_one_time_only():
    one_time = NodeLink(KIDS, LinkSource.LOCAL, event_time_id=EventTimeId("12"), event_id=EventId("1"))
    assert finder(one_time, clock="10:30").choose([a_membership("77")]).times == (KIDS_1045,)
    assert finder(one_time).choose([a_membership("77")]).way.via is Via.STATION


def test_without_a_group_the_stations_nearest_event_is_chosen():
    choice = finder(YOUTH_LINK).choose([])
    assert (choice.way.via, choice.way.path, choice.times) == (Via.STATION, (), (KIDS_9,))
    assert finder(times=()).choose([a_membership("77")]).times == ()


def test_last_weeks_pair_is_repeated_in_the_event_that_was_found():
    history = [a_past_check_in("TWO", clock="9:00", checked_in_at=at("8:40", SUNDAY - timedelta(days=7)))]
    history.append(a_past_check_in("TWO", clock="10:45", checked_in_at=at("8:40", SUNDAY - timedelta(days=7))))
    choice = finder(KIDS_LINK).choose([a_membership("77")], history, CHURCH_ZONE)
    assert choice.times == (KIDS_9, KIDS_1045)
    assert choice.alternatives == (YOUTH_930,)


def test_the_way_to_a_time_that_is_not_open_is_known_too():
    way = finder(KIDS_LINK, times=()).way_to(KIDS_1045, [a_membership("77")])
    assert way.path == ("Twos Tuesday", "Early Years", "Kids")
    assert finder(KIDS_LINK).way_to(YOUTH_930, [a_membership("77")]).via is Via.STATION


def a_meeting(clock: str = "18:30", **more: object) -> GroupEvent:
    start = at(clock)
    return GroupEvent("1", GroupId("77"), "Twos meet", start, **more)  # type: ignore[arg-type]


def made(links: EventLinks | None = None, **more: object) -> tuple[Attendable, ...]:
    rooms = more.pop("locations", (TWO,))
    times = more.pop("times", (KIDS_9,))
    return attendables(CHURCH, links or EventLinks.of(CHURCH), times, rooms, zone=CHURCH_ZONE, **more)  # type: ignore[arg-type]


def test_a_group_event_without_a_check_ins_event_is_attendable_itself():
    (meeting,) = made(group_events=[a_meeting(ends_at=at("20:00"))])
    assert meeting.event_time.id == "gid://groups/Event/1"
    window = window_of(meeting.event, meeting.event_time)
    assert (window.opens_at, window.closes_at) == (at("13:30"), at("19:00"))
    assert meeting.event.settings.service_minutes == 90
    assert [room.name for room in meeting.locations] == ["Twos meet"]
    assert meeting.links == (NodeLink(TWOS, LinkSource.GROUP_EVENT, event_id=meeting.event.id),)


def test_rooms_linked_to_the_node_take_the_meetings_people():
    links = EventLinks.of(CHURCH, [NodeLink(TWOS, LinkSource.LOCAL, location_id=TWO.id)])
    (meeting,) = made(links, group_events=[a_meeting()])
    assert meeting.locations == (TWO,)


def test_a_group_event_leads_its_members_and_nobody_else():
    (meeting,) = made(group_events=[a_meeting("9:15")])
    links = EventLinks.of(CHURCH).with_more(meeting.links)
    found = EventFinder.of(CHURCH, links, (KIDS_9, meeting.event_time), at("9:10"))
    assert found.choose([a_membership("77")]).times == (meeting.event_time,)
    stranger = found.choose([])
    assert stranger.times == (KIDS_9,)
    assert stranger.alternatives == (meeting.event_time,)


def test_virtual_meetings_are_no_target_and_cancelled_ones_are_marked():
    assert made(group_events=[a_meeting(is_virtual=True)]) == ()
    (cancelled,) = made(group_events=[a_meeting(is_cancelled=True)])
    assert cancelled.event_time.is_cancelled


def test_a_meeting_of_several_days_opens_each_day():
    days = made(group_events=[a_meeting("9:00", ends_at=at("12:00", SUNDAY + timedelta(days=2)), is_multi_day=True)])
    assert [one.event_time.id for one in days] == [
        "gid://groups/Event/1",
        "gid://groups/Event/1/2026-09-14",
        "gid://groups/Event/1/2026-09-15",
    ]
    assert [one.event_time.starts_at for one in days] == [at("9:00", SUNDAY + timedelta(days=n)) for n in range(3)]


def test_the_same_meeting_in_two_products_is_offered_once():
    links = EventLinks.of(CHURCH, [NodeLink(TWOS, LinkSource.LOCAL, event_id=EventId("1"))])
    assert made(links, group_events=[a_meeting("9:00")]) == ()
    assert len(made(links, group_events=[a_meeting("18:30")])) == 1


def test_a_calendar_instance_tied_to_a_group_is_attendable_by_its_public_start():
    links = EventLinks.of(CHURCH, connections=[a_connection("groups", "group", "77")], calendar_events=[PICNIC])
    instance = CalendarInstance("3", "9", "Picnic", at("12:00"), at("14:00"))
    unrelated = CalendarInstance("4", "8", "Wedding", at("12:00"))
    wedding = CalendarEvent("8", "Wedding", is_approved=True)
    (picnic,) = made(
        links,
        calendar_events=[PICNIC, wedding],
        calendar_instances=[unrelated, instance],
        group_events=[a_meeting("12:00")],
    )
    assert (picnic.event.id, picnic.event_time.id) == ("gid://calendar/Event/9", "gid://calendar/EventInstance/3")
    assert picnic.links == (NodeLink(TWOS, LinkSource.EVENT_CONNECTION, event_id=picnic.event.id),)
    assert [room.name for room in picnic.locations] == ["Picnic"]


def test_a_calendar_event_with_a_check_ins_event_behind_it_is_not_attendable_itself():
    connections = [a_connection("groups", "group", "77"), a_connection("check-ins", "event", "1", id="2")]
    links = EventLinks.of(CHURCH, connections=connections, calendar_events=[PICNIC])
    instance = CalendarInstance("3", "9", "Picnic", at("12:00"))
    assert made(links, calendar_events=[PICNIC], calendar_instances=[instance]) == ()


def test_a_local_link_makes_a_calendar_event_attendable():
    local = NodeLink(KIDS, LinkSource.LOCAL, event_id=EventId("gid://calendar/Event/9"))
    links = EventLinks.of(CHURCH, [local])
    hall = a_location("HALL", is_folder=True)
    (picnic,) = made(
        links,
        locations=(hall,),
        calendar_events=[PICNIC],
        calendar_instances=[CalendarInstance("3", "9", "", at("12:00"))],
    )
    found = EventFinder.of(CHURCH, links, (picnic.event_time,), at("11:50"))
    assert found.choose([a_membership("77")]).way.path == ("Twos Tuesday", "Early Years", "Kids")
    assert picnic.event.name == "Picnic"


def test_a_group_known_only_by_day_and_time_meets_as_predicted():
    overlay = HierarchyOverlay(
        facts={TWOS: SmallGroupFacts(day_of_week=2, hour=18, minute=30), TEENS: SmallGroupFacts(hour=9)}
    )
    church = Hierarchy.of(TYPES, GROUPS, overlay)
    tuesday = date(2026, 9, 15)
    meetings = predicted_meetings(church, EventLinks.of(church), (), (), at("12:00", tuesday), CHURCH_ZONE)
    assert [one.event_time.starts_at for one in meetings] == [
        at("18:30", tuesday),
        at("18:30", tuesday + timedelta(days=7)),
    ]
    assert meetings[0].event_time.id == "p:gid://groups/Group/77:2026-09-15T23:30:00Z"
    assert predicted_meetings(church, EventLinks.of(church), (), [a_meeting()], at("12:00"), CHURCH_ZONE) == ()
