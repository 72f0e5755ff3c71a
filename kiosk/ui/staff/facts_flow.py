"""Facts about somebody put right on the spot, and groups joined. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kiosk.domain.ids import GroupId
from kiosk.domain.problems import Problem, SettingNotValid
from kiosk.services.corrections import Value
from kiosk.services.self_station import GradeChoice
from kiosk.services.staff_forms import GroupsOf, NewNumber
from kiosk.services.staff_views import StaffPerson
from kiosk.ui.staff.said import NOTHING, Said, done, trouble
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words import desk as say


@dataclass(frozen=True, slots=True)
class FactsScene:
    """Whose facts these are, and the groups; ``groups`` None before they are known."""

    person: StaffPerson | None = None
    grades: tuple[GradeChoice, ...] = ()
    groups: GroupsOf | None = None
    is_saving: bool = False
    said: Said = NOTHING


class FactsFlow:
    """``show`` is called with every new scene; ``kept`` once something is put right."""

    def __init__(self, session: Session, show: Callable[[FactsScene], None], kept: Callable[[], None]) -> None:
        self._session = session
        self._show = show
        self._kept = kept
        self._tasks = Tasks()
        self._reads = Tasks()
        self.scene = FactsScene()

    def begin(self, person: StaffPerson, grades: tuple[GradeChoice, ...]) -> None:
        """About this person."""
        self.scene = FactsScene(person, grades)
        self._reads.start(
            self._session.station.forms.groups_of(person.person_id), then=self._know_groups, trouble=_ignored
        )

    def _know_groups(self, groups: GroupsOf) -> None:
        self._turn(replace(self.scene, groups=groups))

    def join(self, group_id: GroupId) -> None:
        """Into a group, at once."""
        person, groups = self.scene.person, self.scene.groups
        group = next((one for one in groups.offered if one.id == group_id), None) if groups is not None else None
        if person is None or group is None or self.scene.is_saving:
            return

        def joined(after: GroupsOf) -> None:
            said = done(say.JOINED, name=person.called_name, group=group.name)
            self._turn(replace(self.scene, groups=after, is_saving=False, said=said))

        self._turn(replace(self.scene, is_saving=True, said=NOTHING))
        work = self._session.station.forms.join_group(person.person_id, group_id, self._session.member)
        self._tasks.start(work, then=joined, trouble=self._troubled)

    def save(self, fields: Mapping[str, Value], number: NewNumber | None) -> None:
        """Keep what is different; nothing different is said so."""
        person = self.scene.person
        if person is None or self.scene.is_saving:
            return
        if not fields and number is None:
            self._turn(replace(self.scene, said=Said(say.NOTHING_CHANGED)))
            return
        self._turn(replace(self.scene, is_saving=True, said=NOTHING))
        work = self._session.station.forms.correct(person.person_id, fields, number, self._session.member)
        self._tasks.start(work, then=lambda _: self._kept(), trouble=self._troubled)

    def tell(self, said: Said) -> None:
        """Something about the form itself."""
        self._turn(replace(self.scene, said=said))

    def _troubled(self, problem: Problem | None) -> None:
        field = str(problem.details.get("field")) if isinstance(problem, SettingNotValid) else ""
        said = Said(say.NOT_A_FACT[field]) if field in say.NOT_A_FACT else trouble(problem)
        self._turn(replace(self.scene, is_saving=False, said=said))

    def stop(self) -> None:
        """The window closes, locks, or goes elsewhere."""
        self._tasks.cancel()
        self._reads.cancel()
        self.scene = FactsScene()

    def _turn(self, scene: FactsScene) -> None:
        self.scene = scene
        self._show(scene)


def _ignored(problem: Problem | None) -> None:
    """Without groups the facts can be put right all the same."""
