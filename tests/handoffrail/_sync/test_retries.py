# Made from tests/handoffrail/_async/test_retries.py by `nox -s regenerate`: edit that one.
"""What is sent again and what is not: against made-up answers, and against an emulator that misbehaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from fairlead import handoffrail
from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import (
    HandoffRailClient,
    PacketCreate,
    RateLimitError,
    ServerError,
)

Answering = Callable[..., HandoffRailClient]
Draft = Callable[..., PacketCreate]
URL = "http://127.0.0.1:{}/api/v1"
PACKETS = "/api/v1/packets"
LIMITED = {"detail": "Rate limit exceeded", "field": "rate_limit"}


@pytest.fixture
def sent() -> list[Any]:
    """The requests that arrived."""
    return []


@pytest.fixture
def failing(answering: Answering, library: Any, sent: list[Any]) -> Answering:
    """Makes a client whose first requests fail as told and whose later ones get an empty list."""

    def make(*failures: Any, **options: Any) -> HandoffRailClient:
        ahead = list(failures)

        def answer(request: Any) -> Any:
            sent.append(request)
            if not ahead:
                page = {"packets": [], "total": 0, "limit": 50, "offset": 0}
                return library.Response(200, json=page)
            failure = ahead.pop(0)
            if isinstance(failure, str):
                raise getattr(library, failure)("it failed")
            status, headers, body = failure
            return library.Response(status, headers=headers, json=body)

        return answering(answer, **options)

    return make


@pytest.mark.parametrize(
    ("failure", "kind", "post_is_resent"),
    [
        ("ConnectError", handoffrail.ConnectionError, True),
        ("ConnectTimeout", handoffrail.TimeoutError, True),
        ("PoolTimeout", handoffrail.TimeoutError, True),
        ("ProxyError", handoffrail.ConnectionError, True),
        ("ReadError", handoffrail.ConnectionError, False),
        ("ReadTimeout", handoffrail.TimeoutError, False),
        ("WriteError", handoffrail.ConnectionError, False),
        ("WriteTimeout", handoffrail.TimeoutError, False),
        ("RemoteProtocolError", handoffrail.ConnectionError, False),
    ],
)
def test_after_a_broken_connection(
    failing: Answering,
    sent: list[Any],
    slept: list[float],
    draft: Draft,
    failure: str,
    kind: type[Exception],
    post_is_resent: bool,
) -> None:
    client = failing(failure, max_retries=1)
    assert (client.list_packets()).total == 0
    assert (len(sent), len(slept)) == (2, 1)
    client = failing(failure, failure, failure, max_retries=1)
    sent.clear()
    with pytest.raises(kind) as raised:
        client.create_packet(draft())
    assert len(sent) == (2 if post_is_resent else 1)
    assert raised.value.operation == "create_packet"
    assert raised.value.status is None
    assert type(raised.value.original_error).__name__ == failure


@pytest.mark.parametrize(
    ("status", "get_is_resent", "post_is_resent"),
    [
        (400, False, False),
        (401, False, False),
        (404, False, False),
        (408, True, False),
        (409, False, False),
        (422, False, False),
        (429, True, True),
        (500, False, False),
        (502, True, False),
        (503, True, True),
        (504, True, False),
    ],
)
def test_after_an_error_status(
    failing: Answering,
    sent: list[Any],
    slept: list[float],
    draft: Draft,
    status: int,
    get_is_resent: bool,
    post_is_resent: bool,
) -> None:
    for resent, call in (
        (get_is_resent, lambda client: client.list_packets()),
        (post_is_resent, lambda client: client.batch_create_packets([draft()])),
    ):
        sent.clear()
        client = failing((status, {}, LIMITED))
        if resent:
            call(client)
        else:
            with pytest.raises(Exception, match="Rate limit exceeded") as raised:
                call(client)
            assert raised.value.status == status
        assert len(sent) == (2 if resent else 1)


def test_pauses_grow_and_are_jittered(failing: Answering, sent: list[Any], slept: list[float]) -> None:
    client = failing(*["ReadError"] * 9, max_retries=6, retry_delay=1)
    with pytest.raises(handoffrail.ConnectionError):
        client.list_packets()
    assert len(sent) == 7
    for pause, longest in zip(slept, [1, 2, 4, 8, 8, 8], strict=True):
        assert 0.75 * longest <= pause <= longest


def test_no_retries(failing: Answering, sent: list[Any], slept: list[float]) -> None:
    for client in (
        failing("ConnectError", max_retries=0),
        failing("ConnectError").with_options(max_retries=0),
    ):
        sent.clear()
        with pytest.raises(handoffrail.ConnectionError):
            client.list_packets()
        assert len(sent) == 1
    assert slept == []


def test_every_attempt_is_the_same_request(
    failing: Answering, sent: list[Any], slept: list[float], draft: Draft
) -> None:
    client = failing("ConnectError", (503, {}, {}), (429, {}, LIMITED))
    client.batch_create_packets([draft("Ünïcödé")])
    assert len({(request.method, request.url, request.content) for request in sent}) == 1
    assert [request.headers["x-api-key"] for request in sent] == [client.api_key] * 4


def in_seconds(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("headers", "lowest", "highest"),
    [
        ({"Retry-After": "3"}, 3, 3),
        ({"Retry-After": "0"}, 0, 0),
        ({"Retry-After": "1.5"}, 1.5, 1.5),
        ({"Retry-After": lambda: in_seconds(10)}, 7, 10),
        ({"Retry-After": lambda: in_seconds(-10)}, 0, 0),
        ({"Retry-After-Ms": "250"}, 0.25, 0.25),
        ({"Retry-After": "soon"}, 0.375, 0.5),
        ({"Retry-After": "-1"}, 0.375, 0.5),
        ({}, 0.375, 0.5),
    ],
)
def test_retry_after_is_obeyed(
    failing: Answering,
    slept: list[float],
    status: int,
    headers: dict[str, Any],
    lowest: float,
    highest: float,
) -> None:
    made = {name: value() if callable(value) else value for name, value in headers.items()}
    failing((status, made, LIMITED)).list_packets()
    (pause,) = slept
    assert lowest <= pause <= highest


@pytest.mark.parametrize(("text", "seconds"), [("60", 60), ("20.5", 20.5), ("86400", 86400)])
def test_a_long_retry_after_is_raised_at_once(
    failing: Answering, sent: list[Any], slept: list[float], text: str, seconds: float
) -> None:
    with pytest.raises(RateLimitError) as raised:
        failing((429, {"Retry-After": text}, LIMITED)).list_packets()
    assert raised.value.retry_after == seconds
    assert (len(sent), slept) == (1, [])


def test_a_used_up_quota_is_final(
    failing: Answering, sent: list[Any], slept: list[float], draft: Draft
) -> None:
    with pytest.raises(RateLimitError, match="used up") as raised:
        failing((429, {}, {"detail": "The quota is used up"})).create_packet(draft())
    assert raised.value.code == "quota"
    assert (len(sent), slept) == (1, [])


# From here on over real connections.


def test_a_lost_reply_never_makes_two_packets(
    client: HandoffRailClient, backend: Emulator, draft: Draft, slept: list[float]
) -> None:
    fault = backend.faults.add(Fault(method="POST", path=PACKETS, drop="after"))
    with pytest.raises(handoffrail.ConnectionError, match="the connection broke") as raised:
        client.create_packet(draft())
    assert (fault.hits, slept) == (1, [])
    assert raised.value.operation == "create_packet"
    assert (client.list_packets()).total == 1


def test_a_reset_before_it_was_acted_on_is_no_licence_to_resend(
    client: HandoffRailClient, backend: Emulator, draft: Draft
) -> None:
    # Nobody can know here that the server did nothing.
    fault = backend.faults.add(Fault(method="POST", path=PACKETS, drop="before"))
    with pytest.raises(handoffrail.ConnectionError):
        client.create_packet(draft())
    assert fault.hits == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(path=PACKETS, drop="before", times=2),
        Fault(path=PACKETS, drop="after", times=2),
        Fault(path=PACKETS, status=503, times=2),
        Fault(path=PACKETS, status=502, body="<html>Bad Gateway</html>", content_type="text/html", times=2),
        Fault(path=PACKETS, status=429, headers={"Retry-After": "1"}, body=LIMITED, times=2),
        Fault(path=PACKETS, cut_after_bytes=10, times=2),
    ],
    ids=["reset before", "reset after", "503", "502", "429", "cut"],
)
def test_reading_is_tried_again(
    client: HandoffRailClient, backend: Emulator, slept: list[float], fault: Fault
) -> None:
    with backend.faults.add(fault) as active:
        assert (client.list_packets()).total == 0
    assert (active.hits, len(slept)) == (2, 2)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_that_does_not_come(
    client: HandoffRailClient, backend: Emulator, draft: Draft, slept: list[float], method: str
) -> None:
    hasty = client.with_options(timeout=0.1, max_retries=1)
    fault = backend.faults.add(Fault(path=PACKETS, stall=True))
    with pytest.raises(handoffrail.TimeoutError, match=r"no complete answer within 0\.1 s"):
        hasty.list_packets() if method == "GET" else hasty.create_packet(draft())
    assert fault.hits == (2 if method == "GET" else 1)


def test_a_refused_write_is_sent_again(
    client: HandoffRailClient, backend: Emulator, draft: Draft, slept: list[float]
) -> None:
    with backend.faults.add(Fault(method="POST", path=PACKETS, status=503, times=2)):
        packet = client.create_packet(draft())
    assert [found.id for found in client.iter_packets()] == [packet.id]


def test_a_failure_is_not_a_refusal(
    client: HandoffRailClient, backend: Emulator, draft: Draft, slept: list[float]
) -> None:
    fault = backend.faults.add(Fault(method="POST", path=PACKETS, status=502, processed=True))
    with pytest.raises(ServerError):
        client.create_packet(draft())
    assert fault.hits == 1
    assert (client.list_packets()).total == 1


def test_nobody_there(closed_port: int, slept: list[float], draft: Draft) -> None:
    with HandoffRailClient(URL.format(closed_port), "hr_x", retry_delay=0.25) as client:
        for call in (client.list_packets, lambda: client.create_packet(draft())):
            slept.clear()
            with pytest.raises(handoffrail.ConnectionError, match="cannot connect to http://127"):
                call()
            assert len(slept) == 3
            assert 0.1875 <= slept[0] <= 0.25


def test_limits_of_the_server(fairlead_emulator: Callable[..., Emulator], slept: list[float]) -> None:
    backend = fairlead_emulator("handoffrail", rate_limits=True, rate_limit_per_minute=2)
    with HandoffRailClient(**backend.options) as client:
        client.list_packets()
        client.list_packets()
        with pytest.raises(RateLimitError, match="Rate limit exceeded") as raised:
            client.list_packets()
    assert raised.value.code == "rate_limit"
    assert raised.value.retry_after is not None
    assert 20 < raised.value.retry_after <= 60


def test_the_daily_quota_of_the_server(
    fairlead_emulator: Callable[..., Emulator], draft: Draft, slept: list[float]
) -> None:
    backend = fairlead_emulator("handoffrail", rate_limits=True, tier="free")
    with HandoffRailClient(**backend.options) as client:
        for _ in range(5):
            client.create_packet(draft())
        with pytest.raises(RateLimitError) as raised:
            client.create_packet(draft())
    assert (raised.value.code, raised.value.retry_after, slept) == ("quota", None, [])
    assert sum(request.method == "POST" for request in backend.requests) == 6
