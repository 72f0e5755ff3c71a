"""Planning Center on the screen: how the sign-in stands, what was brought when, and what needs somebody's decision. No Qt."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.domain.conflicts import Winner
from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Person
from kiosk.services.conflicts import Conflict
from kiosk.services.gone_people import GonePerson
from kiosk.services.sign_in import SignOut
from kiosk.services.waiting_changes import ParkedChange, WaitingChange
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.admin_desks import CenterState
from kiosk.ui.backstage.list_page import Detail, ListScene
from kiosk.ui.backstage.scenes import Scenes
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.backstage.table import TableRow
from kiosk.ui.staff.said import Said, done
from kiosk.ui.tasks import Tasks
from kiosk.ui.widgets.chip import Tone
from kiosk.words import admin_church as say
from kiosk.words.sign_in import SIGN_OUTS
from kiosk.words.times import moment_name

_BRING, _FULL, _SIGN_OUT = "bring", "full", "sign_out"
_HERE, _THERE, _AGAIN, _NEW, _KNOWN, _ASIDE = "here", "there", "again", "new", "known:", "aside"
_CONFLICT, _PARKED, _WAITING, _GONE = "conflict:", "parked:", "waiting:", "gone:"
_MOST_ALIKE = 4


@dataclass(frozen=True, slots=True)
class _Read:
    center: CenterState
    conflicts: tuple[Conflict, ...]
    parked: tuple[ParkedChange, ...]
    waiting: tuple[WaitingChange, ...]
    gone: tuple[GonePerson, ...]
    names: Mapping[PersonId | HouseholdId, str]


class PlanningCenterFlow:
    """Decisions first, then what merely waits."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._reading, self._tasks, self._asking = Tasks(), Tasks(), Tasks()
        self._alike: tuple[Person, ...] = ()
        self._now: _Read | None = None
        self._chosen = ""
        self._is_bringing = False
        self._scenes = Scenes(ListScene())

    @property
    def scene(self) -> ListScene:
        """The latest."""
        return self._scenes.now

    def listen(self, show: Callable[[ListScene], None]) -> None:
        """From now on this shows the scenes."""
        self._scenes.listen(show)

    def refresh(self) -> None:
        """How everything is now; nothing is asked of Planning Center."""
        if self._reading.is_idle:
            self._reading.start(self._read(), then=self._was_read, trouble=self._session.tell_trouble)

    def choose(self, key: str) -> None:
        """See one change, one conflict, or somebody who is gone there."""
        self._chosen, self._alike = key, ()
        self._show()
        gone = self._gone_person()
        if gone is not None:
            work = self._session.desks.admin.alike(gone.person.name)
            self._asking.cancel()
            self._asking.start(work, then=self._found_alike, trouble=self._session.tell_trouble)

    def act(self, key: str) -> None:
        """Bring, sign out, or decide about what is chosen."""
        desks, staff = self._session.desks.admin, self._session.staff
        kind, _, number = self._chosen.partition(":")
        match key:
            case "bring" | "full":
                self._bring(is_full=key == _FULL)
            case "sign_out":
                say_it = self._session.words.say
                question = Question(say_it(say.SIGN_OUT), say_it(say.SIGN_OUT_ABOUT), say_it(say.SIGN_OUT))
                self._session.ask(question, self._sign_out)
            case "here" | "there" if kind == "conflict":
                winner = Winner.HERE if key == _HERE else Winner.THERE
                self._do(desks.conflicts.decide(staff, int(number), winner), say.DECIDED)
            case "again" if number:
                self._do(desks.waiting.send_again(staff, int(number)), say.WILL_BE_SENT)
            case "new" if number:
                self._do(desks.waiting.is_somebody_new(staff, int(number)), say.WILL_BE_SENT)
            case "aside" if number:
                say_it = self._session.words.say
                question = Question(say_it(say.SET_ASIDE), say_it(say.SET_ASIDE_ABOUT), say_it(say.SET_ASIDE), True)
                self._session.ask(
                    question, lambda: self._do(desks.waiting.set_aside(staff, int(number)), say.WAS_SET_ASIDE)
                )
            case _ if key.startswith(_KNOWN) and kind == "gone":
                known = PersonId(key.removeprefix(_KNOWN))
                self._do(desks.gone.link(staff, PersonId(number), known), say.LINKED)
            case _ if key.startswith(_KNOWN) and number:
                person = PersonId(key.removeprefix(_KNOWN))
                self._do(desks.waiting.is_somebody_known(staff, int(number), person), say.WILL_BE_SENT)
            case _:
                return

    def stop(self) -> None:
        """The session ends; a pull that was begun here is given up, and goes on where it stopped another time."""
        for tasks in (self._reading, self._tasks, self._asking):
            tasks.cancel()

    def _gone_person(self) -> GonePerson | None:
        kind, _, id = self._chosen.partition(":")
        gone = self._now.gone if self._now is not None and kind == "gone" else ()
        return next((one for one in gone if one.person.id == id), None)

    def _found_alike(self, people: tuple[Person, ...]) -> None:
        self._alike = people
        self._show()

    def _bring(self, *, is_full: bool) -> None:
        if not self._tasks.is_idle:
            return

        def brought(requests: int) -> None:
            self._is_bringing = False
            self._session.tell(done(say.BROUGHT, requests=requests))
            self.refresh()

        def not_brought(problem: Any) -> None:
            self._is_bringing = False
            self._session.tell_trouble(problem)
            self.refresh()

        self._is_bringing = True
        self._show()
        self._tasks.start(self._session.desks.admin.bring(is_full), then=brought, trouble=not_brought)

    def _sign_out(self) -> None:
        def signed_out(came_to: SignOut) -> None:
            self._session.tell(Said(SIGN_OUTS[came_to.value], is_good=came_to.is_whole))
            self.refresh()

        if self._tasks.is_idle:
            work = self._session.desks.admin.sign_in.sign_out(self._session.staff.id)
            self._tasks.start(work, then=signed_out, trouble=self._session.tell_trouble)

    def _do(self, work: Coroutine[Any, Any, object], said: str) -> None:
        def carried_out(_: object) -> None:
            self._chosen = ""
            self._session.tell(done(said))
            self.refresh()

        if self._tasks.is_idle:
            self._tasks.start(work, then=carried_out, trouble=self._session.tell_trouble)
        else:
            work.close()

    async def _read(self) -> _Read:
        desks = self._session.desks.admin
        conflicts, parked = await desks.conflicts.open(), await desks.waiting.parked()
        waiting, gone = await desks.waiting.queue(), await desks.gone.to_link()
        ids = {str(one.person_id or one.subject) for one in conflicts}
        ids |= {str(one.difference.here) for one in conflicts if one.difference.field == "primary_contact"}
        ids |= {str(one.difference.there) for one in conflicts if one.difference.field == "primary_contact"}
        changes = [*(one.change for one in parked), *(one.change for one in waiting)]
        ids |= {str(one.person or one.subject) for one in changes}
        ids |= {str(person) for one in parked for person in one.people}
        return _Read(await desks.center(), conflicts, parked, waiting, gone, await desks.names(frozenset(ids)))

    def _was_read(self, read: _Read) -> None:
        self._now = read
        self._show()

    # What is said.

    def _show(self) -> None:
        if self._now is None:
            return
        say_it = self._session.words.say
        is_signed_in = self._now.center.sign_in == "ok"
        self._scenes.turn(
            ListScene(
                about=self._about(self._now.center),
                actions=(
                    Action(
                        _BRING,
                        say_it(say.BRINGING if self._is_bringing else say.BRING_NOW),
                        "check",
                        is_first=True,
                        is_enabled=not self._is_bringing,
                    ),
                    Action(_FULL, say_it(say.BRING_ALL), is_enabled=not self._is_bringing),
                    *((Action(_SIGN_OUT, say_it(say.SIGN_OUT)),) if is_signed_in else ()),
                ),
                rows=tuple(self._rows(self._now)),
                nothing=say_it(say.NOTHING_TO_DECIDE),
                chosen=self._chosen,
                detail=self._detail(self._now),
            )
        )

    def _about(self, center: CenterState) -> str:
        words, desks = self._session.words, self._session.desks.admin
        lines = [words.say(say.SIGN_IN_STATES[center.sign_in])]
        if center.people_as_of is not None:
            at, now = center.people_as_of.astimezone(desks.zone), desks.now().astimezone(desks.zone)
            lines.append(
                words.say(
                    say.BROUGHT_AT,
                    moment=moment_name(words, at, now),
                    people=center.counts.get("people", 0),
                    events=center.counts.get("events", 0),
                    rooms=center.counts.get("locations", 0),
                )
            )
        lines.append(words.say(say.WAYS[center.way]))
        return " ".join(lines)

    def _rows(self, read: _Read) -> list[TableRow]:
        say_it = self._session.words.say
        rows = [
            TableRow(
                f"{_CONFLICT}{one.number}",
                (self._name(one.person_id or one.subject), _field(self._session, one), say_it(say.DIFFERS)),
                Tone.WARN,
            )
            for one in read.conflicts
        ]
        rows += [
            TableRow(
                f"{_PARKED}{one.change.number}",
                (self._subject(one), say_it(say.CHANGE_KINDS[one.change.kind.value]), say_it(say.REASONS[one.reason])),
                Tone.WARN,
            )
            for one in read.parked
        ]
        rows += [
            TableRow(f"{_GONE}{one.person.id}", (one.person.name, say_it(say.WAS_HERE), say_it(say.DELETED_THERE)))
            for one in read.gone
        ]
        rows += [
            TableRow(
                f"{_WAITING}{one.change.number}",
                (self._subject(one), say_it(say.CHANGE_KINDS[one.change.kind.value]), say_it(say.WAITS)),
                is_quiet=True,
            )
            for one in read.waiting
        ]
        return rows

    def _detail(self, read: _Read) -> Detail | None:
        kind, _, number = self._chosen.partition(":")
        match kind:
            case "conflict":
                conflict = next((one for one in read.conflicts if str(one.number) == number), None)
                return None if conflict is None else self._conflict(conflict)
            case "parked":
                parked = next((one for one in read.parked if str(one.change.number) == number), None)
                return None if parked is None else self._parked(parked)
            case "waiting":
                waiting = next((one for one in read.waiting if str(one.change.number) == number), None)
                return None if waiting is None else self._waiting(waiting)
            case "gone":
                gone = self._gone_person()
                return None if gone is None else self._deleted(gone)
            case _:
                return None

    def _deleted(self, gone: GonePerson) -> Detail:
        words, zone = self._session.words, self._session.desks.admin.zone
        last = gone.last_at.astimezone(zone)
        body = words.count(say.WAS_HERE_OFTEN, gone.check_ins, day=f"{last:%Y-%m-%d}")
        actions = tuple(
            Action(f"{_KNOWN}{one.id}", words.say(say.IS_THE_SAME, name=one.name)) for one in self._alike[:_MOST_ALIKE]
        )
        about = say.WHO_IS_IT if actions else say.NOBODY_ALIKE
        return Detail(gone.person.name, f"{body}\n{words.say(about)}", actions)

    def _conflict(self, conflict: Conflict) -> Detail:
        say_it, difference = self._session.words.say, conflict.difference
        here, there = self._value(conflict, difference.here), self._value(conflict, difference.there)
        title = say_it(say.CONFLICT_OF, name=self._name(conflict.person_id or conflict.subject))
        body = "\n".join(
            (
                _field(self._session, conflict),
                say_it(say.VALUE_HERE, value=here),
                say_it(say.VALUE_THERE, value=there),
            )
        )
        return Detail(title, body, (Action(_HERE, say_it(say.TAKE_OURS)), Action(_THERE, say_it(say.TAKE_THEIRS))))

    def _parked(self, parked: ParkedChange) -> Detail:
        say_it = self._session.words.say
        lines = [say_it(say.REASONS_LONG[parked.reason])]
        if parked.words:
            lines.append(say_it(say.THEY_SAY, words=parked.words))
        actions = [Action(_AGAIN, say_it(say.SEND_AGAIN), is_first=not parked.people)]
        if parked.people:
            actions = [
                Action(f"{_KNOWN}{person}", say_it(say.IS_THE_SAME, name=self._name(person)), is_first=True)
                for person in parked.people[:3]
            ]
            actions.append(Action(_NEW, say_it(say.IS_SOMEBODY_NEW)))
        actions.append(Action(_ASIDE, say_it(say.SET_ASIDE)))
        return Detail(self._subject(parked), "\n".join(lines), tuple(actions))

    def _waiting(self, waiting: WaitingChange) -> Detail:
        say_it, zone = self._session.words.say, self._session.desks.admin.zone
        lines = [say_it(say.CHANGE_KINDS[waiting.change.kind.value]), say_it(say.WAITS_ABOUT)]
        if waiting.change.next_try_at is not None:
            at = waiting.change.next_try_at.astimezone(zone)
            lines.append(self._session.words.count(say.TRIED, waiting.change.tries, moment=f"{at:%H:%M}"))
        actions = (Action(_AGAIN, say_it(say.SEND_NOW)), Action(_ASIDE, say_it(say.SET_ASIDE)))
        return Detail(self._subject(waiting), "\n".join(lines), actions)

    def _subject(self, one: ParkedChange | WaitingChange) -> str:
        return self._name(one.change.person or one.change.subject)

    def _name(self, id: str) -> str:
        names = self._now.names if self._now is not None else {}
        return names.get(PersonId(id), names.get(HouseholdId(id), self._session.words.say(say.SOMEBODY)))

    def _value(self, conflict: Conflict, value: object) -> str:
        if value in (None, ""):
            return self._session.words.say(say.EMPTY)
        if conflict.difference.field == "primary_contact":
            return self._name(str(value))
        return str(value).replace("\n", ", ")


def _field(session: BackstageSession, conflict: Conflict) -> str:
    name = conflict.difference.field
    return session.words.say(say.FIELDS[name]) if name in say.FIELDS else name.replace("_", " ")
