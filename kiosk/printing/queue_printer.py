"""A queue of CUPS, or a printer that speaks IPP itself: Dymo and everything else that has a driver.

"Completed" means that the bytes reached the device, so such a label is SENT; what a queue holds back for longer than a label
takes is cancelled there, so that nobody finds it in the tray next Sunday.
"""

import time
from collections.abc import Callable, Mapping, Sequence

from kiosk.domain.labels import Label, PrintState
from kiosk.printing import ipp
from kiosk.printing.address import IppAddress
from kiosk.printing.design_shelf import SHIPPED, DesignShelf
from kiosk.printing.drawing import ensure_application
from kiosk.printing.ipp import IppFault, Server
from kiosk.printing.lines import Patience, seconds_for
from kiosk.printing.pdf_page import pdf_of
from kiosk.printing.pipeline import draw
from kiosk.printing.stock import MM_PER_INCH, stock_named
from kiosk.services.printing_ports import Health, Outcome, PrinterState

_PATIENCE = Patience(look_every=0.3, spare=8.0)
_IDLE, _STOPPED = 3, 5
_OF_CUPS = "/printers/"
_BELIEVED_SECONDS = 20.0
"""For so long an idle queue's word on its paper holds labels back."""
_CANCELED, _ABORTED, _COMPLETED = 7, 8, 9
_ASKED_OF_PRINTERS = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
_ASKED_OF_JOBS = ("job-state", "job-state-reasons", "job-printer-state-message")
_REPORT, _SEVERITIES = "-report", ("-error", "-warning")
_MEANS: Mapping[str, PrinterState] = {
    "media-empty": PrinterState.PAPER_OUT,
    "media-needed": PrinterState.PAPER_OUT,
    "cover-open": PrinterState.COVER_OPEN,
    "door-open": PrinterState.COVER_OPEN,
    "interlock-open": PrinterState.COVER_OPEN,
    "media-jam": PrinterState.STOPPED,
    "offline": PrinterState.OFFLINE,
    "shutdown": PrinterState.OFFLINE,
    "paused": PrinterState.PAUSED,
    "timed-out": PrinterState.OFFLINE,
    "connecting-to-device": PrinterState.OFFLINE,
}

_VALUES_NOT_SUPPORTED, _SERVER_ERRORS = 0x040B, 0x0500
"""Status codes of IPP (RFC 8011, appendix B)."""


class QueuePrinter:
    """The LabelPrinter for a print queue; every label is a job of its own, followed by its number."""

    def __init__(
        self,
        address: IppAddress,
        designs: DesignShelf = SHIPPED,
        patience: Patience = _PATIENCE,
        believed_seconds: float = _BELIEVED_SECONDS,
    ) -> None:
        """Call on the main thread, as for `EscposPrinter`. Raises SettingNotValid."""
        ensure_application()
        self._believed_seconds = believed_seconds
        self._trouble_since: float | None = None
        self._address, self._designs, self._patience = address, designs, patience
        self._stock = stock_named(address.stock)
        self._server = Server(address.host, address.port, patience.write)

    @property
    def address(self) -> str:
        """Where it is; the same queue has the same."""
        return self._address.box

    def probe(self) -> Health:
        """Ask the queue how it is, without printing."""
        try:
            answer = self._ask(ipp.PRINTER_ATTRIBUTES, attributes={"requested-attributes": _ASKED_OF_PRINTERS})
        except IppFault as fault:
            return Health(PrinterState.OFFLINE, may_print=False, detail=str(fault))
        state = answer.first("printer-state")
        health = health_of(
            state,
            [str(reason) for reason in answer.all("printer-state-reasons")],
            is_accepting=answer.first("printer-is-accepting-jobs") is not False,
        )
        return self._believed(health, is_idle=state == _IDLE)

    def _believed(self, health: Health, *, is_idle: bool) -> Health:
        """CUPS hears of its printer only while a job runs, so what an idle queue says of paper is old: a label must be tried."""
        if health.may_print or not is_idle or not self._address.path.startswith(_OF_CUPS):
            self._trouble_since = None
            return health
        now = time.monotonic()
        if self._trouble_since is None:
            self._trouble_since = now
        if now - self._trouble_since < self._believed_seconds:
            return health
        return Health(health.state, may_print=True, detail=f"{health.detail}, as last heard")

    def print(self, label: Label, tag: str, started: Callable[[], None]) -> Outcome:
        """Draw and queue one label and follow it; see the port."""
        drawn = draw(label, self._stock, self._designs)
        page = pdf_of(drawn.bitmap, drawn.red, self._stock)
        health = self.probe()
        if not health.may_print:
            return Outcome(PrintState.HELD, health, health.detail or health.state.value)
        self._trouble_since = None
        started()
        wishes: dict[str, ipp.Value] = {"print-scaling": "none"}
        if self._stock.media:
            wishes["media"] = self._stock.media
        about = {"job-name": f"label {tag}", "document-format": "application/pdf"}
        try:
            job = self._queued(about, wishes, page)
        except IppFault as fault:
            # What was refused is not printed: later by a printer that is busy, never by one that cannot.
            refused = PrintState.HELD if fault.status >= _SERVER_ERRORS else PrintState.FAILED
            return Outcome(refused if fault.status else PrintState.UNCERTAIN, self.probe(), str(fault))
        seconds = seconds_for(drawn.bitmap.height * MM_PER_INCH / drawn.bitmap.dpi, self._patience)
        return self._followed(int(job), seconds) if isinstance(job, int) else _lost(self.probe())

    def _queued(self, about: Mapping[str, ipp.Value], wishes: Mapping[str, ipp.Value], page: bytes) -> ipp.Value | None:
        """The job's number. A printer that speaks IPP itself may not know a driver's names of papers: then it chooses."""
        try:
            answer = self._ask(ipp.PRINT_JOB, attributes=about, job=wishes, document=page)
        except IppFault as fault:
            if fault.status != _VALUES_NOT_SUPPORTED:
                raise
            answer = self._ask(ipp.PRINT_JOB, attributes=about, document=page)
        return answer.first("job-id")

    def _followed(self, job: int, seconds: float) -> Outcome:
        deadline, said = time.monotonic() + seconds, ""
        while time.monotonic() < deadline:
            time.sleep(self._patience.look_every)
            try:
                attributes: dict[str, ipp.Value | Sequence[str]] = {
                    "job-id": job,
                    "requested-attributes": _ASKED_OF_JOBS,
                }
                answer = self._ask(ipp.JOB_ATTRIBUTES, attributes=attributes)
            except IppFault as fault:
                return Outcome(PrintState.UNCERTAIN, self.probe(), str(fault))
            said = str(answer.first("job-state-reasons") or "")
            match answer.first("job-state"):
                case state if state == _COMPLETED:
                    health = self.probe()
                    if health.may_print:
                        return Outcome(PrintState.SENT, health, "the queue has passed it on")
                    return Outcome(PrintState.UNCERTAIN, health, health.state.value)
                case state if state in (_CANCELED, _ABORTED):
                    return Outcome(PrintState.UNCERTAIN, self.probe(), said)
        health = self.probe()
        try:
            self._ask(ipp.CANCEL_JOB, attributes={"job-id": job})
        except IppFault as fault:
            said = f"{said}, not cancelled: {fault}"
        return Outcome(PrintState.UNCERTAIN, health, said or "the queue holds it")

    def _ask(
        self,
        operation: int,
        *,
        attributes: Mapping[str, ipp.Value | Sequence[str]],
        job: Mapping[str, ipp.Value] | None = None,
        document: bytes = b"",
    ) -> ipp.Answer:
        return ipp.ask(self._server, self._address.path, operation, attributes=attributes, job=job, document=document)


def health_of(state: ipp.Value | None, reasons: Sequence[str], *, is_accepting: bool) -> Health:
    """What a queue's state and reasons mean. Reports and warnings that stop nothing do not hold labels back."""
    for reason in reasons:
        if reason.endswith(_REPORT):
            continue
        plain = reason
        for severity in _SEVERITIES:
            plain = plain.removesuffix(severity)
        if plain in _MEANS:
            return Health(_MEANS[plain], may_print=False, detail=reason)
    if state == _STOPPED or not is_accepting:
        return Health(PrinterState.PAUSED, may_print=False, detail="stopped" if is_accepting else "takes no jobs")
    if state is None:
        return Health(PrinterState.UNKNOWN, may_print=False, detail="no state")
    if any(reason.startswith("media-low") and not reason.endswith(_REPORT) for reason in reasons):
        return Health(PrinterState.PAPER_LOW, may_print=True)
    return Health(PrinterState.READY, may_print=True)


def _lost(health: Health) -> Outcome:
    return Outcome(PrintState.UNCERTAIN, health, "no job number")


def queues(server: Server) -> tuple[str, ...]:
    """The names of the queues of a CUPS. Raises IppFault."""
    answer = ipp.ask(server, "/", ipp.ALL_PRINTERS, attributes={"requested-attributes": ("printer-name",)})
    return tuple(str(group["printer-name"][0]) for group in answer.groups if group.get("printer-name"))
