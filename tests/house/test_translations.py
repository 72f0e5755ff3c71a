"""Every sentence is said in every language, whole, with its fields, as the compiled catalogue gives it."""

import gettext
import io
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from kiosk.words import LANGUAGES, Words

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
from dev_translations import catalogue_path, compiled, missing, read_catalogue, sentences

TRANSLATED = [language for language in LANGUAGES if language != "en"]
HOW_TO = "run packaging/dev_translations.py, write what is missing into the .po file, run it again"


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Each sentence with its translation, plural forms one by one."""
    for message in catalogue:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from zip(map(str, ids), map(str, strings), strict=True)


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_missing(language: str):
    assert missing(read_catalogue(language), sentences()) == [], HOW_TO


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_kept_that_nobody_says_any_more(language: str):
    said = {message.id for message in sentences()}
    assert [message.id for message in read_catalogue(language) if message.id not in said] == [], HOW_TO


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_fields_of_its_sentence(language: str):
    assert [pair for pair in pairs(read_catalogue(language)) if fields(pair[0]) != fields(pair[1])] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_what_translators_wrote(language: str):
    # Sentence by sentence: the head of the file names the version of Babel that wrote it.
    written, now = (
        dict(pairs(read_mo(io.BytesIO(mo))))
        for mo in (catalogue_path(language, "mo").read_bytes(), compiled(read_catalogue(language)))
    )
    assert written == now, HOW_TO


@pytest.mark.parametrize("language", TRANSLATED)
def test_gettext_finds_every_plural(language: str):
    with catalogue_path(language, "mo").open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    for message in sentences():
        if isinstance(message.id, tuple):
            assert spoken.ngettext(message.id[0], message.id[1], 5) != message.id[1]


def test_an_unknown_language_speaks_english():
    assert Words("xx").say("Good morning") == "Good morning"
