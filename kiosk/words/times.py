"""How moments are said: clock times, days, dates, and how long something still takes."""

from datetime import date, datetime, timedelta

from kiosk.words import N_, Plural, Words

_AM = N_("{hour}:{minute:02d} am")
_MORNING = N_("{hour}:{minute:02d}")
_PM = N_("{hour}:{minute:02d} pm")

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)

_TODAY = N_("today")
_TOMORROW = N_("tomorrow")
_DATE = N_("{month} {day}, {year}")
_WEEKDAY_AND_DATE = N_("{weekday}, {month} {day}")
_TODAY_AT = N_("today at {time}")
_TOMORROW_AT = N_("tomorrow at {time}")
_DAY_AT = N_("{day} at {time}")

_MINUTES_LEFT = Plural(N_("{count} min left"), N_("{count} min left"))
_LAST_MINUTE = N_("Last minute")
_DAYS = Plural(N_("{count} day"), N_("{count} days"))
_HOURS_AND_MINUTES = N_("{hours} h {minutes} min")
_HOURS = Plural(N_("{count} hour"), N_("{count} hours"))
_MINUTES = Plural(N_("{count} minute"), N_("{count} minutes"))
_UNDER_A_MINUTE = N_("less than a minute")

_WEEK = timedelta(days=7)
_TWO_DAYS = timedelta(days=2)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def clock_time(words: Words, moment: datetime) -> str:
    """The time of day as the church's people read it: "9:00", "6:30 pm". The moment is in the church's zone already."""
    hour = moment.hour % 12 or 12
    if moment.hour >= 12:
        return words.say(_PM, hour=hour, minute=moment.minute)
    message = _AM if moment.hour == 0 else _MORNING
    return words.say(message, hour=hour, minute=moment.minute)


def civil_date(words: Words, day: date) -> str:
    """A date in full: "March 14, 2022"."""
    return words.say(_DATE, month=words.say(MONTHS[day.month - 1]), day=day.day, year=day.year)


def day_name(words: Words, day: date, today: date) -> str:
    """The day seen from today: "today", "tomorrow", "Sunday", or further away "Sunday, May 3"."""
    if day == today:
        return words.say(_TODAY)
    if day == today + timedelta(days=1):
        return words.say(_TOMORROW)
    weekday = words.say(WEEKDAYS[day.weekday()])
    if abs(day - today) < _WEEK:
        return weekday
    return words.say(_WEEKDAY_AND_DATE, weekday=weekday, month=words.say(MONTHS[day.month - 1]), day=day.day)


def moment_name(words: Words, moment: datetime, now: datetime) -> str:
    """Day and time seen from now: "today at 9:00", "Sunday at 8:30"."""
    today = now.date()
    time = clock_time(words, moment)
    if moment.date() == today:
        return words.say(_TODAY_AT, time=time)
    if moment.date() == today + timedelta(days=1):
        return words.say(_TOMORROW_AT, time=time)
    return words.say(_DAY_AT, day=day_name(words, moment.date(), today), time=time)


def time_left(words: Words, left: timedelta) -> str:
    """How long something stays open: "28 min left", "Last minute"."""
    if left <= _MINUTE:
        return words.say(_LAST_MINUTE)
    minutes = int(left / _MINUTE)
    return words.count(_MINUTES_LEFT, minutes)


def countdown(words: Words, left: timedelta) -> str:
    """How long until something, in the two units that matter: "3 days", "2 h 14 min", "5 minutes"."""
    if left < _MINUTE:
        return words.say(_UNDER_A_MINUTE)
    if left >= _TWO_DAYS:
        return words.count(_DAYS, left.days)
    hours, rest = divmod(left, _HOUR)
    minutes = int(rest / _MINUTE)
    if hours == 0:
        return words.count(_MINUTES, minutes)
    if minutes == 0:
        return words.count(_HOURS, hours)
    return words.say(_HOURS_AND_MINUTES, hours=hours, minutes=minutes)
