# Made from tests/happy/_async/test_link.py by `nox -s regenerate`: edit that one.
"""The socket of a client: what is called, told, lost and made again."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from fairlead import happy
from fairlead._core.deadline import Deadline
from fairlead._core.reconnect import Reconnect
from fairlead._core.retry import RetryPolicy
from fairlead._sync import _io
from fairlead._sync._http import Http
from fairlead._sync.happy._listener import Listener
from fairlead._sync.happy.link import Link
from fairlead._version import __version__
from fairlead.happy._errors import FAMILY
from fairlead.happy._frames import Change, Frame
from fairlead.telemetry import CallRecord, observe
from tests.happy.socket_server import NOTHING, SocketServer

TOKEN = "s3cret-t0ken"
QUICK = Reconnect(delay=0.01, max_delay=0.02)
NEVER = Reconnect(delay=1000, max_delay=1000)


@contextlib.contextmanager
def link_to(
    url: str, *, retries: int = 3, timeout: float | None = 10, verify: bool | str = True, **options: Any
) -> Generator[Link, None]:
    http = Http(FAMILY, url, timeout=timeout, retry=RetryPolicy(max_retries=retries), verify=verify)
    link = Link(http, **{"token": lambda: TOKEN, "reconnect": QUICK} | options)
    try:
        yield link
    finally:
        link.close()
        http.close()


def eventually(check: Callable[[], bool]) -> None:
    deadline = Deadline(10)
    while not check():
        assert not deadline.expired
        _io.Signal().wait(0.01)


def frames(listener: Listener, number: int) -> list[Any]:
    """What is heard next: kinds of frames, and changes."""
    heard: list[Any] = []
    for _ in range(number):
        item = listener.next(10)
        heard.append(item.kind if isinstance(item, Frame) else item)
    return heard


def test_calling_and_being_answered(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        assert not link.is_connected
        assert link.call("echo", {"a": "ü"}, 10) == {"a": "ü"}
        assert link.call("echo", {"b": None}, None) == {"b": None}
        assert link.is_connected
    assert socket_server.paths == ["/v1/updates/?EIO=4&transport=websocket"]
    (auth,) = socket_server.auths
    assert (auth["token"], auth["clientType"]) == (TOKEN, "user-scoped")
    assert auth["happyClient"] == f"fairlead/{__version__}"


def test_events_without_an_answer(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        link.emit("session-end", {"sid": "s"})
        link.call("echo", {}, 10)
    assert socket_server.received[0] == ("session-end", {"sid": "s"})


def test_nothing_is_sent_before_it_is_used(socket_server: SocketServer) -> None:
    with link_to(socket_server.url):
        pass
    assert socket_server.paths == []


def test_an_answer_that_does_not_come_is_a_timeout(socket_server: SocketServer) -> None:
    socket_server.answers["update-metadata"] = lambda _: NOTHING
    with link_to(socket_server.url) as link:
        link.connected(Deadline(10))
        with pytest.raises(happy.TimeoutError, match=r"update-metadata within 0.05 s"):
            link.call("update-metadata", {}, 0.05)
        assert link.call("echo", {"still": "there"}, 10) == {"still": "there"}
    assert len(socket_server.auths) == 1


def test_a_call_whose_answer_cannot_come_any_more_fails_at_once(socket_server: SocketServer) -> None:
    socket_server.answers["rpc-call"] = lambda _: socket_server.cut() or NOTHING
    with link_to(socket_server.url) as link:
        with pytest.raises(happy.StreamInterruptedError, match="before the answer came") as raised:
            link.call("rpc-call", {}, 60)
        assert isinstance(raised.value, happy.ConnectionError)
        assert link.call("echo", {"again": 1}, 10) == {"again": 1}
    assert [name for name, _ in socket_server.received] == ["rpc-call", "echo"]


@pytest.mark.parametrize("goodbye", ["1", "41", "nonsense", '451-["x"]'])
def test_a_connection_that_the_server_gives_up_is_made_again(
    socket_server: SocketServer, goodbye: str
) -> None:
    with link_to(socket_server.url) as link:
        listener = link.listen()
        link.connected(Deadline(10))
        socket_server.say(goodbye)
        assert frames(listener, 2) == [Change.LOST, Change.RESTORED]


def test_a_refused_token(socket_server: SocketServer) -> None:
    socket_server.refusals = ["Invalid authentication token"]
    with link_to(socket_server.url) as link:
        with pytest.raises(happy.AuthenticationError, match="Invalid authentication token") as raised:
            link.call("echo", {}, 10)
        assert raised.value.status == 401
        assert link.call("echo", {"a": 1}, 10) == {"a": 1}
    assert TOKEN not in repr(raised.value)


@pytest.mark.parametrize(
    ("refusals", "statuses", "status"), [(["no"], [], 401), ([], [403], 403)], ids=["socket", "handshake"]
)
def test_observers_are_told_of_a_refusal(
    socket_server: SocketServer, refusals: list[str], statuses: list[int], status: int
) -> None:
    socket_server.refusals, socket_server.statuses = refusals, statuses
    calls: list[CallRecord] = []
    stop = observe(calls.append)
    try:
        with link_to(socket_server.url) as link:
            with pytest.raises(happy.HappyError) as raised:
                link.call("echo", {}, 10)
            link.call("echo", {}, 10)
    finally:
        stop()
    assert [(call.backend, call.operation, call.status, call.error) for call in calls] == [
        ("happy", "websocket", status, type(raised.value).__name__),
        ("happy", "websocket", 101, None),
    ]
    assert TOKEN not in repr(calls)


def test_a_token_that_is_refused_later_ends_listening(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        listener = link.listen()
        link.connected(Deadline(10))
        socket_server.refusals = ["Invalid authentication token"]
        socket_server.cut()
        assert listener.next(10) is Change.LOST
        with pytest.raises(happy.AuthenticationError):
            listener.next(10)


def test_a_refused_token_can_be_renewed(socket_server: SocketServer) -> None:
    tokens = ["old"]

    def renew(refused: str) -> bool:
        assert refused == "old"
        tokens[0] = "new"
        return True

    socket_server.refusals = ["Invalid authentication token"]
    with link_to(socket_server.url, token=lambda: tokens[0], renew=renew) as link:
        assert link.call("echo", {"a": 1}, 10) == {"a": 1}
    assert [auth["token"] for auth in socket_server.auths] == ["old", "new"]


def test_a_token_is_renewed_once(socket_server: SocketServer) -> None:
    renewals: list[str] = []

    def renew(refused: str) -> bool:
        renewals.append(refused)
        return True

    socket_server.refusals = ["no"] * 9
    with link_to(socket_server.url, renew=renew) as link:
        with pytest.raises(happy.AuthenticationError):
            link.call("echo", {}, 10)
    assert renewals == [TOKEN]


def test_a_server_that_is_not_there(closed_port: int) -> None:
    with link_to(f"http://127.0.0.1:{closed_port}", retries=1) as link:
        with pytest.raises(happy.ConnectionError, match="cannot connect"):
            link.call("echo", {}, 10)


def test_a_server_that_is_not_there_in_time(closed_port: int) -> None:
    with link_to(f"http://127.0.0.1:{closed_port}", reconnect=NEVER) as link:
        with pytest.raises(happy.TimeoutError, match=r"no connection to the server within 0.05 s"):
            link.call("echo", {}, 0.05)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, "AuthenticationError"), (400, "BadRequestError"), (404, "NotFoundError"), (502, "ServerError")],
)
def test_a_handshake_that_is_answered_with_a_status(
    socket_server: SocketServer, status: int, kind: str
) -> None:
    socket_server.statuses = [status]
    with link_to(socket_server.url, retries=0) as link:
        with pytest.raises(getattr(happy, kind)):
            link.call("echo", {}, 10)
        assert link.call("echo", {}, 10) == {}


def test_what_may_pass_is_tried_again(socket_server: SocketServer) -> None:
    socket_server.statuses = [503, 429, 502]
    with link_to(socket_server.url, retries=3) as link:
        assert link.call("echo", {}, 10) == {}
    assert len(socket_server.paths) == 4


@pytest.mark.parametrize(
    ("first", "kind"), [("40{}", "ResponseFormatError"), ("hi", "StreamInterruptedError")]
)
def test_something_else_answers_there(socket_server: SocketServer, first: str, kind: str) -> None:
    socket_server.first = first
    with link_to(socket_server.url, retries=0) as link:
        with pytest.raises(getattr(happy, kind)):
            link.call("echo", {}, 10)


def test_what_may_be_said_before_a_client_is_taken_in(socket_server: SocketServer) -> None:
    socket_server.greeting = ["2", "6", '42["update",{}]']
    with link_to(socket_server.url, retries=0) as link:
        assert link.call("echo", {}, 10) == {}
    assert socket_server.pongs == 1


def test_a_server_that_closes_before_a_client_is_taken_in(socket_server: SocketServer) -> None:
    socket_server.greeting = ["41"]
    with link_to(socket_server.url, retries=0) as link:
        with pytest.raises(happy.StreamInterruptedError, match="while it was made"):
            link.call("echo", {}, 10)


def test_patience_may_end(socket_server: SocketServer) -> None:
    with link_to(socket_server.url, reconnect=Reconnect(delay=0, max_attempts=1)) as link:
        listener = link.listen()
        link.connected(Deadline(10))
        socket_server.statuses = [503] * 9
        socket_server.cut()
        assert listener.next(10) is Change.LOST
        with pytest.raises(happy.ServerError):
            listener.next(10)
    assert len(socket_server.statuses) == 8


def test_a_server_that_accepts_and_says_nothing(serve_raw: Callable[..., Any]) -> None:
    server = serve_raw(lambda connection: connection.recv(65536) and connection.recv(1))
    with link_to(f"http://127.0.0.1:{server.port}", retries=0, timeout=0.1) as link:
        with pytest.raises(happy.TimeoutError):
            link.call("echo", {}, 10)


def test_encrypted_connections_are_checked(
    socket_server: SocketServer, serve_tls: Callable[[int], int], certificate: Path
) -> None:
    url = f"https://127.0.0.1:{serve_tls(urlsplit(socket_server.url).port or 0)}"
    with link_to(url, retries=0) as link:
        with pytest.raises(happy.ConnectionError, match="certificate"):
            link.call("echo", {}, 10)
    for verify in (str(certificate), False):
        with link_to(url, verify=verify) as link:
            assert link.call("echo", {}, 10) == {}


def test_too_large_for_the_server_is_too_large_to_send(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        with pytest.raises(happy.InvalidArgumentError, match=r"1000010 bytes, .* more than 1000000"):
            link.call("echo", {"x": "é" * 166_665}, 10)
        large = {"x": "a" * 999_980}
        assert link.call("echo", large, 10) == large
    assert len(socket_server.auths) == 1


def test_what_is_not_json_is_not_sent(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        with pytest.raises(happy.InvalidArgumentError, match="not a JSON value"):
            link.emit("echo", {"x": object()})
    assert socket_server.received == []


def test_hearing_what_is_asked_for(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        everything = link.listen()
        session = link.listen("s-1")
        messages = link.listen("s-1", kinds=frozenset({"new-message"}))
        link.connected(Deadline(10))
        socket_server.tell({"t": "update-session", "id": "s-1"})
        socket_server.tell({"t": "new-message", "sid": "s-2"})
        socket_server.tell({"t": "new-machine", "machineId": "m"})
        socket_server.tell({"type": "activity", "id": "s-1"}, event="ephemeral")
        socket_server.tell({"t": "new-message", "sid": "s-1"})
        socket_server.say('42["news",{}]')
        socket_server.say('42["update"]')
        kinds = ["update-session", "new-message", "new-machine", "activity", "new-message"]
        assert frames(everything, 5) == kinds
        assert frames(session, 3) == ["update-session", "activity", "new-message"]
        assert frames(messages, 1) == ["new-message"]
        assert everything.next(0.01) is None
        everything.close()
        socket_server.tell({"t": "new-machine", "machineId": "m"})
        assert everything.next(10) is None
        assert everything.closed
        assert not session.closed
    assert len(socket_server.auths) == 1


def test_a_server_that_restarts(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        listener = link.listen()
        link.connected(Deadline(10))
        socket_server.stop()
        assert listener.next(10) is Change.LOST
        assert not link.is_connected
        socket_server.start()
        assert listener.next(10) is Change.RESTORED
        socket_server.tell({"t": "delete-session", "sid": "s"})
        assert frames(listener, 1) == ["delete-session"]


def test_a_call_waits_for_a_server_that_restarts(socket_server: SocketServer) -> None:
    socket_server.statuses = [503, 503]
    with link_to(socket_server.url) as link:
        listener = link.listen()
        with pytest.raises(happy.TimeoutError):
            link.connected(Deadline(0))
        assert link.call("echo", {"a": 1}, 10) == {"a": 1}
        assert listener.next(0) is None


def test_somebody_who_calls_does_not_wait_for_the_next_attempt(socket_server: SocketServer) -> None:
    with link_to(socket_server.url, reconnect=NEVER) as link:
        listener = link.listen()
        link.connected(Deadline(10))
        socket_server.cut()
        assert listener.next(10) is Change.LOST
        assert link.call("echo", {"a": 1}, 10) == {"a": 1}
        assert listener.next(10) is Change.RESTORED


def test_a_lost_connection_that_nobody_needs_is_not_made_again(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        listener = link.listen()
        link.connected(Deadline(10))
        listener.close()
        socket_server.cut()
        eventually(lambda: not link.is_connected and not socket_server.clients)
        _io.Signal().wait(0.1)  # several times as long as it waits before an attempt
        assert len(socket_server.auths) == 1
        assert link.call("echo", {}, 10) == {}


def test_pings_are_answered(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        link.connected(Deadline(10))
        socket_server.say("2")
        eventually(lambda: socket_server.pongs == 1)


def test_a_server_that_falls_silent_is_left(socket_server: SocketServer) -> None:
    socket_server.ping_interval, socket_server.ping_timeout = 50, 50
    with link_to(socket_server.url) as link:
        listener = link.listen()
        link.connected(Deadline(10))
        assert frames(listener, 2) == [Change.LOST, Change.RESTORED]


def test_closing_is_for_good(socket_server: SocketServer) -> None:
    with link_to(socket_server.url) as link:
        listener = link.listen()
        link.call("echo", {}, 10)
        link.close()
        link.close()
        assert listener.next(10) is None
        with pytest.raises(happy.ClientClosedError):
            link.call("echo", {}, 10)
        with pytest.raises(happy.ClientClosedError):
            link.listen()
        eventually(lambda: not socket_server.clients)


def test_nothing_private_is_logged(socket_server: SocketServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with link_to(socket_server.url) as link:
        listener = link.listen()
        link.call("echo", {"private": "things"}, 10)
        socket_server.cut()
        assert frames(listener, 2) == [Change.LOST, Change.RESTORED]
        link.call("echo", {"private": "things"}, 10)
    ours = "".join(record.getMessage() for record in caplog.records if record.name != "websockets.server")
    assert TOKEN not in ours
    assert "things" not in ours
    assert "/v1/updates" in ours
    assert "next attempt in 0.01 s" in ours
