"""Which scenes are heard: a family that is checked in, and whatever somebody has to look at."""

import enum

from kiosk.domain.visit import Step
from kiosk.ui.visit_flow import Scene


class Sound(enum.Enum):
    """What can be heard; the value is the file's name."""

    SUCCESS = "success"
    TROUBLE = "trouble"


def sound_of(scene: Scene) -> Sound | None:
    """What is heard when a visit comes to this scene."""
    match scene.visit.step:
        case Step.DONE if scene.done is not None:
            is_good = bool(scene.done.lines) and not scene.done.trouble and not scene.done.turned_away
            return Sound.SUCCESS if is_good else Sound.TROUBLE
        case Step.TROUBLE:
            return Sound.TROUBLE
        case Step.START if scene.turned_down is not None:
            return Sound.TROUBLE
        case _:
            return None
