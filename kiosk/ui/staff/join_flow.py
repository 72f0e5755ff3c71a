"""Somebody more at the desk: a child of a known family, a guest it brought along, or a name for a label. No Qt."""

import enum
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.newcomers import NewFamily, NewPerson
from kiosk.domain.problems import MaybeKnown, Problem, SettingNotValid
from kiosk.services.newcomers import LikelyMatch
from kiosk.services.self_station import FamilyKey, GradeChoice
from kiosk.services.staff_views import StaffFamily
from kiosk.ui.staff.newcomer_flow import households_once
from kiosk.ui.staff.said import NOTHING, Said, done, trouble
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words import desk as say
from kiosk.words.staff import SAVED


class Joining(enum.Enum):
    """As what somebody is added."""

    CHILD = "child"
    GUEST = "guest"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class JoinScene:
    """The form's surroundings. ``household_id`` None: only a label can be made. ``kept_until``: when guests are forgotten.

    ``added``: whom this form has added already, one after another.
    """

    household_id: HouseholdId | None = None
    family_name: str = ""
    joining: Joining = Joining.LABEL
    grades: tuple[GradeChoice, ...] = ()
    matches: tuple[LikelyMatch, ...] = ()
    seen: frozenset[PersonId] = field(default_factory=frozenset)
    kept_until: date | None = None
    is_saving: bool = False
    said: Said = NOTHING
    added: tuple[PersonId, ...] = ()

    @property
    def takes_several(self) -> bool:
        """Whether another may follow on the same form: to a family, whose members are checked in together."""
        return self.joining is not Joining.LABEL

    @property
    def choices(self) -> tuple[Joining, ...]:
        """As what somebody can be added here."""
        return tuple(Joining) if self.household_id is not None else (Joining.LABEL,)

    @property
    def open_matches(self) -> tuple[LikelyMatch, ...]:
        """Who may be meant, and nobody has looked at yet; a guest is compared with nobody."""
        return households_once(self.matches, self.seen) if self.joining is Joining.CHILD else ()


class JoinFlow:
    """``show`` is called with every new scene; ``saved`` with the household to open, who is new in it, and what to say."""

    def __init__(
        self,
        session: Session,
        show: Callable[[JoinScene], None],
        saved: Callable[[FamilyKey, tuple[PersonId, ...], Said], None],
    ) -> None:
        self._session = session
        self._show = show
        self._saved = saved
        self._tasks = Tasks()
        self._looks = Tasks()
        self._reads = Tasks()
        self._nonce = ""
        self._goes_on = False
        self.scene = JoinScene()

    def begin(self, family: StaffFamily | None) -> None:
        """To this family, or to none."""
        household = family.key.household_id if family is not None else None
        self.scene = JoinScene(
            household,
            family.name if family is not None and household is not None else "",
            Joining.CHILD if household is not None else Joining.LABEL,
            family.grades if family is not None else (),
        )
        self._reads.start(self._session.station.forms.guests_kept_until(), then=self._know_day, trouble=_ignored)
        if not self.scene.grades:
            self._looks.start(self._session.station.forms.grades(), then=self._know_grades, trouble=_ignored)

    def _know_day(self, day: date) -> None:
        self._turn(replace(self.scene, kept_until=day))

    def _know_grades(self, grades: tuple[GradeChoice, ...]) -> None:
        self._turn(replace(self.scene, grades=grades))

    def choose(self, joining: Joining) -> None:
        """As what."""
        if joining in self.scene.choices:
            self._turn(replace(self.scene, joining=joining, said=NOTHING))

    def look(self, person: NewPerson) -> None:
        """The form has changed: who may be meant? The newest form wins."""
        self._looks.cancel()
        if self.scene.joining is Joining.CHILD and person.first_name:
            form = NewFamily((), (replace(person, is_child=True),), self.scene.family_name)
            self._looks.start(self._session.station.forms.likely(form), then=self._alike, trouble=_ignored)

    def _alike(self, matches: tuple[LikelyMatch, ...]) -> None:
        self._turn(replace(self.scene, matches=matches))

    def dismiss(self) -> None:
        """It is nobody of these."""
        seen = self.scene.seen | {match.person.id for match in self.scene.matches}
        self._turn(replace(self.scene, seen=seen, said=NOTHING))

    def tell(self, said: Said) -> None:
        """Something about the form itself."""
        self._turn(replace(self.scene, said=said))

    def save(self, person: NewPerson, *, goes_on: bool = False) -> None:
        """Add somebody; a second tap while saving is nothing, the same one after trouble adds nobody twice.

        ``goes_on``: somebody else is added after this one, on the same form.
        """
        scene, forms, staff = self.scene, self._session.station.forms, self._session.member
        if scene.is_saving:
            return
        if not person.first_name:
            self.tell(Said(say.NAME_NEEDED))
            return
        self._nonce = self._nonce or self._session.new_nonce()
        self._goes_on = goes_on and scene.takes_several
        self._turn(replace(scene, is_saving=True, said=NOTHING))
        if scene.joining is Joining.CHILD and scene.household_id is not None:
            child = replace(person, is_child=True)
            work = forms.add_child(scene.household_id, child, self._nonce, staff, tuple(scene.seen))
        else:
            work = forms.add_guest(scene.household_id if scene.joining is Joining.GUEST else None, person, staff)
        self._tasks.start(work, then=lambda id: self._added(id, person.first_name), trouble=self._troubled)

    def _added(self, person_id: PersonId, name: str) -> None:
        scene = self.scene
        self._nonce = ""
        if self._goes_on:
            said = done(say.ADDED, name=name)
            added = (*scene.added, person_id)
            self._turn(replace(scene, added=added, matches=(), is_saving=False, said=said))
            return
        self.scene = JoinScene()
        if scene.joining is Joining.LABEL:
            self._saved(FamilyKey(None, person_id), (person_id,), NOTHING)
        else:
            said = done(SAVED) if scene.joining is Joining.CHILD else NOTHING
            self._saved(FamilyKey(scene.household_id), (*scene.added, person_id), said)

    def _troubled(self, problem: Problem | None) -> None:
        matches = problem.details.get("matches") if isinstance(problem, MaybeKnown) else None
        if isinstance(matches, tuple):
            self.scene = replace(self.scene, matches=matches)
        where = str(problem.details.get("field")) if isinstance(problem, SettingNotValid) else ""
        said = Said(say.NOT_A_FACT[where]) if where in say.NOT_A_FACT else trouble(problem)
        self._turn(replace(self.scene, is_saving=False, said=said))

    def stop(self) -> None:
        """The window closes, locks, or goes elsewhere."""
        for tasks in (self._tasks, self._looks, self._reads):
            tasks.cancel()
        self._nonce = ""
        self.scene = JoinScene()

    def _turn(self, scene: JoinScene) -> None:
        self.scene = scene
        self._show(scene)


def _ignored(problem: Problem | None) -> None:
    """Saving compares once more, and says what is wrong."""
