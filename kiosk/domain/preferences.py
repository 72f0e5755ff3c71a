"""In which order rooms are preferred, and which of them stand in for one that is full or closed."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.domain.admission import Admission, Verdict
from kiosk.domain.ids import LocationId
from kiosk.domain.location_tree import NO_BOUND, LocationTree, Room
from kiosk.domain.locations import OverflowStrategy
from kiosk.domain.reasons import RoomReason


class Tier(enum.StrEnum):
    """By what a room is chosen, the strongest first (cases.md, "Candidates first, preferences after")."""

    MEMBERS = "members"
    LAST = "last"
    GRADE = "grade"
    AGE = "age"
    OPEN = "open"
    NONE = "none"
    """By nothing: no filter of it could match, so it is never given by itself."""


_RANK = {tier: rank for rank, tier in enumerate(Tier)}
_NARROWER_FIRST = frozenset({Tier.MEMBERS, Tier.GRADE, Tier.AGE})
_RANGE_REASONS = frozenset(
    {
        RoomReason.AGE_TOO_YOUNG,
        RoomReason.AGE_TOO_OLD,
        RoomReason.BIRTHDATE_MISSING,
        RoomReason.GRADE_TOO_LOW,
        RoomReason.GRADE_TOO_HIGH,
        RoomReason.GRADE_MISSING,
    }
)
"""What a room on an overflow list does not ask of those whom the list's owner admits."""
_ADMITTED = Admission(Verdict.FITS)
Key = tuple[int, int, int, tuple[int, str, str], int, tuple[int, str, str]]


@dataclass(slots=True)
class Draft:
    """A room on its way to becoming a candidate.

    ``state``: what speaks against it by what the room is at this moment (time, closed, seats); ``admission`` by who the
    person is. ``attendees`` are inside, for balancing. ``patron`` is the room it stands in for, in turn ``turn``.
    """

    room: Room
    admission: Admission
    state: tuple[RoomReason, ...]
    tier: Tier
    nearness: int = 0
    attendees: int = 0
    warnings: tuple[RoomReason, ...] = ()
    patron: "Draft | None" = None
    turn: int = 0
    is_held_back: bool = False

    @property
    def is_admitted(self) -> bool:
        """Whether the room's filters say yes."""
        return self.admission.verdict is Verdict.FITS

    @property
    def is_available(self) -> bool:
        """Whether the room fits and has a seat now."""
        return self.admission.verdict is Verdict.FITS and not self.state

    @property
    def key(self) -> Key:
        """What to sort by: tier, nearer group, narrower range, position and name; then the turn within the owner's list."""
        head = self.patron or self
        width = head.room.range_width if head.tier in _NARROWER_FIRST else NO_BOUND
        return (_RANK[head.tier], head.nearness, width, head.room.order, self.turn, self.room.order)


def place_overflow(drafts: Mapping[LocationId, Draft], tree: LocationTree) -> None:
    """Give the rooms on overflow lists their place: held back while the rooms before them do, offered in their tier after.

    Filled in order, the first of owner and list that has a seat is offered, the later ones are held back (cases K13, K14,
    K18, K20); balanced, all are offered, the emptiest first (K21). A listed room takes everyone whom the owner admits, whatever
    its own ages and grades; a room that fits in a stronger tier of its own keeps it. Lists that lead in circles are read once.
    """
    if not tree.stood_in_for:
        return
    heads = sorted(
        (draft for draft in drafts.values() if _can_lead(draft)),
        key=lambda draft: (_is_listed_by_a_leader(draft, drafts, tree), draft.key),
    )
    claimed: set[LocationId] = set()
    for head in heads:
        if head.room.location.id not in claimed:
            pool = _pool(head, drafts, claimed)
            if len(pool) > 1:
                _fill(pool)


def _can_lead(draft: Draft) -> bool:
    return draft.is_admitted and draft.tier is not Tier.NONE and RoomReason.NOT_AT_THIS_TIME not in draft.state


def _is_listed_by_a_leader(draft: Draft, drafts: Mapping[LocationId, Draft], tree: LocationTree) -> bool:
    owners = (drafts.get(owner_id) for owner_id in tree.stood_in_for.get(draft.room.location.id, ()))
    return any(owner is not None and _can_lead(owner) and _RANK[owner.tier] <= _RANK[draft.tier] for owner in owners)


def _pool(head: Draft, drafts: Mapping[LocationId, Draft], claimed: set[LocationId]) -> list[Draft]:
    """The owner, then its list in order, each listed room followed by its own list."""
    pool: list[Draft] = []
    waiting = [head]
    while waiting:
        draft = waiting.pop()
        location = draft.room.location
        if location.id in claimed:
            continue
        claimed.add(location.id)
        pool.append(draft)
        listed = (drafts.get(one) for one in reversed(location.additions.overflow_ids))
        waiting.extend(one for one in listed if one is not None and _may_serve(one, head))
    return pool


def _may_serve(draft: Draft, head: Draft) -> bool:
    if RoomReason.NOT_AT_THIS_TIME in draft.state:
        return False
    if draft.is_admitted:
        return _RANK[draft.tier] >= _RANK[head.tier]
    return _RANGE_REASONS.issuperset(draft.admission.reasons)


def _fill(pool: list[Draft]) -> None:
    head = pool[0]
    balances = head.room.location.additions.overflow_strategy is OverflowStrategy.BALANCE
    is_found = False
    for turn, draft in enumerate(pool):
        has_seat = not draft.state
        if draft is not head:
            if is_found and not balances:
                _hold_back(draft, head)
                continue
            draft.patron = head
            if has_seat:
                draft.admission = _ADMITTED
        draft.turn = draft.attendees if balances else turn
        is_found = is_found or has_seat


def _hold_back(draft: Draft, head: Draft) -> None:
    draft.is_held_back = True
    draft.patron = head
    draft.turn = NO_BOUND
    if draft.is_admitted:
        draft.state = (RoomReason.NOT_AT_THIS_TIME, *draft.state)


def prefer_last_room(drafts: Mapping[LocationId, Draft], last: LocationId | None, *, promotes: bool) -> None:
    """Lift the room of the last check-in, unless a different room with a grade filter fits (cases R26-R28).

    ``promotes`` is off for people without filters. A last room that is for grades itself is kept: the rule moves children up
    from rooms by age, not to and fro between two rooms of one grade.
    """
    draft = drafts.get(last) if last is not None else None
    if draft is None or not draft.is_admitted or draft.is_held_back or draft.tier is Tier.MEMBERS:
        return
    if promotes and not draft.room.has_grade_filter and _any_grade_room(drafts.values()):
        return
    draft.tier = Tier.LAST
    draft.patron = None


def _any_grade_room(drafts: Iterable[Draft]) -> bool:
    return any(draft.room.has_grade_filter and draft.is_available for draft in drafts)


def hide_age_rooms(drafts: Mapping[LocationId, Draft]) -> None:
    """With the setting ``grade_hides_age``, refuse rooms by age where a room by grade fits; members' rooms stay (case R32)."""
    if not _any_grade_room(drafts.values()):
        return
    for draft in drafts.values():
        tier = (draft.patron or draft).tier
        is_by_age = draft.room.has_age_filter and not draft.room.has_grade_filter
        if is_by_age and tier is not Tier.MEMBERS and draft.admission.verdict is not Verdict.REFUSED:
            draft.admission = Admission(Verdict.REFUSED, (RoomReason.GRADE_ROOM_FITS,))
