"""Printers found without typing, as the addresses that settings take."""

import pytest

from kiosk.printing.address import printer_address
from kiosk.printing.discovery import announced, found_on_usb, found_queues
from kiosk.printing.ipp import Server
from tests.support.usb_printer import UsbBackend, UsbPrinter


def test_a_printer_on_usb_is_found_by_its_ids():
    (found,) = found_on_usb(UsbBackend(UsbPrinter()))

    assert found.address == "escpos-usb://04b8:0e15"
    assert printer_address(found.address) is not None


def test_nothing_on_usb_is_nothing():
    assert found_on_usb(UsbBackend(UsbPrinter(is_unplugged=True))) == ()


def test_where_there_are_no_queues_none_are_found():
    assert found_queues(Server("127.0.0.1", 9, 0.2)) == ()


@pytest.mark.parametrize(
    ("kind", "name", "port", "address"),
    [
        ("_pdl-datastream._tcp.local.", "Brother QL-820NWB", 9100, "brother://QL-820NWB@lobby.local"),
        ("_pdl-datastream._tcp.local.", "ZTC ZD421", 9100, "zpl://lobby.local:9100"),
        ("_pdl-datastream._tcp.local.", "EPSON TM-m30", 9100, "escpos://lobby.local:9100"),
        ("_ipp._tcp.local.", "DYMO LabelWriter Wireless", 631, "ipp://lobby.local:631/ipp/print"),
    ],
)
def test_what_announces_itself_gets_the_address_of_its_language(kind: str, name: str, port: int, address: str):
    found = announced(kind, f"{name}.{kind}", "lobby.local.", port)

    assert (found.address, found.name) == (address, name)
    assert printer_address(found.address) is not None
