"""A button of a page behind the PIN, as data. No Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """``title`` has been said already. ``is_first``: the one thing to do next; ``is_grave``: it takes something away.

    ``is_chosen``: one of several views of the same, and whether it is the one that is shown; None for a button that does something.
    """

    key: str
    title: str
    icon: str = ""
    is_first: bool = False
    is_grave: bool = False
    is_enabled: bool = True
    is_chosen: bool | None = None
