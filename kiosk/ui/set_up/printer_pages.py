"""Where labels are printed, tried with a real one."""

from kiosk.services.set_up_ports import FoundPrinter, PrinterTest
from kiosk.ui.set_up.page import PlainPage, back_of, next_deed, place_of
from kiosk.ui.set_up.scene import Page, SetUpScene
from kiosk.ui.set_up.set_up_flow import SetUpFlow
from kiosk.ui.set_up.view import Act, Choice, Deed, Fact, Field, PageView, Typed
from kiosk.ui.staff.said import Said
from kiosk.words import Words
from kiosk.words import set_up_screens as say
from kiosk.words.labels import TROUBLE


class PrinterPage(PlainPage):
    """Printers that were found, and an address to type."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        found = scene.printers
        lead = say.PRINTER_LEAD if found else say.PRINTER_NONE_FOUND
        return PageView(
            title=words.say(say.PRINTER),
            lead=words.say(say.PRINTER_SEARCHING if found is None else lead),
            place=place_of(scene, words),
            choices=tuple(Choice(printer.address, printer.name, printer.address) for printer in found or ()),
            chosen=frozenset({scene.address}),
            fields=(Field("address", words.say(say.PRINTER_ADDRESS), scene.address, say.PRINTER_HINT),),
            notice=scene.said.in_words(words),
            primary=next_deed(words, say.PRINT_LABEL),
            others=(Deed(Act.AGAIN, words.say(say.LOOK_AGAIN)), Deed(Act.SKIP, words.say(say.NO_PRINTER))),
            back=back_of(scene, words),
            is_busy=scene.is_busy,
        )

    def enter(self, flow: SetUpFlow) -> None:
        """Look for printers."""
        flow.turn(printers=None)
        flow.fetch(flow.set_up.find_printers(), lambda found: _told(flow, found))

    def choose(self, flow: SetUpFlow, key: str) -> None:
        """One was tapped: its address stands in the line."""
        flow.turn(address=key)

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Print there, go on without, or look again."""
        match act:
            case Act.AGAIN:
                flow.turn(address=typed["address"])
                self.enter(flow)
            case Act.SKIP:
                flow.work(flow.set_up.choose_printer(""), lambda _: flow.step_done(Page.THEME))
            case _ if typed["address"].strip():
                _print(flow, _meant(typed["address"].strip()))
            case _:
                flow.tell(Said(say.PRINTER_LEAD))


def _meant(typed: str) -> str:
    """An address as the settings hold it: a host alone is a printer that speaks ESC/POS, as most do."""
    return typed if "://" in typed else f"escpos://{typed}"


def _told(flow: SetUpFlow, found: tuple[FoundPrinter, ...]) -> None:
    address = flow.scene.address or (found[0].address if len(found) == 1 else "")
    flow.turn(printers=found, address=address)


def _print(flow: SetUpFlow, address: str) -> None:
    def printed(test: PrinterTest) -> None:
        flow.go(Page.PRINTED, test=test)

    flow.turn(address=address)
    flow.work(flow.set_up.test_printer(address), printed)


class PrintedPage(PlainPage):
    """Whether it came out, as the printer says and as somebody sees."""

    def view(self, scene: SetUpScene, words: Words) -> PageView:
        """What it shows."""
        test = scene.test or PrinterTest(is_printed=False)
        back = back_of(scene, words)
        address = Fact(words.say(say.PRINTED_AT, address=scene.address))
        if test.is_printed:
            return PageView(
                title=words.say(say.PRINTED),
                lead=words.say(say.PRINTED_LEAD),
                place=place_of(scene, words),
                sign="label",
                facts=(address,),
                notice=scene.said.in_words(words),
                primary=next_deed(words, say.CAME_OUT),
                others=(Deed(Act.OTHER, words.say(say.NOT_OUT)),),
                back=back,
                is_busy=scene.is_busy,
            )
        return PageView(
            title=words.say(say.NOT_PRINTED),
            lead=words.say(say.NOT_OUT_HELP),
            place=place_of(scene, words),
            sign="printer",
            is_warning=True,
            facts=(Fact(scene.address),),
            notice=scene.said.in_words(words) or words.say(TROUBLE.get(test.trouble, TROUBLE["unknown"])),
            primary=Deed(Act.AGAIN, words.say(say.TRY_AGAIN)),
            others=(Deed(Act.OTHER, words.say(say.ANOTHER_PRINTER)), Deed(Act.NEXT, words.say(say.KEEP_ANYWAY))),
            back=back,
            is_busy=scene.is_busy,
        )

    def act(self, flow: SetUpFlow, act: Act, typed: Typed) -> None:
        """Keep it, try it once more, or look for another."""
        match act:
            case Act.AGAIN:
                _print(flow, flow.scene.address)
            case Act.OTHER:
                flow.go_back()
                flow.tell(Said(say.NOT_OUT_HELP))
            case _:
                flow.work(flow.set_up.choose_printer(flow.scene.address), lambda _: flow.step_done(Page.THEME))
