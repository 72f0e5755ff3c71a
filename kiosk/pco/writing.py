"""Planning Center as changes are sent to it: creates, changes, takes away, and looks for what a lost answer may have created."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from kiosk.domain.ids import PersonId
from kiosk.domain.names import folded
from kiosk.domain.outbox import Change, ChangeKind
from kiosk.domain.problems import NotAccepted, NotKnown
from kiosk.pco.documents import Document, Node, parse
from kiosk.pco.gateway import Gateway
from kiosk.pco.targets import first_target, target_of_link
from kiosk.pco.writes import contact_list, membership_document, plain_id, write_of
from kiosk.services.pulled import Product
from kiosk.services.push_ports import Written

if TYPE_CHECKING:
    from kiosk.pco.replies import Answer

_CLOCKS_DIFFER = timedelta(days=2)
"""How far the station's clock may be off when something made about then is sought."""
_MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class WritingGateway:
    """`kiosk.services.push_ports.WritableCenter` over the same connection, pace and sign-in as a pull's."""

    gateway: Gateway

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self.gateway.requests

    def requests_for(self, change: Change) -> int:
        """One, one more to look for what an earlier try left, and for households those of the members and their roles."""
        looks = 1 if change.tried_at is not None else 0
        match change.kind:
            case ChangeKind.HOUSEHOLD_CREATE:
                roles = change.body.get("roles")
                return looks + 2 + (len(roles) if isinstance(roles, Mapping) else 0)
            case (
                ChangeKind.HOUSEHOLD_MEMBERSHIP_UPDATE
                | ChangeKind.HOUSEHOLD_MEMBERSHIP_DELETE
                | ChangeKind.MEMBERSHIP_DELETE
            ):
                return 2
            case _:
                return looks + 1

    def requests_per_minute(self) -> float:
        """How many requests the budget in use allows."""
        return self.gateway.requests_per_minute()

    async def create(self, change: Change) -> Written:
        """Create what a change describes."""
        return _written((await self._send(change)).data[0])

    async def complete(self, change: Change, pco_id: str) -> None:
        """A household gets the members and roles that were described; nothing else has more to it."""
        if change.kind is not ChangeKind.HOUSEHOLD_CREATE:
            return
        roles = change.body.get("roles")
        wanted: dict[str, object] = dict(roles) if isinstance(roles, Mapping) else {}
        people = change.body.get("people")
        for one in (change.body["primary_contact"], *(people if isinstance(people, list | tuple) else ())):
            wanted.setdefault(str(one), None)
        path = f"households/{pco_id}/household_memberships"
        there = {node.linked("person"): node async for node in self._listed(Product.PEOPLE, path, include="person")}
        for person, role in wanted.items():
            node = there.get(person)
            if node is None:
                await self._post_unless_there(path, membership_document(person, role))
            elif node.flag("pending") or (role and node.text("household_role") != role):
                attributes = {"pending": False, **({"household_role": role} if role else {})}
                document = {"data": {"type": "HouseholdMembership", "id": node.id, "attributes": attributes}}
                await self._request(Product.PEOPLE, "PATCH", f"{path}/{node.id}", document)

    async def carry_out(self, change: Change) -> Written | None:
        """Change or take away; None where it was gone already."""
        match change.kind:
            case ChangeKind.HOUSEHOLD_MEMBERSHIP_UPDATE | ChangeKind.HOUSEHOLD_MEMBERSHIP_DELETE:
                path = f"households/{change.body['household']}/household_memberships"
                return await self._membership(change, Product.PEOPLE, path)
            case ChangeKind.MEMBERSHIP_DELETE:
                path = f"groups/{plain_id(change.body['group'])}/memberships"
                return await self._membership(change, Product.GROUPS, path)
            case _:
                pass
        try:
            document = await self._send(change)
        except NotKnown:
            if change.kind.is_delete:
                return None
            raise
        return _written(document.data[0]) if document.data else None

    async def look_for(self, change: Change, *, thoroughly: bool) -> Written | None:
        """What an earlier try may have created."""
        match change.kind:
            case ChangeKind.PERSON_CREATE:
                return await self._look_for_person(change, thoroughly=thoroughly)
            case ChangeKind.HOUSEHOLD_CREATE:
                path = f"people/{change.body['primary_contact']}/households"
                return await self._first(Product.PEOPLE, path, _is_it(change), include="people")
            case ChangeKind.HOUSEHOLD_MEMBERSHIP_CREATE:
                path = f"households/{change.body['household']}/household_memberships"
                return await self._first(Product.PEOPLE, path, _is_of(change), include="person")
            case ChangeKind.MEMBERSHIP_CREATE:
                path = f"groups/{plain_id(change.body['group'])}/memberships"
                return await self._first(Product.GROUPS, path, _is_of(change))
            case ChangeKind.PHONE_CREATE:
                wanted = _digits(str(change.body.get("number")))
                return await self._first(
                    Product.PEOPLE, contact_list(change), lambda node: _digits(node.text("number")) == wanted
                )
            case ChangeKind.EMAIL_CREATE:
                address = str(change.body.get("address")).strip().casefold()
                return await self._first(
                    Product.PEOPLE, contact_list(change), lambda node: node.text("address").casefold() == address
                )
            case _:
                parts = ("street_line_1", "city", "zip")
                there = tuple(str(change.body.get(part) or "").strip().casefold() for part in parts)
                return await self._first(
                    Product.PEOPLE,
                    contact_list(change),
                    lambda node: tuple(node.text(part).strip().casefold() for part in parts) == there,
                )

    async def merged_into(self, person_id: PersonId) -> PersonId | None:
        """Who a person was merged into."""
        where = {"where[person_to_remove_id]": person_id}
        async for node in self._listed(Product.PEOPLE, "person_mergers", **where):
            kept = node.linked("person_to_keep") or node.id_in("person_to_keep_id")
            if kept and kept != person_id:
                return PersonId(kept)
        return None

    async def _look_for_person(self, change: Change, *, thoroughly: bool) -> Written | None:
        if change.body.get("remote_id") is not None:
            where = {"where[remote_id]": str(change.body["remote_id"])}
            # A number given by chance may be somebody else's.
            found = await self._first(Product.PEOPLE, "people", _is_named(change), **where)
            if found is not None:
                return found
        born = change.body.get("birthdate")
        if not thoroughly or not born or change.tried_at is None:
            return None
        since = (change.tried_at.astimezone(UTC) - _CLOCKS_DIFFER).strftime("%Y-%m-%dT%H:%M:%SZ")
        where = {
            "where[last_name]": str(change.body.get("last_name") or ""),
            "where[birthdate]": str(born),
            "where[created_at][gte]": since,
        }
        is_named = _is_named(change)
        several = [
            node
            async for node in self._listed(Product.PEOPLE, "people", **where)
            if is_named(node)
            and node.integer("remote_id") is None
            and node.day("birthdate") == date.fromisoformat(str(born))
        ]
        return _written(several[0]) if len(several) == 1 else None

    async def _membership(self, change: Change, product: Product, path: str) -> Written | None:
        """Change or end a membership, whose own id is not known here, by its person."""
        found = await self._first(product, path, _is_of(change), include="person" if product is Product.PEOPLE else "")
        if found is None:
            if change.kind.is_delete:
                return None
            raise NotKnown(product=product.value)
        if change.kind.is_delete:
            try:
                await self._request(product, "DELETE", f"{path}/{found.pco_id}", None)
            except NotKnown:
                return None
            return found
        attributes = {"pending": False, "household_role": change.body["role"]}
        document = {"data": {"type": "HouseholdMembership", "id": found.pco_id, "attributes": attributes}}
        await self._request(product, "PATCH", f"{path}/{found.pco_id}", document)
        return found

    async def _post_unless_there(self, path: str, document: Mapping[str, object]) -> None:
        try:
            await self._request(Product.PEOPLE, "POST", path, document)
        except NotAccepted as problem:
            if problem.details.get("fields") != ["person"]:
                raise

    async def _first(
        self, product: Product, path: str, is_it: Callable[[Node], bool], **parameters: str
    ) -> Written | None:
        async for node in self._listed(product, path, **parameters):
            if is_it(node):
                return _written(node)
        return None

    async def _listed(self, product: Product, path: str, **parameters: str) -> AsyncIterator[Node]:
        told = {name: value for name, value in parameters.items() if value}
        target: str | None = first_target(self.gateway.base_url, product, path, told | {"per_page": "100"})
        for _ in range(_MOST_PAGES):
            if target is None:
                return
            document = parse((await (await self.gateway.opened()).get(product, target)).json)
            for node in document.data:
                yield node
            link = document.next_link
            target = target_of_link(self.gateway.base_url, target, link) if link else None

    async def _send(self, change: Change) -> Document:
        write = write_of(change)
        answer = await self._request(write.product, write.verb, write.path, write.document)
        return parse(answer.json if answer.json is not None else {"data": None})

    async def _request(self, product: Product, verb: str, path: str, document: Mapping[str, object] | None) -> "Answer":
        client = await self.gateway.opened()
        target = first_target(self.gateway.base_url, product, path, {})
        match verb:
            case "POST":
                return await client.post(product, target, document or {})
            case "PATCH":
                return await client.patch(product, target, document or {})
            case _:
                return await client.delete(product, target)


def _written(node: Node) -> Written:
    return Written(node.id, node.optional_text("updated_at"))


def _is_of(change: Change) -> Callable[[Node], bool]:
    return lambda node: node.linked("person") == str(change.body["person"])


def _is_it(change: Change) -> Callable[[Node], bool]:
    """A household of that name with everyone described in it; clocks that differ are no matter."""
    people = change.body.get("people")
    wanted = {str(change.body["primary_contact"]), *map(str, people if isinstance(people, list | tuple) else ())}
    return lambda node: node.text("name") == str(change.body["name"]) and wanted <= set(node.linked_all("people") or ())


def _is_named(change: Change) -> Callable[[Node], bool]:
    wanted = tuple(folded(str(change.body.get(name) or "")) for name in ("first_name", "last_name"))
    return lambda node: (folded(node.text("first_name")), folded(node.text("last_name"))) == wanted


def _digits(text: str) -> str:
    return "".join(str(int(ch)) for ch in text if ch.isdecimal())[-10:]
