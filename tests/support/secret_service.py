"""A session bus with a secret service on it that has no keyring yet: what a desktop has after its first automatic login."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

HAS_BUS = shutil.which("dbus-daemon") is not None


@contextmanager
def a_secret_service_without_a_keyring() -> Iterator[tuple[str, list[str]]]:
    """The address of the bus, and every method that the service was asked for."""
    from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    connection = open_dbus_connection(address)
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    connection.send_and_get_reply(new_method_call(bus, "RequestName", "su", ("org.freedesktop.secrets", 0)))
    asked: list[str] = []

    def answer() -> None:
        try:
            while True:
                message = connection.receive()
                if message.header.message_type is MessageType.method_call:
                    asked.append(message.header.fields[HeaderFields.member])
                    connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownObject", "s", ("none",)))
        except (ConnectionError, OSError, ValueError):
            return

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield address, asked
    finally:
        daemon.terminate()
        daemon.wait()
        thread.join()
        connection.close()
        daemon.stdout.close()
