"""Children, and what became of a code, as rows and sentences at the door."""

from kiosk.services.door_views import InsideLine, OutLine
from kiosk.ui.lettering import isolated
from kiosk.ui.staff.door_flow import DoorScene
from kiosk.ui.staff.row_face import Row
from kiosk.ui.widgets.chip import Tone
from kiosk.words import Words
from kiosk.words import staff as say
from kiosk.words.times import clock_time


def child_row(words: Words, scene: DoorScene, line: InsideLine, place: int) -> Row:
    """Somebody who is still inside, ticked where they leave now."""
    rooms = ", ".join(f"{room.name} {clock_time(words, room.starts_at)}" for room in line.rooms)
    return Row(
        line.person_id,
        line.name,
        rooms,
        words.say(say.WATCH[line.flags[0]]) if line.flags else "",
        Tone.WARN if line.flags else Tone.PLAIN,
        is_ticked=line.person_id in scene.leaving,
        initials=line.initials,
        seat=place,
        photo=line.photo,
        icons=("medical",) if line.has_medical_notes else (),
        icon_words=words.say(say.MEDICAL) if line.has_medical_notes else "",
    )


def out_row(words: Words, line: OutLine) -> Row:
    """Somebody of the code who has left: when, and with whom."""
    time = clock_time(words, line.checked_out_at)
    name = isolated(line.called_name)
    if line.is_automatic:
        text = words.say(say.NIGHT_CODE, name=name, time=time)
    elif line.by:
        text = words.say(say.LATE_CODE_BY, name=name, time=time, by=isolated(line.by))
    else:
        text = words.say(say.LATE_CODE, name=name, time=time)
    return Row(line.check_in.id, text, line.room.name, is_quiet=True)


def handed_words(words: Words, scene: DoorScene) -> str:
    """Who was handed over, and to whom; empty where nobody was."""
    handed = scene.handed
    if handed is None:
        return ""
    children = ", ".join(dict.fromkeys(isolated(line.called_name) for line in handed.released))
    if handed.by:
        return words.say(say.HANDED_OVER_TO, name=isolated(handed.by), children=children)
    return words.say(say.HANDED_OVER, children=children)
