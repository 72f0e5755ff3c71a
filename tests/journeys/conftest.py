"""What journeys start from: the sample church on its Sunday morning, pulled once; each test works on a copy of its own."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.personal import Overheard, codes_given, personal_in, personal_words
from tests.support.sunday import copied, pull_into, riverside


@pytest.fixture(scope="session")
def riverside_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample church in it. Not to be opened; copy it."""
    return pull_into(tmp_path_factory.mktemp("riverside") / "data", riverside())


@pytest.fixture
def data(riverside_data: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return copied(riverside_data, tmp_path / "data")


@pytest.fixture(scope="session")
def riverside_words(riverside_data: Path) -> frozenset[str]:
    """Everything personal in the sample church."""
    return personal_words(riverside_data)


@pytest.fixture(autouse=True)
def _nothing_personal_is_logged(request: pytest.FixtureRequest, riverside_words: frozenset[str]) -> Iterator[None]:
    """Whatever a journey does, the log at its most talkative names nobody: no name, phone, note, pass or code."""
    overheard, root = Overheard(), logging.getLogger()
    level = root.level
    root.addHandler(overheard)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(overheard)
        root.setLevel(level)
    words = riverside_words
    data = request.node.funcargs.get("data")
    if isinstance(data, Path):
        with suppress(sqlite3.DatabaseError):  # some journeys damage it
            words |= codes_given(data)
    assert personal_in(overheard.lines, words) == []
