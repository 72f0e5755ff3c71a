"""Finding families, newcomers and guests: rows H01-H12 of cases.md, on the sample church."""

import json
from dataclasses import replace
from datetime import date

import pytest

from kiosk.app.chance import new_nonce
from kiosk.app.compose import Church, recomposed
from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import CheckInGroupId, GroupId, HouseholdId, PersonId
from kiosk.domain.labels import NameLabel
from kiosk.domain.newcomers import Likeness, NewFamily, NewPerson
from kiosk.domain.people import Gender
from kiosk.domain.problems import (
    CodeDoesNotMatch,
    MaybeKnown,
    NotKnown,
    SearchTooShort,
    SettingNotValid,
    TooManyTries,
)
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.services.check_out import CheckOutRequest
from kiosk.services.families_open import FamiliesOpen
from kiosk.services.search_box import FoundBy
from kiosk.services.self_station import (
    FamilyKey,
    HouseholdView,
    OptionChoice,
    PersonCard,
    PersonTime,
    RoomChoice,
    TimeChoice,
)
from kiosk.services.straight_on import only_choice
from kiosk.storage.answers import reapply_answers
from kiosk.storage.kept_contacts import reapply_contacts
from tests.support.at_the_door import (
    A_LEAD,
    A_VOLUNTEER,
    ANA,
    LEO,
    MIA,
    NINE,
    PAT,
    QUARTER_TO_ELEVEN,
    THREES,
    TWOS,
    check_in,
    code_of,
    inside,
)
from tests.support.church_builders import at
from tests.support.record_checks import check_record
from tests.support.sunday import church_at, reading, without_limits

COLES = HouseholdId("1")
NEW_FAMILY = NewFamily(
    (NewPerson("Ines", "Duarte", phone="(312) 555-7719", email="ines@duarte.example"),),
    (
        NewPerson("Rui", "", birthdate=date(2024, 5, 2), medical_notes="No peanuts"),
        NewPerson("Bia", "", grade=1, gender=Gender.FEMALE),
    ),
    may_collect=("Tia Rosa",),
)


@pytest.fixture
def folder(data):
    """The sample church, every room with seats for all."""
    return without_limits(data)


def outbox(folder) -> list[tuple[str, str, dict[str, object]]]:
    with reading(folder) as connection:
        rows = connection.execute("select kind, subject, body from outbox where state = 'waiting' order by number")
        return [(kind, subject, json.loads(body)) for kind, subject, body in rows]


async def names_found(church: Church, text: str) -> set[str]:
    return {
        person.name for one in (await church.volunteers.search_box(text)).families for person in one.household.people
    }


async def test_H01_the_last_digits_find_a_number_however_it_is_written(folder):
    with reading(folder) as connection:
        connection.execute("update phone set number = '+1 555 555 0190', e164 = null where person = '105'")
        connection.execute("insert or ignore into phone_digits values ('09105555551', '105')")
    async with church_at(folder) as church:
        assert "Pat Cole" in await names_found(church, "0190")
        assert "Pat Cole" in await names_found(church, "(555) 555-0190")


async def test_H02_three_digits_are_too_few(folder):
    async with church_at(folder) as church:
        with pytest.raises(SearchTooShort):
            await church.volunteers.search_box("019")
        with pytest.raises(SearchTooShort):
            await church.find.by_digits("019")


async def test_H03_letters_are_a_name_and_digits_a_telephone(folder):
    async with church_at(folder) as church:
        by_name, by_phone = await church.volunteers.search_box("col"), await church.volunteers.search_box("0142")
        by_pass = await church.volunteers.search_box("4471000101")

        assert (by_name.found_by, by_phone.found_by, by_pass.found_by) == (FoundBy.NAME, FoundBy.PHONE, FoundBy.PASS)
        assert {"Ana Cole"} <= {person.name for one in by_phone.families for person in one.household.people}


async def test_H04_nothing_found_says_so(folder):
    async with church_at(folder) as church:
        assert (await church.volunteers.search_box("9989")).found_by is FoundBy.NOTHING
        with pytest.raises(NotKnown):
            await church.find.by_digits("9989")


@pytest.mark.parametrize("typed", ["%", "_", "'", "%ole", "_ole", "' or 1=1 --"])
async def test_H05_no_sign_is_a_wildcard_or_an_error(folder, typed):
    async with church_at(folder) as church:
        try:
            found = await church.volunteers.search_box(typed)
        except SearchTooShort:
            return
        assert found.found_by is FoundBy.NOTHING


async def test_H06_who_is_inactive_is_hidden_until_staff_take_them_back(folder):
    async with church_at(folder) as church:
        corrections = church.volunteers.corrections
        with reading(folder) as connection:
            (id, first, last) = connection.execute(
                "select id, first_name, last_name from person where lower(status) = 'inactive' limit 1"
            ).fetchone()
        assert f"{first} {last}" not in await names_found(church, f"{first} {last}")
        assert id in [person.id for person in await corrections.inactive(f"{last} {first}")]
        await corrections.reactivate(A_LEAD, PersonId(id))

        assert f"{first} {last}" in await names_found(church, f"{first} {last}")
        assert await corrections.inactive(f"{last} {first}") == ()
        assert outbox(folder) == [("person.update", id, {"status": "active"})]


async def test_H07_a_child_of_two_households_is_found_under_both_and_in_once(folder):
    with reading(folder) as connection:
        child, *households = connection.execute(
            "select person, min(household), max(household) from household_member group by person having count(*) > 1"
            " and person in (select id from person where is_child = 1 and is_hidden = 0)"
        ).fetchone()
    async with church_at(folder) as church:
        for household in households:
            found = await church.people.household(HouseholdId(household))
            assert found is not None
            assert child in [person.id for person in found.people]
        await check_in(church, PersonId(child), room=TWOS, override="two homes", staff=A_LEAD)
        (person,) = (await church.people.people([PersonId(child)])).values()
        (offer,) = await church.offers.of((person,), church.clock.now())
        assert [time.is_already_in for time in offer.times if time.event_time.id == NINE] == [True]


async def test_H08_a_family_without_children_is_offered_to_add_one(folder):
    family = NewFamily((NewPerson("Ines", "Quaresma", phone="(312) 555-7719"),))
    async with church_at(folder) as church:
        added = await church.volunteers.newcomers.add(family, new_nonce(), A_VOLUNTEER)
        (found,) = (await church.volunteers.search_box("quaresma")).families
        assert not found.has_children
        child = NewPerson("Rui", is_child=True, birthdate=date(2024, 5, 2))
        joined = await church.volunteers.newcomers.add_to(added.household_id, child, new_nonce(), A_VOLUNTEER)

        (found,) = (await church.volunteers.search_box("quaresma")).families
        assert found.has_children
        assert [person.name for person in found.household.people] == ["Ines Quaresma", "Rui Quaresma"]
        assert outbox(folder)[-1] == (
            "household_membership.create",
            f"{added.household_id}:{joined.children[0]}",
            {"household": added.household_id, "person": joined.children[0], "role": "child_or_dependent"},
        )


async def test_H09_one_person_with_one_room_goes_straight_on(folder):
    time = PersonTime("9", NINE, RoomChoice(TWOS, "Twos"), (RoomChoice(TWOS, "Twos"),))
    card = PersonCard(ANA, "Ana", "AC", True, False, True, (time,))
    choice = TimeChoice("9", at("9:00"), ("Sunday Kids",))
    one = HouseholdView(FamilyKey(COLES), "Cole", (choice,), ("9",), (card,), ())
    two_rooms = replace(time, rooms=(*time.rooms, RoomChoice(THREES, "Threes")))

    assert [(tap.person_id, tap.location_id) for tap in only_choice(one)] == [(ANA, TWOS)]
    assert only_choice(replace(one, cards=(card, card))) == ()
    assert only_choice(replace(one, times=(choice, choice))) == ()
    assert time.room is not None
    bottle = replace(time, room=replace(time.room, options=(OptionChoice("1", "Bottle"),)))
    assert only_choice(replace(one, cards=(replace(card, times=(bottle,)),))) == ()
    assert only_choice(replace(one, cards=(replace(card, times=(two_rooms,)),))) == ()
    assert only_choice(replace(one, cards=(replace(card, times=(replace(time, is_already_in=True),)),))) == ()


async def test_H10_two_services_and_three_children_in_rooms_of_their_own_are_all_saved_and_labelled(folder):
    async with church_at(folder) as church:
        wants = (
            *(Want(ANA, time, TWOS) for time in (NINE, QUARTER_TO_ELEVEN)),
            *(Want(LEO, time) for time in (NINE, QUARTER_TO_ELEVEN)),
            Want(MIA, NINE, THREES),
            Want(MIA, QUARTER_TO_ELEVEN, TWOS),
        )
        request = CheckInRequest(CheckInGroupId(new_nonce()), wants, override="as asked", staff_id=A_LEAD.id)
        answer = await church.check_in(request)

        assert len(answer.check_ins) == 6
        assert len(answer.codes) == 1
        kinds = [job.kind.value for job in await church.queue.of_group(request.nonce)]
        assert (kinds.count("name"), kinds.count("security")) == (4, 1)
    check_record(folder)


async def test_H11_a_second_station_is_told_and_may_go_on(folder):
    families = FamiliesOpen()
    now = at("8:40")

    assert families.open("1", "Station 2", now) == ()
    assert families.open("1", "Station 3", at("8:40:59")) == ("Station 2",)
    assert families.open("2", "Station 3", now) == ()
    families.close("1", "Station 3")
    assert families.open("1", "Station 2", at("8:41:01")) == ()
    async with church_at(folder) as church:
        (found,) = (await church.volunteers.search_box("Pat Cole")).families
        assert church.volunteers.search_box.touch(found.key) == ()
        # Another window of the process, and the same one after a change of settings, still know who has it open.
        other = replace(await recomposed(church), settings=replace(church.settings, name="Door 2"))
        assert other.volunteers.search_box.touch(found.key) == ("0",), "a station without a name goes by its number"


async def test_H12_a_missing_birthdate_is_asked_for_and_staff_may_skip_it(folder):
    async with church_at(folder) as church:
        (mia,) = (await church.people.people([MIA])).values()
        assert mia.birthdate is None
        skipped = await check_in(church, MIA, room=TWOS, staff=A_VOLUNTEER)
        assert [one.is_override for one in skipped.check_ins] == [False]
        await church.volunteers.corrections.correct(A_VOLUNTEER, MIA, {"birthdate": date(2023, 4, 1)})
        (mia,) = (await church.people.people([MIA])).values()
        assert mia.birthdate == date(2023, 4, 1)
        (offer,) = await church.offers.of((mia,), church.clock.now())
        rooms = {time.event_time.id: time.location and time.location.name for time in offer.times}
        assert rooms[QUARTER_TO_ELEVEN] == "Threes"


async def test_a_new_family_is_found_checked_in_labelled_and_queued_as_one(folder):
    async with church_at(folder) as church:
        nonce = new_nonce()
        added = await church.volunteers.newcomers.add(NEW_FAMILY, nonce, A_VOLUNTEER)
        again = await church.volunteers.newcomers.add(NEW_FAMILY, nonce, A_VOLUNTEER)
        assert (again.is_replay, again.children) == (True, added.children)

        for typed in ("7719", "rui duarte", "INES@duarte"):
            assert await names_found(church, typed) == {"Ines Duarte", "Rui Duarte", "Bia Duarte"}
        answer = await check_in(church, *added.children, kind=AttendanceKind.GUEST)
        labels = [job.label for job in await church.queue.of_group(answer.group_id)]
        assert {(one.called_name, one.medical) for one in labels if isinstance(one, NameLabel)} == {
            ("Rui", "No peanuts"),
            ("Bia", ""),
        }
        look = await church.volunteers.check_out.look(answer.codes[0])
        assert [one.name for one in look.collectors] == ["Ines Duarte", "Tia Rosa"]
    ines, (rui, bia) = added.adults[0], added.children
    kinds = [kind for kind, _, _ in outbox(folder)]
    assert kinds == ["person.create"] * 3 + ["phone.create", "email.create", "household.create"]
    assert outbox(folder)[1][2] == {
        "first_name": "Rui",
        "last_name": "Duarte",
        "is_child": True,
        "birthdate": "2024-05-02",
        "medical_notes": "No peanuts",
    }
    assert outbox(folder)[-1][2] == {
        "name": "Duarte",
        "primary_contact": ines,
        "people": [ines, rui, bia],
        "roles": {ines: "parent_guardian", rui: "child_or_dependent", bia: "child_or_dependent"},
    }
    with reading(folder) as connection:
        waiting = connection.execute(
            "select local_type, count(*) from pco_sync_map where sync_status = 'pending_push' group by 1"
        )
        assert dict(waiting.fetchall()) == {"person": 3, "phone": 1, "email": 1, "household": 1}
        bodies = connection.execute("select body from fact where kind = 'newcomer'").fetchall()
        assert "Duarte" not in str(bodies)
    check_record(folder)


async def test_a_likely_match_is_looked_at_before_anybody_is_saved_twice(folder):
    family = NewFamily(
        (NewPerson("Patrick", "Cole", phone="312 555 0142"),), (NewPerson("Anna", "Cole"), NewPerson("Zoë", "Cole"))
    )
    async with church_at(folder) as church:
        newcomers = church.volunteers.newcomers
        matches = await newcomers.matches(family)
        assert {(one.new_index, one.person.id) for one in matches} >= {(0, PAT), (1, ANA)}
        assert Likeness.PHONE in next(one for one in matches if one.person.id == PAT).likeness
        with pytest.raises(MaybeKnown):
            await newcomers.add(family, new_nonce(), A_VOLUNTEER)
        assert outbox(folder) == []

        seen = [one.person.id for one in matches]
        added = await newcomers.add(family, new_nonce(), A_VOLUNTEER, seen=seen)
        assert len(added.children) == 2


@pytest.mark.parametrize(
    ("family", "field"),
    [
        (NewFamily((), (NewPerson("Rui"),)), "adults"),
        (NewFamily((NewPerson(" "),)), "first_name"),
        (NewFamily((NewPerson("Ines"),), (NewPerson("Rui", birthdate=date(2026, 9, 14)),)), "birthdate"),
        (NewFamily((NewPerson("Ines"),), (NewPerson("Rui", birthdate=date(1885, 1, 1)),)), "birthdate"),
    ],
)
async def test_what_cannot_be_is_said_by_field_and_nothing_is_saved(folder, family, field):
    async with church_at(folder) as church:
        with pytest.raises(SettingNotValid) as refused:
            await church.volunteers.newcomers.add(family, new_nonce(), None)
        assert refused.value.details == {"field": field}
    assert outbox(folder) == []


async def test_a_guest_of_a_family_is_collected_by_it_and_forgotten_after_some_days(folder):
    async with church_at(folder) as church:
        guests = church.volunteers.guests
        (guest,) = await guests.of_family(
            COLES,
            [NewPerson("Timo", "Berg", is_child=True, birthdate=date(2024, 3, 1), medical_notes="Asthma")],
            A_VOLUNTEER,
        )
        code = await code_of(church, ANA, guest, kind=AttendanceKind.GUEST)
        look = await church.volunteers.check_out.look(code)
        assert [line.name for line in look.inside] == ["Ana Cole", "Timo Berg"]
        assert "Pat Cole" in [one.name for one in look.collectors]
        everyone = await church.volunteers.everyone.list_now(A_LEAD)
        (line,) = [line for room in everyone.rooms for line in room.lines if line.name == "Timo Berg"]
        assert (line.has_medical_notes, line.adults[0].name) == (True, "Pat Cole")
        assert "Timo Berg" not in await names_found(church, "timo")
        assert f"{await guests.kept_until()}" == "2026-10-13"
        await church.volunteers.check_out(CheckOutRequest(code, by="Somebody Else"))
    assert [kind for kind, _, _ in outbox(folder)] == []
    async with church_at(folder, at("9:00", date(2026, 10, 12))) as church:
        assert await church.volunteers.guests.forget() == 0
    async with church_at(folder, at("9:00", date(2026, 10, 14))) as church:
        assert await church.volunteers.guests.forget() == 1
        assert await church.people.people([guest]) == {}
        (visit,) = await church.attendance.of_people([guest], at("0:00"))
        assert visit.kind is AttendanceKind.GUEST
        assert (await church.volunteers.lines.out([visit]))[0].name == ""
    with reading(folder) as connection:
        whole = "\n".join(connection.iterdump())
        # Labels are another's to clear: their data goes after the service day.
        connection.execute("update print_job set payload = null")
        assert "Timo" in whole
        assert "Timo" not in "\n".join(connection.iterdump())


async def test_who_is_still_in_is_not_forgotten(folder):
    async with church_at(folder) as church:
        guest = await church.volunteers.guests.label_only(NewPerson("Timo", is_child=True), A_VOLUNTEER)
        await check_in(church, guest, room=TWOS, kind=AttendanceKind.GUEST, staff=A_VOLUNTEER)
        assert (await inside(church))[guest].security_code is not None
    async with church_at(folder, at("9:00", date(2026, 10, 20))) as church:
        assert await church.volunteers.guests.forget() == 0
        await church.volunteers.close_out()
        assert await church.volunteers.guests.forget() == 1


async def test_words_beside_facts_are_forgotten_after_a_year_and_the_facts_stay(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA)
        await church.volunteers.check_out(CheckOutRequest(code, by="Aunt Somebody"))
    async with church_at(folder, at("9:00", date(2027, 9, 14))) as church:
        await church.volunteers.guests.forget()
        (out,) = await church.volunteers.door.released_since(at("0:00"))
        assert (await church.volunteers.lines.out([out]))[0].by == ""
    check_record(folder)


async def test_what_is_put_right_is_found_labelled_and_kept_over_the_next_pull(folder):
    async with church_at(folder) as church:
        corrections = church.volunteers.corrections
        await corrections.correct(A_VOLUNTEER, ANA, {"nickname": "Nani", "medical_notes": "Nuts, bees", "grade": None})
        await corrections.correct(A_VOLUNTEER, PAT, {"last_name": "Cole-Marín"})
        phone = await corrections.put_phone(A_VOLUNTEER, PAT, "(773) 555-8801")
        assert {"Ana Cole"} <= await names_found(church, "nani")
        assert {"Pat Cole-Marín"} <= await names_found(church, "8801")
        assert {"Pat Cole-Marín"} <= await names_found(church, "0142")

        def as_pulled(connection):
            connection.execute("update person set nickname = '', name_fold = 'ana cole' where id = '101'")
            connection.execute("delete from phone where person = '105'")
            connection.execute("insert into phone values ('9', '105', '(312) 555-0142', null, 'Mobile', 1)")
            reapply_answers(connection, [ANA, PAT])
            reapply_contacts(connection, [ANA, PAT])

        await church.database.run(as_pulled)
        assert {"Ana Cole"} <= await names_found(church, "nani")
        assert {"Pat Cole-Marín"} <= await names_found(church, "8801")
        await church.database.run(
            lambda c: c.execute("insert into phone values ('10', '105', '773-555-8801', null, '', 0)")
        )
        await church.database.run(lambda c: reapply_contacts(c, [PAT]))
        assert ("phone.create", phone.id) not in [(kind, subject) for kind, subject, _ in outbox(folder)]

        again = await corrections.put_phone(A_VOLUNTEER, PAT, "(773) 555-8802", replaces="10")
        assert ("phone.update", "10") in [(kind, subject) for kind, subject, _ in outbox(folder)]
        assert again.number in [one.number for one in (await church.people.people([PAT]))[PAT].phones]
        assert "773-555-8801" not in [one.number for one in (await church.people.people([PAT]))[PAT].phones]


@pytest.mark.parametrize(
    "fields",
    [{"first_name": ""}, {"last_name": None}, {"birthdate": date(2026, 9, 14)}, {"grade": "1st"}, {"avatar": "x"}],
)
async def test_nonsense_is_not_kept(folder, fields):
    async with church_at(folder) as church:
        with pytest.raises(SettingNotValid):
            await church.volunteers.corrections.correct(A_VOLUNTEER, ANA, fields)
        with pytest.raises(NotKnown):
            await church.volunteers.corrections.correct(A_VOLUNTEER, PersonId("nobody"), {"nickname": "X"})
    assert outbox(folder) == []


async def test_a_child_is_added_to_a_group_once(folder):
    with reading(folder) as connection:
        (group,) = connection.execute(
            "select id from church_group where is_archived = 0 and id not in"
            " (select church_group from membership where person = '101') limit 1"
        ).fetchone()
    async with church_at(folder) as church:
        assert await church.volunteers.corrections.join_group(A_VOLUNTEER, ANA, GroupId(group))
        assert not await church.volunteers.corrections.join_group(A_VOLUNTEER, ANA, GroupId(group))
        with pytest.raises(NotKnown):
            await church.volunteers.corrections.join_group(A_VOLUNTEER, ANA, GroupId("nowhere"))
        assert group in [one.group_id for one in await church.groups.memberships_of([ANA])]
    assert [kind for kind, _, _ in outbox(folder)] == ["membership.create"]


async def test_the_box_knows_a_code_and_counts_wrong_ones(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA)
        found = await church.volunteers.search_box(code.lower())
        assert found.found_by is FoundBy.CODE
        assert found.door is not None
        await church.volunteers.check_out(CheckOutRequest(code))
        assert [line.called_name for line in (await church.volunteers.search_box(code)).already_out] == ["Ana"]
        wrong = next(text for text in ("XK7P", "XK7Q", "XK7R") if text != code)
        for _ in range(5):
            assert (await church.volunteers.search_box(wrong)).found_by is FoundBy.NOTHING
        with pytest.raises(TooManyTries):
            await church.volunteers.search_box(wrong)
        with pytest.raises((TooManyTries, CodeDoesNotMatch)):
            await church.volunteers.check_out.look(wrong)
