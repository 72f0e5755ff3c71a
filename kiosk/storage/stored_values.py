"""How moments, days and lists stand in a row, and back."""

import json
from collections.abc import Iterable
from datetime import date, datetime

from kiosk.domain.facts import moment_text


def optional_moment_text(moment: datetime | None) -> str | None:
    """The same for a moment that may be missing."""
    return None if moment is None else moment_text(moment)


def moment_of(text: str) -> datetime:
    """The moment a row holds."""
    return datetime.fromisoformat(text)


def optional_moment_of(text: str | None) -> datetime | None:
    """The same where it may be missing."""
    return None if text is None else datetime.fromisoformat(text)


def optional_day_of(text: str | None) -> date | None:
    """The day a row holds, if any."""
    return None if text is None else date.fromisoformat(text)


def list_text(items: Iterable[str]) -> str:
    """A list of texts as JSON: for a column, or for ``json_each``."""
    return json.dumps(list(items), ensure_ascii=False)


def list_of(text: str) -> tuple[str, ...]:
    """The list of texts a column holds."""
    return tuple(str(item) for item in json.loads(text))
