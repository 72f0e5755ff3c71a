"""The church's tree of groups as a file: what is written is read back the same, and every mistake is named with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.groups import Group, GroupNode, GroupType, NodeKind
from kiosk.domain.hierarchy import Hierarchy, HierarchyOverlay, LocalRole, SmallGroupFacts, group_node_id
from kiosk.domain.ids import EventId, EventTimeId, GroupId, GroupTypeId, LocationId, NodeId, PersonId
from kiosk.domain.overlay_changes import area_node_id, differences, local_link
from kiosk.domain.problems import SettingNotValid
from kiosk.services.hierarchy_file import FREQUENCIES, HierarchyFile, KnownChurch, people_named_in, read_hierarchy
from kiosk.services.hierarchy_text import written_hierarchy
from kiosk.words import Words

TYPES = (GroupType(GroupTypeId("5"), "Kids"), GroupType(GroupTypeId("6"), "Adults"))
GROUPS = (
    Group(GroupId("11"), "Twos Tuesday", GroupTypeId("5")),
    Group(GroupId("12"), "Choir", GroupTypeId("5")),
    Group(GroupId("13"), "Choir", GroupTypeId("6")),
)
TWOS, CHOIR = group_node_id(GroupId("11")), group_node_id(GroupId("12"))
EARLY = area_node_id("early-years")
CHURCH = KnownChurch(
    hierarchy=lambda overlay: Hierarchy.of(TYPES, GROUPS, overlay),
    events={EventId("1"): "Sunday Kids", EventId("2"): "Midweek"},
    times={EventTimeId("11"): "First service"},
    locations={LocationId("52"): "Twos", LocationId("62"): "Twos upstairs"},
    rooms={"204": "Room 204"},
    people={PersonId("105"): "", PersonId("106"): ""},
    church="Riverside",
)
A_WHOLE_FILE = """
[[area]]
id = "early-years"
name = "Early Years"
below = "Kids"

[[place]]
node = "Twos Tuesday"
below = "early-years"

[[link]]
node = "Early Years"
event = "Sunday Kids"

[[link]]
node = "early-years"
location = "52"

[[meeting]]
node = "twos tuesday"
day = "tuesday"
time = "09:30"
childcare = true

[[role]]
node = "Twos Tuesday"
person = "105"
role = "coach"

[[room]]
location = "Twos"
room = "Room 204"
"""


def read(text: str) -> HierarchyFile:
    return read_hierarchy(text, "tree.toml", CHURCH)


def test_what_people_write_by_names_is_read_as_ids():
    found = read(A_WHOLE_FILE)
    assert found.overlay == HierarchyOverlay(
        areas=(GroupNode(EARLY, NodeKind.AREA, "Early Years", NodeId("gid://groups/GroupType/5")),),
        parents={TWOS: EARLY},
        links=(local_link(EARLY, event_id=EventId("1")), local_link(EARLY, location_id=LocationId("52"))),
        facts={TWOS: SmallGroupFacts(day_of_week=2, hour=9, minute=30, has_childcare=True)},
        roles=(LocalRole(TWOS, PersonId("105"), "coach"),),
    )
    assert found.rooms == {"52": "204"}
    assert people_named_in(A_WHOLE_FILE, "tree.toml") == {"105"}


@pytest.mark.parametrize(
    ("wrong", "right", "line", "said"),
    [
        ('below = "Kids"', 'below = "Kdis"', 5, "there is no department, area or group “Kdis”"),
        ('node = "Twos Tuesday"\nbelow', 'node = "Choir"\nbelow', 8, "several departments, areas or groups are called"),
        ('id = "early-years"', 'id = "Early Years!"', 3, "cannot be an id"),
        ('name = "Early Years"', 'name = " "', 4, "needs a name"),
        ('event = "Sunday Kids"', 'event = "Sunday"', 13, "there is no event “Sunday”"),
        ('location = "52"', 'location = "99"', 17, "there is no location “99”"),
        ('event = "Sunday Kids"', 'event = "1"\nlocation = "52"', 12, "only one of them"),
        ('day = "tuesday"', 'day = "Tuseday"', 21, "“day” cannot be “Tuseday”"),
        ('time = "09:30"', 'time = "9.30"', 22, "no time of day"),
        ('childcare = true', 'childcare = "yes"', 23, "true or false"),
        ('person = "105"', 'person = "999"', 27, "nobody with the id “999”"),
        ('room = "Room 204"', 'room = "Room 999"', 32, "no room “Room 999”"),
        ('role = "coach"', 'rôle = "coach"', 25, ""),
        ('role = "coach"', 'roll = "coach"', 28, "Did you mean “role”?"),
        ('[[place]]', '[[places]]', 1, "means nothing here"),
        ('id = "early-years"', 'id = early-years', 3, "straight quotation marks"),
        ("", "format = 2\n", 1, "newer version"),
    ],
)  # fmt: skip
def test_every_mistake_is_named_with_its_line(wrong: str, right: str, line: int, said: str):
    text = A_WHOLE_FILE.replace(wrong, right, 1) if wrong else right + A_WHOLE_FILE
    with pytest.raises(SettingNotValid) as refused:
        read(text)
    sentence = str(refused.value.details["sentence"])
    assert sentence.startswith("tree.toml, line ")
    assert said in sentence
    if said:
        assert f"line {line}:" in sentence or said == "means nothing here", sentence


def test_two_areas_with_one_id_are_a_mistake_of_the_second():
    twice = '[[area]]\nid = "a"\nname = "A"\n\n[[area]]\nid = "a"\nname = "B"\n'
    with pytest.raises(SettingNotValid) as refused:
        read(twice)
    assert refused.value.details["line"] == 6


def test_a_circle_is_named_where_it_is_made():
    circle = """
[[area]]
id = "a"
name = "A"
below = "b"

[[area]]
id = "b"
name = "B"
below = "a"
"""
    with pytest.raises(SettingNotValid) as refused:
        read(circle)
    assert refused.value.details["line"] == 5
    assert "above itself" in str(refused.value.details["sentence"])


def test_nothing_said_is_nothing_made_here():
    assert read("") == HierarchyFile(HierarchyOverlay(), {})


def test_what_planning_center_has_no_more_stays_to_be_read_by_people():
    gone = group_node_id(GroupId("99"))
    text = written_hierarchy(HierarchyFile(HierarchyOverlay(parents={gone: None, TWOS: None}), {}), CHURCH, Words())
    assert f'# node = "{gone}"' in text
    assert read(text).overlay.parents == {TWOS: None}


NODES = st.sampled_from([TWOS, CHOIR, group_node_id(GroupId("13")), NodeId("gid://groups/GroupType/5")])
NAMES = st.text(min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
AREAS = st.lists(
    st.builds(
        lambda short, name, below: GroupNode(area_node_id(short), NodeKind.AREA, name, below),
        st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True),
        NAMES,
        st.none() | NODES,
    ),
    max_size=4,
    unique_by=lambda area: area.id,
)
LINKS = st.builds(lambda node, event: local_link(node, event_id=event), NODES, st.sampled_from([*CHURCH.events]))
FACTS = st.builds(
    SmallGroupFacts,
    day_of_week=st.none() | st.integers(0, 6),
    hour=st.just(9),
    minute=st.integers(0, 59),
    frequency=st.sampled_from(["", *FREQUENCIES]),
    area=st.text(max_size=20),
    has_childcare=st.none() | st.booleans(),
    demographics=st.text(max_size=20),
)


@given(
    areas=AREAS,
    parents=st.dictionaries(NODES, st.none() | NODES, max_size=1),
    links=st.lists(LINKS, max_size=3),
    facts=st.dictionaries(NODES, FACTS, max_size=2),
)
def test_whatever_was_made_here_is_read_back_as_it_was(areas, parents, links, facts):
    overlay = HierarchyOverlay(tuple(areas), parents, tuple(links), facts)
    if any(trouble.fault == "cycle" for trouble in CHURCH.hierarchy(overlay).troubles):
        return
    text = written_hierarchy(HierarchyFile(overlay, {LocationId("52"): "204"}), CHURCH, Words())
    found = read_hierarchy(text, "tree.toml", CHURCH)
    assert found.overlay == overlay
    assert found.rooms == {"52": "204"}
    assert differences(overlay, found.overlay) == ()
