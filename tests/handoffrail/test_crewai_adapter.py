"""The CrewAI adapter, which needs no CrewAI. The tool is tested in tests/crewai."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from fairlead.handoffrail.integrations import CrewAIAdapter
from fairlead.handoffrail.models import HitlCheckpoint, PacketResponse


@dataclass
class Task:
    description: str
    expected_output: str | None = None
    raw: str = ""


class TestCrewAIAdapter:
    @pytest.fixture
    def adapter(self, client) -> CrewAIAdapter:
        return CrewAIAdapter(client=client, agent_id="billing-01", agent_name="BillingBot")

    @pytest.mark.parametrize(
        ("context", "turns"),
        [
            ([], []),
            (None, []),
            (7, []),
            ("done", [("agent", "done")]),
            (["one", 2], [("agent", "one"), ("agent", "2")]),
            (Task("Do it"), [("system", "Task: Do it")]),
            (Task("Do it", "Text"), [("system", "Task: Do it"), ("system", "Expected output: Text")]),
            (Task("Do it", raw="Done"), [("system", "Task: Do it"), ("agent", "Done")]),
            (
                [
                    {"role": "human", "content": "1"},
                    {"role": "user", "content": "2"},
                    {"role": "ai", "content": "3"},
                    {"role": "assistant", "content": "4"},
                    {"role": "agent", "content": "5"},
                    {"role": "task", "content": "6"},
                    {"content": None},
                ],
                [
                    ("user", "1"),
                    ("user", "2"),
                    ("agent", "3"),
                    ("agent", "4"),
                    ("agent", "5"),
                    ("system", "6"),
                    ("system", ""),
                ],
            ),
        ],
    )
    def test_extract(self, adapter, context: Any, turns: list[tuple[str, str]]):
        extracted = adapter.extract_conversation(context)
        assert extracted == [{"role": role, "content": content} for role, content in turns]

    def test_timestamps_and_unknown_roles_are_kept(self, adapter, client):
        turns = adapter.extract_conversation(
            [
                {
                    "role": "Referee",
                    "content": "offside",
                    "timestamp": "2026-01-02T03:04:05Z",
                    "metadata": {"m": 1},
                }
            ]
        )
        assert turns == [
            {
                "role": "system",
                "content": "offside",
                "timestamp": "2026-01-02T03:04:05Z",
                "metadata": {"m": 1, "original_role": "Referee"},
            }
        ]
        adapter.create_handoff("x", summary="s", conversation_state=turns)
        assert client.newest.context.conversation_state[0].to_dict() == turns[0]

    def test_the_guide_hands_over_a_task_without_a_target_name(self, adapter):
        packet = adapter.handoff_from_task(
            task_result="Payment processed",
            target_agent_id="support-01",
            summary="Billing complete, customer needs onboarding",
        )
        assert packet.metadata.target_agent.name == "support-01"
        assert packet.metadata.source_agent.framework == "crewai"
        assert [turn.to_dict() for turn in packet.context.conversation_state] == [
            {"role": "agent", "content": "Task result: Payment processed"}
        ]

    def test_resume(self, adapter):
        packet = adapter.create_handoff(
            "x",
            summary="s",
            priority="low",
            conversation_state=[{"role": "user", "content": "hi"}],
            decisions=[{"id": "d1", "decision": "go", "rationale": "why"}],
            pending_actions=[{"id": "a1", "description": "do", "assignee": "x"}],
        )
        basic = {
            "summary": "s",
            "conversation": [{"role": "user", "content": "hi"}],
            "pending_actions": [{"id": "a1", "description": "do", "assignee": "x"}],
            "decisions": [{"id": "d1", "decision": "go", "rationale": "why"}],
            "source_agent": "BillingBot",
            "source_agent_id": "billing-01",
            "priority": "low",
        }
        assert adapter.resume_conversation(packet) == basic
        assert type(adapter.resume_conversation(packet)["priority"]) is str
        full = PacketResponse.from_dict(
            {
                **packet.to_dict(),
                "hitl": {"reason": "r"},
                "context": {**packet.context.to_dict(), "artifacts": [{"key": "k", "value": {"v": 1}}]},
            }
        )
        assert adapter.resume_conversation(full) == {
            **basic,
            "hitl_required": True,
            "hitl_question": "",
            "hitl_options": [],
            "artifacts": {"k": {"v": 1}},
        }
        optional = full.model_copy(update={"hitl": HitlCheckpoint(required=False, reason="r")})
        assert "hitl_required" not in adapter.resume_conversation(optional)
