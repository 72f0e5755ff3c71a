"""A station killed again and again at random moments, and what it acknowledged held against what the file says afterwards."""

import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import zxingcpp
from PIL import Image

from kiosk.app.chance import ulid_at
from kiosk.domain.ids import PersonId
from kiosk.simulator.label_picture import rows_of
from kiosk.simulator.printer import VirtualPrinter
from tests.support.busy_station import SERVICES, Tap
from tests.support.forking import Forker
from tests.support.record_checks import check_record
from tests.support.sunday import MORNING, households_with_children, reading

STATION = "tests.support.busy_station:check_in_households"
EARLY_KILLS = 0.15
"""The share of kills that come while the station is still starting."""
_TAG = "an adult's tag"


@dataclass
class Crashes:
    """One data folder and the taps made on it. ``seed`` makes a run repeatable as far as a kill can be."""

    folder: Path
    forker: Forker
    seed: int
    longest_seconds: float
    printer: str = ""
    kills: int = 0
    acknowledged: dict[str, list[list[str]]] = field(default_factory=dict)
    turned_away: set[str] = field(default_factory=set)
    replays: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        households = households_with_children(self.folder)
        self._random.shuffle(households)
        self._waiting: Iterator[tuple[PersonId, ...]] = iter(households)
        self._tried: dict[str, list[str]] = {}
        self._unanswered: list[Tap] = []

    def kill_once(self, households: int = 40) -> bool:
        """Start the station, let it check families in, kill it at a random moment; False when no family is left.

        What was tried and not acknowledged is tried again by the next station, with the same nonce: as a family would.
        """
        taps = [*self._unanswered, *self._next_taps(households - len(self._unanswered))]
        if not taps:
            return False
        self._tried |= dict(taps)
        child = self.forker.start(STATION, str(self.folder), MORNING.isoformat(), taps, self.printer)
        try:
            if self._random.random() < EARLY_KILLS:
                time.sleep(self._random.random() * 0.03)
                said: list[str] = []
            else:
                said = [child.line()]
                time.sleep(self._random.random() * self.longest_seconds)
            child.kill()
            self.kills += 1
            self._hear([*said, *child.rest()], taps)
        finally:
            child.close()
        return True

    def _next_taps(self, count: int) -> list[Tap]:
        return [
            (ulid_at(MORNING), list(people)) for people, _ in zip(self._waiting, range(count), strict=False) if people
        ]

    def _hear(self, lines: Iterable[str], taps: list[Tap]) -> None:
        for line in lines:
            said = json.loads(line)
            if "ack" in said:
                assert said["ack"] not in self.acknowledged, "a tap was answered twice"
                self.acknowledged[said["ack"]] = said["check_ins"]
                self.replays += said["replay"]
            if "no" in said:
                self.turned_away.add(said["no"])
        answered = self.acknowledged.keys() | self.turned_away
        self._unanswered = [(nonce, people) for nonce, people in taps if nonce not in answered]

    def check(self) -> None:
        """Nothing acknowledged is lost, nothing is there by half or twice, and the record is sound."""
        with reading(self.folder) as connection:
            shown = _by_group(
                connection.execute("select group_id, id, person, event_time, location, code from check_in")
            )
            facts = _by_group(
                connection.execute("select nonce, person, event_time from fact where kind in ('check_in', 'refused')")
            )
        for nonce, said in self.acknowledged.items():
            assert nonce in shown, "an acknowledged check-in is lost"
            assert sorted(shown[nonce]) == sorted(map(tuple, said)), "a check-in is not what was acknowledged"
        assert not self.turned_away & facts.keys(), "a family was told no and recorded"
        for nonce, recorded in facts.items():
            asked = [(person, service) for person in self._tried[nonce] for service in SERVICES]
            assert sorted(recorded) == sorted(asked), "a family is in by half, or twice"
        check_record(self.folder)

    def finish(self) -> None:
        """One more station, which nobody kills: it answers what was never answered and prints what waits for paper."""
        child = self.forker.start(STATION, str(self.folder), MORNING.isoformat(), self._unanswered, self.printer, True)
        try:
            lines = list(iter(child.line, ""))
        finally:
            child.close()
        assert lines[-1:] == ['{"done": true}'], "the station ended by itself"
        self._hear(lines, self._unanswered)
        assert not self._unanswered


def _by_group(rows: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    groups: dict[str, list[tuple[str, ...]]] = {}
    for group, *rest in rows:
        groups.setdefault(group, []).append(tuple(rest))
    return groups


def account_for_labels(folder: Path, printer: VirtualPrinter) -> Counter[str]:
    """Hold the paper against the queue: how many labels stand in which state. Raises `AssertionError`.

    A label that is printed or sent is on paper once; one that waits is not; of an uncertain one nobody knows. Name labels
    are told apart by the code on them, read off the paper; the adults' tags, which have none, are counted.
    """
    with reading(folder) as connection:
        jobs = connection.execute("select kind, key, state from print_job").fetchall()
    sure, perhaps = Counter[str](), Counter[str]()
    for kind, key, state in jobs:
        label = key.partition(":")[0] if kind == "name" else _TAG
        sure[label] += state in ("printed", "sent")
        perhaps[label] += state in ("uncertain", "sending")
    on_paper = Counter(code for strip in printer.labels for code in codes_on(strip) or [_TAG])
    for label in sure | perhaps | on_paper:
        assert on_paper[label] >= sure[label], f"{label} counts as printed and is not on paper"
        assert on_paper[label] <= sure[label] + perhaps[label], f"{label} came out twice, or nobody knows that it did"
    return Counter(state for _, _, state in jobs)


@cache
def codes_on(label: bytes) -> tuple[str, ...]:
    """The texts of the QR codes on a strip of paper."""
    rows = rows_of(label)
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ()
    dots = b"".join(row.ljust(width, b"\0") for row in rows)
    picture = Image.frombytes("1", (width * 8, len(rows)), bytes(255 - byte for byte in dots))
    return tuple(found.text for found in zxingcpp.read_barcodes(picture.convert("L")))
