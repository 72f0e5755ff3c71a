"""The rooms of one person at one time as a family sees them: what is offered, what is not, each with a gentle sentence."""

from kiosk.domain.admission import Verdict
from kiosk.domain.history import last_room
from kiosk.domain.preferences import Tier
from kiosk.domain.reasons import STATE_REASONS
from kiosk.domain.rooms import Candidate, why_none
from kiosk.services.offers import PersonOffer, TimeOffer
from kiosk.services.self_station import RoomChoice
from kiosk.words import Words
from kiosk.words.reasons import gently, why_not, why_offered

MOST_NOT_OFFERED = 4
"""A family is told of the rooms it would look for, not of every room of the house."""
_TIERS = {tier: rank for rank, tier in enumerate(Tier)}
_NEARLY = {"LocationFull": "full", "RatioNotMet": "below_ratio", "LocationClosed": "closed"}


def room_given(time: TimeOffer, offer: PersonOffer, words: Words) -> RoomChoice | None:
    """The room that would be given, as one of those offered."""
    if time.location is None:
        return None
    given = next((one for one in time.candidates if one.location.id == time.location.id), None)
    if given is None:
        return RoomChoice(time.location.id, time.location.name)
    return _choice(given, time, offer, words)


def rooms_offered(time: TimeOffer, offer: PersonOffer, words: Words) -> tuple[RoomChoice, ...]:
    """Every room a family may take for the person, the one proposed first."""
    return tuple(
        _choice(candidate, time, offer, words)
        for candidate in time.candidates
        if candidate.verdict is Verdict.FITS and not candidate.is_held_back
    )


def rooms_not_offered(time: TimeOffer, offer: PersonOffer, words: Words) -> tuple[RoomChoice, ...]:
    """Rooms a family would look for and cannot have: those as good as theirs that are full or closed, and last time's."""
    last = last_room(
        [past for past in offer.history if past.event_id == time.event.id],
        {candidate.location.id for candidate in time.candidates},
        time.event_time.starts_at,
    )
    given = next((one for one in time.candidates if one.would_be_given), None)
    least = len(Tier) if given is None else _TIERS[given.tier]
    missed = [
        one
        for one in time.candidates
        if one.verdict is Verdict.REFUSED
        and not one.is_held_back
        and (one.location.id == last or (_closed_by_the_moment(one) and _TIERS[one.tier] <= least))
    ]
    return tuple(
        RoomChoice(one.location.id, one.location.name, why_not(words, one.reasons)) for one in missed[:MOST_NOT_OFFERED]
    )


def why_nothing(time: TimeOffer, words: Words) -> str:
    """One gentle sentence why there is no room, and who helps."""
    problem = why_none(time.candidates)
    if problem.name in _NEARLY:
        # A full room the child would fit says more to a family than the rooms of other ages.
        return gently(words, (_NEARLY[problem.name],))
    reasons = problem.details.get("reasons", ())
    assert isinstance(reasons, tuple)
    return gently(words, [one for one in reasons if one.endswith("_missing") or one == "birthdate_invalid"])


def _choice(candidate: Candidate, time: TimeOffer, offer: PersonOffer, words: Words) -> RoomChoice:
    patron = next((one.location.name for one in time.candidates if one.location.id == candidate.stands_in_for), "")
    why = why_offered(words, candidate.tier, name=offer.person.called_name, instead_of=patron)
    return RoomChoice(candidate.location.id, candidate.location.name, why)


def _closed_by_the_moment(candidate: Candidate) -> bool:
    return bool(candidate.reasons) and STATE_REASONS.issuperset(candidate.reasons) and candidate.tier is not Tier.NONE
