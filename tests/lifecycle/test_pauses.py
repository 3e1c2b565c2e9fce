"""Closing a client ends the pauses between two requests at once, and so does an interrupt."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

import fairlead
from fairlead import hai, handoffrail, happy
from fairlead.emulator import Emulator, Fault
from tests.lifecycle.test_closing import AT_ONCE, until, waits


@dataclass(frozen=True)
class Wait:
    """A call that waits for a minute, or nearly, between two requests.

    Attributes:
        backend: Whose.
        blocking: The blocking client.
        asynchronous: The other one.
        fault: Makes it wait; it waits when that has struck.
        call: Makes the call, with a client of either flavour, and the id of what it is about.
        prepare: Makes what it is about, with a blocking client, and returns its id.
    """

    backend: str
    blocking: Callable[[Emulator], Any]
    asynchronous: Callable[[Emulator], Any]
    fault: Fault
    call: Callable[[Any, str], Any]
    prepare: Callable[[Any], str] = lambda _: ""


BUSY = Fault(path="/api/v1/packets", status=503, headers={"Retry-After": "19"})
NOT_STORED = Fault(path="/v3/sessions/*/messages", status=503)
RUNNING = Fault(path="/api/v2/sessions/*/changes", status=200, body={"status": "running", "new_events": []})
PAIRED = Fault(path="/v1/auth/*")

WAITS = {
    "the next attempt": Wait(
        "handoffrail",
        lambda emulator: handoffrail.HandoffRailClient(**emulator.options),
        lambda emulator: handoffrail.AsyncHandoffRailClient(**emulator.options),
        BUSY,
        lambda client, _: client.list_packets(),
    ),
    "a session": Wait(
        "hai",
        lambda emulator: hai.Client(**emulator.options),
        lambda emulator: hai.AsyncClient(**emulator.options),
        RUNNING,
        lambda client, id_: client.session(id_).wait_for_completion(poll_backoff_seconds=60),
        lambda client: client.start_session(agent="h/web-surfer-pro", messages="hi").id,
    ),
    "a message": Wait(
        "happy",
        lambda emulator: happy.SyncHappyClient(**emulator.options),
        lambda emulator: happy.HappyClient(**emulator.options),
        NOT_STORED,
        lambda client, id_: client.with_options(max_retries=0).send_message(id_, "hello", poll_interval=60),
        lambda client: client.create_session("t", {}).id,
    ),
    "a pairing": Wait(
        "happy",
        lambda emulator: happy.Pairing(emulator.url),
        lambda emulator: happy.AsyncPairing(emulator.url),
        PAIRED,
        lambda pairing, _: pairing.wait(poll_interval=60),
    ),
}


@pytest.fixture(params=WAITS)
def wait(request: pytest.FixtureRequest) -> Wait:
    """Each kind of wait."""
    return WAITS[request.param]


@pytest.fixture
def emulator(wait: Wait, request: pytest.FixtureRequest) -> Emulator:
    """The backend that it waits for."""
    return request.getfixturevalue(f"{wait.backend}_emulator")


def test_closing_a_client_ends_the_pause_of_a_thread(wait: Wait, emulator: Emulator) -> None:
    ended: list[BaseException] = []
    client = wait.blocking(emulator)
    subject = wait.prepare(client)
    fault = emulator.faults.add(wait.fault)

    def ask() -> None:
        try:
            wait.call(client, subject)
        except fairlead.FairleadError as error:
            ended.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: fault.hits and waits(thread))
    started = time.monotonic()
    client.close()
    thread.join(10)
    assert time.monotonic() - started < AT_ONCE
    assert isinstance(ended[0], fairlead.ClientClosed)
    assert fault.hits == 1


async def test_closing_a_client_ends_the_pause_of_a_task(wait: Wait, emulator: Emulator) -> None:
    with wait.blocking(emulator) as other:
        subject = wait.prepare(other)
    client = wait.asynchronous(emulator)
    fault = emulator.faults.add(wait.fault)
    task = asyncio.ensure_future(wait.call(client, subject))
    await asyncio.to_thread(until, lambda: fault.hits and client._http.pool.open)
    started = time.monotonic()
    await client.close()
    with pytest.raises(fairlead.ClientClosed):
        await task
    assert time.monotonic() - started < AT_ONCE
    assert fault.hits == 1


def test_the_pause_of_a_view_ends_too(handoffrail_emulator: Emulator) -> None:
    ended: list[BaseException] = []
    client = handoffrail.HandoffRailClient(**handoffrail_emulator.options)
    view = client.with_options(max_retries=1)
    handoffrail_emulator.faults.add(BUSY)

    def ask() -> None:
        try:
            view.list_packets()
        except fairlead.FairleadError as error:
            ended.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: client._http.pool.open)
    client.close()
    thread.join(AT_ONCE)
    assert isinstance(ended[0], handoffrail.ClientClosedError)


@pytest.mark.skipif(os.name == "nt", reason="there, an interrupt has to wait for the pause")
def test_an_interrupt_ends_a_pause_at_once(handoffrail_emulator: Emulator) -> None:
    fault = handoffrail_emulator.faults.add(BUSY)
    with handoffrail.HandoffRailClient(**handoffrail_emulator.options) as client:

        def interrupt() -> None:
            until(lambda: fault.hits and client._http.pool.open)
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

        helper = threading.Thread(target=interrupt)
        helper.start()
        started = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            client.list_packets()
        helper.join(10)
        assert time.monotonic() - started < 10
