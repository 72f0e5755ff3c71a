"""One person with one possible room has nothing to choose: with the setting they go straight to done (case H09)."""

from kiosk.services.self_station import HouseholdView, PersonTap


def only_choice(view: HouseholdView) -> tuple[PersonTap, ...]:
    """The one thing this household can do, as its tap; empty where there is anything to choose, ask or say."""
    if len(view.times) != 1 or len(view.cards) != 1:
        return ()
    (card,) = view.cards
    (choice,) = view.times
    time = next((one for one in card.times if one.time_key == choice.key), None)
    if time is None or time.room is None or time.is_already_in or len(time.rooms) != 1:
        return ()
    if card.question is not None or card.may_volunteer or time.room.options:
        return ()
    return (PersonTap(card.person_id, time.event_time_id, time.room.location_id),)
