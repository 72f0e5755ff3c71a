"""Settings as a file: documented, checked, every mistake named with its line, never a secret in it."""

import re
import tomllib
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import EventId, LocationId
from kiosk.domain.locations import LocationAdditions
from kiosk.domain.problems import SettingNotValid
from kiosk.domain.schedule import EventSettings
from kiosk.services.ports import StationSettings
from kiosk.services.settings import EVENT, LOCATION, STATION, AllSettings
from kiosk.services.settings_file import read_settings, written_settings

NOT_SET_BY_ANYBODY = {"station_id", "is_rehearsal", "extra"}
DEFAULTS = AllSettings(StationSettings("station-1"))


@pytest.mark.parametrize(
    ("described", "model"), [(STATION, StationSettings), (EVENT, EventSettings), (LOCATION, LocationAdditions)]
)
def test_every_setting_is_described_and_every_default_is_allowed(described, model):
    values = model(station_id="x") if model is StationSettings else model()

    assert {setting.key for setting in described} == {one.name for one in fields(model)} - NOT_SET_BY_ANYBODY
    for setting in described:
        value = getattr(values, setting.key)
        assert setting.kind.read(setting.kind.write(value)) == value, setting.key
        assert setting.about.endswith("."), setting.key


def test_a_file_says_what_each_setting_is_for_and_reads_back_as_it_was():
    events = {EventId("1"): EventSettings(minutes_after=None, required_facts=frozenset({"grade", "birthdate"}))}
    rooms = {LocationId("52"): LocationAdditions(overflow_ids=(LocationId("53"),), absolute_limit=12)}
    station = replace(DEFAULTS.station, name='Lobby "left"', slot=7, languages=("es", "en"), text_scale=1.5)
    text = written_settings(AllSettings(station, events, rooms))

    found = read_settings(text, "lobby.toml")

    tomllib.loads(text)
    assert "# Who works with it" in text
    assert {key: entry.value for key, entry in found.station.items()} == {
        setting.key: getattr(station, setting.key) for setting in STATION
    }
    assert {key: entry.value for key, entry in found.events["1"].items()} == {
        setting.key: getattr(events[EventId("1")], setting.key) for setting in EVENT
    }
    assert found.rooms["52"]["overflow_ids"].value == ("53",)


def test_a_template_fits_several_stations():
    text = written_settings(AllSettings(replace(DEFAULTS.station, name="Lobby", slot=7)), is_template=True)

    found = read_settings(text, "template.toml").station

    assert found.keys().isdisjoint({"name", "slot", "printer", "logo"})
    assert "mode" in found


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[station]\nmode = "both"\n', 2, "self, manned, roster"),
        ("[station]\n\nslot = 64\n", 3, "0 to 63"),
        ("[station]\nslot = true\n", 2, "whole number"),
        ('[screen]\naccent = "green"\n', 2, "#1c7c54"),
        ('[screen]\nlanguages = ["en", "xx"]\n', 2, "en, es"),
        ("[screen]\nlanguages = []\n", 2, "at least 1"),
        ('[screen]\ntext_scale = "big"\n', 2, "1.0 to 2.0"),
        ('[screen]\nlogo = "nowhere.png"\n', 2, "nowhere.png"),
        ('[check_in]\npromotion = "13-41"\n', 2, "month and a day"),
        ('[door]\nclose_out_at = "25:00"\n', 2, "time of day"),
        ("[times]\nidle_secs = 45\n", 2, "idle_seconds"),
        ('[station]\nname = "Lobby\n', 2, "quotation mark"),
        ("format = 2\n", 1, "newer version"),
        ("[event.1]\nminutes_before = -1\n", 2, "0 to 10080"),
        ('[room.52]\nabsolute_limit = "many"\n', 2, "whole number"),
        ('[planning_center]\nsecret = "hush"\n', 2, "secret does not belong"),
        ('[station]\n[station.more]\nPIN = "4711"\n', 3, "secret does not belong"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_to_write_instead(text: str, line: int, said: str):
    with pytest.raises(SettingNotValid) as raised:
        read_settings(text, "lobby.toml")

    sentence = str(raised.value.details["sentence"])
    assert re.search(rf"lobby\.toml, line {line}\b", sentence), sentence
    assert said in sentence


def test_what_a_file_does_not_say_stays_as_it_is():
    assert read_settings("", "empty.toml").station == {}
    assert list(read_settings('[station]\nname = "Lobby"\n', "one.toml").station) == ["name"]


@given(st.text(max_size=60))
def test_any_name_a_station_may_have_survives_the_file(name: str):
    given_name = " ".join(name.split())
    if not given_name.isprintable():
        return
    text = written_settings(AllSettings(replace(DEFAULTS.station, name=given_name)))

    assert read_settings(text, "any.toml").station["name"].value == given_name
