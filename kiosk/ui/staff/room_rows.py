"""Rooms and people in them as rows of a desk's lists."""

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import EventTimeId
from kiosk.services.room_views import ExpectedLine, RoomLine, RoomView, WhyExpected
from kiosk.ui.lettering import isolated
from kiosk.ui.staff.family_pane import KIND_WORDS
from kiosk.ui.staff.rooms_flow import RoomsScene
from kiosk.ui.staff.row_face import Row
from kiosk.ui.widgets.chip import Tone
from kiosk.words import Words
from kiosk.words import staff as say
from kiosk.words.times import clock_time


def type_name(words: Words, counted: str) -> str:
    """What heads are counted as: a kind of ours in words, or as Planning Center calls it."""
    return words.say(KIND_WORDS[AttendanceKind(counted)]) if counted in set(AttendanceKind) else counted


def seats(words: Words, room: RoomView) -> str:
    """How many attend, of how many who may."""
    if room.seats is None:
        return str(room.attendees)
    return words.say(say.PRESENT_OF, count=room.attendees, limit=room.seats)


def head_line(words: Words, room: RoomView) -> str:
    """Volunteers, the ratio asked for, and how many the room has received."""
    parts = [words.count(say.VOLUNTEERS, room.volunteers)]
    if room.per_volunteer is not None:
        parts.append(words.say(say.RATIO, count=room.per_volunteer))
    if room.present:
        parts.append(words.say(say.CONFIRMED_COUNT, count=room.confirmed))
    return " · ".join(parts)


def room_facts(words: Words, scene: RoomsScene) -> str:
    """What stands below the name of the room that is chosen."""
    room = scene.room
    if room is None:
        return ""
    parts = [seats(words, room), head_line(words, room)]
    if room.headcounts:
        starts = {time.event_time_id: clock_time(words, time.starts_at) for time in room.times}
        counts = ", ".join(
            " ".join(
                (
                    *((starts[count.event_time_id],) if len(starts) > 1 and count.event_time_id in starts else ()),
                    type_name(words, count.attendance_type),
                    str(count.count),
                )
            )
            for count in room.headcounts
        )
        parts.append(words.say(say.HEADCOUNTS, counts=counts))
    if room.counted_there is not None:
        parts.append(words.say(say.COUNTED_THERE, count=room.counted_there))
    return " · ".join(parts)


def counted_so_far(words: Words, room: RoomView, time: EventTimeId | None) -> str:
    """What was counted for a start: here in this room, and in Planning Center, which counts all rooms together."""
    here = [
        f"{type_name(words, one.attendance_type)} {one.count}" for one in room.headcounts if one.event_time_id == time
    ]
    there = [f"{one.attendance_type} {one.count}" for one in room.heads_there if one.event_time_id == time]
    parts = []
    if here:
        parts.append(words.say(say.HEADCOUNTS, counts=", ".join(here)))
    if there:
        parts.append(words.say(say.HEADS_THERE, counts=", ".join(there)))
    return " · ".join(parts)


_WHY = {WhyExpected.REPLIED: say.REPLIED, WhyExpected.MEMBER: say.MEMBER, WhyExpected.RECENT: say.RECENT}


def expected_row(words: Words, room: RoomView, line: ExpectedLine, where: str) -> Row:
    """Somebody who may still come."""
    why = words.say(_WHY[line.why])
    return Row(
        f"{room.location_id}:{line.person_id}",
        line.name,
        " · ".join(part for part in (where, why) if part),
        initials=line.initials,
        icons=("medical",) if line.has_medical_notes else (),
        icon_words=words.say(say.MEDICAL) if line.has_medical_notes else "",
        is_quiet=True,
    )


def present_row(words: Words, line: RoomLine, where: str) -> Row:
    """Somebody who is in; care notes are a symbol here, their words a key away."""
    came = words.say(say.CAME_AT, time=clock_time(words, line.checked_in_at))
    kind = words.say(KIND_WORDS[line.kind]) if line.kind is not AttendanceKind.REGULAR else ""
    is_confirmed = line.confirmed_at is not None
    return Row(
        line.check_in_id,
        line.name,
        " · ".join(part for part in (where, came, kind, line.note) if part),
        words.say(say.CALLED_NOW) if line.is_called else words.say(say.CONFIRMED) if is_confirmed else "",
        Tone.WARN if line.is_called else Tone.GOOD,
        initials=line.initials,
        photo=line.photo,
        icons=(*(("medical",) if line.has_medical_notes else ()), *(("alert",) if line.flags else ())),
        icon_words=words.say(say.MEDICAL) if line.has_medical_notes else "",
    )


def left_row(words: Words, line: RoomLine, where: str) -> Row:
    """Somebody who has gone."""
    time = clock_time(words, line.left_at) if line.left_at is not None else ""
    if line.left_with:
        left = words.say(say.LEFT_AT_WITH, time=time, name=isolated(line.left_with))
    else:
        left = words.say(say.LEFT_AT, time=time)
    parts = (where, left)
    return Row(
        line.check_in_id,
        line.name,
        " · ".join(part for part in parts if part),
        initials=line.initials,
        photo=line.photo,
        is_quiet=True,
    )
