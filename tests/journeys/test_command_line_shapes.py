"""The documents of the command line have the names and the types that product.md section 12 shows; more may stand beside them."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine

AT = ("--at", "2026-09-13T08:40")
ANA, LEO = "101", "102"

MOMENT = re.compile(r"2026-\d\d-\d\dT\d\d:\d\d:\d\d-0[56]:00")
ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
NAMED: Mapping[str, object] = {"id": str, "name": str}
A_TIME: Mapping[str, object] = {"id": str, "starts_at": MOMENT, "predicted": bool}
COUNTS = ("people", "households", "events", "event_times", "locations", "groups", "memberships", "passes")
QUEUE = ("queued", "held", "sent", "uncertain", "failed", "printed")
EXPLAINED: Mapping[str, object] = {
    "person": NAMED,
    "at": MOMENT,
    "times": [
        {
            "event": NAMED,
            "event_time": A_TIME,
            "window": {"opens_at": MOMENT, "closes_at": MOMENT, "is_open": bool},
            "chosen": bool,
            "via": re.compile("group|station"),
            "path": [str],
            "reasons": [re.compile("window_not_open|window_closed|already_checked_in|cancelled")],
            "location": (NAMED, None),
            "candidates": [
                {
                    "location": NAMED,
                    "verdict": re.compile("fits|unknown|refused"),
                    "tier": re.compile("members|last|grade|age|open|none"),
                    "reasons": [
                        re.compile(
                            "age_too_young|age_too_old|birthdate_missing|birthdate_invalid|grade_too_low|grade_too_high"
                            "|grade_missing|grade_unmatched|grade_room_fits|gender_mismatch|gender_missing|adults_only"
                            "|children_only|not_a_member|not_at_this_time|closed|full|below_ratio|too_few_volunteers|no_history"
                        )
                    ],
                }
            ],
        }
    ],
}
FOUND: Mapping[str, object] = {
    "households": [{"id": (str, None), "name": str, "people": [{**NAMED, "is_child": bool}]}]
}
STATUS: Mapping[str, object] = {
    "counts": dict.fromkeys(COUNTS, int),
    "pulled_at": {"people": MOMENT, "events": MOMENT},
    "sign_in": re.compile("ok|missing|refused"),
    "sync_map": {"synced": int},
    "outbox": {"waiting": int, "parked": int},
    "print_queue": dict.fromkeys(QUEUE, int),
}
CHECKED_IN: Mapping[str, object] = {
    "check_in_group": ULID,
    "security_code": (str, None),
    "check_ins": [
        {
            "id": ULID,
            "person": NAMED,
            "event_time": A_TIME,
            "location": NAMED,
            "kind": re.compile("regular|guest|volunteer"),
            "security_code": (str, None),
            "status": re.compile("created|existing"),
        }
    ],
    "labels": [{"id": str, "kind": str, "state": str}],
    "refused": [{"person": NAMED, "problem": str, "reasons": [str]}],
}
OUT: Mapping[str, object] = {"check_in": ULID, "person": NAMED, "location": NAMED, "checked_out_at": MOMENT}
CHECKED_OUT: Mapping[str, object] = {"security_code": str, "released": [OUT], "already_out": [OUT]}
IN_A_ROOM: Mapping[str, object] = {
    "check_in": ULID,
    "person": NAMED,
    "kind": str,
    "security_code": (str, None),
    "medical_notes": (str, None),
    "checked_in_at": MOMENT,
}
ROSTER: Mapping[str, object] = {"locations": [{"location": NAMED, "present": [IN_A_ROOM], "left": [IN_A_ROOM]}]}
PREVIEW: Mapping[str, object] = {
    "children": [{"person": NAMED, "event_time": A_TIME, "location": (NAMED, None), "reasons": [str]}],
    "over_capacity": list,
    "missing_facts": list,
}


def faults(value: object, shape: object, where: str = "") -> list[str]:
    """Where a document differs from its shape: a type, a pattern, a choice of shapes, a list of one shape, or named shapes."""
    match shape:
        case None:
            return [] if value is None else [f"{where} is not null"]
        case tuple():
            return [] if any(not faults(value, one) for one in shape) else [f"{where}: {value!r}"]
        case list():
            items = value if isinstance(value, list) else [f"{where} is no list"]
            return [fault for item in items for fault in faults(item, shape[0], f"{where}[]")]
        case re.Pattern():
            return [] if isinstance(value, str) and shape.fullmatch(value) else [f"{where}: {value!r}"]
        case Mapping() if isinstance(value, dict):
            missing = [f"{where}.{name} is missing" for name in shape if name not in value]
            there = [name for name in shape if name in value]
            return missing + [fault for name in there for fault in faults(value[name], shape[name], f"{where}.{name}")]
        case type() if isinstance(value, shape) and (shape is bool or not isinstance(value, bool)):
            return []
        case _:
            return [f"{where}: {value!r}"]


@pytest.fixture
def kiosk(data: Path) -> CommandLine:
    """Commands on the sample church as it was pulled."""
    return CommandLine(data)


def test_every_document_has_the_names_and_types_that_are_promised(kiosk: CommandLine):
    tap = ("--rehearsal", "check-in", "--person", ANA, "--person", LEO, *AT)
    checked_in = kiosk(*tap).document
    out = ("--rehearsal", "check-out", checked_in["security_code"], *AT)
    first = kiosk(*out, "--person", ANA).document
    second = kiosk(*out).document
    documents = (
        (kiosk("explain", ANA, *AT).document, EXPLAINED),
        (kiosk("find", "0142").document, FOUND),
        (kiosk("status").document, STATUS),
        (checked_in, CHECKED_IN),
        (first, CHECKED_OUT),
        (second, CHECKED_OUT),
        (kiosk("--rehearsal", "roster", *AT).document, ROSTER),
        (kiosk("preview", *AT).document, PREVIEW),
        (kiosk("settings", "export").document, {"text": str}),
    )

    assert [fault for document, shape in documents for fault in faults(document, shape)] == []
    assert [len(one) for one in (checked_in["check_ins"], first["released"], second["already_out"])] == [2, 1, 1]
    assert not faults(kiosk(*out).document["details"]["already_out"], [OUT])
