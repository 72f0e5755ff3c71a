"""What a station's log says of Planning Center: each change once, and nothing of a night that stays as it is."""

import logging

import pytest

from kiosk.app.exchanging import GOOD, Standing


def test_a_change_of_state_is_one_line_and_the_same_again_is_none(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO, "kiosk.app.exchanging")
    standing = Standing()
    for state, why in ((GOOD, None), (GOOD, None), *[("Offline", "network")] * 5, ("Offline", "tls"), (GOOD, None)):
        standing.is_now(state, why)
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("INFO", "planning_center state=ok was=unknown why=-"),
        ("WARNING", "planning_center state=Offline was=ok why=network"),
        ("WARNING", "planning_center state=Offline was=Offline why=tls"),
        ("INFO", "planning_center state=ok was=Offline why=-"),
    ]
