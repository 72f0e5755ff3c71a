"""Something to tell the volunteer above the work: what was done, what went wrong, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.problems import CheckInClosed, NoFittingLocation, Problem, TooManyTries
from kiosk.ui.sentences import sentence_for
from kiosk.words import Plural, Words
from kiosk.words import staff as say
from kiosk.words.reasons import exactly


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its fields, or a problem (None with ``is_bug``: a mistake of ours). ``is_good``: nothing to worry about.

    One whose wording depends on a number takes it from the field ``count``.
    """

    message: str | Plural = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    problem: Problem | None = None
    is_good: bool = False
    is_bug: bool = False

    def in_words(self, words: Words) -> str:
        """What to show; empty for nothing."""
        if self.problem is not None:
            return _problem_words(words, self.problem)
        if self.is_bug:
            return sentence_for(words, None)
        if isinstance(self.message, Plural):
            others = {name: value for name, value in self.fields.items() if name != "count"}
            return words.count(self.message, int(str(self.fields["count"])), **others)
        return words.say(self.message, **self.fields) if self.message else ""


NOTHING = Said()


def trouble(problem: Problem | None) -> Said:
    """What stopped something."""
    return Said(problem=problem, is_bug=problem is None)


def done(message: str | Plural, **fields: object) -> Said:
    """Something was done."""
    return Said(message, fields, is_good=True)


def _problem_words(words: Words, problem: Problem) -> str:
    seconds = problem.details.get("seconds")
    if isinstance(problem, TooManyTries) and isinstance(seconds, int):
        return words.count(say.TRY_IN, seconds)
    reasons = problem.details.get("reasons")
    sentence = sentence_for(words, problem)
    if isinstance(problem, NoFittingLocation | CheckInClosed) and isinstance(reasons, tuple) and reasons:
        # Staff read what exactly stands in the way.
        return f"{sentence} ({exactly(words, [str(reason) for reason in reasons])})"
    return sentence
