"""Make the sounds in resources/sounds: soft bells, computed here from sine waves, so that they are ours and free.

    python packaging/sounds.py

Mono, 16 bits, 22,050 Hz; the loudest sample is at 70 % so that a station at full volume does not startle a child.
"""

import array
import math
import sys
import wave
from pathlib import Path

TARGET = Path(__file__).parent.parent / "resources" / "sounds"
RATE = 22_050
PEAK = 0.7
ATTACK_SECONDS = 0.006
E5, A5, F4, A4 = 659.26, 880.0, 349.23, 440.0
OVERTONES = ((1.0, 1.0), (2.0, 0.28), (3.0, 0.10))
"""Of the tone: how many times its pitch, how loud."""

MELODIES = {
    "success": ((0.0, E5, 0.30), (0.12, A5, 0.55)),
    "trouble": ((0.0, A4, 0.28), (0.18, F4, 0.55)),
}
"""When a bell is struck, its pitch, and how many seconds it rings. Rising for all is well, falling for please look."""


def melody(strokes: tuple[tuple[float, float, float], ...]) -> bytes:
    """The samples of a melody."""
    length = math.ceil(max(start + ring for start, _, ring in strokes) * RATE) + 1
    mixed = [0.0] * length
    for start, pitch, ring in strokes:
        first = round(start * RATE)
        for place in range(round(ring * RATE)):
            moment = place / RATE
            fading = min(1.0, moment / ATTACK_SECONDS) * math.exp(-5.0 * moment / ring) * (1.0 - moment / ring)
            tone = sum(loud * math.sin(2 * math.pi * pitch * times * moment) for times, loud in OVERTONES)
            mixed[first + place] += fading * tone
    loudest = max(abs(sample) for sample in mixed)
    samples = array.array("h", (round(sample / loudest * PEAK * 32_767) for sample in mixed))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


def main() -> None:
    """Write every sound."""
    TARGET.mkdir(exist_ok=True)
    for name, strokes in MELODIES.items():
        with wave.open(str(TARGET / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(melody(strokes))


if __name__ == "__main__":
    main()
