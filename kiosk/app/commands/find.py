"""``kiosk find TEXT``: households and people."""

import click

from kiosk.app.answers import say_document
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.domain.people import Person
from kiosk.services.ports import FoundHousehold


def _person(person: Person) -> dict[str, object]:
    return {"id": person.id, "name": person.name, "is_child": person.is_child}


def _document(found: tuple[FoundHousehold, ...]) -> dict[str, object]:
    return {
        "households": [
            {"id": one.household.id, "name": one.household.name, "people": [_person(person) for person in one.people]}
            for one in found
        ]
    }


@click.command("find")
@click.argument("text")
@click.pass_obj
def find(config: Config, text: str) -> None:
    """Households and people by name, phone digits or pass."""

    async def work() -> None:
        async with opened(config) as church:
            await church.must_be_set_up()
            found = await church.find.by_text(text)
        if config.wants_json:
            say_document(_document(found))
            return
        for one in found:
            click.echo(one.household.name)
            for person in one.people:
                click.echo(f"  {person.id:>10}  {person.name}")

    answer(config, work)
