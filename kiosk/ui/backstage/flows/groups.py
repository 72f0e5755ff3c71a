"""The tree of groups for an admin: areas, what is below what, events and rooms that hang on it, where each child would go. No Qt."""

from collections.abc import Awaitable, Callable

from kiosk.domain.groups import LinkSource
from kiosk.domain.hierarchy import HierarchyOverlay
from kiosk.domain.ids import NodeId
from kiosk.services.hierarchy_desk import HierarchyDesk, Tree, TreeRow
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Value
from kiosk.ui.backstage.flows.group_card import INDENT, Ends, below, facts_with, group_card, key_of, link_of
from kiosk.ui.backstage.flows.group_paths import next_service, path_lines
from kiosk.ui.backstage.flows.records import Listed, ListLine, RecordsFlow, RecordsScene, Step
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.staff.said import Said, done
from kiosk.words import admin_groups as say
from kiosk.words import admin_records as records
from kiosk.words.times import moment_name


class GroupRecords:
    """Keeps the promises of `kiosk.ui.backstage.flows.records.Records`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._chosen = ""
        self._shows_paths = False
        self._tree: Tree | None = None
        self._paths: tuple[str, RecordsScene] | None = None

    @property
    def _desk(self) -> HierarchyDesk:
        return self._session.desks.records.hierarchy

    async def scene(self) -> RecordsScene:
        """The tree with one node to change, or where the children of it go."""
        words = self._session.words
        self._tree = await self._desk.tree()
        row = self._row()
        if self._shows_paths and row is not None:
            return await self._paths_scene(self._tree, row)
        self._paths = None
        ends = await self._ends()
        lines = tuple(self._line(one, ends) for one in self._tree.rows)
        columns = ((words.say(say.NAME), 1.6), (words.say(say.LEADS_TO), 1.5), (words.say(say.SORT), 0.7))
        add = (Action("area", words.say(say.NEW_AREA), "plus"),)
        listed = Listed("groups", words.say(say.GROUPS), columns, lines, words.say(say.NO_GROUPS), self._chosen, add)
        if row is None:
            return RecordsScene(listed)
        card = group_card(words, self._tree, row, await self._desk.overlay_now(), ends)
        return RecordsScene(listed, card, back=words.say(records.BACK))

    async def _paths_scene(self, tree: Tree, row: TreeRow) -> RecordsScene:
        # Worked out once: two hundred children take a moment, and the page reads anew every other second.
        if self._paths is not None and self._paths[0] == row.node.id:
            return self._paths[1]
        words, desks = self._session.words, self._session.desks.records
        at = await next_service(desks)
        lines = await path_lines(desks, words, below(tree, row.node.id), at) if at is not None else ()
        here = desks.clock.now().astimezone(desks.zone)
        moment = moment_name(words, at.astimezone(desks.zone), here) if at is not None else words.say(say.NO_SERVICE)
        columns = ((words.say(say.CHILD), 1.1), (words.say(say.WAY), 1.8), (words.say(say.THEN), 1.8))
        scene = RecordsScene(
            Listed("paths", words.say(say.PATHS), columns, lines, words.say(say.NO_CHILDREN)),
            title=words.say(say.PATHS_OF, name=row.node.name, moment=moment),
            back=row.node.name,
        )
        self._paths = (row.node.id, scene)
        return scene

    def _line(self, row: TreeRow, ends: Ends) -> ListLine:
        words, node = self._session.words, row.node
        leads = dict.fromkeys(name for link in row.links if (name := ends.named(link)))
        cells = (INDENT * row.depth + node.name, ", ".join(leads), words.say(say.KINDS[node.kind.value]))
        return ListLine(str(node.id), cells, "warn" if row.faults else "")

    async def _ends(self) -> Ends:
        words, schedule = self._session.words, self._session.desks.records.schedule
        events = await schedule.events()
        names = {f"event {event.id}": words.say(say.EVENT_END, name=event.name) for event in events}
        for event in events:
            for room in await schedule.locations(event.id):
                names[f"room {room.id}"] = words.say(say.ROOM_END, name=room.name, event=event.name)
        return Ends(names)

    def _row(self) -> TreeRow | None:
        rows = self._tree.rows if self._tree is not None else ()
        return next((row for row in rows if row.node.id == self._chosen), None)

    def search(self, text: str) -> None:
        """The list searches itself."""

    def choose(self, key: str) -> Step | None:
        """A node to change."""
        if not self._shows_paths:
            self._chosen = key
        return None

    def answer(self, key: str, value: Value) -> Step | None:
        """Something about the chosen node."""
        row, desk, by = self._row(), self._desk, self._session.staff
        if row is None:
            return None
        node = row.node
        match key:
            case "name":
                return self._step(lambda: desk.rename_area(by, node.id, str(value)))
            case "under":
                return self._step(lambda: desk.move(by, node.id, NodeId(str(value)) if value else None))
            case "hangs":
                wanted = value if isinstance(value, tuple) else (str(value),)
                return self._step(lambda: self._hang(row, wanted))
            case _:

                async def set_facts() -> None:
                    await desk.set_facts(by, node.id, facts_with(self._session.words, row.facts, key, value))

                return self._step(set_facts)

    async def _hang(self, row: TreeRow, wanted: tuple[str, ...]) -> None:
        desk, by = self._desk, self._session.staff
        here = {key_of(link): link for link in row.links if link.source is LinkSource.LOCAL and key_of(link)}
        for key in wanted:
            if key not in here:
                await desk.link(by, link_of(row.node.id, key))
        for key, link in here.items():
            if key not in wanted:
                await desk.unlink(by, link)

    def act(self, key: str) -> Step | None:
        """A button."""
        row, desk, by, words = self._row(), self._desk, self._session.staff, self._session.words
        if key == "area":
            return self._step(lambda: self._add_area(None), done(say.ADDED))
        if row is None:
            return None
        match key:
            case "area below":
                return self._step(lambda: self._add_area(row.node.id), done(say.ADDED))
            case "back":
                return self._step(lambda: desk.move_back(by, row.node.id))
            case "paths":
                self._shows_paths = True
            case "remove":
                question = Question(
                    words.say(say.REMOVE_QUESTION, name=row.node.name),
                    words.say(say.REMOVE_ABOUT),
                    words.say(say.REMOVE_YES),
                    is_grave=True,
                )
                return self._step(lambda: desk.remove_area(by, row.node.id), done(say.REMOVED), question)
        return None

    async def _add_area(self, parent: NodeId | None) -> None:
        self._chosen = str(
            await self._desk.add_area(self._session.staff, self._session.words.say(say.AREA_NAMED), parent)
        )

    def go_back(self) -> bool:
        """From the paths to the node, from the node to the tree."""
        if self._shows_paths:
            self._shows_paths = False
            return True
        was, self._chosen = self._chosen, ""
        return bool(was)

    def _step(
        self, work: Callable[[], Awaitable[object]], said: Said | None = None, question: Question | None = None
    ) -> Step:
        """A change that is taken back as a whole, as long as nobody has changed anything since."""
        desk, by = self._desk, self._session.staff
        kept: list[HierarchyOverlay] = []

        async def carry_out() -> None:
            kept.append(await desk.overlay_now())
            await work()
            kept.append(await desk.overlay_now())

        async def take_back() -> None:
            before, after = kept
            await desk.set_back(by, after, before)

        return Step(carry_out, said or done(records.DONE), take_back, question)


def groups_flow(session: BackstageSession) -> RecordsFlow:
    """The flow of the page of groups."""
    return RecordsFlow(session, GroupRecords(session))
