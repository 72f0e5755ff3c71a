"""How the command line answers: one JSON document or plain sentences on standard output, and the exit code."""

import json
import os
from collections.abc import Mapping
from datetime import date, datetime

import click

from kiosk.domain.problems import Problem
from kiosk.words import LANGUAGES, Words
from kiosk.words.problems import sentence

_CHOICES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says which language its user reads, strongest first; the order is gettext's."""


def terminal_words(environment: Mapping[str, str] = os.environ) -> Words:
    """The sentences in the language of whoever runs the command; English where the system names none that we have."""
    wanted = next((environment[name] for name in _CHOICES if environment.get(name)), "")
    languages = (one.partition("_")[0].partition(".")[0].lower() for one in wanted.split(":"))
    return Words(next((one for one in languages if one in LANGUAGES), "en"))


def jsonable(value: object) -> object:
    """A value as JSON can carry it: moments in ISO 8601, tuples as lists."""
    match value:
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): jsonable(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [jsonable(item) for item in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def say_document(document: Mapping[str, object]) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(jsonable(document), ensure_ascii=False))


def say_problem(problem: Problem, *, wants_json: bool, words: Words) -> None:
    """The problem as a document on standard output, or its sentence on standard error."""
    text = sentence(words, problem.name, problem.details)
    if wants_json:
        details = {key: value for key, value in problem.details.items() if key != "sentence"}
        say_document({"problem": problem.name, "sentence": text, "details": details})
    else:
        click.echo(text, err=True)
