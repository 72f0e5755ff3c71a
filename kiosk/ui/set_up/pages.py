"""Every page of the set-up with its rules."""

from collections.abc import Mapping

from kiosk.ui.set_up.admin_pages import AdminPage, PinPage, RehearsalPage
from kiosk.ui.set_up.church_pages import (
    BringingPage,
    ChurchPage,
    FoundPage,
    OtherChurchPage,
    SeenPage,
)
from kiosk.ui.set_up.look_pages import ColourPage, LogoPage, ThemePage
from kiosk.ui.set_up.own_pages import OwnChurchPage, OwnDayPage, OwnEventPage
from kiosk.ui.set_up.printer_pages import PrintedPage, PrinterPage
from kiosk.ui.set_up.scene import Page
from kiosk.ui.set_up.set_up_flow import PageRules
from kiosk.ui.set_up.sign_in_pages import BrowserPage, TokenPage
from kiosk.ui.set_up.start_pages import LanguagePage, OverviewPage
from kiosk.ui.set_up.station_pages import KindPage, RoomsPage, ScopePage, StationPage, TheirKindPage, TheirsPage


def all_pages() -> Mapping[Page, PageRules]:
    """One of each."""
    return {
        Page.OVERVIEW: OverviewPage(),
        Page.LANGUAGE: LanguagePage(),
        Page.CHURCH: ChurchPage(),
        Page.TOKEN: TokenPage(),
        Page.BROWSER: BrowserPage(),
        Page.SEEN: SeenPage(),
        Page.BRINGING: BringingPage(),
        Page.FOUND: FoundPage(),
        Page.OTHER_CHURCH: OtherChurchPage(),
        Page.OWN_CHURCH: OwnChurchPage(),
        Page.OWN_EVENT: OwnEventPage(),
        Page.OWN_DAY: OwnDayPage(),
        Page.KIND: KindPage(),
        Page.THEIRS: TheirsPage(),
        Page.THEIR_KIND: TheirKindPage(),
        Page.STATION: StationPage(),
        Page.SCOPE: ScopePage(),
        Page.ROOMS: RoomsPage(),
        Page.PRINTER: PrinterPage(),
        Page.PRINTED: PrintedPage(),
        Page.THEME: ThemePage(),
        Page.COLOUR: ColourPage(),
        Page.LOGO: LogoPage(),
        Page.ADMIN: AdminPage(),
        Page.PIN: PinPage(),
        Page.REHEARSAL: RehearsalPage(),
    }
