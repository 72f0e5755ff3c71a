"""``kiosk check-in``: what the button does."""

from collections.abc import Mapping
from datetime import datetime

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.chance import new_nonce
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.moments import in_zone, moment_option
from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.facts import is_ulid
from kiosk.domain.ids import CheckInGroupId, EventTimeId, LocationId, PersonId
from kiosk.domain.labels import PrintJob
from kiosk.domain.people import Person
from kiosk.domain.problems import NotKnown, Problem
from kiosk.domain.recording import Turned
from kiosk.services.check_in import CheckInAnswer
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.words import commands as say
from kiosk.words.problems import sentence
from kiosk.words.reasons import exactly


def named(person_id: PersonId, people: Mapping[PersonId, Person]) -> dict[str, object]:
    """A person as answers name one."""
    person = people.get(person_id)
    return {"id": person_id, "name": person.name if person else ""}


def turned_document(turned: Turned, people: Mapping[PersonId, Person]) -> dict[str, object]:
    """A person who was not recorded, and why."""
    return {"person": named(turned.person_id, people), "problem": turned.problem, "reasons": turned.reasons}


def _check_in(check_in: CheckIn, answered: CheckInAnswer, rooms: Mapping[LocationId, str]) -> dict[str, object]:
    return {
        "id": check_in.id,
        "person": named(check_in.person_id, answered.people),
        "event_time": {
            "id": check_in.event_time_id,
            "starts_at": check_in.starts_at,
            "predicted": check_in.event_time_id.startswith("p:"),
        },
        "location": {"id": check_in.location_id, "name": rooms.get(check_in.location_id, "")},
        "kind": check_in.kind,
        "security_code": check_in.security_code,
        "status": "existing" if answered.recorded.is_replay else "created",
    }


def _document(
    answered: CheckInAnswer, jobs: tuple[PrintJob, ...], rooms: Mapping[LocationId, str]
) -> dict[str, object]:
    return {
        "check_in_group": answered.group_id,
        "security_code": answered.codes[0] if answered.codes else None,
        "check_ins": [_check_in(check_in, answered, rooms) for check_in in answered.check_ins],
        "labels": [{"id": job.id, "kind": job.kind, "state": job.state} for job in jobs],
        "refused": [turned_document(turned, answered.people) for turned in answered.recorded.turned],
    }


@click.command("check-in")
@click.option("--person", "people", multiple=True, required=True, metavar="ID", help="Who; may be given several times.")
@click.option(
    "--event-time", "times", multiple=True, metavar="ID", help="To which time; default: what explain chooses."
)
@click.option("--location", metavar="ID", help="Into which room; default: the one that would be given.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in AttendanceKind]), default="regular", show_default=True
)
@click.option("--by", metavar="ID", help="The adult who checks in.")
@click.option("--nonce", metavar="ULID", help="The tap; the same one again is the same check-in.")
@click.option("--override", metavar="WHY", default="", help="A volunteer's reason: soft limits and windows are passed.")
@moment_option
@click.pass_obj
def check_in(
    config: Config,
    people: tuple[str, ...],
    times: tuple[str, ...],
    location: str | None,
    kind: str,
    by: str | None,
    nonce: str | None,
    override: str,
    at: datetime | None,
) -> None:
    """Check people in; their labels are queued."""
    if at is not None and not config.is_rehearsal:
        raise click.UsageError("--at moves the clock; a command that writes takes it only with --rehearsal")
    if nonce is not None and not is_ulid(nonce.upper()):
        raise click.BadParameter("not a ULID", param_hint="--nonce")
    wants = tuple(
        Want(
            PersonId(person),
            EventTimeId(time) if time is not None else None,
            LocationId(location) if location is not None else None,
            AttendanceKind(kind),
        )
        for person in dict.fromkeys(people)
        for time in (dict.fromkeys(times) or [None])
    )
    request = CheckInRequest(
        nonce=CheckInGroupId((nonce or new_nonce()).upper()),
        wants=wants,
        by=PersonId(by) if by is not None else None,
        override=override.strip(),
    )

    async def work() -> None:
        async with opened(config, at) as church:
            await church.must_be_set_up()
            if request.by is not None and not await church.people.people([request.by]):
                raise NotKnown(person=request.by)
            try:
                answered = await church.check_in(request)
            except Problem as problem:
                known = await church.people.people({want.person_id for want in wants})
                refused = problem.details.get("refused")
                if isinstance(refused, tuple):
                    problem.details["refused"] = [turned_document(turned, known) for turned in refused]
                raise
            jobs = await church.queue.of_group(request.nonce)
            document = in_zone(_document(answered, jobs, await church.location_names()), church.zone)
        assert isinstance(document, dict)
        if config.wants_json:
            say_document(document)
            return
        for one in document["check_ins"]:
            click.echo(f"{one['person']['name']}: {one['location']['name']}")
        words = terminal_words()
        if answered.codes:
            one = len(answered.codes) == 1
            click.echo(
                words.say(say.CODE, code=answered.codes[0])
                if one
                else words.say(say.CODES, codes=" ".join(answered.codes))
            )
        for turned in answered.recorded.turned:
            name = answered.people[turned.person_id].name
            why = exactly(words, turned.reasons) or sentence(words, turned.problem, {})
            click.echo(words.say(say.NOT_CHECKED_IN, name=name, why=why), err=True)

    answer(config, work)
