"""A new family: search first, always; then one form, saved once. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kiosk.domain.ids import PersonId
from kiosk.domain.newcomers import NewFamily
from kiosk.domain.problems import MaybeKnown, Problem
from kiosk.services.household_views import family_key
from kiosk.services.newcomers import LikelyMatch
from kiosk.services.self_station import FamilyKey, GradeChoice
from kiosk.ui.staff.said import NOTHING, Said, trouble
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class NewcomerScene:
    """The form's surroundings. ``matches``: who may be meant; ``seen``: looked at, and somebody else."""

    matches: tuple[LikelyMatch, ...] = ()
    seen: frozenset[PersonId] = field(default_factory=frozenset)
    grades: tuple[GradeChoice, ...] = ()
    is_saving: bool = False
    said: Said = NOTHING

    @property
    def open_matches(self) -> tuple[LikelyMatch, ...]:
        """Those nobody has looked at yet, each household once."""
        return households_once(self.matches, self.seen)


def households_once(matches: tuple[LikelyMatch, ...], seen: frozenset[PersonId]) -> tuple[LikelyMatch, ...]:
    """Those nobody has looked at yet, each household once."""
    once: dict[object, LikelyMatch] = {}
    for match in matches:
        if match.person.id not in seen:
            once.setdefault(family_key(match.household), match)
    return tuple(once.values())


class NewcomerFlow:
    """``show`` is called with every new scene; ``saved`` with the family, to be checked in."""

    def __init__(
        self, session: Session, show: Callable[[NewcomerScene], None], saved: Callable[[FamilyKey], None]
    ) -> None:
        self._session = session
        self._show = show
        self._saved = saved
        self._tasks = Tasks()
        self._looks = Tasks()
        self._nonce = ""
        self.scene = NewcomerScene()

    def begin(self) -> None:
        """Which grades this church has."""
        self._tasks.start(self._session.station.forms.grades(), then=self._know_grades, trouble=_ignored)

    def _know_grades(self, grades: tuple[GradeChoice, ...]) -> None:
        self._turn(replace(self.scene, grades=grades))

    def look(self, family: NewFamily) -> None:
        """The form has changed: who may be meant? The newest form wins."""
        self._looks.cancel()
        if any(one.first_name.strip() for one in family.people):
            self._looks.start(self._session.station.forms.likely(family), then=self._alike, trouble=_ignored)

    def _alike(self, matches: tuple[LikelyMatch, ...]) -> None:
        self._turn(replace(self.scene, matches=matches))

    def dismiss(self) -> None:
        """It is nobody of these."""
        seen = self.scene.seen | {match.person.id for match in self.scene.matches}
        self._turn(replace(self.scene, seen=seen, said=NOTHING))

    def tell(self, said: Said) -> None:
        """Something is missing on the form, or cannot be read."""
        self._turn(replace(self.scene, said=said))

    def save(self, family: NewFamily) -> None:
        """Save everybody at once; the same tap again saves nothing."""
        if self.scene.is_saving:
            return
        self._nonce = self._nonce or self._session.new_nonce()
        self._turn(replace(self.scene, is_saving=True, said=NOTHING))
        self._tasks.start(
            self._session.station.forms.add_family(family, self._nonce, self._session.member, tuple(self.scene.seen)),
            then=self._done,
            trouble=self._troubled,
        )

    def _done(self, key: FamilyKey) -> None:
        self._nonce = ""
        self.scene = NewcomerScene()
        self._show(self.scene)
        self._saved(key)

    def _troubled(self, problem: Problem | None) -> None:
        matches = problem.details.get("matches") if isinstance(problem, MaybeKnown) else None
        if isinstance(matches, tuple):
            self.scene = replace(self.scene, matches=matches)
        self._turn(replace(self.scene, is_saving=False, said=trouble(problem)))

    def stop(self) -> None:
        """The window closes, locks, or goes elsewhere."""
        self._tasks.cancel()
        self._looks.cancel()
        self._nonce = ""
        self.scene = NewcomerScene()

    def _turn(self, scene: NewcomerScene) -> None:
        self.scene = scene
        self._show(scene)


def _ignored(problem: Problem | None) -> None:
    """Saving compares once more, and says what is wrong."""
