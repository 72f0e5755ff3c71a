"""A command answers in the language of whoever runs it, its problems too."""

from pathlib import Path

import pytest

from kiosk.app.answers import terminal_words
from kiosk.domain.problems import SettingNotValid
from kiosk.services.data_file import parse_table
from kiosk.words import LANGUAGES, Words
from kiosk.words.problems import sentence


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:es:en"}, "es"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": ""}, "en"),
    ],
)
def test_the_system_says_which_language_its_user_reads(environment: dict[str, str], language: str):
    assert terminal_words(environment).language == language


def test_a_mistake_deep_in_a_file_is_said_in_every_language():
    with pytest.raises(SettingNotValid) as refused:
        parse_table("[station]\nname = ", "station.toml")
    said = {one: sentence(Words(one), refused.value.name, refused.value.details) for one in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES)
    assert all("station.toml" in text and "2" in text for text in said.values())


def test_no_sentence_is_said_in_english_before_it_is_known_who_reads_it():
    kiosk = Path(__file__).resolve().parents[2] / "kiosk"
    early = [
        path.name
        for part in ("domain", "services", "storage", "pco", "printing", "bridges")
        for path in (kiosk / part).glob("*.py")
        if "sentence=Words()" in path.read_text("utf-8")
    ]
    assert early == []
