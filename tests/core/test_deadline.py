"""Time limits over several steps, on a clock of the test's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead._core.deadline import Deadline


class FakeClock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_counts_down_and_stays_at_zero() -> None:
    clock = FakeClock()
    deadline = Deadline(10, clock)
    seen: list[tuple[float | None, bool]] = []
    for step in (0, 4, 5.5, 0.5, 100):
        clock.now += step
        seen.append((deadline.remaining, deadline.expired))
    assert seen == [(10, False), (6, False), (0.5, False), (0, True), (0, True)]


def test_no_limit_never_expires() -> None:
    clock = FakeClock()
    deadline = Deadline(None, clock)
    clock.now += 1e12
    assert deadline.remaining is None
    assert not deadline.expired


@pytest.mark.parametrize(
    ("limit", "step", "capped"),
    [(10, 3, 3), (10, 30, 10), (10, None, 10), (None, 3, 3), (None, None, None), (0, 3, 0), (10, 0, 0)],
)
def test_cap_takes_the_shorter(limit: float | None, step: float | None, capped: float | None) -> None:
    assert Deadline(limit, FakeClock()).cap(step) == capped


@pytest.mark.parametrize("seconds", [0, -1])
def test_a_limit_of_nothing_is_over_at_once(seconds: float) -> None:
    deadline = Deadline(seconds, FakeClock())
    assert deadline.expired
    assert deadline.remaining == 0


@given(limit=st.floats(0, 1e6), steps=st.lists(st.floats(0, 1e5)), wish=st.floats(0, 1e6))
def test_remaining_never_grows_and_bounds_every_step(limit: float, steps: list[float], wish: float) -> None:
    clock = FakeClock()
    deadline = Deadline(limit, clock)
    before = deadline.remaining
    for step in steps:
        clock.now += step
        left, capped = deadline.remaining, deadline.cap(wish)
        assert left is not None
        assert before is not None
        assert capped is not None
        assert 0 <= left <= before
        assert capped <= min(left, wish)
        assert deadline.expired == (left == 0)
        before = left
