"""A church without Planning Center: what it is called, and the first thing people come to."""

import re
from dataclasses import replace
from datetime import time

from kiosk.services.set_up_ports import Found
from kiosk.ui.set_up.page import PlainPage, back_of, next_deed, place_of
from kiosk.ui.set_up.scene import Page, SetUpScene
from kiosk.ui.set_up.set_up_flow import SetUpFlow
from kiosk.ui.set_up.view import Act, Choice, Field, PageView, Typed
from kiosk.ui.staff.said import Said
from kiosk.words import Words
from kiosk.words import set_up_screens as say
from kiosk.words.admin_local import NOT_A_CLOCK
from kiosk.words.times import WEEKDAYS

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_DAYS_A_WEEK = 7
_SUNDAY = 6
"""Where Sunday stands in WEEKDAYS; a weekday of the program counts from it."""


class OwnChurchPage(PlainPage):
    """Its name and its clock."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        church = scene.found.church if scene.found else ""
        return PageView(
            title=words.say(say.OWN_CHURCH),
            lead=words.say(say.OWN_CHURCH_LEAD),
            place=place_of(scene, words),
            fields=(
                Field("name", words.say(say.OWN_NAME), scene.typed.get("church", church)),
                Field("zone", words.say(say.OWN_ZONE), scene.typed.get("zone", scene.zone)),
            ),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Keep both; where there are no people yet, the first event comes next."""
        name, zone = " ".join(typed["name"].split()), typed["zone"].strip()
        flow.turn(typed={**flow.scene.typed, "church": name, "zone": zone})
        if not name:
            flow.tell(Said(say.ADMIN_NEEDS_NAME))
        else:
            flow.work(flow.set_up.use_own_church(name, zone), lambda _: flow.step_done(Page.OWN_EVENT))


class OwnEventPage(PlainPage):
    """One event with its hour and its rooms."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        typed = scene.typed
        return PageView(
            title=words.say(say.OWN_EVENT),
            lead=words.say(say.OWN_EVENT_LEAD),
            place=place_of(scene, words),
            fields=(
                Field("name", words.say(say.OWN_EVENT_NAME), typed.get("event", "")),
                Field("clock", words.say(say.OWN_CLOCK), typed.get("clock", "")),
                Field("rooms", words.say(say.OWN_ROOMS), typed.get("rooms", "")),
            ),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """On to the day."""
        name = " ".join(typed["name"].split())
        rooms = tuple(dict.fromkeys(room for one in typed["rooms"].split(",") if (room := " ".join(one.split()))))
        kept = {"event": name, "clock": typed["clock"].strip(), "rooms": ", ".join(rooms)}
        flow.turn(typed={**flow.scene.typed, **kept})
        if not name:
            flow.tell(Said(say.OWN_NEEDS_NAME))
        elif _CLOCK.fullmatch(kept["clock"]) is None:
            flow.tell(Said(NOT_A_CLOCK))
        else:
            flow.go(Page.OWN_DAY)


class OwnDayPage(PlainPage):
    """The day on which it comes round."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        days = [words.say(WEEKDAYS[(day + _SUNDAY) % _DAYS_A_WEEK]) for day in range(_DAYS_A_WEEK)]
        return PageView(
            title=words.say(say.OWN_DAY),
            lead=words.say(say.OWN_DAY_LEAD),
            place=place_of(scene, words),
            choices=tuple(Choice(str(day), name) for day, name in enumerate(days)),
            notice=scene.said.in_words(words),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """A day was tapped: make the event."""
        typed = flow.scene.typed
        hours, minutes = typed["clock"].split(":")
        rooms = tuple(typed["rooms"].split(", ")) if typed["rooms"] else ()
        making = flow.set_up.add_own_event(typed["event"], time(int(hours), int(minutes)), int(key), rooms)
        flow.work(making, lambda found: _made(flow, found))


def _made(flow: SetUpFlow, found: Found) -> None:
    without = {key: text for key, text in flow.scene.typed.items() if key not in ("event", "clock", "rooms")}
    flow.scene = replace(flow.scene, found=found, typed=without)
    flow.step_done(Page.FOUND)
