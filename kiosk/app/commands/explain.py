"""``kiosk explain PERSON``: events, windows, rooms, every reason."""

from datetime import datetime

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.moments import in_zone, moment_option
from kiosk.domain.ids import PersonId
from kiosk.domain.problems import NotKnown
from kiosk.domain.rooms import Candidate
from kiosk.services.exact_reasons import ExactReasons
from kiosk.services.offers import PersonOffer, TimeOffer
from kiosk.services.service_day import ServiceDay
from kiosk.words.explain import CHOSEN_TIME, OPEN_FROM_TO, THROUGH_GROUP, TIERS, VERDICTS
from kiosk.words.preview import AT_TIME
from kiosk.words.reasons import exactly
from kiosk.words.times import moment_name


def _candidate(candidate: Candidate) -> dict[str, object]:
    return {
        "location": {"id": candidate.location.id, "name": candidate.location.name},
        "verdict": candidate.verdict,
        "tier": candidate.tier,
        "reasons": candidate.reasons,
    }


def _time(time: TimeOffer) -> dict[str, object]:
    return {
        "event": {"id": time.event.id, "name": time.event.name},
        "event_time": {
            "id": time.event_time.id,
            "starts_at": time.event_time.starts_at,
            "predicted": time.event_time.is_predicted,
        },
        "window": {"opens_at": time.window.opens_at, "closes_at": time.window.closes_at, "is_open": time.is_open},
        "chosen": time.is_chosen,
        "via": time.way.via,
        "path": time.way.path,
        "reasons": time.reasons,
        "location": {"id": time.location.id, "name": time.location.name} if time.location else None,
        "candidates": [_candidate(candidate) for candidate in time.candidates],
    }


def _document(offer: PersonOffer, at: datetime) -> dict[str, object]:
    return {
        "person": {"id": offer.person.id, "name": offer.person.name},
        "at": at,
        "times": [_time(time) for time in offer.times],
    }


def _say(offer: PersonOffer, day: ServiceDay) -> None:
    words = terminal_words()
    here = day.now.astimezone(day.zone)
    click.echo(offer.person.name)
    for time in offer.times:
        start = moment_name(words, time.event_time.starts_at.astimezone(day.zone), here)
        heading = words.say(AT_TIME, event=time.event.name, moment=start)
        click.echo("")
        click.echo(words.say(CHOSEN_TIME, time=heading) if time.is_chosen else heading)
        if time.way.path:
            click.echo("  " + words.say(THROUGH_GROUP, path=" › ".join(time.way.path)))
        opens, closes = (moment_name(words, moment.astimezone(day.zone), here) for moment in _bounds(time))
        click.echo("  " + words.say(OPEN_FROM_TO, opens=opens, closes=closes))
        if time.reasons:
            click.echo("  " + exactly(words, time.reasons))
        exact = ExactReasons(day, offer, time, words)
        for candidate in time.candidates:
            mark = "→" if time.location is not None and candidate.location.id == time.location.id else " "
            verdict, tier = words.say(VERDICTS[candidate.verdict]), words.say(TIERS[candidate.tier])
            why = ", ".join(exact.of(candidate)) or tier
            click.echo(f"  {mark} {candidate.location.name}: {verdict}, {why}")


def _bounds(time: TimeOffer) -> tuple[datetime, datetime]:
    return time.window.opens_at, time.window.closes_at


@click.command("explain")
@click.argument("person")
@moment_option
@click.pass_obj
def explain(config: Config, person: str, at: datetime | None) -> None:
    """Which event and room a person gets, and why."""

    async def work() -> None:
        async with opened(config, at) as church:
            await church.must_be_set_up()
            found = (await church.people.people([PersonId(person)])).get(PersonId(person))
            if found is None:
                raise NotKnown(person=person)
            now = church.clock.now()
            day = await church.days.at(now)
            (offer,) = await church.offers.on(day, (found,))
            zone = church.zone
        if config.wants_json:
            document = in_zone(_document(offer, now), zone)
            assert isinstance(document, dict)
            say_document(document)
        else:
            _say(offer, day)

    answer(config, work)
