"""What the developer's command found in order last time, kept in ``.venv`` so that it need not look again."""

import hashlib
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


class Memory:
    """One remembered finding: equal facts mean that nothing has to be done."""

    def __init__(self, name: str) -> None:
        self._path = VENV / "found-in-order" / name

    def holds(self, facts: Any) -> bool:
        """Whether exactly these facts (anything JSON can say) were kept before."""
        try:
            return self._path.read_text() == _digest(facts)
        except OSError:
            return False

    def keep(self, facts: Any) -> None:
        """Remember these facts, and only these, under this name."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(_digest(facts))


def _digest(facts: Any) -> str:
    # The folder is part of it: a copied or moved .venv still points at where it was made.
    return hashlib.sha256(json.dumps([str(ROOT), facts]).encode()).hexdigest()
