"""Every kind of stream, in both flavours, at a moment in which nothing comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from fairlead import hai, handoffrail, happy, hestia, mycel
from fairlead.emulator import Emulator, Fault


@dataclass(frozen=True)
class Kind:
    """A kind of stream.

    Attributes:
        backend: Whose it is.
        blocking: The blocking client.
        asynchronous: The other one.
        prepare: Makes what the stream is about, with a blocking client, and returns its id.
        open: Makes the stream, with a client of either flavour. Entering and iterating it is for the caller.
        faults: Keep it silent.
    """

    backend: str
    blocking: type[Any]
    asynchronous: type[Any]
    open: Callable[[Any, str], Any]
    prepare: Callable[[Any], str] = lambda _: ""
    faults: tuple[Fault, ...] = ()


STALLED_RUN = Fault(path="/api/v1/run/stream", cut_after_events=1, cut="stall")
STALLED_POLL = Fault(path="/api/v2/sessions/*/changes", stall=True)

KINDS = {
    "sse": Kind(
        "handoffrail",
        handoffrail.HandoffRailClient,
        handoffrail.AsyncHandoffRailClient,
        lambda client, _: client.events(["agent:nobody"]),
    ),
    "websocket": Kind(
        "handoffrail",
        handoffrail.HandoffRailClient,
        handoffrail.AsyncHandoffRailClient,
        lambda client, _: client.events(["agent:nobody"], transport="websocket"),
    ),
    "run": Kind(
        "hestia",
        hestia.Client,
        hestia.AsyncClient,
        lambda client, _: client.open_stream("hello"),
        faults=(STALLED_RUN,),
    ),
    "inbox": Kind(
        "mycel",
        mycel.Client,
        mycel.AsyncClient,
        lambda client, _: client.notifications.stream(reconnect=True),
    ),
    "session": Kind(
        "hai",
        hai.Client,
        hai.AsyncClient,
        lambda client, session_id: client.session(session_id).stream(),
        lambda client: client.start_session(agent="h/web-surfer-pro", messages="hi").id,
        (STALLED_POLL,),
    ),
    "subscription": Kind(
        "happy",
        happy.SyncHappyClient,
        happy.HappyClient,
        lambda client, session_id: client.subscribe(session_id),
        lambda client: client.create_session("t", {}).id,
    ),
}


@dataclass(frozen=True)
class Silent:
    """A kind of stream, and a backend that says nothing in it."""

    kind: Kind
    emulator: Emulator
    subject: str


@pytest.fixture(params=KINDS)
def silent(request: pytest.FixtureRequest) -> Silent:
    """Each kind of stream."""
    kind = KINDS[request.param]
    emulator: Emulator = request.getfixturevalue(f"{kind.backend}_emulator")
    with kind.blocking(**emulator.options) as client:
        subject = kind.prepare(client)
    for fault in kind.faults:
        emulator.faults.add(fault)
    return Silent(kind, emulator, subject)
