"""The rows: what is done, by whom. What is special about a backend is in `bench.backends`."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from bench.backend import FLAVOURS, PATIENCE, Backend, Call, Clients, Flavour, Stream
from bench.laps import Events
from bench.measure import Contender, Role, Row, Spent, Work, compare, repeated
from bench.server import Server, serving


def calls(backend: Backend, rounds: int) -> Iterator[Row]:
    """What a call costs the process that makes it."""
    with serving(backend.routes) as server, crew(backend, server) as (runner, clients):
        for call in backend.calls:
            for flavour in FLAVOURS:
                asks = askers(backend, server, call, flavour, clients)
                done = {role: (call.proof(result(runner, ask)), server.last()) for role, _, ask in asks}
                agree(call.title, [seen for seen, _ in done.values()])
                agree(call.title, [done[role][1] for role in ("raw", "fairlead")])
                contenders = [
                    Contender(role, name, repeated(ask) if flavour == "blocking" else awaited(runner, ask))
                    for role, name, ask in asks
                ]
                why = call.missing.get(flavour)
                yield from compare(
                    "calls",
                    backend.name,
                    f"{call.title}, {flavour}",
                    contenders,
                    rounds=rounds,
                    missing={"original": why} if why else None,
                )


def flight(backend: Backend, rounds: int) -> Iterator[Row]:
    """What a call costs when many are made at once."""
    call = backend.calls[0]
    with serving(backend.routes) as server, crew(backend, server) as (runner, clients):
        for together in backend.crowds:
            left_out = {"httpx"} if together <= backend.crowd else {"httpx", "original"}
            asks = askers(backend, server, call, "asynchronous", clients)
            contenders = [
                Contender(role, name, crowded(runner, ask, together), max(100, together))
                for role, name, ask in asks
                if role not in left_out
            ]
            why = call.missing.get("asynchronous") or ("original" in left_out and backend.crowd_missing)
            yield from compare(
                "flight",
                backend.name,
                f"{call.title}, {together:,} in flight",
                contenders,
                rounds=3 if together >= 1_000 else max(3, rounds // 3),
                cold=together >= 1_000,  # it takes long, and what it does was done before
                clocks=("cpu", "wall"),
                missing={"original": why} if why else None,
            )


def decode(backend: Backend, rounds: int) -> Iterator[Row]:
    """What it costs to read an answer that is there."""
    for each in backend.decodes:
        readers: list[tuple[Role, str, Callable[[bytes], Any]]] = [
            ("raw", "json.loads", each.raw),
            ("fairlead", "fairlead", each.fairlead),
            ("original", backend.original, each.original),
        ]
        agree(each.title, [each.proof(read(each.content)) for _, _, read in readers])
        contenders = [
            Contender(role, name, repeated(partial(read, each.content))) for role, name, read in readers
        ]
        yield from compare("decode", backend.name, each.title, contenders, rounds=rounds)


def streams(backend: Backend, rounds: int) -> Iterator[Row]:
    """What an event of a stream costs."""
    with serving(backend.routes) as server:
        for stream in backend.streams:
            contenders = [
                Contender(role, name, followed(stream, follow, server), stream.events)
                for role, (name, follow) in stream.followers.items()
            ]
            yield from compare(
                "streams",
                backend.name,
                stream.title,
                contenders,
                rounds=max(3, rounds // 3),
                missing=stream.missing,
            )


def works(backend: Backend, rounds: int) -> Iterator[Row]:
    """What needs no server, such as encryption."""
    for work in backend.works:
        yield from compare("encryption", backend.name, work.title, work.contenders, rounds=rounds)


def imports(backend: Backend, rounds: int) -> Iterator[Row]:
    """What it costs to import a client, make one and use it: CPU time of a process above a bare one's."""
    call = backend.calls[0]
    with serving(backend.routes) as server:
        url = server.url
        ask = f"json.loads(c.request({call.method!r}, {url + call.path!r}, json={call.body!r}).content)"
        makers: dict[Role, tuple[str, str, str]] = {
            "raw": ("raw httpx2", "import httpx2, json; c = httpx2.Client()", ask),
            "httpx": ("raw httpx", "import httpx, json; c = httpx.Client()", ask),
            "fairlead": ("fairlead", backend.client, backend.first),
            "original": (backend.original, backend.original_client, backend.first),
        }
        rows: dict[str, dict[Role, tuple[str, str]]] = {
            "one client": {role: (name, make) for role, (name, make, _) in makers.items()},
            "one client and its first call": {
                role: (name, f"{make}; {use}") for role, (name, make, use) in makers.items()
            },
        }
        if backend.name == "handoffrail":  # it is the same for all
            rows["the package alone"] = {
                "raw": ("raw httpx2", "import httpx2"),
                "fairlead": ("fairlead", "import fairlead"),
            }
        for title, codes in rows.items():
            contenders = [
                Contender(role, name, process(code.replace("URL", url)), 1)
                for role, (name, code) in codes.items()
            ]
            yield from compare("imports", backend.name, title, contenders, rounds=max(3, rounds // 2))


Ask = Callable[[], Any]


def askers(
    backend: Backend, server: Server, call: Call, flavour: Flavour, clients: dict[Role, Clients]
) -> list[tuple[Role, str, Ask]]:
    """Who makes a call, and how."""
    url, place = server.url + call.path, FLAVOURS.index(flavour)

    def raw(role: Role) -> Ask:
        client = clients[role][place]

        def ask() -> Any:
            return call.read(client.request(call.method, url, json=call.body).content)

        async def ask_async() -> Any:
            return call.read((await client.request(call.method, url, json=call.body)).content)

        return ask if flavour == "blocking" else ask_async

    asks: list[tuple[Role, str, Ask]] = [
        ("raw", "raw httpx2", raw("raw")),
        ("httpx", "raw httpx", raw("httpx")),
        ("fairlead", "fairlead", lambda: call.fairlead[place](clients["fairlead"][place])),
    ]
    if flavour not in call.missing:
        original = clients["original"][place]
        asks.append(("original", backend.original, lambda: call.original[place](original)))
    return asks


@contextmanager
def crew(backend: Backend, server: Server) -> Iterator[tuple[asyncio.Runner, dict[Role, Clients]]]:
    """Everybody's clients, and the event loop of the asynchronous ones."""
    import httpx
    import httpx2

    def raw(library: Any) -> Clients:
        options = {
            "headers": backend.headers,
            # As many connections as the facades have.
            "limits": library.Limits(max_connections=1_000, max_keepalive_connections=1_000),
            "timeout": PATIENCE,
        }
        return Clients(library.Client(**options), library.AsyncClient(**options))

    everybody: dict[Role, Clients] = {
        "raw": raw(httpx2),
        "httpx": raw(httpx),
        "fairlead": backend.fairlead(server.url),
        "original": backend.originals(server.url),
    }
    with asyncio.Runner() as runner:
        try:
            yield runner, everybody
        finally:
            for clients in everybody.values():
                close(clients, runner)


def close(clients: Clients, runner: asyncio.Runner) -> None:
    """Close what can be closed; some of the originals cannot be."""
    for client in clients:
        method = getattr(client, "aclose", None) or getattr(client, "close", None)
        if method is not None:
            result(runner, method)


def result(runner: asyncio.Runner, ask: Ask) -> Any:
    """What somebody gets."""

    async def wait(answer: Awaitable[Any]) -> Any:
        return await answer

    answer = ask()
    return runner.run(wait(answer)) if isinstance(answer, Awaitable) else answer


def agree(title: str, results: list[object]) -> None:
    """Make sure that everybody did the same work."""
    if any(each != results[0] for each in results):
        raise AssertionError(f"{title}: not everybody does the same: {results}")


def awaited(runner: asyncio.Runner, ask: Ask) -> Work:
    async def work(count: int) -> None:
        for _ in range(count):
            await ask()

    return lambda count: runner.run(work(count))


def crowded(runner: asyncio.Runner, ask: Ask, together: int) -> Work:
    async def work(count: int) -> None:
        for _ in range(count // together):
            await asyncio.gather(*(ask() for _ in range(together)))

    return lambda count: runner.run(work(count))


def followed(stream: Stream, follow: Callable[[Events], None], server: Server) -> Work:
    def work(_count: int) -> Spent:
        events = Events(stream.events, None if stream.memory else server, early=stream.early)
        follow(events)
        if events.spent is None:
            raise AssertionError(f"{stream.title}: not all events came")
        return events.spent

    return work


def process(code: str) -> Work:
    # Wherever this runs, modules are compiled once, by the round that does not count.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def spend(code: str) -> Spent:
        child = subprocess.Popen([sys.executable, "-c", code], env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise AssertionError(f"this failed: {code}")
        return Spent(usage.ru_utime + usage.ru_stime, 0.0)

    def work(_count: int) -> Spent:
        floor, whole = spend("pass"), spend(code)
        return Spent(whole.cpu - floor.cpu, 0.0)

    return work
