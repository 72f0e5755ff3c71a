"""The system's keyring, where one answers without asking anybody, and calls to it that nobody has to wait for.

A keyring that is locked would ask for its password over the station's screen and hold up the caller, so on Linux only one
that is open already is used; every call has a time limit (stack.md section 4).
"""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Keyring(Protocol):
    """As much of a keyring as is used here."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None if there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


def open_keyring() -> Keyring | None:
    """The system's keyring, if there is one that answers without asking anybody."""
    import keyring
    from keyring.backends import fail

    if sys.platform in ("win32", "darwin"):
        backend = keyring.get_keyring()
        return None if isinstance(backend, fail.Keyring) else backend
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    import secretstorage
    from keyring.backends.SecretService import Keyring as SecretService

    connection = secretstorage.dbus_init()
    try:
        if not secretstorage.check_service_availability(connection):
            return None
        try:
            # Not its ``get_default_collection``: where there is none yet, as after a first automatic login, it asks for a password
            # for a new one.
            is_locked = secretstorage.Collection(connection).is_locked()
        except secretstorage.ItemNotFoundException:
            return None
        if is_locked:
            return None
        return SecretService()  # type: ignore[no-untyped-call]
    finally:
        connection.close()


async def within(seconds: float, work: Callable[[], T]) -> T:
    """Do ``work`` on a thread that nobody has to wait for, not even at the end of the program. Raises TimeoutError."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, failure = None, None
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - it is handed to whoever waits
            failure = error
        try:
            loop.call_soon_threadsafe(tell, result, failure)
        except RuntimeError:
            # The loop has ended meanwhile, and with it the wish to know.
            return

    threading.Thread(target=run, name="keyring", daemon=True).start()
    async with asyncio.timeout(seconds):
        return await done
