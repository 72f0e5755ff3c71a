"""House rules that a linter does not know, read off the syntax tree."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import modules, parsed, place

LONGEST_MODULE = 350

# Each of them nests an event loop, in which other tasks lose steps for good, or keeps no reference to its task.
NESTING = {
    "exec_", "processEvents", "asyncSlot", "asyncClose", "asyncWrap", "QEventLoop", "QDialog", "QMessageBox",
    "QInputDialog", "QFileDialog", "QColorDialog", "QFontDialog", "QProgressDialog", "QPrintDialog", "QWizard",
    "setModal", "setWindowModality", "waitUntil", "waitSignal",
}  # fmt: skip
LOOPS = ("kiosk/app/first_loop.py", "kiosk/app/loop.py")
"""One after the other, never one within the other."""

SQL_CALLS = {"execute", "executemany", "executescript", "query"}
PEOPLE = {"person", "people", "child", "children", "adult", "household", "guest", "newcomer", "members"}
PERSONAL = {
    "first_name", "given_name", "nickname", "last_name", "full_name", "phone", "phones", "digits", "email", "birthdate",
    "medical_notes", "note", "notes", "security_code", "code", "pin", "details",
}  # fmt: skip
CONNECTIONS = {"conn", "connection", "_conn", "_connection", "db", "_db", "database", "_database"}


def test_there_is_no_modal_dialog_and_no_nested_loop():
    found = [
        place(path, node)
        for path in modules("kiosk")
        if not path.as_posix().endswith(LOOPS)
        for node in ast.walk(parsed(path))
        if _names(node) & NESTING or (isinstance(node, ast.Call) and _called(node) == "exec")
    ]

    assert found == []


def test_no_connection_is_trusted_to_commit_by_itself():
    """In sqlite-utils 4 ``with connection:`` protects nothing."""
    found = [
        place(path, node)
        for path in modules("kiosk")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.With)
        for item in node.items
        if _last_name(item.context_expr) in CONNECTIONS
    ]

    assert found == []


def test_sql_is_never_put_together_from_values():
    """Parts of a statement may come from constants (UPPER_CASE), or stand in a pragma; all else is a parameter."""
    found = [
        place(path, node)
        for path in modules("kiosk")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and _called(node) in SQL_CALLS and node.args
        for part in _variable_parts(node.args[0])
        if not (isinstance(part, ast.Name | ast.Attribute) and (_last_name(part) or "").isupper())
    ]

    assert found == []


def test_logs_are_told_ids_and_counts_never_people():
    """A log call may be handed neither a whole person nor what only people have; a class or a file may be named."""
    found = [
        place(path, node)
        for path in modules("kiosk")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and _is_log_call(node)
        for argument in node.args[1:]
        if _last_name(argument) in PEOPLE | PERSONAL
        or (isinstance(argument, ast.Attribute) and argument.attr == "name" and _last_name(argument.value) in PEOPLE)
    ]

    assert found == []


def test_the_domain_keeps_frozen_values_and_waits_for_nobody():
    found = []
    for path in modules("kiosk/domain"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.AsyncFunctionDef | ast.Await):
                found.append(place(path, node))
            if isinstance(node, ast.ClassDef) and not _is_frozen(node):
                found.append(place(path, node))

    assert found == []


def test_nobody_asks_for_the_application_in_passing():
    found = [
        place(path, node)
        for path in modules("kiosk")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "instance"
        and (_last_name(node.value) or "").startswith("Q")
    ]

    assert found == []


def test_no_test_replaces_a_part_of_our_own():
    """Fakes stand at ports; a mock would only repeat the code."""
    words = ("unittest.mock", "from unittest import mock", "MagicMock", "monkeypatch.setattr")
    found = [
        path.name
        for path in modules("tests")
        if path != Path(__file__)
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]

    assert found == []


def test_a_module_is_short_enough_to_be_read():
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in modules("kiosk", "packaging")}

    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


@pytest.mark.parametrize(
    ("source", "is_allowed"),
    [
        ('db.execute("select 1 where a = ?", [a])', True),
        ('db.execute(f"select {COLUMNS} from person")', True),
        ('db.execute(f"pragma user_version = {number}")', True),
        ('db.execute(f"select * from person where id = {person_id}")', False),
        ('db.execute("select * from person where id = %s" % person_id)', False),
        ('db.execute("select * from person where id = " + person_id)', False),
        ('db.execute("select * from {}".format(table))', False),
    ],
)
def test_the_eye_for_sql_sees(source: str, is_allowed: bool):
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)

    parts = [part for part in _variable_parts(call.args[0]) if not (_last_name(part) or "").isupper()]

    assert (parts == []) is is_allowed


def _names(node: ast.AST) -> set[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
            return {name}
        case _:
            return set()


def _called(call: ast.Call) -> str | None:
    return _last_name(call.func)


def _last_name(node: ast.AST) -> str | None:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return None


def _variable_parts(statement: ast.expr) -> Iterator[ast.expr]:
    match statement:
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]) if start.lower().startswith("pragma "):
            return  # it takes no parameters
        case ast.JoinedStr(values=values):
            yield from (value.value for value in values if isinstance(value, ast.FormattedValue))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _variable_parts(left)
            yield from _variable_parts(right)
            yield from (side for side in (left, right) if isinstance(side, ast.Name | ast.Attribute))
        case ast.BinOp(op=ast.Mod(), right=right):
            yield right
        case ast.Call(func=ast.Attribute(attr="format")):
            yield statement


def _is_log_call(call: ast.Call) -> bool:
    levels = {"debug", "info", "warning", "error", "exception", "critical", "log"}
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr in levels
        and (_last_name(call.func.value) or "").lower().strip("_") in {"log", "logger", "logging"}
    )


def _is_frozen(node: ast.ClassDef) -> bool:
    """A frozen dataclass with slots, or a kind of class that is a value anyway."""
    if any(_last_name(base) not in {"Generic", "object"} for base in node.bases if not isinstance(base, ast.Subscript)):
        return True  # an enumeration, a named tuple, a Protocol, a Problem or a child of a value checked itself
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and _called(decorator) == "dataclass":
            keywords = {word.arg: getattr(word.value, "value", None) for word in decorator.keywords}
            return keywords.get("frozen") is True and (keywords.get("slots") is True or _remembers(node))
    return False


def _remembers(node: ast.ClassDef) -> bool:
    """A value that works something out once needs a place to keep it, which slots do not give."""
    return any(
        _last_name(word) == "cached_property" for part in ast.walk(node) for word in getattr(part, "decorator_list", ())
    )
