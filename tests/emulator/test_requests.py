"""What a test asserts on: the requests that were seen. And the faults that have names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from fairlead.emulator import Emulator, Fault, Requests


@pytest.fixture
def http(tiny: Emulator) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=tiny.url, timeout=10, trust_env=False) as client:
        yield client


def test_requests_are_found_by_method_route_path_and_pattern(tiny: Emulator, http: httpx2.Client) -> None:
    for name in ("a", "b"):
        http.post("/api/items", json={"name": name})
    http.get("/api/items/a", params={"verbose": "1"})
    http.get("/api/items/special")
    seen = tiny.requests
    assert seen == list(seen)
    assert [each.json()["name"] for each in seen.matching(method="post", path="/api/items")] == ["a", "b"]
    assert seen.one(path="/api/items/{any}").query == [("verbose", "1")]
    assert seen.one(method="GET", path="*/special") is seen[-1]
    assert (seen.count(), seen.count(method="GET"), seen.count(path="/api/items*")) == (4, 2, 4)
    assert (seen.count(seen[0]), seen.matching(method="GET").count(seen[0])) == (1, 0)
    assert seen.matching(path="/nope") == []


def test_a_failed_assertion_lists_what_was_seen(tiny: Emulator, http: httpx2.Client) -> None:
    http.post("/api/items", json={"name": "a"})
    http.get("/api/items/x?token=hush&all=yes")
    http.get("/nope%0A%1B[31m")
    with pytest.raises(AssertionError) as raised:
        tiny.requests.one(method="PUT", path="/api/items/{item_id}")
    first, *lines = str(raised.value).splitlines()
    assert first == "expected one request, PUT /api/items/{item_id}; found 0 among these:"
    assert [line.split(" (")[0] for line in lines] == [
        "   1 POST /api/items -> 201",
        "   2 GET /api/items/x?token=[redacted]&all=yes -> 404",
        '     { "detail": "Not Found" }',
        "   3 GET /nope%0A%1B[31m -> 404",
        '     { "detail": "Not Found" }',
    ]
    with pytest.raises(AssertionError, match=r"found 2 among these:\n   1 POST"):
        tiny.requests.one(path="/api/items*")


def test_the_list_is_bounded_and_hides_secrets(tiny: Emulator, http: httpx2.Client) -> None:
    assert tiny.requests.listed() == "(no request)"
    tiny.faults.add(Fault(status=401, body={"token": "hush", "text": "x" * 1_000}))
    for _ in range(25):
        http.get("/api/greeting")
    lines = tiny.requests.listed().splitlines()
    assert lines[0] == "     ... 5 before"
    assert lines[1].startswith("   6 GET /api/greeting -> 401 (")
    assert lines[1].endswith(", by a fault)")
    assert len(lines) == 1 + 2 * 20
    assert max(map(len, lines)) < 220
    assert "hush" not in tiny.requests.listed()


@pytest.mark.parametrize(
    ("fault", "raw"),
    [
        (Fault.unavailable(), {"status": 503}),
        (
            Fault.unavailable("/a", method="GET", times=2, retry_after=1.5),
            {"path": "/a", "method": "GET", "times": 2, "status": 503, "headers": {"Retry-After": "1.5"}},
        ),
        (Fault.lost_request("/a", times=1), {"path": "/a", "times": 1, "drop": "before"}),
        (Fault.lost_reply(method="POST"), {"method": "POST", "drop": "after"}),
        (Fault.cut_stream("*/stream", after=3), {"path": "*/stream", "cut_after_events": 3}),
        (Fault.slow(2), {"latency": 2}),
        (Fault.slow(2, "/a", virtual=True), {"latency": 2, "path": "/a", "virtual": True}),
    ],
)
def test_the_usual_faults_have_names(fault: Fault, raw: dict[str, Any]) -> None:
    assert fault == Fault(**raw)


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (Fault.lost_request(times=1), httpx2.RemoteProtocolError),
        (Fault.lost_reply(times=1), httpx2.RemoteProtocolError),
        (Fault.cut_stream("*/count", after=1, times=1), httpx2.RemoteProtocolError),
    ],
)
def test_they_break_what_they_say(
    tiny: Emulator, http: httpx2.Client, fault: Fault, failure: type[Exception]
) -> None:
    calls: dict[str, Callable[[], Any]] = {
        "*": lambda: http.post("/api/items", json={"name": "a"}),
        "*/count": lambda: http.get("/api/count"),
    }
    with tiny.faults.add(fault), pytest.raises((failure, httpx2.ReadError)):
        calls[fault.path]()
    done = http.get("/api/items/a").status_code == 200
    assert done == (fault == Fault.lost_reply(times=1))


def test_a_selection_is_a_list_of_its_own(tiny: Emulator, http: httpx2.Client) -> None:
    http.get("/api/greeting")
    found = tiny.requests.matching()
    assert isinstance(found, Requests)
    found.clear()
    assert len(tiny.requests) == 1
