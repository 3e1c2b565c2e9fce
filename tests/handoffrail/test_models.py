"""The public models: round trips, defaults, tolerance, secrets."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead._core.enums import OpenStrEnum
from fairlead._core.models import Model
from fairlead.handoffrail import models
from fairlead.handoffrail.models import (
    ALL_EVENTS,
    DEFAULT_WEBHOOK_EVENTS,
    WEBHOOK_EVENTS,
    Actions,
    AgentInfo,
    ApiKeyCreate,
    ApiKeyResponse,
    Artifact,
    BatchClaimRequest,
    BatchClaimResponse,
    BatchCompleteRequest,
    BatchCompleteResponse,
    BatchCreateResponse,
    ChainHandoffRequest,
    ContextEntry,
    Decision,
    Dependency,
    HitlCheckpoint,
    Metadata,
    PacketContext,
    PacketCreate,
    PacketResponse,
    PacketStatus,
    PacketUpdate,
    Priority,
    SchemaListResponse,
    SearchOptions,
    StreamEvent,
    SystemHealth,
    TargetAgentInfo,
    TenantCreate,
    TenantUpdate,
    WebhookCreate,
    WebhookDelivery,
)

MODELS = [
    value
    for name in models.__all__
    if isinstance(value := getattr(models, name), type) and issubclass(value, Model)
]
ENUMS = [
    value
    for name in models.__all__
    if isinstance(value := getattr(models, name), type) and issubclass(value, OpenStrEnum)
]

NAMES = """
    Actions AgentInfo ApiKeyCreate ApiKeyResponse Artifact AuditLogEntry AuditLogResponse
    BatchClaimError BatchClaimRequest BatchClaimResponse BatchCompleteError BatchCompleteRequest
    BatchCompleteResponse BatchCreateError BatchCreateResponse ChainHandoffRequest CompletedAction
    ContextEntry ConversationRole Decision Dependency DependencyStatus DependencyType FailedAction
    HitlCheckpoint HitlRespondRequest Metadata PacketClaim PacketContext PacketCreate PacketEvent
    PacketHistoryResponse PacketListResponse PacketResponse PacketStatus PacketUpdate PendingAction
    Priority SchemaCreate SchemaListResponse SchemaResponse SearchOptions TargetAgentInfo
    TenantCreate TenantResponse TenantUpdate WebhookCreate WebhookResponse AgentPacketCount
    DeadLetter DeadLetterReplay DeliveryStatus Health KeyRole Readiness RetryAllResult Stats
    StreamEvent SystemHealth WebhookDelivery WebhookEvent
"""

PACKET: dict[str, Any] = {
    "id": "5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10",
    "version": "1.0.0",
    "parent_packet_id": None,
    "metadata": {
        "source_agent": {"id": "a-1", "name": "Alpha", "framework": None, "version": None},
        "target_agent": {"id": "b-1", "name": "Beta", "framework": None},
        "created_at": "2026-01-02T03:04:05.000001Z",
        "claimed_at": None,
        "completed_at": None,
        "priority": "normal",
        "tags": [],
    },
    "context": {
        "summary": "x",
        "conversation_state": [{"role": "user", "content": "hi", "timestamp": None, "metadata": None}],
        "artifacts": [],
        "custom": {"nothing": None},
    },
    "decisions": [],
    "actions": {"pending": [], "completed": [], "failed": []},
    "dependencies": [],
    "hitl": None,
    "status": "created",
    "created_at": "2026-01-02T03:04:05.000200",
    "updated_at": "2026-01-02T03:04:05.000200",
}


def request_parts(**more: Any) -> dict[str, Any]:
    return {
        "metadata": Metadata(
            source_agent=AgentInfo(id="a", name="A"), target_agent=TargetAgentInfo(id="b", name="B")
        ),
        "context": PacketContext(summary="s"),
        **more,
    }


def test_every_name_is_there():
    assert {type_.__name__ for type_ in MODELS + ENUMS} == set(NAMES.split())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_json_schema_without_closed_enums(model: type[Model]):
    schema = json.dumps(model.model_json_schema())
    assert '"enum"' not in schema


class TestConversions:
    def test_packet_answer(self):
        packet = PacketResponse.from_dict(PACKET)
        assert packet.id == UUID(PACKET["id"])
        assert packet.status is PacketStatus.created
        assert packet.context.conversation_state[0].role == "user"

    def test_to_dict_drops_none_of_models_and_keeps_it_in_free_data(self):
        assert PacketResponse.from_dict(PACKET).to_dict() == {
            "id": PACKET["id"],
            "version": "1.0.0",
            "metadata": {
                "source_agent": {"id": "a-1", "name": "Alpha"},
                "target_agent": {"id": "b-1", "name": "Beta"},
                "created_at": "2026-01-02T03:04:05.000001Z",
                "priority": "normal",
                "tags": [],
            },
            "context": {
                "summary": "x",
                "conversation_state": [{"role": "user", "content": "hi"}],
                "artifacts": [],
                "custom": {"nothing": None},
            },
            "decisions": [],
            "actions": {"pending": [], "completed": [], "failed": []},
            "dependencies": [],
            "status": "created",
            "created_at": "2026-01-02T03:04:05.000200Z",
            "updated_at": "2026-01-02T03:04:05.000200Z",
        }

    def test_none_inside_artifacts_and_metadata_stays(self):
        assert Artifact(key="k", value=[None, {"a": None}]).to_dict() == {
            "key": "k",
            "value": [None, {"a": None}],
        }
        turn = ContextEntry.from_dict({"role": "user", "content": "", "metadata": {"a": None}})
        assert turn.to_dict() == {"role": "user", "content": "", "metadata": {"a": None}}

    def test_unknown_fields_are_kept_at_every_level(self):
        data = copy.deepcopy(PACKET)
        data["shiny"] = {"new": [1]}
        data["metadata"]["target_agent"]["region"] = "eu"
        packet = PacketResponse.from_dict(data)
        assert packet.model_extra == {"shiny": {"new": [1]}}
        assert packet.to_dict()["shiny"] == {"new": [1]}
        assert packet.to_dict()["metadata"]["target_agent"]["region"] == "eu"

    def test_models_are_frozen(self):
        agent = AgentInfo(id="a", name="A")
        with pytest.raises(pydantic.ValidationError, match="frozen"):
            agent.name = "B"
        assert agent.model_copy(update={"name": "B"}).name == "B"

    def test_round_trip_is_stable(self):
        once = PacketResponse.from_dict(PACKET)
        assert PacketResponse.from_dict(once.to_dict()) == once
        assert pickle.loads(pickle.dumps(once)) == once

    @pytest.mark.parametrize("value", [1, 1.5, True, None])
    def test_artifact_values_are_text_objects_or_arrays(self, value: Any):
        with pytest.raises(pydantic.ValidationError):
            Artifact(key="k", value=value)

    def test_numbers_do_not_become_strings(self):
        with pytest.raises(pydantic.ValidationError):
            AgentInfo.from_dict({"id": 1, "name": "A"})

    def test_custom_data_must_be_an_object(self):
        with pytest.raises(pydantic.ValidationError):
            PacketContext.from_dict({"summary": "s", "custom": None})

    def test_missing_lists_of_answers_are_empty(self):
        for answer in (BatchCreateResponse, BatchClaimResponse, BatchCompleteResponse):
            assert all(value == [] for value in answer.from_dict({}).to_dict().values())
        assert SchemaListResponse.from_dict({"total": 0, "limit": 50, "offset": 0}).schemas == []


class TestTimes:
    def test_without_offset_is_utc(self):
        packet = PacketResponse.from_dict(PACKET)
        assert packet.created_at == datetime(2026, 1, 2, 3, 4, 5, 200, tzinfo=UTC)
        assert packet.created_at.utcoffset() == timedelta(0)

    def test_an_offset_is_kept(self):
        event = StreamEvent.from_dict(
            {"type": "x", "packet_id": "p", "data": {}, "timestamp": "2026-01-02T05:04:05+02:00"}
        )
        assert event.timestamp == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
        assert event.timestamp.utcoffset() == timedelta(hours=2)
        assert event.replayed is False

    @given(st.datetimes())
    def test_naive_times_in_python_are_utc_too(self, moment: datetime):
        turn = ContextEntry.from_dict({"role": "user", "content": "", "timestamp": moment})
        assert turn.timestamp == moment.replace(tzinfo=UTC)

    def test_metadata_is_created_now(self):
        before = datetime.now(UTC)
        created = request_parts()["metadata"].created_at
        assert before <= created <= datetime.now(UTC)
        assert request_parts()["metadata"].to_dict()["created_at"].endswith("Z")


class TestRequests:
    def test_packet_create_sends_its_defaults(self):
        body = PacketCreate(**request_parts()).to_dict()
        assert body.pop("metadata").keys() == {
            "source_agent",
            "target_agent",
            "created_at",
            "priority",
            "tags",
        }
        assert body == {
            "context": {"summary": "s", "conversation_state": [], "artifacts": [], "custom": {}},
            "decisions": [],
            "actions": {"pending": [], "completed": [], "failed": []},
            "dependencies": [],
        }

    @pytest.mark.parametrize("model", [PacketCreate, ChainHandoffRequest])
    def test_a_required_checkpoint_needs_a_reason(self, model: type[Model]):
        with pytest.raises(ValueError, match="needs a reason"):
            model(**request_parts(hitl=HitlCheckpoint(reason="")))
        assert model(**request_parts(hitl=HitlCheckpoint(required=False, reason=""))).to_dict()["hitl"] == {
            "required": False,
            "reason": "",
        }

    def test_a_checkpoint_without_reason_can_be_read(self):
        packet = PacketResponse.from_dict({**PACKET, "hitl": {"required": True, "reason": ""}})
        assert packet.hitl == HitlCheckpoint(reason="")

    @pytest.mark.parametrize("field", ["metadata", "context"])
    @pytest.mark.parametrize("model", [PacketCreate, ChainHandoffRequest])
    def test_required_parts(self, model: type[Model], field: str):
        parts = request_parts()
        del parts[field]
        with pytest.raises(pydantic.ValidationError, match=field):
            model(**parts)

    def test_an_empty_update_sends_nothing_and_empty_lists_are_sent(self):
        assert PacketUpdate().to_dict() == {}
        assert PacketUpdate(decisions=[], dependencies=[]).to_dict() == {"decisions": [], "dependencies": []}
        assert PacketUpdate.from_dict({"status": "in_progress"}).to_dict() == {"status": "in_progress"}
        assert PacketUpdate(actions=Actions()).to_dict() == {
            "actions": {"pending": [], "completed": [], "failed": []}
        }

    @pytest.mark.parametrize("model", [BatchClaimRequest, BatchCompleteRequest])
    def test_batches_take_text_and_uuids(self, model: type[Any]):
        ids = ["not-a-uuid", UUID(PACKET["id"])]
        more = {"agent_id": "a", "agent_name": "A"} if model is BatchClaimRequest else {}
        request = model(packet_ids=ids, **more)
        assert request.to_dict() == {"packet_ids": ["not-a-uuid", PACKET["id"]], **more}
        with pytest.raises(pydantic.ValidationError):
            model(packet_ids="not-a-list", **more)

    def test_search_options(self):
        assert SearchOptions().to_params() == {"limit": 50, "offset": 0}
        options = SearchOptions(limit=5, offset=10, status=PacketStatus.failed, priority=Priority("rush"))
        assert options.to_params() == {"limit": 5, "offset": 10, "status": "failed", "priority": "rush"}
        assert all(type(value) in {int, str} for value in options.to_params().values())

    def test_defaults_of_other_parts(self):
        assert Dependency(id="d", type=models.DependencyType.api, description="").status == "unknown"
        assert Decision(id="d", decision="x", rationale="").alternatives == []
        assert ApiKeyCreate(name="k").to_dict() == {"name": "k", "role": "admin"}
        assert TenantCreate(name="t").to_dict() == {"name": "t", "tier": "free"}
        assert TenantUpdate().to_dict() == {}
        with pytest.raises(ValueError, match="'boss' is not a KeyRole"):
            ApiKeyCreate.from_dict({"name": "k", "role": "boss"})


class TestWebhookCreate:
    URL = "https://example.com/hook"

    def test_default_events(self):
        hook = WebhookCreate(url=self.URL, secret="s" * 16)
        assert hook.events == list(DEFAULT_WEBHOOK_EVENTS)
        assert WebhookCreate(url=self.URL, secret="s" * 256, events=[]).events == []

    @pytest.mark.parametrize("url", ["ftp://example.com", "example.com", "", "HTTP//x"])
    def test_url_needs_a_web_scheme(self, url: str):
        with pytest.raises(ValueError, match="http"):
            WebhookCreate(url=url, secret="s" * 16)

    def test_events_must_be_deliverable(self):
        assert (
            set(WebhookCreate(url=self.URL, secret="s" * 16, events=sorted(WEBHOOK_EVENTS)).events)
            < ALL_EVENTS
        )
        with pytest.raises(ValueError, match=r"packet\.updated"):
            WebhookCreate(url=self.URL, secret="s" * 16, events=["packet.updated"])

    @pytest.mark.parametrize("secret", ["hushhush", "x" * 257])
    def test_length_of_the_secret(self, secret: str):
        with pytest.raises(ValueError, match="secret") as refused:
            WebhookCreate(url=self.URL, secret=secret)
        assert secret not in str(refused.value)

    def test_the_secret_is_not_shown(self):
        hook = WebhookCreate(url=self.URL, secret="whsec_do_not_show")
        assert "whsec_do_not_show" not in repr(hook) + str(hook)
        assert hook.to_dict()["secret"] == "whsec_do_not_show"
        with pytest.raises(ValueError) as refused:
            WebhookCreate.from_dict({"secret": "whsec_do_not_show"})
        assert "whsec_do_not_show" not in str(refused.value)


def test_a_new_key_is_not_shown():
    key = ApiKeyResponse.from_dict(
        {
            "id": "k",
            "name": "n",
            "key_prefix": "hr_abcde",
            "tenant_id": "t",
            "revoked": False,
            "created_at": "2026-01-02T03:04:05",
            "key": "hr_abcdefghijk",
        }
    )
    assert key.role == "admin"
    assert key.key == "hr_abcdefghijk"
    assert "hr_abcdefghijk" not in repr(key) + str(key)


def test_event_names():
    constants = {getattr(models, name) for name in models.__all__ if name.startswith("EVENT_")}
    assert constants == ALL_EVENTS
    assert len(ALL_EVENTS) == 10
    assert ALL_EVENTS - {"packet.updated", "packet.chained"} == WEBHOOK_EVENTS
    assert WEBHOOK_EVENTS.issuperset(DEFAULT_WEBHOOK_EVENTS)


def test_delivery_and_system_health_accept_what_the_server_sends():
    delivery = WebhookDelivery.from_dict(
        {
            "id": "d",
            "webhook_id": "w",
            "packet_id": "p",
            "event_type": "packet.created",
            "status": "dead_letter",
            "attempts": 6,
            "last_error": "HTTP 500: no",
            "last_status_code": 500,
            "next_retry_at": None,
            "delivered_at": None,
            "created_at": "2026-01-02T03:04:05.678901",
            "updated_at": "2026-01-02T03:04:06.678901",
        }
    )
    assert delivery.status is models.DeliveryStatus.dead_letter
    assert delivery.created_at.tzinfo is UTC
    health = SystemHealth.from_dict(
        {
            "version": "0.2.0",
            "uptime_seconds": 1.5,
            "environment": "dev",
            "database_backend": "sqlite",
            "total_packets": 1,
            "packets_by_status": {"created": 1},
            "packets_created_last_1h": 1,
            "packets_created_last_24h": 1,
            "active_agents": 0,
            "total_agents_seen": 1,
            "top_agents": [{"agent_id": "a", "packet_count": 1}],
            "packets_waiting": 1,
            "claimed_not_completed": 0,
            "total_webhooks": 0,
            "recent_deliveries_1h": 0,
            "failed_deliveries_1h": 0,
            "active_api_keys": 1,
            "requests_last_1h_per_key": {"default": 3},
        }
    )
    assert health.top_agents[0].packet_count == 1
    assert health.avg_time_to_claim_seconds is None


def test_a_delivery_reads_like_the_dict_it_was():
    sent = {
        "id": "d-1",
        "webhook_id": "wh-1",
        "packet_id": "p-1",
        "event_type": "packet.created",
        "status": "delivered",
        "attempts": 1,
        "last_error": None,
        "last_status_code": 200,
        "next_retry_at": None,
        "delivered_at": "2026-01-02T03:04:05",
        "created_at": "2026-01-02T03:04:05",
        "updated_at": "2026-01-02T03:04:05",
    }
    delivery = models.WebhookDelivery.from_dict(sent)
    assert delivery["status"] == delivery.status == "delivered"
    assert delivery.get("last_status_code") == 200
    assert "attempts" in delivery
    assert set(sent) <= set(delivery.keys())
