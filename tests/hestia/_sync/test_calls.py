# Made from tests/hestia/_async/test_calls.py by `nox -s regenerate`: edit that one.
"""Every call: what is sent, what comes back, and which error a refusal is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

import fairlead
from fairlead.hestia import (
    Client,
    GovernanceBlock,
    HestiaError,
    InvalidArgument,
    InvalidInput,
    InvalidResponse,
    NotFound,
    RateLimited,
    ServerError,
    TimedOut,
    Unauthorized,
    UnexpectedStatus,
)

RUN = {
    "result": "ALLOW",
    "output": "text",
    "mode": "normal",
    "budget": 1,
    "trace_id": "cmd_1",
    "latency_ms": 2.5,
}
CHAT = {"response": "hello", "session_id": "s", "processing_time": 0.1, "model": "m"}
STATUS = {
    "status": "OK",
    "ollama": True,
    "vllm": False,
    "dsgk": True,
    "storage": True,
    "version": "1.0.1",
    "uptime_seconds": 3.5,
}
METRICS = {
    "cpu_percent": 1.5,
    "memory_percent": 2.5,
    "active_sessions": 3,
    "requests_total": 4,
    "avg_latency_ms": 5.5,
}

Call = Callable[[Client], Any]

READS: dict[str, tuple[Call, str, str, Any]] = {
    "system.status": (lambda client: client.system.status(), "GET", "/api/system/status", STATUS),
    "system.config": (lambda client: client.system.config(), "GET", "/api/system/config", {"a": [1]}),
    "system.metrics": (lambda client: client.system.metrics(), "GET", "/api/system/metrics", METRICS),
    "secrets.get": (lambda client: client.secrets.get("k"), "GET", "/api/secrets/k", {"value": "v"}),
    "governance.status": (
        lambda client: client.governance.status(),
        "GET",
        "/api/governance/stability",
        {"stability_score": 1.0},
    ),
    "governance.trace": (
        lambda client: client.governance.trace("cmd_1"),
        "GET",
        "/api/governance/trace/cmd_1",
        {"command_id": "cmd_1"},
    ),
}
WRITES: dict[str, tuple[Call, str, str, Any]] = {
    "run": (lambda client: client.run("hi"), "POST", "/api/v1/run", RUN),
    "chat.run": (lambda client: client.chat.run("hi"), "POST", "/api/chat", CHAT),
    "agents.run": (
        lambda client: client.agents.run("a", "t"),
        "POST",
        "/api/agents/run",
        {"agent_id": "a", "status": "COMPLETED"},
    ),
    "secrets.set": (lambda client: client.secrets.set("k", "v"), "POST", "/api/secrets", None),
    "secrets.delete": (lambda client: client.secrets.delete("k"), "DELETE", "/api/secrets/k", None),
    "governance.explain": (
        lambda client: client.governance.explain("READ"),
        "POST",
        "/api/governance/explain",
        {"decision": "ALLOW"},
    ),
}
CALLS = READS | WRITES
SENT_ONCE = [name for name in WRITES if name != "governance.explain"]


class Server:
    """Answers in memory, and remembers what it was asked."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        answer = self.answers[min(len(self.requests), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

    @property
    def request(self) -> httpx2.Request:
        (request,) = self.requests
        return request

    def client(self, api_key: str | None = None, **options: Any) -> Client:
        http_client = httpx2.Client(transport=httpx2.MockTransport(self))
        return Client("http://hestia.test", api_key, http_client=http_client, **options)


def answering(status: int, body: Any = None, headers: dict[str, str] | None = None) -> Server:
    if body is None:
        return Server(httpx2.Response(status, headers=headers))
    return Server(httpx2.Response(status, json=body, headers=headers))


@pytest.mark.parametrize("name", CALLS)
def test_each_method_calls_its_route(name: str) -> None:
    call, method, path, body = CALLS[name]
    server = answering(200, body)
    result = call(server.client())
    assert (server.request.method, server.request.url.raw_path.decode()) == (method, path)
    if name == "secrets.get":
        assert result == "v"
    elif body is None:
        assert result is None
    else:
        assert (result if isinstance(result, dict) else result.to_dict()) == body


def test_a_run_sends_every_key() -> None:
    server = answering(200, RUN)
    client = server.client()
    answer = client.run("grüße", "s", "a", "deep", 500, True)
    assert server.request.content == (
        '{"input":"grüße","context":{"session_id":"s","agent_id":"a","mode_hint":"deep"},'
        '"options":{"timeout_ms":500,"stream":true}}'.encode()
    )
    assert (answer.result, answer.output, answer.mode) == ("ALLOW", "text", "normal")
    assert (answer.budget, answer.trace_id, answer.latency_ms) == (1.0, "cmd_1", 2.5)
    client.run("")
    assert json.loads(server.requests[1].content) == {
        "input": "",
        "context": {"session_id": None, "agent_id": None, "mode_hint": None},
        "options": {"timeout_ms": 30000, "stream": False},
    }


def test_the_other_bodies() -> None:
    server = answering(200, CHAT | {"agent_id": "a", "status": "FAILED", "error": "no"})
    client = server.client()
    client.chat.run("hi", session_id="s")
    client.chat.run("hi")
    result = client.agents.run("a", "t", {"depth": [1]})
    client.agents.run("a", "t")
    client.secrets.set("a/b", "v", provider="vault")
    client.secrets.set("k", "v")
    client.governance.explain(" write ", {"path": "/tmp"})
    client.governance.explain("READ")
    assert [json.loads(request.content) for request in server.requests] == [
        {"message": "hi", "session_id": "s"},
        {"message": "hi", "session_id": None},
        {"agent_id": "a", "task": "t", "config": {"depth": [1]}},
        {"agent_id": "a", "task": "t", "config": None},
        {"credential_ref": "a/b", "secret": "v", "provider": "vault", "allowed_tools": ["*"]},
        {"credential_ref": "k", "secret": "v", "provider": "custom", "allowed_tools": ["*"]},
        {"command_type": " write ", "command_input": {"path": "/tmp"}},
        {"command_type": "READ", "command_input": {}},
    ]
    assert (result.status, result.error, result.output, result.trace_id) == ("FAILED", "no", None, None)


@pytest.mark.parametrize("status", [200, 201, 204])
def test_any_success_stores_and_deletes_a_secret(status: int) -> None:
    server = answering(status, {"ok": True} if status == 201 else None)
    client = server.client()
    assert client.secrets.set("k", "v") is None
    assert client.secrets.delete("k") is None


def test_the_client_introduces_itself_with_our_name_and_with_hestiaos_sdk() -> None:
    server = answering(200, STATUS)
    server.client().system.status()
    agent = server.request.headers["user-agent"]
    assert f"fairlead/{fairlead.__version__} (hestia)" in agent
    assert f"hestiaos-sdk/{fairlead.__version__}" in agent


@pytest.mark.parametrize(("key", "header"), [("secret", "Bearer secret"), ("", None), (None, None)])
def test_the_key_is_a_bearer_token_and_optional(key: str | None, header: str | None) -> None:
    server = answering(200, STATUS)
    server.client(key).system.status()
    assert server.request.headers.get("authorization") == header


@pytest.mark.parametrize("name", CALLS)
def test_every_route_maps_403_to_a_governance_block_with_its_trace(name: str) -> None:
    body = {
        "code": "GOVERNANCE_BLOCK",
        "message": "Request blocked by governance",
        "trace_id": "cmd_9",
        "detail": "x",
    }
    server = answering(403, body)
    with pytest.raises(GovernanceBlock) as caught:
        CALLS[name][0](server.client())
    error = caught.value
    assert isinstance(error, fairlead.Forbidden)
    assert (error.status, error.trace_id, error.backend) == (403, "cmd_9", "hestia")
    assert str(error) == "[GOVERNANCE_BLOCK] Request blocked by governance"
    assert error.operation is not None
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("content", "trace_id", "message"),
    [
        (b'{"detail": "No."}', "", "No."),
        (b'{"detail": {"trace_id": "cmd_2", "message": "Inside."}}', "cmd_2", "Inside."),
        (b'{"trace_id": "cmd_1", "detail": {"trace_id": "cmd_2"}}', "cmd_1", "Request blocked by governance"),
        (b'{"trace_id": null}', "", "Request blocked by governance"),
        (b'{"trace_id": 7, "message": 8}', "", "Request blocked by governance"),
        (b'[{"trace_id": "cmd_1"}]', "", "Request blocked by governance"),
        (b"<html>no</html>", "", "Request blocked by governance"),
        (b"", "", "Request blocked by governance"),
    ],
)
def test_a_block_says_what_its_body_says_whatever_that_is(
    content: bytes, trace_id: str, message: str
) -> None:
    server = Server(httpx2.Response(403, content=content))
    with pytest.raises(GovernanceBlock) as caught:
        server.client().run("hi")
    assert (caught.value.trace_id, caught.value.message) == (trace_id, message)


@pytest.mark.parametrize("name", CALLS)
def test_every_route_maps_422_to_invalid_input(name: str) -> None:
    issues = [{"loc": ["body", "input"], "msg": "Field required", "type": "missing"}]
    with pytest.raises(InvalidInput) as caught:
        CALLS[name][0](answering(422, {"detail": issues, "trace_id": "cmd_1"}).client())
    error = caught.value
    assert isinstance(error, fairlead.Unprocessable)
    assert str(error) == "[INVALID_INPUT] input: Field required"
    assert error.details is not None
    assert error.details["detail"] == issues
    assert error.trace_id == "cmd_1"


@pytest.mark.parametrize("name", [name for name in CALLS if name != "governance.trace"])
def test_every_route_maps_404_to_not_found(name: str) -> None:
    with pytest.raises(NotFound) as caught:
        CALLS[name][0](answering(404, {"detail": "Secret not found"}).client())
    assert isinstance(caught.value, fairlead.NotFound)
    assert str(caught.value) == "[NOT_FOUND] Secret not found"
    assert caught.value.trace_id is None


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    ("status", "kind", "shared"),
    [
        (401, Unauthorized, fairlead.Unauthorized),
        (500, ServerError, fairlead.ServerError),
        (302, UnexpectedStatus, fairlead.StatusError),
        (418, UnexpectedStatus, fairlead.StatusError),
    ],
)
def test_every_other_status_is_an_error_of_its_kind(
    name: str, status: int, kind: type[HestiaError], shared: type[Exception]
) -> None:
    server = answering(status, {"detail": "why"}, {"location": "/elsewhere"})
    with pytest.raises(kind, match="why") as caught:
        CALLS[name][0](server.client())
    assert isinstance(caught.value, shared)
    assert caught.value.status == status


def test_a_run_that_takes_too_long_on_the_server_carries_its_trace() -> None:
    client = answering(504, {"detail": "late", "code": "TIMEOUT", "trace_id": "cmd_5"}).client()
    with pytest.raises(ServerError) as caught:
        client.run("hi")
    assert (caught.value.code, caught.value.trace_id, caught.value.status) == ("TIMEOUT", "cmd_5", 504)


def test_a_trace_is_none_for_404_only() -> None:
    client = answering(404, {"detail": "Trace not found"}).client()
    assert client.governance.trace("cmd_0") is None
    for status in (400, 401, 403, 422, 500, 503):
        with pytest.raises(HestiaError):
            answering(status, {"detail": "x"}).client(retries=0).governance.trace("cmd_0")
    for failure, kind in [
        (httpx2.ConnectError("refused"), ConnectionError),
        (httpx2.ReadTimeout("late"), TimeoutError),
        (httpx2.ReadError("reset"), ConnectionError),
    ]:
        with pytest.raises(kind) as caught:
            Server(failure).client(retries=0).governance.trace("cmd_0")
        assert isinstance(caught.value, HestiaError)
    with pytest.raises(InvalidResponse):
        Server(httpx2.Response(200, content=b"<html>")).client().governance.trace("cmd_0")


@pytest.mark.parametrize("name", [name for name in CALLS if name not in ("secrets.set", "secrets.delete")])
def test_fields_that_nobody_knows_break_nothing(name: str) -> None:
    call, _, _, body = CALLS[name]
    result = call(answering(200, {**body, "new": {"a": 1}, "dsgk_trace_id": "cmd_1"}).client())
    if name == "secrets.get":
        assert result == "v"
    elif isinstance(result, dict):
        assert result["new"] == {"a": 1}
    else:
        assert result.model_extra == {"new": {"a": 1}, "dsgk_trace_id": "cmd_1"}


@pytest.mark.parametrize("name", [name for name in CALLS if name not in ("secrets.set", "secrets.delete")])
@pytest.mark.parametrize("content", [b"", b"[]", b"7", b"<html>", b'{"result": '])
def test_a_success_that_makes_no_sense_is_an_invalid_response(name: str, content: bytes) -> None:
    with pytest.raises(InvalidResponse) as caught:
        CALLS[name][0](Server(httpx2.Response(200, content=content)).client())
    assert isinstance(caught.value, fairlead.InvalidResponse)


@pytest.mark.parametrize("wrong", [{"result": 7}, {"budget": "x"}, {"trace_id": None}, {"latency_ms": []}])
def test_a_field_of_a_wrong_type_is_an_invalid_response_that_names_it(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidResponse, match=next(iter(wrong))):
        answering(200, RUN | wrong).client().run("hi")


def test_a_secret_never_shows_in_an_error() -> None:
    for content in (b'{"value": ["hunter2"]}', b'{"value": 4242}', b"hunter2"):
        with pytest.raises(InvalidResponse) as caught:
            Server(httpx2.Response(200, content=content)).client("hr_key").secrets.get("k")
        shown = f"{caught.value} {caught.value!r}"
        assert "hunter2" not in shown
        assert "4242" not in shown
        assert "hr_key" not in shown


def test_a_blocked_answer_with_status_200_is_an_ordinary_one() -> None:
    blocked = {**RUN, "result": "BLOCK", "output": None, "budget": 0.0}
    answer = answering(200, blocked).client().run("hi")
    assert (answer.result, answer.output) == ("BLOCK", None)


@pytest.mark.parametrize(
    ("key", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("../system/config", "..%2Fsystem%2Fconfig"),
        ("x?y=1", "x%3Fy%3D1"),
        ("x#f", "x%23f"),
        ("a%2Fb", "a%252Fb"),
        ("ü b", "%C3%BC%20b"),
        ("...", "..."),
    ],
)
def test_a_key_is_one_encoded_segment(key: str, segment: str) -> None:
    server = answering(200, {"value": "v"})
    client = server.client()
    client.secrets.get(key)
    client.secrets.delete(key)
    client.governance.trace(key)
    assert [request.url.raw_path.decode() for request in server.requests] == [
        f"/api/secrets/{segment}",
        f"/api/secrets/{segment}",
        f"/api/governance/trace/{segment}",
    ]


@pytest.mark.parametrize("key", ["", ".", ".."])
def test_empty_and_dot_keys_are_refused_before_anything_is_sent(key: str) -> None:
    server = answering(200, {"value": "v"})
    client = server.client()
    with pytest.raises(InvalidArgument, match="key"):
        client.secrets.get(key)
    with pytest.raises(InvalidArgument, match="key"):
        client.secrets.delete(key)
    with pytest.raises(InvalidArgument, match="key"):
        client.secrets.set(key, "v")
    with pytest.raises(InvalidArgument, match="command_id"):
        client.governance.trace(key)
    assert server.requests == []


AGAIN = {"retry-after": "0"}


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize(
    "failure",
    [
        httpx2.Response(429, headers=AGAIN),
        httpx2.Response(502, headers=AGAIN),
        httpx2.Response(503, headers=AGAIN),
        httpx2.Response(504, headers=AGAIN),
    ],
    ids=["429", "502", "503", "504"],
)
def test_a_read_is_sent_again_as_often_as_retries_says(name: str, failure: httpx2.Response) -> None:
    call, _, _, body = READS[name]
    server = Server(failure, failure, httpx2.Response(200, json=body))
    call(server.client(retries=2))
    assert len(server.requests) == 3
    server = Server(failure)
    with pytest.raises((ServerError, RateLimited)):
        call(server.client(retries=1))
    assert len(server.requests) == 2
    server = Server(failure)
    with pytest.raises((ServerError, RateLimited)):
        call(server.client(retries=0))
    assert len(server.requests) == 1


@pytest.mark.parametrize("failure", [httpx2.ConnectError("refused"), httpx2.ReadError("reset")])
def test_a_read_survives_a_broken_connection(failure: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.random", lambda: 1.0)
    server = Server(failure, httpx2.Response(200, json=STATUS))
    answer = server.client().system.status()
    assert answer.status == "OK"
    assert len(server.requests) == 2


@pytest.mark.parametrize("name", SENT_ONCE)
@pytest.mark.parametrize(
    "failure",
    [
        httpx2.ConnectError("refused"),
        httpx2.ReadTimeout("late"),
        httpx2.ReadError("reset"),
        httpx2.Response(429, headers=AGAIN),
        httpx2.Response(502, headers=AGAIN),
        httpx2.Response(503, headers=AGAIN),
        httpx2.Response(504, headers=AGAIN),
    ],
    ids=["refused", "late", "reset", "429", "502", "503", "504"],
)
def test_what_may_change_something_is_sent_once(name: str, failure: Any) -> None:
    server = Server(failure)
    with pytest.raises(HestiaError):
        WRITES[name][0](server.client(retries=3))
    assert len(server.requests) == 1


def test_failures_of_the_network_keep_their_cause() -> None:
    for failure, kind in [
        (httpx2.ConnectError("refused"), ConnectionError),
        (httpx2.ReadTimeout("x"), TimedOut),
    ]:
        with pytest.raises(kind) as caught:
            Server(failure).client().run("hi")
        assert caught.value.__cause__ is failure


def test_a_path_in_the_base_url_is_kept() -> None:
    server = answering(200, RUN)
    http_client = httpx2.Client(transport=httpx2.MockTransport(server))
    client = Client("http://hestia.test/pre//", http_client=http_client)
    assert client.base_url == "http://hestia.test/pre"
    client.run("hi")
    assert server.request.url.path == "/pre/api/v1/run"
