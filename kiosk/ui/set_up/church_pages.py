"""Where the people come from: which church, what a sign-in may see, the pull, and what was found."""

from kiosk.services.pulled import Product, Resource
from kiosk.services.set_up_ports import ChurchSource, Found
from kiosk.services.sign_in import Access
from kiosk.ui.set_up.ending import Ending, SetUpEnd
from kiosk.ui.set_up.page import PlainPage, back_of, next_deed, place_of
from kiosk.ui.set_up.scene import Bringing, Page, SetUpScene
from kiosk.ui.set_up.set_up_flow import SetUpFlow
from kiosk.ui.set_up.view import Act, Choice, Deed, Fact, PageView, Tone, Typed
from kiosk.ui.staff.said import trouble
from kiosk.words import Words
from kiosk.words import set_up as say_set_up
from kiosk.words import set_up_screens as say
from kiosk.words.sign_in import MAY_NOT_SEE, MAY_SEE, NO_EVENTS, SIGNED_IN

_KEPT, _TOKEN, _BROWSER, _SAMPLE, _OWN = "kept", "token", "browser", "sample", "own"
_MOST_EVENTS = 5
_TOLD = (
    Resource.PEOPLE,
    Resource.EVENTS,
    Resource.CHECK_INS,
    Resource.GROUPS,
    Resource.EVENT_INSTANCES,
)


class ChurchPage(PlainPage):
    """Planning Center, one way or the other, the sample church, or none of them."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        own = Choice(_OWN, words.say(say.BY_OWN), words.say(say.BY_OWN_NOTE))
        # Where another church's people are, one of our own would stand among them.
        is_own_offered = scene.progress.source in (ChurchSource.NONE, ChurchSource.OWN)
        kept = Choice(_KEPT, words.say(say.BY_KEPT), words.say(say.BY_KEPT_NOTE))
        return PageView(
            title=words.say(say.CHURCH),
            lead=words.say(say.CHURCH_LEAD),
            place=place_of(scene, words),
            choices=(
                *((kept,) if scene.has_sign_in else ()),
                Choice(_TOKEN, words.say(say.BY_TOKEN), words.say(say.BY_TOKEN_NOTE)),
                Choice(_BROWSER, words.say(say.BY_BROWSER), words.say(say.BY_BROWSER_NOTE)),
                Choice(_SAMPLE, words.say(say.BY_SAMPLE), words.say(say.BY_SAMPLE_NOTE)),
                *((own,) if is_own_offered else ()),
            ),
            notice=scene.said.in_words(words),
            back=back_of(scene, words),
            others=() if scene.has_page_before else (Deed(Act.LEAVE, words.say(say.LEAVE)),),
            is_busy=scene.is_busy,
        )

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """A way was tapped."""
        match key:
            case "token":
                flow.go(Page.TOKEN, needs_file=False)
            case "browser":
                flow.go(Page.BROWSER, needs_file=False)
            case "kept":
                flow.work(flow.set_up.use_sign_in(), lambda access: flow.go(Page.SEEN, access=access))
            case "own":
                flow.go(Page.OWN_CHURCH)
            case _:
                flow.work(flow.set_up.use_sample_church(), lambda _: _start_bringing(flow))


def _start_bringing(flow: SetUpFlow) -> None:
    flow.bring()
    flow.go(Page.BRINGING)


class SeenPage(PlainPage):
    """Which church it is, what may be read and what is missing."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        access = scene.access
        return PageView(
            title=words.say(SIGNED_IN, church=access.church if access else ""),
            lead=words.say(say.SEEN_LEAD),
            place=place_of(scene, words),
            facts=_access_facts(access, words) if access else (),
            primary=next_deed(words, say.BRING),
            back=back_of(scene, words),
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Begin the pull."""
        _start_bringing(flow)


def _access_facts(access: Access, words: Words) -> tuple[Fact, ...]:
    facts = []
    for one in access.products:
        if one.problem is not None:
            facts.append(Fact(words.say(MAY_NOT_SEE[one.product.value]), Tone.WARN))
        elif one.rows == 0 and one.product is Product.CHECK_INS:
            facts.append(Fact(words.say(NO_EVENTS), Tone.WARN))
        else:
            facts.append(Fact(words.count(MAY_SEE[one.product.value], one.rows or 0), Tone.GOOD))
    return tuple(facts)


class BringingPage(PlainPage):
    """How far the pull has come; it goes on without anybody looking."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        now = scene.bringing or Bringing()
        stopped = trouble(now.problem).in_words(words) if now.has_stopped else ""
        again = Deed(Act.AGAIN, words.say(say.TRY_AGAIN))
        meanwhile = next_deed(words, say.NEXT if now.is_done else say.GO_ON_MEANWHILE)
        return PageView(
            title=words.say(say.BRINGING),
            lead=words.say(say.STOPPED if stopped else say.BROUGHT_LEAD if now.is_done else say.BRINGING_LEAD),
            place=place_of(scene, words),
            facts=tuple(_brought(words, resource, now) for resource in _TOLD),
            share=1.0 if now.is_done else _share(now),
            notice=stopped,
            primary=again if stopped else meanwhile,
            others=(Deed(Act.SKIP, words.say(say.GO_ON_MEANWHILE)),) if stopped else (),
            back=back_of(scene, words),
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """On, or once more."""
        if act is Act.AGAIN:
            flow.bring()
        else:
            flow.go(Page.FOUND if flow.scene.bringing and flow.scene.bringing.is_done else Page.KIND)


def _share(now: Bringing) -> float:
    """How much of the lists has come; one whose total is known counts by its rows."""
    counted = [min(1.0, rows / total) if total else 1.0 for rows, total in now.rows.values()]
    return min(0.98, sum(counted) / len(Resource))


def _brought(words: Words, resource: Resource, now: Bringing) -> Fact:
    told = now.rows.get(resource)
    if told is None:
        is_over = now.is_done
        return Fact(words.say(say.BROUGHT[resource.value], rows="–"), Tone.PLAIN if is_over else Tone.WAITS)
    rows, total = told
    is_whole = total is None or rows >= total
    text = f"{rows:,}" if is_whole else words.say(say.ROWS_OF, rows=f"{rows:,}", total=f"{total:,}")
    return Fact(words.say(say.BROUGHT[resource.value], rows=text), Tone.GOOD if is_whole else Tone.WAITS)


class FoundPage(PlainPage):
    """What the church turned out to have, and what is missing."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        found = scene.found
        church = found.church if found else ""
        is_own = scene.progress.source is ChurchSource.OWN
        again = Deed(Act.AGAIN, words.say(say.BRING_AGAIN))
        more = Deed(Act.KEEP, words.say(say.OWN_MORE))
        return PageView(
            title=words.say(say.FOUND_AT, church=church) if church else words.say(say.FOUND),
            place=place_of(scene, words),
            lead=words.say(say.OWN_LEAD) if is_own else "",
            facts=_found_facts(found, words, is_own=is_own) if found else (),
            notice=scene.said.in_words(words),
            primary=next_deed(words),
            others=(more if is_own else again, Deed(Act.OTHER, words.say(say.OTHER_CHURCH))),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """On, once more, or to another church."""
        match act:
            case Act.AGAIN:
                _start_bringing(flow)
            case Act.KEEP:
                flow.go(Page.OWN_EVENT)
            case Act.OTHER if flow.scene.progress.source is ChurchSource.SAMPLE:
                flow.go(Page.OTHER_CHURCH)
            case Act.OTHER:
                flow.go(Page.CHURCH)
            case _:
                flow.go(Page.KIND)


def _found_facts(found: Found, words: Words, *, is_own: bool) -> tuple[Fact, ...]:
    def counted(text: str, count: int) -> Fact:
        return Fact(text, Tone.GOOD if count else Tone.PLAIN)

    no_rooms = say.OWN_NO_ROOMS if is_own else say_set_up.NO_ROOMS
    facts = [
        counted(words.count(say_set_up.FOUND_PEOPLE, found.people), found.people)
        if found.people
        else Fact(words.say(say.OWN_NO_PEOPLE) if is_own else words.say(say_set_up.NO_PEOPLE), Tone.WARN),
    ]
    if not is_own or found.households:
        facts.append(counted(words.count(say.FOUND_HOUSEHOLDS, found.households), found.households))
    for event in found.events[:_MOST_EVENTS]:
        if event.rooms:
            facts.append(Fact(words.count(say_set_up.FOUND_EVENT, event.rooms, event=event.name), Tone.GOOD))
        else:
            facts.append(Fact(words.say(no_rooms, event=event.name), Tone.WARN))
    if not found.events:
        facts.append(Fact(words.say(say.OWN_NO_EVENTS if is_own else say_set_up.NO_EVENTS), Tone.WARN))
    if len(found.events) > _MOST_EVENTS:
        facts.append(Fact(words.count(say.MORE_EVENTS, len(found.events) - _MOST_EVENTS)))
    if not is_own:
        facts.append(counted(words.count(say.FOUND_GROUPS, found.groups), found.groups))
        facts.append(counted(words.count(say.FOUND_PASSES, found.passes), found.passes))
    facts += [Fact(words.say(MAY_NOT_SEE[product.value]), Tone.WARN) for product in found.refused]
    return tuple(facts)


class OtherChurchPage(PlainPage):
    """From the sample to the church's own people."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        return PageView(
            title=words.say(say.OTHER_CHURCH),
            lead=words.say(say.OTHER_CHURCH_LEAD),
            place=place_of(scene, words),
            sign="change",
            notice=scene.said.in_words(words),
            primary=next_deed(words, say.LEAVE_SAMPLE),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Prepare the new file; the set-up opens on it."""
        flow.work(flow.set_up.leave_sample(), lambda _: flow.end(SetUpEnd(Ending.AGAIN)))
