"""Why a room is or is not somebody's, said to staff with the numbers that decided: "Too old for Twos: 37 months, limit 35"."""

from dataclasses import dataclass

from kiosk.domain.admission import PersonAtService
from kiosk.domain.grades import grade_name
from kiosk.domain.locations import Location
from kiosk.domain.people import Gender
from kiosk.domain.reasons import RoomReason
from kiosk.domain.rooms import Candidate
from kiosk.domain.seats import EMPTY, Occupancy
from kiosk.services.offers import PersonOffer, TimeOffer
from kiosk.services.service_day import ServiceDay
from kiosk.words import Words
from kiosk.words.reasons import EXACT, EXACT_WITH_NUMBERS


@dataclass(frozen=True, slots=True)
class ExactReasons:
    """Words the reasons of one person at one time of a day."""

    day: ServiceDay
    offer: PersonOffer
    time: TimeOffer
    words: Words

    def of(self, candidate: Candidate) -> tuple[str, ...]:
        """Every reason of a candidate, in words."""
        return tuple(self._said(reason, candidate.location) for reason in candidate.reasons)

    def _said(self, reason: RoomReason, location: Location) -> str:
        someone = PersonAtService.of(
            self.offer.person, self.time.service_date, self.time.event.settings, promotion=self.day.program.promotion
        )
        months = someone.months_on(location.age_on or location.effective_date or someone.default_day)
        inside = self.day.inside.get(self.time.event_time.id, {}).get(location.id, EMPTY)
        numbers = _numbers(reason, location, months, someone.grade, inside)
        if numbers is None:
            return self.words.say(EXACT.get(reason, reason))
        names = {
            name: self._grade(value) for name, value in numbers.items() if name in ("grade", "from_grade", "to_grade")
        }
        sentence = EXACT_WITH_NUMBERS[reason]
        if location.gender is not None and reason is RoomReason.GENDER_MISMATCH:
            sentence = EXACT_WITH_NUMBERS["girls_only" if location.gender is Gender.FEMALE else "boys_only"]
        return self.words.say(sentence, **{**numbers, **names, "room": location.name})

    def _grade(self, key: int) -> str:
        return grade_name(key, self.day.organization.grades) or str(key)


def _numbers(
    reason: RoomReason, location: Location, months: int | None, grade: int | None, inside: Occupancy
) -> dict[str, int] | None:
    """What a sentence about this reason tells; None where there is nothing to tell beyond the reason."""
    told: dict[str, int | None]
    match reason:
        case RoomReason.AGE_TOO_YOUNG:
            told = {"months": months, "limit": location.age_min_in_months}
        case RoomReason.AGE_TOO_OLD:
            told = {"months": months, "limit": location.age_max_in_months}
        case RoomReason.GRADE_TOO_LOW:
            told = {"grade": grade, "from_grade": location.grade_min}
        case RoomReason.GRADE_TOO_HIGH:
            told = {"grade": grade, "to_grade": location.grade_max}
        case RoomReason.FULL:
            told = {"inside": inside.attendees, "limit": location.max_occupancy}
        case RoomReason.BELOW_RATIO:
            told = {
                "inside": inside.attendees,
                "volunteers": inside.volunteers,
                "ratio": location.attendees_per_volunteer,
            }
        case RoomReason.TOO_FEW_VOLUNTEERS:
            told = {"volunteers": inside.volunteers, "limit": location.min_volunteers}
        case RoomReason.GENDER_MISMATCH:
            told = {}
        case _:
            return None
    numbers = {name: value for name, value in told.items() if value is not None}
    return numbers if len(numbers) == len(told) else None
