"""What can be written is filed, with what Planning Center makes of it; what it needs must be there."""

import pytest

from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.small_church import Clock, a_small_church
from tests.simulator.wire_caller import Caller, person

NOW = "2026-09-13T14:00:00Z"


def test_a_newcomer_family_is_written_in_steps(call: Caller):
    made = call.post(
        "/people/v2/people", "Person", {"first_name": "Kim", "last_name": "Lee", "gender": "F", "remote_id": 9}
    )
    kim = made.json["data"]
    assert made.status == 201
    assert kim["attributes"]["created_at"] == kim["attributes"]["updated_at"] == NOW
    assert (kim["attributes"]["name"], kim["attributes"]["gender"]) == ("Kim Lee", "Female")
    assert (kim["attributes"]["status"], kim["attributes"]["child"]) == ("active", False)
    phone = call.post(f"/people/v2/people/{kim['id']}/phone_numbers", "PhoneNumber", {"number": "425-555-0177"})
    assert phone.json["data"]["attributes"]["e164"] == "+14255550177"
    assert phone.json["data"]["attributes"]["primary"] is True
    assert phone.json["data"]["relationships"]["person"]["data"] == person(kim["id"])

    household = call.post(
        "/people/v2/households",
        "Household",
        {"name": "Lee"},
        people=[person(kim["id"])],
        primary_contact=person(kim["id"]),
    ).json["data"]
    membership = call.post(
        f"/people/v2/households/{household['id']}/household_memberships",
        "HouseholdMembership",
        {"pending": False, "household_role": "child_or_dependent"},
        person=person("102"),
    )

    assert membership.status == 201
    told = call(f"/people/v2/households/{household['id']}").json["data"]
    assert (told["attributes"]["member_count"], told["attributes"]["primary_contact_name"]) == (2, "Kim Lee")
    assert call("/people/v2/people/102/households").ids == ["1", household["id"]]
    assert call("/people/v2/people?where[remote_id]=9").ids == [kim["id"]]


def test_changing_a_person_moves_updated_at_and_the_name(call: Caller):
    reply = call.patch("/people/v2/people/103", "Person", {"last_name": "Ball"})

    assert reply.status == 200
    assert reply.json["data"]["attributes"]["name"] == "Ana Ball"
    assert reply.json["data"]["attributes"]["updated_at"] == NOW
    assert call("/people/v2/people?where[search_name]=ball").ids == ["103"]


def test_a_new_phone_moves_the_persons_updated_at_but_a_household_member_does_not(call: Caller):
    call.post("/people/v2/people/102/phone_numbers", "PhoneNumber", {"number": "(425) 555-0199"})
    call.post("/people/v2/households/1/household_memberships", "HouseholdMembership", {}, person=person("103"))

    changed = call("/people/v2/people?where[updated_at][gte]=2026-09-13&order=updated_at").ids
    assert changed == ["102"]
    assert call("/people/v2/households/1").json["data"]["attributes"]["updated_at"] != NOW


def test_one_email_stays_primary(call: Caller):
    call.post("/people/v2/people/101/emails", "Email", {"address": "s@example.com", "primary": True})

    told = {one["id"]: one["attributes"]["primary"] for one in call("/people/v2/people/101/emails").json["data"]}
    assert told == {"1": False, "2": True}


def test_an_inactive_person_says_since_when_until_made_active_again(call: Caller):
    gone = call.patch("/people/v2/people/103", "Person", {"status": "inactive"}).json["data"]["attributes"]
    back = call.patch("/people/v2/people/103", "Person", {"status": "active"}).json["data"]["attributes"]

    assert (gone["status"], gone["inactivated_at"]) == ("inactive", NOW)
    assert (back["status"], back["inactivated_at"]) == ("active", None)


def test_deleting_answers_with_nothing_at_all(call: Caller):
    reply = call("/people/v2/emails/1", "DELETE")

    assert (reply.status, reply.body) == (204, b"")
    assert "content-type" not in reply.headers
    assert call("/people/v2/emails/1").status == 404
    assert call("/people/v2/people/101/emails").ids == []


def test_a_person_who_has_checked_in_cannot_be_deleted_another_can(call: Caller):
    assert call("/people/v2/people/102", "DELETE").error["code"] == "delete_restriction"
    assert call("/people/v2/people/101", "DELETE").status == 204
    assert call("/people/v2/households/1/people").ids == ["102"]


def test_setting_a_households_people_ends_the_other_memberships(call: Caller):
    call.patch("/people/v2/households/1", "Household", {}, people=[person("101"), person("103")])

    assert sorted(call("/people/v2/households/1/people").ids) == ["101", "103"]


PEOPLE, PHONES, EMAILS = "/people/v2/people", "/people/v2/people/101/phone_numbers", "/people/v2/people/101/emails"
MEMBERS, ROSTER = "/people/v2/households/1/household_memberships", "/groups/v2/groups/11/memberships"
TIES = "/calendar/v2/events/21/event_connections"
NAMED = {"first_name": "Kim", "last_name": "Lee"}
HALF_A_TIE = {"product_name": "groups", "connected_to_id": "11", "connected_to_type": "group"}
BLANK, INVALID, UNKNOWN, TAKEN = "can't be blank", "is invalid", "is not included in the list", "has already been taken"


@pytest.mark.parametrize(
    ("address", "type", "attributes", "parameter", "detail"),
    [
        (PEOPLE, "Person", {"first_name": "Kim"}, "last_name", BLANK),
        (PEOPLE, "Person", {"first_name": "Kim", "last_name": " "}, "last_name", BLANK),
        (PEOPLE, "Person", NAMED | {"child": "yes"}, "child", INVALID),
        (PEOPLE, "Person", NAMED | {"birthdate": "1/2/20"}, "birthdate", INVALID),
        (PEOPLE, "Person", NAMED | {"remote_id": "k-1"}, "remote_id", INVALID),
        (PEOPLE, "Person", NAMED | {"gender": "?"}, "gender", UNKNOWN),
        (PHONES, "PhoneNumber", {"location": "Home"}, "number", BLANK),
        (PHONES, "PhoneNumber", {"number": "none"}, "number", INVALID),
        (EMAILS, "Email", {"address": "none"}, "address", INVALID),
        ("/people/v2/households", "Household", {"name": "Lee"}, "primary_contact", BLANK),
        (MEMBERS, "HouseholdMembership", {"household_role": "dad"}, "household_role", UNKNOWN),
        (MEMBERS, "HouseholdMembership", {"person_id": "101"}, "person", TAKEN),
        (ROSTER, "Membership", {"role": "member"}, "person", BLANK),
        (TIES, "EventConnection", HALF_A_TIE, "connected_to_name", BLANK),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    call: Caller, address: str, type: str, attributes: dict[str, object], parameter: str, detail: str
):
    reply = call.post(address, type, attributes)

    assert (reply.status, reply.error["title"], reply.error["detail"]) == (422, "Validation Error", detail)
    assert reply.error["source"] == {"parameter": parameter}
    assert reply.error["meta"] == {"resource": type, "associated_resources": []}


def test_a_remote_id_belongs_to_one_person(call: Caller):
    reply = call.patch("/people/v2/people/103", "Person", {"remote_id": 7})

    assert (reply.status, reply.error["title"]) == (409, "Duplicate Record")
    assert call.patch("/people/v2/people/101", "Person", {"remote_id": 7}).status == 200


def test_a_link_to_nobody_is_refused(call: Caller):
    reply = call.post("/people/v2/households", "Household", {"name": "Lee"}, primary_contact=person("9999"))

    assert (reply.status, reply.error["code"]) == (422, "attribute_resource_not_found")


def test_a_group_membership_takes_the_person_as_an_attribute_only(call: Caller):
    address = "/groups/v2/groups/11/memberships"
    assert call.post(address, "Membership", {}, person=person("102")).error["title"] == "Forbidden Attribute"

    made = call.post(address, "Membership", {"person_id": "102", "role": "member"})
    assert made.status == 201
    assert made.json["data"]["relationships"]["person"]["data"] == person("102")
    assert call.patch(f"{address}/{made.json['data']['id']}", "Membership", {"role": "leader"}).status == 200
    assert call("/groups/v2/groups/11").json["data"]["attributes"]["memberships_count"] == 1
    assert call.post(address, "Membership", {"person_id": "102"}).error["detail"] == "has already been taken"
    assert call(f"{address}/{made.json['data']['id']}", "DELETE").status == 204


def test_a_calendar_event_is_tied_to_a_group(call: Caller):
    tie = {"product_name": "groups", "connected_to_type": "group", "connected_to_id": "11", "connected_to_name": "Twos"}
    made = call.post("/calendar/v2/events/21/event_connections", "EventConnection", tie)

    assert made.status == 201
    assert call("/calendar/v2/events/21/event_connections?where[product_name]=groups").ids == [made.json["data"]["id"]]
    assert call(f"/calendar/v2/events/21/event_connections/{made.json['data']['id']}", "DELETE").status == 204


@pytest.mark.parametrize("address", ["/calendar/v2/tags", "/people/v2/campuses"])
def test_other_published_writes_fail_loudly(call: Caller, address: str):
    assert call.post(address, "Anything", {}).status == 501


def test_the_search_learns_of_changes_later_than_everything_else():
    clock = Clock()
    with PlanningCenterServer(a_small_church(), search_delay_seconds=45, now=clock.now) as server:
        call = Caller(server.base_url)
        made = call.post("/people/v2/people", "Person", {"first_name": "Kim", "last_name": "Lee", "remote_id": 9})
        call.patch("/people/v2/people/103", "Person", {"last_name": "Ball"})

        soon = [call(f"/people/v2/people?where[search_name]={name}").ids for name in ("kim", "ball", "bell")]
        by_id = call("/people/v2/people?where[remote_id]=9").ids
        clock.pass_seconds(45)
        later = [call(f"/people/v2/people?where[search_name]={name}").ids for name in ("kim", "ball", "bell")]
        call.close()

    kim = made.json["data"]["id"]
    assert soon == [[], [], ["103"]]
    assert by_id == [kim]
    assert later == [[kim], ["103"], []]
