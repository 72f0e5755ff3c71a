"""A print queue in memory and a printer made of words, with the promises of `kiosk.services.printing_ports`."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.domain.ids import CheckInGroupId, PrintJobId
from kiosk.domain.labels import Label, PrintJob, PrintState
from kiosk.services.printing_ports import Health, ListedJob, Outcome, PrinterState

READY = Health(PrinterState.READY, may_print=True)
PAPER_OUT = Health(PrinterState.PAPER_OUT, may_print=False)
OFFLINE = Health(PrinterState.OFFLINE, may_print=False)

_WAITING = (PrintState.QUEUED, PrintState.HELD)


@dataclass
class FakeSpool:
    """`LabelSpool` and `LabelLedger`. ``printers``: whose a label is, where not the station's own."""

    jobs: dict[PrintJobId, PrintJob] = field(default_factory=dict)
    printers: dict[PrintJobId, str] = field(default_factory=dict)

    def add(self, *jobs: PrintJob) -> None:
        keys = {job.key for job in self.jobs.values()}
        self.jobs |= {job.id: job for job in jobs if job.key not in keys}

    def states(self) -> list[str]:
        return [job.state.value for job in self.jobs.values()]

    async def head(self, *printers: str) -> PrintJob | None:
        return next(
            (job for job in self.jobs.values() if job.state in _WAITING and self._printer_of(job) in printers), None
        )

    async def waiting(self) -> Mapping[str, int]:
        return Counter(self._printer_of(job) for job in self.jobs.values() if job.state in _WAITING)

    async def hand_over(self, printers: Sequence[str], to: str) -> int:
        moved = [job for job in self.jobs.values() if job.state in _WAITING and self._printer_of(job) in printers]
        for job in moved:
            self.printers[job.id] = to
            self.jobs[job.id] = replace(job, state=PrintState.QUEUED)
        return len(moved)

    async def job(self, job_id: PrintJobId) -> PrintJob | None:
        return self.jobs.get(job_id)

    async def of_day(self, day: date) -> tuple[ListedJob, ...]:
        found = [job for job in self.jobs.values() if job.label is not None and job.label.service_date == day]
        return tuple(ListedJob(job, self._printer_of(job)) for job in reversed(found))

    async def resolve(self, job_id: PrintJobId, *, came_out: bool) -> bool:
        if self.jobs[job_id].state is not PrintState.UNCERTAIN:
            return False
        state = PrintState.PRINTED if came_out else PrintState.CANCELLED
        self.jobs[job_id] = replace(self.jobs[job_id], state=state)
        return True

    def _printer_of(self, job: PrintJob) -> str:
        return self.printers.get(job.id, "")

    async def claim(self, job_id: PrintJobId) -> bool:
        job = self.jobs[job_id]
        if job.state not in _WAITING:
            return False
        self.jobs[job_id] = replace(job, state=PrintState.SENDING, tries=job.tries + 1)
        return True

    async def settle(self, job_id: PrintJobId, state: PrintState, detail: str = "") -> None:
        job = self.jobs[job_id]
        is_certain_now = job.state is PrintState.UNCERTAIN and state is PrintState.PRINTED
        if job.state in (*_WAITING, PrintState.SENDING) or is_certain_now:
            self.jobs[job_id] = replace(job, state=state, detail=detail)

    async def recover(self, today: date, *, may_be_sending: bool = False) -> None:
        for job in list(self.jobs.values()):
            is_old = job.label is not None and job.label.service_date < today
            state = job.state
            if state is PrintState.SENDING and not may_be_sending:
                state = PrintState.UNCERTAIN
            if state in (*_WAITING, PrintState.UNCERTAIN) and is_old:
                state = PrintState.CANCELLED
            self.jobs[job.id] = replace(job, state=state, label=None if is_old else job.label)

    async def of_group(self, group_id: CheckInGroupId) -> tuple[PrintJob, ...]:
        return tuple(job for job in self.jobs.values() if job.group_id == group_id)

    async def counts(self) -> Mapping[str, int]:
        states = self.states()
        return {state.value: states.count(state.value) for state in PrintState}


@dataclass
class FakePrinter:
    """`LabelPrinter`. ``paper``: labels that came out; ``health``: how it is; ``ends``: what becomes of labels after the first byte."""

    health: Health = READY
    ends: PrintState = PrintState.PRINTED
    paper: list[Label] = field(default_factory=list)
    before_first_byte: Callable[[], None] = lambda: None
    address: str = "fake"

    def probe(self) -> Health:
        return self.health

    def print(self, label: Label, tag: str, started: Callable[[], None]) -> Outcome:
        if not self.health.may_print:
            return Outcome(PrintState.HELD, self.health, self.health.state.value)
        self.before_first_byte()
        started()
        if self.ends is not PrintState.UNCERTAIN:
            self.paper.append(label)
        return Outcome(self.ends, self.health)
