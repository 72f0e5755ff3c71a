"""Times as text: read what a request may write, compare as Planning Center's own form."""

from datetime import UTC, date, datetime

_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def as_utc(value: str) -> str | None:
    """An ISO 8601 time as ``2019-12-09T17:48:20Z``, or None where it is none. Without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime(_FORMAT)


def day_of(value: str) -> tuple[str, str] | None:
    """The first and last second of a bare date, or None where it is no bare date."""
    try:
        day = date.fromisoformat(value) if len(value) == len("2018-02-01") else None
    except ValueError:
        return None
    return (f"{day}T00:00:00Z", f"{day}T23:59:59Z") if day else None


def is_date(value: object) -> bool:
    """Whether this is a date of its own, ``YYYY-MM-DD``."""
    return isinstance(value, str) and day_of(value) is not None
