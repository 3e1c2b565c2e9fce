"""The order of a session's updates, under everything that can go wrong on the way to a reader."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.happy._flow import KINDS, Flow
from fairlead.happy._frames import Buffer, Change, Frame, Heard, Overflow, read_frame
from fairlead.happy._records import MessagePage, MessageRecord
from fairlead.happy.models.updates import UpdateKind


def record(seq: int) -> dict[str, Any]:
    content = {"t": "encrypted", "c": ""}
    return {"id": f"m{seq}", "seq": seq, "content": content, "createdAt": seq, "updatedAt": seq}


def told(seq: int) -> Frame:
    return frame({"t": "new-message", "sid": "s", "message": record(seq)})


def frame(body: dict[str, Any]) -> Frame:
    found = read_frame("update", {"id": "u", "seq": 1, "body": body, "createdAt": 1})
    assert found is not None
    return found


def page(*seqs: int, has_more: bool = False) -> MessagePage:
    return MessagePage(
        messages=[MessageRecord.model_validate(record(seq)) for seq in seqs], has_more=has_more
    )


def live(cursor: int) -> Flow:
    """A flow that has asked already."""
    flow = Flow(cursor)
    flow.answer(page())
    return flow


def taken(flow: Flow) -> list[int | str]:
    """What is to be delivered: numbers of messages, and the kinds of everything else."""
    steps = iter(flow.next, None)
    return [step.record.seq if step.record else step.kind.value for step in steps]


def test_it_begins_by_asking() -> None:
    flow = Flow(4)
    assert (flow.asking, flow.after) == (True, 4)
    flow.answer(page(5, 7, has_more=True))
    assert (flow.asking, flow.after) == (True, 7)
    flow.answer(page(8))
    assert (flow.asking, taken(flow)) == (False, [5, 7, 8])


def test_messages_in_order_are_delivered_as_they_come_and_once() -> None:
    flow = live(0)
    for seq in (1, 2, 2, 1, 3):
        flow.hear(told(seq))
    assert (flow.asking, taken(flow)) == (False, [1, 2, 3])


def test_a_gap_is_asked_about_and_may_be_none() -> None:
    flow = live(1)
    flow.hear(told(4))
    assert (flow.asking, flow.after, taken(flow)) == (True, 1, [])
    flow.answer(page(3, 4))
    assert (flow.asking, taken(flow)) == (False, [3, 4])
    flow.hear(told(5))
    assert taken(flow) == [5]


def test_a_message_that_is_stored_late_is_delivered_late() -> None:
    flow = live(0)
    flow.hear(told(2))
    flow.answer(page(2))
    flow.hear(told(1))
    flow.hear(told(1))
    assert taken(flow) == [2, 1]


@pytest.mark.parametrize("item", [Change.RESTORED, Overflow(1)])
def test_a_message_that_is_stored_late_while_nobody_hears_is_found(item: Heard) -> None:
    flow = live(7)
    flow.hear(told(9))
    flow.answer(page(9))
    flow.hear(item)
    assert flow.after == 7
    flow.answer(page(8, 9, has_more=True))
    assert (flow.asking, flow.after) == (True, 9)
    flow.answer(page(10))
    assert [seq for seq in taken(flow) if isinstance(seq, int)] == [9, 8, 10]


def test_old_gaps_are_not_asked_about_again() -> None:
    flow = live(0)
    flow.hear(told(2))
    flow.answer(page(2, *range(3, 300)))
    flow.hear(Change.RESTORED)
    assert flow.after == flow.cursor == 299


def test_what_is_heard_before_the_server_is_asked_comes_once() -> None:
    flow = live(1)
    for item in (Change.LOST, Change.RESTORED, told(2), told(4)):
        flow.hear(item)
    flow.answer(page(2, 3, 4))
    flow.hear(told(4))
    assert taken(flow) == ["reconnecting", 2, 3, 4, "reconnected"]


def test_losing_the_connection_again_takes_the_reconnection_back() -> None:
    flow = live(0)
    for change in (Change.LOST, Change.RESTORED, Change.LOST):
        flow.hear(change)
    flow.answer(page(1))
    assert taken(flow) == ["reconnecting", "reconnecting", 1]


def test_in_doubt_the_server_is_asked() -> None:
    flow = live(3)
    flow.doubt()
    assert (flow.asking, flow.after) == (True, 3)


def test_nothing_follows_the_end() -> None:
    flow = live(0)
    flow.hear(frame({"t": "delete-session", "sid": "s"}))
    flow.hear(told(1))
    flow.hear(Change.LOST)
    flow.doubt()
    flow.end()
    assert (flow.ended, flow.asking, taken(flow)) == (True, False, ["terminated"])


def test_changes_of_the_session_are_delivered_even_before_the_server_is_asked() -> None:
    flow = live(0)
    flow.hear(told(2))
    flow.hear(frame({"t": "update-session", "id": "s"}))
    flow.hear(frame({"t": "something-new", "sid": "s"}))
    assert taken(flow) == ["update-session"]


@pytest.mark.parametrize("message", [None, {}, {"seq": "x"}, 1])
def test_a_message_that_makes_no_sense_is_asked_for(message: Any) -> None:
    flow = live(0)
    flow.hear(frame({"t": "new-message", "sid": "s", "message": message}))
    assert flow.asking


def test_a_server_that_always_has_more_of_nothing_is_not_asked_for_ever() -> None:
    flow = live(3)
    flow.hear(told(9))
    flow.answer(page(has_more=True))
    assert not flow.asking


class World:
    """A server, a connection, a buffer and a reader, driven one step at a time."""

    def __init__(self, before: int, size: int, page_size: int) -> None:
        self.unheard = False
        self.stored: list[int] = list(range(1, before + 1))
        self.last = before
        self.late: int | None = None
        self.connected = True
        self.buffer = Buffer(size, lambda frame: frame.kind in KINDS)
        self.flow = live(before)
        self.page_size = page_size
        self.delivered: list[int] = []
        self.kinds: list[UpdateKind] = []
        self.dropped = 0
        self.expected: list[int] = []

    def store(self, burn: int) -> None:
        """Store the next message; some numbers before it are left out for good."""
        self.last += 1 + burn
        self._tell(self.last)

    def lose(self) -> None:
        """Store the next message, and let the news of it get lost."""
        self.last += 1
        self.unheard = True
        self._tell(self.last, arrives=False)

    def store_two_the_wrong_way_round(self) -> None:
        self.finish()
        self.late = self.last + 1
        self.last += 2
        self._tell(self.last)

    def finish(self) -> None:
        """Store the message that was late."""
        if self.late is not None:
            late, self.late = self.late, None
            self._tell(late)

    def _tell(self, seq: int, *, arrives: bool = True) -> None:
        self.stored = sorted([*self.stored, seq])
        self.expected.append(seq)
        if self.connected and arrives:
            self.buffer.put(told(seq))

    def cut(self) -> None:
        if self.connected:
            self.connected = False
            self.buffer.put(Change.LOST)

    def restore(self) -> None:
        if not self.connected:
            self.connected = True
            self.buffer.put(Change.RESTORED)

    def settle(self) -> None:
        """Let the reader read everything there is."""
        self.restore()
        while self.read():
            pass
        if self.unheard:
            self.flow.doubt()  # as after a long silence
        while self.read():
            pass

    def read(self) -> bool:
        """One move of the reader; False if there is nothing to do."""
        step = self.flow.next()
        if step is not None:
            self.kinds.append(step.kind)
            self.dropped += step.dropped
            if step.record is not None:
                self.delivered.append(step.record.seq)
            return True
        if self.flow.asking:
            rest = [seq for seq in self.stored if seq > self.flow.after]
            self.flow.answer(page(*rest[: self.page_size], has_more=len(rest) > self.page_size))
            return True
        item = self.buffer.get()
        if item is not None:
            self.flow.hear(item)
        return item is not None


MOVES = st.one_of(
    st.tuples(st.just("store"), st.integers(0, 3)),
    st.tuples(st.just("read"), st.integers(1, 12)),
    st.tuples(st.sampled_from(["cut", "restore", "lose", "late", "finish"]), st.just(0)),
)


@settings(deadline=None, max_examples=300)
@given(
    moves=st.lists(MOVES, max_size=80),
    before=st.integers(0, 5),
    size=st.integers(1, 8),
    # A page is longer than the look back, or a late message could be behind it.
    page_size=st.integers(100, 120),
)
def test_every_message_is_delivered_once(
    moves: list[tuple[str, int]], before: int, size: int, page_size: int
) -> None:
    world = World(before, size, page_size)
    for move, number in moves:
        match move:
            case "store":
                world.store(number)
            case "late":
                world.store_two_the_wrong_way_round()
            case "read":
                for _ in range(number):
                    world.read()
            case _:
                getattr(world, move)()
    world.finish()
    world.settle()
    assert sorted(world.delivered) == sorted(world.expected)
    assert world.kinds.count(UpdateKind.RECONNECTING) >= world.kinds.count(UpdateKind.RECONNECTED)
    states = [kind for kind in world.kinds if kind in (UpdateKind.RECONNECTING, UpdateKind.RECONNECTED)]
    assert not states or states[-1] is UpdateKind.RECONNECTED


@settings(deadline=None, max_examples=200)
@given(
    moves=st.lists(MOVES.filter(lambda move: move[0] != "late"), max_size=80),
    size=st.integers(1, 8),
    page_size=st.integers(1, 5),
)
def test_without_late_ones_they_come_in_order(
    moves: list[tuple[str, int]], size: int, page_size: int
) -> None:
    world = World(0, size, page_size)
    for move, number in moves:
        if move == "store":
            world.store(number)
        elif move == "read":
            for _ in range(number):
                world.read()
        else:
            getattr(world, move)()
    world.settle()
    assert world.delivered == world.expected
    assert (world.dropped > 0) == (UpdateKind.OVERFLOW in world.kinds)
