"""A pause that Planning Center has asked for, kept by all who ask it for one station."""

from dataclasses import dataclass


@dataclass(slots=True)
class Rest:
    """``until``: when it may be asked again, in monotonic seconds."""

    until: float = 0.0
