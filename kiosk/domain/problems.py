"""Everything that can go wrong in a church's day and is not a bug of ours.

    Problem
    ├── Refused       a rule says no; nothing was written for whom it concerns     (exit code 3)
    ├── Unavailable   not now; trying again later is right                         (exit code 4)
    └── NeedsStaff    somebody with a key has to do something                      (exit code 5)

Each leaf has a sentence in ``kiosk.words.problems``; ``details`` holds what the sentence and a program need: ids, counts,
names for the screen. Details never reach a log.
"""

from typing import ClassVar


class Problem(Exception):
    """Expected trouble that a person can act on."""

    exit_code: ClassVar[int] = 1

    def __init__(self, **details: object) -> None:
        super().__init__(type(self).__name__)
        self.details = details

    @property
    def name(self) -> str:
        """The problem's name in answers of the command line (product.md section 12)."""
        return type(self).__name__


class Refused(Problem):
    """A rule says no."""

    exit_code = 3


class Unavailable(Problem):
    """Not now; the same request may succeed later."""

    exit_code = 4


class NeedsStaff(Problem):
    """Somebody responsible has to act first."""

    exit_code = 5


class NotKnown(Refused):
    """There is no such person, household, event, time, location, code or check-in."""


class SearchTooShort(Refused):
    """Fewer than four digits or one letter were given."""


class TooManyMatches(Refused):
    """More than eight households match; more digits are needed."""


class CheckInClosed(Refused):
    """No event time accepts check-ins now."""


class NoFittingLocation(Refused):
    """No location admits the person."""


class LocationFull(Refused):
    """Not enough seats for everyone who asked."""


class LocationClosed(Refused):
    """The location, or a folder above it, is closed."""


class RatioNotMet(Refused):
    """Too few volunteers for one more child."""


class AlreadyCheckedIn(Refused):
    """The person is already in at this event time."""


class NonceReused(Refused):
    """The same tap was sent again with other content."""


class CodeDoesNotMatch(Refused):
    """No child inside belongs to the code given."""


class AlreadyCheckedOut(Refused):
    """Everyone of the code has left."""


class NotCheckedIn(Refused):
    """The person is not in."""


class NotAuthorised(Refused):
    """This person may not collect the child, or may not do this."""


class FullNameNeeded(Refused):
    """The name of who collects could be that of somebody who may not: first and last name are needed."""


class CannotUndo(Refused):
    """Too late, or too much has happened since."""


class ChecksMissing(Refused):
    """A lost tag is replaced only after every item of the identity check, a reason and, by setting, a second volunteer."""


class MaybeKnown(Refused):
    """Somebody of a new family is likely known already, and nobody has looked yet."""


class BackgroundCheckMissing(Refused):
    """Somebody who comes to serve has no cleared background check."""


class PinRefused(Refused):
    """No PIN matches, or it is locked for a while."""


class PinNotAccepted(Refused):
    """A new PIN is too short, too easy to guess, or somebody else's."""


class LastAdmin(Refused):
    """Nobody would be left who may change settings and PINs."""


class CodesExhausted(Refused):
    """Every security code of this station's slot is in use."""


class NotAccepted(Refused):
    """Planning Center does not take a change as it is; ``details.words`` are its own, ``details.fields`` the fields it names."""


class TooManyTries(Unavailable):
    """Too many wrong codes in a row; the box listens again in a moment."""


class Offline(Unavailable):
    """Planning Center cannot be reached."""


class TooFast(Unavailable):
    """Planning Center asked for a pause."""


class Busy(Unavailable):
    """Another process holds the data folder."""


class DiskFull(Unavailable):
    """There is no room left to write."""


class PrinterUnavailable(Unavailable):
    """The printer does not answer or says that it cannot print."""


class SignedOut(NeedsStaff):
    """Planning Center does not accept the sign-in, or there is none."""


class NoPermission(NeedsStaff):
    """The sign-in works but may not see what is needed."""


class StationNotSetUp(NeedsStaff):
    """The station knows no church yet."""


class SettingNotValid(NeedsStaff):
    """A setting makes no sense, such as a day that no year has."""


class DatabaseTooNew(NeedsStaff):
    """The data was written by a newer version of the program."""


class DatabaseDamaged(NeedsStaff):
    """The data file cannot be read."""


class BackupNotUsable(NeedsStaff):
    """A file is no backup of a station, or a damaged one."""


class DataFolderReadOnly(NeedsStaff):
    """The data folder cannot be written."""


class WrongOrganization(NeedsStaff):
    """The sign-in belongs to another church than the data here."""


class UnexpectedAnswer(Unavailable):
    """Planning Center answered something that makes no sense."""
