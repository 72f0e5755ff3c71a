"""Why a room or a time is not the one: gently to families, exactly to staff."""

from collections.abc import Iterable, Mapping

from kiosk.words import N_, Words

GENTLE: Mapping[str, str] = {
    "age_too_young": N_("This room is for older children."),
    "age_too_old": N_("This room is for younger children."),
    "birthdate_missing": N_("We need a birthdate to find the right room."),
    "birthdate_invalid": N_("The birthdate we have cannot be right. A helper will fix it with you."),
    "grade_too_low": N_("This room is for higher grades."),
    "grade_too_high": N_("This room is for lower grades."),
    "grade_missing": N_("We need a grade to find the right room."),
    "grade_room_fits": N_("There is a room for this grade."),
    "gender_mismatch": N_("This room is for another group."),
    "gender_missing": N_("A helper will find the right group with you."),
    "adults_only": N_("This room is for adults."),
    "children_only": N_("This room is for children."),
    "not_a_member": N_("This room is for its own group."),
    "not_at_this_time": N_("This room is not open at this time."),
    "closed": N_("This room is closed today."),
    "full": N_("This room is full. A helper will find another one with you."),
    "below_ratio": N_("This room needs one more volunteer first. A helper will find a place with you."),
    "too_few_volunteers": N_("This room needs one more volunteer first. A helper will find a place with you."),
    "no_history": N_("A helper will choose the room with you."),
}

NO_PLACE: Mapping[str, str] = {
    "full": N_("This room is full."),
    "below_ratio": N_("This room needs one more volunteer first."),
    "too_few_volunteers": N_("This room needs one more volunteer first."),
}
"""The same where there is another room already."""

SEE_HELPER = N_("A helper will find a room with you.")

OFFERED: Mapping[str, str] = {
    "members": N_("The room of {name}’s group."),
    "last": N_("Where {name} was last time."),
    "grade": N_("For {name}’s grade."),
    "age": N_("For {name}’s age."),
    "open": N_("Open to everyone."),
}
INSTEAD = N_("Instead of {room}, which has no place left.")

EXACT: Mapping[str, str] = {
    "age_too_young": N_("too young"),
    "age_too_old": N_("too old"),
    "birthdate_missing": N_("birthdate missing"),
    "birthdate_invalid": N_("birthdate after the service"),
    "grade_too_low": N_("grade too low"),
    "grade_too_high": N_("grade too high"),
    "grade_missing": N_("grade missing"),
    "grade_unmatched": N_("no room for the grade, by age"),
    "grade_room_fits": N_("a grade room fits"),
    "gender_mismatch": N_("for the other gender"),
    "gender_missing": N_("gender missing"),
    "adults_only": N_("adults only"),
    "children_only": N_("children only"),
    "not_a_member": N_("members only"),
    "not_at_this_time": N_("not at this time"),
    "closed": N_("closed"),
    "full": N_("full"),
    "below_ratio": N_("too few volunteers for one more child"),
    "too_few_volunteers": N_("fewer volunteers than the room needs"),
    "no_history": N_("filters off and no earlier room"),
    "window_not_open": N_("check-in not open yet"),
    "window_closed": N_("check-in closed"),
    "already_checked_in": N_("already checked in"),
    "already_left": N_("has left already, and nobody may come back"),
    "cancelled": N_("cancelled"),
}

EXACT_WITH_NUMBERS: Mapping[str, str] = {
    "age_too_young": N_("Too young for {room}: {months} months, from {limit}"),
    "age_too_old": N_("Too old for {room}: {months} months, limit {limit}"),
    "grade_too_low": N_("Grade too low for {room}: {grade}, from {from_grade}"),
    "grade_too_high": N_("Grade too high for {room}: {grade}, up to {to_grade}"),
    "gender_mismatch": N_("{room} is for the other gender"),
    "girls_only": N_("{room} is for girls"),
    "boys_only": N_("{room} is for boys"),
    "full": N_("{room} is full: {inside} of {limit}"),
    "below_ratio": N_(
        "Too few volunteers in {room} for one more: {inside} inside, {volunteers} volunteers for {ratio} each"
    ),
    "too_few_volunteers": N_("Too few volunteers in {room}: {volunteers} of {limit}"),
}


def gently(words: Words, reasons: Iterable[str]) -> str:
    """One sentence for a family: the first reason that has one, else who helps."""
    said = next((GENTLE[reason] for reason in reasons if reason in GENTLE), SEE_HELPER)
    return words.say(said)


def why_not(words: Words, reasons: Iterable[str]) -> str:
    """One sentence for a family on why one of several rooms is not to be had."""
    known = tuple(reasons)
    short = next((NO_PLACE[reason] for reason in known if reason in NO_PLACE), None)
    return words.say(short) if short is not None else gently(words, known)


def why_offered(words: Words, tier: str, *, name: str, instead_of: str = "") -> str:
    """One sentence for a family on why a room is for somebody; empty where there is no reason to tell."""
    if instead_of:
        return words.say(INSTEAD, room=instead_of)
    return words.say(OFFERED[tier], name=name) if tier in OFFERED else ""


def exactly(words: Words, reasons: Iterable[str]) -> str:
    """The reasons for staff, in a row."""
    return ", ".join(words.say(EXACT.get(reason, reason)) for reason in reasons)
