"""A caller that shares nothing with the product's client: http.client and json."""

import base64
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

TOKEN = "Basic " + base64.b64encode(b"demo:demo").decode()


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> dict[str, Any]:
        (error,) = self.json["errors"]
        return dict(error)

    @property
    def ids(self) -> list[str]:
        return [one["id"] for one in self.json["data"]]


class Caller:
    def __init__(self, base_url: str) -> None:
        self._host = urlsplit(base_url).netloc
        self._line = http.client.HTTPConnection(self._host, timeout=20)

    def __call__(
        self,
        address: str,
        verb: str = "GET",
        *,
        send: Any = None,
        body: bytes | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> Reply:
        given = {"Authorization": TOKEN, "User-Agent": "test", **(headers or {})}
        told = {name: value for name, value in given.items() if value is not None}
        content = json.dumps(send).encode() if send is not None else body
        self._line.request(verb, address, body=content, headers=told)
        answer = self._line.getresponse()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def post(self, address: str, type: str, attributes: dict[str, Any], **relationships: Any) -> Reply:
        return self(address, "POST", send=_payload(type, attributes, relationships))

    def patch(self, address: str, type: str, attributes: dict[str, Any], **relationships: Any) -> Reply:
        return self(address, "PATCH", send=_payload(type, attributes, relationships))

    def close(self) -> None:
        self._line.close()


def person(id: str) -> dict[str, str]:
    return {"type": "Person", "id": id}


def _payload(type: str, attributes: dict[str, Any], relationships: dict[str, Any]) -> dict[str, Any]:
    linked = {name: {"data": data} for name, data in relationships.items()}
    return {"data": {"type": type, "attributes": attributes, **({"relationships": linked} if linked else {})}}
