"""The whole of a staff station: the lock, where somebody is, and the flows of each screen. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.ids import PersonId
from kiosk.domain.problems import Problem
from kiosk.services.door_views import HandedOver
from kiosk.services.self_station import FamilyKey
from kiosk.services.staff_station import StaffStation
from kiosk.services.staff_views import StaffVisit, Strip
from kiosk.services.today_views import Today
from kiosk.ui.staff.desk_flow import DeskFlow
from kiosk.ui.staff.desk_scene import DeskScene
from kiosk.ui.staff.door_flow import DoorFlow, DoorScene
from kiosk.ui.staff.everyone_flow import EveryoneFlow, EveryoneScene
from kiosk.ui.staff.facts_flow import FactsFlow, FactsScene
from kiosk.ui.staff.join_flow import JoinFlow, JoinScene
from kiosk.ui.staff.lock_flow import LockFlow, LockScene
from kiosk.ui.staff.lost_flow import LostFlow, LostScene
from kiosk.ui.staff.newcomer_flow import NewcomerFlow, NewcomerScene
from kiosk.ui.staff.places import BEHIND, Place, places_of
from kiosk.ui.staff.rooms_flow import RoomsFlow, RoomsScene
from kiosk.ui.staff.said import NOTHING, Said, done
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words import staff as say

Scene = (
    LockScene | DeskScene | DoorScene | LostScene | RoomsScene | EveryoneScene | NewcomerScene | FactsScene | JoinScene
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the screens: where somebody is, and how the station is."""

    place: Place
    is_locked: bool
    strip: Strip | None = None


class StaffFlow:
    """``show`` is called when something on the present screen, or which one it is, has changed."""

    def __init__(
        self, station: StaffStation, new_nonce: Callable[[], str], mode: str, show: Callable[[], None]
    ) -> None:
        self.session = Session(station, new_nonce)
        self.places = places_of(mode)
        self.around = Around(self.places[0], is_locked=True)
        self._show = show
        self.today = Today()
        self._polls = Tasks()
        self._glances = Tasks()
        self._counted: tuple[StaffVisit | None, HandedOver | None] = (None, None)
        self.lock = LockFlow(self.session, self._changed, self._opened)
        self.desk = DeskFlow(self.session, self._changed, self._to_door)
        self.door = DoorFlow(self.session, self._changed)
        self.lost = LostFlow(self.session, self._changed, self._released)
        self.rooms = RoomsFlow(self.session, self._changed)
        self.everyone = EveryoneFlow(self.session, self._changed)
        self.newcomer = NewcomerFlow(self.session, self._changed, self._family_saved)
        self.facts = FactsFlow(self.session, self._changed, self._facts_kept)
        self.join = JoinFlow(self.session, self._changed, self.open_family)

    @property
    def place(self) -> Place:
        """Where somebody is, behind the lock or before it."""
        return self.around.place

    @property
    def is_locked(self) -> bool:
        """Whether nobody has given a PIN."""
        return self.around.is_locked

    def refresh(self) -> None:
        """Ask how the station is, and what the present screen shows now."""
        if self._polls.is_idle:
            self._polls.start(self.session.station.strip(), then=self._strip_read, trouble=_ignored)
        if not self.is_locked and self.place is Place.ROOMS:
            self.rooms.refresh()
        if not self.is_locked and self.place in (Place.DESK, Place.DOOR) and self._glances.is_idle:
            self._glances.start(self.session.station.today(), then=self._today_read, trouble=_ignored)

    def _today_read(self, today: Today) -> None:
        if today != self.today and not self.is_locked:
            self.today = today
            self._show()

    def _strip_read(self, strip: Strip) -> None:
        if strip != self.around.strip:
            self.around = Around(self.place, self.is_locked, strip)
            self._show()

    def go(self, place: Place) -> None:
        """To another screen; locked, the list of everyone inside waits for the PIN."""
        if self.is_locked:
            if place is Place.EVERYONE:
                self.lock.want_everyone()
            return
        if BEHIND.get(place, place) not in (*self.places, Place.EVERYONE):
            return
        before, self.around = self.place, Around(place, is_locked=False, strip=self.around.strip)
        if before is not place:
            self._left(before)
        match place:
            case Place.DESK | Place.DOOR:
                self.refresh()
            case Place.ROOMS:
                self.rooms.refresh()
            case Place.EVERYONE:
                self.everyone.begin()
            case Place.NEWCOMER:
                self.newcomer.begin()
            case _:
                pass
        self._show()

    def _left(self, place: Place) -> None:
        match place:
            case Place.DOOR:
                self.door.stop()
            case Place.LOST:
                self.lost.stop()
            case Place.NEWCOMER:
                self.newcomer.stop()
            case Place.FACTS:
                self.facts.stop()
            case Place.JOIN:
                joined = self.join.scene
                self.join.stop()
                if joined.added:
                    # Nobody else came after them.
                    self.desk.open(FamilyKey(joined.household_id), joined.added)
            case _:
                pass

    def scan(self, code: str) -> None:
        """A card or a tag was held to the scanner, on whatever screen."""
        if self.is_locked:
            return
        if Place.DESK in self.places and self.place is not Place.DOOR:
            self.go(Place.DESK)
            self.desk.scan(code)
        else:
            self._to_door(code)

    def _to_door(self, code: str) -> None:
        self.go(Place.DOOR)
        self.door.enter(code)

    def look_back(self, key: str) -> None:
        """At a release of a moment ago, from where it can be taken back."""
        found = next((one for one in self.today.left if one.key == key), None)
        if found is not None and not self.is_locked:
            self.door.show_handed(found.handed, is_looked_back=True)

    def _released(self, handed: HandedOver) -> None:
        self.go(Place.DOOR)
        self.door.show_handed(handed)

    def open_family(self, key: FamilyKey, just_added: tuple[PersonId, ...] = (), said: Said = NOTHING) -> None:
        """To the desk, with this household; ``just_added``: who has joined it a moment ago."""
        self.go(Place.DESK)
        self.desk.open(key, just_added, said)

    def _family_saved(self, key: FamilyKey) -> None:
        self.open_family(key, said=done(say.SAVED))

    def correct_facts(self) -> None:
        """Of whom the desk is at."""
        person, family = self.desk.scene.person, self.desk.scene.family
        if person is not None and family is not None and not person.is_guest and not self.is_locked:
            self.facts.begin(person, family.grades)
            self.go(Place.FACTS)

    def _facts_kept(self) -> None:
        self.go(Place.DESK)
        self.desk.look_again(done(say.SAVED))

    def add_somebody(self) -> None:
        """To the household on the desk; with none, a label for a guest."""
        if not self.is_locked and Place.DESK in self.places:
            self.join.begin(self.desk.scene.family if self.desk.scene.visit is None else None)
            self.go(Place.JOIN)

    def _opened(self, wants_everyone: bool) -> None:
        self.around = Around(self.places[0], is_locked=False, strip=self.around.strip)
        self.go(Place.EVERYONE if wants_everyone else self.places[0])
        self.refresh()

    def lock_up(self, *, is_by_itself: bool = False) -> None:
        """Whoever comes next has to give a PIN; nothing of this one's work stays on the screen."""
        if self.is_locked:
            return
        for flow in (self.desk, self.door, self.lost, self.rooms, self.newcomer, self.facts, self.join):
            flow.stop()
        self._glances.cancel()
        self.today = Today()
        self.around = Around(self.places[0], is_locked=True, strip=self.around.strip)
        self.lock.lock(is_by_itself=is_by_itself)

    def stop(self) -> None:
        """The window closes."""
        self._polls.cancel()
        self._glances.cancel()
        for flow in (self.lock, self.desk, self.door, self.lost, self.rooms, self.everyone, self.newcomer):
            flow.stop()
        for form in (self.facts, self.join):
            form.stop()

    def _changed(self, scene: Scene) -> None:
        self._show()
        visit = scene.visit if isinstance(scene, DeskScene) else None
        handed = scene.handed if isinstance(scene, DoorScene) else None
        if (visit is not None or handed is not None) and (visit, handed) != self._counted:
            # How many are inside has changed just now.
            self._counted = (visit, handed)
            self.refresh()


def _ignored(problem: Problem | None) -> None:
    """The strip is read again in a moment."""
