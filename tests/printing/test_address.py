"""Printer addresses as settings write them."""

import pytest

from kiosk.domain.problems import SettingNotValid
from kiosk.printing.address import FileAddress, NetworkAddress, printer_address
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
        ("none", None),
        ("  ", None),
    ],
)
def test_an_address_is_understood(text: str, meant: NetworkAddress | FileAddress | None):
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
    ],
)
def test_anything_else_is_refused_with_an_example(text: str):
    with pytest.raises(SettingNotValid) as caught:
        printer_address(text)

    assert "escpos://HOST:9100" in str(caught.value.details["sentence"])


def test_a_stock_that_is_not_known_is_refused_before_anything_is_opened():
    with pytest.raises(SettingNotValid):
        printer_at("escpos://host?stock=roll-90")


def test_no_printer_is_a_choice():
    assert printer_at("none") is None
