"""What the service says with an event, where nothing is promised."""

from __future__ import annotations

import pytest

from fairlead.hai import AgentStartedEvent, RequestStartEvent


@pytest.mark.parametrize("kind", [AgentStartedEvent, RequestStartEvent])
def test_data_without_a_promise_reads_like_a_dict(kind: type[AgentStartedEvent | RequestStartEvent]) -> None:
    sent = {
        "type": kind.__name__,
        "timestamp": "2026-01-01T00:00:00Z",
        "data": {"runner": "r-1", "step": None},
    }
    event = kind.from_dict(sent)
    assert event.data["runner"] == event.data.get("runner") == "r-1"
    assert event.data == dict(event.data) == {"runner": "r-1", "step": None}
    assert event.to_dict() == sent
