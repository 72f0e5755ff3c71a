"""``kiosk sync``: pull and push once, with progress."""

import sys
from dataclasses import replace

import click

from kiosk.app.answers import say_document
from kiosk.app.cli import answer
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.exchanging import exchange, fetch_photos, situation
from kiosk.services.pull_plan import Scope
from kiosk.services.pulled import Resource
from kiosk.services.push import PushEstimate
from kiosk.services.sync import Estimate, SyncReport, nobody_watches
from kiosk.storage.outbox_store import SqliteOutbox


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
    of = f" of {total}" if total is not None else ""
    click.echo(f"\r{resource.value.replace('_', ' ')}: {rows}{of}\x1b[K", err=True, nl=False)


@click.command("sync")
@click.option("--full", is_flag=True, help="Read everything again from the first page, not only what has changed.")
@click.option("--dry-run", is_flag=True, help="Only say how many requests and minutes it would take.")
@click.pass_obj
def sync(config: Config, full: bool, dry_run: bool) -> None:
    """Bring what Planning Center has here, then send what waits; an interrupted pull goes on where it stopped."""
    is_watched = not config.wants_json and sys.stderr.isatty()

    async def work() -> None:
        if config.is_rehearsal:
            raise click.UsageError("a rehearsal does not talk to Planning Center")
        async with opened(config) as church, exchange(church) as center:
            if dry_run:
                pull, push = await center.estimate()
                if config.wants_json:
                    say_document(_estimate(pull, push))
                else:
                    click.echo(f"About {pull.requests} requests, {pull.minutes:.1f} minutes.")
                    if push.changes:
                        click.echo(
                            f"Sending {push.changes} changes: about {push.requests} requests, {push.minutes:.1f} minutes."
                        )
                return
            now = await situation(church)
            waiting = (await SqliteOutbox(church.database).counts())["waiting"]
            scope = Scope.FULL if full else now.by_hand()
            if not (full or now.may_push_by_hand(waiting)):
                click.echo(
                    f"Families come now: {waiting} changes wait until later. Send them now with --full.", err=True
                )
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
            click.echo(f"{name.replace('_', ' '):<24} {rows:>8}")
        for name, count in report.pushed.items():
            click.echo(f"{name.replace('_', ' '):<24} {count:>8} sent" if name != "parked" else f"{count} need a look")
        for skipped in report.skipped:
            click.echo(f"{skipped.product.value}: not allowed, left out", err=True)
        for kind, times in sorted(report.oddities.items()):
            click.echo(f"met {times} times, and left aside: {kind}", err=True)
        click.echo(f"{report.requests} requests in {report.seconds:.1f} s")

    answer(config, work)
