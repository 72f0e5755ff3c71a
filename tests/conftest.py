"""What every test has: async tests, tidiness, and tools that are named when they are missing.

- ``async def test_…`` runs on plain asyncio, or on the station's own loop if it asks for ``qapp`` or ``qtbot``; inside
  it wait with `tests.support.waiting.eventually`. A test that needs longer says ``@pytest.mark.seconds(60)``.
- A test that leaves a task, a thread or a window behind fails, and so does one in which the kiosk logs an error,
  unless it asks for ``caplog`` to look at it.
- ``@pytest.mark.needs("tesseract:vie")`` leaves a test out where that is not installed; the run ends by saying so. In
  CI, or where ``packaging/dev.py test`` may install things, it fails instead.
"""

import inspect
import os
from collections.abc import Iterator

import hypothesis
import pytest

from tests.support.tidiness import nothing_left_behind
from tests.support.tools import has_tool, must_be_complete

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"  # what commands say is compared in English, whatever the developer reads

# No deadlines: how fast this machine is today is not what a test is about.
hypothesis.settings.register_profile("kiosk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "kiosk")

_NOT_INSTALLED = "not installed: "


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    from tests.support.async_tests import run_async_test

    run_async_test(pyfuncitem)
    return True


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    with nothing_left_behind(may_log_errors="caplog" in request.fixturenames):
        yield


def pytest_runtest_setup(item: pytest.Item) -> None:
    missing = [name for marker in item.iter_markers("needs") for name in marker.args if not has_tool(name)]
    if not missing:
        return
    if must_be_complete():
        pytest.fail(_NOT_INSTALLED + ", ".join(missing), pytrace=False)
    pytest.skip(_NOT_INSTALLED + ", ".join(missing))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    # Read off the reports, because the tests may have run in other processes.
    reasons = {
        str(report.longrepr).partition(_NOT_INSTALLED)[2] for report in terminalreporter.stats.get("skipped", ())
    }
    left_out = {name.strip(" ')\n") for reason in reasons if reason for name in reason.split(",")}
    if left_out:
        terminalreporter.write_line(f"left out: tests that need {', '.join(sorted(left_out))}", yellow=True)
    if failed := os.environ.get("KIOSK_TEST_FAILED_BEFORE"):
        terminalreporter.write_line(f"failed before the tests: {failed} (see above)", red=True)
