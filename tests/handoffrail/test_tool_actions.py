"""What the tools do, whatever the framework."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fairlead.handoffrail.exceptions import RateLimitError
from fairlead.handoffrail.integrations._conversation import text_of
from fairlead.handoffrail.integrations._tool_actions import ToolInput, run_action


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, ""),
        ("x", "x"),
        (3, "3"),
        ([], ""),
        (["a", "b"], "a\nb"),
        (
            [{"type": "text", "text": "a"}, {"type": "image_url", "image_url": {}}, "", {}],
            "a\n[image_url]\n[data]",
        ),
        ({"type": "text", "text": "a"}, "a"),
    ],
)
def test_content_as_text(content: object, text: str):
    assert text_of(content) == text


class TestToolActions:
    def run(self, client, action: str, **arguments: Any) -> dict[str, Any]:
        return json.loads(run_action(client, action, arguments))

    def test_create(self, client):
        result = self.run(
            client,
            "create",
            target_agent_id="b",
            target_agent_name="B",
            summary="s",
            agent_id="a",
            agent_name="A",
            priority="high",
            tags="one, two,,",
            something_else=1,
        )
        packet = client.newest
        assert result == {"status": "created", "packet_id": str(packet.id)}
        assert packet.metadata.source_agent.to_dict() == {"id": "a", "name": "A"}
        assert packet.metadata.target_agent.to_dict() == {"id": "b", "name": "B"}
        assert packet.metadata.tags == ["one", "two"]
        assert packet.metadata.priority == "high"

    def test_create_with_as_little_as_possible(self, client):
        self.run(client, "create", target_agent_id="b", summary="s", tags=["x"])
        assert client.newest.metadata.source_agent.to_dict() == {"id": "unknown", "name": "Unknown"}
        assert client.newest.metadata.target_agent.name == "b"
        self.run(client, "create", target_agent_id="b", summary="s", agent_id="a")
        assert client.newest.metadata.source_agent.name == "a"

    def test_the_other_actions(self, client, packet):
        one = str(packet.id)
        assert self.run(client, "get", packet_id=one) == {"packet_id": one, "status": "created"}
        assert self.run(client, "claim", packet_id=one, agent_id="z") == {
            "status": "claimed",
            "packet_id": one,
        }
        assert client.packets[one].metadata.target_agent.to_dict() == {"id": "z", "name": "z"}
        assert self.run(client, "update", packet_id=one, status="in_progress") == {
            "status": "updated",
            "packet_id": one,
        }
        assert client.packets[one].status == "in_progress"
        assert self.run(client, "complete", packet_id=one) == {"status": "completed", "packet_id": one}

    def test_updating_the_summary_loses_nothing(self, client, packet):
        self.run(client, "update", packet_id=str(packet.id), summary="new")
        assert client.newest.context == packet.context.model_copy(update={"summary": "new"})

    def test_an_empty_summary_is_none(self, client, packet):
        self.run(client, "update", packet_id=str(packet.id), summary="", status="")
        assert client.newest == packet

    @pytest.mark.parametrize(
        ("action", "arguments", "error"),
        [
            ("fly", {}, "Unknown action 'fly'"),
            ("create", {"summary": "s"}, "target_agent_id is required"),
            ("create", {"target_agent_id": "b"}, "summary is required"),
            ("claim", {}, "packet_id is required"),
            ("update", {"status": "failed"}, "packet_id is required"),
            ("complete", {"packet_id": ""}, "packet_id is required"),
            ("get", {}, "packet_id is required"),
            ("get", {"packet_id": 5}, "packet_id"),
        ],
    )
    def test_unusable_arguments(self, client, action: str, arguments: dict[str, Any], error: str):
        result = self.run(client, action, **arguments)
        assert result.keys() == {"error"}
        assert error in result["error"]
        assert client.calls == []

    def test_failed_calls(self, client):
        assert self.run(client, "get", packet_id="nonexistent") == {
            "error": "Packet not found",
            "error_type": "NotFoundError",
        }
        client.failure = RateLimitError("slow down")
        assert self.run(client, "claim", packet_id="x")["error_type"] == "RateLimitError"
        refused = self.run(client, "create", target_agent_id="b", summary="s", priority="urgent")
        assert refused["error_type"] == "InvalidArgumentError"

    def test_mistakes_in_the_program_are_raised(self):
        with pytest.raises(AttributeError):
            run_action(object(), "get", {"packet_id": "x"})  # type: ignore[arg-type]

    def test_models_see_the_actions(self):
        schema = ToolInput.model_json_schema()
        assert schema["properties"]["action"]["enum"] == ["create", "claim", "update", "complete", "get"]
        assert schema["required"] == ["action"]
