"""An admin shapes the church's tree of groups; the station follows at its next look, and the record says who did it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.app.compose import Church
from kiosk.app.planning import planning_of
from kiosk.domain.event_choice import Via, Way
from kiosk.domain.groups import LinkSource, NodeLink
from kiosk.domain.hierarchy import SmallGroupFacts, TreeFault
from kiosk.domain.ids import EventId, LocationId, NodeId
from kiosk.domain.overlay_changes import local_link
from kiosk.domain.preferences import Tier
from kiosk.domain.problems import NotAuthorised, NotKnown, SettingNotValid
from kiosk.services.hierarchy_desk import HierarchyDesk, TreeRow
from tests.support.at_the_door import A_LEAD, A_VOLUNTEER, AN_ADMIN, ANA, NINE
from tests.support.church_builders import at
from tests.support.command_line import CommandLine
from tests.support.record_checks import check_record
from tests.support.sunday import church_at, reading, without_limits

KIDS = NodeId("gid://groups/GroupType/1")
TWOS_TUESDAY = NodeId("gid://groups/Group/11")
TUESDAY = at("18:00", at("18:00").date().replace(day=15))


@asynccontextmanager
async def shaping(data: Path) -> AsyncIterator[tuple[Church, HierarchyDesk]]:
    async with church_at(data) as church:
        yield church, planning_of(church).hierarchy
    check_record(data)


async def way_of_ana(church: Church) -> Way:
    (ana,) = (await church.people.people([ANA])).values()
    (offer,) = await church.offers.of((ana,), church.clock.now())
    return next(time.way for time in offer.times if time.event_time.id == NINE)


async def row_of(desk: HierarchyDesk, node_id: NodeId) -> TreeRow:
    return next(row for row in (await desk.tree()).rows if row.node.id == node_id)


async def test_an_area_with_an_event_of_its_own_leads_its_groups_there_at_once(data: Path):
    async with shaping(data) as (church, desk):
        assert await way_of_ana(church) == Way(Via.GROUP, ("Twos Tuesday", "Kids"))
        early = await desk.add_area(AN_ADMIN, " Early  Years ", KIDS)
        await desk.move(AN_ADMIN, TWOS_TUESDAY, early)
        assert await way_of_ana(church) == Way(Via.GROUP, ("Twos Tuesday", "Early Years", "Kids"))
        await desk.link(AN_ADMIN, local_link(early, event_id=EventId("1")))
        assert await way_of_ana(church) == Way(Via.GROUP, ("Twos Tuesday", "Early Years"))
        row = await row_of(desk, TWOS_TUESDAY)
        assert (row.depth, row.node.parent_id) == (2, early)

        await desk.rename_area(AN_ADMIN, early, "Little ones")
        assert (await way_of_ana(church)).path[-1] == "Little ones"
        await desk.unlink(AN_ADMIN, local_link(early, event_id=EventId("1")))
        await desk.remove_area(AN_ADMIN, early)
        assert await way_of_ana(church) == Way(Via.GROUP, ("Twos Tuesday", "Kids"))
        await desk.move_back(AN_ADMIN, TWOS_TUESDAY)
        assert (await desk.overlay.overlay()).parents == {}


async def test_a_location_hung_on_a_node_is_its_members_room(data: Path):
    """Ana's group gets the Threes as its own room: members come first, whatever the age."""
    without_limits(data)
    async with shaping(data) as (church, desk):
        with reading(data) as connection:
            connection.execute("update location set age_min_in_months = 12 where id = '53'")
        await desk.link(AN_ADMIN, local_link(TWOS_TUESDAY, location_id=LocationId("53")))
        (ana,) = (await church.people.people([ANA])).values()
        (offer,) = await church.offers.of((ana,), church.clock.now())
        first = offer.times[0].candidates[0]
        assert (first.location.name, first.tier) == ("Threes", Tier.MEMBERS)


async def test_a_group_known_by_day_and_time_meets_on_that_day(data: Path):
    """Without events in Planning Center the kept day and time predict its meetings, open for members."""
    group = NodeId("gid://groups/Group/13")
    async with shaping(data) as (_, desk):
        await desk.set_facts(AN_ADMIN, group, SmallGroupFacts(day_of_week=2, hour=18, minute=30))
        assert (await row_of(desk, group)).facts == SmallGroupFacts(day_of_week=2, hour=18, minute=30)
    async with church_at(data, TUESDAY) as church:
        day = await church.days.at(church.clock.now())
        (meeting,) = [time for time in day.times if time.event_id == EventId(group)]
        assert meeting.is_predicted
        assert meeting.starts_at == at("18:30", TUESDAY.date())
        assert meeting in day.open_times


async def test_what_makes_no_sense_changes_nothing(data: Path):
    async with shaping(data) as (_, desk):
        early = await desk.add_area(AN_ADMIN, "Early Years", KIDS)
        before = await desk.overlay.overlay()
        with pytest.raises(SettingNotValid):
            await desk.move(AN_ADMIN, KIDS, early)
        with pytest.raises(SettingNotValid):
            await desk.add_area(AN_ADMIN, "  ")
        with pytest.raises(NotKnown):
            await desk.move(AN_ADMIN, NodeId("gid://groups/Group/999"), early)
        with pytest.raises(NotKnown):
            await desk.link(AN_ADMIN, local_link(early, event_id=EventId("999")))
        with pytest.raises(NotKnown):
            await desk.rename_area(AN_ADMIN, KIDS, "Children")
        assert await desk.overlay.overlay() == before


@pytest.mark.parametrize("by", [A_LEAD, A_VOLUNTEER])
async def test_only_admins_shape_the_tree(data: Path, by: object):
    async with shaping(data) as (_, desk):
        with pytest.raises(NotAuthorised):
            await desk.add_area(by, "Early Years", KIDS)  # type: ignore[arg-type]
        assert (await desk.overlay.overlay()).areas == ()


async def test_the_record_says_who_changed_which_node_and_no_names(data: Path):
    async with shaping(data) as (_, desk):
        early = await desk.add_area(AN_ADMIN, "Early Years", KIDS)
        await desk.move(AN_ADMIN, TWOS_TUESDAY, early)
    with reading(data) as connection:
        bodies = [json.loads(row[0]) for row in connection.execute("select body from fact where kind = 'staff'")]
    assert [(body["action"], body["staff"], body["what"], body["of"]) for body in bodies] == [
        ("groups_changed", AN_ADMIN.id, "area", early),
        ("groups_changed", AN_ADMIN.id, "parent", TWOS_TUESDAY),
    ]
    assert "Early Years" not in json.dumps(bodies)


async def test_the_tree_is_read_from_top_to_bottom_with_what_is_wrong_in_it(data: Path):
    with reading(data) as connection:
        connection.execute("update church_group set group_type = '999' where id = '12'")
    async with shaping(data) as (_, desk):
        tree = await desk.tree()
        assert [row.node.name for row in tree.rows if row.depth == 0][:2] == ["Classes", "Kids"]
        lost = next(row for row in tree.rows if row.node.id == "gid://groups/Group/12")
        assert lost.faults == (TreeFault.MISSING_PARENT,)
        kids = next(row for row in tree.rows if row.node.id == KIDS)
        assert NodeLink(KIDS, LinkSource.INTEGRATION_LINK, event_id=EventId("1")) in kids.links
        assert tree.link_troubles


def test_a_file_is_looked_at_taken_over_and_written_again(data: Path, tmp_path: Path):
    kiosk, file = CommandLine(data), tmp_path / "tree.toml"
    file.write_text(
        '[[area]]\nid = "early-years"\nname = "Early Years"\nbelow = "Kids"\n\n'
        '[[place]]\nnode = "Twos Tuesday"\nbelow = "early-years"\n\n'
        '[[room]]\nlocation = "Twos"\nroom = "Room 204"\n',
        encoding="utf-8",
    )
    looked = kiosk("groups", "import", str(file), "--preview").document["changes"]
    assert [one["what"] for one in looked] == ["area", "parent", "room"]
    assert {node["name"] for node in kiosk("groups", "show").document["nodes"]}.isdisjoint({"Early Years"})

    assert kiosk("groups", "import", str(file)).document["changes"] == looked
    tree = kiosk("groups", "show").document
    assert tree["rooms"] == {"52": "204"}
    assert any(node["name"] == "Early Years" and node["kind"] == "area" for node in tree["nodes"])

    written = tmp_path / "written.toml"
    assert kiosk("groups", "export", str(written)).code == 0
    assert kiosk("groups", "import", str(written)).document["changes"] == []
    file.write_text("", encoding="utf-8")
    assert len(kiosk("groups", "import", str(file)).document["changes"]) == 3
    assert kiosk("groups", "show").document["rooms"] == {}


def test_a_mistake_in_a_file_changes_nothing_and_says_where(data: Path, tmp_path: Path):
    kiosk, file = CommandLine(data), tmp_path / "tree.toml"
    file.write_text('[[area]]\nid = "a"\nname = "A"\n\n[[place]]\nnode = "Nobody"\n', encoding="utf-8")
    said = kiosk("groups", "import", str(file))
    assert (said.code, said.document["problem"]) == (5, "SettingNotValid")
    assert said.document["sentence"].startswith("tree.toml, line 6: ")
    assert not any(node["kind"] == "area" for node in kiosk("groups").document["nodes"])
    assert asyncio.run(areas(data)) == 0


async def areas(data: Path) -> int:
    async with church_at(data) as church:
        return len((await planning_of(church).hierarchy.overlay.overlay()).areas)
