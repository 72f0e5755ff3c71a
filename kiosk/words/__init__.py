"""Every sentence a person reads, as gettext messages: for screens, labels and the command line.

Sentences are module constants marked with ``N_`` in the modules of this package, whole, with named fields, never assembled
from pieces. ``Words`` says them in one language.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kiosk.resources import resource_path

LANGUAGES: Mapping[str, str] = {"en": "English", "es": "Español"}
"""Languages with a catalogue, by code, each named in itself."""


def N_(message: str) -> str:
    """Mark a sentence for translation; it is said later, in the language of whoever reads it."""
    return message


class Plural(NamedTuple):
    """A sentence whose wording depends on ``count``."""

    one: str
    many: str


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("kiosk", localedir=str(resource_path("translations")), languages=[language], fallback=True)


class Words:
    """The sentences in one language; an unknown language speaks English."""

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: str = "en") -> None:
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = _catalogue(self.language)

    def say(self, message: str, /, **fields: object) -> str:
        """The sentence with its fields filled in."""
        text = self._catalogue.gettext(message)
        return text.format(**fields) if fields else text

    def count(self, message: Plural, count: int, /, **fields: object) -> str:
        """The sentence in the form that fits ``count``, which is also a field."""
        return self._catalogue.ngettext(message.one, message.many, count).format(count=count, **fields)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a problem carries until somebody reads it, in their language; `later` makes one.

    A field may be such a sentence, too. As a string it is English, for programs and logs.
    """

    message: str
    fields: Mapping[str, object]

    def in_words(self, words: Words) -> str:
        """The sentence as it is read."""
        fields = {
            name: field.in_words(words) if isinstance(field, Sentence) else field for name, field in self.fields.items()
        }
        return words.say(self.message, **fields)

    def __str__(self) -> str:
        return self.in_words(Words())


def later(message: str, /, **fields: object) -> Sentence:
    """What `Words.say` takes, to be said when it is known who reads it."""
    return Sentence(message, fields)
