"""In which order rooms are preferred, and which of them stand in for one that is full or closed."""

import enum
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
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
    patron: LocationId | None = None
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


Drafts = Mapping[LocationId, Draft]


def head_of(draft: Draft, drafts: Drafts) -> Draft:
    """The draft whose place in the order a room takes: its own, or that of the room it stands in for."""
    return drafts[draft.patron] if draft.patron is not None else draft


def sort_key(draft: Draft, drafts: Drafts) -> Key:
    """What to sort by: tier, nearer group, narrower range, position and name; then the turn within the owner's list."""
    head = head_of(draft, drafts)
    width = head.room.range_width if head.tier in _NARROWER_FIRST else NO_BOUND
    return (_RANK[head.tier], head.nearness, width, head.room.order, draft.turn, draft.room.order)


def place_overflow(drafts: Drafts, tree: LocationTree) -> Drafts:
    """Give the rooms on overflow lists their place: held back while the rooms before them do, offered in their tier after.

    Filled in order, the first of owner and list that has a seat is offered, the later ones are held back (cases K13, K14,
    K18, K20); balanced, all are offered, the emptiest first (K21). A listed room takes everyone whom the owner admits, whatever
    its own ages and grades; a room that fits in a stronger tier of its own keeps it. Lists that lead in circles are read once.
    """
    if not tree.stood_in_for:
        return drafts
    heads = sorted(
        (draft for draft in drafts.values() if _can_lead(draft)),
        key=lambda draft: (_is_listed_by_a_leader(draft, drafts, tree), sort_key(draft, drafts)),
    )
    placed = dict(drafts)
    claimed: set[LocationId] = set()
    for head in heads:
        if head.room.location.id not in claimed:
            pool = _pool(head, drafts, claimed)
            claimed.update(draft.room.location.id for draft in pool)
            placed.update((draft.room.location.id, draft) for draft in _filled(pool))
    return placed


def _can_lead(draft: Draft) -> bool:
    return draft.is_admitted and draft.tier is not Tier.NONE and RoomReason.NOT_AT_THIS_TIME not in draft.state


def _is_listed_by_a_leader(draft: Draft, drafts: Drafts, tree: LocationTree) -> bool:
    owners = (drafts.get(owner_id) for owner_id in tree.stood_in_for.get(draft.room.location.id, ()))
    return any(owner is not None and _can_lead(owner) and _RANK[owner.tier] <= _RANK[draft.tier] for owner in owners)


def _pool(head: Draft, drafts: Drafts, claimed: Collection[LocationId]) -> tuple[Draft, ...]:
    """The owner, then its list in order, each listed room followed by its own list."""
    pool: dict[LocationId, Draft] = {}
    waiting = [head]
    while waiting:
        draft = waiting.pop()
        location = draft.room.location
        if location.id not in claimed and location.id not in pool:
            pool[location.id] = draft
            listed = (drafts.get(one) for one in reversed(location.additions.overflow_ids))
            waiting.extend(one for one in listed if one is not None and _may_serve(one, head))
    return tuple(pool.values())


def _may_serve(draft: Draft, head: Draft) -> bool:
    if RoomReason.NOT_AT_THIS_TIME in draft.state:
        return False
    if draft.is_admitted:
        return _RANK[draft.tier] >= _RANK[head.tier]
    return _RANGE_REASONS.issuperset(draft.admission.reasons)


def _filled(pool: Sequence[Draft]) -> Iterator[Draft]:
    head, *listed = pool
    if not listed:
        return
    patron = head.room.location.id
    balances = head.room.location.additions.overflow_strategy is OverflowStrategy.BALANCE
    yield replace(head, turn=head.attendees if balances else 0)
    is_found = not head.state
    for turn, draft in enumerate(listed, 1):
        if is_found and not balances:
            yield _held_back(draft, patron)
            continue
        has_seat = not draft.state
        yield replace(
            draft,
            patron=patron,
            turn=draft.attendees if balances else turn,
            admission=_ADMITTED if has_seat else draft.admission,
        )
        is_found = is_found or has_seat


def _held_back(draft: Draft, patron: LocationId) -> Draft:
    state = (RoomReason.NOT_AT_THIS_TIME, *draft.state) if draft.is_admitted else draft.state
    return replace(draft, is_held_back=True, patron=patron, turn=NO_BOUND, state=state)


def prefer_last_room(drafts: Drafts, last: LocationId | None, *, promotes: bool) -> Drafts:
    """Lift the room of the last check-in, unless a different room with a grade filter fits (cases R26-R28).

    ``promotes`` is off for people without filters. A last room that is for grades itself is kept: the rule moves children up
    from rooms by age, not to and fro between two rooms of one grade.
    """
    draft = drafts.get(last) if last is not None else None
    if draft is None or not draft.is_admitted or draft.is_held_back or draft.tier is Tier.MEMBERS:
        return drafts
    if promotes and not draft.room.has_grade_filter and _any_grade_room(drafts):
        return drafts
    return {**drafts, draft.room.location.id: replace(draft, tier=Tier.LAST, patron=None)}


def _any_grade_room(drafts: Drafts) -> bool:
    return any(draft.room.has_grade_filter and draft.is_available for draft in drafts.values())


def hide_age_rooms(drafts: Drafts) -> Drafts:
    """With the setting ``grade_hides_age``, refuse rooms by age where a room by grade fits; members' rooms stay (case R32)."""
    if not _any_grade_room(drafts):
        return drafts
    hidden = Admission(Verdict.REFUSED, (RoomReason.GRADE_ROOM_FITS,))
    return {
        location_id: replace(draft, admission=hidden) if _is_by_age(draft, drafts) else draft
        for location_id, draft in drafts.items()
    }


def _is_by_age(draft: Draft, drafts: Drafts) -> bool:
    return (
        draft.room.has_age_filter
        and not draft.room.has_grade_filter
        and head_of(draft, drafts).tier is not Tier.MEMBERS
        and draft.admission.verdict is not Verdict.REFUSED
    )
