"""What adapters for all frameworks have in common."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pydantic
import pytest

from fairlead.handoffrail.exceptions import ConflictError, InvalidArgumentError
from fairlead.handoffrail.integrations import BaseAdapter, CrewAIAdapter, LangChainAdapter
from fairlead.handoffrail.models import Decision, HitlCheckpoint, PacketResponse, Priority


class MyAdapter(BaseAdapter):
    def extract_conversation(self, context: Any) -> list[dict[str, Any]]:
        return [{"role": "user", "content": text} for text in context]

    def resume_conversation(self, packet: PacketResponse) -> Any:
        return [turn.to_dict() for turn in packet.context.conversation_state]


@pytest.fixture
def adapter(client) -> MyAdapter:
    return MyAdapter(client, "me-01", "Me")


class TestBaseAdapter:
    @pytest.mark.parametrize("missing", ["extract_conversation", "resume_conversation"])
    def test_both_conversions_are_needed(self, client, missing: str):
        kept = {"extract_conversation", "resume_conversation"} - {missing}
        kind: Any = type("Half", (BaseAdapter,), {name: getattr(MyAdapter, name) for name in kept})
        with pytest.raises(TypeError, match=missing):
            kind(client, "x", "X")

    def test_framework(self, client):
        assert MyAdapter(client, "x", "X").framework == "custom"
        assert MyAdapter(client, "x", "X", "rasa").framework == "rasa"
        assert LangChainAdapter(client, "x", "X").framework == "langchain"
        assert CrewAIAdapter(client, "x", "X")._default_framework() == "crewai"
        assert CrewAIAdapter(client=client, agent_id="x", agent_name="X", framework="y").framework == "y"

    def test_create(self, adapter, client):
        created = adapter.create_handoff(
            target_agent_id="you-01",
            target_agent_name="You",
            summary="the summary",
            target_framework="crewai",
            priority=Priority.high,
            tags=["t"],
            decisions=[Decision(id="d1", decision="go", rationale="why")],
            hitl=HitlCheckpoint(reason="look at it"),
        )
        assert created == client.newest
        assert created.metadata.to_dict() | {"created_at": None} == {
            "source_agent": {"id": "me-01", "name": "Me", "framework": "custom"},
            "target_agent": {"id": "you-01", "name": "You", "framework": "crewai"},
            "created_at": None,
            "priority": "high",
            "tags": ["t"],
        }
        assert created.decisions[0].decision == "go"
        assert created.hitl is not None
        assert created.hitl.reason == "look at it"

    def test_the_name_defaults_to_the_id(self, adapter, client):
        assert adapter.create_handoff("you-01", summary="s").metadata.target_agent.name == "you-01"
        parent = client.newest.id
        assert adapter.chain_handoff(parent, "you-02", summary="s").metadata.target_agent.name == "you-02"

    def test_a_summary_is_required(self, adapter, client):
        with pytest.raises(InvalidArgumentError, match="summary"):
            adapter.create_handoff("you-01")
        with pytest.raises(InvalidArgumentError, match="summary"):
            adapter.chain_handoff(uuid4(), "you-01", "You")
        assert client.calls == []

    @pytest.mark.parametrize(
        "bad", [{"priority": "urgent"}, {"conversation_state": [{"role": "robot", "content": ""}]}]
    )
    def test_unknown_names_are_refused(self, adapter, client, bad: dict[str, Any]):
        with pytest.raises(ValueError):
            adapter.create_handoff("you-01", "You", "s", **bad)
        assert client.calls == []

    def test_dicts_are_validated(self, adapter, client):
        with pytest.raises(pydantic.ValidationError):
            adapter.create_handoff("you-01", "You", "s", decisions=[{"decision": "no id"}])
        assert client.calls == []

    def test_claim_get_complete(self, adapter, packet):
        claimed = adapter.claim_handoff(packet.id)
        assert claimed.metadata.target_agent.to_dict() == {"id": "me-01", "name": "Me", "framework": "custom"}
        assert adapter.get_handoff(str(packet.id)) == claimed
        with pytest.raises(ConflictError):
            adapter.claim_handoff(packet.id, framework="other")
        assert adapter.complete_handoff(packet.id).status == "completed"

    def test_poll(self, adapter, packet):
        assert adapter.poll_for_handoff() == []
        assert adapter.poll_for_handoff(target_agent="you-01") == [packet]
        mine = [adapter.create_handoff("me-01", summary=str(n)) for n in range(3)]
        assert adapter.poll_for_handoff(limit=2) == [mine[2], mine[1]]
        assert adapter.poll_for_handoff(status="failed") == []

    def test_respond(self, adapter):
        asked = adapter.create_handoff("me-01", summary="s", hitl={"reason": "r"})
        answered = adapter.respond_to_hitl(asked.id, "yes", notes="n").hitl
        assert (answered.response, answered.responded_by, answered.notes) == ("yes", "me-01", "n")
        assert adapter.respond_to_hitl(asked.id, "no", responded_by="boss").hitl.responded_by == "boss"

    def test_chain(self, adapter, packet):
        child = adapter.chain_handoff(
            parent_packet_id=packet.id,
            target_agent_id="next-01",
            target_agent_name="Next",
            summary="go on",
            conversation_state=[{"role": "agent", "content": "more"}],
            pending_actions=[{"id": "a1", "description": "do", "assignee": "next-01"}],
            tags=["child"],
        )
        assert child.parent_packet_id == packet.id
        assert [turn.content for turn in child.context.conversation_state] == ["hello", "more"]
        assert child.metadata.source_agent.id == "me-01"
        assert child.metadata.tags == ["child"]


class TestUpdate:
    """The server replaces contexts and action lists as wholes; an update must not lose what it leaves out."""

    @pytest.mark.parametrize(
        ("argument", "place", "item"),
        [
            ("pending_actions", "pending", {"id": "n", "description": "x", "assignee": "y"}),
            ("completed_actions", "completed", {"id": "n", "description": "x", "result": "y"}),
            ("failed_actions", "failed", {"id": "n", "description": "x", "error": "y"}),
        ],
    )
    def test_one_action_list_keeps_the_others(self, adapter, packet, argument, place, item):
        after = adapter.update_handoff(packet.id, **{argument: [item]})
        for name in ("pending", "completed", "failed"):
            ids = [action.id for action in getattr(after.actions, name)]
            assert ids == (["n"] if name == place else [a.id for a in getattr(packet.actions, name)])
        assert after.context == packet.context

    def test_several_action_lists(self, adapter, packet):
        after = adapter.update_handoff(
            packet.id,
            pending_actions=[{"id": "p", "description": "x", "assignee": "y"}],
            failed_actions=[{"id": "f", "description": "x", "error": "y"}],
        )
        assert [after.actions.pending[0].id, after.actions.completed[0].id] == ["p", "a2"]
        assert [action.id for action in after.actions.failed] == ["f"]

    def test_summary_keeps_the_rest_of_the_context(self, adapter, packet):
        after = adapter.update_handoff(packet.id, summary="new")
        assert after.context == packet.context.model_copy(update={"summary": "new"})
        assert after.actions == packet.actions

    @pytest.mark.parametrize("more", [{}, {"summary": "new"}])
    def test_custom_is_merged(self, adapter, packet, more: dict[str, str]):
        after = adapter.update_handoff(packet.id, custom={"added": 2}, **more)
        assert after.context.custom == {"kept": 1, "nested": {"none": None}, "added": 2}
        assert after.context.conversation_state == packet.context.conversation_state
        assert after.context.artifacts == packet.context.artifacts
        assert after.context.summary == more.get("summary", "the summary")

    def test_unknown_fields_of_a_newer_server_survive(self, adapter, client, packet):
        body = packet.to_dict()
        body["context"]["shiny"] = [1]
        body["actions"]["skipped"] = [{"id": "a9"}]
        client.packets[str(packet.id)] = PacketResponse.from_dict(body)
        after = adapter.update_handoff(
            packet.id, summary="new", failed_actions=[{"id": "f", "description": "x", "error": "y"}]
        )
        assert after.context.model_extra == {"shiny": [1]}
        assert after.actions.model_extra == {"skipped": [{"id": "a9"}]}

    def test_a_status_needs_no_reading(self, adapter, client, packet):
        assert adapter.update_handoff(packet.id, status="in_progress").status == "in_progress"
        decided = adapter.update_handoff(
            packet.id, decisions=[{"id": "d2", "decision": "x", "rationale": ""}]
        )
        assert decided.decisions[0].id == "d2"
        assert client.calls == ["update_packet", "update_packet"]

    def test_empty_lists_change_nothing(self, adapter, client, packet):
        after = adapter.update_handoff(
            packet.id,
            decisions=[],
            pending_actions=[],
            completed_actions=[],
            failed_actions=[],
            dependencies=[],
            custom={},
        )
        assert after == packet
        assert client.calls == ["update_packet"]

    def test_unknown_status(self, adapter, client, packet):
        with pytest.raises(ValueError, match="'done' is not a PacketStatus"):
            adapter.update_handoff(packet.id, status="done")
        assert client.calls == []


def test_packet_ids_may_be_uuids_or_text(adapter, packet):
    assert adapter.get_handoff(UUID(str(packet.id))) == adapter.get_handoff(str(packet.id))
