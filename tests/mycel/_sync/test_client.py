# Made from tests/mycel/_async/test_client.py by `nox -s regenerate`: edit that one.
"""Making a client, and what holds for all of its calls."""

from __future__ import annotations

import inspect
import json
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import pytest

import fairlead
from fairlead import mycel
from fairlead.emulator import Emulator
from fairlead.mycel import Client

Answering = Callable[..., Client]
TOKEN = "t0ken." + "s" * 40
ME = {"id": "u-1", "name": "U", "type": "human"}
NAMESPACES = (
    "auth",
    "me",
    "users",
    "agents",
    "threads",
    "chats",
    "messages",
    "relationships",
    "notifications",
)
WITHOUT_TOKEN = {"login", "send_otp", "verify_otp", "complete_register", "create_guest_owner"}


def calls(client: Client) -> list[tuple[str, Callable[..., Any]]]:
    """Every method of every namespace, ready to be called."""
    found: list[tuple[str, Callable[..., Any]]] = []
    for name in NAMESPACES:
        namespace = getattr(client, name)
        for method, _ in inspect.getmembers(type(namespace), inspect.isfunction):
            if not method.startswith("_"):
                function = getattr(namespace, method)
                needed = {
                    parameter.name: ["x"] if parameter.name == "user_ids" else "x"
                    for parameter in inspect.signature(function).parameters.values()
                    if parameter.default is parameter.empty
                }
                found.append((method, lambda function=function, needed=needed: function(**needed)))
    return found


@pytest.mark.parametrize("base_url", [None, "", "  ", "/"])
def test_base_url_is_required(base_url: str | None) -> None:
    with pytest.raises(mycel.ConfigurationError, match="base_url") as raised:
        Client(base_url=base_url)
    assert isinstance(raised.value, RuntimeError)  # what the SDK that this replaces raises
    assert isinstance(raised.value, ValueError)


def test_base_url_is_named_when_it_is_left_out() -> None:
    with pytest.raises(mycel.ConfigurationError, match=r"base_url='http://127\.0\.0\.1:8017'"):
        Client()


def test_from_env(backend: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in backend.env:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(mycel.ConfigurationError, match="set MYCEL_BASE_URL"):
        Client.from_env()
    monkeypatch.setenv("MYCEL_BASE_URL", backend.url)
    with Client.from_env() as anonymous:
        with pytest.raises(mycel.TokenRequired):
            anonymous.chats.list()
    monkeypatch.setenv("MYCEL_AUTH_TOKEN", backend.env["MYCEL_AUTH_TOKEN"])
    with Client.from_env(timeout=5, max_retries=0) as client:
        assert (client.timeout, client.max_retries) == (5, 0)
        assert client.chats.list() == []


@pytest.mark.parametrize("base_url", ["127.0.0.1:8017", "ws://127.0.0.1:8017", "http://"])
def test_base_url_without_a_scheme_or_host_is_refused_at_once(base_url: str) -> None:
    with pytest.raises(mycel.ConfigurationError, match="base_url"):
        Client(base_url=base_url)


def test_blanks_and_slashes_around_base_url_are_cut_off() -> None:
    with Client(base_url="  http://127.0.0.1:8017// ") as client:
        assert client.base_url == "http://127.0.0.1:8017"


@pytest.mark.parametrize("token", ["", "with space", "line\nend", "umläut"])
def test_a_token_that_cannot_be_sent_is_refused_and_not_shown(token: str) -> None:
    with pytest.raises(mycel.ConfigurationError, match="auth_token") as raised:
        Client(base_url="http://127.0.0.1:1", auth_token=token)
    assert not token or token not in str(raised.value)


def test_all_parameters_are_keywords() -> None:
    with pytest.raises(TypeError):
        Client("http://127.0.0.1:8017")  # type: ignore[misc]


def test_timeouts_are_finite_and_can_be_changed() -> None:
    with Client(base_url="http://127.0.0.1:1") as client:
        assert (client.timeout, client.max_retries, client.retry_delay) == (15.0, 3, 0.5)
        assert client.with_options(timeout=None).timeout is None


def test_the_token_says_who_is_calling(answering: Answering, library: Any) -> None:
    seen: list[Any] = []

    def answer(request: Any) -> Any:
        seen.append(request)
        return library.Response(200, json=ME)

    me = answering(answer, auth_token=TOKEN).me.whoami()
    assert (me.id, me["id"]) == ("u-1", "u-1")
    assert seen[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert str(seen[0].url) == "http://mycel.test:8017/api/auth/me"


def test_calls_that_need_a_token_send_nothing_without_one(answering: Answering) -> None:
    def answer(request: Any) -> Any:
        raise AssertionError(f"sent {request.url}")

    client = answering(answer, auth_token=None)
    refused: list[str] = []
    for name, call in calls(client):
        if name not in {*WITHOUT_TOKEN, "stream"}:
            with pytest.raises(mycel.TokenRequired, match="auth_token"):
                call()
            refused.append(name)
    with pytest.raises(mycel.TokenRequired, match="auth_token"):
        client.notifications.stream()
    assert len(refused) == 47


def test_public_calls_need_no_token(anonymous: Client) -> None:
    guest = anonymous.auth.create_guest_owner("Visitor")
    assert (guest.user.name, guest["user"]["is_guest"]) == ("Visitor", True)
    with pytest.raises(mycel.Unauthorized):
        anonymous.auth.login("nobody@example.com", "wrong")


def test_every_namespace_is_there_and_stays_the_same(owner: Client) -> None:
    for name in NAMESPACES:
        assert getattr(owner, name) is getattr(owner, name)


def test_a_view_has_namespaces_of_its_own_over_the_same_connections(
    answering: Answering, library: Any
) -> None:
    seen: list[float] = []

    def answer(request: Any) -> Any:
        seen.append(request.extensions["timeout"]["read"])
        return library.Response(200, json=ME)

    client = answering(answer, timeout=15)
    client.me.whoami()
    view = client.with_options(timeout=99)
    view.me.whoami()
    client.me.whoami()
    assert seen == [15, 99, 15]
    assert view.me is not client.me
    assert (view.timeout, client.timeout) == (99, 15)


def test_a_view_closes_with_its_client(backend: Emulator) -> None:
    client = Client(**backend.options)
    view = client.with_options(max_retries=0)
    view.me.whoami()
    client.close()
    client.close()
    with pytest.raises(mycel.ClientClosed):
        view.me.whoami()


def test_one_pool_serves_all_namespaces_and_views(counting_server: Any) -> None:
    with Client(base_url=counting_server.url, auth_token=TOKEN) as client:
        for _ in range(3):
            client.me.whoami()
            client.chats.list()
            client.with_options(timeout=9).relationships.list()
    assert (counting_server.requests, counting_server.connections) == (9, 1)


def test_tokens_are_in_no_repr(backend: Emulator, owner: Client, anonymous: Client) -> None:
    token: str = backend.options["auth_token"]
    created = owner.users.create_external("ext-1", "Ext")
    guest = anonymous.auth.create_guest_owner()
    login = anonymous.auth.login("owner@example.com", "password")
    anonymous.auth.send_otp("new@example.com", "pw", "INVITE-1")
    temp = anonymous.auth.verify_otp("new@example.com", "123456")
    for result in (created, guest, login):
        assert result.token
        assert result["token"] == result.token
        assert result.token not in repr(result)
        assert result.token not in str(result)
        assert result.token not in repr([result])
    assert temp.temp_token not in f"{temp!r} {temp}"
    parts = [owner, owner.notifications.stream(), *(getattr(owner, name) for name in NAMESPACES)]
    shown = [*map(repr, parts), *map(str, parts)]
    assert [text for text in shown if token in text] == []


def test_tokens_are_in_no_error(backend: Emulator) -> None:
    with Client(base_url=backend.options["base_url"], auth_token=TOKEN, max_retries=0) as client:
        with pytest.raises(mycel.Unauthorized) as raised:
            client.me.whoami()
        with pytest.raises(mycel.Unauthorized) as refused:
            next(client.notifications.stream())
    for error in (raised.value, refused.value):
        shown = [str(error), repr(error), *traceback.format_exception(error), repr(pickle.dumps(str(error)))]
        assert [text for text in shown if TOKEN in text] == []


def test_backend_info_tells_what_the_backend_can_do(anonymous: Client) -> None:
    info = anonymous.backend_info()
    assert info == {
        "base_url": anonymous.base_url,
        "openapi": "3.1.0",
        "title": "Mycel Web Backend",
        "version": "0.1.0",
        "capabilities": {
            "guest_auth": True,
            "external_users": True,
            "chat_messages": True,
            "runtime_inbox": True,
        },
    }
    assert info.capabilities.runtime_inbox is info["capabilities"]["runtime_inbox"] is True


def test_backend_info_of_an_old_backend(answering: Answering, library: Any) -> None:
    document = {"openapi": "3.1.0", "info": {"title": "T"}, "paths": {"/api/auth/external-users": {}}}
    info = answering(lambda request: library.Response(200, json=document)).backend_info()
    assert info.version is None
    assert info["capabilities"] == {
        "guest_auth": False,
        "external_users": True,
        "chat_messages": False,
        "runtime_inbox": False,
    }


@pytest.mark.parametrize("content", [b"<html>", b"[]", b"{}", b'{"info":1,"paths":{}}'])
def test_backend_info_of_something_else(answering: Answering, library: Any, content: bytes) -> None:
    with pytest.raises(mycel.InvalidResponse) as raised:
        answering(lambda request: library.Response(200, content=content)).backend_info()
    assert isinstance(raised.value, RuntimeError)


def test_a_feature_of_another_profile_is_not_found(fairlead_emulator: Any) -> None:
    backend = fairlead_emulator("mycel", profile="communication")
    with Client(**backend.options) as client:
        with pytest.raises(mycel.NotFound):
            client.agents.list()
        with pytest.raises(mycel.NotFound):
            client.threads.create("m_x")
        with pytest.raises(mycel.NotFound):
            client.auth.login("owner@example.com", "password")
        assert (client.me.whoami()).type == "human"


def test_ids_are_encoded_as_one_segment(answering: Answering, library: Any) -> None:
    seen: list[bytes] = []

    def answer(request: Any) -> Any:
        seen.append(request.url.raw_path)
        return library.Response(404, json={"detail": "no"})

    with pytest.raises(mycel.NotFound):
        answering(answer).relationships.approve("hire_visit:a/b:c")
    assert seen == [b"/api/relationships/hire_visit%3Aa%2Fb%3Ac/approve"]


@pytest.mark.parametrize("chat_id", ["", ".", ".."])
def test_ids_that_would_be_another_route_are_refused(answering: Answering, chat_id: str) -> None:
    def answer(request: Any) -> Any:
        raise AssertionError(f"sent {request.url}")

    with pytest.raises(mycel.InvalidArgument, match="chat_id"):
        answering(answer).chats.get(chat_id)


@pytest.mark.parametrize(
    ("call", "method", "path", "body"),
    [
        (
            lambda c: c.chats.create(["a"]),
            "POST",
            "/api/chats",
            {"user_ids": ["a"], "title": None, "kind": "auto"},
        ),
        (
            lambda c: c.chats.ensure_direct("a"),
            "POST",
            "/api/chats",
            {"user_ids": ["a"], "title": None, "kind": "direct"},
        ),
        (
            lambda c: c.messages.send("c", "hi"),
            "POST",
            "/api/chats/c/messages",
            {
                "content": "hi",
                "mentioned_ids": None,
                "delivery_scope": "broadcast",
                "reply_to": None,
                "enforce_caught_up": True,
            },
        ),
        (
            lambda c: c.threads.create("m"),
            "POST",
            "/api/threads",
            {
                "agent_user_id": "m",
                "sandbox": "local",
                "sandbox_template_id": None,
                "existing_sandbox_id": None,
                "cwd": None,
                "model": None,
                "agent": None,
            },
        ),
        (
            lambda c: c.threads.create("m", bind_mounts=[{"source": "/a", "target": "/b"}]),
            "POST",
            "/api/threads",
            {
                "agent_user_id": "m",
                "sandbox": "local",
                "sandbox_template_id": None,
                "existing_sandbox_id": None,
                "cwd": None,
                "model": None,
                "agent": None,
                "bind_mounts": [{"source": "/a", "target": "/b", "mode": "mount", "read_only": False}],
            },
        ),
        (
            lambda c: c.chats.mute_member("c", "u"),
            "POST",
            "/api/chats/c/mute",
            {"user_id": "u", "muted": True, "mute_until": None},
        ),
        (
            lambda c: c.chats.unmute_member("c", "u"),
            "POST",
            "/api/chats/c/mute",
            {"user_id": "u", "muted": False, "mute_until": None},
        ),
        (lambda c: c.chats.request_join("c"), "POST", "/api/chats/c/join-requests", {"message": None}),
        (lambda c: c.chats.approve_join("c", "r"), "POST", "/api/chats/c/join-requests/r/approve", {}),
        (lambda c: c.chats.reject_join("c", "r"), "POST", "/api/chats/c/join-requests/r/reject", {}),
        (lambda c: c.relationships.approve("r"), "POST", "/api/relationships/r/approve", {}),
        (
            lambda c: c.relationships.request("u"),
            "POST",
            "/api/relationships/request",
            {"target_user_id": "u", "message": None},
        ),
        (
            lambda c: c.chats.create_task("c", subject="s"),
            "POST",
            "/api/chats/c/tasks",
            {"subject": "s", "description": "", "status": "pending"},
        ),
        (
            lambda c: c.chats.update_task("c", "1", owner=None, blocks=[]),
            "PATCH",
            "/api/chats/c/tasks/1",
            {"owner": None, "blocks": []},
        ),
        (
            lambda c: c.chats.set_workflow("c", kind="k"),
            "PUT",
            "/api/chats/c/workflow",
            {"kind": "k", "state": "active"},
        ),
        (
            lambda c: c.chats.create_workflow_event("c", kind="k"),
            "POST",
            "/api/chats/c/workflow/events",
            {"kind": "k"},
        ),
        (
            lambda c: c.chats.update_workflow_event("c", "1", state=None, settled_at=1.5),
            "PATCH",
            "/api/chats/c/workflow/events/1",
            {"state": None, "settled_at": 1.5},
        ),
        (
            lambda c: c.chats.update_workflow_event("c", "1", expected_state_version=0),
            "PATCH",
            "/api/chats/c/workflow/events/1",
            {"expected_state_version": 0},
        ),
        (lambda c: c.agents.create("n"), "POST", "/api/panel/agents", {"name": "n", "description": ""}),
        (lambda c: c.auth.create_guest_owner(), "POST", "/api/auth/guest", {"display_name": None}),
        (lambda c: c.messages.mark_read("c", 7), "POST", "/api/chats/c/read", {"up_to_seq": 7}),
        (lambda c: c.notifications.drain(), "POST", "/api/runtime/inbox/drain", None),
        (lambda c: c.messages.read("c"), "POST", "/api/chats/c/messages/read", None),
        (lambda c: c.messages.list("c"), "GET", "/api/chats/c/messages?limit=50", None),
        (
            lambda c: c.messages.list("c", limit=9, before="4"),
            "GET",
            "/api/chats/c/messages?limit=9&before=4",
            None,
        ),
        (lambda c: c.notifications.wait(2), "POST", "/api/runtime/inbox/wait?timeout_seconds=2", None),
    ],
)
def test_requests_are_the_ones_of_the_sdk_that_this_replaces(
    answering: Answering,
    library: Any,
    call: Callable[[Client], Any],
    method: str,
    path: str,
    body: object,
) -> None:
    seen: list[Any] = []

    def answer(request: Any) -> Any:
        seen.append(request)
        return library.Response(404, json={"detail": "gone"})

    with pytest.raises(mycel.NotFound, match="gone"):
        call(answering(answer))
    (request,) = seen
    assert (request.method, request.url.raw_path.decode()) == (method, path)
    assert (json.loads(request.content) if request.content else None) == body


def test_failures_without_an_answer(closed_url: str) -> None:
    with Client(base_url=closed_url, auth_token=TOKEN, max_retries=0) as client:
        with pytest.raises(mycel.ConnectionFailed) as raised:
            client.messages.send("c", "hi")
    error = raised.value
    assert isinstance(error, mycel.ApiError)
    assert isinstance(error, ConnectionError)
    assert isinstance(error, fairlead.ConnectionFailed)
    assert (error.status_code, error.is_transport_error, error.content) == (0, True, None)
    assert error.detail == str(error)
    assert error.__cause__ is not None
