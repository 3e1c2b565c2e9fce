"""Both flavours on both clients: each over connections of its own, as often as one likes, from anywhere."""

from __future__ import annotations

import asyncio
import gc
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import httpx2
import pytest

from fairlead.hestia import (
    AsyncClient,
    Client,
    ClientClosed,
    ConfigurationError,
    ConnectionFailed,
    HestiaError,
    InvalidArgument,
    TimedOut,
)

# One body that is an answer to everything.
ANSWER = {
    "result": "ALLOW",
    "output": "text",
    "mode": "normal",
    "budget": 1.0,
    "trace_id": "cmd_1",
    "latency_ms": 1.0,
    "response": "hello",
    "session_id": "s",
    "processing_time": 0.1,
    "model": "m",
    "agent_id": "a",
    "status": "OK",
    "ollama": True,
    "vllm": True,
    "dsgk": True,
    "storage": True,
    "version": "1",
    "uptime_seconds": 1.0,
    "cpu_percent": 1.0,
    "memory_percent": 1.0,
    "active_sessions": 1,
    "requests_total": 1,
    "avg_latency_ms": 1.0,
    "value": "v",
}
Json = Callable[[Any], Any]


@pytest.fixture
def server(answer_json: Json) -> Any:
    """A server that keeps connections open."""
    return answer_json(ANSWER)


def call_everything(client: AsyncClient | Client) -> None:
    assert client.run("hi").output == "text"
    assert client.chat.run("hi").response == client.chat.send("hi").response == client.chat("hi").response
    assert client.agents.run("a", "t").agent_id == client.agents("a", "t").agent_id == "a"
    assert client.system.status().dsgk
    assert client.system.config() == ANSWER
    assert client.system.metrics().requests_total == 1
    assert client.secrets.get("k") == client.secrets("k") == "v"
    client.secrets.set("k", "v")
    client.secrets.delete("k")
    assert client.governance.explain("READ") == client.governance.status() == ANSWER
    assert client.governance.trace("cmd_1") == ANSWER


async def await_everything(client: AsyncClient | Client) -> None:
    if isinstance(client, AsyncClient):
        assert (await client.run_async("hi")).output == "text"
    assert (await client.chat.run_async("hi")).response == "hello"
    assert (await client.agents.run_async("a", "t")).agent_id == "a"
    assert (await client.system.status_async()).dsgk
    assert await client.system.config_async() == ANSWER
    assert (await client.system.metrics_async()).requests_total == 1
    assert await client.secrets.get_async("k") == "v"
    await client.secrets.set_async("k", "v")
    await client.secrets.delete_async("k")
    assert await client.governance.explain_async("READ") == await client.governance.status_async() == ANSWER
    assert await client.governance.trace_async("cmd_1") == ANSWER


def test_any_number_of_blocking_calls_on_one_client_over_one_connection(server: Any) -> None:
    with Client(server.url) as client:
        for _ in range(10):
            call_everything(client)
    assert len(server.connections) == 1
    assert len(server.connections[0].requests) == 160


async def test_any_number_of_awaited_calls_on_one_client_over_one_connection(server: Any) -> None:
    async with AsyncClient(server.url) as client:
        for _ in range(10):
            await await_everything(client)
    assert len(server.connections) == 1


def test_threads_share_a_blocking_client(server: Any) -> None:
    with Client(server.url) as client, ThreadPoolExecutor(8) as pool:
        assert [found.output for found in pool.map(client.run, ["hi"] * 100)] == ["text"] * 100
    assert len(server.connections) <= 8


async def test_blocking_calls_simply_work_inside_of_a_running_loop(server: Any) -> None:
    with Client(server.url) as client:
        call_everything(client)
    async with AsyncClient(server.url) as client:
        call_everything(client)
        await await_everything(client)
        call_everything(client)
    assert len(server.connections) == 3, "one for each flavour of a client that was used"


def test_the_async_client_blocks_without_a_loop_too(server: Any) -> None:
    client = AsyncClient(server.url)
    call_everything(client)
    asyncio.run(client.aclose())


def test_a_blocking_client_is_awaited_from_any_loop(server: Any) -> None:
    with Client(server.url) as client:
        for _ in range(3):
            asyncio.run(await_everything(client))
            call_everything(client)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_async_client_goes_on_in_another_loop(server: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a loop that ended left its sockets
        client = AsyncClient(server.url)
        for _ in range(4):
            asyncio.run(await_everything(client))

        async def end() -> None:
            async with client:
                await await_everything(client)

        asyncio.run(end())
        gc.collect()
    assert len(server.connections) == 5


async def test_calls_at_once_do_not_wait_for_each_other(server: Any) -> None:
    async with AsyncClient(server.url) as client:
        found = await asyncio.gather(*(client.run_async("hi") for _ in range(50)))
    assert len(found) == 50


async def test_nothing_is_left_open(server: Any) -> None:
    client = Client(server.url)
    call_everything(client)
    await await_everything(client)
    client.close()
    other = AsyncClient(server.url)
    call_everything(other)
    await await_everything(other)
    await other.aclose()
    for connection in server.connections:
        assert await asyncio.to_thread(connection.gone.wait, 5)


async def test_a_closed_client_makes_no_calls(server: Any) -> None:
    blocking = Client(server.url)
    blocking.close()
    blocking.close()
    other = AsyncClient(server.url)
    await other.aclose()
    await other.close()
    for client in (blocking, other):
        with pytest.raises(ClientClosed):
            client.run("hi")
        with pytest.raises(RuntimeError):
            client.secrets.get("k")
        with pytest.raises(ClientClosed):
            await client.system.status_async()
        with pytest.raises(ClientClosed):
            client.with_options(timeout=1)
        assert repr(client).endswith(f"Client(base_url={server.url!r})")
    assert server.connections == []


async def test_contexts_close(server: Any) -> None:
    with Client(server.url) as blocking:
        blocking.run("hi")
    async with AsyncClient(server.url) as client:
        await client.run_async("hi")
    with pytest.raises(ClientClosed):
        blocking.run("hi")
    with pytest.raises(ClientClosed):
        await client.run_async("hi")


async def test_views_share_connections_and_leave_the_original_alone(server: Any) -> None:
    async with AsyncClient(server.url) as client:
        view = client.with_options(timeout=1.5, retries=0)
        assert (view.timeout, view.retries, client.timeout, client.retries) == (1.5, 0, 30.0, 3)
        assert client.with_options(timeout=None).timeout is None
        for each in (client, view, client.with_options(retries=1)):
            call_everything(each)
            await await_everything(each)
        assert len(server.connections) == 2
        await view.aclose()
        with pytest.raises(ClientClosed):
            client.run("hi")


def test_an_option_has_two_names_and_no_third(server: Any) -> None:
    with Client(server.url) as client:
        view = client.with_options(max_retries=0)
        assert (view.retries, view.max_retries, client.max_retries) == (0, 0, 3)
        with pytest.raises(ConfigurationError, match="give one of them"):
            client.with_options(retries=1, max_retries=1)
        with pytest.raises(TypeError, match="timeouts"):
            client.with_options(timeouts=1)  # pyright: ignore[reportCallIssue]


def test_a_view_has_its_own_timeout(serve: Callable[..., Any]) -> None:
    server = serve(lambda connection: None)
    with Client(server.url) as client:
        impatient = client.with_options(timeout=0.05, retries=0)
        with pytest.raises(TimedOut, match=r"0\.05"):
            impatient.run("hi")
        with pytest.raises(TimeoutError):
            list(impatient.run_stream("hi"))


@pytest.mark.parametrize("library", [httpx2, httpx], ids=["httpx2", "httpx"])
async def test_an_http_client_of_ones_own_is_used_and_left_open(library: Any, whole_run: bytes) -> None:
    def handle(request: Any) -> Any:
        if request.url.path.endswith("/stream"):
            return library.Response(200, content=whole_run)
        return library.Response(200, json=ANSWER)

    transport = library.MockTransport(handle)
    with library.Client(transport=transport) as own, Client("http://h", http_client=own) as blocking:
        call_everything(blocking)
        assert len(list(blocking.run_stream("hi"))) == 4
        with pytest.raises(ConfigurationError, match="AsyncClient"):
            await blocking.system.status_async()
        blocking.close()
        assert not own.is_closed
    async with (
        library.AsyncClient(transport=transport) as own,
        AsyncClient("http://h", http_client=own) as client,
    ):
        await await_everything(client)
        assert len([event async for event in client.run_stream("hi")]) == 4
        with pytest.raises(ConfigurationError, match="make a Client"):
            client.run("hi")
        await client.aclose()
        assert not own.is_closed


@pytest.mark.parametrize("kind", [AsyncClient, Client])
@pytest.mark.parametrize(
    "arguments",
    [
        {"base_url": ""},
        {"base_url": "localhost:8000"},
        {"base_url": "ftp://h"},
        {"base_url": "http://"},
        {"timeout": 0},
        {"timeout": -1},
        {"retries": -1},
        {"api_key": "with space"},
        {"api_key": "line\nend"},
        {"http_client": object()},
    ],
)
def test_what_cannot_be_right_is_refused_at_once(kind: Any, arguments: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        kind(**arguments)
    assert isinstance(caught.value, ValueError)
    assert "with space" not in str(caught.value)


@pytest.mark.parametrize("kind", [AsyncClient, Client])
def test_the_environment_can_configure_a_client(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HESTIA_BASE_URL", raising=False)
    monkeypatch.delenv("HESTIA_API_KEY", raising=False)
    assert kind.from_env().base_url == "http://localhost:8000"
    monkeypatch.setenv("HESTIA_BASE_URL", "http://h:1/")
    monkeypatch.setenv("HESTIA_API_KEY", "secret")
    client = kind.from_env(timeout=5, retries=1)
    assert (client.base_url, client.timeout, client.retries) == ("http://h:1", 5, 1)
    assert "secret" not in repr(client)


def test_the_key_from_the_environment_is_sent(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESTIA_BASE_URL", server.url)
    monkeypatch.setenv("HESTIA_API_KEY", "secret")
    with Client.from_env() as client:
        client.run("hi")
    ((head, _),) = server.connections[0].requests
    assert b"\r\nAuthorization: Bearer secret" in head


async def test_nobody_at_home_is_a_connection_error() -> None:
    for options in ({"retries": 0}, {}):
        with Client("http://127.0.0.1:1", **options) as client:
            with pytest.raises(ConnectionFailed) as caught:
                client.run("hi")
            assert isinstance(caught.value, ConnectionError)
            with pytest.raises(ConnectionError):
                list(client.run_stream("hi"))
    async with AsyncClient("http://127.0.0.1:1", retries=0) as other:
        with pytest.raises(HestiaError):
            await other.run_async("hi")
        with pytest.raises(ConnectionFailed):
            await anext(other.run_stream("hi"))


def test_what_json_cannot_say_is_refused(server: Any) -> None:
    with Client(server.url) as client, pytest.raises(InvalidArgument):
        client.agents.run("a", "t", {"when": object()})
    assert server.connections == []
