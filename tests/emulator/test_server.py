from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from fairlead import ConfigurationError, FairleadError, MissingExtra
from fairlead.emulator import Clock, Emulator, Fault, PortInUse, SeenRequest, _record, available
from fairlead.emulator._record import Record

Serve = Callable[..., Emulator]


@pytest.fixture
def client(tiny: Emulator) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=f"{tiny.url}/api") as client:
        yield client


def eventually(condition: Callable[[], object], seconds: float = 5.0) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.002)


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


# --- starting


def test_importing_loads_no_server() -> None:
    result = run_python(
        "import sys, fairlead.emulator, fairlead.pytest_plugin as _;"
        "print({'fastapi', 'starlette', 'uvicorn', 'sqlalchemy', 'httpx2', 'pydantic'} & sys.modules.keys())"
    )
    assert (result.stdout, result.stderr) == ("set()\n", "")


def test_it_serves_on_a_free_port_of_the_loopback_interface(tiny: Emulator) -> None:
    assert tiny.url == f"http://127.0.0.1:{tiny.port}"
    assert tiny.options == {"base_url": f"{tiny.url}/api"}
    assert tiny.env["TINY_URL"] == f"{tiny.url}/api"
    assert tiny.name == "tiny"
    assert repr(tiny) == f"Emulator('tiny', {tiny.url})"
    assert httpx2.get(f"{tiny.url}/api/greeting").json()["text"] == "hello"


def test_settings_reach_the_backend(serve: Serve) -> None:
    emulator = serve(greeting="hi")
    assert httpx2.get(f"{emulator.url}/api/greeting").json()["text"] == "hi"


def test_two_emulators_know_nothing_of_each_other(serve: Serve) -> None:
    one, other = serve(), serve()
    httpx2.post(f"{one.url}/api/items", json={"name": "a"})
    assert (one.run(one.backend.items), other.run(other.backend.items)) == (["a"], [])
    assert (len(one.requests), len(other.requests)) == (1, 0)


def test_ipv6(serve: Serve) -> None:
    try:
        emulator = serve(host="::1")
    except ConfigurationError:
        pytest.skip("this machine has no IPv6 loopback")
    assert emulator.url == f"http://[::1]:{emulator.port}"
    assert httpx2.get(f"{emulator.url}/api/greeting").status_code == 200


def test_it_works_beside_a_running_event_loop(tiny_available: None) -> None:
    async def scenario() -> tuple[list[int], list[str]]:
        async with Emulator("tiny") as emulator, httpx2.AsyncClient(base_url=f"{emulator.url}/api") as client:
            answers = await asyncio.gather(*(client.get("/greeting") for _ in range(20)))
            await client.post("/jobs", json={"delays": [60], "label": "job"})
            await emulator.clock.advance_async(30)
            emulator.clock.advance(30)
            backend: Any = emulator.backend
            return [answer.status_code for answer in answers], emulator.run(backend.log.copy)

    statuses, log = asyncio.run(scenario())
    assert statuses == [200] * 20
    assert len(log) == 1


async def test_starting_and_stopping_do_not_block_the_event_loop(tiny_available: None) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0)
            ticks += 1

    ticking = asyncio.create_task(tick())
    async with Emulator("tiny"):
        after_start = ticks
    assert 1 < after_start < ticks
    ticking.cancel()


# --- what cannot be started


def test_an_unknown_backend(tiny_available: None) -> None:
    assert "tiny" in available()
    with pytest.raises(ConfigurationError, match=r"no backend 'nope'.*tiny"):
        Emulator("nope")


def test_an_unknown_setting(tiny_available: None) -> None:
    with pytest.raises(ConfigurationError, match=r"unknown setting of tiny: greting; known: .*greeting"):
        Emulator("tiny", greting="hi")


@pytest.mark.parametrize("missing", ["fastapi", "uvicorn", "sqlalchemy"])
def test_a_missing_extra_is_named(
    tiny_available: None, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in [*sys.modules]:
        if name.startswith("fairlead.emulator."):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra, match=rf"needs {missing}: pip install 'fairlead\[emulator\]'"):
        Emulator("tiny").start()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_a_host_that_others_reach_must_be_allowed(tiny_available: None, host: str) -> None:
    with pytest.raises(ConfigurationError, match="allow_remote"):
        Emulator("tiny", host=host).start()


def test_a_host_that_others_reach_can_be_allowed(serve: Serve) -> None:
    emulator = serve(host="0.0.0.0", allow_remote=True)
    assert httpx2.get(f"http://127.0.0.1:{emulator.port}/api/greeting").status_code == 200


def test_a_port_in_use(tiny: Emulator) -> None:
    with pytest.raises(PortInUse, match=f"port {tiny.port} on 127.0.0.1 is in use"):
        Emulator("tiny", port=tiny.port).start()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"port": 70_000}, "from 0 to 65535"),
        ({"host": "no such host"}, "not an address"),
        ({"host": "192.0.2.1", "allow_remote": True}, "cannot listen on 192.0.2.1"),
        ({"data": "/nowhere/at/all/state.db"}, r"cannot use /nowhere/at/all/state\.db"),
        ({"data": __file__}, "not a database"),
    ],
)
def test_what_cannot_be_used_is_said(tiny_available: None, arguments: dict[str, Any], message: str) -> None:
    emulator = Emulator("tiny", **arguments)
    with pytest.raises(ConfigurationError, match=message):
        emulator.start()
    assert repr(emulator) == "Emulator('tiny', stopped)"


def test_a_backend_that_fails_to_start_leaves_nothing_behind(
    tiny_available: None, caplog: pytest.LogCaptureFixture
) -> None:
    threads = threading.active_count()
    with pytest.raises(FairleadError, match="failed to start: told to fail") as failure:
        Emulator("tiny", fail_to_start=True).start()
    assert isinstance(failure.value.__cause__, ValueError)
    assert threading.active_count() == threads


def test_one_clock_serves_one_emulator(serve: Serve) -> None:
    clock = Clock()
    serve(clock=clock)
    with pytest.raises(ConfigurationError, match="give each emulator its own"):
        serve(clock=clock)


def test_starting_twice_and_using_it_unstarted(tiny_available: None) -> None:
    emulator = Emulator("tiny")
    with pytest.raises(FairleadError, match="not started"):
        _ = emulator.url
    with emulator, pytest.raises(FairleadError, match="already started"):
        emulator.start()


# --- stopping


def test_stopping_is_prompt_and_leaves_nothing_behind(serve: Serve) -> None:
    threads = set(threading.enumerate())
    emulator = serve()
    port, backend = emulator.port, emulator.backend
    with (
        httpx2.Client(base_url=f"{emulator.url}/api") as client,
        client.stream("GET", "/count", params={"then": "wait"}) as stream,
        connect(f"ws://127.0.0.1:{port}/api/ws") as websocket,
        ThreadPoolExecutor() as pool,
    ):
        client.get("/sync")
        slow = pool.submit(client.get, "/slow", params={"seconds": 1000})
        websocket.send("a")
        assert websocket.recv(timeout=5) == "A"
        eventually(lambda: len(emulator.requests) == 4)
        before = time.monotonic()
        emulator.stop()
        assert time.monotonic() - before < 0.5
        assert isinstance(slow.exception(5), httpx2.TransportError)
        with pytest.raises(ConnectionClosedError):
            websocket.recv(timeout=5)
        with pytest.raises(httpx2.RemoteProtocolError):
            stream.read()
    assert backend.log[-1] == "stopped"
    eventually(lambda: not [t for t in set(threading.enumerate()) - threads if "ThreadPool" not in t.name])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    emulator.stop()
    assert repr(emulator) == "Emulator('tiny', stopped)"


def test_a_whole_life_without_a_warning_or_a_word() -> None:
    result = run_python(
        """
import logging, sys, fairlead.emulator, httpx2
from websockets.sync.client import connect
logging.basicConfig(level=logging.INFO)
logging.getLogger("asyncio").setLevel(logging.ERROR)  # in debug mode it remarks on slow callbacks
logging.getLogger("httpx2").setLevel(logging.WARNING)
fairlead.emulator.__path__.append(sys.argv[1])
for _ in range(2):
    with fairlead.emulator.Emulator("tiny") as emulator, httpx2.Client() as client:
        client.get(emulator.url + "/api/greeting")
        stream = client.stream("GET", emulator.url + "/api/count?then=wait")
        with stream, connect(emulator.url.replace("http", "ws") + "/api/ws") as websocket:
            websocket.send("a")
            websocket.recv()
            emulator.stop()
""",
        str(Path(__file__).parent / "backends"),
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_it_can_be_started_again(tiny: Emulator) -> None:
    httpx2.post(f"{tiny.url}/api/items", json={"name": "a"})
    tiny.stop()
    tiny.start()
    assert tiny.run(tiny.backend.items) == []
    assert httpx2.get(f"{tiny.url}/api/greeting").status_code == 200
    tiny.clock.advance(1)


def test_a_file_keeps_the_state(serve: Serve, tmp_path: Path) -> None:
    file = tmp_path / "it's state.db"
    emulator = serve(data=file)
    httpx2.post(f"{emulator.url}/api/items", json={"name": "a"})
    emulator.stop()
    assert [entry.name for entry in tmp_path.iterdir()] == [file.name]
    again = serve(data=str(file))
    assert again.run(again.backend.items) == ["a"]
    assert again.backend.runtime.persistent


# --- what was seen


def test_a_request_is_recorded(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.clock.freeze(datetime(2030, 1, 1, tzinfo=UTC))
    client.post(
        "/items?a=1&a=&token=hush",
        json={"name": "ä"},
        headers={"Authorization": "Bearer hush", "X-Trace": "t"},
    )
    client.get("/items/%C3%A4")
    posted, got = tiny.requests
    assert (posted.method, posted.path, posted.status) == ("POST", "/api/items", 201)
    assert posted.query == [("a", "1"), ("a", ""), ("token", "[redacted]")]
    assert posted.headers["authorization"] == "[redacted]"
    assert posted.headers["x-trace"] == "t"
    assert posted.json() == {"name": "ä"}
    assert posted.time == datetime(2030, 1, 1, tzinfo=UTC)
    assert posted.duration is not None
    assert 0 < posted.duration < 5
    assert "hush" not in repr(posted)
    assert (got.path, got.route, got.status, got.body) == ("/api/items/ä", "/api/items/{item_id}", 200, b"")


@pytest.mark.parametrize(
    ("path", "route"),
    [("/items/special", "/api/items/special"), ("/items/x", "/api/items/{item_id}"), ("/nope", None)],
)
def test_the_route_of_a_request(tiny: Emulator, client: httpx2.Client, path: str, route: str | None) -> None:
    client.get(path)
    assert tiny.requests[0].route == route


def test_a_websocket_is_recorded(tiny: Emulator) -> None:
    with connect(f"ws://127.0.0.1:{tiny.port}/api/ws?token=hush") as connection:
        connection.send('{"a": 1}')
        connection.recv(timeout=5)
        (seen,) = tiny.requests
        assert (seen.method, seen.route, seen.status, seen.duration) == ("WEBSOCKET", "/api/ws", 101, None)
        assert [(frame.direction, frame.json()) for frame in seen.frames] == [
            ("in", {"a": 1}),
            ("out", {"A": 1}),
        ]
        assert seen.close_code is None
    eventually(lambda: seen.duration is not None)
    assert seen.close_code == 1000
    assert "hush" not in repr(seen)


def test_a_rejected_websocket_is_recorded_with_what_the_client_saw(tiny: Emulator) -> None:
    with pytest.raises(Exception, match="403"), connect(f"ws://127.0.0.1:{tiny.port}/api/ws?token=wrong"):
        pass
    eventually(lambda: tiny.requests[0].duration is not None)
    assert (tiny.requests[0].status, tiny.requests[0].close_code) == (403, None)


def test_many_at_once_are_all_recorded(tiny: Emulator, client: httpx2.Client) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: client.post("/items", json={"name": str(n)}), range(100)))
    assert {answer.status_code for answer in answers} == {201}
    assert sorted(int(seen.json()["name"]) for seen in tiny.requests) == list(range(100))
    assert all(seen.duration is not None for seen in tiny.requests)


def test_the_record_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_record, "MAX_REQUESTS", 3)
    monkeypatch.setattr(_record, "MAX_BYTES", 10)
    record = Record()

    def see(path: str, body: bytes) -> None:
        seen = SeenRequest(
            method="POST", path=path, query=[], headers={}, time=datetime.now(UTC), resolve=lambda *_: None
        )
        record.add(seen)
        record.set_body(seen, body)

    for number in range(5):
        see(str(number), b"12")
    assert [seen.path for seen in record.snapshot()] == ["2", "3", "4"]
    see("5", b"123456789")
    assert [seen.path for seen in record.snapshot()] == ["5"]
    see("6", b"more than all that may be kept")
    assert [seen.path for seen in record.snapshot()] == ["6"]
    record.clear()
    see("7", b"1234567890")
    assert [seen.path for seen in record.snapshot()] == ["7"]


def test_a_listener_hears_of_every_request(serve: Serve) -> None:
    heard: list[tuple[str, int | None, bool]] = []
    emulator = serve(on_request=lambda seen: heard.append((seen.path, seen.status, seen.duration is None)))
    emulator.faults.add(Fault(path="/api/text", drop="before"))
    with httpx2.Client(base_url=f"{emulator.url}/api") as client:
        client.get("/greeting")
        with pytest.raises(httpx2.TransportError):
            client.get("/text")
        with client.stream("GET", "/count", params={"then": "wait"}):
            eventually(lambda: len(heard) == 3)
    eventually(lambda: len(heard) == 4)
    assert heard == [
        ("/api/greeting", 200, False),
        ("/api/text", None, False),
        ("/api/count", 200, True),
        ("/api/count", 200, False),
    ]


def test_a_bug_of_the_backend_is_logged_and_the_rest_is_silence(
    tiny: Emulator, client: httpx2.Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "uvicorn.error")
    client.get("/greeting")
    with connect(f"ws://127.0.0.1:{tiny.port}/api/ws"):
        pass
    assert client.get("/broken").status_code == 500
    eventually(lambda: "a bug of the backend" in caplog.text)
    logged = [record for record in caplog.records if record.name.startswith("uvicorn")]
    assert [record.levelname for record in logged] == ["ERROR"]
    logging.getLogger("uvicorn.error").debug("another server in this process")
    assert "another server in this process" in caplog.text


# --- control


def test_jobs_run_when_the_clock_is_advanced(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.clock.freeze(datetime(2030, 1, 1, 12, tzinfo=UTC))
    client.post("/jobs", json={"delays": [60, 60, 60], "label": "slow"})
    client.post("/jobs", json={"delays": [90], "label": "quick"})
    tiny.clock.advance(150)
    assert tiny.run(tiny.backend.log.copy) == ["slow 12:01:00", "quick 12:01:30", "slow 12:02:00"]
    assert client.get("/greeting").json()["at"] == "2030-01-01T12:02:30+00:00"


def test_reset_brings_everything_back_to_the_start(tiny: Emulator, client: httpx2.Client) -> None:
    client.post("/items", json={"name": "a"})
    client.post("/jobs", json={"delays": [60], "label": "old"})
    tiny.faults.add(Fault(path="/api/greeting", status=503))
    tiny.clock.advance(3600)
    tiny.clock.freeze()
    with (
        client.stream("GET", "/count", params={"then": "wait"}) as stream,
        connect(f"ws://127.0.0.1:{tiny.port}/api/ws") as websocket,
    ):
        tiny.reset()
        with pytest.raises(httpx2.RemoteProtocolError):
            stream.read()
        with pytest.raises(ConnectionClosedError):
            websocket.recv(timeout=5)
    assert tiny.requests == []
    assert (tiny.run(tiny.backend.items), tiny.run(tiny.backend.log.copy)) == ([], [])
    assert abs((tiny.clock.now() - datetime.now(UTC)).total_seconds()) < 60
    assert not tiny.clock.frozen
    assert client.get("/greeting").status_code == 200


def test_functions_run_on_the_server(tiny: Emulator) -> None:
    assert tiny.run(threading.current_thread).name == "fairlead-emulator-tiny"
    assert tiny.run(sorted, [2, 1], reverse=True) == [2, 1]
    with pytest.raises(ZeroDivisionError):
        tiny.run(lambda: 1 / 0)
    with pytest.raises(RuntimeError, match="cannot be called on it"):
        tiny.run(lambda: tiny.run(print))


@pytest.mark.parametrize("attempt", range(4))
def test_stopping_loses_no_connection_that_was_just_accepted(attempt: int) -> None:
    """Somebody connects again and again while the server stops; nothing may stay open."""
    opened: list[socket.socket] = []
    ends = threading.Event()

    def knock() -> None:
        while not ends.is_set():
            with contextlib.suppress(OSError):
                opened.append(socket.create_connection(address, timeout=1))

    with Emulator("handoffrail") as backend:
        address = ("127.0.0.1", backend.port)
        thread = threading.Thread(target=knock)
        thread.start()
        while len(opened) < 20:
            time.sleep(0)
        backend.stop()
        ends.set()
        thread.join()
    for connection in opened:
        connection.close()
    gc.collect()
