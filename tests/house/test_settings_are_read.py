"""No setting without effect: whatever a church can set is read somewhere by the program."""

import ast
from pathlib import Path

from kiosk.services.settings import EVENT, LOCATION, STATION

KIOSK = Path(__file__).parents[2] / "kiosk"
DESCRIBES = ("words", "services/settings.py", "services/settings_file.py")
"""What only names settings."""


def attributes_read() -> frozenset[str]:
    """Every ``something.name`` in the program, keyword arguments and assignments not counted."""
    return frozenset(
        node.attr
        for path in KIOSK.rglob("*.py")
        if not path.relative_to(KIOSK).as_posix().startswith(DESCRIBES)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    )


def test_every_setting_is_read():
    read = attributes_read()
    assert [setting.key for setting in (*STATION, *EVENT, *LOCATION) if setting.key not in read] == []
