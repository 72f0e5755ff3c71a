"""Labels are drawn by Qt, which wants one application for the whole run: the same as the screens' tests have."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session", autouse=True)
def _letters_can_be_drawn(qapp: QApplication) -> None:
    """Some test here may be the first one that draws."""
