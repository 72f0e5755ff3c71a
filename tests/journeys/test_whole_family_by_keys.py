"""One family's whole morning at a manned station, from the volunteer's PIN to the last child handed over, by keys alone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.domain.facts import FactKind
from kiosk.domain.labels import LabelKind
from tests.support.staffed_station import Staffed, a_staffed_station
from tests.support.waiting import eventually

Key = Qt.Key


async def at_the_door(station: Staffed, code: str) -> None:
    await station.presses(Key.Key_F3)
    await station.types(code)
    await station.presses(Key.Key_Return)
    await station.sees("Who goes home?")


async def test_a_family_from_the_pin_to_the_last_child_handed_over(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        code = await arrives(station)
        await station.presses(Key.Key_F12)
        await station.sees("Ana Cole")
        assert {row.split(",")[0] for row in station.rows()} >= {"Ana Cole", "Leo Cole", "José Cole"}

        # Mother collects one of them, by mistake the wrong one, and then all.
        await at_the_door(station, f"{code[:2]}-{code[2:].lower()}")
        for child in ("Ana Cole", "José Cole"):
            await station.moves_to(child)
            await station.presses(Key.Key_Space)
        await station.presses(Key.Key_Return)
        await station.sees("Handed over to Pat Cole: Leo")
        await station.presses(Key.Key_Z, control=True)
        await station.sees("Undone: they are inside again.")
        await at_the_door(station, code.lower())
        await station.sees("Hand over 3 children")
        await station.presses(Key.Key_Return)
        await station.sees("Handed over to Pat Cole")

        await station.presses(Key.Key_F3)
        await station.types(code)
        await station.presses(Key.Key_Return)
        await station.sees("Wendy")
        await station.presses(Key.Key_L, control=True)
        assert station.flow.is_locked
        assert station.fetch("select count(*) from check_in where checked_out_at is null") == [(0,)]
        kinds = dict(station.fetch("select kind, count(*) from fact group by kind"))
        assert (kinds[FactKind.CHECK_IN], kinds[FactKind.CHECK_OUT], kinds[FactKind.UNDO]) == (3, 4, 1)


async def arrives(station: Staffed) -> str:
    """The Coles come in, the eldest with them this time; every label is out. Their code."""
    await station.finds("cole")
    await station.moves_to("José Cole")
    await station.presses(Key.Key_Space)
    await station.sees("Check in 3 people")
    await station.presses(Key.Key_Return)
    await station.sees("Cole: checked in")
    visit = station.flow.desk.scene.visit
    assert visit is not None
    jobs = await eventually(lambda: station.fetch("select kind from print_job where state = 'printed'")[3:] and "all")
    assert jobs
    labels = [kind for (kind,) in station.fetch("select kind from print_job")]
    assert (labels.count(LabelKind.NAME), labels.count(LabelKind.SECURITY)) == (3, 1)
    (code,) = visit.codes
    return code
