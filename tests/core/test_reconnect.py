"""How long a broken stream waits before it is connected again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead import ConfigurationError
from fairlead._core.reconnect import Reconnect


def test_waits_grow_up_to_the_longest() -> None:
    assert [Reconnect().wait(attempt) for attempt in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


@pytest.mark.parametrize(
    ("policy", "waits"),
    [
        (Reconnect(delay=0.5, multiplier=3, max_delay=10), [0.5, 1.5, 4.5, 10]),
        (Reconnect(delay=2, multiplier=1), [2, 2, 2, 2]),
        (Reconnect(delay=8, multiplier=0.5), [8, 4, 2, 1]),
        (Reconnect(delay=0), [0, 0, 0, 0]),
        (Reconnect(delay=5, max_delay=3), [3, 3, 3, 3]),
        (Reconnect(max_attempts=2), [1, 2, None, None]),
        (Reconnect(max_attempts=0), [None, None, None, None]),
    ],
)
def test_waits(policy: Reconnect, waits: list[float | None]) -> None:
    assert [policy.wait(attempt) for attempt in range(1, 5)] == waits


@pytest.mark.parametrize(("delay", "wait"), [(1.0, 30.0), (0.0, 0.0)])
def test_very_many_attempts_do_not_overflow(delay: float, wait: float) -> None:
    assert Reconnect(delay=delay).wait(1_000_000) == wait


@given(
    delay=st.floats(0, 1e9),
    multiplier=st.floats(0, 1e9),
    max_delay=st.floats(0, 1e9),
    attempt=st.integers(1, 10**6),
)
def test_a_wait_is_always_a_time_within_its_limit(
    delay: float, multiplier: float, max_delay: float, attempt: int
) -> None:
    wait = Reconnect(delay=delay, multiplier=multiplier, max_delay=max_delay).wait(attempt)
    assert wait is not None
    assert 0 <= wait <= max_delay


@pytest.mark.parametrize("field", ["delay", "multiplier", "max_delay"])
@pytest.mark.parametrize("value", [-1.0, float("nan")])
def test_impossible_times_are_refused(field: str, value: float) -> None:
    with pytest.raises(ConfigurationError, match=f"{field} must be 0 or more"):
        Reconnect(**{field: value})


@pytest.mark.parametrize(
    ("attempt", "random", "wait"),
    [(1, 0.0, 0.4), (1, 0.5, 0.5), (1, 1.0, 0.6), (3, 0.0, 1.6), (3, 1.0, 2.4), (9, 0.0, 24), (9, 1.0, 30)],
)
def test_waits_are_spread_by_chance_and_never_longer_than_the_longest(
    attempt: int, random: float, wait: float
) -> None:
    policy = Reconnect(delay=0.5, max_delay=30, spread=0.2)
    assert policy.wait(attempt, random=random) == pytest.approx(wait)
