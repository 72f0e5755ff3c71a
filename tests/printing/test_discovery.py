"""Printers found without typing, as the addresses that settings take."""

from pathlib import Path

import pytest

from kiosk.printing.address import printer_address
from kiosk.printing.discovery import announced, device_files, found_on_usb, found_queues, host_of
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
    found = announced(kind, f"{name}.{kind}", "lobby.local", port)

    assert (found.address, found.name) == (address, name)
    assert printer_address(found.address) is not None


def test_where_names_are_not_looked_up_a_printer_is_called_by_its_number():
    assert host_of("localhost.", ["::1", "127.0.0.1"]) == "localhost"
    assert host_of("lobby..invalid.", ["fe80::1", "192.168.1.50"]) == "192.168.1.50"
    assert host_of("lobby..invalid.", []) == "lobby..invalid"


def test_a_device_file_is_found(tmp_path: Path):
    (tmp_path / "lp0").touch()

    assert [found.address for found in device_files(tmp_path)] == [f"escpos-file://{tmp_path}/lp0"]
    assert device_files(tmp_path / "none") == ()
