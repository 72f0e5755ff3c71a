"""Check-ins copied to PlanDocket: one way, once each, whatever gets lost on the line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.app.compose import Church
from kiosk.app.mirroring import PlanDocketAccess, copy_now, mirror_book, plandocket, plandocket_keys
from kiosk.bridges.plandocket import key_of
from kiosk.domain.problems import NoPermission, NotKnown, Offline, Problem, Refused, SignedOut, UnexpectedAnswer
from kiosk.services.check_out import CheckOutRequest
from kiosk.words import Words
from kiosk.words.problems import sentence
from tests.support.at_the_door import A_LEAD, AN_ADMIN, ANA, LEO, MORNING, QUARTER_TO_ELEVEN, check_in, code_of
from tests.support.command_line import CommandLine
from tests.support.plandocket_server import KEY, Tenant, plandocket_server
from tests.support.sunday import church_at, households_with_children, without_limits

KIDS, ANA_THERE, LEO_THERE = "1", 7001, 7002


@asynccontextmanager
async def mirrored(data: Path, tenant: Tenant, *, loses: float = 0.0) -> AsyncIterator[Church]:
    """The sample church with Sunday Kids tied, connected to a tenant."""
    with plandocket_server(tenant, loses=loses) as url:
        async with church_at(without_limits(data)) as church:
            await plandocket_keys(church.folder).keep(PlanDocketAccess(url, KEY), in_file=True)
            book = mirror_book(church)
            await book.tie(KIDS, "KIDS", MORNING - timedelta(hours=1))
            await book.name({ANA: ANA_THERE, LEO: LEO_THERE})
            yield church


def two_known(**more: object) -> Tenant:
    return Tenant(participants=frozenset({ANA_THERE, LEO_THERE}), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("wraps", [False, True], ids=["table of fields", "sample envelope"])
async def test_a_family_is_in_and_later_has_left_there_too(data: Path, wraps: bool):
    tenant = two_known(wraps=wraps)
    async with mirrored(data, tenant) as church:
        code = await code_of(church, ANA, LEO)
        came = await copy_now(church)
        inside = [(row["event_participant_id"], row["is_checked_in"]) for row in tenant.rows.values()]
        await leave(church, code)
        await copy_now(church)

        assert came.sent == 2
        assert inside == [(ANA_THERE, True), (LEO_THERE, True)]
        assert [row["is_checked_in"] for row in tenant.rows.values()] == [False, False]
        (ana, _) = tenant.rows.values()
        assert (ana["check_in_type"], ana["station"]) == ("manual", church.settings.name or "kiosk 0")
        assert "in 2026-09-13T08:40:" in ana["notes"]
        assert " out 2026-09-13T" in ana["notes"]
        assert "Cole" not in str(tenant.rows)
        assert (await copy_now(church)).sent == 0


async def test_staying_for_both_services_is_one_presence(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        await check_in(church, ANA)
        await check_in(church, ANA, times=(QUARTER_TO_ELEVEN,))
        await copy_now(church)

        assert len(tenant.rows) == 1


async def test_somebody_who_goes_by_another_id_since_is_still_one_presence(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        await check_in(church, LEO)
        await copy_now(church)
        # What a push does for a newcomer, and a pull for a merger.
        await church.database.run(lambda c: c.execute("insert into person_alias values(?, ?, '')", (LEO, ANA)))
        await check_in(church, ANA, times=(QUARTER_TO_ELEVEN,))
        await copy_now(church)

        assert [row["event_participant_id"] for row in tenant.rows.values()] == [LEO_THERE]
        assert await mirror_book(church).wanted("KIDS") == {"in": 1, "out": 0}


async def test_two_who_were_copied_before_they_were_merged_both_leave(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        code = await code_of(church, ANA, LEO)
        await copy_now(church)
        await church.database.run(lambda c: c.execute("insert into person_alias values(?, ?, '')", (LEO, ANA)))
        await leave(church, code)
        await copy_now(church)

        assert [row["is_checked_in"] for row in tenant.rows.values()] == [False, False]


async def test_a_check_out_that_is_undone_is_in_again_and_a_check_in_undone_after_it_is_gone(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        answer = await check_in(church, ANA)
        ids = [one.id for one in answer.check_ins]
        await leave(church, answer.codes[0])
        await copy_now(church)
        assert [row["is_checked_in"] for row in tenant.rows.values()] == [False]
        await church.volunteers.undo.check_out(ids, AN_ADMIN)
        await copy_now(church)
        assert [row["is_checked_in"] for row in tenant.rows.values()] == [True]
        assert "in 2026-09-13T08:40:" in next(iter(tenant.rows.values()))["notes"]
        await leave(church, answer.codes[0])
        await copy_now(church)
        await church.volunteers.undo.check_out(ids, AN_ADMIN)
        await church.volunteers.undo.check_in(ids, A_LEAD)
        await copy_now(church)

        assert tenant.rows == {}


async def test_two_programs_that_copy_at_once_copy_once(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church, church_at(data) as beside:
        await check_in(church, ANA, LEO)
        reports = await asyncio.gather(copy_now(church), copy_now(beside))

        assert sum(report.sent for report in reports) == tenant.posts == len(tenant.rows) == 2


async def test_a_key_that_turns_wrong_in_the_middle_loses_nothing(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        code = await code_of(church, ANA, LEO)
        await copy_now(church)
        await leave(church, code)
        tenant.key = "another"
        for _ in range(3):
            with pytest.raises(SignedOut):
                await copy_now(church)
            await mirror_book(church).try_again()
        tenant.key = KEY
        await copy_now(church)

        assert [row["is_checked_in"] for row in tenant.rows.values()] == [False, False]


async def test_a_redirect_to_another_host_never_gets_the_key(data: Path):
    stranger, tenant = two_known(), two_known()
    with plandocket_server(stranger) as elsewhere:
        tenant.sends_to = elsewhere
        async with mirrored(data, tenant) as church:
            await check_in(church, ANA)
            with pytest.raises(UnexpectedAnswer):
                await copy_now(church)
            with pytest.raises(UnexpectedAnswer):
                async with plandocket(church) as there:
                    await there.of_event("KIDS")

    assert stranger.keys_seen == []


async def test_while_plandocket_answers_nothing_families_are_checked_in(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        await check_in(church, ANA)
        tenant.goes_on.clear()
        copying = asyncio.create_task(copy_now(church))
        await asyncio.to_thread(tenant.asked.wait)
        code = await code_of(church, LEO)
        await leave(church, code)
        assert not copying.done()
        tenant.goes_on.set()
        await copying
        await copy_now(church)

        assert sorted(row["is_checked_in"] for row in tenant.rows.values()) == [False, True]


async def test_a_copy_that_was_changed_there_by_hand_is_looked_for_and_ends_as_it_is_here(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        code = await code_of(church, ANA, LEO)
        await copy_now(church)
        ana, leo = tenant.rows.values()
        ana |= {"is_checked_in": False, "checked_out_at": "by hand"}
        del tenant.rows[leo["id"]]
        await leave(church, code)
        first = await copy_now(church)
        await mirror_book(church).try_again()
        await copy_now(church)

        assert (first.sent, first.refused) == (0, 2)
        assert ana["checked_out_at"] == "by hand"
        assert [row["checked_out_at"] is not None for row in tenant.rows.values()] == [True, True]
        assert await mirror_book(church).waiting(church.clock.now()) == ()


async def test_what_is_undone_here_is_deleted_there(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        answer = await check_in(church, ANA)
        await copy_now(church)
        await church.volunteers.undo.check_in([one.id for one in answer.check_ins], A_LEAD)
        await copy_now(church)

        assert tenant.rows == {}


async def test_a_full_sunday_through_lost_answers_end_in_equal_stats(data: Path):
    families = households_with_children(data)[:30]
    everybody = {str(child): 9000 + number for number, child in enumerate(child for one in families for child in one)}
    tenant = Tenant(participants=frozenset(everybody.values()), wraps=True)
    async with mirrored(data, tenant, loses=0.2) as church:
        book = mirror_book(church)
        await book.name(everybody)
        codes = []
        for number, children in enumerate(families):
            try:
                answer = await check_in(church, *children)
            except Refused:
                continue
            if number % 2:
                codes += list(answer.codes)
        for code in codes:
            await leave(church, code)
        for _ in range(400):
            try:
                if not (await copy_now(church)).sent and not await book.pending(church.clock.now()):
                    break
            except Offline:
                await book.try_again()
        async with plandocket(church) as there:
            counted = await there.stats("KIDS")
        wanted = await book.wanted("KIDS")

        assert wanted["in"] > 5
        assert wanted["out"] > 5
        assert counted == {"total": wanted["in"] + wanted["out"], **wanted}
        assert len({row["event_participant_id"] for row in tenant.rows.values()}) == len(tenant.rows)


async def test_a_lost_answer_is_looked_for_also_where_notes_are_not_told(data: Path):
    tenant = two_known(tells_notes=False)
    async with mirrored(data, tenant, loses=1.0) as church:
        await check_in(church, ANA)
        with pytest.raises(Offline):
            await copy_now(church)
        await mirror_book(church).try_again()
        await copy_now(church)

        assert (len(tenant.rows), tenant.posts) == (1, 1)


async def test_somebody_without_a_number_or_pass_waits_and_the_others_go_on(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        await mirror_book(church).name({LEO: 1})  # nobody there
        await check_in(church, ANA, LEO)
        report = await copy_now(church)

        assert (report.sent, report.refused) == (1, 1)
        assert await mirror_book(church).counts() == {"in": 1, "out": 0, "plandocket_participant": 1}
        await mirror_book(church).name({LEO: LEO_THERE})
        assert (await copy_now(church)).sent == 1


@pytest.mark.parametrize(
    ("tenant", "problem", "says"),
    [
        (Tenant(has_scope=False), NoPermission, "scope “checkins”"),
        (Tenant(has_plan=False), NoPermission, "does not include check-ins"),
    ],
    ids=["scope", "plan"],
)
async def test_what_concerns_everybody_has_its_own_sentence(
    data: Path, tenant: Tenant, problem: type[Problem], says: str
):
    async with mirrored(data, tenant) as church:
        await check_in(church, ANA)
        with pytest.raises(problem) as raised:
            await copy_now(church)

    assert says in sentence(Words(), raised.value.name, raised.value.details)


async def test_a_wrong_key_and_an_unknown_event_have_their_own_sentences(data: Path):
    async with mirrored(data, two_known()) as church:
        await check_in(church, ANA)
        access = await plandocket_keys(church.folder).access()
        assert access is not None
        await plandocket_keys(church.folder).keep(PlanDocketAccess(access.url, "wrong"), in_file=True)
        with pytest.raises(SignedOut) as raised:
            await copy_now(church)
        assert "does not accept this key" in sentence(Words(), "SignedOut", raised.value.details)

        await plandocket_keys(church.folder).keep(access, in_file=True)
        async with plandocket(church) as there:
            with pytest.raises(NotKnown) as unknown:
                await there.of_event("CHOIR")
        assert "does not know this event key" in sentence(Words(), "NotKnown", unknown.value.details)


@pytest.mark.parametrize("key", ["", " ", "ключ", "two\nlines"])
def test_a_key_that_cannot_be_sent_is_refused_before_it_is_kept(key: str):
    with pytest.raises(SignedOut):
        key_of(key)


@pytest.mark.parametrize("following", ["https://[half", "https://elsewhere.example/api/v1/check-ins?page=2"])
async def test_a_next_page_that_leads_anywhere_else_is_not_followed(data: Path, following: str):
    tenant = two_known(next_page=following)
    async with mirrored(data, tenant) as church, plandocket(church) as there:
        with pytest.raises(UnexpectedAnswer):
            await there.of_event("KIDS")


async def test_nothing_is_sent_for_an_event_that_is_not_tied_or_before_it_was(data: Path):
    tenant = two_known()
    async with mirrored(data, tenant) as church:
        await check_in(church, ANA)
        await mirror_book(church).tie(KIDS, "KIDS", MORNING + timedelta(days=1))
        await copy_now(church)
        await mirror_book(church).tie(KIDS, "", MORNING)
        await copy_now(church)

    assert tenant.rows == {}


def test_a_church_connects_ties_names_and_sends_on_the_command_line(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kiosk = CommandLine(data)
    named = tmp_path / "people.csv"
    named.write_text("person,participant\n101,7001\n", encoding="utf-8")
    with plandocket_server(two_known()) as url:
        monkeypatch.setenv("KIOSK_PLANDOCKET_URL", url)
        monkeypatch.setenv("KIOSK_PLANDOCKET_KEY", KEY)
        assert kiosk("plandocket", "tie", "1", "KIDS").document == {"subject": "1", "event_key": "KIDS"}
        assert kiosk("plandocket", "people", str(named)).document == {"named": 1}
        assert kiosk("plandocket", "send").document == {"sent": 0, "unnamed": 0, "refused": 0}
        assert kiosk("plandocket", "stats", "KIDS").document["stats"] == {"total": 0, "in": 0, "out": 0}
    assert kiosk("plandocket", "tie", "nothing", "KIDS").code == 3
    for address in ("https://[half", "http://church.plandocket.com", "https://:key@church.plandocket.com", ""):
        assert "encrypted lines only" in kiosk.plainly("plandocket", "connect", address).err
    named.write_text("101,7001\n102,many\n", encoding="utf-8")
    assert "Line 2" in kiosk.plainly("plandocket", "people", str(named)).err


async def leave(church: Church, code: str) -> None:
    """Everybody of a code goes home."""
    await church.volunteers.check_out(CheckOutRequest(code))
