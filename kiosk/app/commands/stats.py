"""``kiosk stats``: who came, left and is in, by kind, location and method."""

from datetime import datetime

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.moments import moment_option
from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import EventTimeId
from kiosk.services.attendance_rows import AttendanceRow
from kiosk.services.stats import Report, Tally, TimeStats
from kiosk.words import Words
from kiosk.words import commands as say
from kiosk.words.admin_church import NEVER_CHECKED_OUT
from kiosk.words.times import clock_time


def _tally(tally: Tally) -> dict[str, object]:
    return {"in": tally.came, "out": tally.left, "inside": tally.inside}


def _time(time: TimeStats) -> dict[str, object]:
    return {
        "event": {"id": time.event_id, "name": time.event_name},
        "event_time": {"id": time.event_time_id, "starts_at": time.starts_at},
        **_tally(time.all),
        "by_kind": {kind.value: _tally(tally) for kind, tally in time.by_kind},
        "by_location": [
            {"location": {"id": room, "name": name}, **_tally(tally)} for room, name, tally in time.by_location
        ],
        "by_method": {method.value: _tally(tally) for method, tally in time.by_method},
        "headcounts": [
            {"location": count.location_id, "attendance_type": count.attendance_type, "count": count.count}
            for count in time.headcounts
        ],
        "planning_center": _there(time),
    }


def _there(time: TimeStats) -> dict[str, object]:
    """What Planning Center has counted itself; null where it says nothing, which is not zero."""
    said = time.there
    return {
        "regular": said.regular if said is not None else None,
        "guest": said.guest if said is not None else None,
        "volunteer": said.volunteer if said is not None else None,
        "headcounts": [{"attendance_type": one.attendance_type, "count": one.count} for one in time.heads_there],
    }


def _left_to_the_night(row: AttendanceRow) -> dict[str, object]:
    return {
        "check_in": row.check_in.id,
        "person": {"id": row.check_in.person_id, "name": row.person_name},
        "location": {"id": row.location_id, "name": row.location_name},
        "event_time": {"id": row.event_time_id, "starts_at": row.starts_at},
        "checked_out_at": row.checked_out_at,
    }


def _document(report: Report) -> dict[str, object]:
    return {
        "date": report.first,
        "event_times": [_time(time) for time in report.times],
        "first_times": report.first_times,
        "guests": report.guests,
        "overrides": report.overrides,
        "duplicates": report.duplicates,
        "never_collected": len(report.never_checked_out),
        "never_checked_out": [_left_to_the_night(row) for row in report.never_checked_out],
        "peak": {"starts_at": report.peak.starts_at, "check_ins": report.peak.check_ins} if report.peak else None,
        "check_outs": [{"starts_at": slice, "people": people} for slice, people in report.check_outs],
    }


def _line(words: Words, what: str, tally: Tally) -> str:
    return words.say(say.CAME_LEFT_INSIDE, what=what, came=tally.came, left=tally.left, inside=tally.inside)


@click.command("stats")
@click.option("--event-time", "event_time", metavar="ID", help="Only this time; default: every time of the date.")
@moment_option
@click.pass_obj
def stats(config: Config, event_time: str | None, at: datetime | None) -> None:
    """Who came, left and is in today."""

    async def work() -> None:
        async with opened(config, at) as church:
            await church.must_be_set_up()
            if event_time is not None:
                report = await church.volunteers.stats.of_time(EventTimeId(event_time))
            else:
                today = local_date(church.clock.now(), church.zone)
                report = await church.volunteers.stats.of_dates(today, today)
            zone = church.zone
        if config.wants_json:
            say_document(_document(report))
            return
        words = terminal_words()
        for time in report.times:
            tally = time.all
            at_time = clock_time(words, time.starts_at.astimezone(zone))
            click.echo(_line(words, f"{time.event_name}, {at_time}", tally))
            for _, name, here in time.by_location:
                click.echo(f"  {_line(words, name, here)}")
        if report.never_checked_out:
            click.echo(words.say(NEVER_CHECKED_OUT))
            for row in report.never_checked_out:
                click.echo(f"    {row.location_name:<24} {row.person_name}")

    answer(config, work)
