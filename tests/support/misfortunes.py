"""What befalls a computer, done to a process that was forked for it: a folder it may not write, a disk with no room."""

import asyncio
import ctypes
import os
import resource
from pathlib import Path

from kiosk.domain.problems import Problem
from tests.support.busy_station import Tap, acknowledge, request_for, say
from tests.support.command_line import run
from tests.support.sunday import MORNING, church_at

_MAY_WRITE_ANYWHERE, _MAY_READ_ANYWHERE, _MAY_ACT_AS_OWNER = 1, 2, 3
_CAPABILITY_VERSION = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Sets(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def heed_permissions() -> None:
    """From now on what a file's mode forbids is forbidden to this process, though it be root's."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_CAPABILITY_VERSION, 0), (_Sets * 2)()
    assert libc.capget(ctypes.byref(header), sets) == 0
    for capability in (_MAY_WRITE_ANYWHERE, _MAY_READ_ANYWHERE, _MAY_ACT_AS_OWNER):
        sets[0].effective &= ~(1 << capability)
        sets[0].permitted &= ~(1 << capability)
    assert libc.capset(ctypes.byref(header), sets) == 0


def command_that_heeds_permissions(*words: str) -> None:
    """``kiosk`` with these words, as somebody who is not above permissions."""
    heed_permissions()
    said = run(*words)
    say(code=said.code, out=said.out, err=said.err)


def check_in_while_files_may_not_grow(folder: str, taps: list[Tap], most_bytes: int) -> None:
    """Carry out taps while no file may grow beyond so many bytes; at the first problem say which, and end."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))
    asyncio.run(_check_in(Path(folder), taps))


async def _check_in(folder: Path, taps: list[Tap]) -> None:
    try:
        async with church_at(folder, MORNING) as church:
            for nonce, people in taps:
                acknowledge(await church.check_in(request_for(nonce, people)))
    except Problem as problem:
        say(problem=problem.name)
