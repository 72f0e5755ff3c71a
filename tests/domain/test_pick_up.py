"""Who may collect: the guard for names in any script, and the adults to choose from."""

import pytest

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Household, HouseholdMember, HouseholdRole
from kiosk.domain.pick_up import GuardVerdict, PickUpPerson, collectors, guard, named_by
from tests.support.church_builders import SUNDAY, a_person

CHILD = PersonId("101")


def barred(name: str, person: str | None = None) -> PickUpPerson:
    return PickUpPerson(
        f"gid://local/PickUp/{name}", CHILD, name, False, person_id=PersonId(person) if person else None
    )


def trusted(name: str, relationship: str = "") -> PickUpPerson:
    return PickUpPerson(f"gid://local/PickUp/{name}", CHILD, name, True, relationship)


def verdict(typed: str, *listed: PickUpPerson) -> GuardVerdict:
    return guard((typed,), None, listed).verdict


@pytest.mark.parametrize(
    "typed",
    [
        "rick sanders",
        "Sanders, Rick",
        "Rick  Sanders",
        "Rik Sanders",
        "RICK SANDERS",
        "Rikc Sanders",
        "Rick Allen Sanders",
        "RickSanders",
        "Ríck Sánders",
    ],
)
def test_C06_the_name_of_who_may_not_collect_is_blocked_however_it_is_typed(typed: str):
    assert verdict(typed, barred("Rick Sanders")) is GuardVerdict.BLOCKED


@pytest.mark.parametrize(
    ("listed", "typed"),
    [
        ("Иван Петров", "петров иван"),
        ("Иван Петров", "Иван Петрв"),
        ("محمد العلي", "العلي محمد"),
        ("李 明", "李明"),
        ("李明", "明 李"),
        ("김 민수", "김민수"),
        ("Nguyễn Thị Ánh", "Nguyen Thi Anh"),
        ("João D’Ávila", "Joao DAvila"),
        ("Łukasz Wójcik", "Lukasz Wojcik"),
        ("Mary-Jane O'Neil", "mary jane oneil"),
        ("प्रिया शर्मा", "शर्मा प्रिया"),
        ("محمد الهاشمي", "محمد هاشمي"),
        ("Дмитрий Соколов", "Dmitry Sokolov"),
        ("Dmitri Sokolov", "соколов дмитрий"),
        ("Юлія Щербакова", "Yulia Shcherbakova"),
        ("Γιώργος Παπαδόπουλος", "Yiorgos Papadopoulos"),
    ],
)
def test_C06_works_in_any_script(listed: str, typed: str):
    assert verdict(typed, barred(listed)) is GuardVerdict.BLOCKED


@pytest.mark.parametrize(("listed", "typed"), [("李明", "李名"), ("김민수", "김민주"), ("Ed Li", "Ed Lu")])
def test_one_other_sign_of_a_short_name_is_another_name(listed: str, typed: str):
    assert verdict(typed, barred(listed)) is not GuardVerdict.BLOCKED


@pytest.mark.parametrize("typed", ["Grandma Edna", "John Smith", "R", "", "Rick Brown", "Anna Sanders"])
def test_C07_others_are_not_stopped(typed: str):
    assert verdict(typed, barred("Rick Sanders"), trusted("Grandma Edna")) is GuardVerdict.CLEAR


@pytest.mark.parametrize(
    ("listed", "typed"),
    [
        ("Joanna Lee", "Ann"),
        ("Joanna Lee", "Lee"),
        ("Joanna Lee", "J. Lee"),
        ("Edna Moore", "Grandma Edna"),
        ("王小明", "小明"),
        ("Дмитрий Соколов", "Dmitri"),
    ],
)
def test_C08_a_part_of_the_name_asks_for_all_of_it(listed: str, typed: str):
    assert verdict(typed, barred(listed)) is GuardVerdict.ASK_FULL_NAME


def test_a_known_person_is_blocked_by_who_they_are_whatever_they_are_called():
    listed = (barred("Dad", person="107"),)

    assert guard(("Patrick Cole",), "107", listed).verdict is GuardVerdict.BLOCKED
    assert guard(("Patrick Cole",), "108", listed).verdict is GuardVerdict.CLEAR


def test_who_may_collect_never_blocks():
    assert verdict("Grandma Edna", trusted("Grandma Edna")) is GuardVerdict.CLEAR


def a_household():
    people = (
        a_person("101"),
        a_person("105", is_child=False, first_name="Pat"),
        a_person("106", born="2006-09-13", first_name="Kim"),
        a_person("107", is_child=False, first_name="Rick"),
    )
    roles = {"105": HouseholdRole.PARENT_GUARDIAN, "107": HouseholdRole.OTHER_ADULT}
    members = tuple(HouseholdMember(one.id, roles.get(one.id)) for one in people)
    return Household(HouseholdId("1"), "Cole", members=members), people


def test_C16_household_adults_come_first_then_who_is_authorised():
    listed = (trusted("Edna Moore", "grandmother"), trusted("Pat Cole"))

    found = collectors([CHILD], [a_household()], listed, {}, SUNDAY)

    assert [(one.name, one.relationship, one.kind) for one in found] == [
        ("Pat Cole", "parent_guardian", "household"),
        ("Kim Cole", "adult", "household"),
        ("Rick Cole", "other_adult", "household"),
        ("Edna Moore", "grandmother", "authorised"),
    ]


def test_what_was_said_here_of_a_relationship_comes_before_the_role():
    said = {(CHILD, PersonId("107")): "grandfather"}

    found = collectors([CHILD], [a_household()], (), said, SUNDAY)

    assert [one.relationship for one in found if one.id == "107"] == ["grandfather"]


def test_who_may_not_collect_is_not_among_the_adults_to_choose_from():
    found = collectors([CHILD], [a_household()], (barred("Rick Cole"),), {}, SUNDAY)

    assert "107" not in [one.id for one in found]


def test_a_typed_name_means_the_adult_it_names():
    found = collectors([CHILD], [a_household()], (trusted("Edna Moore"),), {}, SUNDAY)

    assert [named_by(typed, found) and named_by(typed, found).id for typed in ("cole, pat", "107", "Someone")] == [  # type: ignore[union-attr]
        "105",
        "107",
        None,
    ]
