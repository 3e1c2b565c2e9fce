"""Making a client, and what holds for all of its calls."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import fairlead
from fairlead import happy
from fairlead.emulator import Emulator, Fault
from fairlead.happy import HappyClient

SECRET = "c2VjcmV0" * 5 + "c2U="  # 32 bytes
URL = "http://happy.test:3005"
TOKEN = "t0ken." + "s" * 40


@pytest.fixture
def library(request: pytest.FixtureRequest) -> Any:
    """Each HTTP library that a user's own client may come from."""
    return importlib.import_module(request.param)


async def test_arguments_by_position_as_before(tmp_path: Path) -> None:
    key_file = tmp_path / "agent.key"
    key_file.write_text(json.dumps({"token": TOKEN, "secret": SECRET}))
    key_file.chmod(0o600)
    async with HappyClient(f"{URL}/", key_file) as client:
        assert client.base_url == URL
        assert (client.timeout, client.max_retries, client.retry_delay) == (30.0, 3, 0.5)
    async with HappyClient(URL, None, TOKEN, SECRET) as client:
        assert client.base_url == URL


async def test_the_environment(monkeypatch: pytest.MonkeyPatch, backend: Emulator) -> None:
    for name in ("HAPPY_SERVER_URL", "HAPPY_TOKEN", "HAPPY_SECRET"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(happy.AuthenticationError, match="HAPPY_TOKEN, HAPPY_SECRET, HAPPY_SERVER_URL"):
        HappyClient.from_env()
    with pytest.raises(happy.ConfigurationError, match="HAPPY_SERVER_URL"):
        HappyClient(token=TOKEN, secret_b64=SECRET)
    for name, value in backend.env.items():
        monkeypatch.setenv(name, value)
    async with HappyClient.from_env(timeout=7) as client:
        assert len(await client.list_machines()) == 1
        assert client.timeout == 7
    async with HappyClient.from_env("http://127.0.0.1:1") as client:
        assert client.base_url == "http://127.0.0.1:1"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"server_url": "happy.test"}, "server_url"),
        ({"server_url": "ws://happy.test"}, "server_url"),
        ({"token": None}, "secret_b64 was given without token"),
        ({"secret_b64": None}, "token was given without secret_b64"),
        ({"secret_b64": "c2hvcnQ="}, "secret_b64 has 5 bytes"),
        ({"timeout": 0}, "timeout"),
        ({"max_retries": -1}, "max_retries"),
        ({"retry_delay": -1}, "retry_delay"),
        ({"http_client": object()}, "http_client"),
    ],
)
async def test_what_cannot_be_right_is_refused_at_once(options: dict[str, Any], told: str) -> None:
    good = {"server_url": URL, "token": TOKEN, "secret_b64": SECRET}
    with pytest.raises(happy.ConfigurationError, match=told) as raised:
        HappyClient(**{**good, **options})
    assert isinstance(raised.value, ValueError)
    assert TOKEN not in repr(raised.value)


async def test_nothing_shows_the_secrets(client: HappyClient, backend: Emulator) -> None:
    shown = f"{client!r} {vars(client)} {client.account!r} {vars(client._shared)}"
    options = backend.options
    assert options["secret_b64"] not in repr(client)
    assert options["token"] not in repr(client)
    assert options["secret_b64"] not in shown


async def test_a_closed_client(backend: Emulator) -> None:
    client = HappyClient(**backend.options)
    view = client.with_options(timeout=5)
    await client._shared.link.call("ping", {}, 5)
    await client.close()
    await client.close()
    for call in (client.list_machines, view.list_machines, lambda: client._shared.link.call("ping", {}, 5)):
        with pytest.raises(happy.ClientClosedError):
            await call()


async def test_views_share_connections_and_socket(client: HappyClient) -> None:
    view = client.with_options(timeout=5, max_retries=0)
    assert (view.timeout, view.max_retries) == (5, 0)
    assert (client.timeout, client.max_retries) == (10, 3)
    assert view._shared is client._shared
    assert view.kv is not client.kv
    assert view.kv._http.timeout == 5
    assert view._records._http.timeout == 5


async def test_a_server_that_is_not_there(machine_id: str, backend: Emulator) -> None:
    options = {**backend.options, "server_url": "http://127.0.0.1:9"}
    async with HappyClient(**options, max_retries=0, timeout=5) as client:
        for call in (
            client.list_sessions,
            lambda: client.spawn_session(machine_id, "/repo"),
            lambda: client.subscribe("s").start(),
        ):
            with pytest.raises(happy.ConnectionError) as raised:
                await call()
            assert isinstance(raised.value, ConnectionError)
            assert isinstance(raised.value, fairlead.FairleadError)


async def test_a_socket_that_cannot_be_made_fails_calls_as_calls(
    client: HappyClient, backend: Emulator, machine_id: str
) -> None:
    with backend.faults.add(Fault(method="WEBSOCKET", drop="before")):
        view = client.with_options(max_retries=0)
        with pytest.raises(happy.RpcConnectionError) as raised:
            await view.spawn_session(machine_id, "/repo")
    assert isinstance(raised.value, happy.RpcTransportError)
    assert isinstance(raised.value, happy.ConnectionError)
    assert not isinstance(raised.value, happy.SpawnError)
    assert await client.spawn_session(machine_id, "/repo")


@pytest.mark.parametrize(
    ("status", "body", "error", "told"),
    [
        (
            400,
            {"error": "Error", "message": "body/x is bad", "statusCode": 400},
            happy.BadRequestError,
            "x is",
        ),
        (404, {"error": "Not found", "path": "/v9", "method": "GET"}, happy.NotFoundError, "no GET /v9"),
        (404, {"error": "Session not found"}, happy.SessionNotFound, "Session not found"),
        (409, {"error": "Access key already exists"}, happy.ConflictError, "exists"),
        (413, {"error": "Too large"}, happy.PayloadTooLargeError, "Too large"),
        (418, "short and stout", happy.UnexpectedStatusError, "short and stout"),
        (429, {"error": "Slow down"}, happy.RateLimitError, "Slow down"),
        (
            500,
            {"error": "Internal Server Error", "message": "Oh", "statusCode": 500},
            happy.ServerError,
            "Oh",
        ),
        (500, [1], happy.ServerError, "HTTP 500"),
        (200, {"machines": []}, happy.ResponseFormatError, "not a valid"),
        (200, "<html>", happy.ResponseFormatError, "not a valid"),
    ],
)
async def test_what_the_server_answers_becomes_an_error(
    client: HappyClient, backend: Emulator, status: int, body: object, error: type[Exception], told: str
) -> None:
    once = client.with_options(max_retries=0)
    with (
        backend.faults.add(Fault(path="/v1/machines", status=status, body=body)),
        pytest.raises(error, match=told) as raised,
    ):
        await once.list_machines()
    assert type(raised.value) is error
    assert getattr(raised.value, "operation", None) == "list_machines"


async def test_reads_are_tried_again(client: HappyClient, backend: Emulator) -> None:
    with backend.faults.add(Fault(path="/v1/machines", drop="before", times=2)) as fault:
        assert len(await client.list_machines()) == 1
    assert fault.hits == 2


@pytest.mark.parametrize("library", ["httpx2", "httpx"], indirect=True)
async def test_a_client_of_one_s_own(library: Any, backend: Emulator, machine_id: str) -> None:
    async with library.AsyncClient() as http_client:
        async with HappyClient(**backend.options, http_client=http_client) as client:
            assert (await client.complete_task(machine_id, "/repo", "hi")).text == "Echo: hi"
        assert not http_client.is_closed


async def test_ids_with_slashes_stay_within_their_place(client: HappyClient, backend: Emulator) -> None:
    calls: list[Callable[[], Any]] = [
        lambda: client.delete_session("../machines"),
        lambda: client.get_machine("a/b"),
        lambda: client.artifacts.get("x?y=1"),
    ]
    for call in calls:
        with pytest.raises(happy.NotFoundError):
            await call()
    assert len(await client.list_machines()) == 1
    for nothing in ("", ".", ".."):
        with pytest.raises(happy.InvalidArgumentError):
            await client.delete_session(nothing)
    assert [request.method for request in backend.requests][-1] == "GET"
