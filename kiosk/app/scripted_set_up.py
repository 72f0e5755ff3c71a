"""A station set up from a file, for the tenth one: what is done stays done, so the same file may be run again and again.

[set_up]
church = "planning-center"   # or "sample", or "own" with church_name and time_zone
first_admin = "Ruth"         # the PIN is asked for, or stands in KIOSK_ADMIN_PIN
test_label = true

Everything else in it are settings (`kiosk.services.settings_file`). The file holds no secret: the sign-in comes from the
environment, from where it is kept, or is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.app.answers import terminal_words
from kiosk.domain.problems import NotAuthorised, SignedOut
from kiosk.services.data_file import parse_table
from kiosk.services.set_up import SetUp
from kiosk.services.set_up_ports import ChurchSource, SetUpStep
from kiosk.services.settings_file import SettingsFile, settings_in
from kiosk.words import set_up as words
from kiosk.words.labels import TROUBLE

SOURCES = (ChurchSource.PLANNING_CENTER.value, ChurchSource.SAMPLE.value, ChurchSource.OWN.value)


@dataclass(frozen=True, slots=True)
class Script:
    """What a file asks for. ``keeps_in_file``: the sign-in goes to the private file instead of the keyring."""

    source: ChurchSource
    church_name: str
    time_zone: str
    first_admin: str
    wants_test_label: bool
    keeps_in_file: bool
    settings: SettingsFile


@dataclass(frozen=True, slots=True)
class StepDone:
    """What became of a step. ``state``: done now, existing from before, or waiting for a person."""

    step: SetUpStep
    state: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Questions:
    """What a script has to ask somebody; each answers None where there is nobody to ask."""

    token: Callable[[], tuple[str, str] | None]
    pin: Callable[[], str | None]


def read_script(source: str, file: str) -> Script:
    """What a file asks for. Raises SettingNotValid with the line of the first mistake, before anything is done."""
    table = parse_table(source, file)
    settings = settings_in(table)
    told = table.table("set_up")
    script = Script(
        source=ChurchSource(told.choice("church", SOURCES, default=ChurchSource.PLANNING_CENTER.value)),
        church_name=told.text("church_name", default=""),
        time_zone=told.text("time_zone", default=""),
        first_admin=told.text("first_admin", default=""),
        wants_test_label=told.flag("test_label", default=False),
        keeps_in_file=told.choice("sign_in", ("keyring", "file"), default="keyring") == "file",
        settings=settings,
    )
    told.finish()
    table.finish()
    return script


async def run_script(set_up: SetUp, script: Script, questions: Questions) -> tuple[StepDone, ...]:
    """Carry a script out as far as it goes. Raises what a step raises; the steps before it stay done."""
    return (
        await _church(set_up, script, questions),
        *(await _settings(set_up, script)),
        await _printer(set_up, script),
        await _admin(set_up, script, questions),
    )


async def _church(set_up: SetUp, script: Script, questions: Questions) -> StepDone:
    progress = await set_up.progress()
    said = terminal_words()
    if SetUpStep.CHURCH in progress.done and progress.source is script.source:
        found = await set_up.found()
        return StepDone(SetUpStep.CHURCH, "existing", said.say(words.FOUND_CHURCH, church=found.church))
    if script.source is ChurchSource.OWN:
        await set_up.use_own_church(script.church_name, script.time_zone)
        await set_up.keep_as_it_is(SetUpStep.CHURCH)
        return StepDone(SetUpStep.CHURCH, "done", said.say(words.FOUND_CHURCH, church=(await set_up.found()).church))
    if script.source is ChurchSource.SAMPLE:
        await set_up.use_sample_church()
    else:
        await _signed_in(set_up, script, questions)
    await set_up.bring()
    return StepDone(SetUpStep.CHURCH, "done", said.say(words.FOUND_CHURCH, church=(await set_up.found()).church))


async def _signed_in(set_up: SetUp, script: Script, questions: Questions) -> None:
    try:
        await set_up.use_sign_in()
    except SignedOut as problem:
        token = questions.token() if problem.details.get("code") == "missing" else None
        if token is None:
            raise
        await set_up.sign_in(*token, in_file=script.keeps_in_file)


async def _settings(set_up: SetUp, script: Script) -> tuple[StepDone, ...]:
    changes = await set_up.settings.take_over(None, script.settings)
    for step in (SetUpStep.LANGUAGE, SetUpStep.STATION, SetUpStep.LOOK):
        await set_up.keep_as_it_is(step)
    said = terminal_words()
    if not changes:
        return (StepDone(SetUpStep.STATION, "existing", said.say(words.SETTINGS_ARE_SO)),)
    return (StepDone(SetUpStep.STATION, "done", said.count(words.SETTINGS_TAKEN, len(changes))),)


async def _printer(set_up: SetUp, script: Script) -> StepDone:
    printer, said = (await set_up.settings.all()).station.printer, terminal_words()
    is_done = SetUpStep.PRINTER in (await set_up.progress()).done
    if not printer:
        await set_up.keep_as_it_is(SetUpStep.PRINTER)
        return StepDone(SetUpStep.PRINTER, "existing" if is_done else "done", said.say(words.NO_PRINTER))
    if is_done or not script.wants_test_label:
        await set_up.keep_as_it_is(SetUpStep.PRINTER)
        return StepDone(SetUpStep.PRINTER, "existing" if is_done else "done", printer)
    test = await set_up.test_printer(printer)
    if test.is_printed:
        await set_up.keep_as_it_is(SetUpStep.PRINTER)
        return StepDone(SetUpStep.PRINTER, "done", said.say(words.LABEL_IS_OUT, printer=printer))
    trouble = said.say(TROUBLE.get(test.trouble, TROUBLE["unknown"]))
    return StepDone(SetUpStep.PRINTER, "waiting", said.say(words.LABEL_IS_NOT_OUT, printer=printer, trouble=trouble))


async def _admin(set_up: SetUp, script: Script, questions: Questions) -> StepDone:
    said = terminal_words()
    if await set_up.has_admin():
        await set_up.keep_as_it_is(SetUpStep.ADMIN)
        return StepDone(SetUpStep.ADMIN, "existing", said.say(words.ADMIN_IS_THERE))
    pin = questions.pin() if script.first_admin else None
    if pin is None:
        return StepDone(SetUpStep.ADMIN, "waiting", said.say(words.ADMIN_MISSING))
    try:
        member = await set_up.add_first_admin(script.first_admin, pin)
    except NotAuthorised:
        return StepDone(SetUpStep.ADMIN, "existing", said.say(words.ADMIN_IS_THERE))
    return StepDone(SetUpStep.ADMIN, "done", said.say(words.ADMIN_MADE, name=member.name))
