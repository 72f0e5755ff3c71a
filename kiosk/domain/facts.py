"""What happened: append-only facts, the order they are believed in, and the clock that gives it.

A station numbers its facts without gaps and chains their hashes, so that a missing or changed one shows. The order of facts is
(clock, station, seq): the clock is hybrid (wall milliseconds, then a counter), so a station whose wall clock is behind still
writes after what it has seen. Everything shown is folded from the *set* of facts, whatever the order they arrived in.
"""

import enum
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from kiosk.domain.ids import EventTimeId, FactId, PersonId, StationId

COUNTER_BITS = 16
ULID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ULID_LENGTH = 26
_ULID_RANDOM_BITS = 80

Body = Mapping[str, object]


class FactKind(enum.StrEnum):
    """What can happen. A fact's body holds ids, codes and numbers only, never a name or a note."""

    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    MOVE = "move"
    UNDO = "undo"
    REFUSED = "refused"
    REPRINT = "reprint"
    LOCATION_OPENED = "location_opened"
    LOCATION_CLOSED = "location_closed"
    HEADCOUNT = "headcount"
    NEWCOMER = "newcomer"
    CONFIRMED = "confirmed"
    """The room says that the person arrived."""
    KIND_CHANGED = "kind_changed"
    LOCATION_LIMITED = "location_limited"
    ALERT = "alert"
    """Something a lead should know of: wrong codes in a row, somebody who may not collect."""
    STAFF = "staff"
    """What somebody with a PIN did that touches no check-in: signed in, changed a setting, looked something up."""


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact about to be written; the book gives it station, number, clock and hash.

    ``nonce`` is the ULID of the tap it belongs to; ``id`` its own.
    """

    id: FactId
    nonce: str
    kind: FactKind
    happened_at: datetime
    event_time_id: EventTimeId | None
    person_id: PersonId | None
    body: Body


@dataclass(frozen=True, slots=True)
class FactWords:
    """What people typed along with a fact: a reason, a collector's name, a note. Kept beside the facts, so that it can be forgotten."""

    fact_id: FactId
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, never changed or deleted."""

    station_id: StationId
    seq: int
    id: FactId
    nonce: str
    clock: int
    kind: FactKind
    happened_at: datetime
    event_time_id: EventTimeId | None
    person_id: PersonId | None
    body: Body
    hash: str = ""

    @property
    def order(self) -> tuple[int, str, int]:
        """The key facts are believed in, the same on every machine."""
        return (self.clock, self.station_id, self.seq)


def tick(highest_seen: int, now: datetime) -> int:
    """The next hybrid clock value after ``highest_seen``: wall milliseconds shifted by 16 bits, or one more than the highest."""
    wall = int(now.timestamp() * 1000) << COUNTER_BITS
    return max(wall, highest_seen + 1)


def numbered(new: NewFact, station_id: StationId, seq: int, clock: int, previous_hash: str) -> Fact:
    """The fact as it is written: with its place in the station's chain."""
    fact = Fact(
        station_id, seq, new.id, new.nonce, clock, new.kind, new.happened_at, new.event_time_id, new.person_id, new.body
    )
    return Fact(
        station_id,
        seq,
        new.id,
        new.nonce,
        clock,
        new.kind,
        new.happened_at,
        new.event_time_id,
        new.person_id,
        new.body,
        chained_hash(fact, previous_hash),
    )


def encode_body(body: Body) -> str:
    """The body as the one text it is stored and hashed as."""
    return json.dumps(body, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def decode_body(text: str) -> Body:
    """The body a stored text stands for."""
    return cast(Body, json.loads(text))


def chained_hash(fact: Fact, previous_hash: str) -> str:
    """SHA-256 over the previous fact's hash and everything this one says."""
    said = "\x1f".join(
        (
            previous_hash,
            fact.station_id,
            str(fact.seq),
            fact.id,
            fact.nonce,
            str(fact.clock),
            fact.kind,
            moment_text(fact.happened_at),
            fact.event_time_id or "",
            fact.person_id or "",
            encode_body(fact.body),
        )
    )
    return hashlib.sha256(said.encode()).hexdigest()


def moment_text(moment: datetime) -> str:
    """A moment as facts write it: UTC, microseconds, ISO 8601."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def ulid(moment: datetime, chance: int) -> str:
    """A ULID: 48 bits of milliseconds, then 80 bits of ``chance`` (github.com/ulid/spec)."""
    milliseconds = int(moment.timestamp() * 1000)
    number = (milliseconds << _ULID_RANDOM_BITS) | (chance & ((1 << _ULID_RANDOM_BITS) - 1))
    return "".join(ULID_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def is_ulid(text: str) -> bool:
    """Whether a text that came from outside has the form of a ULID."""
    return len(text) == ULID_LENGTH and text[0] in "01234567" and all(symbol in ULID_ALPHABET for symbol in text)
