"""What journeys start from: the sample church on its Sunday morning, pulled once; each test works on a copy of its own."""

from pathlib import Path

import pytest

from tests.support.sunday import copied, pull_into, riverside


@pytest.fixture(scope="session")
def riverside_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample church in it. Not to be opened; copy it."""
    return pull_into(tmp_path_factory.mktemp("riverside") / "data", riverside())


@pytest.fixture
def data(riverside_data: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return copied(riverside_data, tmp_path / "data")
