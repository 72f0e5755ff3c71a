"""``kiosk sync``: pull and push once, with progress."""

import sys
from dataclasses import replace

import click

from kiosk.app.answers import say_document, terminal_words
from kiosk.app.cli import answer, refuse_rehearsal
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.exchanging import exchange, fetch_photos, situation
from kiosk.services.pull_plan import Scope
from kiosk.services.pulled import Resource
from kiosk.services.push import PushEstimate
from kiosk.services.sync import Estimate, SyncReport, nobody_watches
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.words import commands as say
from kiosk.words.sign_in import PRODUCTS


def _document(report: SyncReport) -> dict[str, object]:
    return {
        "pulled": {name: {"pages": pages, "rows": rows} for name, (pages, rows) in report.pulled.items()},
        "pushed": dict(report.pushed),
        "skipped": [{"product": one.product.value, "problem": one.problem.name} for one in report.skipped],
        "requests": report.requests,
        "seconds": round(report.seconds, 1),
    }


def _estimate(pull: Estimate, push: PushEstimate) -> dict[str, object]:
    return {
        "dry_run": True,
        "requests": pull.requests,
        "minutes": round(pull.minutes, 1),
        "push": {"changes": push.changes, "requests": push.requests, "minutes": round(push.minutes, 1)},
    }


def _watch(resource: Resource, rows: int, total: int | None) -> None:
    what, words = resource.value.replace("_", " "), terminal_words()
    told = say.ROWS if total is None else say.ROWS_OF
    click.echo(f"\r{words.say(told, what=what, rows=rows, total=total)}\x1b[K", err=True, nl=False)


@click.command("sync")
@click.option("--full", is_flag=True, help="Read everything again from the first page, not only what has changed.")
@click.option("--dry-run", is_flag=True, help="Only say how many requests and minutes it would take.")
@click.pass_obj
def sync(config: Config, full: bool, dry_run: bool) -> None:
    """Bring what Planning Center has here, then send what waits; an interrupted pull goes on where it stopped."""
    refuse_rehearsal(config)
    words = terminal_words()
    is_watched = not config.wants_json and sys.stderr.isatty()

    async def work() -> None:
        async with opened(config) as church, exchange(church) as center:
            if dry_run:
                pull, push = await center.estimate()
                if config.wants_json:
                    say_document(_estimate(pull, push))
                else:
                    minutes = f"{pull.minutes:.1f}"
                    click.echo(words.say(say.ABOUT_REQUESTS, requests=pull.requests, minutes=minutes))
                    if push.changes:
                        about = {"requests": push.requests, "minutes": f"{push.minutes:.1f}"}
                        click.echo(words.count(say.ABOUT_SENDING, push.changes, **about))
                return
            now = await situation(church)
            waiting = (await SqliteOutbox(church.database).counts())["waiting"]
            scope = Scope.FULL if full else now.by_hand()
            if not (full or now.may_push_by_hand(waiting)):
                click.echo(words.count(say.FAMILIES_COME, waiting), err=True)
                center = replace(center, push=None)
            report = await center.run(
                _watch if is_watched else nobody_watches, scope=scope, afresh=full or now.begins_afresh(scope)
            )
            await fetch_photos(church)
        if is_watched:
            click.echo(err=True)
        if config.wants_json:
            say_document(_document(report))
            return
        for name, (_, rows) in report.pulled.items():
            click.echo(words.say(say.ROWS, what=name.replace("_", " "), rows=rows))
        for name, count in report.pushed.items():
            sent = words.say(say.SENT, what=name.replace("_", " "), count=count)
            click.echo(words.count(say.CHANGES_PARKED, count) if name == "parked" else sent)
        for skipped in report.skipped:
            product = words.say(PRODUCTS.get(skipped.product.value, skipped.product.value))
            click.echo(words.say(say.LEFT_OUT, product=product), err=True)
        for kind, times in sorted(report.oddities.items()):
            click.echo(words.say(say.MET, times=times, kind=kind), err=True)
        click.echo(words.say(say.TOOK, requests=report.requests, seconds=f"{report.seconds:.1f}"))

    answer(config, work)
