"""The benchmarks measure what they say, and the page says what they measured. No figure is judged here."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from websockets.sync.client import connect

from bench import __main__ as command
from bench import measure, report, rows
from bench.backend import Asks, Backend, Call, Clients, Decode, Stream
from bench.backends import NAMES
from bench.laps import Events
from bench.measure import Contender, Role, Spent, compare
from bench.server import Route, serving


def takes(*seconds: float, log: list[str] | None = None, name: str = "") -> measure.Work:
    """Somebody who takes these times for a call, one after the other; the last one from then on."""
    left = list(seconds)

    def work(calls: int) -> Spent:
        if log is not None:
            log.append(name)
        each = left.pop(0) if len(left) > 1 else left[0]
        return Spent(cpu=each * calls, wall=2 * each * calls)

    return work


def test_ratios_are_those_of_the_same_round() -> None:
    # The machine is ten times slower in the second round, for everybody.
    contenders = [
        Contender("raw", "raw", takes(99, 1, 10, 1), calls=4),
        Contender("fairlead", "fairlead", takes(99, 2, 20, 2), calls=5),
        Contender("original", "original", takes(99, 4, 40, 4), calls=6),
    ]
    cpu, wall = compare("calls", "toy", "x", contenders, rounds=3, clocks=("cpu", "wall"))
    ours = cpu.results["fairlead"]
    assert (ours.seconds.median, ours.calls, cpu.rounds) == (2, 5, 3)
    assert ours.to_raw == measure.Figures(2, 2, 2)
    assert ours.to_original == measure.Figures(0.5, 0.5, 0.5)
    assert cpu.results["raw"].to_raw is None
    assert (cpu.clock, wall.clock, wall.results["raw"].seconds.median) == ("cpu", "wall", 2)


def test_everybody_is_in_each_round_and_another_begins_it() -> None:
    log: list[str] = []
    contenders = [
        Contender(role, role, takes(1, log=log, name=role), calls=1)
        for role in ("raw", "fairlead", "original")
    ]
    list(compare("calls", "toy", "x", contenders, rounds=3))
    assert log == [
        *("raw", "fairlead", "original"),  # warms up, and does not count
        *("raw", "fairlead", "original"),
        *("fairlead", "original", "raw"),
        *("original", "raw", "fairlead"),
    ]


def test_as_many_calls_as_fit_into_a_batch_are_measured_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "BATCH", 0.001)
    seen: list[int] = []

    def work(calls: int) -> None:
        seen.append(calls)
        for _ in range(calls):
            sum(range(100))

    (row,) = compare("calls", "toy", "x", [Contender("raw", "raw", work)], rounds=2)
    assert 1 < row.results["raw"].calls <= measure.MOST
    assert seen[-2:] == [row.results["raw"].calls] * 2


def test_the_server_answers_by_path_and_query() -> None:
    routes = [Route("/a", {"n": 1}, when="page=1"), Route("/a", {"n": 2}), Route("/b", [3])]
    with serving(routes) as server, httpx2.Client(base_url=server.url) as client:
        assert client.get("/a?page=1").json() == {"n": 1}
        assert client.get("/a?page=2").json() == {"n": 2}
        assert client.post("/b", json={"long": "x" * 100_000}).json() == [3]


def test_the_server_sends_one_event_at_once_and_the_others_when_told_to() -> None:
    with (
        serving([Route("/events", events=["one\n", "two\n", "three\n"])]) as server,
        httpx2.stream("GET", f"{server.url}/events") as answer,
    ):
        lines = answer.iter_lines()
        assert next(lines) == "one"
        server.go()
        assert list(lines) == ["two", "three"]


def test_the_server_speaks_over_a_websocket() -> None:
    long = "x" * 300
    with (
        serving([Route("/ws", events=["one", long], greeting=["hello", "welcome"])]) as server,
        connect(f"{server.url.replace('http', 'ws')}/ws", proxy=None) as client,
    ):
        assert client.recv() == "hello"
        client.send("here I am")
        assert client.recv() == "welcome"
        server.go()
        assert [client.recv(), client.recv()] == ["one", long]


def follow(events: Events) -> None:
    with httpx2.stream("GET", f"{events.url}/events") as answer:
        events.ready()
        for _ in answer.iter_lines():
            events.take()


def toy(*, original: Callable[[Any], Any] | None = None, headers: dict[str, str] | None = None) -> Backend:
    """A backend whose facade, which may send further headers, and original are raw clients, too."""

    def clients(url: str) -> Clients:
        options: dict[str, Any] = {"base_url": url, "headers": headers}
        return Clients(httpx2.Client(**options), httpx2.AsyncClient(**options))

    async def get_async(client: httpx2.AsyncClient) -> Any:
        return (await client.get("/one")).json()

    asks = Asks(lambda client: client.get("/one").json(), get_async)
    return Backend(
        name="toy",
        original="toy 1.0",
        headers={},
        routes=[Route("/one", {"id": 1}), Route("/events", events=["a\n", "b\n", "c\n"])],
        fairlead=clients,
        originals=clients,
        calls=[
            Call(
                title="one",
                path="/one",
                fairlead=asks,
                original=Asks(original or asks.blocking, get_async),
                proof=lambda answer: answer["id"],
                missing={"asynchronous": "it sleeps"},
            )
        ],
        decodes=[
            Decode(
                title="one",
                content=b'{"id": 1}',
                fairlead=json.loads,
                original=json.loads,
                proof=lambda answer: answer["id"],
            )
        ],
        streams=[Stream(title="letters", events=2, followers={"raw": ("raw", follow)})],
        crowds=(3,),
        client="import json",
        original_client="import json",
        first="",
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "BATCH", 0.002)


@pytest.mark.usefixtures("quick")
def test_each_kind_of_row_is_measured() -> None:
    backend = toy()
    blocking, asynchronous = rows.calls(backend, 2)
    assert blocking.results.keys() == {"raw", "httpx", "fairlead", "original"}
    assert (asynchronous.results.keys(), asynchronous.missing) == (
        {"raw", "httpx", "fairlead"},
        {"original": "it sleeps"},
    )
    (decoded,) = rows.decode(backend, 2)
    assert decoded.results["fairlead"].seconds.median > 0
    (letters,) = rows.streams(backend, 2)
    assert letters.results["raw"].calls == 2
    assert [row.clock for row in rows.flight(backend, 2)] == ["cpu", "wall"]


@pytest.mark.usefixtures("quick")
def test_who_gets_something_else_is_not_compared() -> None:
    with pytest.raises(AssertionError, match="not everybody does the same"):
        list(rows.calls(toy(original=lambda client: {"id": 2}), 2))


@pytest.mark.usefixtures("quick")
def test_a_facade_is_compared_with_the_same_request_only() -> None:
    with pytest.raises(AssertionError, match="x-more"):
        list(rows.calls(toy(headers={"X-More": "1"}), 2))


def test_the_cost_of_code_is_its_own_cpu_time() -> None:
    spent = rows.process("sum(range(4_000_000))")(1)
    assert spent is not None
    assert 0.01 < spent.cpu < 10


def test_code_that_fails_has_no_cost() -> None:
    with pytest.raises(AssertionError, match="this failed"):
        rows.process("raise SystemExit(3)")(1)


def example(*, ratio: float = 1.1, original: bool = True) -> dict[str, Any]:
    contenders: list[tuple[Role, float]] = [("raw", 1e-4), ("fairlead", ratio * 1e-4)]
    if original:
        contenders.append(("original", 4e-4))
    missing: dict[Role, str] = {} if original else {"original": "it cannot"}
    made = [Contender(role, role, takes(seconds), calls=10) for role, seconds in contenders]
    (row,) = compare("calls", "toy", "one object", made, rounds=3, missing=missing)
    return json.loads(json.dumps(row.as_json()))


def test_a_row_for_people() -> None:
    shown = report.text({"rows": [example(), example(ratio=1.2, original=False)]})
    assert "toy: one object  3 · 10  100 µs  110 µs    1.10 (1.10 to 1.10)" in shown
    assert "it cannot" in shown
    assert shown.endswith(
        "fairlead is ahead of the original in 1 of the 1 rows that both can do."
        " 1 of 2 calls cost at most 1.15 times what raw ones do."
    )


def test_the_published_figures_are_whole() -> None:
    results = json.loads(report.PUBLISHED.read_text("utf-8"))
    assert results["about"].keys() == set(NAMES)
    measured = {(row["group"], row["backend"]) for row in results["rows"]}
    assert measured >= {(group, name) for group in ("calls", "decode", "flight", "imports") for name in NAMES}
    assert all(row["results"]["fairlead"]["seconds"]["median"] > 0 for row in results["rows"])


def test_what_was_measured_in_part_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "argv", ["bench", "publish"])
    monkeypatch.setattr(command, "load", lambda name: toy())
    monkeypatch.setattr(command, "version", lambda name: "1.0")
    command.measure("toy", 2, ["decode"])
    (written,) = tmp_path.iterdir()
    assert (written.name, len(json.loads(written.read_text("utf-8"))["rows"])) == ("toy.part.json", 1)
    with pytest.raises(SystemExit, match=f"{NAMES[0]} was not measured completely"):
        command.main()


def test_the_server_ends_with_its_client() -> None:
    with serving([Route("/one", 1)]) as server:
        port = int(server.url.rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
