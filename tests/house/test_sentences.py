"""Everything that can go wrong has a sentence for the person who meets it."""

import importlib
import pkgutil
from collections.abc import Iterator

import kiosk
from kiosk.domain.problems import NeedsStaff, Problem, Refused, Unavailable
from kiosk.words import Words
from kiosk.words.problems import BUG, SENTENCES, sentence


def test_every_problem_has_a_sentence_and_every_sentence_a_problem():
    _import_everything()

    assert {leaf.__name__ for leaf in _leaves(Problem)} == set(SENTENCES)


def test_every_problem_says_whether_to_try_again_or_whom_to_call():
    _import_everything()

    assert {
        leaf.__name__ for leaf in _leaves(Problem) if not issubclass(leaf, Refused | Unavailable | NeedsStaff)
    } == set()


def test_every_sentence_can_be_said_without_details():
    words = Words("en")

    said = {name: sentence(words, name, {}) for name in SENTENCES}

    assert {name for name, text in said.items() if "{" in text or text == words.say(BUG)} == set()


def _leaves(problem: type[Problem]) -> Iterator[type[Problem]]:
    children = [child for child in problem.__subclasses__() if child.__module__.startswith("kiosk.")]
    if not children:
        yield problem
    for child in children:
        yield from _leaves(child)


def _import_everything() -> None:
    """Problems may be declared anywhere, so every module is read first."""
    for module in pkgutil.walk_packages(kiosk.__path__, "kiosk."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
