"""Packets, held against the reference implementation of the protocol."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from socketio import packet as reference

from fairlead._core import socketio
from fairlead._core.socketio import Ack, Closed, Connected, Event, Open, Other, Ping, Refused

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NUMBERS = st.none() | st.integers(0, 2**40)


@given(name=st.text(min_size=1), payload=JSON, number=NUMBERS)
def test_events_are_what_the_reference_reads(name: str, payload: Any, number: int | None) -> None:
    text = socketio.encode_event(name, payload, number)
    assert text.startswith("4")
    read = reference.Packet(encoded_packet=text[1:])
    assert (read.packet_type, read.id, read.data) == (reference.EVENT, number, [name, payload])


def test_connecting_is_what_the_reference_reads() -> None:
    read = reference.Packet(encoded_packet=socketio.encode_connect({"token": "t"})[1:])
    assert (read.packet_type, read.data, read.namespace) == (reference.CONNECT, {"token": "t"}, None)


@given(name=st.text(), payload=st.lists(JSON, max_size=3))
def test_events_of_the_reference_are_read(name: str, payload: list[Any]) -> None:
    text = f"4{reference.Packet(reference.EVENT, data=[name, *payload]).encode()}"
    assert socketio.decode(text) == Event(name, tuple(payload))


@given(number=st.integers(0, 2**40), values=st.lists(JSON, max_size=2))
def test_answers_of_the_reference_are_read(number: int, values: list[Any]) -> None:
    text = f"4{reference.Packet(reference.ACK, data=values, id=number).encode()}"
    assert socketio.decode(text) == Ack(number, values[0] if values else None)


def test_the_opening_packet_says_how_long_silence_may_last() -> None:
    fields = {"sid": "x", "upgrades": [], "pingInterval": 15000, "pingTimeout": 45000, "maxPayload": 1000000}
    assert socketio.decode(f"0{json.dumps(fields)}") == Open(silence=60.0, max_payload=1_000_000)
    del fields["maxPayload"]
    assert socketio.decode(f"0{json.dumps(fields)}") == Open(silence=60.0, max_payload=None)


@pytest.mark.parametrize(
    ("text", "packet"),
    [
        ("2", Ping()),
        ("2probe", Ping()),
        ("3", Other()),
        ("6", Other()),
        ("1", Closed()),
        ("41", Closed()),
        ('40{"sid":"x"}', Connected()),
        ("40", Connected()),
        ('44{"message":"Invalid authentication token"}', Refused("Invalid authentication token")),
        ('44"no"', Refused("no")),
        ("44{}", Refused("no reason given")),
        ("44/other,{}", Other()),
        ('42/other,["x"]', Other()),
        ("43/other,1[]", Other()),
        ('427["rpc-request",{}]', Event("rpc-request", ({},))),
    ],
)
def test_what_is_said(text: str, packet: socketio.Packet) -> None:
    assert socketio.decode(text) == packet


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "hello",
        "0",
        "0[]",
        '0{"pingInterval":true,"pingTimeout":1}',
        '0{"pingInterval":-1,"pingTimeout":1}',
        "42",
        "42[]",
        "42[1]",
        '42{"a":1}',
        '42a["x"]',
        '42²["x"]',
        "43[]",
        "43x[]",
        "43",
        "44nothing",
        '451-["x",{"_placeholder":true,"num":0}]',
        "42" + "[" * 100_000,
    ],
)
def test_what_makes_no_sense_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(?!.*\[\[)") as raised:
        socketio.decode(text)
    assert raised.value.__context__ is None


@given(text=st.text())
def test_any_text_is_a_packet_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert socketio.decode(text) is not None


@pytest.mark.parametrize("payload", [object(), float("nan"), {1, 2}])
def test_what_is_not_json_is_not_sent(payload: object) -> None:
    with pytest.raises(ValueError, match=r"JSON"):
        socketio.encode_event("x", payload)
