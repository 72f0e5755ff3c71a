"""What can be read comes as Planning Center writes it, and no way that is published leads nowhere."""

from kiosk.simulator.edges import follow
from kiosk.simulator.errors import Refused
from kiosk.simulator.records import PRODUCTS
from kiosk.simulator.server import PlanningCenterServer
from kiosk.simulator.vertices import published
from tests.simulator.small_church import add_people
from tests.simulator.wire_caller import Caller, person


def test_a_person_carries_what_was_included_and_links_to_the_rest(call: Caller):
    document = call("/people/v2/people/101?include=emails,households").json

    told = document["data"]
    assert told["attributes"]["name"] == "Søren Cole"
    assert told["attributes"]["medical_notes"] is None
    assert told["relationships"]["emails"]["data"] == [{"type": "Email", "id": "1"}]
    assert told["relationships"]["primary_campus"]["data"] == {"type": "PrimaryCampus", "id": "5"}
    assert "emails" not in told["links"]
    assert told["links"]["phone_numbers"].endswith("/people/v2/people/101/phone_numbers")
    assert told["links"]["school"] is None
    assert {one["type"] for one in document["included"]} == {"Email", "Household"}
    assert document["meta"]["parent"] == {"type": "Organization", "id": "77"}


def test_included_is_an_empty_list_where_nothing_was_asked_for(call: Caller):
    assert call("/people/v2/people/101").json["included"] == []


def test_includes_go_two_steps_where_that_is_published(call: Caller):
    document = call("/check-ins/v2/events/1/locations?include=options.label,parent").json

    assert {(one["type"], one["id"]) for one in document["included"]} == {
        ("Option", "1"),
        ("Label", "1"),
        ("Location", "1"),
    }
    option = next(one for one in document["included"] if one["type"] == "Option")
    assert option["relationships"]["label"]["data"] == {"type": "Label", "id": "1"}


def test_attributes_that_must_be_asked_for_come_only_then(call: Caller):
    plain = call("/people/v2/phone_numbers/1").json["data"]["attributes"]
    asked = call("/people/v2/phone_numbers/1?fields[PhoneNumber]=formatted_number,number").json["data"]["attributes"]

    assert "formatted_number" not in plain
    assert asked == {"formatted_number": "(425) 555-0123", "number": "(425) 555-0123"}


def test_a_phone_number_is_read_in_every_form(call: Caller):
    told = call("/people/v2/phone_numbers/1").json["data"]["attributes"]

    assert (told["e164"], told["international"]) == ("+14255550123", "+1 425-555-0123")
    assert (told["national"], told["country_code"]) == ("(425) 555-0123", "US")


def test_a_household_counts_its_members_and_names_them_without_being_asked(call: Caller):
    told = call("/people/v2/households/1").json["data"]

    assert told["attributes"]["member_count"] == 2
    assert told["attributes"]["primary_contact_name"] == "Søren Cole"
    assert told["relationships"]["people"]["data"] == [person("101"), person("102")]


def test_pages_follow_one_another_and_the_last_has_no_next(call: Caller, center: PlanningCenterServer):
    add_people(center.church, 207)
    address, seen = f"{center.base_url}/people/v2/people?per_page=100&order=created_at", []

    while address:
        page = call(address.removeprefix(center.base_url)).json
        seen += [one["id"] for one in page["data"]]
        assert page["meta"]["total_count"] == 210
        address = page["links"].get("next")

    assert seen[:3] == ["101", "102", "103"]
    assert len(set(seen)) == len(seen) == 210
    assert page["meta"]["count"] == 10
    assert "next" not in page["meta"]
    assert page["meta"]["prev"] == {"offset": 100}


def test_a_page_has_25_rows_unless_asked(call: Caller, center: PlanningCenterServer):
    add_people(center.church, 50)

    assert len(call("/people/v2/people").ids) == 25


def test_every_product_shows_the_same_people_in_its_own_way(call: Caller):
    check_ins = call("/check-ins/v2/people/102").json["data"]["attributes"]
    groups = call("/groups/v2/people/101").json["data"]["attributes"]

    assert (check_ins["check_in_count"], check_ins["last_checked_in_at"]) == (2, "2026-09-13T13:32:00Z")
    assert groups["phone_numbers"][0]["number"] == "(425) 555-0123"
    assert call("/groups/v2/people/102?fields[Person]=child").json["data"]["attributes"] == {"child": True}


def test_every_product_begins_with_the_organization(call: Caller):
    for product in PRODUCTS:
        told = call(f"/{product}/v2").json["data"]
        assert (told["type"], told["id"]) == ("Organization", "77")
        assert told["attributes"]["time_zone"] == "America/Chicago"


def test_rooms_are_found_by_event_and_by_time_but_not_at_the_root(call: Caller):
    assert call("/check-ins/v2/events/1/locations").ids == ["1", "2"]
    assert call("/check-ins/v2/event_times/2/available_locations").ids == ["2"]
    assert call("/check-ins/v2/locations").status == 404


def test_current_times_are_those_of_the_period_that_is_on(call: Caller):
    assert call("/check-ins/v2/events/1/current_event_times").ids == ["2"]


def test_an_event_and_a_room_with_one_id_keep_their_own_links(call: Caller):
    assert call("/check-ins/v2/events/1/integration_links").ids == ["1"]
    assert call("/check-ins/v2/integration_links").ids == ["1", "2"]


def test_the_spelling_with_an_underscore_answers_too(call: Caller):
    assert call("/check_ins/v2/events/1").status == 200


def test_a_user_with_few_permissions_does_not_get_the_keys_at_all(center: PlanningCenterServer):
    hidden = {"people/Person": ["birthdate", "medical_notes"]}
    with PlanningCenterServer(center.church, hidden=hidden) as server:
        call = Caller(server.base_url)
        told = call("/people/v2/people/102").json["data"]["attributes"]
        call.close()

    assert "birthdate" not in told
    assert told["first_name"] == "Zoé"


def test_every_published_edge_between_simulated_vertices_is_walked_or_named_as_not_simulated(
    center: PlanningCenterServer,
):
    """A new edge in the published data must not end in a crash."""
    unwalked = set()
    for product in PRODUCTS:
        for vertex in published(product).vertices.values():
            record = {"type": vertex.type, "id": "0", "attributes": {}, "relationships": {"local": {"data": None}}}
            for name, edge in vertex.edges.items():
                if edge.type in published(product).vertices:
                    try:
                        follow(center.store, product, record, name)
                    except Refused as refused:
                        unwalked.add((product, vertex.type, name, refused.status))

    assert unwalked == {("people", "FieldDatum", "field_option", 501), ("people", "FieldDatum", "tab", 501)}
