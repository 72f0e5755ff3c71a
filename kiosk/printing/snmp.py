"""One question to a printer over SNMP version 1: the smallest part of RFC 1157 that fetches one value."""

import socket

COMMUNITY = b"public"
_INTEGER, _OCTETS, _NULL, _OBJECT, _SEQUENCE, _GET, _RESPONSE = 0x02, 0x04, 0x05, 0x06, 0x30, 0xA0, 0xA2
_LARGEST_ANSWER = 4096


class SnmpFault(Exception):
    """No answer, a refusal, or something that is no answer."""


def snmp_get(host: str, port: int, object_id: str, *, seconds: float, request_id: int = 1) -> bytes:
    """The value of an object as the device sent it. Raises SnmpFault."""
    question = _question(object_id, request_id)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, protocol) as line:
            line.settimeout(seconds)
            line.connect(address)
            line.send(question)
            return _value(line.recv(_LARGEST_ANSWER), request_id)
    except OSError as error:
        raise SnmpFault("no answer") from error
    except (IndexError, ValueError) as error:
        raise SnmpFault("not an answer") from error


def _question(object_id: str, request_id: int) -> bytes:
    binding = _piece(_SEQUENCE, _piece(_OBJECT, _identifier(object_id)) + _piece(_NULL, b""))
    numbers = _piece(_INTEGER, request_id.to_bytes(4, "big")) + _piece(_INTEGER, b"\0") * 2
    request = _piece(_GET, numbers + _piece(_SEQUENCE, binding))
    return _piece(_SEQUENCE, _piece(_INTEGER, b"\0") + _piece(_OCTETS, COMMUNITY) + request)


def _piece(tag: int, body: bytes) -> bytes:
    length = len(body)
    size = bytes((length,)) if length < 0x80 else b"\x82" + length.to_bytes(2, "big")
    return bytes((tag,)) + size + body


def _identifier(object_id: str) -> bytes:
    first, second, *rest = (int(number) for number in object_id.strip(".").split("."))
    coded = bytearray()
    for number in (first * 40 + second, *rest):
        groups = [number & 0x7F]
        while number := number >> 7:
            groups.append(number & 0x7F | 0x80)
        coded += bytes(reversed(groups))
    return bytes(coded)


def _read(data: bytes, at: int) -> tuple[int, bytes, int]:
    """Tag, body and where the next piece starts."""
    tag, length, at = data[at], data[at + 1], at + 2
    if length & 0x80:
        count = length & 0x7F
        length, at = int.from_bytes(data[at : at + count], "big"), at + count
    if at + length > len(data):
        raise ValueError("cut off")
    return tag, data[at : at + length], at + length


def _pieces(data: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at < len(data):
        tag, body, at = _read(data, at)
        found.append((tag, body))
    return found


def _value(answer: bytes, request_id: int) -> bytes:
    _, message, _ = _read(answer, 0)
    _, _, (tag, response) = _pieces(message)
    (_, number), (_, error), _, (_, bindings) = _pieces(response)
    if tag != _RESPONSE or int.from_bytes(number, "big") != request_id:
        raise ValueError("somebody else's answer")
    if any(error):
        raise SnmpFault(f"refused, error {error[-1]}")
    _, binding = _pieces(bindings)[0]
    _, (_, value) = _pieces(binding)
    return value
