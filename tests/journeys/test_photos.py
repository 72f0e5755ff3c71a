"""Photos: fetched small after the data, shown without a network, from nowhere that gets the token, gone with the person."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.app.compose import Church as OpenChurch
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.photos import photos_of, shrunk
from kiosk.domain.ids import PersonId
from kiosk.pco.photo_host import PhotosOverHttp
from kiosk.services.photos import MOST_FAILURES, PHOTO_PIXELS, PhotosReport
from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.small_church import a_small_church, add_people
from tests.support.pulling import PLENTY, SUNDAY


@pytest.fixture
def riverside() -> Iterator[PlanningCenterServer]:
    """A small church where a dozen have a photo."""
    church = a_small_church()
    add_people(church, 15)
    for number in range(1001, 1013):
        person = church.get("people", "Person", str(number))
        assert person is not None
        person["attributes"] |= {"avatar": f"/uploads/person/{number}-1/avatar.1.png", "status": "active"}
    with PlanningCenterServer(church, rate_limit=PLENTY, now=lambda: SUNDAY) as server:
        yield server


@asynccontextmanager
async def a_church(folder: Path, server: PlanningCenterServer) -> AsyncIterator[OpenChurch]:
    """A station that has pulled once."""
    async with opened(Config(folder, server.base_url, "demo", "demo")) as church:
        async with church.planning_center() as sync:
            await sync.pull()
        yield church


def faces_there(server: PlanningCenterServer) -> set[PersonId]:
    return {PersonId(one["id"]) for one in server.church.all("people", "Person") if one["attributes"].get("avatar")}


async def faces_here(church: OpenChurch) -> dict[PersonId, Path]:
    everybody = await church.people.people(await church.database.read(all_ids))
    return {id: Path(person.photo) for id, person in everybody.items() if person.photo}


def all_ids(connection: object) -> list[PersonId]:
    rows = connection.execute("select id from person").fetchall()  # type: ignore[attr-defined]
    return [PersonId(row[0]) for row in rows]


async def run(church: OpenChurch) -> PhotosReport:
    async with photos_of(church) as photos:
        return await photos.run()


async def test_photos_come_once_small_and_without_the_token(riverside: PlanningCenterServer, tmp_path: Path):
    async with a_church(tmp_path, riverside) as church:
        assert await faces_here(church) == {}
        report = await run(church)
        here = await faces_here(church)
        assert set(here) == faces_there(riverside)
        assert report.fetched == len(here) > 0
        assert all(max(QImage(str(file)).width(), QImage(str(file)).height()) <= PHOTO_PIXELS for file in here.values())
        asked = riverside.avatars.asked
        assert all(path.endswith("?g=240x240%23") for path, _ in asked)
        assert all("authorization" not in map(str.lower, headers) for _, headers in asked)
        before = len(asked)
        async with church.planning_center() as sync:
            await sync.pull(afresh=True)
        assert (await run(church)).fetched == 0
        assert len(asked) == before
        assert await faces_here(church) == here


async def test_a_photo_goes_with_the_person_and_with_the_setting(riverside: PlanningCenterServer, tmp_path: Path):
    async with a_church(tmp_path, riverside) as church:
        await run(church)
        here = await faces_here(church)
        gone, inactive, *_ = sorted(here)
        riverside.store.remove("people/Person", gone)
        person = riverside.church.get("people", "Person", inactive)
        assert person is not None
        person["attributes"]["status"] = "inactive"
        async with church.planning_center() as sync:
            await sync.pull(afresh=True)
        await run(church)
        assert set(await faces_here(church)) == set(here) - {gone, inactive}
        assert not here[gone].exists()
        assert not here[inactive].exists()
        await run(replace(church, settings=replace(church.settings, shows_photos=False)))
        assert await faces_here(church) == {}
        assert list((tmp_path / "photos").iterdir()) == []


async def test_a_new_photo_takes_the_place_of_the_old_and_a_lost_file_is_fetched_again(
    riverside: PlanningCenterServer, tmp_path: Path
):
    async with a_church(tmp_path, riverside) as church:
        await run(church)
        before = await faces_here(church)
        changed, lost, *_ = sorted(before)
        person = riverside.church.get("people", "Person", changed)
        assert person is not None
        person["attributes"]["avatar"] = person["attributes"]["avatar"].replace("avatar.1", "avatar.2")
        before[lost].unlink()
        async with church.planning_center() as sync:
            await sync.pull(afresh=True)
        assert (await run(church)).fetched == 2
        after = await faces_here(church)
        assert set(after) == set(before)
        assert {id for id in before if before[id] != after[id]} == {changed, lost}
        assert {file.name for file in (tmp_path / "photos").iterdir()} == {file.name for file in after.values()}


async def test_without_a_network_the_run_ends_soon_and_what_is_here_stays(
    riverside: PlanningCenterServer, tmp_path: Path
):
    async with a_church(tmp_path, riverside) as church:
        riverside.avatars.stop()
        assert await run(church) == PhotosReport()
        assert len(faces_there(riverside)) > MOST_FAILURES


@pytest.mark.parametrize(
    ("address", "is_allowed"),
    [
        ("https://avatars.planningcenteronline.com/uploads/person/1-2/avatar.1.jpg", True),
        ("http://avatars.planningcenteronline.com/uploads/person/1-2/avatar.1.jpg", False),
        ("https://api.planningcenteronline.com/uploads/person/1-2/avatar.1.jpg", False),
        ("https://API.planningcenteronline.com:443/uploads/person/1-2/avatar.1.jpg", False),
        ("https://user@avatars.planningcenteronline.com/a.jpg", False),
        ("https://planningcenteronline.com.example.org/a.jpg", False),
        ("https://192.168.1.1/a.jpg", False),
        ("http://localhost:8000/a.jpg", False),
        ("file:///etc/hosts", False),
        ("https://[broken/a.jpg", False),
    ],
)
async def test_photos_are_fetched_from_planning_center_and_never_where_the_token_goes(address: str, is_allowed: bool):
    assert PhotosOverHttp().is_allowed(address) == is_allowed


async def test_what_is_no_picture_or_would_fill_the_memory_is_none():
    for raw in (b"", b"<html>", b"\x89PNG\r\n\x1a\n" + bytes(200), _a_bomb()):
        assert await shrunk(raw) is None


def _a_bomb() -> bytes:
    """A few bytes that say they are a picture of 30,000 by 30,000."""
    from kiosk.simulator.avatars import face

    return face(1)[:16] + (30_000).to_bytes(4, "big") * 2 + face(1)[24:]
