"""A print queue in memory and a printer made of words, with the promises of `kiosk.services.printing_ports`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.domain.ids import CheckInGroupId, PrintJobId
from kiosk.domain.labels import Label, PrintJob, PrintState
from kiosk.services.printing_ports import Health, Outcome, PrinterState

READY = Health(PrinterState.READY, may_print=True)
PAPER_OUT = Health(PrinterState.PAPER_OUT, may_print=False)
OFFLINE = Health(PrinterState.OFFLINE, may_print=False)

_WAITING = (PrintState.QUEUED, PrintState.HELD)


@dataclass
class FakeSpool:
    """`LabelSpool`."""

    jobs: dict[PrintJobId, PrintJob] = field(default_factory=dict)

    def add(self, *jobs: PrintJob) -> None:
        keys = {job.key for job in self.jobs.values()}
        self.jobs |= {job.id: job for job in jobs if job.key not in keys}

    def states(self) -> list[str]:
        return [job.state.value for job in self.jobs.values()]

    async def head(self, printer: str) -> PrintJob | None:
        return next((job for job in self.jobs.values() if job.state in _WAITING), None)

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
            elif state in _WAITING and is_old:
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
