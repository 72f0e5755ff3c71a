"""Between the church's clock on the wall and moments in UTC, also on the days when the clock changes."""

from datetime import UTC, date, datetime, time, tzinfo

SUNDAY = 0
DAYS_A_WEEK = 7


def moment(day: date, clock: time, zone: tzinfo) -> datetime:
    """When the church's clock shows a time on a day, in UTC.

    A time that a clock change leaves out moves forward by the gap; one that comes twice means the first
    (cases.md, policy "Windows").
    """
    return datetime.combine(day, clock.replace(fold=0), zone).astimezone(UTC)


def local_date(at: datetime, zone: tzinfo) -> date:
    """The church's date at a moment: the service date of whatever starts then, whatever the machine's zone."""
    return at.astimezone(zone).date()


def local_clock(at: datetime, zone: tzinfo) -> time:
    """What the church's clock shows at a moment."""
    return at.astimezone(zone).time()


def day_of_week(day: date) -> int:
    """0 for Sunday … 6 for Saturday, as Planning Center counts."""
    return day.isoweekday() % DAYS_A_WEEK
