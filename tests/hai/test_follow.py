"""When is a session finished, with what answer, and which calls are open? Tables, and any history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.hai import InvalidArgument
from fairlead.hai._calls import Calls
from fairlead.hai._follow import GRACE, Ask, Follow, check_waiting
from fairlead.hai._turn import Turn
from fairlead.hai.models import SessionChanges, SessionEvent, SessionStatus, ToolRequest

WHEN = "2026-01-01T00:00:00Z"


def log(*entries: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"timestamp": WHEN, **entry} for entry in entries]


def state(name: str, *calls: ToolRequest) -> dict[str, Any]:
    data: dict[str, Any] = {"state": name}
    if name == "awaiting_tool_results":
        data["pending_tool_calls"] = [call.to_dict() for call in calls]
    return {"type": "ActiveStateChangeEvent", "data": data}


def step(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": "AgentEvent", "data": {"kind": kind, **fields}}


def message(text: str, caller: str = "user") -> dict[str, Any]:
    return step("message_event", caller_id=caller, content=[text])


def answer(text: str) -> dict[str, Any]:
    return step("answer_event", answer=text)


POLICY = step("policy_event", content="I click.")
METRICS = {"type": "MetricsUpdateEvent", "data": {"metrics": {"steps": 1}}}
ENDED = {"type": "AgentCompletionEvent", "data": {"reason": "finished"}}
FAILED = {"type": "AgentErrorEvent", "data": {"error": "no"}}
UNKNOWN = {"type": "FeelingsEvent", "data": {"mood": "fine"}}
TURN_1 = log(message("one"), state("running"), POLICY, answer("first"), state("idle"))
TURN_2 = log(message("two"), state("running"), POLICY, answer("second"), state("idle"))


def page(status: str, events: list[dict[str, Any]], *, steps: int = 0, **fields: Any) -> SessionChanges:
    return SessionChanges.from_dict(
        {"status": status, "new_events": events, "metrics": {"steps": steps}, **fields}
    )


def stands(status: str, steps: int = 0) -> SessionStatus:
    return SessionStatus.from_dict({"status": status, "steps": steps})


def following(turn: Turn | None = None, calls: Calls | None = None, **options: Any) -> Follow:
    return Follow(turn or Turn(), calls or Calls(), **options)


# When is it finished?


@pytest.mark.parametrize(
    ("status", "steps", "events", "is_over"),
    [
        ("idle", 0, [], False),  # fresh: it has not begun
        ("idle", 0, log(message("one")), False),
        ("idle", 0, log(message("one"), state("running")), False),
        ("idle", 0, log(state("idle"), message("one")), False),
        ("idle", 1, [], True),
        ("idle", 0, log(message("one"), state("running"), state("idle")), True),
        ("idle", 0, log(message("one"), state("idle")), True),
        ("idle", 0, log(answer("first")), True),
        ("idle", 0, log(POLICY), True),
        ("idle", 0, log(UNKNOWN, METRICS), False),
        ("running", 3, TURN_1, False),
        ("paused", 3, TURN_1, False),
        ("queued", 0, [], False),
        ("hibernating", 3, TURN_1, False),  # a status that is newer than this version
        ("completed", 0, [], True),
        ("failed", 0, [], True),
        ("timed_out", 0, [], True),
        ("interrupted", 0, [], True),
    ],
)
def test_when_a_first_turn_is_over(
    status: str, steps: int, events: list[dict[str, Any]], is_over: bool
) -> None:
    follow = following()
    follow.page(page(status, events, steps=steps))
    assert follow.is_stopping is is_over


def rested(answered: str = "first", events: list[dict[str, Any]] | None = None) -> tuple[Turn, Calls, int]:
    """A session that has answered, as its handle knows it."""
    turn, calls = Turn(), Calls()
    follow = following(turn, calls)
    follow.page(page("idle", TURN_1 if events is None else events, steps=1, answer=answered))
    assert follow.is_stopping
    return turn, calls, follow.cursor


@pytest.mark.parametrize(
    ("status", "steps", "events", "latest", "is_over", "result"),
    [
        ("idle", 1, [], "first", False, None),  # the message is on its way
        ("idle", 1, log(METRICS), "first", False, None),  # a latecomer of the first turn
        ("idle", 1, log(state("idle")), "first", False, None),
        ("idle", 1, TURN_2[:1], "first", False, None),  # it has arrived
        ("running", 1, TURN_2[:2], "first", False, None),
        ("idle", 2, TURN_2, "second", True, "second"),
        ("idle", 2, [], "second", True, "second"),  # the log lags behind
        ("idle", 2, log(message("two"), POLICY, answer("first")), "first", True, "first"),  # the same words
        ("idle", 2, log(message("two"), POLICY, state("idle")), "first", True, None),  # nothing new was said
        ("interrupted", 1, log(message("two"), ENDED), "first", True, None),
        ("interrupted", 1, log(ENDED), "first", True, None),
        ("completed", 2, TURN_2, "second", True, "second"),
    ],
)
def test_when_a_second_turn_is_over_and_with_what(
    status: str, steps: int, events: list[dict[str, Any]], latest: str, is_over: bool, result: str | None
) -> None:
    turn, calls, cursor = rested()
    turn.tell("two", cursor=cursor, status="idle")
    follow = following(turn, calls, cursor=cursor)
    follow.page(page(status, events, steps=steps, answer=latest))
    assert follow.is_stopping is is_over
    if is_over:
        assert turn.answer_of(status, latest, has_read=True) == result


def test_an_answer_whose_event_comes_late_is_not_taken_for_the_next() -> None:
    turn, calls, cursor = rested(events=TURN_1[:3])  # the status was ahead of the log
    turn.tell("two", cursor=cursor, status="idle")
    follow = following(turn, calls, cursor=cursor)
    follow.page(page("idle", TURN_1[3:], steps=1, answer="first"))
    assert not follow.is_stopping
    follow.page(page("idle", TURN_2, steps=2, answer="second"))
    assert follow.is_stopping
    assert turn.answer_of("idle", "second", has_read=True) == "second"


def test_a_message_from_somebody_with_another_name_is_a_message() -> None:
    turn, calls, cursor = rested()
    turn.tell("two", caller="boss", cursor=cursor, status="idle")
    follow = following(turn, calls, cursor=cursor)
    follow.page(page("running", log(message("two", "boss")), steps=1, answer="first"))
    follow.page(page("idle", log(message("thanks", "agent")), steps=1, answer="first"))
    assert follow.is_stopping  # it was seen running


def test_an_unread_session_is_told_from_its_next_turn_by_steps_and_answer() -> None:
    for steps, latest, is_over in ((1, "first", False), (2, "first", True), (1, "second", True)):
        turn = Turn()
        turn.look("idle", steps=1, answer="first")
        turn.tell("two", cursor=None, status="idle")
        follow = following(turn)
        follow.page(page("idle", TURN_1, steps=steps, answer=latest))
        assert follow.is_stopping is is_over
        follow.page(page("idle", TURN_2, steps=2, answer="second"))
        assert follow.is_stopping


def test_idle_is_mistrusted_once_if_a_message_may_be_on_its_way() -> None:
    for arrives in (True, False):
        turn = Turn()
        turn.look("running", steps=1)
        turn.tell("two", cursor=None, status="running")
        follow = following(turn)
        follow.page(page("idle", TURN_1, steps=1, answer="first"))
        assert not follow.is_stopping
        assert (follow.next(), follow.wait(None)) == (Ask.CHANGES, GRACE)
        if arrives:
            follow.page(page("running", TURN_2[:2], steps=1, answer="first"))
            assert follow.wait(None) == 20
            follow.page(page("idle", TURN_2[2:], steps=2, answer="second"))
        else:
            follow.nothing()
            assert follow.next() is Ask.STATUS
            follow.stands(stands("idle", 1))
        assert follow.is_stopping


# What is asked.


def test_a_happy_run_asks_for_changes_only() -> None:
    follow = following()
    assert (follow.next(), follow.cursor, follow.wait(None)) == (Ask.CHANGES, 0, 20)
    follow.page(page("running", TURN_1[:3], steps=1))
    assert (follow.next(), follow.cursor, follow.wait(None)) == (Ask.CHANGES, 3, 20)
    follow.page(page("idle", TURN_1[3:], steps=1, answer="first"))
    assert (follow.next(), follow.cursor, follow.wait(None)) == (Ask.CHANGES, 5, 0)
    follow.nothing()
    assert follow.next() is Ask.END


def test_silence_is_followed_by_a_look_at_the_status() -> None:
    follow = following(cursor=5)
    assert follow.wait(None) == 0  # all may have been read before
    follow.nothing()
    assert follow.next() is Ask.STATUS
    follow.stands(stands("running", 1))
    assert (follow.next(), follow.wait(None)) == (Ask.CHANGES, 20)
    follow.nothing()
    follow.stands(stands("completed", 2))
    assert (follow.next(), follow.wait(None)) == (Ask.CHANGES, 0)  # what came in between
    follow.nothing()
    assert follow.next() is Ask.SUMMARY  # nothing said what the answer is
    follow.page(page("completed", [], answer="first"))
    assert follow.next() is Ask.END


def test_an_answer_that_is_not_there_yet_is_asked_for_once_more() -> None:
    for told in (page("completed", [], answer="first"), page("completed", []), None):
        follow = following()
        follow.page(page("completed", TURN_1[:3], steps=1))
        follow.nothing()
        assert follow.next() is Ask.SUMMARY
        if told is None:
            follow.nothing()
        else:
            follow.page(told)
        assert follow.next() is Ask.END


def test_a_session_that_wakes_up_again_is_followed_further() -> None:
    follow = following()
    follow.page(page("idle", TURN_1, steps=1, answer="first"))
    assert follow.is_stopping
    follow.page(page("running", TURN_2[:2], steps=1, answer="first"))
    assert not follow.is_stopping
    assert follow.wait(None) == 20


def test_a_wait_is_never_longer_than_there_is_time() -> None:
    follow = following(wait=20)
    assert [follow.wait(seconds) for seconds in (100.0, 19.5, 3.2, 1.0, 0.4, None)] == [20, 20, 4, 1, 1, 20]


def test_events_that_come_again_are_left_out_and_lost_ones_are_passed_over() -> None:
    follow = following()
    follow.page(page("running", TURN_1[:3], steps=1))
    assert len(follow.page(page("running", TURN_1[1:4], steps=1, first_index=1))) == 1
    assert follow.cursor == 4
    assert len(follow.page(page("running", TURN_2[:2], steps=1, first_index=9))) == 2
    assert follow.cursor == 11


def test_pages_that_are_full_are_followed_by_the_next_at_once() -> None:
    follow = following(limit=2)
    follow.page(page("idle", TURN_1[:2], steps=1, answer="first"))
    assert (follow.next(), follow.wait(None)) == (Ask.CHANGES, 0)


def test_polls_that_do_not_wait_are_spaced() -> None:
    for options, pause in (
        ({"wait": 0}, 0.25),
        ({"wait": 20}, 0.0),
        ({"wait": 20, "backoff": 3.0}, 3.0),
        ({"wait": 20, "with_events": False}, 20),
        ({"wait": 20, "with_events": False, "backoff": 0.5}, 0.5),
        ({"wait": 0, "with_events": False}, 0.25),
    ):
        follow = following(**options)
        assert follow.pause == 0
        follow.page(page("running", []))
        assert follow.pause == pause


@pytest.mark.parametrize(
    "arguments",
    [
        {"wait_for_seconds": 26},
        {"wait_for_seconds": -1},
        {"wait_for_seconds": 1.5},
        {"from_index": -1},
        {"limit": -1},
        {"max_polls": -1},
        {"timeout_seconds": -0.1},
        {"timeout_seconds": float("nan")},
        {"poll_backoff_seconds": float("inf")},
        {"until": "never"},
        {"has_tools": True, "include_events": False},
    ],
)
def test_what_cannot_be_waited_for(arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument):
        check_waiting(**arguments)


# Calls of tools.


def call(name: str, id: str | None = None, **args: Any) -> ToolRequest:
    return ToolRequest(tool_name=name, args=args, id=id)


def events(*entries: dict[str, Any]) -> list[SessionEvent]:
    return SessionChanges.from_dict({"status": "running", "new_events": log(*entries)}).new_events


def test_calls_are_taken_once_while_the_list_shrinks() -> None:
    calls, me, other = Calls(), object(), object()
    a, b = call("a", "1"), call("b", "2")
    calls.read(0, events(state("running"), state("awaiting_tool_results", a, b)))
    taken = calls.take(me)
    assert [claim.request for claim in taken] == [a, b]
    assert not calls.has_due(other)
    taken[0].answered = True
    calls.read(2, events(state("awaiting_tool_results", b)))
    calls.release(me)
    assert [claim.request for claim in calls.take(other)] == [b]
    assert calls.take(me) == []


def test_an_id_that_comes_again_is_another_call() -> None:
    calls, me = Calls(), object()
    for index in (0, 2):
        calls.read(index, events(state("awaiting_tool_results", call("a", "xml_0")), state("running")))
        calls.read(index, events(state("awaiting_tool_results", call("a", "xml_0"))))  # seen before
        assert not calls.has_due(me)
    calls.read(4, events(state("awaiting_tool_results", call("a", "xml_0"))))
    assert len(calls.take(me)) == 1


def test_equal_calls_without_ids_are_several() -> None:
    calls = Calls()
    calls.read(0, events(state("awaiting_tool_results", call("a", x=1), call("a", x=1), call("a", x=2))))
    assert len(calls.take(object())) == 3


def test_a_pause_does_not_close_calls_and_an_end_does() -> None:
    paused = {"type": "AgentRunStatusChangeEvent", "data": {"status": "paused"}}
    calls = Calls()
    calls.read(0, events(state("awaiting_tool_results", call("a")), paused))
    assert calls.has_due(object())
    calls.read(2, events(FAILED))
    assert not calls.has_due(object())


def test_a_gap_in_the_log_is_filled_before_tools_run() -> None:
    calls = Calls()
    follow = following(calls=calls, cursor=4, has_tools=True)
    waiting = state("awaiting_tool_results", call("a", "1"))
    follow.nothing()
    follow.stands(stands("awaiting_tool_results", 1))
    assert follow.next() is Ask.LOG
    follow.replay(page("awaiting_tool_results", log(state("running"), POLICY, METRICS, waiting)))
    assert follow.next() is Ask.TOOLS
    assert follow.cursor == 4
    calls.take(follow)[0].answered = True
    assert follow.next() is Ask.CHANGES


def test_calls_are_left_to_others_where_there_are_no_tools() -> None:
    waiting = page("awaiting_tool_results", log(POLICY, state("awaiting_tool_results", call("a"))), steps=1)
    stopping = following()
    stopping.page(waiting)
    assert stopping.is_stopping
    streaming = following(leaves_calls=False)
    streaming.page(waiting)
    assert (streaming.is_stopping, streaming.next()) == (False, Ask.CHANGES)


# Any history, in any pieces, with any interruptions.


@dataclass
class Service:
    """A session that plays a history, and answers polls as the real one does."""

    turns: list[list[dict[str, Any]]]
    answers: list[str]
    region: str = "eu"
    log: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    turn: int = -1
    done: int = 0
    taken: list[tuple[int, str | None]] = field(default_factory=list[tuple[int, str | None]])

    def begin(self, turn: int) -> None:
        """The message arrives."""
        if turn != self.turn:
            self.turn, self.done = turn, 0

    def advance(self, count: int) -> None:
        entries = self.turns[self.turn][self.done : self.done + count] if self.turn >= 0 else []
        self.log += log(*entries)
        self.done += len(entries)

    @property
    def status(self) -> str:
        if self.turn < 0 or self.done == len(self.turns[self.turn]):
            last = self.turn == len(self.turns) - 1
            return "completed" if self.region == "us" and last else "idle"
        return "running" if self.done > 1 else "idle"  # a message that was just delivered, or sent

    @property
    def answer(self) -> str | None:
        said = [entry["data"]["answer"] for entry in self.log if entry["data"].get("kind") == "answer_event"]
        return said[-1] if said else None

    @property
    def steps(self) -> int:
        return sum(entry["data"].get("kind") == "policy_event" for entry in self.log)

    def changes(self, cursor: int, limit: int | None, first_kept: int) -> SessionChanges | None:
        start = max(cursor, first_kept)
        found = self.log[start : None if limit is None else start + limit]
        if not found:
            return None
        skipped = {"first_index": start} if start > cursor else {}
        return page(self.status, found, steps=self.steps, answer=self.answer, **skipped)


HAPPENS = st.lists(st.tuples(st.sampled_from(["begin", 0, 1, 2, 3]), st.booleans()), max_size=12)
"""Before each question: the message arrives, or some events happen; and the wait may break off."""

TURNS = st.lists(
    st.lists(st.sampled_from([POLICY, METRICS, UNKNOWN, state("running")]), max_size=4).map(
        lambda middle: [POLICY, *middle]
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150)
@given(data=st.data(), turns=TURNS, region=st.sampled_from(["eu", "us"]), says_same=st.booleans())
def test_every_turn_ends_once_with_its_own_answer_and_every_event_comes_once(
    data: st.DataObject, turns: list[list[dict[str, Any]]], region: str, says_same: bool
) -> None:
    answers = ["same" if says_same else f"answer {number}" for number in range(len(turns))]
    service = Service(
        [
            [message(f"message {number}"), state("running"), *middle, answer(said), state("idle")]
            for number, (middle, said) in enumerate(zip(turns, answers, strict=True))
        ],
        answers,
        region,
    )
    turn, calls, cursor = Turn(), Calls(), 0
    read: list[SessionEvent] = []
    for number, said in enumerate(answers):
        if number:
            turn.tell(f"message {number}", cursor=cursor, status="idle")
        limit, happens = data.draw(st.sampled_from([None, 1, 2, 3])), data.draw(HAPPENS)
        follow = following(turn, calls, cursor=cursor, limit=limit)
        kept: list[SessionEvent] = []
        for advance, is_broken in (*happens, ("begin", False), *[(9, False)] * 30):
            if advance == "begin":
                service.begin(number)
            else:
                service.advance(advance)
            if is_broken:  # the wait is broken off, and begun again where the last one ended
                follow, kept = following(turn, calls, cursor=cursor, limit=limit), []
            ask = follow.next()
            if ask is Ask.END:
                break
            if ask is Ask.STATUS:
                follow.stands(stands(service.status, service.steps))
            elif ask is Ask.SUMMARY:
                follow.page(page(service.status, [], steps=service.steps, answer=service.answer))
            elif (found := service.changes(follow.cursor, follow.limit, 0)) is None:
                follow.nothing()
            else:
                kept += follow.page(found)
        assert follow.next() is Ask.END
        assert service.done == len(service.turns[number]), "it ended before the agent had answered"
        assert follow.latest is not None
        assert turn.answer_of(follow.status or "", follow.latest.answer, has_read=True) == said
        read += kept
        cursor = follow.cursor
    assert cursor == len(service.log)
    assert read == page("idle", service.log).new_events


@settings(max_examples=150)
@given(
    data=st.data(),
    steps=st.lists(st.lists(st.sampled_from(["1", "2", None]), min_size=1, max_size=3), max_size=4),
)
def test_each_call_is_run_and_answered_exactly_once(
    data: st.DataObject, steps: list[list[str | None]]
) -> None:
    """However pages are cut, and whoever of several waits comes first."""
    history: list[dict[str, Any]] = []
    for ids in steps:
        open_calls = [call("a", each) for each in ids]
        while open_calls:
            history.append(state("awaiting_tool_results", *open_calls))
            open_calls = open_calls[1:]
        history.append(state("running"))
    entries = events(*history)
    calls, answered = Calls(), 0
    opened, total = False, 0
    for position, raw in enumerate(history):
        if raw["data"]["state"] == "running":
            opened = False
        elif not opened:
            opened, total = True, total + len(raw["data"]["pending_tool_calls"])
        again = data.draw(st.integers(0, position), label="read again from")
        calls.read(again, entries[again : position + 1])
        for owner, is_broken in data.draw(st.lists(st.tuples(OWNERS, st.booleans()), max_size=3)):
            answered += work(calls, owner, is_broken=is_broken)
        answered += work(calls, "z", is_broken=False)
        assert answered == total


OWNERS = st.sampled_from(["x", "y"])


def work(calls: Calls, owner: str, *, is_broken: bool) -> int:
    """Take calls on, and answer them unless something breaks."""
    taken = calls.take(owner)
    for claim in taken:
        claim.answered = not is_broken
    calls.release(owner)
    return 0 if is_broken else len(taken)
