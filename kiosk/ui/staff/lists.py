"""What goes on paper: the rooms of a roster, and everyone inside."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.domain.problems import DiskFull
from kiosk.services.evacuation import Everyone
from kiosk.ui.staff.everyone_flow import EveryoneFlow
from kiosk.ui.staff.list_paper import PaperLine, PaperPart, print_list, write_list
from kiosk.ui.staff.places import Place
from kiosk.ui.staff.rooms_flow import RoomsFlow, RoomsScene
from kiosk.ui.staff.said import Said, done, trouble
from kiosk.ui.staff.staff_flow import StaffFlow
from kiosk.words import Words
from kiosk.words import staff as say
from kiosk.words.desk import LIST_PRINTED
from kiosk.words.times import civil_date, clock_time


@dataclass(frozen=True, slots=True)
class Paper:
    """A list to be written; ``name`` begins the file's name."""

    name: str
    title: str
    lead: str
    parts: tuple[PaperPart, ...]


def everyone_paper(words: Words, everyone: Everyone) -> Paper:
    """Everyone inside, by room, with a box to tick and whom to call."""
    counts = words.say(say.EVERYONE_COUNTS, inside=everyone.inside, seen=everyone.seen, missing=everyone.missing)
    lead = f"{everyone.church_name} · {_moment(words, everyone.made_at)} · {counts}"
    return Paper(
        "everyone-inside",
        words.say(say.EVERYONE_INSIDE),
        lead,
        tuple(
            PaperPart(
                f"{room.name} ({len(room.lines)})",
                tuple(
                    PaperLine(
                        line.name or words.say(say.NAME_UNKNOWN),
                        words.say(say.MEDICAL) if line.has_medical_notes else "",
                        ", ".join(f"{one.name} {one.phone or words.say(say.NO_PHONE)}" for one in line.adults[:2]),
                        line.seen_at is not None,
                    )
                    for line in room.lines
                ),
            )
            for room in everyone.rooms
        ),
    )


def roster_paper(words: Words, scene: RoomsScene, now: datetime) -> Paper:
    """The rooms shown, with who is in each."""
    title = scene.room.name if scene.room is not None else words.say(say.ALL_ROOMS)
    return Paper(
        "roster",
        title,
        _moment(words, now),
        tuple(
            PaperPart(
                f"{room.name} ({len(room.present)})",
                tuple(
                    PaperLine(
                        line.name,
                        line.medical_notes,
                        words.say(say.CAME_AT, time=clock_time(words, line.checked_in_at)),
                        line.confirmed_at is not None,
                    )
                    for line in room.present
                ),
            )
            for room in scene.shown
            if room.present or scene.room is not None
        ),
    )


def print_shown(words: Words, flow: StaffFlow) -> None:
    """Print what is shown: on pages where the system has a printer for them, else on labels."""
    now = flow.around.strip.now if flow.around.strip is not None else None
    everyone = flow.everyone.scene.everyone
    if flow.place is Place.EVERYONE and everyone is not None:
        _print(everyone_paper(words, everyone), flow.everyone)
    elif flow.place is Place.ROOMS and now is not None:
        _print(roster_paper(words, flow.rooms.scene, now), flow.rooms)


def _print(paper: Paper, flow: EveryoneFlow | RoomsFlow) -> None:
    if print_list(paper.title, paper.lead, paper.parts):
        flow.tell(done(LIST_PRINTED))
    else:
        flow.print_list()


def save_paper(folder: Path, paper: Paper, now: datetime) -> Said:
    """Write a list into a folder; what to tell about it."""
    path = folder / f"{paper.name}-{now:%Y-%m-%d-%H%M%S}.pdf"
    try:
        write_list(path, paper.title, paper.lead, paper.parts)
    except OSError:
        return trouble(DiskFull())
    return done(say.LIST_SAVED, path=path)


def _moment(words: Words, moment: datetime) -> str:
    return f"{civil_date(words, moment.date())}, {clock_time(words, moment)}"
