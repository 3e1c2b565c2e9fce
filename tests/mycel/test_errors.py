"""Error answers, as the exceptions that a caller sees."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

import fairlead
from fairlead import mycel
from fairlead._core.answers import Answer
from fairlead.mycel import ApiError
from fairlead.mycel._errors import FAMILY

ROW = {
    "id": "m-1",
    "chat_id": "c",
    "sender_id": "u",
    "sender_name": "U",
    "content": "private words",
    "message_type": "human",
    "seq": 4,
    "created_at": 1.5,
}
JOIN = {
    "id": "chat_join:c:u",
    "chat_id": "c",
    "requester_user_id": "u",
    "state": "pending",
    "created_at": 1.5,
    "updated_at": 1.5,
    "requester_name": "U",
    "requester_type": "external",
}
STALE = {
    "error": "stale_chat_workflow_state_version",
    "chat_id": "c",
    "expected_state_version": 1,
    "actual_state_version": 2,
}


def error(status: int, body: object, path: str = "/api/chats/c") -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return FAMILY.from_answer(Answer(status, {}, content), operation="op", path=path)[0]


@pytest.mark.parametrize(
    ("status", "body", "kind", "shared", "message"),
    [
        (302, b"", "UnexpectedStatus", "StatusError", "HTTP 302"),
        (400, {"detail": "no"}, "BadRequest", "BadRequest", "^no$"),
        (401, {"detail": "no"}, "Unauthorized", "Unauthorized", "^no$"),
        (403, {"detail": "no"}, "Forbidden", "Forbidden", "^no$"),
        (404, {"detail": "Not Found"}, "NotFound", "NotFound", "^Not Found$"),
        (405, {"detail": "Method Not Allowed"}, "UnexpectedStatus", "StatusError", "Not Allowed"),
        (409, {"detail": "no"}, "Conflict", "Conflict", "^no$"),
        (
            422,
            {"detail": [{"type": "missing", "loc": ["body", "a", 0], "msg": "bad"}]},
            "ValidationFailed",
            "Unprocessable",
            r"^a\.0: bad$",
        ),
        (422, {"detail": "a text"}, "ValidationFailed", "Unprocessable", "^a text$"),
        (422, {"detail": {"error": "odd"}}, "ValidationFailed", "Unprocessable", "^odd$"),
        (422, b"<html>", "ValidationFailed", "Unprocessable", "<html>"),
        (422, {"detail": [1, None]}, "ValidationFailed", "Unprocessable", "HTTP 422"),
        (429, b"", "RateLimited", "RateLimited", "HTTP 429"),
        (500, b"Internal Server Error", "ServerError", "ServerError", "Internal Server Error"),
        (500, {"detail": "no"}, "ServerError", "ServerError", "^no$"),
        (503, {"detail": "later"}, "ServerError", "ServerError", "^later$"),
        (522, b"", "ServerError", "ServerError", "HTTP 522"),
    ],
)
def test_statuses(status: int, body: object, kind: str, shared: str, message: str) -> None:
    raised = error(status, body)
    assert type(raised) is getattr(mycel, kind)
    assert isinstance(raised, getattr(fairlead, shared))
    assert isinstance(raised, ApiError)
    assert isinstance(raised, RuntimeError)
    assert (raised.status, raised.status_code, raised.backend, raised.operation) == (
        status,
        status,
        "mycel",
        "op",
    )
    assert not raised.is_transport_error
    with pytest.raises(mycel.MycelError, match=message):
        raise raised


def test_conflicts_are_told_apart_by_the_route() -> None:
    body = {"detail": "any words"}
    unread = error(409, body, "/api/chats/c%2F1/messages")
    assert (type(unread), unread.chat_id) == (mycel.UnreadMessages, "c/1")
    assert type(error(409, body, "/api/auth/external-users")) is mycel.AlreadyExists
    assert type(error(409, body, "/api/chats/c/join-requests")) is mycel.Conflict
    assert isinstance(unread, mycel.Conflict)


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        (STALE, ("c", None, 1, 2)),
        ({**STALE, "actual_state_version": None}, ("c", None, 1, None)),
        ({**STALE, "error": "another_code", "event_id": "7"}, ("c", "7", 1, 2)),
    ],
)
def test_stale_versions(detail: dict[str, Any], expected: tuple[object, ...]) -> None:
    raised = error(409, {"detail": detail}, "/api/chats/c/workflow")
    assert type(raised) is mycel.StaleVersion
    assert (raised.chat_id, raised.event_id, raised.expected, raised.actual) == expected
    assert raised.code == detail["error"]


@pytest.mark.parametrize("code", ["chat_message_event_action_failed", "chat_message_delivery_action_failed"])
def test_a_stored_message(code: str) -> None:
    raised = error(500, {"detail": {"error": code, "message": ROW, "cause": "the agent is away"}})
    assert type(raised) is mycel.DeliveryFailed
    assert raised.stored == ROW
    assert isinstance(raised.stored, mycel.Message)
    assert (raised.code, raised.cause) == (code, "the agent is away")
    assert "do not send it again" in str(raised)
    assert "private words" not in f"{raised!r} {raised}"


def test_a_stored_message_that_is_odd_is_still_told_of() -> None:
    raised = error(500, {"detail": {"error": "e", "message": {"id": "m-1", "seq": "?"}}})
    assert type(raised) is mycel.DeliveryFailed
    assert (raised.stored["id"], raised.stored.seq) == ("m-1", "?")


def test_a_stored_join_request() -> None:
    detail = {"error": "chat_join_action_failed", "action": "reject", "row": JOIN, "cause": "no"}
    raised = error(500, {"detail": detail})
    assert type(raised) is mycel.JoinFollowUpFailed
    assert (raised.row, raised.action, raised.code) == (JOIN, "reject", "chat_join_action_failed")


def test_refusals_by_a_sandbox() -> None:
    unknown = error(400, {"error": "sandbox_provider_unavailable", "provider": "moon"})
    assert (str(unknown), unknown.code) == ("sandbox_provider_unavailable: moon", unknown.body["error"])
    quota = error(409, {"error": "sandbox_quota_exceeded", "message": "too many", "resource": {}})
    assert (type(quota), str(quota), quota.code) == (mycel.Conflict, "too many", "sandbox_quota_exceeded")


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"detail": "words"}, "words"),
        ({"detail": {"a": "ä"}}, '{"a": "ä"}'),
        ({"detail": [1]}, "[1]"),
        ({"message": "words"}, "words"),
        ({"other": 1}, '{"other": 1}'),
        (b"plain", "plain"),
        (b"", "the server answered with HTTP 400"),
    ],
)
def test_detail_is_a_text(body: object, detail: str) -> None:
    raised = error(400, body)
    assert raised.detail == detail
    if isinstance(body, bytes):
        assert raised.content == body
    else:
        assert json.loads(raised.content) == body


def test_every_exception_is_public_and_of_the_family() -> None:
    from fairlead.mycel import exceptions

    for name in exceptions.__all__:
        kind = getattr(mycel, name)
        assert kind is getattr(exceptions, name)
        assert issubclass(kind, mycel.MycelError)
        assert issubclass(kind, fairlead.FairleadError)


def test_an_error_of_an_application_s_own_may_have_its_status_first() -> None:
    error = ApiError(404, "nope")
    assert (error.status_code, error.detail, str(error), error.is_transport_error) == (
        404,
        "nope",
        "nope",
        False,
    )
    assert repr(error) == repr(ApiError("nope", status=404))
    lost = ApiError(0, "no route")
    assert (lost.status_code, lost.is_transport_error) == (0, True)
    again = pickle.loads(pickle.dumps(error))
    assert (again.status_code, again.detail) == (404, "nope")
