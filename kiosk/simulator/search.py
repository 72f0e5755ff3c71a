"""The people search of Planning Center: by words of a name, by e-mail, by digits, and a while behind the records."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.simulator.phones import digits_of
from kiosk.simulator.records import PEOPLE, Record
from kiosk.simulator.store import Store
from kiosk.simulator.values import value_of

_NAMES = ("first_name", "given_name", "nickname", "middle_name", "last_name")
_LEAST_DIGITS = 4

SEARCHES = frozenset(
    {
        "search_name",
        "search_name_or_email",
        "search_name_or_email_or_phone_number",
        "search_phone_number",
        "search_phone_number_e164",
    }
)


@dataclass(frozen=True, slots=True)
class _Entry:
    names: str
    emails: str
    digits: tuple[str, ...]
    e164: frozenset[str]


_NOBODY = _Entry("", "", (), frozenset())


@dataclass(slots=True)
class SearchBook:
    """Knows how each person is found. A change is found only ``delay_seconds`` after it was made."""

    store: Store
    delay_seconds: float
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _due: dict[str, datetime] = field(default_factory=dict)

    def person_changed(self, person_id: str) -> None:
        """Take note that a person, or their e-mails or phones, have changed or come to be."""
        if self.delay_seconds <= 0:
            self._entries.pop(person_id, None)
            return
        self._entries.setdefault(person_id, _NOBODY)
        self._due[person_id] = self.store.now() + timedelta(seconds=self.delay_seconds)

    def before_change(self, person_id: str) -> None:
        """Keep how a person is found now, so that the old name is still found while the new one is not."""
        if self.delay_seconds > 0 and person_id not in self._entries:
            person = self.store.find(PEOPLE, person_id)
            if person is not None:
                self._entries[person_id] = self._read(person)

    def matcher(self, search: str, sought: str) -> Callable[[Record], bool]:
        """Whether a person is found by ``search`` (one of ``SEARCHES``) for this text."""
        self._catch_up()
        words = [" " + word for word in fold(sought).split()]
        text, digits = sought.strip().casefold(), digits_of(sought)
        by_digits = digits if len(digits) >= _LEAST_DIGITS else ""

        def matches(person: Record) -> bool:
            entry = self._entries.get(person["id"])
            if entry is None:
                entry = self._entries[person["id"]] = self._read(person)
            if search == "search_phone_number_e164":
                return sought.strip() in entry.e164
            if search == "search_phone_number":
                return bool(by_digits) and any(by_digits in number for number in entry.digits)
            if words and all(word in entry.names for word in words):
                return True
            if search == "search_name":
                return False
            if text and "@" in text and text in entry.emails:
                return True
            return bool(by_digits) and not words_of_letters(sought) and any(by_digits in one for one in entry.digits)

        return matches

    def _catch_up(self) -> None:
        now = self.store.now()
        for person_id in [id for id, due in self._due.items() if due <= now]:
            del self._due[person_id]
            self._entries.pop(person_id, None)

    def _read(self, person: Record) -> _Entry:
        store, id = self.store, person["id"]
        names = " ".join(fold(person["attributes"].get(name) or "") for name in _NAMES)
        emails = store.pointing_at("people/Email", "person", id)
        phones = store.pointing_at("people/PhoneNumber", "person", id)
        e164 = {value_of(store, "people/PhoneNumber", phone, "e164") for phone in phones}
        return _Entry(
            names=" " + names,
            emails="\n".join((email["attributes"].get("address") or "").casefold() for email in emails),
            digits=tuple(digits_of(phone["attributes"].get("number") or "") for phone in phones),
            e164=frozenset(one for one in e164 if one),
        )


def fold(text: str) -> str:
    """Text without case, accents and hyphens, for comparing names."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("-", " ")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of_letters(text: str) -> bool:
    """Whether there is a letter in it, so that it is no telephone number."""
    return any(letter.isalpha() for letter in text)
