"""A station's first screen comes soon: what it does not need is not loaded before it."""

import subprocess
import sys

from kiosk.app import opening

NOT_FOR_THE_FIRST_SCREEN = (
    # Libraries, some of which take longer than the whole window.
    *("asyncio", "click", "logging.handlers", "qasync", "httpx", "sqlite_utils", "escpos", "keyring", "platformdirs"),
    *("PIL", "msgspec", "phonenumbers", "segno", "argon2", "cryptography"),
    # Parts of the program that begin when the window is there, or when somebody asks for them.
    *("kiosk.app.cli", "kiosk.app.commands", "kiosk.app.compose", "kiosk.app.station", "kiosk.app.logs"),
    *("kiosk.pco", "kiosk.printing", "kiosk.bridges", "kiosk.simulator", "kiosk.ui.staff", "kiosk.ui.backstage"),
    *("kiosk.domain.people", "kiosk.domain.schedule", "kiosk.services.ports", "kiosk.services.self_station"),
    *("kiosk.storage.database", "kiosk.storage.schema", "kiosk.ui.station_window", "kiosk.ui.visit_flow"),
)
NOT_FOR_THE_STATION = (
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
"""Not before the station behind the first screen answers, either."""


def loaded_by(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_first_screen_is_imported_without_what_it_does_not_need() -> None:
    first = "import sys, kiosk.__main__, kiosk.app.opening as opening; opening._load(opening._FIRST)"
    loaded = loaded_by(f"{first}; import kiosk.ui.first_sight, kiosk.app.first_loop; print(*sys.modules)")

    assert [name for name in NOT_FOR_THE_FIRST_SCREEN if name in loaded] == []


def test_station_is_imported_without_what_its_screens_do_not_need() -> None:
    loaded = loaded_by("import sys, kiosk.app.opening as opening; opening._load_the_rest(); print(*sys.modules)")

    assert set(opening._SCREENS) <= set(loaded)
    assert [name for name in NOT_FOR_THE_STATION if name in loaded] == []


def test_only_the_screens_own_modules_come_after_qt() -> None:
    """PySide reads the source of every module that comes after it."""
    program = (
        "import sys, kiosk.app.opening as opening\n"
        "opening._load(opening.{before})\n"
        "assert not any(name.startswith('PySide6') for name in sys.modules)\n"
        "before = set(sys.modules)\n"
        "import {screens}\n"
        "print(*(name for name in set(sys.modules) - before if name.startswith(('kiosk.domain', 'kiosk.storage', 'kiosk.words'))))"
    )

    assert sorted(loaded_by(program.format(before="_FIRST", screens="kiosk.ui.first_sight"))) == []
    assert sorted(loaded_by(program.format(before="_FIRST + opening._STATION", screens="kiosk.app.always_open"))) == []


def test_names_in_every_script_are_drawn_though_their_fonts_come_after_the_first_screen() -> None:
    program = (
        "from threading import Thread\n"
        "from PySide6.QtGui import QFont, QTextLayout\n"
        "from PySide6.QtWidgets import QApplication\n"
        "import kiosk.app.opening as opening\n"
        "from kiosk.ui.fonts import font_at\n"
        "app = QApplication([])\n"
        "def family(text):\n"
        "    layout = QTextLayout(text, font_at(30, QFont.Weight.DemiBold))\n"
        "    layout.beginLayout(); layout.createLine(); layout.endLayout()\n"
        "    return layout.glyphRuns()[0].rawFont().familyName().replace(' ', '')\n"
        "opening._loading_fonts(opening.LATIN_FILES).join()\n"
        "family('Ana'), family('\u0645'), family('\u738b')\n"
        "opening.load_other_fonts()\n"
        "print(family('Ana'), family('\u0645'), family('\u738b'))"
    )

    assert loaded_by(program) == ["KioskDisplay", "KioskNotoArabic", "KioskNotoCJK"]
