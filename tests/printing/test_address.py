"""Printer addresses as settings write them."""

import pytest

from kiosk.domain.problems import SettingNotValid
from kiosk.printing.address import (
    BrotherAddress,
    FileAddress,
    IppAddress,
    NetworkAddress,
    PrinterAddress,
    SerialAddress,
    SystemAddress,
    UsbAddress,
    ZebraAddress,
    printer_address,
)
from kiosk.printing.printers import printer_at


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("escpos://10.0.0.7:9100", NetworkAddress("10.0.0.7", 9100)),
        ("escpos://printer.local", NetworkAddress("printer.local", 9100)),
        ("escpos://[fe80::1]:9101", NetworkAddress("fe80::1", 9101)),
        ("escpos://host?status=no&stock=roll-58", NetworkAddress("host", answers=False, stock="roll-58")),
        ("escpos-file:///dev/usb/lp0", FileAddress("/dev/usb/lp0")),
        ("escpos-file:///dev/usb/lp0?status=yes", FileAddress("/dev/usb/lp0", answers=True)),
        ("escpos-usb://04b8:0E15", UsbAddress(0x04B8, 0x0E15)),
        ("escpos-serial:///dev/ttyUSB0?baud=38400", SerialAddress("/dev/ttyUSB0", 38_400)),
        ("escpos-serial://COM3", SerialAddress("COM3")),
        ("zpl://zebra.local", ZebraAddress("zebra.local")),
        ("zpl://10.0.0.8:6101?stock=zebra-4x2", ZebraAddress("10.0.0.8", 6101, "zebra-4x2")),
        ("brother://QL-820NWB@10.0.0.9", BrotherAddress("QL-820NWB", "10.0.0.9")),
        (
            "brother://QL-810W@lobby?stock=brother-62-red&snmp=1161",
            BrotherAddress("QL-810W", "lobby", 9100, 1161, "brother-62-red"),
        ),
        ("brother-usb://QL-800", BrotherAddress("QL-800")),
        ("cups://Dymo_450", IppAddress("/printers/Dymo_450")),
        ("cups://Dymo@server:8631?stock=dymo-30334", IppAddress("/printers/Dymo", "server", 8631, "dymo-30334")),
        ("ipp://10.0.0.4/ipp/print", IppAddress("/ipp/print", "10.0.0.4")),
        ("system://DYMO%20LabelWriter%20450", SystemAddress("DYMO LabelWriter 450")),
        ("none", None),
        ("  ", None),
    ],
)
def test_an_address_is_understood(text: str, meant: PrinterAddress | None):
    assert printer_address(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "10.0.0.7",
        "escpos://",
        "escpos://host:port",
        "lpd://host",
        "escpos://host/queue",
        "escpos://host?color=red",
        "escpos-file://lp0",
        "escpos-usb://epson",
        "escpos-serial:///dev/ttyUSB0?baud=fast",
        "zpl://host/queue",
        "brother://QL-9000@host",
        "brother://QL-800",
        "cups://",
    ],
)
def test_anything_else_is_refused_with_an_example(text: str):
    with pytest.raises(SettingNotValid) as caught:
        printer_address(text)

    assert "escpos://HOST:9100" in str(caught.value.details["sentence"])


@pytest.mark.parametrize(
    "text", ["escpos://host?stock=roll-90", "cups://Dymo?stock=30334", "brother-usb://QL-800?stock=zebra-4x2"]
)
def test_paper_that_is_not_known_or_does_not_fit_is_refused_with_what_does(text: str):
    """As soon as the setting is changed: at the next start it would keep the station closed."""
    with pytest.raises(SettingNotValid) as caught:
        printer_address(text)

    assert "brother-62" in str(caught.value.details["sentence"])


def test_no_printer_is_a_choice():
    assert printer_at("none") is None


def test_a_slow_serial_line_is_refused_with_the_reason():
    with pytest.raises(SettingNotValid) as caught:
        printer_address("escpos-serial:///dev/ttyUSB0?baud=9600")

    assert "half a minute" in str(caught.value.details["sentence"])


def test_the_same_box_is_known_whatever_lies_in_it():
    addresses = [printer_address(f"zpl://zebra{stock}") for stock in ("", "?stock=zebra-4x2", "?stock=zebra-2x1")]

    assert {address.box for address in addresses if address is not None} == {"zpl://zebra:9100"}
