"""Finding families and checking them in: what a volunteer does comes in, a scene to show goes out. No Qt."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.attendance import AttendanceKind, Method
from kiosk.domain.ids import CheckInGroupId, LocationId, PersonId
from kiosk.domain.labels import LabelKind
from kiosk.domain.problems import Problem
from kiosk.services.look_in_planning_center import HouseholdThere
from kiosk.services.self_station import FamilyKey
from kiosk.services.staff_views import Findings, StaffFamily, StaffTap, StaffVisit
from kiosk.ui.staff.choices import (
    Choices,
    first_choices,
    placements,
    staff_tap,
    still_standing,
    time_at,
)
from kiosk.ui.staff.desk_scene import NOTHING_SEARCHED, DeskScene
from kiosk.ui.staff.said import NOTHING, Said, done, trouble
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words import staff as say


class DeskFlow:
    """``show`` is called with every new scene; ``to_door`` with a code that is to be looked at the door."""

    def __init__(self, session: Session, show: Callable[[DeskScene], None], to_door: Callable[[str], None]) -> None:
        self._session = session
        self._show = show
        self._to_door = to_door
        self._tasks = Tasks()
        self._searches = Tasks()
        self._polls = Tasks()
        self._pass_code: str | None = None
        self._tap: StaffTap | None = None
        self._added: tuple[PersonId, ...] = ()
        self.scene = DeskScene()

    # Finding.

    def search(self, text: str) -> None:
        """Something was typed; the newest text wins."""
        self._searches.cancel()
        self._pass_code = None
        said = text.strip()
        if said and self.scene.visit is not None:
            # A new search takes the last visit off the desk.
            self._turn(DeskScene())
        if not said:
            self._turn(replace(self.scene, findings=NOTHING_SEARCHED, live=None, is_looking=False, said=NOTHING))
            return
        self._searches.start(self._session.station.search(said), then=self._found, trouble=self._troubled)

    def scan(self, code: str) -> None:
        """A card or a tag was held to the scanner."""
        self._searches.cancel()
        self._searches.start(self._session.station.scan(code), then=self._scanned, trouble=self._troubled)

    def _found(self, findings: Findings) -> None:
        self._turn(replace(self.scene, findings=findings, live=None, is_looking=False, said=NOTHING))

    def look_live(self) -> None:
        """Nobody was found here: ask Planning Center itself."""
        if not self.scene.is_looking and self.scene.findings.text:
            self._turn(replace(self.scene, is_looking=True, said=NOTHING))
            work = self._session.station.look_live(self.scene.findings.text)
            self._searches.start(work, then=self._found_live, trouble=self._troubled)

    def _found_live(self, found: tuple[HouseholdThere, ...]) -> None:
        self._turn(replace(self.scene, live=found, is_looking=False))

    def reactivate(self, person: PersonId) -> None:
        """Somebody whom Planning Center calls inactive is back."""
        work = self._session.station.forms.reactivate(person, self._session.member)
        self._searches.start(work, then=self.open, trouble=self._troubled)

    def keep_live(self, chosen: HouseholdThere) -> None:
        """This household of Planning Center's it is; known here from now on."""
        if not self.scene.is_looking:
            self._turn(replace(self.scene, is_looking=True, said=NOTHING))
            work = self._session.station.keep_live(chosen)
            self._searches.start(work, then=self.open, trouble=self._troubled)

    def _scanned(self, findings: Findings) -> None:
        if findings.code and not findings.families:
            self._to_door(findings.code)
            return
        self._found(findings)
        if len(findings.families) == 1:
            self._pass_code = findings.text
            self.open(findings.families[0].key)

    def look_at_code(self) -> None:
        """What was typed is meant as a pick-up code."""
        if self.scene.findings.code:
            self._to_door(self.scene.findings.code)

    def open(self, key: FamilyKey, just_added: tuple[PersonId, ...] = (), said: Said = NOTHING) -> None:
        """This household it is; ``just_added``: who has joined it a moment ago, and is here."""
        self._tasks.cancel()
        self._turn(replace(self.scene, said=said))
        self._tap, self._added = None, just_added
        if self.scene.family is not None and self.scene.family.key != key:
            self._session.station.leave(self.scene.family.key)
        self._tasks.start(self._session.station.open(key, {}), then=self._opened, trouble=self._troubled)

    def _opened(self, family: StaffFamily) -> None:
        before = self.scene.family
        is_same = before is not None and before.key == family.key and self.scene.visit is None
        choices = self.scene.choices if is_same else None
        choices = still_standing(choices, family) if choices is not None else first_choices(family)
        added, self._added = self._added, ()
        choices = replace(choices, ticked=choices.ticked.union(added))
        self._turn(
            replace(
                self.scene,
                family=family,
                choices=choices,
                subject=self.scene.subject if is_same else None,
                reason=self.scene.reason if is_same else "",
                is_saving=False,
                is_looking=False,
                visit=None,
            )
        )

    def look_again(self, said: Said = NOTHING) -> None:
        """The same household with rooms as they are now."""
        family, choices = self.scene.family, self.scene.choices
        if family is not None and choices is not None:
            self._turn(replace(self.scene, said=said))
            self._tasks.start(
                self._session.station.open(family.key, choices.kinds), then=self._opened, trouble=self._troubled
            )

    # Choosing.

    def tick(self, person: PersonId) -> None:
        """Somebody is here, or not; who has no room yet is asked about."""
        scene = self._choosing(lambda choices: choices.with_tick(person))
        family, choices = scene.family, scene.choices
        if family is None or choices is None or person not in choices.ticked:
            return
        card = next((one for one in family.people if one.person_id == person), None)
        if card is not None and not placements(choices, card):
            self.show_person(person)

    def choose_time(self, key: str) -> None:
        """The family also comes to this time, or no longer."""
        self._choosing(lambda choices: choices.with_time(key))

    def choose_only_time(self, key: str) -> None:
        """The family comes to this time."""
        self._choosing(lambda choices: replace(choices, time_keys=(key,)))

    def choose_room(self, person: PersonId, time_key: str, event_time: str, room: LocationId) -> None:
        """Somebody goes to this room; a closed one has to be opened first."""
        card = self.scene.person
        time = time_at(card, time_key) if card is not None else None
        offered = next(
            (
                one
                for one in (time.rooms if time is not None else ())
                if one.location_id == room and one.event_time_id == event_time
            ),
            None,
        )
        if offered is None:
            return
        if offered.is_closed:
            self._turn(replace(self.scene, said=Said(say.ROOM_CLOSED_OPEN_IT, {"room": offered.name})))
            return
        place = (offered.event_time_id, offered.location_id)
        self._turn(replace(self.scene, said=NOTHING))
        self._choosing(lambda choices: choices.with_room(person, time_key, place))

    def skip_time(self, person: PersonId, time_key: str) -> None:
        """Somebody does not come to one of the times."""
        self._choosing(lambda choices: choices.with_room(person, time_key, None))

    def choose_kind(self, person: PersonId, kind: AttendanceKind) -> None:
        """Regular, guest or volunteer; other rooms may fit then."""
        self._choosing(lambda choices: choices.with_kind(person, kind))
        self.look_again()

    def choose_option(self, person: PersonId, option: str) -> None:
        """An option of somebody's room."""
        self._choosing(lambda choices: choices.with_option(person, option))

    def write_note(self, person: PersonId, note: str) -> None:
        """A few words about this visit, for the room."""
        choices = self.scene.choices
        if choices is not None and choices.notes.get(person, "") != note:
            self._choosing(lambda choices: choices.with_note(person, note))

    def choose_adult(self, person: PersonId) -> None:
        """Who brought them."""
        self._choosing(lambda choices: choices.with_adult(person))

    def give_reason(self, reason: str) -> None:
        """Why a rule is passed."""
        if reason != self.scene.reason:
            self._turn(replace(self.scene, reason=reason))

    def show_person(self, person: PersonId | None) -> None:
        """Open somebody's rooms and facts, or close them."""
        self._turn(replace(self.scene, subject=person, said=NOTHING))

    def _choosing(self, change: Callable[[Choices], Choices]) -> DeskScene:
        if self.scene.choices is not None and not self.scene.is_saving:
            self._turn(replace(self.scene, choices=change(self.scene.choices)))
        return self.scene

    # Checking in.

    def check_in(self) -> None:
        """The tap on "Check in"; a second one while saving is nothing, one after trouble is the same check-in again."""
        scene = self.scene
        if scene.family is None or scene.choices is None or not scene.can_check_in:
            return
        method = Method.SCAN if self._pass_code is not None else Method.MANUAL
        tap = staff_tap(scene.choices, scene.family, "", scene.reason, method, self._pass_code)
        before = self._tap
        nonce = before.nonce if before is not None and replace(before, nonce="") == tap else self._session.new_nonce()
        self._tap = replace(tap, nonce=nonce)
        self._turn(replace(scene, is_saving=True, said=NOTHING))
        self._tasks.start(
            self._session.station.check_in(self._tap, self._session.member), then=self._recorded, trouble=self._refused
        )

    def _recorded(self, visit: StaffVisit) -> None:
        self._let_go()
        self._turn(DeskScene(visit=visit, family=self.scene.family, choices=self.scene.choices))

    def _refused(self, problem: Problem | None) -> None:
        self._turn(replace(self.scene, is_saving=False))
        self.look_again(trouble(problem))

    def open_visit(self, group_id: CheckInGroupId) -> None:
        """A visit of before: to print its labels again, or to undo it."""
        self._tasks.cancel()
        self._tasks.start(self._session.station.visit(group_id), then=self._visit_opened, trouble=self._troubled)

    def _visit_opened(self, visit: StaffVisit) -> None:
        self._let_go()
        self._turn(DeskScene(visit=visit))

    def refresh_visit(self) -> None:
        """How the labels of the last visit are doing."""
        visit = self.scene.visit
        if visit is not None and self._polls.is_idle:
            self._polls.start(self._session.station.visit(visit.group_id), then=self._visit_again, trouble=_ignored)

    def _visit_again(self, visit: StaffVisit) -> None:
        shown = self.scene.visit
        if shown is not None and shown.group_id == visit.group_id:
            # What was said once right after the check-in stays while it stands here.
            self._turn(replace(self.scene, visit=replace(visit, codes=shown.codes, turned=shown.turned)))

    def undo(self) -> None:
        """Take the check-in on the desk back, as long as it is a slip of a few minutes ago."""
        visit = self.scene.visit
        if visit is not None and visit.can_undo:
            ids = tuple(line.check_in_id for line in visit.lines)
            self._tasks.start(
                self._session.station.undo_check_in(ids, self._session.member),
                then=lambda _: self.leave(done(say.UNDONE)),
                trouble=self._troubled,
            )

    def print_again(self, kind: LabelKind) -> None:
        """Labels of the last visit, or of whoever of the household is in, once more."""
        visit, family = self.scene.visit, self.scene.family
        if visit is not None:
            ids = tuple(line.check_in_id for line in visit.lines)
        else:
            ids = tuple(one for person in (family.people if family else ()) for one in person.inside)
        if ids:
            self._tasks.start(
                self._session.station.print_again(ids, kind, self._session.member),
                then=lambda _: self._turn(replace(self.scene, said=done(say.PRINTED_AGAIN))),
                trouble=self._troubled,
            )

    # Ways back.

    def leave(self, said: Said = NOTHING) -> None:
        """For whoever comes next."""
        self._tasks.cancel()
        self._searches.cancel()
        self._let_go()
        self._turn(DeskScene(said=said))

    def stop(self) -> None:
        """The window closes, or locks."""
        for tasks in (self._tasks, self._searches, self._polls):
            tasks.cancel()
        self._let_go()
        self.scene = DeskScene()

    def _let_go(self) -> None:
        """Nothing is begun any more, and the household is free for other stations."""
        self._tap = self._pass_code = None
        if self.scene.family is not None:
            self._session.station.leave(self.scene.family.key)

    def _troubled(self, problem: Problem | None) -> None:
        self._turn(replace(self.scene, said=trouble(problem), is_saving=False, is_looking=False))

    def _turn(self, scene: DeskScene) -> None:
        self.scene = scene
        self._show(scene)


def _ignored(problem: Problem | None) -> None:
    """A label's state that cannot be read now is read again in a moment."""
