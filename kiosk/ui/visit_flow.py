"""A visit as it goes: what families do comes in, the station is asked, and a scene to show goes out. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kiosk.domain.attendance import Method
from kiosk.domain.ids import LocationId, PersonId
from kiosk.domain.people import Gender
from kiosk.domain.problems import NotKnown, Problem, SearchTooShort, TooManyMatches
from kiosk.domain.visit import Event, Step, Visit
from kiosk.services.self_station import (
    CheckInTap,
    DoneView,
    FamilyChoice,
    FamilyKey,
    HouseholdView,
    PersonCard,
    SelfStation,
)
from kiosk.services.start_view import StartView, StationState
from kiosk.ui.begun import Begun
from kiosk.ui.selection import (
    Selection,
    check_in_tap,
    chosen_cards,
    first_open_question,
    first_selection,
    has_open_question,
    still_standing,
)
from kiosk.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the screen of a step needs.

    ``subject``: whom the person and question screens are about; ``turned_down``: why the last digits or card led nowhere;
    ``trouble``: what stopped the visit (None at TROUBLE: a bug of ours); ``start_trouble``: why the station cannot say what is open.
    """

    visit: Visit
    start: StartView | None = None
    start_trouble: Problem | None = None
    turned_down: Problem | None = None
    was_scanned: bool = False
    families: tuple[FamilyChoice, ...] = ()
    household: HouseholdView | None = None
    selection: Selection | None = None
    subject: PersonId | None = None
    done: DoneView | None = None
    trouble: Problem | None = None

    @property
    def subject_card(self) -> PersonCard | None:
        """The card of whom this is about."""
        cards = self.household.cards if self.household else ()
        return next((card for card in cards if card.person_id == self.subject), None)


class VisitFlow:
    """Drives the table of steps. ``show`` is called with every new scene; ``new_nonce`` makes a ULID for each tap on "Check in"."""

    def __init__(self, station: SelfStation, new_nonce: Callable[[], str], show: Callable[[Scene], None]) -> None:
        self._station = station
        self._new_nonce = new_nonce
        self._show = show
        self._tasks = Tasks()
        self._polls = Tasks()
        self._pass_code: str | None = None
        self._key: FamilyKey | None = None
        self._tap: CheckInTap | None = None
        self._retry: Callable[[], None] = self.leave
        self.scene = Scene(Visit())

    # What is open now, and how the labels are doing: asked again and again.

    def refresh_start(self) -> None:
        """Ask what the start screen shows now."""
        if self._polls.is_idle:
            self._polls.start(self._station.start(), then=self._started, trouble=self._not_started)

    def refresh_done(self) -> None:
        """Ask how the labels are doing."""
        done = self.scene.done
        if self.scene.visit.step is Step.DONE and done is not None and self._polls.is_idle:
            self._polls.start(self._station.done(done.group_id), then=self._done_again, trouble=_ignored)

    def begin(self, view: StartView) -> None:
        """Begin with what is known to be open."""
        self._started(view)

    def _started(self, view: StartView) -> None:
        is_open = view.state is StationState.OPEN
        visit = self.scene.visit.after(Event.CHECK_IN_OPENED if is_open else Event.CHECK_IN_CLOSED)
        self._turn(replace(self.scene, visit=visit, start=view, start_trouble=None))

    def _not_started(self, problem: Problem | None) -> None:
        if self.scene.start is None and problem is not None:
            self._turn(replace(self.scene, visit=self.scene.visit.after(Event.CHECK_IN_CLOSED), start_trouble=problem))

    def _done_again(self, view: DoneView) -> None:
        if (
            self.scene.visit.step is Step.DONE
            and self.scene.done is not None
            and view.group_id == self.scene.done.group_id
        ):
            self._turn(replace(self.scene, done=view))

    # Finding the family.

    def look_up(self, digits: str) -> None:
        """Digits were typed."""
        self._find(digits, is_scan=False)

    def scan(self, code: str) -> None:
        """A pass was held to the scanner, on whatever screen."""
        self._find(code, is_scan=True)

    def go_on(self, begun: Begun) -> None:
        """Look for whom somebody asked before the station was there."""
        if begun.scanned:
            self.scan(begun.scanned)
        elif begun.asked:
            self.look_up(begun.asked)

    def _find(self, text: str, *, is_scan: bool) -> None:
        visit = self.scene.visit.after(Event.LOOKED_UP)
        if visit.step is not Step.FINDING or visit is self.scene.visit:
            return
        self._tasks.cancel()
        self._pass_code = text if is_scan else None
        self._retry = lambda: self._find(text, is_scan=is_scan)
        self._turn(Scene(visit, start=self.scene.start, was_scanned=is_scan))
        work = self._station.scan(text) if is_scan else self._station.find(text)
        self._tasks.start(work, then=self._found, trouble=self._not_found)

    def _found(self, families: tuple[FamilyChoice, ...]) -> None:
        match families:
            case ():
                self._not_found(NotKnown())
            case (only,):
                self.choose_family(only.key)
            case _:
                self._turn(replace(self.scene, visit=self.scene.visit.after(Event.SEVERAL_FOUND), families=families))

    def _not_found(self, problem: Problem | None) -> None:
        if isinstance(problem, NotKnown | SearchTooShort | TooManyMatches):
            self._turn(replace(self.scene, visit=self.scene.visit.after(Event.NONE_FOUND), turned_down=problem))
        else:
            self._failed(problem)

    def choose_family(self, key: FamilyKey) -> None:
        """This family it is."""
        visit = self.scene.visit.after(Event.FAMILY_CHOSEN)
        if visit is not self.scene.visit:
            self._key = key
            self._open(replace(self.scene, visit=visit, turned_down=None))

    def _open(self, scene: Scene) -> None:
        """Open the chosen household, for the first time or with fresh rooms."""
        key = self._key
        if key is None:
            return
        self._retry = lambda: self._open(replace(self.scene, visit=self.scene.visit.after(Event.RETRIED)))
        self._turn(scene)
        self._tasks.start(self._station.open(key), then=self._opened, trouble=self._failed)

    def _opened(self, view: HouseholdView) -> None:
        before = self.scene.selection
        selection = still_standing(before, view) if before is not None else first_selection(view)
        visit = self.scene.visit.after(Event.HOUSEHOLD_OPENED)
        self._turn(replace(self.scene, visit=visit, household=view, selection=selection, subject=None, trouble=None))
        if view.goes_straight_on and before is None:
            self.tick(view.cards[0].person_id, True)
            self.check_in()

    # Choosing.

    def tick(self, person: PersonId, is_ticked: bool) -> None:
        """Somebody is here today, or not; a question about somebody here is asked there and then."""
        scene = self._choosing(lambda selection: selection.with_tick(person, is_ticked))
        card = replace(scene, subject=person).subject_card
        if is_ticked and card is not None and scene.selection is not None and has_open_question(scene.selection, card):
            self._ask(scene, person)

    def choose_times(self, keys: tuple[str, ...]) -> None:
        """The family comes to these times."""
        self._choosing(lambda selection: selection.with_times(keys))

    def choose_room(self, person: PersonId, time_key: str, room: LocationId) -> None:
        """Somebody goes to another room."""
        self._choosing(lambda selection: selection.with_room(person, time_key, room))

    def skip_time(self, person: PersonId, time_key: str) -> None:
        """Somebody does not come to one of the times."""
        self._choosing(lambda selection: selection.without_time(person, time_key))

    def set_volunteer(self, person: PersonId, is_volunteer: bool) -> None:
        """Somebody serves today, or attends."""
        self._choosing(lambda selection: selection.with_volunteer(person, is_volunteer))

    def tick_option(self, person: PersonId, option: str) -> None:
        """Something the room offers is ticked for somebody, or no longer."""
        self._choosing(lambda selection: selection.with_option(person, option))

    def choose_adult(self, person: PersonId) -> None:
        """Who checks the family in."""
        self._choosing(lambda selection: selection.with_adult(person))
        self.go_back()

    def ask_for_person(self, person: PersonId) -> None:
        """Show the alternatives of one person."""
        self._turn(replace(self.scene, visit=self.scene.visit.after(Event.PERSON_ASKED_FOR), subject=person))

    def ask_for_adults(self) -> None:
        """Show who may be the one checking in."""
        self._turn(replace(self.scene, visit=self.scene.visit.after(Event.ADULTS_ASKED_FOR)))

    def _choosing(self, change: Callable[[Selection], Selection]) -> Scene:
        if self.scene.selection is not None and not self.scene.visit.is_busy:
            self._turn(replace(self.scene, selection=change(self.scene.selection)))
        return self.scene

    # One question.

    def _ask(self, scene: Scene, person: PersonId) -> None:
        self._turn(replace(scene, visit=scene.visit.after(Event.QUESTION_ASKED_FOR), subject=person))

    def answer(self, value: date | int | Gender) -> None:
        """The question about the subject has an answer; rooms are looked at again."""
        card = self.scene.subject_card
        visit = self.scene.visit.after(Event.QUESTION_ANSWERED)
        if visit is self.scene.visit or card is None or card.question is None:
            return
        work = self._station.answer(card.person_id, card.question.fact, value)
        self._retry = self.choose_again
        self._turn(replace(self.scene, visit=visit))
        self._tasks.start(work, then=self._answered, trouble=self._failed)

    def _answered(self, _: None) -> None:
        self._open(replace(self.scene, visit=self.scene.visit.after(Event.ANSWER_KEPT)))

    def go_on_without(self) -> None:
        """Nobody knows the answer: another question may find a room as well; else the others go on."""
        card, household = self.scene.subject_card, self.scene.household
        if self.scene.visit.step is not Step.QUESTION or card is None or household is None:
            return
        if card.further_questions:
            first, *more = card.further_questions
            asked = replace(card, question=first, further_questions=tuple(more))
            cards = tuple(asked if one.person_id == card.person_id else one for one in household.cards)
            self._turn(replace(self.scene, household=replace(household, cards=cards)))
            return
        self._choosing(lambda selection: selection.with_tick(card.person_id, False))
        self.go_back()

    # Checking in.

    def check_in(self) -> None:
        """The tap on "Check in". An open question comes first; a second tap while saving is nothing."""
        household, selection, visit = self.scene.household, self.scene.selection, self.scene.visit
        if (
            household is None
            or selection is None
            or visit.step is not Step.HOUSEHOLD
            or not chosen_cards(selection, household)
        ):
            return
        asked = first_open_question(selection, household)
        if asked is not None:
            self._ask(self.scene, asked.person_id)
            return
        nonce = self._new_nonce()
        method = Method.SCAN if self._pass_code is not None else Method.MANUAL
        self._tap = check_in_tap(selection, household, nonce, method, self._pass_code)
        self._retry = lambda: self._save(self.scene.visit.after(Event.RETRIED))
        self._save(visit.after(Event.CHECK_IN_TAPPED, nonce))

    def _save(self, visit: Visit) -> None:
        tap = self._tap
        if tap is None or visit.step is not Step.SAVING or visit.nonce != tap.nonce:
            return
        self._turn(replace(self.scene, visit=visit))
        self._tasks.start(self._station.check_in(tap), then=self._recorded, trouble=self._failed)

    def _recorded(self, done: DoneView) -> None:
        self._tap = None
        self._turn(Scene(self.scene.visit.after(Event.RECORDED), start=self.scene.start, done=done))

    # When it goes wrong, and ways back.

    def _failed(self, problem: Problem | None) -> None:
        self._turn(replace(self.scene, visit=self.scene.visit.after(Event.FAILED), trouble=problem))

    def retry(self) -> None:
        """Do again what trouble interrupted; a check-in goes out with the same nonce."""
        if self.scene.visit.step is Step.TROUBLE:
            self._retry()

    def choose_again(self) -> None:
        """Back to the household, with rooms as they are now."""
        visit = self.scene.visit.after(Event.CHOSE_AGAIN)
        if visit is not self.scene.visit:
            self._open(replace(self.scene, visit=visit, trouble=None))

    def go_back(self) -> None:
        """One step back."""
        self._leave_for(self.scene.visit.after(Event.WENT_BACK))

    def leave(self) -> None:
        """Start over, for whoever comes next."""
        self._leave_for(self.scene.visit.after(Event.LEFT))

    def _leave_for(self, visit: Visit) -> None:
        if visit is self.scene.visit:
            return
        if visit.step is Step.START:
            self._tasks.cancel()
            self._key = self._tap = self._pass_code = None
            self._turn(Scene(visit, start=self.scene.start))
            self.refresh_start()
        else:
            self._turn(replace(self.scene, visit=visit, subject=None))

    def stop(self) -> None:
        """The window closes."""
        self._tasks.cancel()
        self._polls.cancel()

    def _turn(self, scene: Scene) -> None:
        self.scene = scene
        self._show(scene)


def _ignored(problem: Problem | None) -> None:
    """A label's state that cannot be read now is read again in a moment."""
