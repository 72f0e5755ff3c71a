"""A side door to the running simulator, on a port of its own: other processes switch faults and count requests here."""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from kiosk.simulator.planning_center import Answer, Request
from kiosk.simulator.server import PlanningCenterServer
from kiosk.simulator.wire import LOOPBACK, Wire

_JSON = "application/json"


class ControlDoor:
    """``GET|DELETE /requests``, ``GET|POST|DELETE /faults``, ``GET|POST /rate``: plain JSON in and out.

    A fault is what ``Faults.add`` takes: ``{"trouble": "slow", "path": "/people/v2", "seconds": 2, "count": 1}``;
    ``DELETE /faults?trouble=slow`` switches one kind off, without it all of them.
    """

    def __init__(self, server: PlanningCenterServer, port: int = 0) -> None:
        self._server = server
        self._wire = Wire(self._respond, lambda: None, port)

    @property
    def url(self) -> str:
        """Where the door is. Known once it is open."""
        return f"http://{LOOPBACK}:{self._wire.port}"

    def open(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        self._wire.open()

    def close(self) -> None:
        """Stop listening."""
        self._wire.close()

    def _respond(self, request: Request) -> Answer:
        try:
            return _answer(HTTPStatus.OK, self._carry_out(request))
        except (ValueError, TypeError) as error:
            return _answer(HTTPStatus.BAD_REQUEST, {"error": str(error)})
        except LookupError:
            return _answer(HTTPStatus.NOT_FOUND, {"error": "no such door"})

    def _carry_out(self, request: Request) -> Any:
        server = self._server
        match request.verb, request.path:
            case "GET", "/requests":
                return [
                    {
                        "verb": one.verb,
                        "path": one.path,
                        "query": one.query,
                        "status": one.status,
                        "was_answered": one.was_answered,
                    }
                    for one in server.requests
                ]
            case "DELETE", "/requests":
                server.forget_requests()
                return []
            case "GET", "/faults":
                return server.faults.describe()
            case "POST", "/faults":
                server.faults.add_described(_object(request.body))
                return server.faults.describe()
            case "DELETE", "/faults":
                server.faults.clear(parse_qs(request.query).get("trouble", [None])[0])
                return server.faults.describe()
            case "GET", "/rate":
                return {"limit": server.rate.limit, "period_seconds": server.rate.period_seconds}
            case "POST", "/rate":
                wanted = _object(request.body)
                server.rate.limit = int(wanted.get("limit", server.rate.limit))
                server.rate.period_seconds = int(wanted.get("period_seconds", server.rate.period_seconds))
                return {"limit": server.rate.limit, "period_seconds": server.rate.period_seconds}
            case _:
                raise LookupError(request.path)


def _object(body: bytes) -> dict[str, Any]:
    wanted = json.loads(body)
    if not isinstance(wanted, dict):
        raise ValueError("an object is expected")
    return wanted


def _answer(status: HTTPStatus, document: Any) -> Answer:
    return Answer(status, {"Content-Type": _JSON}, json.dumps(document).encode())
