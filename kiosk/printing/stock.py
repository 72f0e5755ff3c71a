"""What labels are printed on: rolls and cut labels, as data in resources/labels/stocks.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kiosk.domain.problems import SettingNotValid
from kiosk.resources import resource_path
from kiosk.services.data_file import Table, read_table
from kiosk.words import later
from kiosk.words.labels import FORMAT_TOO_NEW, NO_STOCK, VALUE_IS_NOT_ONE_OF, VALUE_IS_OF_THE_WRONG_KIND

FORMAT = 1
DEFAULT_STOCK = "roll-80"
MM_PER_INCH = 25.4
BLACK, RED = "black", "red"


@dataclass(frozen=True, slots=True)
class Stock:
    """Paper in a printer. Dots are what the head reaches; ``length_dots`` None: a roll, as long as the label needs.

    ``right_margin_dots``: what the head has beyond the printable part, at its right. ``media``: its name in print queues.
    """

    id: str
    name: str
    width_mm: float
    length_mm: float | None
    width_dots: int
    length_dots: int | None
    dpi: int
    shortest_mm: float = 0
    right_margin_dots: int = 0
    colors: tuple[str, ...] = (BLACK,)
    has_cutter: bool = True
    media: str = ""

    @property
    def prints_red(self) -> bool:
        """Whether the paper turns red as well as black."""
        return RED in self.colors

    @property
    def is_longer_than_wide(self) -> bool:
        """Whether a cut label leaves the printer narrow side first."""
        return self.length_dots is not None and self.length_dots > self.width_dots

    def dots(self, mm: float) -> int:
        """A length in whole dots."""
        return round(mm * self.dpi / MM_PER_INCH)


@lru_cache(maxsize=1)
def shipped_stocks() -> Mapping[str, Stock]:
    """The stocks that ship with the program, by id."""
    return stocks_in(read_table(resource_path("labels", "stocks.toml")))


def stocks_in(table: Table) -> Mapping[str, Stock]:
    """The stocks a file describes. Raises SettingNotValid for a mistake in it."""
    if table.whole("format", least=1, most=1000) > FORMAT:
        table.mistake(FORMAT_TOO_NEW, "format")
    stocks = {stock_id: _stock(stock_id, entry) for stock_id, entry in table.named_tables("stock").items()}
    table.finish()
    return stocks


def _stock(stock_id: str, table: Table) -> Stock:
    length_mm = table.number("length_mm", least=5, most=2000) if table.has("length_mm") else None
    printable = table.numbers("printable")
    if len(printable) != (1 if length_mm is None else 2):
        table.mistake(VALUE_IS_OF_THE_WRONG_KIND, "printable", kind="[across], or [across, along]")
    stock = Stock(
        id=stock_id,
        name=table.text("name", stock_id),
        width_mm=table.number("width_mm", least=5, most=500),
        length_mm=length_mm,
        width_dots=printable[0],
        length_dots=printable[1] if length_mm is not None else None,
        dpi=table.whole("dpi", least=100, most=1200),
        shortest_mm=table.number("shortest_mm", least=0, most=500, default=0),
        right_margin_dots=table.whole("right_margin", least=0, most=500, default=0),
        colors=table.texts("colors") if table.has("colors") else (BLACK,),
        has_cutter=table.flag("cutter", True),
        media=table.text("media", ""),
    )
    if not set(stock.colors) <= {BLACK, RED}:
        table.mistake(VALUE_IS_NOT_ONE_OF, "colors", value=", ".join(stock.colors), options=f"{BLACK}, {RED}")
    table.finish()
    return stock


def stock_named(stock_id: str) -> Stock:
    """The stock with this id. Raises SettingNotValid if there is none."""
    stocks = shipped_stocks()
    if stock_id not in stocks:
        raise SettingNotValid(sentence=later(NO_STOCK, stock=stock_id, options=", ".join(stocks)))
    return stocks[stock_id]
