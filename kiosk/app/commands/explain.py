"""``kiosk explain PERSON``: events, windows, rooms, every reason."""

from datetime import datetime, tzinfo

import click

from kiosk.app.answers import say_document
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.moments import in_zone, moment_option
from kiosk.domain.ids import PersonId
from kiosk.domain.problems import NotKnown
from kiosk.domain.rooms import Candidate
from kiosk.services.offers import PersonOffer, TimeOffer
from kiosk.words import Words
from kiosk.words.reasons import exactly


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


def _say(offer: PersonOffer, zone: tzinfo) -> None:
    words = Words()
    click.echo(offer.person.name)
    for time in offer.times:
        mark = "*" if time.is_chosen else " "
        room = time.location.name if time.location else "-"
        why = exactly(words, time.reasons)
        click.echo(f"{mark} {time.event.name} {time.event_time.starts_at.astimezone(zone):%H:%M}  {room}  {why}")
        for candidate in time.candidates:
            why = exactly(words, candidate.reasons)
            click.echo(f"    {candidate.verdict:<8} {candidate.tier:<8} {candidate.location.name}  {why}")


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
            (offer,) = await church.offers.of((found,), now)
            zone = church.zone
        if config.wants_json:
            document = in_zone(_document(offer, now), zone)
            assert isinstance(document, dict)
            say_document(document)
        else:
            _say(offer, zone)

    answer(config, work)
