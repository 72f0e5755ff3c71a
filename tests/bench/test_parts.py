"""The benchmark's parts are there to be run; what they measure no test looks at."""

import importlib

import pytest

from tests.bench.__main__ import PARTS, main


@pytest.mark.parametrize("part", PARTS)
def test_a_part_can_be_run(part: str):
    assert callable(importlib.import_module(f"tests.bench.{part}").run)


def test_a_part_that_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str]):
    assert main(["speed"]) == 2
    assert "Parts: search, commit" in capsys.readouterr().err
