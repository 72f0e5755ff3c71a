"""Printers that can be found without typing: on USB by their ids, in CUPS by their queues, on the network by mDNS.

The network needs the extra ``discovery`` (zeroconf); without it, or without a library for USB, that part finds nothing.
"""

import importlib
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.printing.brother_models import MODELS, VENDOR
from kiosk.printing.ipp import IppFault, Server
from kiosk.printing.queue_printer import queues

_PRINTER_CLASS = 7
_SERVICES = ("_pdl-datastream._tcp.local.", "_ipp._tcp.local.")
_ZEBRA, _BROTHER = "zebra", "brother"


@dataclass(frozen=True, slots=True)
class Found:
    """A printer, by the address to write into the settings and what it calls itself."""

    address: str
    name: str


def found_on_usb(backend: Any = None) -> tuple[Found, ...]:
    """Printers on USB: Brother's by model, any other as ESC/POS. Empty where libusb is missing."""
    import usb.core

    try:
        devices = list(usb.core.find(find_all=True, backend=backend) or ())
    except (usb.core.NoBackendError, usb.core.USBError):
        return ()
    return tuple(_on_usb(device) for device in devices if _is_printer(device))


def _is_printer(device: Any) -> bool:
    with suppress(NotImplementedError, OSError):
        return any(
            interface.bInterfaceClass == _PRINTER_CLASS for configuration in device for interface in configuration
        )
    return False


def _on_usb(device: Any) -> Found:
    for name, model in MODELS.items():
        if (device.idVendor, device.idProduct) == (VENDOR, model.product):
            return Found(f"brother-usb://{name}", f"Brother {name}")
    address = f"escpos-usb://{device.idVendor:04x}:{device.idProduct:04x}"
    return Found(address, address.removeprefix("escpos-"))


def device_files(folder: Path = Path("/dev/usb")) -> tuple[Found, ...]:
    """Printers that Linux has put behind a device file."""
    return tuple(Found(f"escpos-file://{path}", path.name) for path in sorted(folder.glob("lp*")))


def found_queues(server: Server | None = None) -> tuple[Found, ...]:
    """Queues of this machine's CUPS, or of another's."""
    server = server or Server(seconds=1.0)
    at = f"@{server.host}:{server.port}" if server.host else ""
    try:
        return tuple(Found(f"cups://{name}{at}", name) for name in queues(server))
    except IppFault:
        return ()


def found_on_network(seconds: float = 2.0) -> tuple[Found, ...]:
    """Printers that announce themselves; takes all of the seconds. Empty without zeroconf."""
    try:
        zeroconf = importlib.import_module("zeroconf")
    except ModuleNotFoundError:
        return ()
    heard: dict[tuple[str, str], None] = {}

    class Listener(zeroconf.ServiceListener):  # type: ignore[misc, name-defined]
        def add_service(self, _browser: Any, kind: str, name: str) -> None:
            heard[kind, name] = None

        def update_service(self, *_heard: Any) -> None:
            """Nothing new for us."""

        def remove_service(self, *_heard: Any) -> None:
            """It will be tried anyway."""

    browser = zeroconf.Zeroconf()
    try:
        listener = Listener()
        services = [zeroconf.ServiceBrowser(browser, kind, listener) for kind in _SERVICES]
        time.sleep(seconds)
        infos = [(kind, name, browser.get_service_info(kind, name, 500)) for kind, name in list(heard)]
        for service in services:
            service.cancel()
    finally:
        browser.close()
    found = (
        announced(kind, name, host_of(info.server, info.parsed_addresses()), info.port)
        for kind, name, info in infos
        if info
    )
    return tuple(dict.fromkeys(found))


def host_of(server: str | None, numbers: Sequence[str]) -> str:
    """The name a printer announces, which outlives a new number, or its number where this machine cannot look names up."""
    name = (server or "").rstrip(".")
    try:
        socket.getaddrinfo(name, None)
    except (OSError, UnicodeError):
        return next((number for number in numbers if ":" not in number), name)
    return name


def announced(kind: str, name: str, host: str, port: int) -> Found:
    """What an announcement means as an address: Zebra and Brother by name, raw ports as ESC/POS, the rest as IPP."""
    called = name.removesuffix(f".{kind}")
    model = next((model for model in MODELS if model.casefold() in called.casefold()), "")
    if model:
        return Found(f"brother://{model}@{host}", called)
    if kind.startswith("_ipp."):
        return Found(f"ipp://{host}:{port}/ipp/print", called)
    if called.casefold().startswith((_ZEBRA, "zt", "zd", "gk", "gx")):
        return Found(f"zpl://{host}:{port}", called)
    return Found(f"escpos://{host}:{port}", called)
