# Made from tests/hai/_async/test_calls.py by `nox -s regenerate`: edit that one.
"""What is sent again, which error it is, and what is not sent at all."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest

import fairlead
from fairlead import hai
from fairlead.hai import Client
from tests.hai.scripted import Server

Answering = Callable[..., Client]

KEY = "hk-" + "s" * 40
ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
STATUS = {"status": "idle"}
SESSION = {"id": ID, "request": {"agent": "a"}, "status": STATUS, "created_at": "2026-01-02T03:04:05Z"}


# Sending again.


def test_a_lost_reply_never_starts_two_sessions(
    library: Any, answering: Answering, pauses: list[float]
) -> None:
    server = Server(library, "ReadTimeout", "ReadError", (201, SESSION))
    session = answering(server, max_retries=2).sessions.create_session(agent="a", messages="m")
    assert session.id == ID
    first, *others = [(request.headers["idempotency-key"], request.content) for request in server.requests]
    assert others == [first, first]
    assert len(first[0]) == 36
    assert len(pauses) == 2


def test_a_start_that_is_still_being_worked_on_is_asked_for_again(
    library: Any, answering: Answering, pauses: list[float]
) -> None:
    server = Server(library, "ReadTimeout", (409, {"detail": "in progress"}), (201, SESSION))
    assert (answering(server, max_retries=2).sessions.create_session(agent="a")).id == ID
    assert len({request.headers["idempotency-key"] for request in server.requests}) == 1
    server = Server(library, (409, {"detail": "in progress"}))
    with pytest.raises(hai.ConflictError):
        answering(server, max_retries=1).sessions.create_session(agent="a", idempotency_key="mine")
    assert len(server.requests) == 2
    server = Server(library, (409, {"detail": "taken"}))
    with pytest.raises(hai.ConflictError):
        answering(server, max_retries=1).skills.create_skill(name="s", description="d", body="b")
    assert len(server.requests) == 1


def test_each_start_has_a_key_of_its_own(library: Any, answering: Answering) -> None:
    server = Server(library, (201, SESSION))
    client = answering(server)
    client.sessions.create_session(agent="a")
    client.sessions.create_session(agent="a")
    client.sessions.create_session(agent="a", idempotency_key="mine")
    one, two, mine = [request.headers["idempotency-key"] for request in server.requests]
    assert one != two
    assert mine == "mine"


@pytest.mark.parametrize("failure", ["ReadTimeout", "ReadError", "RemoteProtocolError", 502])
def test_safe_calls_are_sent_again_and_others_are_not(
    failure: Any, library: Any, answering: Answering, pauses: list[float]
) -> None:
    lost: Any = failure if isinstance(failure, str) else (failure, b"")
    server = Server(library, lost, (200, STATUS))
    assert (answering(server, max_retries=1).sessions.get_session_status("s")).status == "idle"
    for call in (
        lambda client: client.sessions.send_session_messages("s", request="m"),
        lambda client: client.sessions.cancel_session("s"),
        lambda client: client.agents.patch_agent("a", model=None),
    ):
        server = Server(library, lost, (202, b""))
        with pytest.raises(hai.HaiError):
            call(answering(server, max_retries=1))
        assert len(server.requests) == 1


@pytest.mark.parametrize("failure", ["ConnectError", "ConnectTimeout", 429, 503])
def test_what_did_nothing_is_sent_again(
    failure: Any, library: Any, answering: Answering, pauses: list[float]
) -> None:
    server = Server(library, failure if isinstance(failure, str) else (failure, b""), (202, b""))
    answering(server, max_retries=1).sessions.send_session_messages("s", request="m")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after-ms": "120", "Retry-After": "9"}, 0.12),
        ({"Retry-After": "3"}, 3),
        ({"Retry-After": "0"}, 0),
    ],
)
def test_the_service_says_how_long_to_wait(
    headers: dict[str, str], seconds: float, library: Any, answering: Answering, pauses: list[float]
) -> None:
    server = Server(library, (429, b"", headers), (200, STATUS))
    answering(server, max_retries=1).sessions.get_session_status("s")
    assert pauses == [seconds]


def test_too_long_a_wait_is_raised(library: Any, answering: Answering, pauses: list[float]) -> None:
    server = Server(library, (429, b"", {"Retry-After": "60"}))
    with pytest.raises(hai.TooManyRequestsError) as raised:
        answering(server, max_retries=1).sessions.get_session_status("s")
    assert (raised.value.retry_after, pauses) == (60, [])


# Errors.


def test_every_call_raises_the_error_of_the_status(library: Any, answering: Answering) -> None:
    client = answering(Server(library, (404, {"detail": "no such session"})))
    with pytest.raises(fairlead.NotFound, match="no such session") as raised:
        client.sessions.get_session("s")
    error = raised.value
    assert isinstance(error, hai.NotFoundError)
    assert (error.status_code, error.operation, error.body) == (
        404,
        "get_session",
        {"detail": "no such session"},
    )


def test_a_422_in_words_is_an_api_error(library: Any, answering: Answering) -> None:
    client = answering(Server(library, (422, {"detail": "too many agents"})))
    with pytest.raises(hai.UnprocessableEntityError, match="too many agents") as raised:
        client.sessions.create_session(agent="a")
    assert isinstance(raised.value, hai.ApiError)
    assert raised.value.problems == []


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"status": 3}', b'{"status": "idle"'])
def test_an_answer_that_does_not_fit_is_a_parsing_error(
    body: bytes, library: Any, answering: Answering
) -> None:
    client = answering(Server(library, (200, body)))
    with pytest.raises(hai.ParsingError, match="not a valid SessionStatus"):
        client.sessions.get_session_status("s")


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda client: client.sessions.create_session(agent=3), "agent must be a model or a dict"),
        (lambda client: client.sessions.create_session(agent="a", overrides={"a": float("nan")}), "not JSON"),
        (
            lambda client: client.sessions.create_session(agent="a", messages="x" * 10_000_000),
            "the limit is 10,000,000",
        ),
        (lambda client: client.sessions.send_session_messages("s", request="x" * 10_000_000), "the limit is"),
        (lambda client: client.sessions.send_session_messages("s", request={}), "does not fit the contract"),
        (
            lambda client: client.sessions.send_session_tool_results("s", request=[]),
            "must be a model or a dict",
        ),
        (
            lambda client: client.sessions.send_session_tool_results("s", request={}),
            "does not fit the contract: '\\w+' is missing",
        ),
        (lambda client: client.environments.create_environment(request={"id": "a"}), "kind must be 'web'"),
        (
            lambda client: client.vaults.create_vault(name="n", provider_config={}, token="t0k3n"),
            "does not fit",
        ),
    ],
)
def test_what_cannot_be_sent_is_said_and_not_sent(
    call: Any, match: str, library: Any, answering: Answering
) -> None:
    server = Server(library, (202, b""))
    with pytest.raises(hai.InvalidArgument, match=match) as raised:
        call(answering(server))
    assert server.requests == []
    assert "t0k3n" not in str(raised.value)


def test_secrets_are_shown_nowhere(
    library: Any, answering: Answering, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = answering(Server(library, (401, {"message": "bad key"})))
    with pytest.raises(hai.UnauthorizedError) as raised:
        client.vaults.rotate_vault_token("v", token="t0k3n-of-the-vault")
    shown = (
        "".join(traceback.format_exception(raised.value)) + repr(raised.value) + caplog.text + repr(client)
    )
    assert KEY not in shown
    assert "t0k3n-of-the-vault" not in repr(raised.value) + str(raised.value) + caplog.text
