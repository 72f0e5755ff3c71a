"""Folders close what lies below, and a broken tree is stepped around (issue "The right room the first time")."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.groups import LinkSource, NodeLink
from kiosk.domain.ids import EventId, LocationId, NodeId
from kiosk.domain.location_tree import LocationTree, TreeTrouble
from kiosk.domain.locations import Location, LocationAdditions
from tests.support.church_builders import TWO, K, a_location, a_tree

NODE = NodeId("gid://groups/Group/77")
CAMPUS = a_location("CAMPUS", is_folder=True)
WEST = a_location("WEST", is_folder=True, parent_id=CAMPUS.id)
IN_WEST = replace(TWO, parent_id=WEST.id)


def test_a_closed_folder_closes_everything_below_it():
    open_tree = a_tree(CAMPUS, WEST, IN_WEST, K)
    assert open_tree.is_open(TWO.id)
    closed = a_tree(replace(CAMPUS, is_open=False), WEST, IN_WEST, K)
    assert not closed.is_open(TWO.id)
    assert not closed.is_open(WEST.id)
    assert closed.is_open(K.id)
    assert not closed.is_open(LocationId("nowhere"))


def test_only_rooms_are_checked_in_to_and_folders_are_named_nearest_first():
    tree = a_tree(IN_WEST, WEST, CAMPUS)
    assert [room.location.id for room in tree.rooms] == [TWO.id]
    assert [folder.name for folder in tree.folders_above(TWO.id)] == ["WEST", "CAMPUS"]


def test_a_missing_parent_is_reported_and_the_room_stays():
    tree = a_tree(replace(TWO, parent_id=LocationId("gone")))
    assert tree.troubles == (TreeTrouble(TWO.id, "missing_parent"),)
    assert tree.is_open(TWO.id)


def test_a_cycle_is_reported_and_never_followed():
    a = a_location("A", is_folder=True, parent_id=LocationId("B"))
    b = a_location("B", is_folder=True, parent_id=LocationId("A"), is_open=False)
    tree = a_tree(a, b, replace(TWO, parent_id=a.id))
    assert {trouble.what for trouble in tree.troubles} == {"cycle"}
    assert not tree.is_open(TWO.id)


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.none() | st.sampled_from("ABCDEFG")))
def test_whatever_the_parents_a_tree_is_built(parents: dict[str, str | None]):
    locations = [a_location(one, parent_id=LocationId(up) if up else None) for one, up in parents.items()]
    tree = LocationTree.of(locations)
    assert len(tree.rooms) == len(locations)
    assert all(len(tree.folders_above(LocationId(one))) <= len(parents) for one in parents)


def test_a_folder_listed_for_a_time_stands_for_its_rooms_unless_some_are_listed_themselves():
    other = replace(K, parent_id=WEST.id)
    tree = a_tree(CAMPUS, WEST, IN_WEST, other, a_location("OUT"))
    assert tree.offered(None) == {"TWO", "K", "OUT"}
    assert tree.offered((WEST.id,)) == {"TWO", "K"}
    assert tree.offered((CAMPUS.id, WEST.id, TWO.id)) == {"TWO"}
    assert tree.offered(()) == frozenset()


def test_nodes_tied_to_a_folder_hold_for_its_rooms():
    members = replace(WEST, additions=LocationAdditions(is_members_only=True))
    linked = NodeLink(NODE, LinkSource.INTEGRATION_LINK, location_id=CAMPUS.id)
    (room,) = a_tree(CAMPUS, members, IN_WEST, links=[linked]).rooms
    assert room.is_members_only
    assert room.member_node_ids == (NODE,)


def test_a_tree_may_be_narrowed_to_one_event():
    elsewhere: Location = replace(K, event_id=EventId("2"))
    assert [room.location.id for room in LocationTree.of((TWO, elsewhere), event_id=TWO.event_id).rooms] == [TWO.id]
