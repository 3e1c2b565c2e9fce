"""Replays recordings of a real HandoffRail server to both flavours of the facade, or makes the recordings.

A cassette is recorded by the blocking client. On replay, each client has to send exactly what it holds, and
all of it. How to record: record.md in tests/handoffrail.
"""

from __future__ import annotations

import math
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from vcr import VCR
from vcr.cassette import Cassette
from vcr.record_mode import RecordMode
from vcr.request import Request
from vcr.serializers import yamlserializer

from fairlead.handoffrail import AsyncHandoffRailClient, HandoffRailClient
from fairlead.handoffrail import models as m

CASSETTES = Path(__file__).parent
ORIGIN = "http://handoffrail.test"
KEY = "hr_" + "x" * 43

# What must not be in a cassette, and what stands there instead. On replay, requests are changed in the same
# way before they are compared.
HIDDEN = [
    (re.compile(rb"hr_[\w-]{43}"), KEY.encode()),
    (re.compile(rb'("key_prefix": ?")hr_[\w-]{5}'), rb"\1" + KEY[:8].encode()),
    (re.compile(rb'("secret": ?")(?:[^"\\]|\\.)*'), rb"\1placeholder of a secret"),
    (re.compile(rb"https?://(?:127\.0\.0\.1|localhost)(?::\d+)?"), b"http://local.test"),
    # No secret, but 70,000 bytes that nobody wants to read: the body that is too large.
    (re.compile(rb"x{1000,}"), b"x(many)"),
]
KEPT_HEADERS = ("content-type", "x-api-key")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # A missing recording fails; it never makes a test go out to the network.
    for item in items:
        if item.path.parent == CASSETTES:
            item.add_marker(pytest.mark.vcr)
            item.add_marker(pytest.mark.block_network)


def hide(body: bytes) -> bytes:
    for pattern, replacement in HIDDEN:
        body = pattern.sub(replacement, body)
    return body


def hide_in_request(request: Request) -> Request:
    request.uri = re.sub(r"^https?://[^/]+", ORIGIN, request.uri)
    request.uri = re.sub(r"(?<=[?&]api_key=)[^&]+", KEY, request.uri)
    request.headers = {name: request.headers[name] for name in KEPT_HEADERS if name in request.headers}
    if "x-api-key" in request.headers:
        request.headers["x-api-key"] = KEY
    request.body = hide(cast("bytes", request.body or b""))
    return request


def hide_in_response(response: dict[str, Any]) -> dict[str, Any]:
    body = hide(response["body"]["string"])
    headers = {name: values for name, values in response["headers"].items() if name != "set-cookie"}
    if "content-length" in headers:
        headers["content-length"] = [str(len(body))]
    return {**response, "headers": headers, "body": {"string": body}}


@dataclass
class Server:
    """Where to send; as vcrpy's serializer, it also writes into each cassette where that is from."""

    url: str = f"{ORIGIN}/api/v1"
    key: str = KEY
    description: str = ""

    def serialize(self, cassette: dict[str, Any]) -> str:
        # In reading order, one line for each body, and in ASCII whatever the locale.
        return f"# {self.description}\n" + yaml.safe_dump(cassette, sort_keys=False, width=math.inf)

    def deserialize(self, text: str) -> Any:
        return yamlserializer.deserialize(text)


@pytest.fixture(scope="session")
def server(record_mode: str) -> Server:
    if record_mode == "none":
        return Server()
    with HandoffRailClient.from_env() as client:
        health = client.get_system_health()
        description = (
            f"Recorded from a real HandoffRail server {health.version} in {health.database_backend} mode"
            f" on {datetime.now(UTC):%Y-%m-%d}; secrets are replaced. See tests/handoffrail/record.md."
        )
        return Server(client.base_url, client.api_key, description)


@pytest.fixture(params=["sync", "async"])
def flavour(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(autouse=True)
def vcr(request: pytest.FixtureRequest, flavour: str, record_mode: str, server: Server) -> Iterator[Cassette]:
    """Stands in for the fixture of pytest-recording, which would make one cassette for each flavour."""
    area, name = (text.removeprefix("test_") for text in (request.path.stem, request.function.__name__))
    path = CASSETTES / area / f"{name}.yaml"
    recording = record_mode != "none" and flavour == "sync"
    if recording:
        path.unlink(missing_ok=True)
    recorder = VCR(
        record_mode=RecordMode.ONCE if recording else RecordMode.NONE,
        match_on=["method", "scheme", "host", "path", "query", "headers", "body"],
        before_record_request=hide_in_request,
        before_record_response=hide_in_response,
    )
    recorder.register_serializer("yaml", server)
    with recorder.use_cassette(str(path)) as cassette:
        yield cassette
    assert recording or cassette.all_played, "the facade did not send everything that was recorded"


class Blocking:
    """The blocking client in the clothes of the other one, so that one test drives both."""

    def __init__(self, client: HandoffRailClient) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)

        async def iterate(*args: Any, **options: Any) -> AsyncIterator[Any]:
            for item in method(*args, **options):
                yield item

        async def call(*args: Any, **options: Any) -> Any:
            return method(*args, **options)

        return iterate if name.startswith("iter_") else call


@pytest.fixture
async def connect(
    flavour: str, server: Server
) -> AsyncIterator[Callable[[str | None], AsyncHandoffRailClient]]:
    """Makes clients, with the admin key or another one. They do not retry: each answer is to be seen."""
    async with AsyncExitStack() as stack:

        def make(api_key: str | None) -> AsyncHandoffRailClient:
            kind = AsyncHandoffRailClient if flavour == "async" else HandoffRailClient
            made: Any = kind(server.url, api_key or server.key, max_retries=0)
            client = made if flavour == "async" else Blocking(made)
            stack.push_async_callback(client.close)
            return cast("AsyncHandoffRailClient", client)

        yield make


@pytest.fixture
def client(connect: Callable[[str | None], AsyncHandoffRailClient]) -> AsyncHandoffRailClient:
    return connect(None)


@pytest.fixture
def handoff(request: pytest.FixtureRequest) -> Callable[..., m.PacketCreate]:
    """Makes packets from `<test>-a` to `<test>-b`, so that filters by agent find no other test's."""
    topic = request.function.__name__.removeprefix("test_")

    def make(
        summary: str = "Tide tables are due",
        *,
        turns: list[str] | None = None,
        priority: m.Priority = m.Priority.normal,
        tags: list[str] | None = None,
        **fields: Any,
    ) -> m.PacketCreate:
        return m.PacketCreate(
            metadata=m.Metadata(
                source_agent=m.AgentInfo(id=f"{topic}-a", name="Alpha", framework="langchain", version="1.2"),
                target_agent=m.TargetAgentInfo(id=f"{topic}-b", name="Beta"),
                created_at=datetime(2026, 11, 21, 9, 30, 15, 250000, tzinfo=UTC),
                priority=priority,
                tags=tags or [],
            ),
            context=m.PacketContext(
                summary=summary,
                conversation_state=[
                    m.ContextEntry(role=m.ConversationRole.agent, content=turn) for turn in turns or []
                ],
            ),
            **fields,
        )

    return make
