"""What a person's card says, given what the family has chosen so far."""

from kiosk.domain.ids import PersonId
from kiosk.domain.people import Gender
from kiosk.services.self_station import Fact, HouseholdView, PersonCard, PersonTime, Question, TimeChoice
from kiosk.ui.lettering import isolated
from kiosk.ui.selection import (
    Selection,
    can_be_ticked,
    has_alternatives,
    has_open_question,
    is_in,
    options_ticked,
    placements,
    room_of,
    times_of,
)
from kiosk.ui.widgets.chip import ChipFace, Tone
from kiosk.ui.widgets.person_card import CardFace
from kiosk.words import Words
from kiosk.words import station as say
from kiosk.words.times import clock_time


def card_face(words: Words, view: HouseholdView, selection: Selection, card: PersonCard) -> CardFace:
    """The face of one card."""
    times = times_of(selection, card)
    starts = {time.key: time for time in view.times}
    is_many = len(selection.time_keys) > 1 and not _agree(selection, card, times)
    is_asked = has_open_question(selection, card)
    chips: list[ChipFace] = []
    notes: list[str] = []
    if is_asked and card.question is not None:
        chips.append(ChipFace(question_words(words, card, card.question), Tone.WARN, "question"))
    for time in times:
        chip = _chip(words, selection, card, time, starts[time.time_key] if is_many else None)
        if chip is not None:
            chips.append(chip)
        elif not is_asked and time.note not in notes:
            notes.append(time.note)
    chips = list(dict.fromkeys(chips))
    ticked = dict.fromkeys(
        one.body for _, room in placements(selection, card) for one in options_ticked(selection, card, room)
    )
    if ticked:
        # A church writes options as long as it likes; what they are stands where they are ticked.
        chips.append(ChipFace(words.count(say.OPTIONS_TICKED, len(ticked)), Tone.PLAIN, "check"))
    if card.person_id in selection.volunteers:
        chips.append(ChipFace(words.say(say.SERVES), Tone.PLAIN, "heart"))
    if is_in(selection, card):
        notes = [words.say(say.HELPER_CAN_PRINT_AGAIN)]
    missing = next((starts[key] for key in selection.time_keys if key in starts), None)
    nothing = words.say(say.NOTHING_AT, time=clock_time(words, missing.starts_at)) if missing else ""
    if not times:
        notes = [nothing]
    note = next((note for note in notes if note), "")
    if not chips and not note and not card.is_child:
        # A parent among the children's rooms: nobody need look for one.
        note = nothing
    if not chips and not note:
        note = words.say(say.ASK_A_HELPER)
    return CardFace(
        person_id=card.person_id,
        name=card.called_name,
        initials=card.initials,
        seat=seat_of(view, card.person_id),
        chips=tuple(chips),
        note=note,
        photo=card.avatar,
        is_ticked=card.person_id in selection.ticked,
        can_be_ticked=can_be_ticked(selection, card),
        has_medical_notes=card.has_medical_notes,
        has_alternatives=has_alternatives(selection, card),
        spoken=", ".join(
            (
                *(chip.text for chip in chips),
                *ticked,
                *((note,) if note else ()),
                *((words.say(say.HAS_MEDICAL_NOTES),) if card.has_medical_notes else ()),
            )
        ),
        change_words=words.say(say.CHANGE),
        change_spoken=words.say(say.CHANGE_FOR, name=isolated(card.called_name)),
    )


def seat_of(view: HouseholdView, person_id: PersonId) -> int:
    """A person's place in the household, which picks their colour: theirs also when an answer changes the order of the cards."""
    return sorted(card.person_id for card in view.cards).index(person_id)


def _agree(selection: Selection, card: PersonCard, times: tuple[PersonTime, ...]) -> bool:
    """Whether one chip says it for every time chosen: the same room, or in already."""
    rooms = [None if time.is_already_in else room_of(selection, card, time) for time in times]
    said = {room.location_id if room is not None else None for room in rooms}
    is_mixed = len({time.is_already_in for time in times}) > 1
    return len(said) == 1 and not is_mixed and len(times) == len(selection.time_keys)


def _chip(
    words: Words, selection: Selection, card: PersonCard, time: PersonTime, start: TimeChoice | None
) -> ChipFace | None:
    """The chip of one time; ``start`` where the chip has to say which."""
    when = clock_time(words, start.starts_at) if start else ""
    if time.is_already_in:
        text = words.say(say.CHECKED_IN_AT, time=when) if when else words.say(say.CHECKED_IN_ALREADY)
        return ChipFace(text, Tone.GOOD, "check")
    room = room_of(selection, card, time)
    if room is None:
        return None
    return ChipFace(words.say(say.ROOM_AT, time=when, room=room.name) if when else room.name)


def question_words(words: Words, card: PersonCard, question: Question) -> str:
    """The question in full: "When was Mia born?"."""
    match question.fact:
        case Fact.BIRTHDATE:
            return words.say(say.WHEN_BORN, name=isolated(card.called_name))
        case Fact.GRADE:
            return words.say(say.WHICH_GRADE, name=isolated(card.called_name))
        case Fact.GENDER:
            return words.say(say.BOY_OR_GIRL if card.is_child else say.MAN_OR_WOMAN, name=isolated(card.called_name))


def gender_words(words: Words, gender: Gender, is_child: bool) -> str:
    """ "Boy", "Girl", "Man" or "Woman"."""
    match gender:
        case Gender.MALE:
            return words.say(say.BOY if is_child else say.MAN)
        case Gender.FEMALE:
            return words.say(say.GIRL if is_child else say.WOMAN)
