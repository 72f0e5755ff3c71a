"""What is personal in the sample church, and whether any of it stands in a text that it must not stand in."""

import logging
import re
from collections.abc import Iterable
from pathlib import Path

from kiosk.app.logs import JsonLines
from tests.support.sunday import reading

_LEAST_LETTERS = 3
_WORDS_OF_OURS = frozenset({"Cole", "Will", "May", "Grace", "Hope", "Mark"})
"""First names that could be words of a sentence are looked for as whole names only."""


class Overheard(logging.Handler):
    """Keeps every log line of everybody, as it would be written to a file."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def personal_words(folder: Path) -> frozenset[str]:
    """Names, phones, e-mails, notes, passes and birthdates of everybody in a data folder, and codes of earlier weeks."""
    queries = (
        "select first_name from person union select last_name from person union select nickname from person"
        " union select given_name from person union select middle_name from person",
        "select name from household",
        "select number from phone union select e164 from phone union select reversed from phone_digits",
        "select address from email",
        "select medical_notes from person",
        "select code from pass",
        "select birthdate from person",
        "select security_code from past_check_in",
    )
    found: set[str] = set()
    with reading(folder) as connection:
        for query in queries:
            found |= {str(value) for (value,) in connection.execute(query) if value}
    return frozenset(word for word in found if len(word) >= _LEAST_LETTERS and word not in _WORDS_OF_OURS)


def codes_given(folder: Path) -> frozenset[str]:
    """Every security code that was given out in a data folder."""
    with reading(folder) as connection:
        return frozenset(code for (code,) in connection.execute("select code from issued_code"))


def personal_in(lines: Iterable[str], words: frozenset[str]) -> list[str]:
    """The words that stand in these lines, whole."""
    text = "\n".join(lines)
    return sorted(word for word in words if word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))
