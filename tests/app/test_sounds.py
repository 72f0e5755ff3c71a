"""What a station sounds like: loud as it is set, silent without a player, and never in the way."""

import array
import runpy
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.sounds import Sounds, write_at_volume
from kiosk.domain.problems import NotKnown
from kiosk.domain.visit import Step, Visit
from kiosk.resources import resource_path
from kiosk.ui.sounds import Sound, sound_of
from kiosk.ui.visit_flow import Scene


class Loudspeaker:
    """A player that remembers how loud what it played was; a broken one plays nothing."""

    def __init__(self, *, is_broken: bool = False) -> None:
        self.is_broken = is_broken
        self.asked = 0
        self.heard: list[tuple[str, int]] = []

    def play(self, path: Path) -> bool:
        self.asked += 1
        if not self.is_broken:
            self.heard.append((path.name.partition("-")[0], peak(path)))
        return not self.is_broken


def peak(path: Path) -> int:
    with wave.open(str(path), "rb") as file:
        return max(abs(sample) for sample in array.array("h", file.readframes(file.getnframes())))


@pytest.fixture
def speaker() -> Loudspeaker:
    return Loudspeaker()


@pytest.fixture
def sounds(speaker: Loudspeaker) -> Iterator[Sounds]:
    sounds = Sounds(50, (speaker.play,))
    yield sounds
    sounds.close()


def test_a_sound_is_heard_at_the_volume_that_is_set(sounds: Sounds, speaker: Loudspeaker):
    sounds.play(Sound.SUCCESS)
    sounds.close()
    [(name, height)] = speaker.heard
    assert name == "success"
    assert height == pytest.approx(peak(resource_path("sounds", "success.wav")) / 4, rel=0.01)


def test_silence_is_a_volume(sounds: Sounds, speaker: Loudspeaker):
    sounds.set_volume(0)
    sounds.play(Sound.TROUBLE)
    sounds.close()
    assert speaker.heard == []


def test_a_player_without_a_sound_card_makes_way_for_the_next():
    broken, works = Loudspeaker(is_broken=True), Loudspeaker()
    sounds = Sounds(100, (broken.play, works.play))
    sounds.play(Sound.TROUBLE)
    sounds.close()
    assert (broken.asked, len(works.heard)) == (1, 1)


def test_without_a_player_nothing_happens():
    sounds = Sounds(100, ())
    sounds.play(Sound.SUCCESS)
    sounds.close()


def test_what_somebody_has_to_look_at_is_heard_and_an_empty_start_screen_is_not():
    assert sound_of(Scene(Visit())) is None
    assert sound_of(Scene(Visit(), turned_down=NotKnown())) is Sound.TROUBLE
    assert sound_of(Scene(Visit(step=Step.TROUBLE))) is Sound.TROUBLE


def test_the_files_are_what_the_script_makes(tmp_path: Path):
    made = runpy.run_path(str(Path(__file__).parents[2] / "packaging" / "sounds.py"))
    for sound in Sound:
        with wave.open(str(resource_path("sounds", f"{sound.value}.wav")), "rb") as file:
            assert file.readframes(file.getnframes()) == made["melody"](made["MELODIES"][sound.value])
    write_at_volume(resource_path("sounds", "success.wav"), tmp_path / "same.wav", 100)
    assert (tmp_path / "same.wav").read_bytes() == resource_path("sounds", "success.wav").read_bytes()
