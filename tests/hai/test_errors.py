"""Error answers become exceptions: of their status, whatever the body."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

import fairlead
from fairlead import hai
from fairlead._core.answers import Answer
from fairlead.hai._errors import FAMILY

STATUSES = {
    400: (hai.BadRequestError, fairlead.BadRequest),
    401: (hai.UnauthorizedError, fairlead.Unauthorized),
    403: (hai.ForbiddenError, fairlead.Forbidden),
    404: (hai.NotFoundError, fairlead.NotFound),
    409: (hai.ConflictError, fairlead.Conflict),
    412: (hai.PreconditionFailedError, fairlead.StatusError),
    413: (hai.ContentTooLargeError, fairlead.PayloadTooLarge),
    422: (hai.UnprocessableEntityError, fairlead.Unprocessable),
    429: (hai.TooManyRequestsError, fairlead.RateLimited),
    500: (hai.ServerError, fairlead.ServerError),
    502: (hai.ServerError, fairlead.ServerError),
    302: (hai.ApiError, fairlead.StatusError),
    418: (hai.ApiError, fairlead.StatusError),
}
BODIES = [
    b"",
    b"<html>no</html>",
    b'"text"',
    b"[]",
    b"null",
    b"\xff",
    b'{"detail": "no"}',
    b'{"message": "no"}',
    b'{"detail": [1, null, {"loc": 3}]}',
    b'{"detail": {"a": 1}, "message": 7}',
]


def raised(status: int, content: bytes | dict[str, Any] = b"", **headers: str) -> hai.ApiError:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    answer = Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
    error, _ = FAMILY.from_answer(answer, operation="get_agent", path="/api/v2/agents/a")
    assert isinstance(error, hai.ApiError)
    return error


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("body", BODIES, ids=repr)
def test_every_status_is_its_exception_whatever_the_body(status: int, body: bytes) -> None:
    error = raised(status, body)
    ours, shared = STATUSES[status]
    assert type(error) is ours
    assert isinstance(error, shared)
    assert isinstance(error, hai.HaiError)
    assert (error.status_code, error.status, error.operation, error.backend) == (
        status,
        status,
        "get_agent",
        "hai",
    )
    assert error.message
    assert str(status) in repr(error)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.body, str(again)) == (ours, error.body, str(error))


@pytest.mark.parametrize(
    ("status", "body", "message", "code"),
    [
        (404, {"detail": "no such agent"}, "no such agent", None),
        (401, {"message": "bad key"}, "bad key", None),
        (
            403,
            {"detail": [{"type": "environment_not_public", "id": "e"}]},
            "environment_not_public",
            "environment_not_public",
        ),
        (
            429,
            {"message": "quota", "detail": [{"type": "plan_limit", "message": "3 at most", "scope": "user"}]},
            "quota",
            "plan_limit",
        ),
        (429, {"detail": [{"type": "capacity", "message": "full", "scope": "platform"}]}, "full", "capacity"),
        (422, {"detail": "in words"}, "in words", None),
        (
            422,
            {"detail": [{"type": "missing", "loc": ["body", "agent", 0], "msg": "Field required"}]},
            "agent.0: Field required",
            "missing",
        ),
        (
            422,
            {"detail": [{"type": "a", "loc": ["body"], "msg": "x"}, {"type": "b", "loc": [], "msg": "y"}]},
            "request: x; request: y",
            "a",
        ),
    ],
)
def test_messages_and_codes(status: int, body: Any, message: str, code: str | None) -> None:
    error = raised(status, body)
    assert (error.message, error.code, error.body) == (message, code, body)


def test_what_errors_tell_beside_that() -> None:
    problem = {"type": "missing", "loc": ["body", "agent"], "msg": "Field required"}
    invalid = raised(422, {"detail": [problem]})
    assert isinstance(invalid, hai.UnprocessableEntityError)
    assert invalid.problems == [problem]
    limit = {"type": "queue_full", "message": "m", "scope": "org"}
    refused = raised(429, {"message": "m", "detail": [limit]}, retry_after_ms="1500")
    assert isinstance(refused, hai.TooManyRequestsError)
    assert (refused.limits, refused.retry_after) == ([limit], 1.5)
    stale = raised(412, etag='"4"')
    assert isinstance(stale, hai.PreconditionFailedError)
    assert (stale.etag, stale.headers) == ('"4"', {"etag": '"4"'})
    assert hai.PreconditionFailedError().etag is None


def test_headers_of_errors_show_no_secrets() -> None:
    assert raised(400, set_cookie="s3cret").headers == {"set-cookie": "[redacted]"}


def test_what_never_got_an_answer_is_no_api_error() -> None:
    for error in (hai.ConnectionFailed(), hai.TimedOut(), hai.StreamInterrupted()):
        assert isinstance(error, hai.TransportError)
        assert not isinstance(error, hai.ApiError)
    assert isinstance(hai.TimedOut(), TimeoutError)
    assert isinstance(hai.ConnectionFailed(), ConnectionError)
