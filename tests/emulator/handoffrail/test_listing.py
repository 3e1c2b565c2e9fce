"""Lists: filters, pages, cursors, search."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest


def ids(page: dict[str, Any]) -> list[str]:
    return [packet["id"] for packet in page["packets"]]


def test_newest_first_with_total_and_echo(wire: Any) -> None:
    made = [wire.create()["id"] for _ in range(5)]
    page = wire.get("/packets", limit=2, offset=1)
    assert ids(page) == [made[3], made[2]]
    assert (page["total"], page["limit"], page["offset"]) == (5, 2, 1)
    assert wire.get("/packets", limit=5)["next_cursor"] is None
    assert wire.get("/packets", limit=2, offset=3)["next_cursor"] is None


def test_a_frozen_clock_orders_by_id(wire: Any) -> None:
    wire.emulator.clock.freeze()
    made = [wire.create()["id"] for _ in range(6)]
    first = wire.get("/packets", limit=4)
    second = wire.get("/packets", limit=4, cursor=first["next_cursor"])
    assert ids(first) + ids(second) == sorted(made, reverse=True)


def test_cursors_are_stable_under_inserts(wire: Any) -> None:
    made = [wire.create()["id"] for _ in range(7)]
    seen: list[str] = []
    cursor, totals = "", []
    while True:
        page = wire.get(
            "/packets", limit=3, offset=1000 if cursor else 0, **({"cursor": cursor} if cursor else {})
        )
        seen += ids(page)
        totals.append(page["total"])
        wire.create()  # would shift pages by offset
        if (cursor := page["next_cursor"]) is None:
            break
    assert seen == made[::-1]
    assert totals == [7, 4, 1]  # with a cursor, only what is left is counted


def test_the_form_of_a_cursor(wire: Any) -> None:
    newest = [wire.create() for _ in range(2)][1]
    cursor = wire.get("/packets", limit=1)["next_cursor"]
    assert "=" not in cursor
    position = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    assert position == {"created_at": newest["created_at"], "id": newest["id"]}


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "bm9wZQ",
        base64.urlsafe_b64encode(b'{"created_at": "x", "id": 1}').decode(),
        "e30",
        "W10",
        "MQ",
    ],
)
def test_a_malformed_cursor(wire: Any, cursor: str) -> None:
    answer = wire.call("GET", "/packets", cursor=cursor)
    assert (answer.status_code, answer.json()) == (400, {"detail": "Invalid cursor"})


def test_filters(wire: Any) -> None:
    one = wire.create(tags=["x", "y"], priority="high", source_agent={"id": "s", "name": ""})["id"]
    two = wire.create(tags=["x"], target_agent={"id": "t", "name": ""})["id"]
    wire.claim(two, "claimant")

    def found(**filters: str) -> list[str]:
        page = wire.get("/packets", **filters)
        assert page["total"] == len(page["packets"])
        return ids(page)

    assert found() == found(status="", tags="", cursor="") == [two, one]
    assert found(status="created") == found(status="created, failed") == [one]
    assert found(status="created,claimed") == [two, one]
    assert found(status="nonsense") == []
    assert found(source_agent="s") == [one]
    assert found(target_agent="t") == []
    assert found(target_agent="claimant") == [two]
    assert found(tags="x") == [two, one]
    assert found(tags=" y , x,") == [one]
    assert found(priority="high") == [one]
    assert found(priority="nonsense") == []
    assert found(priority="normal", status="claimed", tags="x", source_agent="a-1") == [two]


def test_tags_sent_twice_the_last_wins(wire: Any) -> None:
    made = wire.create(tags=["b"])["id"]
    assert ids(wire.http.get("/api/v1/packets?tags=a&tags=b").json()) == [made]


def test_time_filters_are_inclusive_and_drop_offsets(wire: Any) -> None:
    packet = wire.create()
    moment = packet["created_at"]
    day = moment[:10]
    assert wire.get("/packets", created_after=moment, created_before=moment)["total"] == 1
    assert (
        wire.get("/packets", created_after=f"{moment}+05:00", created_before=f"{moment}-05:00")["total"] == 1
    )
    assert wire.get("/packets", created_after=day)["total"] == 1
    assert wire.get("/packets", created_before=day)["total"] == 0
    assert wire.get("/audit", created_after=moment, created_before=moment)["total"] == 1


@pytest.mark.parametrize(
    "parameters",
    [
        {"limit": 0},
        {"limit": 201},
        {"limit": "x"},
        {"offset": -1},
        {"offset": 2**63},
        {"limit": 10**30},
        {"created_after": "yesterday"},
    ],
)
@pytest.mark.parametrize("path", ["/packets", "/audit"])
def test_bad_parameters(wire: Any, path: str, parameters: dict[str, Any]) -> None:
    answer = wire.call("GET", path, **parameters)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", next(iter(parameters))]


def test_the_biggest_offset_is_an_empty_page(wire: Any) -> None:
    assert wire.get("/packets", offset=2**63 - 1)["packets"] == []


def test_waiting_packets_oldest_first(wire: Any) -> None:
    made = [wire.packet_in("awaiting_human") for _ in range(3)]
    wire.create()
    page = wire.get("/packets/awaiting", limit=2)
    assert ids(page) == made[:2]
    assert (page["total"], page["next_cursor"]) == (3, None)
    assert ids(wire.get("/packets/awaiting", offset=2)) == made[2:]


class TestSearch:
    def test_stems_ignores_case_and_follows_updates(self, wire: Any) -> None:
        packet_id = wire.create(summary="The Running dogs")["id"]
        assert ids(wire.get("/packets/search", q="run DOG")) == [packet_id]
        assert ids(wire.get("/packets/search", q="run cat")) == []
        wire.patch(packet_id, context={"summary": "cats"})
        assert ids(wire.get("/packets/search", q="dogs")) == []
        assert ids(wire.get("/packets/search", q="cat")) == [packet_id]

    def test_searches_nothing_but_summaries(self, wire: Any) -> None:
        wire.create(summary="x", custom={"word": "needle"}, tags=["needle"])
        assert wire.get("/packets/search", q="needle")["total"] == 0

    def test_best_first_with_a_true_total(self, wire: Any) -> None:
        weak = wire.create(summary="apple " + "filler " * 30)["id"]
        strong = wire.create(summary="apple apple")["id"]
        wire.create(summary="pear")
        assert ids(wire.get("/packets/search", q="apple")) == [strong, weak]
        page = wire.get("/packets/search", q="apple", limit=1, offset=1)
        assert (ids(page), page["total"], page["next_cursor"]) == ([weak], 2, None)

    def test_filters(self, wire: Any) -> None:
        one = wire.create(summary="apple", priority="high")["id"]
        two = wire.create(summary="apple")["id"]
        wire.claim(two)
        assert ids(wire.get("/packets/search", q="apple", status="claimed")) == [two]
        assert ids(wire.get("/packets/search", q="apple", priority="high")) == [one]
        assert ids(wire.get("/packets/search", q="apple", status="created,claimed")) == []

    @pytest.mark.parametrize(
        "query",
        [
            "a-b",
            "foo:bar",
            "c++",
            "it's",
            "AND",
            "NOT x",
            "  ",
            '"open',
            "x*",
            "a\x00b",
            "((",
            "é😀",
            "w " * 2000,
            " ".join(map(str, range(3000))),
        ],
    )
    def test_user_text_is_never_syntax(self, wire: Any, query: str) -> None:
        packet_id = wire.create(summary=f"before {query} after")["id"]
        found = ids(wire.get("/packets/search", q=query))
        assert found == ([packet_id] if any(c.isalnum() for c in query) else [])

    def test_too_short(self, wire: Any) -> None:
        assert wire.call("GET", "/packets/search", q="x").status_code == 422
        assert wire.call("GET", "/packets/search").status_code == 422

    def test_as_the_real_server_does_it(self, wire_of: Any) -> None:
        wire = wire_of(strict_compat=True)
        weak = wire.create(summary="apple " + "filler " * 30)["id"]
        strong = wire.create(summary="apple apple")["id"]
        assert ids(wire.get("/packets/search", q="appl* OR nothing")) == [weak, strong]
        assert wire.get("/packets/search", q="apple", limit=1)["total"] == 1
        broken = wire.call("GET", "/packets/search", q="a-b")
        assert (broken.status_code, broken.text) == (500, "Internal Server Error")
        assert broken.headers["content-type"].startswith("text/plain")
