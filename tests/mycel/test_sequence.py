"""The order of inbox frames, against a model of the server."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fairlead.mycel import InboxFrame
from fairlead.mycel._sequence import KEPT, Sequence, Verdict


def frame(seq: int, *, era: int = 0) -> InboxFrame:
    return InboxFrame.from_dict(
        {
            "type": "notify",
            "seq": seq,
            "fingerprint": f"{era}-{seq}",
            "ts": float(seq),
            "metadata": {"event_type": "chat.message"},
        }
    )


def judged(sequence: Sequence, *seqs: int, era: int = 0) -> list[Verdict]:
    return [sequence.judge(frame(seq, era=era)) for seq in seqs]


D, S, R = Verdict.DELIVER, Verdict.SKIP, Verdict.RESUME


def test_the_first_frame_decides_where_it_begins() -> None:
    assert judged(Sequence(None, complete=True), 7, 8, 8, 9) == [D, D, S, D]


def test_a_gap_is_asked_for_once() -> None:
    sequence = Sequence(1, complete=True)
    assert judged(sequence, 4) == [R]
    assert judged(sequence, 2, 3, 4, 5) == [D, D, D, D]


def test_a_gap_that_stays_is_passed_over() -> None:
    sequence = Sequence(1, complete=True)
    assert judged(sequence, 4, 4, 5) == [R, D, D]
    assert sequence.last == 5


def test_another_gap_is_asked_for_anew() -> None:
    assert judged(Sequence(1, complete=True), 4, 5, 5) == [R, R, D]


def test_gaps_are_delivered_if_nobody_asked_for_completeness() -> None:
    assert judged(Sequence(1, complete=False), 4, 9) == [D, D]


def test_numbers_that_begin_again() -> None:
    sequence = Sequence(50, complete=True)
    assert judged(sequence, 1, 2, era=1) == [D, D]
    sequence = Sequence(50, complete=True)
    assert judged(sequence, 51) == [D]
    assert judged(sequence, 3, era=1) == [R]
    assert sequence.last == 0
    assert judged(sequence, 1, 2, 3, 51, era=1) == [D, D, D, R]


def test_drained_numbers() -> None:
    sequence = Sequence(None, complete=True)
    sequence.drained([])
    assert sequence.last is None
    sequence.drained([9, 8])
    assert sequence.last == 7
    sequence.drained([10, 11])
    assert sequence.last == 7
    sequence.drained([3])
    assert sequence.last == 0


def test_memory_is_bounded() -> None:
    sequence = Sequence(0, complete=True)
    assert set(judged(sequence, *range(1, 5 * KEPT))) == {D}
    assert len(vars(sequence)["_delivered"]) == KEPT
    assert set(judged(sequence, *range(4 * KEPT, 5 * KEPT))) == {S}


@given(st.data())
def test_every_number_once_and_in_order(data: st.DataObject) -> None:
    """A server that drops connections, goes live too early, and repeats frames."""
    sequence = Sequence(0, complete=True)
    delivered: list[int] = []
    written = 0
    for _ in range(data.draw(st.integers(1, 8))):
        since, before = sequence.last or 0, written
        written += data.draw(st.integers(0, 4))
        # A server that goes live too early begins with what has happened since the connection was made.
        first = before + 1 if data.draw(st.booleans()) and written > before else since + 1
        frames = range(first, data.draw(st.integers(first - 1, written)) + 1)
        for seq in [seq for seq in frames for _ in range(data.draw(st.integers(1, 2)))]:
            verdict = sequence.judge(frame(seq))
            if verdict is R:
                break
            delivered += [seq] if verdict is D else []
    rest = range((sequence.last or 0) + 1, written + 1)
    delivered += [seq for seq in rest if sequence.judge(frame(seq)) is D]
    assert delivered == list(range(1, written + 1))
