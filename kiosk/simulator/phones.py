"""Telephone numbers as Planning Center works them out from what was typed, where that is obvious."""

from dataclasses import dataclass

_CALLING_CODES = {
    "US": "1",
    "CA": "1",
    "GB": "44",
    "DE": "49",
    "FR": "33",
    "AU": "61",
    "NZ": "64",
    "IE": "353",
    "ZA": "27",
    "NL": "31",
}
_NORTH_AMERICA = "1"
_NORTH_AMERICAN_DIGITS = 10
_E164_DIGITS = range(8, 16)


@dataclass(frozen=True, slots=True)
class Reading:
    """One number in the forms the API gives; None where it cannot be told."""

    e164: str | None
    international: str | None
    national: str | None
    country_code: str | None


def digits_of(number: str) -> str:
    """The ASCII digits of a number, in order."""
    return "".join(letter for letter in number if letter in "0123456789")


def read(number: str, country_code: str) -> Reading:
    """Read a typed number as in ``country_code``: with + it says its own country."""
    digits = digits_of(number)
    calling = _CALLING_CODES.get(country_code)
    if number.strip().startswith("+"):
        full = digits
    elif calling == _NORTH_AMERICA and len(digits) == _NORTH_AMERICAN_DIGITS:
        full = calling + digits
    elif calling == _NORTH_AMERICA and len(digits) == _NORTH_AMERICAN_DIGITS + 1 and digits[0] == calling:
        full = digits
    elif calling and calling != _NORTH_AMERICA and digits.startswith("0"):
        full = calling + digits[1:]
    else:
        return Reading(None, None, number or None, country_code)
    if len(full) not in _E164_DIGITS:
        return Reading(None, None, number, country_code)
    if full[0] == _NORTH_AMERICA and len(full) == _NORTH_AMERICAN_DIGITS + 1:
        area, exchange, line = full[1:4], full[4:7], full[7:]
        country = country_code if calling == _NORTH_AMERICA else "US"
        return Reading(f"+{full}", f"+1 {area}-{exchange}-{line}", f"({area}) {exchange}-{line}", country)
    is_at_home = bool(calling) and full.startswith(calling or "?")
    return Reading(f"+{full}", f"+{full}", number, country_code if is_at_home else None)
