"""Making a client, and what holds for all of its calls."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fairlead import hai
from fairlead.hai import AsyncClient, HaiAgentsEnvironment
from fairlead.hai._stored import store
from tests.hai.scripted import Server

Answering = Callable[..., AsyncClient]

KEY = "hk-" + "s" * 40
NOW = "2026-01-02T03:04:05Z"
ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
STATUS = {"status": "idle"}
SESSION = {"id": ID, "request": {"agent": "a"}, "status": STATUS, "created_at": NOW}
AGENT = {"name": "buyer", "description": "Buys.", "environments": []}


@pytest.fixture(autouse=True)
def no_key_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing in the environment, and a folder for the stored key."""
    monkeypatch.delenv("HAI_API_KEY", raising=False)
    monkeypatch.delenv("HAI_API_BASE_URL", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "hai" / ".env"


# Making a client.


async def test_defaults() -> None:
    async with AsyncClient(api_key=KEY, timeout=None, max_retries=None) as client:
        assert (client.timeout, client.max_retries) == (60.0, 2)
    async with AsyncClient(api_key=KEY) as client:
        assert (client.base_url, client.timeout, client.max_retries) == (
            "https://agp.eu.hcompany.ai",
            60.0,
            2,
        )
        assert repr(client) == f"{type(client).__name__}(base_url='https://agp.eu.hcompany.ai')"


async def test_regions_and_addresses() -> None:
    async with AsyncClient(api_key=KEY, environment=HaiAgentsEnvironment.US) as client:
        assert client.base_url == "https://agp.hcompany.ai"
    async with AsyncClient(
        api_key=KEY, environment=HaiAgentsEnvironment.US, base_url="http://127.0.0.1:9/agents/"
    ) as client:
        assert client.base_url == "http://127.0.0.1:9/agents"
    assert [region.name for region in HaiAgentsEnvironment] == ["EU", "US"]


async def test_an_address_that_is_set_wins_over_the_default_and_over_nothing_else(
    no_key_around: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def address(**options: Any) -> str:
        async with AsyncClient(api_key=KEY, **options) as client:
            return client.base_url

    store(no_key_around, "HAI_API_BASE_URL", "http://127.0.0.1:7")
    assert await address() == "http://127.0.0.1:7"
    monkeypatch.setenv("HAI_API_BASE_URL", "http://127.0.0.1:8")
    assert await address() == "http://127.0.0.1:8"
    assert await address(environment=HaiAgentsEnvironment.EU) == "https://agp.eu.hcompany.ai"
    assert await address(base_url="http://127.0.0.1:9") == "http://127.0.0.1:9"


async def test_from_env(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAI_API_BASE_URL", "http://127.0.0.1:8")
    with pytest.raises(hai.ConfigurationError, match="set HAI_API_KEY"):
        AsyncClient.from_env()
    monkeypatch.setenv("HAI_API_KEY", KEY)
    async with AsyncClient.from_env(timeout=5, max_retries=0) as client:
        assert (client.base_url, client.timeout, client.max_retries) == ("http://127.0.0.1:8", 5, 0)


async def test_a_base_url_may_have_a_path(library: Any, answering: Answering) -> None:
    server = Server(library, (200, STATUS))
    await answering(server, base_url="http://hai.test/agents/").sessions.get_session_status("s")
    assert str(server.requests[0].url) == "http://hai.test/agents/api/v2/sessions/s/status"


async def test_without_a_key_it_is_said_how_to_get_one() -> None:
    with pytest.raises(
        hai.ConfigurationError, match="set HAI_API_KEY, or sign in with `fairlead hai login`"
    ) as raised:
        AsyncClient()
    assert not isinstance(raised.value, hai.ApiError)  # nothing was sent


async def test_where_the_key_comes_from(
    library: Any, answering: Answering, monkeypatch: pytest.MonkeyPatch, no_key_around: Path
) -> None:
    async def sent(**options: Any) -> str:
        server = Server(library, (200, STATUS))
        await answering(server, **options).sessions.get_session_status("s")
        return server.requests[0].headers["authorization"]

    store(no_key_around, "HAI_API_KEY", "hk-stored")
    assert await sent(api_key=None) == "Bearer hk-stored"
    monkeypatch.setenv("HAI_API_KEY", " hk-environment\n")
    assert await sent(api_key=None) == "Bearer hk-environment"
    assert await sent(api_key="hk-argument") == "Bearer hk-argument"
    assert await sent(api_key=lambda: "hk-function") == "Bearer hk-function"
    assert await sent(api_key="hk-argument", async_token=lambda: "hk-token") == "Bearer hk-token"


async def test_a_key_function_is_asked_for_each_request(library: Any, answering: Answering) -> None:
    keys = iter(["hk-1", "hk-2"])

    async def next_key() -> str:
        return next(keys)

    server = Server(library, (200, STATUS))
    client = answering(server, api_key=next_key)
    await client.sessions.get_session_status("s")
    await client.sessions.get_session_status("s")
    assert [request.headers["authorization"] for request in server.requests] == ["Bearer hk-1", "Bearer hk-2"]


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"api_key": ""}, "api_key is empty"),
        ({"api_key": "hk with spaces"}, "api_key has characters"),
        ({"api_key": "hk-ü"}, "api_key has characters"),
        ({"api_key": KEY, "base_url": "agp.hcompany.ai"}, "base_url must begin with http"),
        ({"api_key": KEY, "timeout": 0}, "timeout must be"),
        ({"api_key": KEY, "max_retries": -1}, "max_retries must be a whole number, 0 or more"),
        ({"api_key": KEY, "http_client": object()}, "http_client must be"),
    ],
)
async def test_what_cannot_be_right_is_refused(options: dict[str, Any], match: str) -> None:
    with pytest.raises(hai.ConfigurationError, match=match) as raised:
        AsyncClient(**options)
    assert KEY not in repr(raised.value)


async def test_a_bad_key_of_a_function_is_refused(library: Any, answering: Answering) -> None:
    server = Server(library, (200, STATUS))
    for key, match in (("", "api_key is empty"), (None, "must return text, not NoneType")):
        with pytest.raises(hai.ConfigurationError, match=match):
            await answering(server, api_key=lambda key=key: key).sessions.get_session_status("s")
    assert server.requests == []


async def test_the_old_name_of_the_http_client(library: Any) -> None:
    server = Server(library, (200, STATUS))
    async with library.AsyncClient(transport=library.MockTransport(server)) as http_client:
        client = AsyncClient(api_key=KEY, httpx_client=http_client)
        await client.sessions.get_session_status("s")
        await client.close()
        assert not http_client.is_closed
    assert len(server.requests) == 1


async def test_views_share_the_connections(library: Any, answering: Answering) -> None:
    server = Server(library, (200, STATUS))
    client = answering(server, headers={"X-Team": "a"})
    sessions = client.sessions
    view = client.with_options(timeout=3, max_retries=7)
    assert (view.timeout, view.max_retries, client.timeout, client.max_retries) == (3, 7, 60.0, 0)
    await view.sessions.get_session_status("s")
    assert server.requests[0].headers["x-team"] == "a"
    assert server.requests[0].extensions["timeout"]["read"] == 3
    assert client.sessions is sessions is not view.sessions


async def test_a_closed_client_says_so() -> None:
    client = AsyncClient(api_key=KEY)
    await client.close()
    await client.close()
    with pytest.raises(hai.ClientClosed):
        await client.sessions.get_session("s")


# Headers and options of a call.


async def test_headers_win_over_each_other(library: Any, answering: Answering) -> None:
    server = Server(library, (200, STATUS))
    client = answering(
        server, headers={"x-a": "client", "x-b": "client", "authorization": "no", "user-agent": "me"}
    )
    await client.sessions.get_session_status("s")
    await client.sessions.get_session_status(
        "s", request_options={"additional_headers": {"X-A": "call", "AUTHORIZATION": "Bearer other"}}
    )
    first, second = [dict(request.headers) for request in server.requests]
    assert (first["x-a"], first["x-b"], first["authorization"]) == ("client", "client", f"Bearer {KEY}")
    assert (second["x-a"], second["x-b"], second["authorization"]) == ("call", "client", "Bearer other")
    for request in server.requests:
        assert request.headers["user-agent"] == "me"
        assert len(request.headers.get_list("authorization")) == 1


async def test_options_of_a_call(library: Any, answering: Answering, pauses: list[float]) -> None:
    server = Server(library, (503, b""))
    client = answering(server, max_retries=2)
    with pytest.raises(hai.ServerError):
        await client.sessions.list_sessions(
            page=1,
            request_options={
                "timeout_in_seconds": 7,
                "max_retries": 1,
                "additional_query_parameters": {"page": 2, "new": "x"},
            },
        )
    assert len(server.requests) == 2
    assert server.requests[0].extensions["timeout"]["read"] == 7
    assert server.requests[0].url.params.multi_items() == [("page", "2"), ("new", "x")]
    server = Server(library, (201, SESSION))
    await answering(server).sessions.create_session(
        agent="a", request_options={"additional_body_parameters": {"agent": "b", "new": None}}
    )
    assert json.loads(server.requests[0].content) == {"agent": "b", "new": None}
    for options in ({"timeout_in_seconds": -1}, {"max_retries": -1}):
        with pytest.raises(hai.ConfigurationError):
            await client.sessions.list_sessions(request_options=options)  # type: ignore[arg-type]


async def test_a_long_poll_may_take_as_long_as_it_asks_for(library: Any, answering: Answering) -> None:
    server = Server(library, (204, b""))
    client = answering(server, timeout=10)
    await client.sessions.get_session_changes("s", wait_for_seconds=25)
    await client.sessions.get_session_changes(
        "s", wait_for_seconds=5, request_options={"timeout_in_seconds": 2}
    )
    await client.with_options(timeout=None).sessions.get_session_changes("s", wait_for_seconds=5)
    limits = [request.extensions["timeout"].get("read") for request in server.requests]
    assert limits == [35, 7, None]


@pytest.mark.parametrize("seconds", [26, -1, 60])
async def test_longer_waits_than_the_service_has_are_refused(
    seconds: int, library: Any, answering: Answering
) -> None:
    server = Server(library, (204, b""))
    with pytest.raises(hai.InvalidArgument, match="wait_for_seconds must be 0 to 25"):
        await answering(server).sessions.get_session_changes("s", wait_for_seconds=seconds)
    assert server.requests == []


# Raw answers and revisions.


async def test_raw_answers(library: Any, answering: Answering) -> None:
    server = Server(library, (200, AGENT, {"ETag": '"3"', "X-New": "n"}), (204, b""))
    client = answering(server)
    response = await client.agents.with_raw_response.get_agent("buyer", revision=3)
    assert (response.status_code, response.headers["etag"], response.headers["x-new"]) == (200, '"3"', "n")
    assert response.data.name == "buyer"
    gone = await client.agents.with_raw_response.delete_agent("buyer")
    assert (gone.status_code, gone.data) == (204, None)
    for name in ("iter_agents", "_lane", "with_raw_response", "nothing"):
        with pytest.raises(AttributeError, match=name):
            getattr(client.agents.with_raw_response, name)


async def test_agents_know_their_revision(library: Any, answering: Answering) -> None:
    server = Server(library, (200, AGENT, {"ETag": '"3"'}), (200, AGENT), (412, b"", {"ETag": '"4"'}))
    client = answering(server)
    agent = await client.agents.get_agent("buyer")
    assert agent.etag == '"3"'
    assert "etag" not in agent.to_dict()
    assert (await client.agents.get_agent("buyer", resolve=True)).etag is None
    with pytest.raises(hai.PreconditionFailedError) as raised:
        await client.agents.patch_agent("buyer", model=None, if_match=agent.etag)
    assert raised.value.etag == '"4"'
    assert server.requests[2].headers["if-match"] == '"3"'


# Paths.


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("h/web-surfer", "/api/v2/agents/h/web-surfer"),
        ("a?b", "/api/v2/agents/a%3Fb"),
        ("a#b", "/api/v2/agents/a%23b"),
        ("a b", "/api/v2/agents/a%20b"),
        ("a%2Fb", "/api/v2/agents/a%252Fb"),
        ("..a/b..", "/api/v2/agents/..a/b.."),
        ("ü", "/api/v2/agents/%C3%BC"),
        ("a:3", "/api/v2/agents/a%3A3"),
        ("a\\b", "/api/v2/agents/a%5Cb"),
    ],
)
async def test_names_stay_where_they_are(name: str, path: str, library: Any, answering: Answering) -> None:
    server = Server(library, (200, AGENT))
    await answering(server).agents.get_agent(name)
    assert server.requests[0].url.raw_path.decode() == path


CLIMBING = ["", ".", "..", "../sessions", "a/..", "a/./b", "a/", "/a", "a/b/c", "./a"]


@pytest.mark.parametrize("name", [*CLIMBING, None, b"a", ["a"], {"name": "a"}, "half a pair \ud83d"])
async def test_names_cannot_climb(name: Any, library: Any, answering: Answering) -> None:
    server = Server(library, (200, AGENT))
    client = answering(server)
    for get in (
        client.agents.get_agent,
        client.skills.get_skill,
        client.environments.get_environment,
        client.sessions.get_session,
    ):
        with pytest.raises(hai.InvalidArgument):
            await get(name)
    assert server.requests == []
