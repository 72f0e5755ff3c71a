"""Changes waiting for Planning Center: what kinds there are, which must follow which, when to try again.

A change names records by the ids they have here; ``gid://local/…`` ids become Planning Center's once they were created there.
Bodies, by kind (``…`` marks what may be left out; values are ours: days ISO, ``gender`` "male" or "female", grades by key):

    person.create                  the fields of PERSON_FIELDS …, at least first_name and last_name
    person.update                  the fields that change; None empties one
    phone.create                   person, number, location …, is_primary …
    email.create                   person, address, location …, is_primary …
    address.create                 person, street_line_1, street_line_2, city, state, zip, country_code, location, is_primary …
    phone.update (email, address)  the same without ``person``; the subject is the contact's id
    phone.delete (email, address)  nothing
    household.create               name, primary_contact (a person's id), people (ids) …, roles (by person id) …
    household.update               name …, primary_contact …
    household_membership.create    household, person, role …
    household_membership.update    household, person, role
    household_membership.delete    household, person; only on a named admin's word
    membership.create              group (its id or gid), person, role …, joined_at …; the subject is any id of its own
    membership.delete              group, person; only on a named admin's word
"""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LOCAL = "gid://local/"
PERSON_FIELDS = (
    "first_name",
    "last_name",
    "given_name",
    "nickname",
    "middle_name",
    "birthdate",
    "gender",
    "grade",
    "graduation_year",
    "is_child",
    "status",
    "medical_notes",
    "membership",
)
"""Fields of a person that can be written at Planning Center from here (mapping.md)."""
RESOURCES: Mapping[str, str] = {
    "person": "people",
    "phone": "phone_numbers",
    "email": "emails",
    "address": "addresses",
    "household": "households",
    "household_membership": "household_memberships",
    "membership": "memberships",
}
"""What Planning Center calls the lists that changed records belong to."""

LOOK_AGAIN = timedelta(seconds=120)
"""What was created may be findable only 30 to 90 seconds later: nothing is created a second time before (pco/API.md section 1)."""
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
FARTHEST_REST = 2 * LONGEST_PAUSE
"""Nothing rests longer: what seems to was put off before a clock that was hours ahead was set right."""
FIRST_REMOTE_ID = 1_000_000_000
REMOTE_IDS_PER_SLOT = 2**24
"""Integers of four bytes with a range for each of 64 station slots, above what counts from one elsewhere."""


class ChangeKind(enum.StrEnum):
    """What a change does to which kind of record."""

    PERSON_CREATE = "person.create"
    PERSON_UPDATE = "person.update"
    PHONE_CREATE = "phone.create"
    PHONE_UPDATE = "phone.update"
    PHONE_DELETE = "phone.delete"
    EMAIL_CREATE = "email.create"
    EMAIL_UPDATE = "email.update"
    EMAIL_DELETE = "email.delete"
    ADDRESS_CREATE = "address.create"
    ADDRESS_UPDATE = "address.update"
    ADDRESS_DELETE = "address.delete"
    HOUSEHOLD_CREATE = "household.create"
    HOUSEHOLD_UPDATE = "household.update"
    HOUSEHOLD_MEMBERSHIP_CREATE = "household_membership.create"
    HOUSEHOLD_MEMBERSHIP_UPDATE = "household_membership.update"
    HOUSEHOLD_MEMBERSHIP_DELETE = "household_membership.delete"
    MEMBERSHIP_CREATE = "membership.create"
    MEMBERSHIP_DELETE = "membership.delete"

    @property
    def record(self) -> str:
        """The kind of record, as the sync map calls it."""
        return self.value.partition(".")[0]

    @property
    def is_create(self) -> bool:
        """Whether it makes something that was not there."""
        return self.value.endswith(".create")

    @property
    def is_delete(self) -> bool:
        """Whether it takes something away."""
        return self.value.endswith(".delete")


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the outbox. ``tried_at``: when it was last sent without anybody knowing whether it was carried out."""

    number: int
    kind: ChangeKind
    subject: str
    body: Mapping[str, object]
    made_at: datetime
    tries: int = 0
    tried_at: datetime | None = None
    next_try_at: datetime | None = None

    def is_resting(self, now: datetime) -> bool:
        """Whether it is not to be tried yet."""
        return self.next_try_at is not None and now < self.next_try_at <= now + FARTHEST_REST

    def is_findable(self, now: datetime, look_again: timedelta) -> bool:
        """Whether what its last try may have created could be found by now; before that nothing is created again."""
        if self.tried_at is None or now - self.tried_at >= look_again:
            return True
        # Tried by a clock that was set right since: then it has rested as long by the clock as it is.
        return self.tried_at > now and self.next_try_at is not None and self.next_try_at <= now

    @property
    def person(self) -> str | None:
        """The person it concerns, where it concerns one."""
        if self.kind.record == "person":
            return self.subject
        person = self.body.get("person")
        return person if isinstance(person, str) else None

    @property
    def people(self) -> tuple[str, ...]:
        """Every id in it that is a person's: another record may have the same one."""
        named = [self.subject] if self.kind.record == "person" else []
        named += [str(self.body[key]) for key in ("person", "primary_contact") if self.body.get(key)]
        people, roles = self.body.get("people"), self.body.get("roles")
        named += [str(one) for one in people] if isinstance(people, list | tuple) else []
        named += [str(one) for one in roles] if isinstance(roles, Mapping) else []
        return tuple(dict.fromkeys(named))

    @property
    def references(self) -> tuple[str, ...]:
        """The ids of every record it names; what is created does not name itself, and memberships are found by their person."""
        is_found_by_person = self.kind.record in ("household_membership", "membership")
        named = [] if self.kind.is_create or is_found_by_person else [self.subject]
        named += [
            str(self.body[key]) for key in ("person", "household", "primary_contact", "group") if self.body.get(key)
        ]
        people = self.body.get("people")
        named += [str(one) for one in people] if isinstance(people, list | tuple) else []
        return tuple(dict.fromkeys(named))

    @property
    def touched(self) -> tuple[str, ...]:
        """Every record that keeps it in order with others; a group is everybody's and orders nothing."""
        return tuple(dict.fromkeys((self.subject, *(id for id in self.references if id != self.body.get("group")))))


def lanes(changes: Sequence[Change], households_of: Mapping[str, Iterable[str]]) -> tuple[tuple[Change, ...], ...]:
    """The changes sorted into lanes: in order within a household, independent of one another across.

    ``households_of``: by person, the households they belong to.
    """
    leader: dict[str, str] = {}

    def found(id: str) -> str:
        while leader.setdefault(id, id) != id:
            leader[id] = leader[leader[id]]
            id = leader[id]
        return id

    for change in changes:
        first, *others = change.touched
        for other in (*others, *(home for id in change.touched for home in households_of.get(id, ()))):
            leader[found(other)] = found(first)
    sorted_out: dict[str, list[Change]] = {}
    for change in sorted(changes, key=lambda one: one.number):
        sorted_out.setdefault(found(change.subject), []).append(change)
    return tuple(tuple(lane) for lane in sorted_out.values())


def pause_after(tries: int) -> timedelta:
    """How long a change rests after so many tries that Planning Center or the network failed."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(tries - 1, 10)
    return min(LONGEST_PAUSE, max(FIRST_PAUSE, doubled))


def remote_id_of(slot: int, number: int) -> int:
    """The ``remote_id`` of a newcomer of a station's slot; ``number``: below REMOTE_IDS_PER_SLOT, by chance.

    By chance and not counted: a station that is set up anew must not give numbers out a second time.
    """
    return FIRST_REMOTE_ID + slot * REMOTE_IDS_PER_SLOT + number % REMOTE_IDS_PER_SLOT
