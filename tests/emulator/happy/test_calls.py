"""Calls that are passed on, and how long they wait."""

from __future__ import annotations

from typing import Any

import pytest

METHOD = "m-1:work"


@pytest.fixture
def still(owner: Any) -> Any:
    """The first account, with a clock that only the test moves."""
    owner.emulator.clock.freeze()
    return owner


def begin(wire: Any, socket: Any, data: Any) -> int:
    """Start a call, and return when the server has heard it."""
    call = socket.start("rpc-call", data)
    socket.ack(socket.start("ping"))
    wire.emulator.clock.advance(0)
    return call


def test_an_answer_is_passed_on_as_it_is(owner: Any) -> None:
    seen: list[Any] = []

    def work(request: Any) -> Any:
        seen.append(request)
        return {"any": ["thing"]}

    callee, caller = owner.socket(), owner.socket(clientType="session-scoped", sessionId="s")
    callee.answer(METHOD, work)
    assert callee.next("rpc-registered") == {"method": METHOD}
    for data in ({"method": METHOD, "params": "eA=="}, {"method": METHOD}):
        call = caller.start("rpc-call", data)
        callee.serve()
        assert caller.ack(call) == {"ok": True, "result": {"any": ["thing"]}}
    assert seen == [{"method": METHOD, "params": "eA=="}, {"method": METHOD}]


def test_nobody_offers_it(still: Any, stranger: Any) -> None:
    stranger.socket().answer(METHOD, lambda _: 1)
    caller = still.socket()
    call = begin(still, caller, {"method": METHOD})
    still.emulator.clock.advance(14.9)
    with pytest.raises(TimeoutError):
        caller.ack(call, timeout=0.1)
    still.emulator.clock.advance(0.2)
    assert caller.ack(call) == {"ok": False, "error": "RPC method not available"}


def test_somebody_offers_it_later(still: Any) -> None:
    caller, callee = still.socket(), still.socket()
    call = begin(still, caller, {"method": METHOD})
    still.emulator.clock.advance(3)
    callee.answer(METHOD, lambda _: "late")
    callee.serve()
    assert caller.ack(call) == {"ok": True, "result": "late"}


def test_nobody_answers(still: Any) -> None:
    caller, callee = still.socket(), still.socket()
    callee.call("rpc-register", {"method": METHOD})
    call = begin(still, caller, {"method": METHOD})
    assert callee.next("rpc-request") == {"method": METHOD}
    still.emulator.clock.advance(29.9)
    with pytest.raises(TimeoutError):
        caller.ack(call, timeout=0.1)
    still.emulator.clock.advance(0.2)
    assert caller.ack(call) == {"ok": False, "error": "operation has timed out"}


def test_the_one_who_should_answer_leaves(still: Any) -> None:
    caller, callee = still.socket(), still.socket(clientType="machine-scoped", machineId="m-1")
    callee.call("rpc-register", {"method": METHOD})
    call = begin(still, caller, {"method": METHOD})
    callee.next("rpc-request")
    caller.heard()
    callee.close()
    assert caller.next("ephemeral")["active"] is False
    still.emulator.clock.advance(4.1)
    assert caller.ack(call) == {"ok": False, "error": "RPC target disconnected"}


@pytest.mark.parametrize("data", [None, {}, {"method": ""}, {"method": 3}, "x"])
def test_calls_that_make_no_sense(owner: Any, data: Any) -> None:
    socket = owner.socket()
    error = {"ok": False, "error": "Invalid parameters: method is required"}
    assert socket.ack(socket.start("rpc-call", data)) == error


def test_nobody_calls_itself(owner: Any) -> None:
    socket = owner.socket()
    socket.call("rpc-register", {"method": METHOD})
    error = {"ok": False, "error": "Cannot call RPC on the same socket"}
    assert socket.ack(socket.start("rpc-call", {"method": METHOD})) == error


def test_methods_are_withdrawn(wire_of: Any) -> None:
    wire = wire_of(rpc_grace_seconds=0)
    callee, caller = wire.socket(), wire.socket()
    callee.call("rpc-register", {"method": METHOD})
    callee.emit("rpc-unregister", {"method": METHOD})
    assert callee.next("rpc-unregistered") == {"method": METHOD}
    error = {"ok": False, "error": "RPC method not available"}
    assert caller.ack(caller.start("rpc-call", {"method": METHOD})) == error


@pytest.mark.parametrize("kind", ["register", "unregister"])
def test_methods_need_a_name(owner: Any, kind: str) -> None:
    socket = owner.socket()
    socket.emit(f"rpc-{kind}", {"method": ""})
    assert socket.next("rpc-error") == {"type": kind, "error": "Invalid method name"}


def test_the_first_of_several_is_called(owner: Any) -> None:
    first, second, caller = owner.socket(), owner.socket(), owner.socket()
    for callee in (first, second):
        callee.call("rpc-register", {"method": METHOD})
    caller.start("rpc-call", {"method": METHOD})
    assert first.next("rpc-request") == {"method": METHOD}
    assert "rpc-request" not in second.heard()
