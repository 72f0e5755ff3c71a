"""What a screen says of a problem."""

from kiosk.domain.problems import Problem
from kiosk.words import Words
from kiosk.words.problems import BUG, sentence


def sentence_for(words: Words, problem: Problem | None) -> str:
    """What to tell a person; None is a bug of ours."""
    return words.say(BUG) if problem is None else sentence(words, problem.name, problem.details)
