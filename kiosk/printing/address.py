"""Where a printer is, as settings and the environment write it.

| address | printer |
|---|---|
| ``none`` | none: labels wait, the code is on the screen |
| ``escpos://HOST:9100`` | ESC/POS over the network |
| ``escpos-usb://04b8:0e15`` | ESC/POS over USB, by vendor and product |
| ``escpos-serial:///dev/ttyUSB0?baud=115200``, ``escpos-serial://COM3`` | ESC/POS over a serial line |
| ``escpos-file:///dev/usb/lp0`` | ESC/POS behind a device file |
| ``zpl://HOST:9100`` | Zebra, or anything that speaks ZPL |
| ``brother://QL-820NWB@HOST`` | Brother QL over the network, asked by SNMP |
| ``brother-usb://QL-800`` | Brother QL over USB |
| ``cups://QUEUE``, ``cups://QUEUE@HOST:631`` | a queue of CUPS: Dymo and everything else |
| ``ipp://HOST:631/ipp/print`` | a printer that speaks IPP itself |
| ``system://QUEUE`` | a queue of Windows (untried) |

Options follow a "?": ``stock=brother-62`` (see resources/labels/stocks.toml), and for ESC/POS ``status=yes`` or ``status=no``
for a printer that can or cannot be asked how it is.
"""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from kiosk.domain.problems import SettingNotValid
from kiosk.printing.brother_models import MODELS
from kiosk.printing.stock import DEFAULT_STOCK, shipped_stocks, stock_named
from kiosk.words import later
from kiosk.words.labels import ADDRESS_NOT_UNDERSTOOD, LINE_TOO_SLOW, PAPER_DOES_NOT_FIT

RAW_PORT = 9100
IPP_PORT = 631
SNMP_PORT = 161
_BROTHERS = "brother-"
"""What the ids of Brother's stocks begin with."""
USUAL_BAUD, LEAST_BAUD = 115_200, 19_200
"""At 9600 baud a label takes half a minute."""


@dataclass(frozen=True, slots=True)
class NetworkAddress:
    """An ESC/POS printer on the network. ``answers``: whether it says how it is when asked."""

    host: str
    port: int = RAW_PORT
    answers: bool = True
    stock: str = DEFAULT_STOCK

    @property
    def box(self) -> str:
        """The printer itself, whatever is in it."""
        return f"escpos://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class FileAddress:
    """An ESC/POS printer behind a device file, which as a rule cannot be asked."""

    path: str
    answers: bool = False
    stock: str = DEFAULT_STOCK

    @property
    def box(self) -> str:
        """The printer itself."""
        return f"escpos-file://{self.path}"


@dataclass(frozen=True, slots=True)
class UsbAddress:
    """An ESC/POS printer on USB."""

    vendor: int
    product: int
    answers: bool = True
    stock: str = DEFAULT_STOCK

    @property
    def box(self) -> str:
        """The printer itself."""
        return f"escpos-usb://{self.vendor:04x}:{self.product:04x}"


@dataclass(frozen=True, slots=True)
class SerialAddress:
    """An ESC/POS printer on a serial line."""

    path: str
    baud: int = USUAL_BAUD
    answers: bool = True
    stock: str = DEFAULT_STOCK

    @property
    def box(self) -> str:
        """The printer itself."""
        return f"escpos-serial://{self.path}"


@dataclass(frozen=True, slots=True)
class ZebraAddress:
    """A printer that speaks ZPL, on the network."""

    host: str
    port: int = RAW_PORT
    stock: str = "zebra-2x1"

    @property
    def box(self) -> str:
        """The printer itself."""
        return f"zpl://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class BrotherAddress:
    """A Brother QL on the network; ``host`` empty: on USB."""

    model: str
    host: str = ""
    port: int = RAW_PORT
    snmp_port: int = SNMP_PORT
    stock: str = "brother-62"

    @property
    def box(self) -> str:
        """The printer itself."""
        return f"brother://{self.model}@{self.host}:{self.port}" if self.host else f"brother-usb://{self.model}"


@dataclass(frozen=True, slots=True)
class IppAddress:
    """A queue of CUPS, or a printer that speaks IPP; ``host`` empty: this machine's CUPS."""

    path: str
    host: str = ""
    port: int = IPP_PORT
    stock: str = "dymo-30256"

    @property
    def box(self) -> str:
        """The queue itself."""
        return f"ipp://{self.host or 'localhost'}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class SystemAddress:
    """A print queue of Windows."""

    queue: str
    stock: str = "dymo-30256"

    @property
    def box(self) -> str:
        """The queue itself."""
        return f"system://{self.queue}"


EscposAddress = NetworkAddress | FileAddress | UsbAddress | SerialAddress
PrinterAddress = EscposAddress | ZebraAddress | BrotherAddress | IppAddress | SystemAddress


def printer_addresses(text: str) -> tuple[PrinterAddress, ...]:
    """Several addresses with blanks between them: the station's own printer, then those that stand in. Raises SettingNotValid."""
    parsed = (printer_address(one) for one in text.split())
    return tuple(address for address in parsed if address is not None)


def printer_address(text: str) -> PrinterAddress | None:
    """The address a text means; None for no printer (``none`` or empty).

    Raises SettingNotValid, also for paper that is not known or that such a printer does not take.
    """
    text = text.strip()
    if text in ("", "none"):
        return None
    try:
        parts = urlsplit(text)
        options = {key: values[-1] for key, values in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()}
        address = _escpos(parts, options) or _other(parts, options)
    except ValueError as error:
        raise _not_understood(text) from error
    if address is None or options:
        raise _not_understood(text)
    _check_stock(address)
    return address


def _check_stock(address: PrinterAddress) -> None:
    """Brother's printers tell which paper is in them and want to be told the same; any other prints whatever it is sent."""
    stock = stock_named(address.stock)
    if isinstance(address, BrotherAddress) and not stock.id.startswith(_BROTHERS):
        options = ", ".join(known for known in shipped_stocks() if known.startswith(_BROTHERS))
        raise SettingNotValid(sentence=later(PAPER_DOES_NOT_FIT, stock=stock.id, options=options))


def _escpos(parts: SplitResult, options: dict[str, str]) -> EscposAddress | None:
    """Takes the options that are meant for it out of ``options``."""
    if not parts.scheme.startswith("escpos"):
        return None
    stock, status = options.pop("stock", DEFAULT_STOCK), options.pop("status", "")
    if status not in ("", "yes", "no"):
        raise ValueError(status)
    match parts.scheme:
        case "escpos" if parts.hostname and parts.path in ("", "/"):
            return NetworkAddress(parts.hostname, parts.port or RAW_PORT, status != "no", stock)
        case "escpos-file" if not parts.netloc and parts.path.startswith("/"):
            return FileAddress(unquote(parts.path), status == "yes", stock)
        case "escpos-usb" if parts.netloc.count(":") == 1:
            vendor, product = (int(number, 16) for number in parts.netloc.split(":"))
            return UsbAddress(vendor, product, status != "no", stock)
        case "escpos-serial" if parts.netloc or parts.path.startswith("/"):
            baud = int(options.pop("baud", USUAL_BAUD))
            if baud < LEAST_BAUD:
                raise SettingNotValid(sentence=later(LINE_TOO_SLOW, baud=baud, least=LEAST_BAUD))
            return SerialAddress(unquote(parts.netloc + parts.path), baud, status != "no", stock)
        case _:
            return None


def _other(parts: SplitResult, options: dict[str, str]) -> PrinterAddress | None:
    stock = options.pop("stock", "")
    user, host = parts.username or "", parts.hostname or ""
    match parts.scheme:
        case "zpl" if host and parts.path in ("", "/"):
            return ZebraAddress(host, parts.port or RAW_PORT, stock or "zebra-2x1")
        case "brother" if user in MODELS and host:
            snmp_port = int(options.pop("snmp", SNMP_PORT))
            return BrotherAddress(user, host, parts.port or RAW_PORT, snmp_port, stock or "brother-62")
        case "brother-usb" if parts.netloc in MODELS:
            return BrotherAddress(parts.netloc, stock=stock or "brother-62")
        case "cups" if parts.netloc and parts.path in ("", "/"):
            queue, _, _server = parts.netloc.rpartition("@") if "@" in parts.netloc else (parts.netloc, "", "")
            server = host if "@" in parts.netloc else ""
            return IppAddress(
                f"/printers/{queue}", server, parts.port if server and parts.port else IPP_PORT, stock or "dymo-30256"
            )
        case "ipp" if host:
            return IppAddress(parts.path or "/ipp/print", host, parts.port or IPP_PORT, stock or "dymo-30256")
        case "system" if parts.netloc and parts.path in ("", "/"):
            return SystemAddress(unquote(parts.netloc), stock or "dymo-30256")
        case _:
            return None


def _not_understood(text: str) -> SettingNotValid:
    return SettingNotValid(sentence=later(ADDRESS_NOT_UNDERSTOOD, address=text))
