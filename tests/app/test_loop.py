"""The station's event loop keeps asyncio's promises where qasync's own does not, and ends cleanly."""

import asyncio
import contextvars
import os
import signal
import subprocess
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.app.loop import KioskLoop, run
from tests.support.waiting import emitted, eventually

COLOUR: contextvars.ContextVar[str] = contextvars.ContextVar("COLOUR", default="none")


@pytest.mark.parametrize("seconds", [0.0004, 0.003, 0.0105, 0.1, 0.5])
async def test_nothing_wakes_before_its_time(qapp: QApplication, seconds: float):
    loop = asyncio.get_running_loop()
    due = loop.time() + seconds

    await asyncio.sleep(seconds)

    assert loop.time() >= due


async def test_callbacks_run_in_the_order_asked_for(qapp: QApplication):
    loop = asyncio.get_running_loop()
    order: list[int] = []

    for number in range(50):
        loop.call_soon(order.append, number)
    await eventually(lambda: len(order) == 50)

    assert order == list(range(50))


async def test_a_timer_tells_when_it_is_due(qapp: QApplication):
    loop = asyncio.get_running_loop()

    handle = loop.call_later(60, print)

    assert 59 < handle.when() - loop.time() <= 60
    handle.cancel()


async def test_a_cancelled_timer_never_calls_and_lets_go_of_what_it_held(qapp: QApplication):
    class Held:
        def called(self) -> None:
            raise AssertionError("called although cancelled")

    loop, held = asyncio.get_running_loop(), Held()
    gone = weakref.ref(held)
    handle = loop.call_later(0.01, held.called)

    handle.cancel()
    del handle, held

    assert gone() is None
    await asyncio.sleep(0.03)


async def test_another_thread_can_call_in_with_its_context(qapp: QApplication):
    loop = asyncio.get_running_loop()
    seen: list[tuple[str, bool]] = []
    context = contextvars.copy_context()
    context.run(COLOUR.set, "blue")

    def note() -> None:
        seen.append((COLOUR.get(), threading.current_thread() is threading.main_thread()))

    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(note, context=context))
    thread.start()
    await eventually(lambda: seen)
    thread.join()

    assert seen == [("blue", True)]


async def test_a_call_from_another_thread_can_be_taken_back(qapp: QApplication):
    loop = asyncio.get_running_loop()
    called: list[str] = []

    loop.call_soon_threadsafe(called.append, "taken back").cancel()
    loop.call_soon_threadsafe(called.append, "kept")
    await eventually(lambda: called)

    assert called == ["kept"]


async def test_qt_and_coroutines_take_turns(qapp: QApplication):
    timer = QTimer()
    timer.setInterval(1)
    timer.start()

    for _ in range(3):
        await emitted(timer.timeout)

    timer.stop()


async def test_a_busy_coroutine_leaves_qt_its_turns(qapp: QApplication):
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(0)

    await eventually_without_sleeping(lambda: len(ticks) > 20)

    timer.stop()


async def eventually_without_sleeping(look):
    while not look():
        await asyncio.sleep(0)


async def test_work_in_a_thread_comes_back_to_the_loop(qapp: QApplication):
    ran_in = await asyncio.to_thread(threading.current_thread)

    assert ran_in is not threading.main_thread()


async def test_a_loopback_server_and_its_client_talk_over_the_loop(qapp: QApplication):
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(echo, "127.0.0.1") as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"four digits\n")
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()

    assert answer == b"four digits\n"


def test_main_gives_its_answer_and_the_loop_is_closed(qapp: QApplication):
    loops: list[asyncio.AbstractEventLoop] = []

    async def main() -> str:
        loops.append(asyncio.get_running_loop())
        return "done"

    assert run(main(), qapp) == "done"
    assert isinstance(loops[0], KioskLoop)
    assert loops[0].is_closed()


def test_a_closed_loop_refuses_work(qapp: QApplication):
    loop = KioskLoop(qapp)
    loop.close()

    with pytest.raises(RuntimeError):
        loop.call_soon_threadsafe(print)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_main_put_things_in_order_and_then_ends_the_process(number: signal.Signals):
    program = (
        "import asyncio, sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from kiosk.app.loop import run\n"
        "async def main():\n"
        "    print('ready', flush=True)\n"
        "    try:\n"
        "        await asyncio.Event().wait()\n"
        "    finally:\n"
        "        print('in order', flush=True)\n"
        "run(main(), QApplication(sys.argv))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        os.kill(process.pid, number)
        rest = process.stdout.read()

    assert rest == "in order\n"
    assert process.returncode == 128 + number


def test_what_a_thread_had_posted_when_the_loop_was_closed_is_nobodys_trouble(qapp: QApplication):
    loop = KioskLoop(qapp)
    heard: list[str] = []
    thread = threading.Thread(target=loop.call_soon_threadsafe, args=(heard.append, "too late"))
    thread.start()
    thread.join()

    loop.close()
    QCoreApplication.sendPostedEvents()

    assert heard == []


def test_qt_takes_no_reference_it_does_not_own():
    """PySide6 6.12.0 drops one reference to None at each void call on Python 3.11, and soon the process aborts."""
    thing = QObject()
    before = sys.getrefcount(None)

    for _ in range(1000):
        thing.setObjectName("x")

    assert abs(sys.getrefcount(None) - before) < 100
