"""A station's first screen comes soon: what it does not need is not loaded before it."""

import subprocess
import sys

NOT_FOR_THE_FIRST_SCREEN = (
    # Libraries, some of which take longer than the whole window.
    *(
        "httpx",
        "sqlite_utils",
        "escpos",
        "keyring",
        "PIL",
        "msgspec",
        "phonenumbers",
        "segno",
        "argon2",
        "cryptography",
    ),
    # Parts of the program that begin when the window is there, or when somebody asks for them.
    *("kiosk.pco", "kiosk.printing", "kiosk.bridges", "kiosk.simulator", "kiosk.ui.staff", "kiosk.ui.backstage"),
    *(
        "kiosk.app.beside",
        "kiosk.app.backstage",
        "kiosk.app.staffed_station",
        "kiosk.app.guided_set_up",
        "kiosk.app.calm",
    ),
    *("kiosk.services.sync", "kiosk.services.pulled", "kiosk.services.staff_views", "kiosk.services.watch"),
    *("kiosk.services.backup", "kiosk.storage.backups", "kiosk.storage.restoring", "kiosk.storage.sync_store"),
)


def test_station_is_imported_without_what_its_first_screen_does_not_need() -> None:
    program = "import sys, kiosk.app.commands.station, kiosk.app.always_open, kiosk.app.loop; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()

    assert [name for name in NOT_FOR_THE_FIRST_SCREEN if name in loaded] == []


def test_only_the_screens_own_modules_come_after_qt() -> None:
    program = (
        "import sys, kiosk.app.commands.station as station\n"
        "for name in station._WITHOUT_QT: __import__(name)\n"
        "assert not any(name.startswith('PySide6') for name in sys.modules)\n"
        "before = set(sys.modules)\n"
        "import kiosk.app.always_open\n"
        "print(*(name for name in set(sys.modules) - before if name.startswith(('kiosk.domain', 'kiosk.storage'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert sorted(done.stdout.split()) == []
