"""Label designs as files: the church's in its folder, which can be changed, beside those that ship."""

import errno
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfile

from kiosk.domain.labels import Label
from kiosk.domain.problems import DataFolderReadOnly, DiskFull, NotKnown, Problem, SettingNotValid
from kiosk.printing.design import parse_design
from kiosk.printing.design_shelf import LARGEST_BYTES, SUFFIX, DesignShelf, shipped_designs
from kiosk.printing.parts import Box, Part, Picture, Row, Stack
from kiosk.printing.pipeline import drawn_with
from kiosk.printing.stock import shipped_stocks, stock_named
from kiosk.resources import resource_path
from kiosk.services.label_designs import DesignPicture, KnownDesign, KnownStock, mistake_of
from kiosk.words import later
from kiosk.words.labels import DESIGN_NAME, DESIGN_NOT_READ

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_LARGEST_PICTURE_BYTES = 10_000_000


class DesignFiles:
    """`kiosk.services.label_designs.DesignBook` on a shelf with a folder."""

    def __init__(self, shelf: DesignShelf, folder: Path) -> None:
        """``folder`` is made when something is first written into it."""
        self._shelf, self._folder = shelf, folder

    def designs(self) -> tuple[KnownDesign, ...]:
        """Every design by name."""
        own, shipped = self._shelf.own(), shipped_designs()
        found = [
            KnownDesign(
                name, design.kind, design.stocks, name in own.designs, name in shipped, self._shelf.is_first(name)
            )
            for name, design in {**shipped, **own.designs}.items()
            if name not in own.mistakes
        ]
        for name, problem in own.mistakes.items():
            ours = shipped.get(name)
            kind, stocks = (ours.kind, ours.stocks) if ours is not None else ("", ())
            wanted = self._shelf.is_first(name)
            found.append(KnownDesign(name, kind, stocks, True, ours is not None, wanted, mistake_of(problem)))
        return tuple(sorted(found, key=lambda one: one.name))

    def stocks(self) -> tuple[KnownStock, ...]:
        """Every paper."""
        return tuple(KnownStock(stock.id, stock.name) for stock in shipped_stocks().values())

    def source(self, name: str) -> str:
        """The text of a design. Raises NotKnown."""
        return _text(self._file(name))

    def check(self, name: str, source: str) -> tuple[str, tuple[str, ...]]:
        """The kind and the stocks of a design. Raises SettingNotValid."""
        _must_be_a_name(name)
        if len(source.encode("utf-8", "replace")) > LARGEST_BYTES:
            raise SettingNotValid(sentence=later(DESIGN_NOT_READ, file=name + SUFFIX))
        design = parse_design(source, name, name + SUFFIX, self._folder)
        return design.kind, design.stocks

    def keep(self, name: str, source: str) -> None:
        """Write a design of the church's, whole or not at all."""
        self.check(name, source)
        with _problems_of_writing():
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=self._folder, prefix=".design-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                    file.write(source)
                Path(part).replace(self._folder / (name + SUFFIX))
            except BaseException:
                with suppress(OSError):
                    Path(part).unlink()
                raise

    def forget(self, name: str) -> None:
        """Take a design of the church's away."""
        _must_be_a_name(name)
        with _problems_of_writing():
            try:
                (self._folder / (name + SUFFIX)).unlink()
            except FileNotFoundError:
                raise NotKnown(design=name) from None

    def take_in(self, file: Path) -> str:
        """Copy a design and its pictures from elsewhere; its name."""
        name, source = file.stem, _text(file)
        _must_be_a_name(name)
        # Checked where it lies, beside its pictures, before anything of ours is touched.
        DesignFiles(self._shelf, file.parent).check(name, source)
        design = parse_design(source, name, file.name, file.parent)
        with _problems_of_writing():
            self._folder.mkdir(parents=True, exist_ok=True)
            for picture in _pictures(design.body):
                if picture.stat().st_size > _LARGEST_PICTURE_BYTES:
                    raise SettingNotValid(sentence=later(DESIGN_NOT_READ, file=picture.name))
                _copied(picture, self._folder)
        self.keep(name, source)
        return name

    def give_out(self, name: str, folder: Path) -> Path:
        """Copy a design and its pictures to a folder; its file there."""
        file = self._file(name)
        source = _text(file)
        with _problems_of_writing():
            folder.mkdir(parents=True, exist_ok=True)
            with suppress(SettingNotValid):
                # One with a mistake is given out too, to be mended elsewhere; its pictures are not known.
                for picture in _pictures(parse_design(source, name, file.name, file.parent).body):
                    _copied(picture, folder)
            (folder / file.name).write_text(source, "utf-8")
        return folder / file.name

    def picture(self, name: str, source: str, stock: str, label: Label) -> DesignPicture:
        """A label drawn with a design that need not be kept yet. Needs a QGuiApplication; any thread."""
        design = parse_design(source, name, name + SUFFIX, self._folder)
        drawn = drawn_with(design, label, stock_named(stock))
        return DesignPicture(drawn.bitmap.to_png(drawn.red), drawn.missing, drawn.left_out)

    def _file(self, name: str) -> Path:
        _must_be_a_name(name)
        own = self._folder / (name + SUFFIX)
        if own.is_file():
            return own
        if name not in shipped_designs():
            raise NotKnown(design=name)
        return _shipped_file(name)


def _must_be_a_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise SettingNotValid(sentence=later(DESIGN_NAME, name=name))


def _shipped_file(name: str) -> Path:
    return resource_path("labels", "designs", name + SUFFIX)


def _text(file: Path) -> str:
    """Raises NotKnown for no file, SettingNotValid for one that is no text."""
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise ValueError(file.name)
        return file.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise NotKnown(file=file.name) from error
    except (OSError, ValueError) as error:
        raise SettingNotValid(sentence=later(DESIGN_NOT_READ, file=file.name)) from error


def _pictures(part: Part) -> Iterator[Path]:
    match part:
        case Picture(path=path):
            yield path
        case Stack(parts=parts) | Row(parts=parts) | Box(parts=parts):
            for one in parts:
                yield from _pictures(one)


def _copied(file: Path, folder: Path) -> None:
    if file.parent != folder:
        copyfile(file, folder / file.name)


@contextmanager
def _problems_of_writing() -> Iterator[None]:
    try:
        yield
    except Problem:
        raise
    except OSError as error:
        raise (DiskFull() if error.errno == errno.ENOSPC else DataFolderReadOnly()) from error
