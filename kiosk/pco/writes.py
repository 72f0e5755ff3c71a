"""A change as Planning Center takes it: which address, which verb, which document (pco/API.md sections 5, 6 and 8)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.domain.outbox import PERSON_FIELDS, Change, ChangeKind
from kiosk.services.pulled import Product

_PERSON_NAMES: Mapping[str, str] = {"is_child": "child"}
_GENDERS = {"male": "Male", "female": "Female"}
_CONTACTS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "phone": ("PhoneNumber", "phone_numbers", ("number", "location", "is_primary")),
    "email": ("Email", "emails", ("address", "location", "is_primary")),
    "address": (
        "Address",
        "addresses",
        ("street_line_1", "street_line_2", "city", "state", "zip", "country_code", "location", "is_primary"),
    ),
}


@dataclass(frozen=True, slots=True)
class Write:
    """One request: ``document`` None for what takes something away."""

    product: Product
    verb: str
    path: str
    document: Mapping[str, object] | None = None


def write_of(change: Change) -> Write:
    """The request that carries out a change whose ids are Planning Center's. Raises ValueError for one that makes no sense."""
    record, kind = change.kind.record, change.kind
    if record in _CONTACTS:
        return _contact(change)
    if kind not in _WRITES:
        raise ValueError(kind.value)
    return _WRITES[kind](change)


def contact_list(change: Change) -> str:
    """Where the contacts of this kind of a person are listed."""
    return f"people/{change.body['person']}/{_CONTACTS[change.kind.record][1]}"


def plain_id(id: object) -> str:
    """A group's id without the gid around it."""
    return str(id).rpartition("/")[2]


def membership_document(person: object, role: object) -> Mapping[str, object]:
    """A household membership; unless told otherwise Planning Center would send an invitation."""
    attributes: dict[str, object] = {"pending": False}
    if role:
        attributes["household_role"] = role
    return _document("HouseholdMembership", attributes, person=_one("Person", person))


def _document(type: str, attributes: Mapping[str, object], id: str = "", **links: object) -> Mapping[str, object]:
    data: dict[str, object] = {"type": type, "attributes": dict(attributes)}
    if id:
        data["id"] = id
    if links:
        data["relationships"] = {name: {"data": linked} for name, linked in links.items()}
    return {"data": data}


def _one(type: str, id: object) -> Mapping[str, str]:
    return {"type": type, "id": str(id)}


def _person_attributes(change: Change) -> Mapping[str, object]:
    attributes: dict[str, object] = {}
    for name in PERSON_FIELDS:
        if name not in change.body:
            continue
        value = change.body[name]
        if name == "gender":
            value = _GENDERS.get(str(value).casefold()) if value else None
        if name == "is_child":
            value = bool(value)
        attributes[_PERSON_NAMES.get(name, name)] = value
    if change.kind.is_create:
        attributes = {name: value for name, value in attributes.items() if value not in (None, "")}
        if change.body.get("remote_id") is not None:
            attributes["remote_id"] = change.body["remote_id"]
    return attributes


def _create_person(change: Change) -> Write:
    return Write(Product.PEOPLE, "POST", "people", _document("Person", _person_attributes(change)))


def _update_person(change: Change) -> Write:
    document = _document("Person", _person_attributes(change), change.subject)
    return Write(Product.PEOPLE, "PATCH", f"people/{change.subject}", document)


def _contact(change: Change) -> Write:
    type, path, fields = _CONTACTS[change.kind.record]
    if change.kind.is_delete:
        return Write(Product.PEOPLE, "DELETE", f"{path}/{change.subject}")
    attributes = {
        ("primary" if name == "is_primary" else name): change.body[name] for name in fields if name in change.body
    }
    if change.kind.is_create:
        attributes = {name: value for name, value in attributes.items() if value not in (None, "", False)}
        return Write(Product.PEOPLE, "POST", contact_list(change), _document(type, attributes))
    return Write(Product.PEOPLE, "PATCH", f"{path}/{change.subject}", _document(type, attributes, change.subject))


def _create_household(change: Change) -> Write:
    contact = change.body["primary_contact"]
    people = change.body.get("people")
    ids = [str(one) for one in people] if isinstance(people, list | tuple) else []
    members = [_one("Person", id) for id in dict.fromkeys([str(contact), *ids])]
    document = _document(
        "Household", {"name": change.body["name"]}, people=members, primary_contact=_one("Person", contact)
    )
    return Write(Product.PEOPLE, "POST", "households", document)


def _update_household(change: Change) -> Write:
    names = {"name": "name", "primary_contact": "primary_contact_id"}
    attributes = {names[name]: change.body[name] for name in names if name in change.body}
    document = _document("Household", attributes, change.subject)
    return Write(Product.PEOPLE, "PATCH", f"households/{change.subject}", document)


def _create_household_membership(change: Change) -> Write:
    path = f"households/{change.body['household']}/household_memberships"
    return Write(Product.PEOPLE, "POST", path, membership_document(change.body["person"], change.body.get("role")))


def _create_membership(change: Change) -> Write:
    attributes: dict[str, object] = {"person_id": str(change.body["person"])}
    attributes |= {name: change.body[name] for name in ("role", "joined_at") if change.body.get(name)}
    path = f"groups/{plain_id(change.body['group'])}/memberships"
    return Write(Product.GROUPS, "POST", path, _document("Membership", attributes))


_WRITES: Mapping[ChangeKind, Callable[[Change], Write]] = {
    ChangeKind.PERSON_CREATE: _create_person,
    ChangeKind.PERSON_UPDATE: _update_person,
    ChangeKind.HOUSEHOLD_CREATE: _create_household,
    ChangeKind.HOUSEHOLD_UPDATE: _update_household,
    ChangeKind.HOUSEHOLD_MEMBERSHIP_CREATE: _create_household_membership,
    ChangeKind.MEMBERSHIP_CREATE: _create_membership,
}
