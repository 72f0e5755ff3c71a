"""What is asked about a person and a family, and how each answer is put right. No Qt."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date

from kiosk.domain.names import name_words
from kiosk.domain.people import Address, Gender, Grade, HouseholdRole, Person
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import SettingNotValid
from kiosk.services.corrections import Value as FactValue
from kiosk.services.ports import FoundHousehold
from kiosk.ui.backstage.fields import Choice, ChoiceField, Field, FlagField, TextField, Value
from kiosk.ui.backstage.record_desks import RecordDesks
from kiosk.ui.staff.typed import date_as_typed, typed_date
from kiosk.words import Words
from kiosk.words import admin_people as say

Work = Callable[[], Awaitable[object]]
_CARE_LONGEST = 600
_ADDRESS = {
    "street_line_1": say.STREET,
    "street_line_2": say.STREET_2,
    "city": say.CITY,
    "state": say.STATE,
    "zip": say.ZIP,
}
_SENTENCES = {
    "birthdate": say.NOT_A_DATE,
    "first_name": say.NAME_NEEDED,
    "last_name": say.NAME_NEEDED,
    "name": say.NAME_NEEDED,
    "phone": say.NOT_A_PHONE,
    "email": say.NOT_AN_EMAIL,
}


def person_fields(
    words: Words, person: Person, grades: Sequence[Grade], role: HouseholdRole | None, *, has_role: bool
) -> tuple[Field, ...]:
    """Everything that may be put right about somebody."""
    phone = next((one for one in person.phones if one.is_primary), next(iter(person.phones), None))
    fields = (
        Field("first_name", words.say(say.FIRST_NAME), TextField(60), person.first_name or person.given_name),
        Field("last_name", words.say(say.LAST_NAME), TextField(60), person.last_name),
        Field("nickname", words.say(say.NICKNAME), TextField(60), person.nickname, words.say(say.NICKNAME_ABOUT)),
        Field("is_child", words.say(say.IS_CHILD), FlagField(), person.is_child),
        birthdate_field(words, date_as_typed(person.birthdate)),
        grade_field(words, grades, "" if person.grade is None else str(person.grade)),
        gender_field(words, person.gender.value if person.gender else ""),
        Field(
            "medical_notes",
            words.say(say.CARE),
            TextField(_CARE_LONGEST),
            person.medical_notes,
            words.say(say.CARE_ABOUT),
        ),
        Field("phone", words.say(say.PHONE), TextField(40), phone.number if phone else ""),
        Field("email", words.say(say.EMAIL), TextField(120), person.emails[0].address if person.emails else ""),
    )
    if not has_role:
        return fields
    roles = tuple(Choice(value, words.say(title)) for value, title in say.ROLES.items())
    return (*fields, Field("role", words.say(say.ROLE), ChoiceField(roles), role.value if role else ""))


def birthdate_field(words: Words, value: str) -> Field:
    """The birthdate as it is typed."""
    return Field("birthdate", words.say(say.BIRTHDATE), TextField(12, words.say(say.BIRTHDATE_HINT)), value)


def grade_field(words: Words, grades: Sequence[Grade], value: str) -> Field:
    """One of the church's grades, or none."""
    options = (Choice("", words.say(say.NONE)), *(Choice(str(grade.key), grade.name) for grade in grades))
    return Field("grade", words.say(say.GRADE), ChoiceField(options), value)


def gender_field(words: Words, value: str) -> Field:
    """One of two, or not said."""
    options = tuple(Choice(key, words.say(title)) for key, title in say.GENDERS.items())
    return Field("gender", words.say(say.GENDER), ChoiceField(options), value)


def family_fields(words: Words, found: FoundHousehold) -> tuple[Field, ...]:
    """The family's name, first contact and address."""
    adults = tuple(Choice(one.id, one.name) for one in found.people if not one.is_child)
    contact = found.household.primary_contact_id or ""
    address = found.address
    return (
        Field("name", words.say(say.FAMILY_NAME), TextField(80), found.household.name),
        Field("contact", words.say(say.CONTACT), ChoiceField(adults), contact, words.say(say.CONTACT_ABOUT)),
        *(
            Field(key, words.say(title), TextField(120), str(getattr(address, key)) if address else "")
            for key, title in _ADDRESS.items()
        ),
    )


def typed_birthdate(words: Words, typed: Value) -> date | None:
    """The day that was typed; None for nothing. Raises SettingNotValid for anything else."""
    text = str(typed).strip()
    day = typed_date(text)
    if text and day is None:
        raise SettingNotValid(field="birthdate", sentence=words.say(say.NOT_A_DATE))
    return day


def in_own_words(words: Words, work: Work) -> Work:
    """The same work; what it refuses is said with a sentence about the field that is wrong."""

    async def carry_out() -> object:
        try:
            return await work()
        except SettingNotValid as problem:
            sentence = _SENTENCES.get(str(problem.details.get("field")))
            if sentence is None or problem.details.get("sentence"):
                raise
            raise SettingNotValid(**{**problem.details, "sentence": words.say(sentence)}) from problem

    return carry_out


def person_work(
    desks: RecordDesks, words: Words, by: StaffMember, found: FoundHousehold, person: Person, key: str, value: Value
) -> tuple[Work, Work | None]:
    """What puts an answer right, and what takes that back."""
    household_id = found.household.id
    if key == "phone":
        before = next((one for one in person.phones if one.is_primary), next(iter(person.phones), None))
        old_id = before.id if before else None

        def back() -> Awaitable[object]:
            assert before is not None
            return desks.corrections.put_phone(by, person.id, before.number, replaces=before.id)

        return lambda: desks.corrections.put_phone(by, person.id, str(value), replaces=old_id), back if before else None
    if key == "email":
        old = person.emails[0].address if person.emails else ""
        undo = (lambda: desks.households.put_email(by, person.id, old)) if old else None
        return lambda: desks.households.put_email(by, person.id, str(value)), undo
    if key == "role" and household_id is not None:
        was = next((one.role for one in found.household.members if one.person_id == person.id), None)
        undo = (lambda: desks.households.add(by, household_id, person.id, was)) if was else None
        return lambda: desks.households.add(by, household_id, person.id, HouseholdRole(str(value))), undo

    async def put_right() -> None:
        await desks.corrections.correct(by, person.id, {key: _meant(words, key, value)})

    return put_right, lambda: desks.corrections.correct(by, person.id, {key: _now(person, key)})


def _now(person: Person, key: str) -> FactValue:
    value: FactValue = getattr(person, key)
    return value if value != "" else None


def _meant(words: Words, key: str, value: Value) -> FactValue:
    match key:
        case "birthdate":
            return typed_birthdate(words, value)
        case "grade":
            return int(str(value)) if value != "" else None
        case "gender":
            return Gender(str(value)) if value else None
        case "is_child":
            return bool(value)
        case "first_name" | "last_name" if not name_words(str(value)):
            return None
        case _:
            return str(value)


def family_work(
    desks: RecordDesks, by: StaffMember, found: FoundHousehold, key: str, value: Value
) -> tuple[Work, Work | None]:
    """The same for a family."""
    household_id = found.household.id
    assert household_id is not None
    households = desks.households
    if key == "name":
        return lambda: households.rename(by, household_id, str(value)), lambda: households.rename(
            by, household_id, found.household.name
        )
    if key == "contact":
        ids = {str(one.id): one.id for one in found.people}
        before = found.household.primary_contact_id
        undo = (lambda: households.set_primary_contact(by, household_id, before)) if before else None
        return lambda: households.set_primary_contact(by, household_id, ids[str(value)]), undo
    address = found.address
    kept = {one: str(getattr(address, one)) if address else "" for one in _ADDRESS} | {key: str(value)}
    wanted = Address(
        id="",
        street_line_1=kept["street_line_1"],
        street_line_2=kept["street_line_2"],
        city=kept["city"],
        state=kept["state"],
        zip=kept["zip"],
        country_code=address.country_code if address else "",
    )
    back = (lambda: households.put_address(by, household_id, address)) if address else None
    return lambda: households.put_address(by, household_id, wanted), back
