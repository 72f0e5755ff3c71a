"""What this station is for: who works at it, its name and number, its events and rooms; or as a Planning Center station."""

from dataclasses import replace

from kiosk.domain.ids import LocationId
from kiosk.services.set_up_ports import ChurchSource
from kiosk.ui.set_up.page import PlainPage, back_of, next_deed, place_of
from kiosk.ui.set_up.scene import Page, SetUpScene
from kiosk.ui.set_up.set_up_flow import SetUpFlow
from kiosk.ui.set_up.view import Act, Choice, Deed, Field, PageView, Typed
from kiosk.ui.staff.said import Said
from kiosk.words import Words
from kiosk.words import set_up_screens as say

_TAKE_OVER, _ALL = "take-over", ""
HIGHEST_NUMBER = 63
"""Sixty-four stations share the codes (product.md section 6)."""


def _mode_choices(words: Words) -> tuple[Choice, ...]:
    return tuple(Choice(mode, words.say(text), words.say(say.MODE_NOTES[mode])) for mode, text in say.MODES.items())


class KindPage(PlainPage):
    """Families, volunteers, a room's leader, or as at Planning Center."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        theirs = Choice(_TAKE_OVER, words.say(say.TAKE_OVER), words.say(say.TAKE_OVER_NOTE))
        has_theirs = scene.progress.source is ChurchSource.PLANNING_CENTER
        return PageView(
            title=words.say(say.KIND),
            lead=words.say(say.KIND_LEAD),
            place=place_of(scene, words),
            choices=(*_mode_choices(words), *((theirs,) if has_theirs else ())),
            chosen=frozenset({scene.mode}),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """A kind was tapped."""
        if key != _TAKE_OVER:
            flow.go(Page.STATION, mode=key)
            return
        flow.work(flow.set_up.planning_center_stations(), lambda theirs: flow.go(Page.THEIRS, theirs=theirs))

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """The kind that holds."""
        flow.go(Page.STATION)


class TheirsPage(PlainPage):
    """Planning Center's stations."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        return PageView(
            title=words.say(say.THEIRS),
            lead=words.say(say.TAKE_OVER_NOTE),
            place=place_of(scene, words),
            choices=tuple(Choice(station.id, station.name) for station in scene.theirs),
            notice="" if scene.theirs else words.say(say.THEIRS_NONE),
            back=back_of(scene, words),
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """One was tapped."""
        flow.go(Page.THEIR_KIND, their=next(station for station in flow.scene.theirs if station.id == key))


class TheirKindPage(PlainPage):
    """Who works at it, which Planning Center does not tell."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        name = scene.their.name if scene.their else ""
        return PageView(
            title=words.say(say.KIND),
            lead=words.say(say.THEIR_KIND_LEAD, name=name),
            place=place_of(scene, words),
            choices=_mode_choices(words),
            notice=scene.said.in_words(words),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """Take the station over."""
        if flow.scene.their is not None:
            flow.work(flow.set_up.take_over(flow.scene.their, key), lambda _: _taken_over(flow, key))


def _taken_over(flow: SetUpFlow, mode: str) -> None:
    async def settings() -> SetUpScene:
        now = (await flow.set_up.settings.all()).station
        look = replace(flow.scene.look, theme=now.theme, accent=now.accent)
        return replace(flow.scene, settings=now, look=look, mode=mode, events=frozenset(now.event_ids))

    def taken(scene: SetUpScene) -> None:
        flow.scene = replace(scene, is_busy=False)
        flow.step_done(Page.PRINTER)

    flow.work(settings(), taken)


class StationPage(PlainPage):
    """Its name and its number."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        typed = scene.typed
        return PageView(
            title=words.say(say.STATION),
            lead=words.say(say.STATION_LEAD),
            place=place_of(scene, words),
            fields=(
                Field("name", words.say(say.STATION_NAME), typed.get("name", scene.settings.name)),
                Field(
                    "slot", words.say(say.STATION_NUMBER), typed.get("slot", str(scene.settings.slot)), is_number=True
                ),
            ),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            back=back_of(scene, words),
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Keep both until the events are chosen too."""
        number = typed["slot"].strip()
        flow.turn(typed=dict(typed))
        if not (number.isascii() and number.isdigit() and int(number) <= HIGHEST_NUMBER):
            flow.tell(Said(say.NUMBER_WRONG))
        else:
            flow.go(Page.SCOPE)


class ScopePage(PlainPage):
    """All events, or some."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        events = scene.found.events if scene.found else ()
        some_rooms = (Deed(Act.OTHER, words.say(say.ONLY_ROOMS)),) if events else ()
        return PageView(
            title=words.say(say.SCOPE),
            lead=words.say(say.SCOPE_LEAD if events else say.SCOPE_NONE_YET),
            place=place_of(scene, words),
            choices=(
                Choice(_ALL, words.say(say.ALL_EVENTS)),
                *(Choice(event.id, event.name) for event in events),
            ),
            chosen=scene.events or frozenset({_ALL}),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            others=some_rooms,
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """On or off."""
        flow.turn(events=flow.scene.events ^ {key} if key else frozenset(), chosen_rooms=frozenset())

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Keep all of it, or look at single rooms first."""
        if act is Act.OTHER:
            flow.work(flow.world.rooms(sorted(flow.scene.events)), lambda rooms: flow.go(Page.ROOMS, rooms=rooms))
        else:
            _keep(flow)


class RoomsPage(PlainPage):
    """All rooms, or some."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        return PageView(
            title=words.say(say.ROOMS),
            lead=words.say(say.SCOPE_LEAD),
            place=place_of(scene, words),
            choices=(Choice(_ALL, words.say(say.ALL_ROOMS)), *(Choice(room.id, room.name) for room in scene.rooms)),
            chosen=frozenset(str(room) for room in scene.chosen_rooms) or frozenset({_ALL}),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """On or off."""
        flow.turn(chosen_rooms=flow.scene.chosen_rooms ^ {LocationId(key)} if key else frozenset())

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Keep all of it."""
        _keep(flow)


def _keep(flow: SetUpFlow) -> None:
    scene = flow.scene
    values: dict[str, object] = {
        "name": scene.typed.get("name", scene.settings.name),
        "slot": int(scene.typed.get("slot", scene.settings.slot)),
        "mode": scene.mode,
        "event_ids": sorted(scene.events),
        "location_ids": sorted(scene.chosen_rooms),
    }
    flow.work(flow.set_up.choose_station(values), lambda _: flow.step_done(Page.PRINTER))
