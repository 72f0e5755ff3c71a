"""The pretend Planning Center as a server: started on a loopback port, watched and troubled by tests and the demo."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from kiosk.simulator.avatars import AvatarHost
from kiosk.simulator.documents import Documents
from kiosk.simulator.faults import Faults
from kiosk.simulator.limits import RateLimit
from kiosk.simulator.oauth import OAuthDesk
from kiosk.simulator.planning_center import Answer, PlanningCenter, Request
from kiosk.simulator.query import Query
from kiosk.simulator.records import Church
from kiosk.simulator.search import SearchBook
from kiosk.simulator.store import Store
from kiosk.simulator.webhooks import WebhookDesk
from kiosk.simulator.wire import LOOPBACK, Wire
from kiosk.simulator.writes import Writes

SEARCH_DELAY_SECONDS = 45.0
"""New records are findable at Planning Center only 30 to 90 seconds later."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request that arrived. ``status`` is what it came to; ``was_answered`` is false where the line was cut."""

    verb: str
    path: str
    query: str
    status: int
    was_answered: bool
    headers: Mapping[str, str]
    body: bytes


class PlanningCenterServer:
    """Serves one church over HTTP on 127.0.0.1. ``base_url`` stands for https://api.planningcenteronline.com.

    ``app_id`` and ``secret`` are the personal access token; ``bearer_tokens`` and ``expired_tokens`` may be changed
    while it runs. ``hidden`` leaves attributes out of the answers, by key (``people/Person``), as for a user with few
    permissions. ``period_says_seconds`` makes the rate period header read ``20 seconds``, as the gateway's does.
    """

    def __init__(
        self,
        church: Church,
        *,
        app_id: str = "demo",
        secret: str = "demo",
        bearer_tokens: Iterable[str] = ("demo-token",),
        rate_limit: int = 100,
        rate_period_seconds: int = 20,
        period_says_seconds: bool = False,
        search_delay_seconds: float = SEARCH_DELAY_SECONDS,
        hidden: Mapping[str, Iterable[str]] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        port: int = 0,
    ) -> None:
        self.church = church
        self.faults = Faults(changed=self._faults_changed)
        self.rate = RateLimit(rate_limit, rate_period_seconds, monotonic)
        self._recorded: list[Recorded] = []
        self._is_started = False
        self.avatars = AvatarHost()
        self._stopped = threading.Event()
        self._wire = Wire(self._respond, self._faults_changed, port)
        self.store = Store(church, now)
        book = SearchBook(self.store, search_delay_seconds)
        self._documents = Documents(self.store, "", {key: frozenset(names) for key, names in (hidden or {}).items()})
        bearers, expired = set(bearer_tokens), set[str]()
        self.oauth = OAuthDesk(bearers, expired, monotonic)
        self.webhooks = WebhookDesk(church.organization_id)
        self._center = PlanningCenter(
            store=self.store,
            query=Query(self.store, book),
            documents=self._documents,
            writes=Writes(self.store, book),
            faults=self.faults,
            rate=self.rate,
            app_id=app_id,
            secret=secret,
            bearer_tokens=bearers,
            expired_tokens=expired,
            oauth=self.oauth,
            webhooks=self.webhooks,
            period_says_seconds=period_says_seconds,
            stopped=self._stopped,
        )

    @property
    def base_url(self) -> str:
        """Where it is: the part before ``/people/v2``. Known once it is started."""
        return f"http://{LOOPBACK}:{self._wire.port}"

    @property
    def requests(self) -> tuple[Recorded, ...]:
        """Every request since the start, or since ``forget_requests``, in order of arrival at the end of their work."""
        return tuple(self._recorded)

    @property
    def bearer_tokens(self) -> set[str]:
        """The access tokens that are good."""
        return self._center.bearer_tokens

    @property
    def expired_tokens(self) -> set[str]:
        """The access tokens that were good once: they answer 401 with the hint BABOON."""
        return self._center.expired_tokens

    def forget_requests(self) -> None:
        """Start counting requests afresh."""
        self._recorded = []

    def start(self) -> Self:
        """Listen. Raises OSError where the port is taken."""
        self._stopped.clear()
        self._is_started = True
        self._wire.open()
        self.avatars.start(self.church)
        self._documents.base_url = self.base_url
        self._faults_changed()
        return self

    def stop(self) -> None:
        """Stop listening, close every connection, end every wait."""
        self._is_started = False
        self._stopped.set()
        self._wire.close()
        self.avatars.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _faults_changed(self) -> None:
        """Called when faults change, and after every answer, as a fault may have been waiting for that one."""
        if not self._is_started:
            return
        if self.faults.is_offline:
            self._wire.close()
        else:
            self._wire.open()

    def _respond(self, request: Request) -> Answer:
        answer = self._center.answer(request)
        self._recorded.append(
            Recorded(
                request.verb, request.path, request.query, answer.status, answer.is_sent, request.headers, request.body
            )
        )
        return answer
