"""Plays the sounds of a station by whatever player the system has; silent where there is none, and never in anybody's way."""

import array
import logging
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from kiosk.resources import resource_path
from kiosk.ui.sounds import Sound

log = logging.getLogger(__name__)

LOUDEST = 100
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
_PATIENCE_SECONDS = 5.0

Player = Callable[[Path], bool]
"""Plays a file to its end; False where that is not possible."""


class Sounds:
    """Success and trouble, at one volume of 0 to 100. ``players``: ways to play a file, the best first; others are not tried."""

    def __init__(self, volume: int, players: tuple[Player, ...] | None = None) -> None:
        self._volume = volume
        self._players = list(_players_here() if players is None else players)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sounds")
        self._playing: Future[None] | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="kiosk-sounds-")
        self._files: dict[tuple[Sound, int], Path] = {}

    def set_volume(self, volume: int) -> None:
        """How loud from the next sound on."""
        self._volume = volume

    def play(self, sound: Sound | None) -> None:
        """Let it be heard beside everything else; while another one sounds, or without a player, nothing happens."""
        is_busy = self._playing is not None and not self._playing.done()
        if sound is not None and self._volume > 0 and self._players and not is_busy:
            self._playing = self._thread.submit(self._play, sound, self._volume)

    def close(self) -> None:
        """No more sounds; one that is heard ends first."""
        self._volume = 0
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._folder.cleanup()

    def _play(self, sound: Sound, volume: int) -> None:
        try:
            path = self._files.get((sound, volume)) or self._made(sound, volume)
        except OSError as error:
            log.info("no sounds: %s", type(error).__name__)
            self._players.clear()
            return
        while self._players and not self._players[0](path):
            # A player that cannot today, for want of a sound card, is not asked again.
            del self._players[0]

    def _made(self, sound: Sound, volume: int) -> Path:
        """The sound at a volume: players agree on files, not on volumes."""
        path = Path(self._folder.name) / f"{sound.value}-{volume}.wav"
        write_at_volume(resource_path("sounds", f"{sound.value}.wav"), path, volume)
        return self._files.setdefault((sound, volume), path)


def write_at_volume(source: Path, target: Path, volume: int) -> None:
    """Write a WAV file of 16 bits again, at a volume of 0 to 100. Raises OSError."""
    with wave.open(str(source), "rb") as file:
        parameters, frames = file.getparams(), file.readframes(file.getnframes())
    samples = array.array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    # Ears hear by proportion: half of the number is a quarter of the height.
    share = (volume / LOUDEST) ** 2
    quieter = array.array("h", (round(sample * share) for sample in samples))
    if sys.byteorder == "big":
        quieter.byteswap()
    with wave.open(str(target), "wb") as file:
        file.setparams(parameters)
        file.writeframes(quieter.tobytes())


def _players_here() -> tuple[Player, ...]:
    if sys.platform == "win32":  # pragma: no cover - untried here
        return (_on_windows,)
    return tuple(_by(command) for command in _PLAYERS if shutil.which(command[0]) is not None)


def _by(command: tuple[str, ...]) -> Player:
    def play(path: Path) -> bool:
        try:
            played = subprocess.run((*command, str(path)), capture_output=True, timeout=_PATIENCE_SECONDS, check=False)
        except (OSError, subprocess.SubprocessError):
            return False
        return played.returncode == 0

    return play


def _on_windows(path: Path) -> bool:  # pragma: no cover - untried here
    import winsound

    try:
        winsound.PlaySound(str(path), winsound.SND_FILENAME)  # type: ignore[attr-defined]
    except RuntimeError:
        return False
    return True
