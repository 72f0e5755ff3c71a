"""How Planning Center says no: one exception, and the bodies it has published or been seen to send.

Shapes are PCO's own. Where only the shape of an error is published and not its words (a parameter that does not exist),
the words are ours. ``NOT_SIMULATED`` is no answer of Planning Center's: it says that something published is asked for
that this simulator does not do, so that a test fails loudly instead of passing on a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

JSON = "application/json; charset=utf-8"
HTML = "text/html"
NOT_SIMULATED = 501


@dataclass
class Refused(Exception):
    """A request that gets an error for an answer: its status, its body, and headers beyond the usual."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content_type(self) -> str:
        """HTML for a body that is text, else JSON."""
        return HTML if isinstance(self.body, str) else JSON


def _refused(status: int, title: str | None, detail: str, *, code: str | None = None, **more: Any) -> Refused:
    error: dict[str, Any] = {"status": str(status)}
    if code is not None:
        error["code"] = code
    if title is not None:
        error["title"] = title
    error["detail"] = detail
    error.update(more)
    return Refused(status, {"errors": [error]})


def bad_parameter(detail: str) -> Refused:
    """400 for a parameter or value that is not published (UnknownAttributeError)."""
    return _refused(400, "Bad Request", detail, code="unknown_attribute")


def missing_parameter(name: str) -> Refused:
    """400 for a filter that came without the parameter it needs."""
    title = "A required parameter wasn't supplied"
    return _refused(400, title, f"The {name} parameter is required", code="missing_parameter", meta={"param": name})


def out_of_range() -> Refused:
    """400 for a number that is none, or is beyond what is allowed."""
    return _refused(400, "Bad Request", "Your request could not be processed", code="integer_out_of_range")


def unsupported_version(version: str) -> Refused:
    """400 for an X-PCO-API-Version before the first one, or that is no date."""
    detail = f"The version {version} is not supported"
    return _refused(400, "Invalid Version", detail, code="unsupported_version_error")


def invalid_json() -> Refused:
    """400 for a body that does not parse."""
    return _refused(400, "Bad Request", "Your request could not be processed", code="invalid_json")


def no_data_key() -> Refused:
    """400 for a body without ``data``."""
    detail = "The payload given does not contain a 'data' key."
    return _refused(400, "Bad Request", detail, code="invalid_resource_payload")


def invalid_payload(detail: str) -> Refused:
    """422 for ``data`` of the wrong shape or type."""
    return _refused(422, "Invalid Payload", detail, code="invalid_payload")


def delete_restricted() -> Refused:
    """400 for a record that other products still use."""
    return _refused(400, "Bad Request", "Your request could not be processed", code="delete_restriction")


def unauthorized(hint: str | None = None) -> Refused:
    """401; the hint is one of PCO's animals: LEMMING (wrong), BABOON (expired), TRASH_PANDA (no access) …"""
    detail = "This request could not be authenticated."
    if hint:
        detail += f" Error Code Hint: ({hint})"
    refused = _refused(401, "Unauthorized", detail, code="unauthorized")
    refused.headers = {"WWW-Authenticate": 'Basic realm="API"'}
    return refused


def forbidden(description: str) -> Refused:
    """403 for something this user may not do."""
    detail = "You do not have access to this resource"
    return _refused(403, "Forbidden", detail, meta={"description": description})


def not_found() -> Refused:
    """404 for a record or path that is not there, has been merged away, or is not for this user."""
    return _refused(404, "Not Found", "The resource you requested could not be found")


def duplicate() -> Refused:
    """409 for a value that must be unique and is taken."""
    return _refused(409, "Duplicate Record", "The record you are trying to create/update already exists")


def forbidden_attribute(name: str) -> Refused:
    """422 for an attribute or relationship that cannot be set."""
    return _refused(422, "Forbidden Attribute", f"{name} cannot be assigned")


def linked_record_missing(name: str) -> Refused:
    """422 for a relationship to a record that does not exist."""
    title, detail = "Attribute Resource Not Found", f"The {name} given could not be found"
    return _refused(422, title, detail, code="attribute_resource_not_found", source={"parameter": name})


def invalid(resource: str, problems: Sequence[tuple[str, str]]) -> Refused:
    """422 with one Validation Error for each (attribute, what is wrong with it)."""
    errors = [
        {
            "status": "422",
            "title": "Validation Error",
            "detail": detail,
            "source": {"parameter": name},
            "meta": {"resource": resource, "associated_resources": []},
        }
        for name, detail in problems
    ]
    return Refused(422, {"errors": errors})


def too_fast(count: int, limit: int, period_seconds: int, retry_after: int) -> Refused:
    """429; its one error has neither status nor title."""
    detail = f"Rate limit exceeded: {count} of {limit} requests per {period_seconds} seconds"
    return Refused(429, {"errors": [{"code": "429", "detail": detail}]}, {"Retry-After": str(retry_after)})


def server_error() -> Refused:
    """500."""
    detail = (
        "An internal server error occurred on our end and we've been notified.  "
        "Please contact support if the issue persists."
    )
    return _refused(500, "Internal Server Error", detail)


def unavailable() -> Refused:
    """503, as during maintenance; its body has never been recorded."""
    return _refused(503, "Service Unavailable", "Planning Center is temporarily offline for maintenance.")


def blocked_before_the_api() -> Refused:
    """403 in HTML: what the network in front of the API sends, e.g. to a request without a User-Agent."""
    return Refused(403, _page("403 ERROR", "The request could not be satisfied."))


def unrouted() -> Refused:
    """404 in HTML, as for a verb or path that no product routes."""
    return Refused(404, _page("404 Not Found", "The page you were looking for doesn't exist."))


def not_simulated(what: str) -> Refused:
    """501: published by Planning Center, but not done by this simulator."""
    return _refused(NOT_SIMULATED, "Not Simulated", f"Published, but not simulated here: {what}", code="not_simulated")


def _page(title: str, text: str) -> str:
    return (
        f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>\n"
    )
