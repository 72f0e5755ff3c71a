"""The simulator in a process of its own, so that what serves does not take its time from what is measured."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen


@dataclass(frozen=True, slots=True)
class Simulated:
    """Where it is, and its side door."""

    base_url: str
    control_url: str
    printer: str

    def environment(self) -> dict[str, str]:
        """What a program needs to be pointed at it."""
        return {"KIOSK_PCO_BASE_URL": self.base_url, "KIOSK_PCO_APP_ID": "demo", "KIOSK_PCO_SECRET": "demo"}

    def requests(self) -> list[dict[str, Any]]:
        """Every request it has seen."""
        with urlopen(f"{self.control_url}/requests") as answer:
            seen: list[dict[str, Any]] = json.load(answer)
        return seen

    def rows(self, path: str, query: str) -> int:
        """How many rows a list has, as the API itself says it; 1 for what is no list."""
        request = Request(f"{self.base_url}{path}?{query}", headers={"Authorization": "Basic ZGVtbzpkZW1v"})
        try:
            with urlopen(request) as answer:
                document = json.load(answer)
        except HTTPError as error:
            if error.code != HTTPStatus.BAD_REQUEST:
                raise
            return 1
        return int(document.get("meta", {}).get("total_count", 1))


@contextmanager
def simulated(people: int, rate_limit: int) -> Iterator[Simulated]:
    """A made-up church of so many people, and a printer."""
    command = [
        sys.executable,
        "-m",
        "kiosk.simulator",
        "--people",
        str(people),
        "--rate-limit",
        str(rate_limit),
        "--printer",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        where = json.loads(process.stdout.readline())
        try:
            yield Simulated(where["base_url"], where["control_url"], where["printer"])
        finally:
            process.terminate()
