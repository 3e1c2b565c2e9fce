"""Builders: both spellings of every method, what they add and replace, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.handoffrail.builders import ChainBuilder, HandoffPacket, PacketBuilder
from fairlead.handoffrail.exceptions import HandoffRailError, InvalidArgumentError
from fairlead.handoffrail.models import ChainHandoffRequest, ContextEntry, PacketCreate, Priority

Builder = PacketBuilder | ChainBuilder
BUILDERS: list[type[Builder]] = [PacketBuilder, ChainBuilder]


def ready(kind: type[Builder]) -> Any:
    return kind().from_agent("a", "A").to_agent("b", "B").with_summary("s")


def without_time(request: PacketCreate | ChainHandoffRequest) -> dict[str, Any]:
    body = request.to_dict()
    del body["metadata"]["created_at"]
    return body


def test_the_guide():
    packet = (
        HandoffPacket.builder()
        .from_agent("sales-01", "SalesBot", framework="langchain")
        .to_agent("billing-01", "BillingBot")
        .with_summary("Customer wants Business tier upgrade")
        .with_conversation(
            messages=[
                {"role": "user", "content": "I want to upgrade"},
                {"role": "agent", "content": "Let me connect you to billing"},
            ]
        )
        .with_decision(
            "Proceed with upgrade",
            rationale="Customer eligible, no outstanding invoices",
            decided_by="sales-01",
        )
        .with_action("Process payment", assignee="billing-01", priority="high")
        .with_dependency("stripe-api", type="api", description="Payment gateway")
        .with_hitl(
            reason="High-value upgrade needs approval",
            question="Approve Business tier upgrade?",
            options=["Approve", "Deny"],
            timeout_seconds=86400,
        )
        .with_priority("high")
        .with_tags(["upgrade", "business-tier"])
        .build()
    )
    assert isinstance(packet, PacketCreate)
    assert without_time(packet) == {
        "metadata": {
            "source_agent": {"id": "sales-01", "name": "SalesBot", "framework": "langchain"},
            "target_agent": {"id": "billing-01", "name": "BillingBot"},
            "priority": "high",
            "tags": ["upgrade", "business-tier"],
        },
        "context": {
            "summary": "Customer wants Business tier upgrade",
            "conversation_state": [
                {"role": "user", "content": "I want to upgrade"},
                {"role": "agent", "content": "Let me connect you to billing"},
            ],
            "artifacts": [],
            "custom": {},
        },
        "decisions": [
            {
                "id": "d1",
                "decision": "Proceed with upgrade",
                "rationale": "Customer eligible, no outstanding invoices",
                "alternatives": [],
                "decided_by": "sales-01",
            }
        ],
        "actions": {
            "pending": [
                {
                    "id": "a1",
                    "description": "Process payment",
                    "assignee": "billing-01",
                    "priority": "high",
                    "depends_on": [],
                }
            ],
            "completed": [],
            "failed": [],
        },
        "dependencies": [
            {"id": "stripe-api", "type": "api", "description": "Payment gateway", "status": "unknown"}
        ],
        "hitl": {
            "required": True,
            "reason": "High-value upgrade needs approval",
            "question": "Approve Business tier upgrade?",
            "options": ["Approve", "Deny"],
            "timeout_seconds": 86400,
        },
    }


@pytest.mark.parametrize("kind", BUILDERS)
def test_both_spellings_mean_the_same(kind: type[Builder]):
    positional = (
        kind()
        .from_agent("a", "A", "langchain", "2.0")
        .to_agent("b", "B", "crewai")
        .with_summary("s")
        .with_priority("low")
        .with_conversation([{"role": "user", "content": "hi"}])
        .with_artifact("k", {"v": 1}, "application/json")
        .with_decision("d", "r", ["x"], "me")
        .with_action("do", "b", "high", ["a0"], "act")
        .with_dependency("dep", "data", "text", "blocked", "src")
        .with_hitl("why", "what", ["y"], 60)
    )
    by_name = (
        kind()
        .from_(agent_id="a", agent_name="A", framework="langchain", version="2.0")
        .to(agent_id="b", agent_name="B", framework="crewai")
        .with_summary(summary="s")
        .with_priority(priority=Priority.low)
        .with_conversation(messages=[ContextEntry.from_dict({"role": "user", "content": "hi"})])
        .with_artifacts(artifacts=[{"key": "k", "value": {"v": 1}, "content_type": "application/json"}])
        .with_decision(decision="d", rationale="r", alternatives=["x"], decided_by="me")
        .with_action(
            description="do", assignee="b", priority=Priority.high, depends_on=["a0"], action_id="act"
        )
        .with_dependency(dep_id="dep", type="data", description="text", status="blocked", source="src")
        .with_hitl(reason="why", question="what", options=["y"], timeout_seconds=60)
    )
    guide_names = (
        kind()
        .from_agent(id="a", name="A", framework="langchain", version="2.0")
        .to_agent(id="b", name="B", framework="crewai")
        .with_summary(text="s")
        .with_priority(level="low")
        .with_conversation([{"role": "user", "content": "hi"}])
        .with_artifact(key="k", value={"v": 1}, content_type="application/json")
        .with_decision("d", "r", alternatives=["x"], decided_by="me")
        .with_action("do", assignee="b", priority="high", depends_on=["a0"], action_id="act")
        .with_dependency(id="dep", type="data", description="text", status="blocked", source="src")
        .with_hitl("why", "what", options=["y"], timeout_seconds=60)
    )
    expected = without_time(positional.build())
    assert without_time(by_name.build()) == expected
    assert without_time(guide_names.build()) == expected


@pytest.mark.parametrize("kind", BUILDERS)
def test_defaults(kind: type[Builder]):
    body = without_time(ready(kind).with_decision("d").with_action("x", "b").with_dependency("dep").build())
    assert body == {
        "metadata": {
            "source_agent": {"id": "a", "name": "A"},
            "target_agent": {"id": "b", "name": "B"},
            "priority": "normal",
            "tags": [],
        },
        "context": {"summary": "s", "conversation_state": [], "artifacts": [], "custom": {}},
        "decisions": [{"id": "d1", "decision": "d", "rationale": "", "alternatives": []}],
        "actions": {
            "pending": [{"id": "a1", "description": "x", "assignee": "b", "depends_on": []}],
            "completed": [],
            "failed": [],
        },
        "dependencies": [{"id": "dep", "type": "api", "description": "", "status": "unknown"}],
    }


@pytest.mark.parametrize("kind", BUILDERS)
def test_what_adds_and_what_replaces(kind: type[Builder]):
    turn = {"role": "user", "content": "1"}
    request = (
        ready(kind)
        .with_conversation([turn])
        .with_conversation([{**turn, "content": "2"}])
        .with_artifacts([{"key": "gone", "value": ""}])
        .with_artifacts([{"key": "one", "value": ""}])
        .with_artifact("two", ["x"])
        .with_tags(["gone"])
        .with_tags(["kept"])
        .with_custom({"gone": 1})
        .with_custom({"kept": 1})
        .with_hitl("gone")
        .with_hitl("kept")
        .with_summary("kept")
        .with_schema("schema-1")
        .build()
    )
    assert [turn.content for turn in request.context.conversation_state] == ["1", "2"]
    assert [artifact.key for artifact in request.context.artifacts] == ["one", "two"]
    assert request.metadata.tags == ["kept"]
    assert request.context.custom == {"kept": 1}
    assert request.hitl is not None
    assert request.hitl.reason == request.context.summary == "kept"
    assert request.schema_id == "schema-1"


@given(st.lists(st.sampled_from([None, "a1", "a2", "a3", "x"]), max_size=8))
def test_numbered_actions_never_take_an_id_that_is_used(ids: list[str | None]):
    builder = ready(PacketBuilder)
    for chosen in ids:
        before = {action.id for action in builder.build().actions.pending}
        builder.with_action("x", "b", action_id=chosen)
        made = builder.build().actions.pending[-1].id
        assert made == chosen if chosen else made not in before


def test_numbers_count_up():
    packet = ready(PacketBuilder)
    for _ in range(3):
        packet.with_decision("d").with_action("x", assignee="b")
    built = packet.build()
    assert [decision.id for decision in built.decisions] == ["d1", "d2", "d3"]
    assert [action.id for action in built.actions.pending] == ["a1", "a2", "a3"]


@pytest.mark.parametrize("parent", [UUID(int=7), str(UUID(int=7))])
def test_parent(parent: str | UUID):
    assert ready(PacketBuilder).with_parent(parent).build().parent_packet_id == UUID(str(parent))


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize(
    ("steps", "start"),
    [
        ([], "Source agent"),
        (["to", "summary"], "Source agent"),
        (["from"], "Target agent"),
        (["from", "summary"], "Target agent"),
        (["from", "to"], "Summary"),
    ],
)
def test_missing_parts(kind: type[Builder], steps: list[str], start: str):
    builder = kind()
    if "from" in steps:
        builder.from_("a", "A")
    if "to" in steps:
        builder.to("b", "B")
    if "summary" in steps:
        builder.with_summary("s")
    with pytest.raises(ValueError, match=f"^{start}") as refused:
        builder.build()
    assert isinstance(refused.value, HandoffRailError)


def test_an_empty_summary_is_a_summary():
    assert ready(PacketBuilder).with_summary("").build().context.summary == ""


@pytest.mark.parametrize(
    "step",
    [
        lambda b: b.with_priority("urgent"),
        lambda b: b.with_action("x", "b", priority="urgent"),
        lambda b: b.with_dependency("d", type="magic"),
        lambda b: b.with_dependency("d", status="maybe"),
        lambda b: b.with_tags("one-string"),
        lambda b: b.with_conversation([{"role": "robot", "content": "x"}]).build(),
    ],
)
def test_unknown_names_are_refused(step: Callable[[Any], Any]):
    with pytest.raises(InvalidArgumentError) as refused:
        step(ready(PacketBuilder))
    assert isinstance(refused.value, ValueError)


@pytest.mark.parametrize(
    "step",
    [
        lambda b: b.with_conversation([{"role": "user"}]),
        lambda b: b.with_conversation("text"),
        lambda b: b.with_artifacts([{"key": "k", "value": 1}]),
        lambda b: b.with_hitl(""),
    ],
)
@pytest.mark.parametrize("kind", BUILDERS)
def test_bad_parts_are_refused_when_building(kind: type[Builder], step: Callable[[Any], Any]):
    builder = step(ready(kind))
    with pytest.raises(pydantic.ValidationError):
        builder.build()


@pytest.mark.parametrize("arguments", [{}, {"text": "x", "summary": "y"}], ids=["neither name", "both names"])
def test_one_argument_has_one_name_at_a_time(arguments: dict[str, str]):
    with pytest.raises(TypeError, match="either text or summary"):
        PacketBuilder().with_summary(**arguments)


def test_a_builder_can_be_used_again_and_shares_nothing():
    tags, messages, custom = ["t"], [{"role": "user", "content": "1"}], {"k": 1}
    builder = ready(PacketBuilder).with_tags(tags).with_conversation(messages).with_custom(custom)
    first = builder.build()
    tags.append("later")
    messages.append({"role": "user", "content": "later"})
    custom["later"] = 2
    first.metadata.tags.append("mine")
    first.context.conversation_state.clear()
    second = builder.with_action("x", "b").build()
    assert first.actions.pending == []
    assert second.metadata.tags == ["t"]
    assert [turn.content for turn in second.context.conversation_state] == ["1"]
    assert second.context.custom == {"k": 1}
    assert len(second.actions.pending) == 1


def test_builders_of_subclasses_keep_their_type():
    class Mine(PacketBuilder):
        def urgent(self) -> Mine:
            return self.with_priority("critical")

    packet = Mine().from_agent("a", "A").urgent().to_agent("b", "B").urgent().with_summary("s").build()
    assert packet.metadata.priority is Priority.critical
    assert isinstance(ready(ChainBuilder).build(), ChainHandoffRequest)
