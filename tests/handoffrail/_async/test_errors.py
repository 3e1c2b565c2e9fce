"""Every way an answer can fail, as the exceptions that a caller sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fairlead import handoffrail
from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import AsyncHandoffRailClient, HandoffPacket, PacketCreate, PacketUpdate

Answering = Callable[..., AsyncHandoffRailClient]
Draft = Callable[..., PacketCreate]


@pytest.mark.parametrize(
    ("status", "headers", "content", "kind", "message"),
    [
        (301, {"Location": "/elsewhere"}, b"", "UnexpectedStatusError", "the server answered with HTTP 301"),
        (307, {"Location": "http://evil.test/"}, b"", "UnexpectedStatusError", "the server answered with"),
        (304, {}, b"", "UnexpectedStatusError", "the server answered with HTTP 304"),
        (400, {}, b'{"detail":"no"}', "BadRequestError", "no"),
        (401, {}, b"", "AuthenticationError", "the server answered with HTTP 401"),
        (401, {}, b'{"detail":"The key is unknown"}', "AuthenticationError", "The key is unknown"),
        (403, {}, b'{"detail":"too low"}', "PermissionDeniedError", "too low"),
        (404, {}, b"<html>nginx</html>", "NotFoundError", "HTTP 404: <html>nginx</html>"),
        (405, {"Allow": "GET"}, b'{"detail":"Method Not Allowed"}', "UnexpectedStatusError", "Method Not"),
        (409, {}, b'{"detail":{"message":"taken","claimed_by":{"id":"b"}}}', "ConflictError", "taken"),
        (410, {}, b'{"detail":"expired"}', "PacketExpiredError", "expired"),
        (413, {}, b'{"detail":"too large","tier":"free"}', "PayloadTooLargeError", "too large"),
        (422, {}, b'{"detail":[{"loc":["body","x"],"msg":"bad"}]}', "UnprocessableError", "x: bad"),
        (429, {}, b'{"detail":"used up"}', "RateLimitError", "used up"),
        (500, {}, b"Internal Server Error", "ServerError", "HTTP 500: Internal Server Error"),
        (502, {}, b"<html>Bad Gateway</html>", "ServerError", "HTTP 502: <html>Bad Gateway</html>"),
        (503, {}, b"", "ServerError", "the server answered with HTTP 503"),
        (599, {}, b"\xff\x00", "ServerError", "HTTP 599: "),
    ],
)
async def test_an_error_status_is_an_error_of_that_status(
    answering: Answering,
    library: Any,
    status: int,
    headers: dict[str, str],
    content: bytes,
    kind: str,
    message: str,
) -> None:
    def answer(request: Any) -> Any:
        return library.Response(status, headers={**headers, "X-Request-Id": "r-17"}, content=content)

    with pytest.raises(handoffrail.HandoffRailError) as raised:
        await answering(answer, max_retries=0).get_packet("p-1")
    error = raised.value
    assert type(error) is getattr(handoffrail, kind)
    assert str(error).startswith(message)
    assert (error.status, error.status_code) == (status, status)
    assert (error.backend, error.operation, error.request_id) == ("handoffrail", "get_packet", "r-17")


@pytest.mark.parametrize(
    ("status", "content", "message"),
    [
        (200, b"", "is not a valid PacketResponse: body: Invalid JSON"),
        (200, b"<html>Sign in</html>", "is not a valid PacketResponse: body: Invalid JSON"),
        (200, b"null", "is not a valid PacketResponse: body: Input should be"),
        (200, b"[]", "is not a valid PacketResponse: body: Input should be"),
        (200, b'{"id":"p-1"}', "is not a valid PacketResponse: id: Input should be a valid UUID"),
        (204, b"", "is not a valid PacketResponse: body: Invalid JSON"),
        (200, b"\xff\xfe", "is not a valid PacketResponse: body: Invalid JSON"),
    ],
)
async def test_a_success_that_makes_no_sense(
    answering: Answering, library: Any, status: int, content: bytes, message: str
) -> None:
    client = answering(lambda request: library.Response(status, content=content))
    with pytest.raises(handoffrail.ResponseFormatError) as raised:
        await client.get_packet("p-1")
    assert str(raised.value).startswith(f"the server's answer {message}")
    assert raised.value.operation == "get_packet"
    assert raised.value.body == content.decode("utf-8", "replace")


async def test_a_list_that_is_none(answering: Answering, library: Any) -> None:
    client = answering(lambda request: library.Response(200, json={"keys": []}))
    with pytest.raises(handoffrail.ResponseFormatError, match="is not a valid list: body: Input should be"):
        await client.list_api_keys()


async def test_a_body_that_cannot_be_decompressed(
    answering: Answering, library: Any, slept: list[float]
) -> None:
    calls = []

    def answer(request: Any) -> Any:
        calls.append(request)

        async def body() -> Any:
            yield b"this is not gzip"

        return library.Response(200, headers={"Content-Encoding": "gzip"}, content=body())

    with pytest.raises(handoffrail.ResponseFormatError, match="cannot be decompressed"):
        await answering(answer, max_retries=1).get_packet("p-1")
    assert len(calls) == 2


async def test_fields_and_values_that_are_newer_than_this_version(answering: Answering, library: Any) -> None:
    body = {
        "id": "5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10",
        "metadata": {
            "source_agent": {"id": "a", "name": "A", "mood": "fine"},
            "target_agent": {"id": "b", "name": "B"},
            "priority": "cosmic",
        },
        "context": {"summary": "x", "novel": [1]},
        "status": "paused",
        "created_at": "2026-01-02T03:04:05",
        "updated_at": "2026-01-02T03:04:05Z",
        "lane": 7,
    }
    packet = await answering(lambda request: library.Response(200, json=body)).get_packet("p-1")
    assert (packet.status, packet.status.is_known) == ("paused", False)
    assert packet.metadata.priority == "cosmic"
    assert packet.model_extra == {"lane": 7}
    assert packet.created_at == packet.updated_at


async def test_redirects_are_not_followed(answering: Answering, library: Any) -> None:
    seen: list[str] = []

    def answer(request: Any) -> Any:
        seen.append(str(request.url))
        return library.Response(307, headers={"Location": "http://evil.test/"})

    with pytest.raises(handoffrail.UnexpectedStatusError):
        await answering(answer).get_packet("p-1")
    assert seen == ["http://handoffrail.test:8080/api/v1/packets/p-1"]


async def test_errors_of_the_real_kind(
    client: AsyncHandoffRailClient, backend: Emulator, draft: Draft
) -> None:
    packet = await client.create_packet(draft())
    with pytest.raises(handoffrail.PayloadTooLargeError):
        await client.create_packet(draft("x" * 70_000))
    with pytest.raises(handoffrail.UnprocessableError) as raised:
        await client.get_packet("not-a-uuid")
    assert raised.value.field == "packet_id"
    assert raised.value.problems[0]["loc"] == ["path", "packet_id"]
    with pytest.raises(handoffrail.BadRequestError, match="Cannot transition"):
        await client.update_packet(packet.id, PacketUpdate(status="completed"))
    backend.faults.add(Fault(path="/ready", status=503, body={"status": "not_ready", "db": False}))
    with pytest.raises(handoffrail.ServerError) as raised:
        await client.with_options(max_retries=0).check_readiness()
    assert raised.value.response_body == {"status": "not_ready", "db": False}


def test_what_no_packet_can_be_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(ValueError, match="Target agent"):
        HandoffPacket.builder().from_agent("a", "A").with_summary("x").build()
