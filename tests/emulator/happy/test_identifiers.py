"""Identifiers, which pages of sessions are cut by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fairlead.emulator.happy.identifiers import new_id, new_update_id

MILLISECONDS = st.integers(0, 36**9 - 1)


@given(st.lists(MILLISECONDS, min_size=2))
def test_later_ones_sort_higher(times: list[int]) -> None:
    made = [new_id(time) for time in sorted(times)]
    assert made == sorted(made)
    assert len({*made}) == len(made)


@given(MILLISECONDS)
def test_they_look_like_cuids(time: int) -> None:
    made = new_id(time)
    assert (len(made), made[0]) == (25, "c")
    assert made.isascii()
    assert made.isalnum()
    assert made == made.lower()


def test_updates_have_their_own() -> None:
    made = {new_update_id() for _ in range(100)}
    assert len(made) == 100
    assert all(len(one) == 12 and one.isalnum() for one in made)
