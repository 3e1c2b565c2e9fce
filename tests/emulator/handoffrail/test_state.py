"""The state machine as pure data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.emulator.handoffrail import state

LEGAL = {
    ("created", "claimed"),
    ("created", "awaiting_human"),
    ("created", "failed"),
    ("created", "expired"),
    ("claimed", "in_progress"),
    ("claimed", "awaiting_human"),
    ("claimed", "failed"),
    ("claimed", "expired"),
    ("in_progress", "completed"),
    ("in_progress", "awaiting_human"),
    ("in_progress", "failed"),
    ("in_progress", "expired"),
    ("awaiting_human", "claimed"),
    ("awaiting_human", "in_progress"),
    ("awaiting_human", "failed"),
    ("awaiting_human", "expired"),
    ("completed", "expired"),
    ("failed", "expired"),
}
BIRTH = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
times = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize("current", state.STATUSES)
@pytest.mark.parametrize("target", state.STATUSES)
def test_a_move_is_legal_exactly_if_it_is_listed(current: str, target: str) -> None:
    assert state.is_allowed(current, target) == ((current, target) in LEGAL)


@pytest.mark.parametrize("current", state.STATUSES)
def test_a_refusal_names_both_states_and_the_way_out(current: str) -> None:
    text = state.refusal(current, "completed")
    assert text.startswith(f"Cannot transition from '{current}' to 'completed'")
    assert all(f"'{target}'" in text for target in state.TRANSITIONS[current])


def test_what_can_be_claimed_and_what_can_expire() -> None:
    assert state.CLAIMABLE == ("created", "awaiting_human")
    assert set(state.EXPIRABLE) == set(state.STATUSES) - {"completed", "expired"}


@given(alive_since=times, waiting_since=times, timeout=st.integers(), status=st.sampled_from(state.STATUSES))
def test_a_packet_lives_a_day_unless_its_checkpoint_says_otherwise(
    alive_since: datetime, waiting_since: datetime, timeout: int, status: str
) -> None:
    end = state.expires_at(
        status=status, alive_since=alive_since, waiting_since=waiting_since, timeout_seconds=timeout
    )
    if status == "awaiting_human" and timeout > 0:
        if timeout < 200_000_000_000:
            assert end == waiting_since + timedelta(seconds=timeout)
        else:
            assert end.year >= 8000  # times end with the year 9999, integers do not
    else:
        assert end == alive_since + timedelta(days=1)


@pytest.mark.parametrize("timeout", [None, 0, -5])
def test_a_checkpoint_without_a_timeout_changes_nothing(timeout: int | None) -> None:
    end = state.expires_at(
        status="awaiting_human", alive_since=BIRTH, waiting_since=BIRTH, timeout_seconds=timeout
    )
    assert end == BIRTH + timedelta(days=1)
