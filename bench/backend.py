"""What a backend has to say about itself, to be measured."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from bench.laps import Events
from bench.measure import Contender, Role
from bench.server import Route

Flavour = Literal["blocking", "asynchronous"]
PATIENCE = 300.0
"""Seconds: of a thousand calls, those of a client with a small pool wait for the others."""
FLAVOURS: tuple[Flavour, ...] = ("blocking", "asynchronous")


class Clients(NamedTuple):
    """A client of each flavour; None if there is none."""

    blocking: Any
    asynchronous: Any


Ask = Callable[[Any], Any]
"""Makes one call with a client; an awaitable if the client is asynchronous."""


class Asks(NamedTuple):
    """The same call in each flavour."""

    blocking: Ask
    asynchronous: Ask

    @classmethod
    def both(cls, ask: Ask) -> Asks:
        """For clients that differ in nothing but `await`."""
        return cls(ask, ask)


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call that everybody can make.

    Attributes:
        title: What it gets.
        method: Of the request that the raw clients make.
        path: The same.
        body: The same, as JSON.
        fairlead: How the facade makes it.
        original: How the original makes it.
        read: What the raw clients do with the body of the answer.
        proof: What must be the same of everybody's result.
        missing: Why the original cannot make it, by flavour.
    """

    title: str
    method: str = "GET"
    path: str
    body: Any = None
    fairlead: Asks
    original: Asks
    read: Callable[[bytes], Any] = json.loads
    proof: Callable[[Any], object]
    missing: Mapping[Flavour, str] = field(default_factory=dict[Flavour, str])


@dataclass(frozen=True, kw_only=True)
class Decode:
    """An answer that everybody can read.

    Attributes:
        title: What it is.
        content: Its bytes.
        fairlead: How the facade reads them.
        original: How the original reads them.
        raw: What has to be done at least.
        proof: What must be the same of everybody's result.
    """

    title: str
    content: bytes
    fairlead: Callable[[bytes], Any]
    original: Callable[[bytes], Any]
    raw: Callable[[bytes], Any] = json.loads
    proof: Callable[[Any], object]


@dataclass(frozen=True, kw_only=True)
class Stream:
    """Events that everybody can follow.

    Attributes:
        title: Which ones, and from where.
        events: How many count.
        early: Whether there is one more, which comes before they are sent; see `Events`.
        memory: Whether they come from memory instead of the server.
        followers: Who follows them.
        missing: Why somebody does not.
    """

    title: str
    events: int
    early: bool = True
    memory: bool = False
    followers: Mapping[Role, tuple[str, Callable[[Events], None]]]
    missing: Mapping[Role, str] = field(default_factory=dict[Role, str])


@dataclass(frozen=True, kw_only=True)
class Work:
    """Something that is done without a server, and who does it."""

    title: str
    contenders: list[Contender]


@dataclass(frozen=True, kw_only=True)
class Backend:
    """What is measured of a backend.

    Attributes:
        name: What it is called.
        original: The SDK that the facade replaces, with its version.
        headers: What the raw clients prove with who they are.
        routes: What the server answers.
        fairlead: Makes clients of the facade for a URL.
        originals: Makes clients of the original for a URL.
        calls: Calls; the first one is also made many times at once.
        decodes: Answers to read.
        streams: Streams to follow.
        works: What is done without a server.
        client: Code that imports the facade's client and makes `c`, for the server at `URL`.
        original_client: Code that does so with the original's.
        first: Code that makes the first of the calls with either.
        crowds: How many calls are made at once.
        crowd: How many of the original are, at most.
        crowd_missing: Why not more.
    """

    name: str
    original: str
    headers: dict[str, str]
    routes: list[Route]
    fairlead: Callable[[str], Clients]
    originals: Callable[[str], Clients]
    calls: list[Call]
    decodes: list[Decode]
    streams: list[Stream] = field(default_factory=list[Stream])
    works: list[Work] = field(default_factory=list[Work])
    client: str
    original_client: str
    first: str
    crowds: tuple[int, ...] = (10, 100)
    crowd: int = 1_000
    crowd_missing: str = ""


def value(result: Any, name: str) -> Any:
    """A field of a result, be it an object or a dict."""
    return result[name] if isinstance(result, dict) else getattr(result, name)
