"""A Planning Center and a cache in memory, for tests of pulling: lists that may change between two pages, and what was kept."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kiosk.domain.ids import PersonId
from kiosk.domain.people import Organization, Person
from kiosk.domain.problems import Problem
from kiosk.services.pull_plan import Scope
from kiosk.services.pull_ports import Progress, Pull, Seen
from kiosk.services.pulled import Ask, Product, PulledOrganization, PulledPage, Resource

STARTED = datetime(2026, 9, 13, 13, 0, tzinfo=UTC)


@dataclass
class FakePlanningCenter:
    """`PlanningCenter`: people in the order they were made, ``page_size`` at a time; every other list is empty.

    ``between`` runs before each page of people; ``troubles`` are raised instead of an answer for a resource, one after the other.
    """

    people: list[Person] = field(default_factory=list)
    page_size: int = 10
    between: Callable[[], None] = lambda: None
    troubles: Mapping[Resource, Iterable[Problem]] = field(default_factory=dict)
    organizations: Mapping[Product, str] = field(default_factory=dict)
    asked: list[Ask] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._troubles = {resource: deque(problems) for resource, problems in self.troubles.items()}

    @property
    def requests(self) -> int:
        return len(self.asked)

    async def page(self, ask: Ask) -> PulledPage:
        self.asked.append(ask)
        waiting = self._troubles.get(ask.resource)
        if waiting:
            raise waiting.popleft()
        product = {Resource.ORGANIZATION: Product.PEOPLE, Resource.CHECK_INS_ORGANIZATION: Product.CHECK_INS}
        if ask.resource in product:
            id = self.organizations.get(product[ask.resource], "77")
            church = PulledOrganization(product[ask.resource], Organization(id, "Riverside", "America/Chicago"))
            return PulledPage((church,), 1)
        if ask.resource is not Resource.PEOPLE:
            return PulledPage((), 0, total=0, offset=0)
        self.between()
        offset = int(ask.cursor or 0)
        rows = tuple(self.people[offset : offset + self.page_size])
        total, after = len(self.people), offset + self.page_size
        following = str(after) if after < total else None
        return PulledPage(rows, len(rows), following, total, offset, after if following else None)

    def cursor_at(self, ask: Ask, offset: int) -> str:
        return str(offset)

    async def total(self, ask: Ask) -> int:
        return len(self.people) if ask.resource is Resource.PEOPLE else 0

    def requests_per_minute(self) -> float:
        return 240.0


@dataclass
class FakePullBook:
    """`PullBook`: keeps people and where each list stands."""

    kept: dict[PersonId, int] = field(default_factory=dict)
    gone: set[PersonId] = field(default_factory=set)
    swept: list[Resource] = field(default_factory=list)
    churches: dict[Product, str] = field(default_factory=dict)
    read_until: dict[Resource, datetime] = field(default_factory=dict)
    _pulls: int = 0
    _started_at: datetime | None = None
    _progress: dict[tuple[Resource, str], Progress] = field(default_factory=dict)

    async def begin(self, now: datetime, *, afresh: bool, scope: Scope = Scope.FULL) -> Pull:
        if self._started_at is not None and not afresh:
            return Pull(self._pulls, self._started_at, is_resumed=True, scope=scope)
        self._pulls, self._started_at, self._progress = self._pulls + 1, now, {}
        return Pull(self._pulls, now, scope=scope)

    async def changed_since(self, resource: Resource) -> datetime | None:
        return self.read_until.get(resource)

    async def changes_read(self, pull: Pull, resource: Resource, began_at: datetime, now: datetime) -> None:
        self.read_until[resource] = began_at

    async def organization_ids(self) -> dict[Product, str]:
        return dict(self.churches)

    async def progress(self, pull: Pull, resource: Resource, parent: str = "") -> Progress:
        return self._progress.get((resource, parent), Progress())

    async def parents(self, pull: Pull, resource: Resource) -> tuple[str, ...]:
        return ()

    async def keep(self, pull: Pull, ask: Ask, page: PulledPage, progress: Progress) -> None:
        for record in page.records:
            if isinstance(record, Person):
                self.kept[record.id] = pull.number
                self.gone.discard(record.id)
            elif isinstance(record, PulledOrganization):
                self.churches[record.product] = record.organization.id
        self._progress[ask.resource, ask.parent] = progress

    async def seen(self, pull: Pull, resource: Resource, progress: Progress) -> Seen:
        if resource is not Resource.PEOPLE:
            return Seen(0, 0)
        seen = [id for id, number in self.kept.items() if number == pull.number]
        return Seen(len(seen), sum(id.startswith("new") for id in seen))

    async def sweep(self, pull: Pull, resource: Resource, now: datetime) -> int:
        self.swept.append(resource)
        before = len(self.gone)
        if resource is Resource.PEOPLE:
            self.gone |= {id for id, number in self.kept.items() if number != pull.number}
        return len(self.gone) - before

    async def finish(self, pull: Pull, now: datetime) -> None:
        self._started_at = None
