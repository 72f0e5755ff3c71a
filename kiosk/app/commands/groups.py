"""``kiosk groups``: the church's tree of departments, areas and groups: shown, written to a file, taken from one."""

from collections.abc import Iterable
from pathlib import Path

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer
from kiosk.app.commands.text_files import TEXT_FILE, put_out, read_text
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.planning import planning_of
from kiosk.domain.overlay_changes import OverlayChange, far_end
from kiosk.services.hierarchy_desk import Tree, TreeRow
from kiosk.words import Words
from kiosk.words import groups as say
from kiosk.words.preview import FAULTS, LINK_FAULTS


@click.group("groups", invoke_without_command=True)
@click.pass_context
def groups(context: click.Context) -> None:
    """The tree of groups: shown, or kept as a file to change it with."""
    if context.invoked_subcommand is None:
        context.invoke(show)


@groups.command("show")
@click.pass_obj
def show(config: Config) -> None:
    """The tree with what hangs on each node and what is wrong in it."""

    async def work() -> None:
        async with opened(config) as church:
            await church.must_be_set_up()
            tree = await planning_of(church).hierarchy.tree()
        if config.wants_json:
            say_document(_document(tree))
            return
        for line in _lines(tree):
            click.echo(line)

    answer(config, work)


@groups.command("export")
@click.argument("file", type=TEXT_FILE, required=False)
@click.pass_obj
def export(config: Config, file: Path | None) -> None:
    """Write what the church made of its tree to FILE, or to standard output."""

    async def work() -> None:
        async with opened(config) as church:
            await church.must_be_set_up()
            text = await planning_of(church).hierarchy.exported()
        await put_out(config, text, file)

    answer(config, work)


@groups.command("import")
@click.argument("file", type=TEXT_FILE)
@click.option("--preview", "only_looks", is_flag=True, help="Only say what would change.")
@click.pass_obj
def import_(config: Config, file: Path, only_looks: bool) -> None:
    """Take over what FILE says, all of it or nothing; a running station follows at once."""

    async def work() -> None:
        text = await read_text(file)
        async with opened(config) as church:
            await church.must_be_set_up()
            desk = planning_of(church).hierarchy
            if only_looks:
                changes = await desk.would_change(text, file.name)
            else:
                changes = await desk.import_file(None, text, file.name)
        if config.wants_json:
            say_document({"changes": [_change(change) for change in changes]})
            return
        for change in changes:
            click.echo(f"{change.what} {change.node_id}: {change.was or '-'} → {change.now or '-'}")
        words = terminal_words()
        click.echo(words.count(say.CHANGES_TAKEN, len(changes)) if changes else words.say(say.NOTHING_CHANGES))

    answer(config, work)


def _change(change: OverlayChange) -> dict[str, object]:
    return {"what": change.what, "node": change.node_id, "was": change.was, "now": change.now}


def _document(tree: Tree) -> dict[str, object]:
    return {
        "nodes": [
            {
                "id": row.node.id,
                "kind": row.node.kind,
                "name": row.node.name,
                "below": row.node.parent_id,
                "links": [{"source": link.source, "to": far_end(link)} for link in row.links],
                "problems": row.faults,
            }
            for row in tree.rows
        ],
        "problems": [{"node": one.node_id, "name": one.name, "problem": one.fault} for one in tree.troubles],
        "links": [
            {"id": one.link_id, "problem": one.fault, "kind": one.kind, "name": one.name, "url": one.url}
            for one in tree.link_troubles
        ],
        "rooms": tree.rooms,
    }


def _lines(tree: Tree) -> Iterable[str]:
    words = terminal_words()
    for row in tree.rows:
        yield _line(row, words)
    for trouble in tree.troubles:
        yield f"{trouble.name or trouble.node_id}: {words.say(FAULTS[trouble.fault])}"
    for link in tree.link_troubles:
        named = " ".join(part for part in (link.name, link.url) if part) or link.link_id
        yield words.say(say.LINK_LEADS, link=named, where=words.say(LINK_FAULTS[link.fault], kind=link.kind))


def _line(row: TreeRow, words: Words) -> str:
    hanging = ", ".join(far_end(link) for link in row.links)
    kind = words.say(say.KINDS[row.node.kind])
    return f"{'  ' * row.depth}{row.node.name} ({kind}){': ' + hanging if hanging else ''}"
