"""What a station that cannot start says, when it tries again, and how a backup comes back. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.domain.problems import BackupNotUsable, Busy, DatabaseDamaged, DatabaseTooNew, Problem
from kiosk.services.backup import Backup, Preview
from kiosk.ui.sentences import sentence_for
from kiosk.ui.set_up.view import Act, Choice, Deed, Fact, PageView, Tone, Typed
from kiosk.ui.staff.said import NOTHING, Said, trouble
from kiosk.ui.tasks import Tasks
from kiosk.words import Words, upkeep
from kiosk.words import set_up_screens as say
from kiosk.words.times import civil_date, clock_time

TRIES_EVERY_SECONDS = 5


class BackupRoom(Protocol):
    """The backups of a station that is not open."""

    async def found(self) -> tuple[Backup, ...]:
        """The backups that can be found, on the shelf and elsewhere."""

    async def preview(self, path: Path) -> Preview:
        """What a backup holds. Raises NotKnown, BackupNotUsable, DatabaseTooNew."""

    async def prepare(self, path: Path) -> None:
        """Have it put in place at the next start. Raises the same, DiskFull, DataFolderReadOnly."""

    async def prepare_nothing(self) -> None:
        """The same with an empty file. Raises DiskFull, DataFolderReadOnly."""


@dataclass(frozen=True, slots=True)
class CalmScene:
    """``problem`` None: a mistake of ours. ``preview``: a backup that is being looked at; ``begins_anew``: without one.

    ``found``: the backups there are to choose from, while one is being chosen.
    """

    problem: Problem | None
    preview: Preview | None = None
    begins_anew: bool = False
    found: tuple[Backup, ...] | None = None
    is_busy: bool = False
    said: Said = NOTHING

    @property
    def backup(self) -> Path | None:
        """The last good backup, where the data is damaged and there is one."""
        named = self.problem.details.get("backup") if isinstance(self.problem, DatabaseDamaged) else None
        return Path(str(named)) if named else None

    @property
    def tries_by_itself(self) -> bool:
        """Whether waiting may help: not where a file or the program has to be replaced first."""
        return not isinstance(self.problem, DatabaseDamaged | DatabaseTooNew) and self.preview is None


class CalmFlow:
    """``show`` is called with every new scene, ``try_again`` when the station may be started once more, ``leave`` when it shall not."""

    def __init__(
        self,
        room: BackupRoom,
        show: Callable[[CalmScene], None],
        try_again: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        self._room = room
        self._show = show
        self._try_again = try_again
        self._leave = leave
        self._tasks = Tasks()
        self._seconds = 0
        self.scene = CalmScene(None)

    def tell(self, problem: Problem | None) -> None:
        """It could not start, for this reason."""
        self._seconds = 0
        self._turn(CalmScene(problem))

    def second_passed(self) -> None:
        """Where waiting may help, it is tried again every few seconds."""
        if not self.scene.tries_by_itself or self.scene.is_busy:
            return
        self._seconds += 1
        if self._seconds >= TRIES_EVERY_SECONDS:
            self._seconds = 0
            self._try_again()

    def choose(self, key: str) -> None:
        """A backup was tapped."""
        if self.scene.found is not None and not self.scene.is_busy:
            self._look_into(Path(key))

    def act(self, act: Act, typed: Typed) -> None:
        """A button was tapped."""
        if self.scene.is_busy:
            return
        match act:
            case Act.BACK if self.scene.preview is not None:
                self._turn(replace(self.scene, preview=None, said=NOTHING))
            case Act.BACK:
                self._turn(replace(self.scene, begins_anew=False, found=None, said=NOTHING))
            case Act.AGAIN:
                self._turn(replace(self.scene, is_busy=True))
                self._tasks.start(self._room.found(), then=self._were_found, trouble=self._trouble)
            case Act.LEAVE:
                self._leave()
            case Act.SKIP:
                self._turn(replace(self.scene, begins_anew=True))
            case Act.KEEP if self.scene.begins_anew:
                self._turn(replace(self.scene, is_busy=True))
                self._tasks.start(self._room.prepare_nothing(), then=lambda _: self._prepared(), trouble=self._trouble)
            case Act.OTHER if self.scene.backup is not None:
                self._look_into(self.scene.backup)
            case Act.KEEP if self.scene.preview is not None:
                self._turn(replace(self.scene, is_busy=True))
                preparing = self._room.prepare(self.scene.preview.path)
                self._tasks.start(preparing, then=lambda _: self._prepared(), trouble=self._trouble)
            case Act.NEXT:
                self._turn(replace(self.scene, is_busy=True))
                self._try_again()
            case _:
                pass

    def stop(self) -> None:
        """The station opens, or the program ends."""
        self._tasks.cancel()

    def _look_into(self, path: Path) -> None:
        self._turn(replace(self.scene, is_busy=True))
        self._tasks.start(self._room.preview(path), then=self._looked, trouble=self._trouble)

    def _were_found(self, found: tuple[Backup, ...]) -> None:
        self._turn(replace(self.scene, is_busy=False, found=found))

    def _looked(self, preview: Preview) -> None:
        self._turn(replace(self.scene, is_busy=False, preview=preview, said=NOTHING))

    def _prepared(self) -> None:
        self._try_again()

    def _trouble(self, problem: Problem | None) -> None:
        self._turn(
            replace(
                self.scene, is_busy=False, preview=None, begins_anew=False, said=trouble(problem or BackupNotUsable())
            )
        )

    def _turn(self, scene: CalmScene) -> None:
        self.scene = scene
        self._show(scene)


def calm_view(scene: CalmScene, words: Words) -> PageView:
    """The quiet page."""
    if scene.preview is not None:
        return _preview_view(scene, scene.preview, words)
    if scene.found is not None:
        return _found_view(scene, scene.found, words)
    if scene.begins_anew:
        return PageView(
            title=words.say(say.CALM_ANEW),
            lead=words.say(say.CALM_ANEW_LEAD),
            sign="change",
            primary=Deed(Act.KEEP, words.say(say.CALM_ANEW_DO)),
            back=words.say(say.BACK),
            is_busy=scene.is_busy,
        )
    again = Deed(Act.NEXT, words.say(say.TRY_AGAIN))
    return PageView(
        title=words.say(say.CALM_ASK),
        lead=words.say(say.CALM_BY_ITSELF) if scene.tries_by_itself else "",
        sign="helper",
        is_warning=True,
        facts=(Fact(_sentence(scene, words)),),
        notice=scene.said.in_words(words),
        primary=again,
        others=_other_deeds(scene, words),
        is_busy=scene.is_busy,
    )


def _other_deeds(scene: CalmScene, words: Words) -> tuple[Deed, ...]:
    """What else leads out. One station too many may go: the other one is beneath it."""
    another = Deed(Act.AGAIN, words.say(say.CALM_ANOTHER if scene.backup is not None else say.CALM_LOOK))
    match scene.problem:
        case DatabaseDamaged() if scene.backup is not None:
            return (another, Deed(Act.OTHER, words.say(say.CALM_BACKUP)))
        case DatabaseDamaged():
            return (another, Deed(Act.SKIP, words.say(say.CALM_ANEW_OFFER)))
        case Busy():
            return (Deed(Act.LEAVE, words.say(say.CALM_LEAVE)),)
    return ()


def _sentence(scene: CalmScene, words: Words) -> str:
    problem = scene.problem
    if not isinstance(problem, DatabaseDamaged):
        return sentence_for(words, problem)
    made_at = problem.details.get("made_at")
    if scene.backup is None or not isinstance(made_at, datetime):
        return words.say(say.CALM_DAMAGED_ALONE)
    said = _moment(words, made_at.astimezone())
    return words.say(say.CALM_DAMAGED, moment=said, people=problem.details.get("people", 0))


def _found_view(scene: CalmScene, found: tuple[Backup, ...], words: Words) -> PageView:
    """Which of the backups: when it was made, and where it lies."""
    return PageView(
        title=words.say(say.CALM_WHICH),
        lead=words.say(say.CALM_WHICH_LEAD if found else say.CALM_NONE_FOUND),
        choices=tuple(
            Choice(str(one.path), one.path.parent.name, _moment(words, one.made_at.astimezone())) for one in found
        ),
        notice=scene.said.in_words(words),
        others=(Deed(Act.AGAIN, words.say(say.LOOK_AGAIN)),),
        back=words.say(say.BACK),
        is_busy=scene.is_busy,
    )


def _moment(words: Words, moment: datetime) -> str:
    return f"{civil_date(words, moment.date())}, {clock_time(words, moment)}"


def _preview_view(scene: CalmScene, preview: Preview, words: Words) -> PageView:
    holds = preview.contents
    facts = [
        Fact(
            words.say(
                upkeep.BACKUP_HOLDS,
                church=holds.church or words.say(upkeep.BACKUP_NO_CHURCH),
                people=holds.people,
                households=holds.households,
                check_ins=holds.check_ins,
            ),
            Tone.GOOD,
        )
    ]
    if holds.newest_fact_at is None:
        facts.append(Fact(words.say(upkeep.BACKUP_IS_EMPTY)))
    else:
        said = _moment(words, holds.newest_fact_at.astimezone(_zone(holds.zone)))
        facts.append(Fact(words.say(upkeep.BACKUP_LAST_FACT, moment=said)))
    if preview.facts_left_behind:
        facts.append(Fact(words.count(upkeep.FACTS_LEFT_BEHIND, preview.facts_left_behind), Tone.WARN))
    return PageView(
        title=words.say(say.CALM_PREVIEW),
        lead=words.say(say.CALM_PREVIEW_LEAD),
        facts=tuple(facts),
        primary=Deed(Act.KEEP, words.say(say.CALM_RESTORE)),
        back=words.say(say.BACK),
        is_busy=scene.is_busy,
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
