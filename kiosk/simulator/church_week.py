"""The week a church is laid around: its service day, its two services, and what else is reckoned from them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SUNDAY = 6
FIRST_AT = time(9, 0)
SECOND_AT = time(10, 45)
FIRST_STARTS_IN = timedelta(minutes=30)
SECOND_AFTER_FIRST = timedelta(minutes=105)
LATEST_FIRST = time(23, 20)
LATEST_SECOND = time(23, 55)
ROUND_TO_MINUTES = 5

_MOMENT = re.compile(r"(?:(?P<service>first|second)|\+(?P<days>\d+)d (?P<clock>\d\d:\d\d))(?: \+(?P<minutes>\d+)min)?")


@dataclass(frozen=True, slots=True)
class Week:
    """``now`` in UTC; the starts of the two services in the church's zone."""

    now: datetime
    zone: ZoneInfo
    first: datetime
    second: datetime

    @property
    def service_date(self) -> date:
        """The church's Sunday, whatever day of the week it falls on."""
        return self.first.date()

    def moment(self, words: str) -> datetime:
        """The moment that ``first``, ``second +90min`` or ``+3d 18:30`` (days after the service day) means here.

        Raises ValueError for anything else.
        """
        found = _MOMENT.fullmatch(words)
        if not found:
            raise ValueError(f"not a moment of the week: {words}")
        match found["service"]:
            case "first":
                start = self.first
            case "second":
                start = self.second
            case _:
                start = self.on(int(found["days"]), found["clock"])
        later = timedelta(minutes=int(found["minutes"] or 0))
        return (start.astimezone(UTC) + later).astimezone(self.zone)

    def on(self, days: int, clock: str) -> datetime:
        """A wall-clock time, days after the service day."""
        return datetime.combine(self.service_date + timedelta(days=days), time.fromisoformat(clock), self.zone)

    def weeks_from(self, moment: datetime, weeks: int) -> datetime:
        """The same wall-clock time, weeks later or (negative) earlier, across changes of the clocks."""
        local = moment.astimezone(self.zone)
        return datetime.combine(local.date() + timedelta(weeks=weeks), local.time(), self.zone)

    def ago(self, *, days: int = 0, minutes: int = 0) -> str:
        """A moment before now, as Planning Center writes it."""
        return utc_text(self.now - timedelta(days=days, minutes=minutes))


def week_at(now: datetime, zone: ZoneInfo, *, anchor: date | None = None, fixed: bool = False) -> Week:
    """The week to lay a church around.

    Unless fixed, the services are today in the church's zone, the first about half an hour from now, the second 105
    minutes later; late in the evening both are pulled in so that neither leaves the day, and one is always open or
    about to begin. Fixed (or with an anchor): 9:00 and 10:45 on the anchor, else on the coming Sunday, today included.
    """
    local = now.astimezone(zone)
    if fixed or anchor:
        day = anchor or local.date() + timedelta(days=(SUNDAY - local.weekday()) % 7)
        return Week(
            now.astimezone(UTC), zone, datetime.combine(day, FIRST_AT, zone), datetime.combine(day, SECOND_AT, zone)
        )
    today = local.date()
    soon = now.astimezone(UTC).replace(second=0, microsecond=0) + FIRST_STARTS_IN
    soon += timedelta(minutes=-soon.minute % ROUND_TO_MINUTES)
    first = min(soon, datetime.combine(today, LATEST_FIRST, zone).astimezone(UTC))
    second = min(first + SECOND_AFTER_FIRST, datetime.combine(today, LATEST_SECOND, zone).astimezone(UTC))
    return Week(now.astimezone(UTC), zone, first.astimezone(zone), second.astimezone(zone))


def utc_text(moment: datetime) -> str:
    """``2026-09-13T14:00:00Z``"""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
