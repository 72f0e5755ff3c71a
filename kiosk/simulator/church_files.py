"""Reads the data files of the sample church. A key that nobody knows is an error, so that a typo is not lost."""

import tomllib
from dataclasses import fields
from typing import Any, TypeVar

from kiosk.resources import resource_path

Row = TypeVar("Row")


def read(name: str) -> dict[str, Any]:
    """One file of ``resources/sample_church``, as its tables."""
    return tomllib.loads(resource_path("sample_church", f"{name}.toml").read_text(encoding="utf-8"))


def rows(kind: type[Row], tables: list[dict[str, Any]]) -> tuple[Row, ...]:
    """Tables as frozen rows of one kind; lists become tuples. Raises TypeError naming the row that does not fit."""
    return tuple(row(kind, table) for table in tables)


def row(kind: type[Row], table: dict[str, Any]) -> Row:
    """One table as a frozen row."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown := set(table) - known:
        raise TypeError(f"{kind.__name__} has no {sorted(unknown)}: {table}")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()})
