"""From the household to the code: choices, one missing fact, taps that come twice, trouble and its ways out."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app import sample_views
from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.labels import PrintState
from kiosk.domain.problems import DiskFull, LocationFull
from kiosk.domain.visit import Step
from kiosk.services.self_station import CheckInTap, Fact
from kiosk.ui.screens.question import QuestionScreen
from tests.support.fake_self_station import FakeSelfStation
from tests.support.waiting import eventually
from tests.ui.at_the_station import QUICK, a_station, at, button, opened, reads, tap, window_of

ANA, LEO, MIA, JOSE = (card.person_id for card in sample_views.COLES.cards[:4])


def the_tap(station: FakeSelfStation) -> CheckInTap:
    """The only check-in that was asked for."""
    asked = station.calls("check_in")
    assert len(asked) == 1
    assert isinstance(asked[0], CheckInTap)
    return asked[0]


async def test_who_was_here_lately_is_checked_in_with_one_tap(qapp: QApplication):
    with window_of(station := a_station()) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "Check in 2 people")
        await at(window, Step.DONE)
        assert [(person.person_id, person.location_id) for person in the_tap(station).people] == [
            (ANA, "twos"),
            (LEO, "kindergarten"),
        ]
        assert the_tap(station).by == sample_views.PAT.person_id
        assert "Your pick-up code: X K 7 P" in reads(window)


async def test_a_double_tap_is_one_check_in(qapp: QApplication):
    with window_of(station := a_station(seconds=0.02)) as window:
        await opened(window)
        button(window, "Mia").click()
        go = button(window, "Check in 2 people")
        go.click()
        go.click()
        assert "Checking in …" in reads(window)
        window.flow.check_in()
        await at(window, Step.DONE)
        assert the_tap(station).nonce == "nonce-0"


async def test_a_retry_after_trouble_is_the_same_check_in(qapp: QApplication):
    with window_of(station := a_station(problems={"check_in": [DiskFull(), DiskFull()]})) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "Check in 2 people")
        for _ in range(2):
            await at(window, Step.TROUBLE)
            assert "no free space" in reads(window)
            tap(window, "Try again")
        await at(window, Step.DONE)
        nonces = [asked.nonce for asked in station.calls("check_in") if isinstance(asked, CheckInTap)]
        assert nonces == ["nonce-0"] * 3


async def test_a_full_room_leads_back_to_the_choices_made(qapp: QApplication):
    with window_of(station := a_station(problems={"check_in": [LocationFull()]})) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "José")
        tap(window, "Check in 3 people")
        await at(window, Step.TROUBLE)
        assert "A room has just filled up" in reads(window)
        tap(window, "Choose again")
        await at(window, Step.HOUSEHOLD)
        assert len(station.calls("open")) == 2
        assert button(window, "José").isChecked()
        tap(window, "Check in 3 people")
        await at(window, Step.DONE)
        assert set(station.recorded) == {"nonce-1"}


async def test_a_bug_is_said_calmly_and_logged_once(qapp: QApplication, caplog: pytest.LogCaptureFixture):
    with window_of(a_station(problems={"open": [ZeroDivisionError()]})) as window:
        await eventually(lambda: window.scene.start is not None)
        for digit in "0190":
            tap(window, digit)
        await at(window, Step.TROUBLE)
        assert "Something went wrong on our side" in reads(window)
        assert [record.levelname for record in caplog.records if record.levelno >= 40] == ["ERROR"]
        tap(window, "Start over")
        await at(window, Step.START)


async def test_a_missing_birthdate_is_asked_in_three_taps_and_gives_the_room(qapp: QApplication):
    with window_of(station := a_station()) as window:
        await opened(window)
        tap(window, "Check in 3 people")
        await at(window, Step.QUESTION)
        assert "When was Mia born?" in reads(window)
        for answer in ("2022", "March", "14"):
            tap(window, answer)
        tap(window, "Save March 14, 2022")
        await at(window, Step.HOUSEHOLD)
        assert station.calls("answer") == [(MIA, Fact.BIRTHDATE, date(2022, 3, 14))]
        assert button(window, "Mia").accessibleDescription() == "Threes"
        tap(window, "Check in 3 people")
        await at(window, Step.DONE)
        assert [person.person_id for person in the_tap(station).people] == [ANA, LEO, MIA]


async def test_a_day_that_is_still_to_come_cannot_be_a_birthdate(qapp: QApplication):
    with window_of(a_station()) as window:
        await opened(window)
        tap(window, "Check in 3 people")
        await at(window, Step.QUESTION)
        for answer in ("2026", "December", "31"):
            tap(window, answer)
        assert isinstance(window.current_screen, QuestionScreen)
        assert not button(window, "Save").isEnabled()


async def test_the_others_go_on_without_an_answer(qapp: QApplication):
    with window_of(station := a_station()) as window:
        await opened(window)
        tap(window, "Check in 3 people")
        await at(window, Step.QUESTION)
        tap(window, "Go on without \u2068Mia\u2069")
        await at(window, Step.HOUSEHOLD)
        tap(window, "Check in 2 people")
        await at(window, Step.DONE)
        assert [person.person_id for person in the_tap(station).people] == [ANA, LEO]


async def test_two_services_in_one_pass_each_with_its_room(qapp: QApplication):
    with window_of(station := a_station()) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "Both")
        tap(window, "Change for \u2068Ana\u2069")
        await at(window, Step.PERSON)
        tap(window, "Twos upstairs")
        tap(window, "10:45")
        assert button(window, "Twos").isChecked()
        tap(window, "Back to the family")
        await at(window, Step.HOUSEHOLD)
        assert button(window, "Ana").accessibleDescription().startswith("9:00 · Twos upstairs, 10:45 · Twos")
        tap(window, "Check in 2 people")
        await at(window, Step.DONE)
        assert [(one.person_id, one.event_time_id, one.location_id) for one in the_tap(station).people] == [
            (ANA, "time-0900", "twos upstairs"),
            (ANA, "time-1045", "twos"),
            (LEO, "time-0900", "kindergarten"),
            (LEO, "time-1045", "kindergarten"),
        ]


async def test_what_a_room_offers_is_ticked_by_the_family_and_goes_with_the_tap(qapp: QApplication):
    with window_of(station := a_station(households=(sample_views.COLES_WITH_OPTIONS,))) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "Change for \u2068Ana\u2069")
        await at(window, Step.PERSON)
        tap(window, "Picked up early")
        tap(window, "Brought a bottle and a change of clothes")
        assert button(window, "Twos").isChecked()
        assert button(window, "Picked up early").isChecked()
        tap(window, "Picked up early")
        tap(window, "Not at 9:00")
        assert "bottle" not in reads(window), "who does not come ticks nothing"
        tap(window, "10:45")
        tap(window, "Back to the family")
        await at(window, Step.HOUSEHOLD)
        assert "bottle" in button(window, "Ana").accessibleDescription()
        tap(window, "Check in 2 people")
        await at(window, Step.DONE)
        assert [(one.person_id, one.event_time_id, one.options) for one in the_tap(station).people] == [
            (ANA, "time-1045", ("2",)),
            (LEO, "time-0900", ()),
            (LEO, "time-1045", ()),
        ]


async def test_an_adult_may_serve_and_another_may_check_in(qapp: QApplication):
    with window_of(station := a_station()) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "Nguyễn Thị Ánh")
        tap(window, "Change for \u2068Nguyễn Thị Ánh\u2069")
        await at(window, Step.PERSON)
        tap(window, "Serving")
        tap(window, "Back to the family")
        await at(window, Step.HOUSEHOLD)
        tap(window, "Checked in by Pat")
        await at(window, Step.ADULTS)
        tap(window, "Nguyễn Thị Ánh")
        await at(window, Step.HOUSEHOLD)
        tap(window, "Check in 3 people")
        await at(window, Step.DONE)
        tapped = the_tap(station)
        assert [one.kind for one in tapped.people][-1] is AttendanceKind.VOLUNTEER
        assert tapped.by == sample_views.ANH.person_id


async def test_who_is_in_already_is_said_so_and_shown_no_code(qapp: QApplication):
    with window_of(station := a_station(households=(sample_views.ALREADY_IN,))) as window:
        await opened(window)
        assert "Checked in, A helper can print the label again." in reads(window)
        assert "XK7P" not in reads(window)
        tap(window, "Done")
        await at(window, Step.START)
        assert station.calls("check_in") == []


async def test_nobody_fitting_is_told_who_helps(qapp: QApplication):
    with window_of(a_station(households=(sample_views.NOBODY_FITS,))) as window:
        await opened(window)
        assert "A helper at the welcome desk will find one with you." in reads(window)
        tap(window, "Done")
        await at(window, Step.START)


async def test_labels_are_followed_on_their_way_and_the_start_comes_back(qapp: QApplication):
    options = replace(QUICK, done_seconds=2)
    with window_of(station := a_station(), options) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "Check in 2 people")
        await at(window, Step.DONE)
        assert "Ana, Twos, waiting" in reads(window)
        station.printed = PrintState.PRINTED
        await eventually(lambda: "Ana, Twos, printed" in reads(window))
        await at(window, Step.START)


async def test_printer_trouble_stays_on_the_screen_longer(qapp: QApplication):
    options = replace(QUICK, done_seconds=1, trouble_seconds=3)
    with window_of(station := a_station(trouble="The printer is out of paper."), options) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "Check in 2 people")
        await at(window, Step.DONE)
        await eventually(lambda: "Back to the start in 2 s" in reads(window))
        assert "The printer is out of paper." in reads(window)
        station.trouble = ""
        await at(window, Step.START)


async def test_of_three_services_a_tap_takes_another_and_several_takes_more(qapp: QApplication):
    with window_of(station := a_station(households=(sample_views.COLES_OF_THREE,))) as window:
        await opened(window)
        button(window, "Mia").click()
        tap(window, "Leo")
        tap(window, "10:45")
        assert not button(window, "9:00").isChecked()
        tap(window, "Several")
        tap(window, "12:30 pm")
        tap(window, "Check in 1 person")
        await at(window, Step.DONE)
        assert [one.event_time_id for one in the_tap(station).people] == ["time-1045", "time-1230"]
