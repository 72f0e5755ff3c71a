"""Hints of what has changed at Planning Center: which record each is about, and in which order they count.

A hint says that there is something to be read, never what it says now: that is asked for, so a hint that comes late, twice or
in the wrong order can do no harm. What is gone cannot be read any more; there the time of the change decides.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

RETRIED_FOR = timedelta(days=6)
"""Planning Center gives a delivery up 5.4 days after its first failure (pco/API.md section 10.1)."""
REMEMBERED_FOR = timedelta(days=14)
"""So long is a hint known again; what is older than `RETRIED_FOR` and comes all the same is no delivery but a replay."""


class HintRecord(enum.StrEnum):
    """What kind of record a hint is about."""

    PERSON = "person"
    HOUSEHOLD = "household"
    CONTACT = "contact"
    """An e-mail, phone number or address: the person whose it is gets read."""
    MEMBERSHIP = "membership"
    MERGER = "person_merger"


class HintKind(enum.StrEnum):
    """What happened to it."""

    CHANGED = "changed"
    GONE = "gone"


_CONTACTS = ("email", "phone_number", "address")
EVENT_NAMES: Mapping[str, tuple[HintRecord, HintKind]] = {
    **{
        f"people.v2.events.{name}.{verb}": (
            HintRecord.CONTACT if name in _CONTACTS else HintRecord(name),
            HintKind.GONE if verb == "destroyed" else HintKind.CHANGED,
        )
        for name in ("person", "household", *_CONTACTS)
        for verb in ("created", "updated", "destroyed")
    },
    "people.v2.events.person_merger.created": (HintRecord.MERGER, HintKind.CHANGED),
    "groups.v2.events.membership.created": (HintRecord.MEMBERSHIP, HintKind.CHANGED),
    "groups.v2.events.membership.updated": (HintRecord.MEMBERSHIP, HintKind.CHANGED),
    "groups.v2.events.membership.destroyed": (HintRecord.MEMBERSHIP, HintKind.GONE),
}
"""The events a kiosk wants to hear of. There is none for who belongs to a household, and none of Check-Ins (section 10.1)."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing that happened there. ``token`` is the same however often it is delivered.

    ``person``: whose contact or membership it is; ``group``: of a membership; ``kept``: who is left of a merger of ``subject``.
    """

    token: str
    record: HintRecord
    kind: HintKind
    subject: str
    happened_at: datetime
    person: str = ""
    group: str = ""
    kept: str = ""

    @property
    def person_to_read(self) -> str:
        """The person that has to be read again, or nobody."""
        match self.record:
            case HintRecord.PERSON:
                return self.subject
            case HintRecord.CONTACT:
                return self.person
            case HintRecord.MERGER:
                return self.kept
            case _:
                return ""


def is_replayed(happened_at: datetime, now: datetime) -> bool:
    """Whether something happened so long ago that Planning Center would have given its delivery up."""
    return now - happened_at > RETRIED_FOR
