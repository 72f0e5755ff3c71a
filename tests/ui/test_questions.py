"""One question at a time: who does not know one fact is asked for the next that could find a room, and only then left out."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from kiosk.app import sample_views
from kiosk.domain.visit import Step
from kiosk.services.self_station import Fact, Question
from tests.ui.at_the_station import COLE_DIGITS, a_station, at, press_keys, reads, ready, tap, window_of

A_GRADE = Question(Fact.GRADE, sample_views.GRADES)


async def test_who_does_not_know_the_birthdate_is_asked_for_the_grade_and_the_answer_is_kept(qapp: QApplication):
    mia = replace(sample_views.MIA, further_questions=(A_GRADE,))
    cards = tuple(mia if card.person_id == mia.person_id else card for card in sample_views.COLES.cards)
    station = a_station(households=(replace(sample_views.COLES, cards=cards),))
    with window_of(station) as window:
        await ready(window)
        press_keys(window, COLE_DIGITS)
        await at(window, Step.HOUSEHOLD)
        tap(window, "Check in 3 people")
        await at(window, Step.QUESTION)
        tap(window, "I do not know")
        assert window.scene.visit.step is Step.QUESTION
        assert "Which grade is" in reads(window)

        tap(window, "Kindergarten")
        tap(window, "Save")
        await at(window, Step.HOUSEHOLD)
        assert station.calls("answer") == [(mia.person_id, Fact.GRADE, 0)]


async def test_when_nothing_is_known_the_others_go_on(qapp: QApplication):
    mia = replace(sample_views.MIA, further_questions=(A_GRADE,))
    cards = tuple(mia if card.person_id == mia.person_id else card for card in sample_views.COLES.cards)
    with window_of(a_station(households=(replace(sample_views.COLES, cards=cards),))) as window:
        await ready(window)
        press_keys(window, COLE_DIGITS)
        await at(window, Step.HOUSEHOLD)
        tap(window, "Check in 3 people")
        await at(window, Step.QUESTION)
        tap(window, "I do not know")
        tap(window, "Go on without \u2068Mia\u2069")
        await at(window, Step.HOUSEHOLD)
        assert window.scene.selection is not None
        assert mia.person_id not in window.scene.selection.ticked
