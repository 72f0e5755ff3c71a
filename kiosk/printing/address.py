"""Where a printer is, as settings and the environment write it: ``escpos://host:9100``, ``escpos-file:///dev/usb/lp0``, ``none``."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from kiosk.domain.problems import SettingNotValid
from kiosk.printing.stock import DEFAULT_STOCK
from kiosk.words import Words
from kiosk.words.labels import ADDRESS_NOT_UNDERSTOOD

DEFAULT_PORT = 9100


@dataclass(frozen=True, slots=True)
class NetworkAddress:
    """An ESC/POS printer on the network. ``answers``: whether it says how it is when asked."""

    host: str
    port: int = DEFAULT_PORT
    answers: bool = True
    stock: str = DEFAULT_STOCK


@dataclass(frozen=True, slots=True)
class FileAddress:
    """An ESC/POS printer behind a device file, which as a rule cannot be asked."""

    path: str
    answers: bool = False
    stock: str = DEFAULT_STOCK


PrinterAddress = NetworkAddress | FileAddress


def printer_address(text: str) -> PrinterAddress | None:
    """The address a text means; None for no printer (``none`` or empty).

    Options follow a "?": ``stock=roll-58``, and ``status=yes`` or ``status=no`` for a printer that can or cannot be asked
    how it is. Raises SettingNotValid.
    """
    text = text.strip()
    if text in ("", "none"):
        return None
    try:
        parts = urlsplit(text)
        options = {key: values[-1] for key, values in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()}
        stock, status = options.pop("stock", DEFAULT_STOCK), options.pop("status", "")
        if options or status not in ("", "yes", "no"):
            raise ValueError(text)
        match parts.scheme:
            case "escpos" if parts.hostname and parts.path in ("", "/"):
                return NetworkAddress(parts.hostname, parts.port or DEFAULT_PORT, status != "no", stock)
            case "escpos-file" if not parts.netloc and parts.path.startswith("/"):
                return FileAddress(unquote(parts.path), status == "yes", stock)
    except ValueError as error:
        raise _not_understood(text) from error
    raise _not_understood(text)


def _not_understood(text: str) -> SettingNotValid:
    return SettingNotValid(sentence=Words().say(ADDRESS_NOT_UNDERSTOOD, address=text))
